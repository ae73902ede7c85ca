"""The lives of messages: what is left in a chat after an hour, a day, two days."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from liaison.core.repository import People
from sandbox.api.faults import Fault, FaultKind
from storage.audit import AUDIT
from tests.scenario import ScenarioDriver, ScenarioUser, log_verification
from tests.stories.audible_messages import sounds
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.sent_messages import never_notified, no_longer_sees

pytestmark = pytest.mark.stories

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
REST = "What stood here was taken off the chat"
ACKNOWLEDGE = "✓ Acknowledge notice"


def own(player: ScenarioUser) -> list[str]:
    """What the person has written and still sees."""
    return [message.text for message in player.visible if not message.from_bot]


async def undeletable(service: ScenarioDriver) -> list[tuple[str, str]]:
    """What the audit record says of messages that could not be deleted."""
    async with service.app.database.transaction() as tx:
        found = await tx._sql.run(
            select(AUDIT.c.subject, AUDIT.c.facts)
            .where(AUDIT.c.action == "message.undeletable")
            .order_by(AUDIT.c.seq)
        )
        return [(row.subject, row.facts) for row in found]


async def test_after_a_day_nothing_is_in_the_chat_but_the_newest_card_and_it_is_at_rest(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    await sokha.says("/cases")
    await sokha.says("/help")
    await service.turn(23 * HOUR)
    assert own(sokha)[-3:] == ["/menu", "/cases", "/help"]
    never_notified(sokha, REST)
    await service.turn(HOUR + MINUTE)
    assert own(sokha) == []
    (left,) = sokha.visible
    assert REST in left.text
    assert sokha.buttons == ["Menu"]
    await sokha.presses("Menu")
    sokha.sees("Cambodia")


async def test_a_chat_at_rest_is_looked_at_no_more(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    await service.turn(72 * HOUR)
    calls = len(service.sandbox.calls)
    async with service.app.database.transaction() as tx:
        assert await tx.last_run("chat_messages", str(sokha.phone.user_id)) is None
    await service.turn(30 * 24 * HOUR)
    assert not [
        call
        for call in list(service.sandbox.calls)[calls:]
        if call.chat_id == sokha.phone.user_id and call.method != "sendmessage"
    ]


async def test_a_card_at_rest_gives_way_to_a_newer_one_while_it_can_still_go(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    await service.turn(30 * HOUR)
    assert sokha.has_seen(REST) == 1
    await sokha.says("/cases")
    assert sokha.has_seen(REST) == 1
    await service.turn(17 * HOUR)
    no_longer_sees(sokha, REST)


async def test_what_is_pressed_in_a_card_keeps_it_for_another_day(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    await service.turn(20 * HOUR)
    await sokha.presses("Help")
    await service.turn(23 * HOUR)
    never_notified(sokha, REST)
    await service.turn(HOUR + MINUTE)
    assert sokha.has_seen(REST) == 1


async def test_a_draft_goes_on_after_its_card_has_come_to_rest(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/new")
    await sokha.presses("verification of nationality and identity")
    await sokha.presses("urgent")
    await sokha.says("12")
    await service.turn(25 * HOUR)
    sokha.sees("What you began is kept")
    no_longer_sees(sokha, "children")
    await sokha.presses("Go on with the draft")
    sokha.sees("Step 4 of 7")
    await service.turn(25 * HOUR)
    sokha.sees("What you began is kept")
    await sokha.says("4")
    sokha.sees("Step 5 of 7")
    assert own(sokha) == []


async def test_a_proposal_goes_on_after_its_card_has_come_to_rest(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await dara.says("/emergency")
    await service.turn(25 * HOUR)
    await dara.presses("Go on with the proposal")
    dara.sees("What is the occasion?")


async def test_a_question_is_asked_again_after_its_card_has_come_to_rest(
    service: ScenarioDriver, sokha: ScenarioUser, bopha: ScenarioUser
) -> None:
    await bopha.says("/schedules digest_time")
    question = bopha.card
    await service.turn(25 * HOUR)
    bopha.sees("What you began is kept")
    await bopha.presses("Go on with the question")
    assert bopha.card == question
    await bopha.says("07:30")
    bopha.sees("Nothing is changed yet.")


async def test_the_card_of_a_conversation_stays_though_news_has_come_below(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await li.says("/record")
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service.turn(25 * HOUR)
    li.sees("What you began is kept")
    await li.presses("Go on with the draft")
    li.sees("Step 1 of")


async def test_an_open_notice_is_told_again_without_a_sound_before_its_card_goes(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await li.says(f"/assign {reference} me")
    (first,) = [each for each in li.visible if ACKNOWLEDGE in each.labels]
    # It was told at ten on Monday; the next step is on Tuesday at ten, so it is set to go before.
    await service["wang"].says("/schedules message_hours =5 ok")
    before = sounds(li)
    await service.turn(5 * HOUR + MINUTE)
    (second,) = [each for each in li.visible if ACKNOWLEDGE in each.labels]
    assert second.message_id > first.message_id
    assert second.text == first.text
    assert sounds(li) == before
    await li.presses(ACKNOWLEDGE)
    li.sees("✓ Notice acknowledged by Li")
    await service.turn(6 * HOUR)
    no_longer_sees(li, "✓ Notice acknowledged by Li")


async def test_a_notice_told_on_friday_waits_in_the_chat_for_monday(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await service.turn(4 * 24 * HOUR)
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    for _ in range(5):
        await service.turn(12 * HOUR)
        assert sum(ACKNOWLEDGE in each.labels for each in li.visible) == 1
        assert reference in li.sees(reference)
    assert await undeletable(service) == []


async def test_a_shorter_lifetime_holds_for_what_is_in_the_chats_already(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says("/cases")
    await li.says("/cases")
    await bopha.says("/schedules")
    await bopha.presses("Our messages")
    bopha.sees("Messages stay in the chat for: 24 hours")
    bopha.sees("An opened sealed note stays in the chat for: 10 minutes")
    await bopha.presses("Messages stay in the chat for")
    await bopha.says("2")
    bopha.sees("24 hours → 2 hours")
    await bopha.presses("✓ Set it")
    await service.turn(2 * HOUR - MINUTE)
    assert "/cases" in own(sokha)
    await service.turn(2 * MINUTE)
    assert own(sokha) == []
    assert sokha.has_seen(REST) == 1
    assert "/cases" in own(li)  # the other Party has its own


async def test_a_shorter_lifetime_of_one_party_holds_for_what_comes_later_too(
    service: ScenarioDriver,
    bopha: ScenarioUser,
    wang: ScenarioUser,
    sokha: ScenarioUser,
    li: ScenarioUser,
) -> None:
    for admin, hours in ((bopha, 2), (wang, 5)):
        await admin.says(f"/schedules message_hours {hours}")
        await admin.presses("✓ Set it")
    await service.turn(9 * HOUR)
    await sokha.says("/cases")
    await li.says("/cases")
    await service.turn(2 * HOUR + MINUTE)
    assert own(sokha) == []
    assert own(li) != []
    await service.turn(3 * HOUR)
    assert own(li) == []


@pytest.mark.parametrize("typed", ["0", "45", "a day"])
async def test_a_lifetime_that_telegram_does_not_allow_is_refused(
    bopha: ScenarioUser, typed: str
) -> None:
    await bopha.says(f"/schedules message_hours {typed}")
    bopha.sees("That cannot be set here. Please write a number of hours from 1 to 44.")


async def test_after_an_outage_of_47_hours_what_can_be_deleted_still_is(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    await service.outage(47 * HOUR)
    assert own(sokha) == []
    assert await undeletable(service) == []


async def test_after_an_outage_of_49_hours_it_is_counted_once_and_the_card_says_nothing(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await service.turn(25 * HOUR)
    await sokha.says("/menu")
    await sokha.says("/cases")
    number = sokha.phone.user_id
    await service.outage(49 * HOUR)
    assert own(sokha) == ["/menu", "/cases"]
    no_longer_sees(sokha, "Cambodia")
    async with service.app.database.transaction() as tx:
        person = await tx.of(People).by_chat(number)
    assert person is not None
    counted = await undeletable(service)
    assert (str(person.id), '{"count":3}') in counted
    await service.turn(72 * HOUR)
    assert [each for each in await undeletable(service) if each[0] == str(person.id)] == [
        (str(person.id), '{"count":3}')
    ]


async def test_a_deletion_that_fails_is_tried_again_and_counted_when_it_is_too_late(
    service: ScenarioDriver, sokha: ScenarioUser, bopha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    number = sokha.phone.user_id
    service.sandbox.faults.add(
        Fault(
            FaultKind.ERROR,
            method="deleteMessage",
            chat_id=number,
            times=None,
            code=400,
            description="Bad Request: message can't be deleted",
        )
    )
    await service.turn(47 * HOUR)
    tried = sum(
        call.method == "deletemessage" and call.chat_id == number for call in service.sandbox.calls
    )
    assert tried >= 6
    assert not [each for each in await undeletable(service) if "count" in each[1]]
    await service.turn(2 * HOUR)
    counted = await undeletable(service)
    # What Telegram dates to the second can end a minute before what the service sent after it.
    assert sum(json.loads(facts)["count"] for _, facts in counted) == 3
    await service.turn(72 * HOUR)
    assert await undeletable(service) == counted
    never_notified(bopha, "could not")


async def test_the_chat_of_somebody_who_has_blocked_the_bot_is_cleared_and_left_alone(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    sokha.phone.block()
    await service.settle()
    await service.turn(25 * HOUR)
    assert sokha.visible == []
    async with service.app.database.transaction() as tx:
        assert await tx.last_run("chat_messages", str(sokha.phone.user_id)) is not None
    await service.turn(5 * HOUR)
    async with service.app.database.transaction() as tx:
        assert await tx.last_run("chat_messages", str(sokha.phone.user_id)) is None
    assert await undeletable(service) == []


async def test_an_account_that_is_gone_makes_no_loop(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    sokha.phone.deactivate()
    await service.turn(72 * HOUR)
    calls = len(service.sandbox.calls)
    counted = await undeletable(service)
    assert counted
    await service.turn(72 * HOUR)
    assert await undeletable(service) == counted
    assert not [
        call for call in list(service.sandbox.calls)[calls:] if call.method == "deletemessage"
    ]


async def test_the_chat_of_somebody_removed_is_cleared(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    await bopha.says("/remove 2")
    await bopha.presses("Yes, remove")
    sokha.sees("has ended")
    await service.turn(25 * HOUR)
    assert sokha.visible == []


async def test_what_a_stranger_wrote_and_was_told_goes(service: ScenarioDriver) -> None:
    stranger = service.stranger("Nobody")
    await stranger.says("hello")
    assert len(stranger.visible) == 2
    await service.turn(24 * HOUR + MINUTE)
    assert stranger.visible == []


async def test_nothing_that_is_sent_can_be_forwarded_or_saved_or_looks_links_up(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await li.presses("Received today")
    await zhang.says(f"/case {reference}")
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.says(f"/accept {code} 1")
    await service.turn(30 * HOUR)
    sent = [
        call for call in service.sandbox.calls if call.method in {"sendmessage", "senddocument"}
    ]
    assert {call.method for call in sent} == {"sendmessage", "senddocument"}
    assert all(call.values["protect_content"] == "true" for call in sent)
    words = [c for c in service.sandbox.calls if c.method in {"sendmessage", "editmessagetext"}]
    assert {call.method for call in words} == {"sendmessage", "editmessagetext"}
    assert all(json.loads(call.values["link_preview_options"])["is_disabled"] for call in words)
    for player in service.players.values():
        shown = [each for each in player.phone.transcript if each.from_bot]
        assert all(each.protect_content for each in shown)
