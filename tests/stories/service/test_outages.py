"""The service is down and comes back: one message a person, held against no one."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.queue_metrics import QUEUES
from tests.scenario import ScenarioDriver, ScenarioUser, code_in, log_verification
from tests.stories.audible_messages import heard, sounds, told
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.meetings.test_agendas import agreed
from tests.stories.sent_messages import never_notified

DOWN = "The bot was offline."
LOST = "What you sent meanwhile may be lost"
WAITS = "receipt not confirmed"
HOUR = timedelta(hours=1)
BOTH = ("false", "true")
ASKED = {"li", "zhang"}
"""Those who owe something; the others owe nothing, or only wait."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 in UTC."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def asked(service: ScenarioDriver, number: int = 9) -> str:
    """A request to China, logged on Monday at ten, Beijing time, that no one has received."""
    return await log_verification(service, "sokha", persons=1, children=0, letter=f"{number}/26")


async def due_on_thursday(li: ScenarioUser) -> str:
    """A request that came to China by letter on 3 February: the answer is due on 5 March."""
    await li.says("/record")
    await li.presses("Identity check", "routine", "2", "0")
    await li.says("9/26 MoI", "1 February")
    await li.presses("police channel")
    await li.sends("3 February")
    return code_in(li.card, "KH")


async def deaf(service: ScenarioDriver, delta: timedelta) -> None:
    """Let Telegram be out of reach for so long while the service runs, and then be there again."""
    await service.service.next_moment(service.sandbox.now())
    service.sandbox.faults.server_error(times=None)
    until = service.sandbox.now() + delta
    while (left := until - service.sandbox.now()) > timedelta():
        await service.app.ingest.drain()
        await service.app.outages.detect()
        await service.app.work(QUEUES, watched=False)
        service.sandbox.turn(min(left, timedelta(hours=1)))
    service.sandbox.faults.clear()
    await service.settle()


