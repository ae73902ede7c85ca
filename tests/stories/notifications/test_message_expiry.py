"""The lives of messages: what is left in a chat after an hour, a day, two days."""

import json
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from liaison.core.channels import Address
from liaison.core.transaction import People
from sandbox.api.faults import Fault, FaultKind
from storage.audit import AUDIT
from tests.contract.samples import once
from tests.scenario import PARTS, ScenarioDriver, ScenarioUser, log_verification, plain
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.prepared_state import received
from tests.stories.sent_messages import never_notified, no_longer_sees

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
GONE = "deleted to protect the request"


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


def left(player: ScenarioUser) -> list[str]:
    """What is in the chat besides the Today message."""
    (today,) = [each for each in player.visible if each.pinned]
    assert today.labels == ["To do", "Menu"]
    return [plain(each.text) for each in player.visible if not each.pinned]


async def test_after_three_days_a_chat_has_the_today_message_and_nothing_else(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await sokha.says("/menu", "/requests")
    await service.turn(23 * HOUR)
    assert own(sokha)[-2:] == ["/menu", "/requests"]
    await service.turn(49 * HOUR)
    for player in service.players.values():
        assert not any(GONE in each for each in left(player))
    assert left(sokha) == []
    assert "1 to receive" in plain(li.visible[0].text)
    assert "China" in await service["wang"].presses("Menu")
    assert left(service["wang"]) != []  # below the Today message, which stays


async def test_nothing_expires_in_a_chat_that_has_only_the_today_message(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    await service.turn(72 * HOUR)
    calls = len(service.sandbox.calls)
    async with service.app.database.transaction() as tx:
        assert await tx.last_run("chat_messages", str(sokha.phone.user_id)) is None
    await service.turn(30 * 24 * HOUR)
    mine = [
        call.method
        for call in list(service.sandbox.calls)[calls:]
        if call.chat_id == sokha.phone.user_id
    ]
    assert mine == []


async def test_what_is_pressed_in_a_card_keeps_it_for_another_hour(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/requests")
    await service.turn(23 * HOUR + 30 * MINUTE)
    await sokha.presses("Menu")
    await service.turn(HOUR - MINUTE)
    assert len(left(sokha)) == 1
    await service.turn(2 * MINUTE)
    assert left(sokha) == []


async def test_the_card_of_a_conversation_stays_while_it_is_in_use_and_the_draft_longer(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/new")
    await sokha.presses("Identity check")
    await service.turn(20 * HOUR)
    await sokha.presses("urgent")
    await service.turn(23 * HOUR)
    assert "Step 3" in str(left(sokha))
    await service.turn(4 * HOUR)
    assert "Step 3" not in str(left(sokha))
    await sokha.says("12")  # the question is gone, and takes no text any more
    await sokha.presses("Continue the draft")
    assert "Step 4" in await sokha.says("12")
    await service.turn(25 * HOUR)
    await sokha.says("/menu")
    assert "Step 4" in await sokha.presses("Continue the draft")


async def test_an_unread_notice_is_not_sent_again_and_stays_in_the_list(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service.turn(15 * HOUR)
    assert sum("Received today" in each.labels for each in li.visible) == 1
    await service.turn(10 * HOUR)
    assert sum("Received today" in each.labels for each in li.visible) == 0
    assert reference in await li.presses("To do")
    assert await undeletable(service) == []


async def test_a_shorter_lifetime_holds_for_what_is_in_the_chats_already(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says("/requests")
    await li.says("/requests")
    await bopha.says("/settings")
    assert "Delete messages after: 24 hours" in await bopha.presses("Our messages")
    bopha.sees("Delete opened notes after: 10 minutes")
    await bopha.presses("Delete messages after")
    assert "24 hours → 12 hours" in await bopha.says("12")
    await bopha.presses("✓ Save")
    await service.turn(12 * HOUR - MINUTE)
    assert "/requests" in own(sokha)
    await service.turn(2 * MINUTE)
    assert left(sokha) == []
    assert "/requests" in own(li)  # the other Party has its own


async def test_a_shorter_lifetime_of_one_party_holds_for_what_comes_later_too(
    service: ScenarioDriver, wang: ScenarioUser, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    for admin, hours in ((service["bopha"], 12), (wang, 15)):
        await admin.says(f"/settings message_hours {hours}")
        await admin.presses("✓ Save")
    await service.turn(9 * HOUR)
    await sokha.says("/requests")
    await li.says("/requests")
    await service.turn(12 * HOUR + MINUTE)
    assert own(sokha) == []
    assert own(li) != []
    await service.turn(3 * HOUR)
    assert own(li) == []


@pytest.mark.parametrize("typed", ["11", "45", "a day"])
async def test_a_lifetime_that_telegram_does_not_allow_is_refused(
    bopha: ScenarioUser, typed: str
) -> None:
    await bopha.says(f"/settings message_hours {typed}")
    bopha.sees("This cannot be set here. Write a number of hours from 12 to 44.")


async def test_after_an_outage_of_47_hours_what_can_be_deleted_still_is(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    await service.outage(47 * HOUR)
    assert own(sokha) == []
    assert await undeletable(service) == []


async def test_after_an_outage_of_49_hours_it_is_counted_once_and_the_card_is_emptied(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await service.turn(25 * HOUR)
    await sokha.says("/menu", "/requests")
    number = sokha.phone.user_id
    await service.outage(49 * HOUR)
    assert own(sokha) == ["/menu", "/requests"]
    no_longer_sees(sokha, "Cambodia")
    person = await once(service.app.database, lambda tx: tx.of(People).by_address(Address(number)))
    assert person is not None
    counted = await undeletable(service)
    assert (str(person.id), '{"count":4}') in counted
    await service.turn(72 * HOUR)
    assert [each for each in await undeletable(service) if each[0] == str(person.id)] == [
        (str(person.id), '{"count":4}')
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
    assert sum(json.loads(facts)["count"] for _, facts in counted) == 5
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
    assert left(sokha) == []
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
    assert [plain(each.text) for each in sokha.visible if not each.pinned] == []


async def test_who_waits_for_an_administrator_also_loses_what_was_written(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    invited = service.stranger("Chan")
    await invited.says(f"/start {await service.invited(bopha, PARTS['sokha'])}")
    assert len(invited.visible) == 2
    await service.turn(24 * HOUR + MINUTE)
    assert invited.visible == []


async def test_nothing_that_is_sent_can_be_forwarded_or_saved_or_looks_links_up(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await received(service)
    await zhang.says(f"/request {reference}")
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.sends(f"/accept {code} 1")
    await service.turn(30 * HOUR)
    sent = [
        call for call in service.sandbox.calls if call.method in {"sendmessage", "senddocument"}
    ]
    files = Counter(call.chat_id for call in sent if call.method == "senddocument")
    staff = ("sokha", "dara", "li", "zhang")
    assert files == Counter(service[each].phone.user_id for each in staff)
    assert all(call.values["protect_content"] == "true" for call in sent)
    words = [c for c in service.sandbox.calls if c.method in {"sendmessage", "editmessagetext"}]
    assert {call.method for call in words} == {"sendmessage", "editmessagetext"}
    assert all(json.loads(call.values["link_preview_options"])["is_disabled"] for call in words)
    for player in service.players.values():
        shown = [each for each in player.phone.transcript if each.from_bot]
        assert all(each.protect_content for each in shown)
