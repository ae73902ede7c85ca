"""The pinned Today message, with the counts of what a person owes, and the messages of a morning:
both are edited in place.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import partial

from sandbox.users.actions import ShownMessage
from tests.scenario import ScenarioDriver, ScenarioUser, at, log_verification, plain
from tests.stories.audible_messages import sounds
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.prepared_state import skip_to

MINUTE = timedelta(minutes=1)


def today(player: ScenarioUser) -> str:
    """The text of the one pinned message."""
    (pinned,) = [each for each in player.visible if each.pinned]
    return plain(pinned.text)


def edits(service: ScenarioDriver, player: ScenarioUser) -> int:
    """How often the pinned message was edited."""
    (pinned,) = [str(each.message_id) for each in player.visible if each.pinned]
    calls = [each for each in service.sandbox.calls if each.chat_id == player.phone.user_id]
    found = [each for each in calls if each.values.get("message_id") == pinned]
    return sum(each.method == "editmessagetext" for each in found)


def message_with(player: ScenarioUser, words: str) -> ShownMessage:
    """The one message in the chat that has these words."""
    (found,) = [each for each in player.visible if words in plain(each.text)]
    return found


async def test_who_joins_gets_it_pinned_without_a_sound(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    assert today(sokha) == "You have nothing to do."
    assert "To do\n" in await sokha.presses("To do")
    assert today(sokha) == "You have nothing to do."


async def test_the_counts_change_when_a_colleague_does_the_act(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service.turn(MINUTE)
    assert today(li) == today(zhang) == "To do: 1 to receive"
    assert today(sokha) == "You have nothing to do."
    before, shown = len(sounds(li)), len(li.visible)
    await zhang.sends(f"/receive {reference} today")
    await service.turn(MINUTE)
    assert today(li) == today(zhang) == "To do: 1 not due yet"
    assert (len(sounds(li)), len(li.visible)) == (before, shown)
    await zhang.sends(f"/answer {reference} confirmed -")
    await service.turn(MINUTE)
    assert today(li) == "You have nothing to do."
    assert today(sokha) == "To do: 1 not due yet"


async def four_received(service: ScenarioDriver) -> list[str]:
    """Four requests of Sokha that Li confirms on 2 March: the replies are due by 1 April."""
    found = []
    for number in range(4):
        letter = f"{number}/26"
        logged = await log_verification(service, "sokha", persons=1, children=0, letter=letter)
        await service["li"].sends(f"/receive {logged} today")
        found.append(logged)
    return found


async def test_what_a_colleague_has_done_disappears_from_the_messages_of_the_morning(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    logged = partial(log_verification, service, "sokha", persons=1, children=0)
    near = await four_received(service)
    withdrawn = await logged(letter="7/26")
    await service.turn_to(at(3, 30, 13))  # nine in the evening in Beijing
    new = [await logged(letter="8/26"), await logged(letter="9/26")]
    await service["sokha"].sends(f"/withdraw {withdrawn} settled -")
    await service.turn_to(at(3, 31, 1, 1))
    before = len(sounds(zhang))
    await li.says(f"/take {new[1]}")
    assert all(each in plain(message_with(zhang, "Good morning").text) for each in new)
    assert all(each in plain(message_with(zhang, "Due dates: 4").text) for each in near)
    await li.sends(f"/answer {near[0]} confirmed -")
    await li.sends(f"/receive {new[0]} today")
    await service.turn(MINUTE)
    due, morning = message_with(zhang, "Due dates: 3"), message_with(zhang, "Good morning")
    assert sorted(due.labels[:-1]) == sorted(f"Reply {each}" for each in near[1:])
    assert new[0] not in plain(morning.text)
    assert f"{new[1]}: new request. · on it: Li" in plain(morning.text)
    for each in near[1:]:
        await li.sends(f"/answer {each} confirmed -")
    await li.sends(f"/receive {new[1]} today")
    await service.turn(MINUTE)
    assert message_with(zhang, "Due dates: 0").labels == ["Menu"]
    assert new[1] not in (told_now := plain(message_with(zhang, "Good morning").text))
    assert f"{withdrawn}: " in told_now
    assert len(sounds(zhang)) == before


async def test_a_line_of_newer_news_stays_until_it_is_done_and_then_nothing_is_left(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await li.sends(f"/receive {reference} today")
    await li.sends(f"/ask {reference} names")  # Sokha leaves this unread
    await service.turn_to(at(3, 2, 14))  # nine in the evening in Phnom Penh
    await li.sends(f"/ask {reference} birth")
    assert "Notification to Cambodia: from tomorrow 10:00, as" in li.card
    await service.turn_to(at(3, 3, 2, 1))
    line = f"❓ {reference}: information needed."
    for handler in (2, 3):  # after each step the messages of the morning are edited
        assert (
            plain(message_with(sokha, "Good morning").text) == f"Good morning. To do: 1\n\n{line}"
        )
        assert "To do: 1" in await sokha.says("/today")
        assert "To do\n" in await dara.says("/today")
        assert plain(message_with(dara, "Good morning").text).startswith(f"Good morning.\n\n{line}")
        await service["zhang"].says(f"/assign {reference} {handler}")
        await service.turn(MINUTE)
    await sokha.sends(f"/supply {reference} 77/26")
    await service.turn(MINUTE)
    told_now = plain(message_with(sokha, "Good morning").text)
    assert told_now == "Good morning.\n\nYou have nothing to do."


async def test_a_morning_counts_what_has_a_message_of_its_own_as_the_list_does(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    logged = partial(log_verification, service, "sokha", persons=1, children=0)
    await li.sends(f"/receive {await logged(letter='7/26')} today")
    await service.turn_to(at(3, 30, 13))  # nine in the evening in Beijing
    new = await logged(letter="8/26")
    await service.turn_to(at(3, 31, 1, 1))
    assert "reply due tomorrow" in plain(message_with(li, "Please reply by").text)
    told_now = plain(message_with(li, "Good morning. To do: 2").text)
    assert f"{new}: new request." in told_now
    assert "One more is in the list" not in told_now
    assert "To do: 2" in await li.says("/today")


async def test_an_edit_keeps_what_is_still_due_and_the_audit_code_of_the_morning(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    near = await four_received(service)
    await service["wang"].says("/settings near_days 7")
    await service["wang"].presses("✓ Save")
    await service.turn_to(at(3, 25, 1, 1))
    await service["wang"].says("/settings near_days 3")
    await service["wang"].presses("✓ Save")
    await li.sends(f"/answer {near[0]} confirmed -")
    await service.turn(MINUTE)
    assert "Due dates: 0" not in "".join(plain(each.text) for each in zhang.visible)
    await service.turn_to(at(4, 13, 1, 1))  # a Monday
    code = re.search("Audit code.*", plain(message_with(zhang, "Good morning").text))
    assert code is not None
    await li.sends(f"/answer {near[1]} confirmed -")
    await service.turn(MINUTE)
    assert code[0] in plain(message_with(zhang, "Good morning").text)


async def test_the_lists_of_due_dates_are_true_at_midnight_on_a_day_off_and_after_an_outage(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(at(3, 5, 3))
    near = await four_received(service)
    await service.turn_to(at(4, 3, 1, 1))  # a Friday
    assert plain(message_with(zhang, "Due dates: 4").text).count("due tomorrow") == 4
    await service.turn_to(at(4, 3, 16, 2))  # midnight in Beijing
    assert plain(message_with(zhang, "Due dates: 4").text).count("due today") == 4
    await service.turn_to(at(4, 4, 1, 1))  # Tomb-Sweeping Day
    await li.sends(f"/answer {near[0]} confirmed -")
    await service.turn(MINUTE)
    lists = [plain(each.text) for each in zhang.visible if "Due dates" in plain(each.text)]
    assert [near[0] in each for each in lists] == [False]
    before = len(sounds(zhang))
    await service.turn_to(at(4, 5, 1, 1))  # all are overdue, and wait for Tuesday
    assert "Due dates" not in "".join(plain(each.text) for each in zhang.visible)
    await service.outage(timedelta(days=2))
    await service.turn(MINUTE)
    (told,) = sounds(zhang)[before:]
    assert all(each in told for each in near[1:])
    assert "Due dates" not in "".join(plain(each.text) for each in zhang.visible)


async def test_what_is_deferred_is_not_counted_before_its_day(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service.turn(MINUTE)
    assert today(li) == today(zhang) == "To do: 1 to receive"
    await li.says(f"/defer {reference} 5 March")
    await service.turn(MINUTE)
    assert (today(li), today(zhang)) == ("To do: 1 put off", "To do: 1 to receive")
    assert "To do\n" in await li.says("/today")
    li.sees(f"{reference} · 9/26 · ", "· postponed, reminder on 5 March")
    await skip_to(service, datetime(2026, 3, 5, 2, 1, tzinfo=UTC))
    assert today(li) == "To do: 1 to receive"
    assert "To do: 1" in await li.says("/today")
    assert "reminder on" not in li.card


async def test_it_is_not_edited_when_nothing_changes(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service.turn(MINUTE)
    before = edits(service, li)
    await service.turn(timedelta(days=3))
    assert edits(service, li) == before
    assert today(li) == "To do: 1 to receive"


async def test_one_that_is_gone_is_sent_and_pinned_again(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    for message in li.phone.messages:
        message.deleted = True
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    before = len(sounds(li))
    await service.turn(MINUTE)
    assert today(li) == "To do: 1 to receive"
    assert len(sounds(li)) == before


async def test_who_is_suspended_sees_no_counts_and_who_is_restored_does_again(
    service: ScenarioDriver, sokha: ScenarioUser, bopha: ScenarioUser
) -> None:
    await bopha.says("/suspend 2 ok")
    assert "suspended" in today(sokha)
    await bopha.says("/restore 2 ok")
    assert today(sokha) == "You have nothing to do."


async def test_it_names_the_days_until_a_due_date_and_the_day_of_the_next_meeting(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    for letter in ("8/26", "9/26"):
        reference = await log_verification(service, "sokha", persons=1, children=0, letter=letter)
        await li.sends(f"/receive {reference} today")
    await skip_to(service, datetime(2026, 3, 29, 1, 1, tzinfo=UTC))
    await raises_emergency(service["dara"], "30 March 14:00")
    await zhang.presses("✓ Accept option 1")
    await service.turn(MINUTE)
    assert today(li) == "To do: 2 due, first in 3 days, 1 not due yet and meeting Monday, 30 March"
    await skip_to(service, datetime(2026, 4, 2, 7, 1, tzinfo=UTC))
    assert "meeting" not in today(li)