async def test_a_pause_of_two_minutes_is_no_outage(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await asked(service)
    before = sounds(li)
    await service.outage(timedelta(seconds=110))
    assert sounds(li) == before


async def test_the_longest_outage_is_named_and_the_last_one(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await asked(service)
    await service.turn_to(at(7, 4))  # a Saturday
    await service.outage(5 * HOUR)
    await service.turn_to(at(8, 23, 50))
    await service.outage(2 * HOUR)  # over Monday, nine in Beijing
    li.sees("From: 7 March, 12:00\n", "Until: 7 March, 17:00")
    li.sees("It was offline again from 9 March, 07:50 until 9 March, 09:50.")


async def test_who_has_something_to_do_gets_one_message_with_it_and_the_others_none(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await asked(service)
    await service["sokha"].says("/new", "verification")
    before = {name: len(sounds(each)) for name, each in service.players.items()}
    await service.outage(timedelta(seconds=151))
    for player in (li, zhang):
        player.sees(DOWN, "From: 2 March, 10:02\n", "Until: 2 March, 10:04", reference, WAITS)
        assert f"Confirm receipt {reference}" in player.buttons
    await service.turn(HOUR)
    for name, player in service.players.items():
        assert len(sounds(player)) - before[name] == (name in ASKED) == told(player, DOWN)
        never_notified(player, LOST)


async def test_twelve_unanswered_requests_and_three_hours_are_one_message_a_person(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    for number in range(12):
        await asked(service, number)
    await service.turn_to(at(4, 2, 0))
    before = {name: len(sounds(each)) for name, each in service.players.items()}
    shown = {name: len(each.visible) for name, each in service.players.items()}
    await service.outage(3 * HOUR)
    await service.turn(HOUR)
    for name, player in service.players.items():
        once = name in ASKED
        assert len(sounds(player)) - before[name] == once
        assert len(player.visible) <= shown[name] + once
    for player in (li, zhang):
        assert player.sees(DOWN).count(WAITS) == 12


@pytest.mark.parametrize("runs", [False, True])
async def test_meetings_proposals_and_a_hand_over_are_part_of_the_one_message(
    service: ScenarioDriver, zhang: ScenarioUser, wang: ScenarioUser, runs: bool
) -> None:
    reference = await asked(service)
    await service["li"].sends(f"/receive {reference} today")
    await zhang.sends(f"/extend {reference} 15 April court")
    code = await agreed(service, start=at(17, 6))
    for weekday in range(1, 8):
        await wang.says(f"/duty {weekday} {3 if weekday == 2 else 2}")
    before = {name: len(sounds(each)) for name, each in service.players.items()}
    shown = {name: len([*heard(each, silent=BOTH)]) for name, each in service.players.items()}
    down = at(17, 4, 30) - service.sandbox.now()
    await (deaf(service, down) if runs else service.outage(down))
    await service.turn(HOUR)
    for name, player in service.players.items():
        assert len(sounds(player)) - before[name] == 1
        assert len([*heard(player, silent=BOTH)]) - shown[name] == 1
    expired = f"{reference}: the proposed extension was not answered in time."
    for player in (zhang, service["dara"]):
        assert told(player, f"Meeting {code} (consultation on a difference): in 1 h 30 min") == 1
        player.sees(LOST, code, expired)
    assert told(zhang, "You are on duty until the end of 17 March.") == 1


async def test_each_outage_is_reported(service: ScenarioDriver, li: ScenarioUser) -> None:
    await asked(service)
    for times in (1, 2):
        await service.outage(timedelta(minutes=5))
        assert told(li, DOWN) == times


async def test_of_several_outages_of_one_night_the_morning_reports_the_longest_once(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await asked(service)
    await service.turn_to(at(2, 14, 0))
    for minutes in (5, 40, 3):
        await service.outage(timedelta(minutes=minutes))
        await service.turn(HOUR)
    never_notified(li, DOWN)
    before = len(sounds(li))
    await service.turn_to(at(3, 8, 0))
    assert len(sounds(li)) == before + 1
    li.sees(DOWN, "From: 2 March, 23:05", "Until: 2 March, 23:45")


async def test_what_is_reported_on_a_day_off_comes_on_the_next_working_morning(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await asked(service)
    await service.turn_to(at(7, 3, 0))  # a Saturday
    await service.outage(HOUR)
    await service.turn_to(at(9, 0, 59))
    never_notified(li, DOWN)
    await service.turn_to(at(9, 1, 1))
    assert told(li, DOWN) == 1


async def test_an_emergency_is_sent_again_and_waits_as_much_longer(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await raises_emergency(dara, "3.3 14:00")
    again = "The bot was offline from 2 March, 10:02"
    heard = len(sounds(zhang))
    await service.outage(timedelta(minutes=10))
    await service.turn(timedelta(minutes=2))
    assert told(zhang, again) == 1
    assert len(sounds(zhang)) == heard + 1  # no second message about the outage
    never_notified(zhang, "no one has answered")
    await service.turn_to(at(2, 2, 19))
    never_notified(zhang, "no one has answered")
    await service.turn_to(at(2, 2, 21))
    assert told(zhang, "no one has answered") == 1


async def test_after_25_hours_everyone_is_told_once_that_messages_may_be_lost(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await asked(service)
    await service.outage(timedelta(hours=25))
    await service.turn(2 * HOUR)
    for player in service.players.values():
        player.sees(LOST, "From: 2 March, ", "Until: 3 March, ")
        assert told(player, LOST) == 1
    assert reference in li.sees(LOST)


async def test_that_messages_may_be_lost_is_told_in_the_morning_if_it_is_night(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await service.outage(timedelta(hours=36))
    never_notified(sokha, LOST)
    await service.turn_to(at(4, 2, 1))
    assert told(sokha, LOST) == 1


async def test_after_72_hours_all_steps_are_one_message(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await due_on_thursday(li)
    before = len(sounds(li))
    await service.outage(timedelta(hours=72))
    assert "reply due today" in li.sees(LOST)
    assert len(sounds(li)) == before + 1
    await service.turn_to(at(6, 1, 1))
    card = li.sees("reply overdue by one day")
    assert reference in card
    assert DOWN not in card
    assert len(sounds(li)) == before + 2


async def test_an_outage_over_the_due_date_does_not_move_it(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await due_on_thursday(li)
    await service.outage(timedelta(hours=96))
    assert told(li, "reply overdue by one day") == 1
    assert "Reply was due by 5 March" in await li.says(f"/request {reference}")


async def test_what_is_written_while_the_service_is_down_is_answered_when_it_is_back(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await asked(service)
    li.phone.say(f"/receive {reference} today")
    await service.outage(timedelta(minutes=10))
    li.sees(f"Confirmation of receipt · {reference}")


@pytest.mark.parametrize(("seconds", "times"), [(119, 0), (151, 1)])
async def test_a_service_that_runs_but_cannot_reach_telegram_is_out_of_service_too(
    service: ScenarioDriver, li: ScenarioUser, seconds: int, times: int
) -> None:
    await asked(service)
    await deaf(service, timedelta(seconds=seconds))
    assert told(li, DOWN) == times


async def test_while_telegram_is_down_for_72_hours_no_morning_message_piles_up(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await due_on_thursday(li)
    before = len(sounds(li))
    await deaf(service, timedelta(hours=72))
    await service.turn(2 * HOUR)
    assert "reply due today" in li.sees(LOST)
    assert len(sounds(li)) == before + 1
    for player in service.players.values():
        assert told(player, LOST) == 1


async def test_a_start_edits_no_message_that_stays_the_same(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await due_on_thursday(li)
    await asked(service)
    made = list[str]()
    for day in (3, 4, 5):
        await service.turn_to(at(day, 2))
        await li.says("/today")
        calls = len(service.sandbox.api.calls)
        await service.restart()
        await service.turn(3 * HOUR)
        made += [each.method for each in service.sandbox.api.calls][calls:]
    assert "deletemessage" in made
    assert "editmessagetext" not in made
