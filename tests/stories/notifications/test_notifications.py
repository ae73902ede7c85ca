"""Notifications: sent, escalated while no one answers, never lost."""

import asyncio
import re
from datetime import datetime, timedelta

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, at, log_verification
from tests.stories.audible_messages import told
from tests.stories.meetings.proposal_steps import is_declined
from tests.stories.prepared_state import received, skip_to
from tests.stories.sent_messages import buttons_under, never_notified

ACKNOWLEDGE = "✓ Seen"
UNRECEIVED = "receipt not confirmed"
NO_SUCH = "There is nothing with this number or code."
DAY = timedelta(days=1)


async def arrived(service: ScenarioDriver) -> str:
    """A request that has come to China on Monday at ten, Beijing time."""
    return await log_verification(service, "sokha", persons=1, children=0, letter="9/26")


async def code_for(player: ScenarioUser) -> str:
    """The code of the only notice that waits for a person."""
    await player.says("/inbox")
    (found,) = re.findall(r"(?m)^(\w{5}) · ", player.card)
    return str(found)


async def test_one_word_of_a_party_is_enough_and_the_others_see_who_gave_it(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await is_declined(zhang, service["dara"])
    assert ACKNOWLEDGE in li.buttons
    assert ACKNOWLEDGE in zhang.buttons
    assert "Cambodia has declined" in await zhang.says("/today")
    await li.presses(ACKNOWLEDGE)
    assert li.toasts[-1] == "Marked as seen."
    li.sees("✓ Seen by Li")
    zhang.sees("✓ Seen by Li, 2 March", "2 March, 10:04.")
    assert ACKNOWLEDGE not in zhang.buttons
    await service.turn(timedelta(days=3))
    never_notified(li, "Cambodia has declined", since=service.sandbox.now() - timedelta(days=2))


async def test_what_changes_while_its_readers_are_off_is_told_as_it_is_in_the_morning(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await arrived(service)
    await received(service)
    await service.turn_to(at(3, 6, 14))
    await li.says(f"/status {reference} in_progress", f"/status {reference} province")
    for letter in ("124/26", "125/26"):
        await sokha.sends(f"/correct {reference} letter {letter}")
    for day in ("2026-03-16", "2026-03-17"):
        await service["bopha"].sends(f"/holidays add {day} Rest")
    await service.turn_to(at(3, 9, 2, 1))
    assert f"{reference}: an authority in a province has been asked" in sokha.sees("Good morning")
    never_notified(sokha, "work is in progress")
    for change in ("9/26 → 124/26", "124/26 → 125/26"):
        assert told(li, change) == 1, change
    for day in ("16 March", "17 March"):
        assert told(zhang, f"Cambodia has new holidays: {day}.") == 1, day


async def test_who_is_restored_is_told_of_an_emergency_at_once(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service["wang"].says("/suspend 3 ok")
    await dara.says("/emergency", "at_risk", "tomorrow 10am")
    await dara.presses_send()
    await service.turn(timedelta(hours=3))
    await service["wang"].says("/restore 3 ok")
    zhang.sees("Urgent, and still open:")


async def test_an_unread_notice_is_opened_by_the_code_of_its_matter(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await is_declined(zhang, service["dara"])
    await service.turn(timedelta(days=2, hours=2))
    assert f"Open {code}" in buttons_under(li, "Good morning. To do:")


async def test_a_step_is_a_word(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await arrived(service)
    await zhang.presses("Received today")
    await zhang.sends()
    li.sees("✓ Done by Zhang")
    assert ACKNOWLEDGE not in li.buttons


async def test_acknowledging_by_typing_needs_no_code_if_only_one_waits(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await is_declined(zhang, service["dara"])
    await li.says("/ack")
    for person in (li, zhang):
        person.sees("✓ Seen by Li")
    assert sum(ACKNOWLEDGE in message.labels for message in li.visible) == 0
    assert "You have seen all notifications." in await li.says("/ack")
    assert "All to-dos" in li.buttons


async def test_of_several_that_wait_one_is_chosen(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    first = await is_declined(zhang, service["dara"])
    await service.turn(timedelta(hours=1))
    second = await is_declined(zhang, service["dara"])
    await li.says("/ack")
    card = li.sees("Several notifications are unread. Choose one.")
    assert "Notifications that you have not seen yet: 2" in card
    opens = [label for label in li.buttons if label.startswith("Open ")]
    assert first in await li.presses(opens[0])
    await li.says(f"/ack {opens[0][-5:]}", "/inbox")
    assert "Notifications that you have not seen yet: 1" in li.card
    assert "Notifications that no one has seen yet: 1" in await li.presses("All notifications")
    assert second in await li.presses(opens[1])


async def test_requests_that_wait_are_told_apart_in_the_inbox(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    first, second = await arrived(service), await arrived(service)
    await li.says("/inbox")
    lines = li.sees_key("inbox-title", which="mine", total=2).splitlines()
    assert [line for line in lines if first in line] != [line for line in lines if second in line]
    for reference in (first, second):
        said = li.words("notice-log", reference=reference)
        assert [line for line in lines if said in line and reference in line]


async def test_an_unknown_code_is_answered_in_one_sentence(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await arrived(service)
    for code in ("ZZZZZ", "7F3K", "'; DROP", "៧៧៧៧៧"):
        assert NO_SUCH in await li.says(f"/ack {code}")
    assert "Notifications that you have not seen yet: 1" in await li.says("/inbox")


async def test_the_other_partys_code_is_as_unknown_as_none(
    service: ScenarioDriver, li: ScenarioUser, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    await arrived(service)
    code = await code_for(li)
    for player in (sokha, dara):
        for line in (f"/ack {code}", f"/inbox {code}"):
            assert NO_SUCH in await player.says(line)
    assert "Notifications that you have not seen yet: 1" in await li.says("/inbox")


async def test_who_was_not_told_acknowledges_nothing(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await arrived(service)
    await service["wang"].says(f"/ack {await code_for(li)}")
    assert "Only people who got this notification" in service["wang"].card


async def test_acknowledging_twice_says_when_it_was_done(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await is_declined(zhang, service["dara"])
    code = await code_for(li)
    await li.says(f"/ack {code.lower()}")
    await service.turn(timedelta(hours=1))
    for player in (li, zhang):
        assert "✓ Seen by Li, today" in await player.says(f"/ack {code}")


async def test_what_asks_for_a_receipt_is_not_ended_by_having_been_seen(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await arrived(service)
    code = await code_for(li)
    for line in ("/ack all", f"/ack {code}"):
        assert "✓ Seen" not in await li.says(line)
    zhang.sees("👤 On it: Li")
    assert "Received today" in zhang.buttons


async def test_two_colleagues_press_at_once(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    for _ in range(5):
        await is_declined(zhang, service["dara"])
        for player in (li, zhang):
            player.press(ACKNOWLEDGE)
        await service.settle()
        names = {re.findall(r"Seen by (\w+)", player.card)[0] for player in (li, zhang)}
        assert len(names) == 1
        assert all(ACKNOWLEDGE not in player.buttons for player in (li, zhang))


async def test_what_no_one_receives_is_told_each_working_morning_and_to_more_people(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    wang, bopha = service["wang"], service["bopha"]
    reference = await arrived(service)  # Monday, ten in Beijing
    await service.turn_to(at(3, 4, 0, 59))
    never_notified(li, UNRECEIVED)
    await service.turn_to(at(3, 4, 1, 1))
    assert told(li, UNRECEIVED) == told(zhang, UNRECEIVED) == 1
    await service.turn_to(at(3, 8, 12, 0))  # a weekend is quiet
    assert told(li, UNRECEIVED) == 3
    assert told(dara, "has not confirmed receipt") == 1
    never_notified(wang, reference)
    await service.turn_to(at(3, 9, 1, 1))
    assert told(li, UNRECEIVED) == 4
    assert told(wang, UNRECEIVED) == 1
    await zhang.sends(f"/receive {reference} 2026-03-02")
    await service.turn_to(at(3, 10, 4, 0))
    assert told(li, UNRECEIVED) == 4
    assert told(wang, UNRECEIVED) == 1
    assert told(dara, "has not confirmed receipt") == 1
    never_notified(bopha, reference)


async def test_a_morning_message_takes_the_place_of_the_earlier_one(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await arrived(service)
    await service.turn_to(at(3, 6, 1, 1))
    assert told(li, "Good morning") == 3
    assert li.has_seen("Good morning") == 1


@pytest.mark.parametrize(
    ("comes", "morning"),
    [
        (at(3, 2, 12, 30), at(3, 3, 1)),  # half past eight in the evening in Beijing
        (at(5, 1, 3), at(5, 6, 1)),  # Labour Day, until 5 May in China
    ],
)
async def test_what_comes_at_night_or_on_a_holiday_waits_for_the_next_working_morning(
    service: ScenarioDriver, li: ScenarioUser, comes: datetime, morning: datetime
) -> None:
    await skip_to(service, comes)
    reference = await arrived(service)
    never_notified(li, reference)
    await service.turn_to(morning - timedelta(minutes=1))
    never_notified(li, reference)
    await service.turn_to(morning)
    li.sees("new request.")


async def test_a_received_request_without_any_step_is_brought_up_again_after_a_week(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await arrived(service)
    await received(service)
    await service.turn_to(at(3, 9, 0, 59))
    never_notified(li, "Good morning")
    await service.turn_to(at(3, 9, 1, 1))
    assert told(li, "reply due in 23 days") == 1
    assert reference in li.sees("Good morning")
    await zhang.sends(f"/ask {reference} 1 ok")
    await service.turn_to(at(3, 16, 0, 59))
    assert told(li, "Good morning") == 2  # the information has not come for three days
    await service.turn_to(at(3, 16, 1, 1))
    assert told(li, "reply due in 16 days") == 1


async def test_a_blocked_person_is_marked_and_the_coordinators_see_the_to_do(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    reference = await arrived(service)
    await received(service)
    assert "You have nothing to do." in await zhang.says(f"/assign {reference} 2", "/today")
    await service.turn_to(at(3, 2, 4, 0))
    li.phone.block()
    await service.settle()
    wang.sees("Li (MPS) cannot be reached")
    await zhang.says("/today")
    assert reference in zhang.sees("reply due in 30 days")
    assert "Not reachable" in await wang.says("/people")
    await service.turn_to(at(3, 9, 1, 1))
    assert told(zhang, "reply due in 23 days") == 1
    li.phone.unblock()
    await li.says("/start")
    li.sees("Messages could not reach you for a while.", f"{reference} is assigned to you.")
    assert "Not reachable" not in await wang.says("/people")
    await service.turn_to(at(3, 17, 1, 1))
    assert told(li, "reply due in 15 days") == 1
    never_notified(zhang, "reply due in 15 days")


async def test_that_the_only_administrator_is_not_reachable_is_told_to_the_coordinators(
    service: ScenarioDriver, li: ScenarioUser, wang: ScenarioUser, zhang: ScenarioUser
) -> None:
    wang.phone.block()
    await li.says("/lost ok")
    await service.turn(timedelta(days=1))
    zhang.sees("Wang (MPS) cannot be reached")


async def test_many_presses_at_once_from_both_parties_end_in_one_word(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await is_declined(zhang, service["dara"])
    code = await code_for(li)
    for player in (li, zhang, li, zhang):
        player.phone.say(f"/ack {code}")
    await asyncio.gather(service.settle())
    names = {name for p in (li, zhang) for name in re.findall(r"Seen by (\w+)", p.card)}
    assert len(names) == 1


async def test_a_reminder_that_no_one_hears_is_renewed_not_doubled(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await arrived(service)
    await received(service)
    await li.sends(f"/ask {reference} 1 ok")
    await service.turn_to(at(3, 31, 2, 0))
    assert li.has_seen("reply due tomorrow") == 1
    assert li.has_seen("reply due") == 1


async def test_a_notice_of_a_request_that_moves_on_is_not_asked_about_any_more(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await arrived(service)
    await sokha.sends(f"/withdraw {reference} mistake -")
    li.sees("Nothing to do")
    assert ACKNOWLEDGE not in li.buttons
    assert "You have seen all notifications." in await li.says("/inbox")


async def test_the_other_side_never_hears_of_inner_matters(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    reference = await arrived(service)
    await received(service)
    await li.says(f"/refuse {reference} security 8/26")
    await li.presses("Send for approval")
    zhang.sees(f"Li asks for your approval: Refusal · {reference}.")
    await service.turn_to(at(3, 9, 2, 1))
    assert told(zhang, "· waits for approval") > 0
    assert told(service["wang"], "· waits for approval") == 1
    for player in (dara, service["sokha"], service["bopha"]):
        never_notified(player, "Refusal")


async def test_a_morning_of_news_alone_offers_no_reminder(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await arrived(service)
    await service.turn_to(at(3, 2, 13))  # nine in the evening in Beijing
    await dara.sends(f"/withdraw {reference} settled -")
    await service.turn_to(at(3, 3, 1, 1))
    assert "Remind me on …" not in buttons_under(zhang, f"{reference}: Cambodia has withdrawn")
