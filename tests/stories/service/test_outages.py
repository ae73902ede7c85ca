"""The service is down and comes back: it says so, asks once more, and holds it against no one."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, log_verification
from tests.stories.sent_messages import never_notified, no_longer_sees

pytestmark = pytest.mark.stories

ACKNOWLEDGE = "✓ Acknowledge notice"
DOWN = "The desk was not running, or could not reach Telegram."
LOST = "What you sent to the desk in this time may not have arrived"
ONCE_MORE = "The desk was out of service"
AGAIN = "Told again"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 in UTC."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def asked(service: ScenarioDriver) -> str:
    """A request that came to China on Monday at ten, Beijing time, and waits for a word."""
    return await log_verification(service, "sokha", persons=1, children=0, letter="9/26")


async def due_on_thursday(li: ScenarioUser) -> str:
    """A request that came to China by letter on 3 February: the answer is due on 5 March."""
    await li.says("/record")
    for label in ("verification of nationality and identity", "routine", "2", "0"):
        await li.presses(label)
    await li.says("9/26 MoI")
    await li.says("1 February 2026")
    await li.presses("police affairs cooperation mechanism")
    await li.says("3 February 2026")
    await li.presses("Record")
    return li.card.split()[1]


async def deaf(service: ScenarioDriver, delta: timedelta) -> None:
    """Let Telegram be out of reach for so long while the service runs, and then be there again."""
    await service.service.next_moment(service.sandbox.now())
    service.sandbox.faults.server_error(times=None)
    until = service.sandbox.now() + delta
    while (left := until - service.sandbox.now()) > timedelta():
        await service.app.ingest.drain()
        await service.app.outages.detect()
        await service.app.tick()
        service.sandbox.turn(min(left, timedelta(hours=1)))
    service.sandbox.faults.clear()
    await service.settle()


async def test_a_pause_of_two_minutes_is_no_outage(
    service: ScenarioDriver, li: ScenarioUser, bopha: ScenarioUser
) -> None:
    await asked(service)
    before = [message.text for message in li.visible]
    await service.outage(timedelta(seconds=110))
    assert [message.text for message in li.visible] == before
    never_notified(bopha, DOWN)


async def test_after_151_seconds_who_was_asked_is_asked_once_more(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    reference = await asked(service)
    await service.outage(timedelta(seconds=151))
    for player in (li, zhang):
        card = player.sees(ONCE_MORE)
        assert reference in card
        assert "from 2 March 2026, 09:00 Phnom Penh" in card
        assert "to 2 March 2026, 09:02 Phnom Penh" in card
        assert sum(ACKNOWLEDGE in message.labels for message in player.visible) == 1
    never_notified(sokha, ONCE_MORE)
    await service.turn(timedelta(hours=1))
    assert li.has_seen(ONCE_MORE) == 1
    await li.presses(ACKNOWLEDGE)
    zhang.sees("✓ Notice acknowledged by Li")
    no_longer_sees(zhang, ONCE_MORE)


async def test_after_151_seconds_the_time_for_a_word_is_as_much_longer(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await asked(service)
    await service.outage(timedelta(seconds=151))
    await service.turn_to(at(3, 2, 2))
    never_notified(li, AGAIN)
    await service.turn_to(at(3, 2, 3))
    assert li.has_seen(AGAIN) == 1


async def test_the_administrators_alone_hear_of_a_short_outage_each_once(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    await service.outage(timedelta(seconds=151))
    await service.turn(timedelta(hours=1))
    for name, player in service.players.items():
        assert player.has_seen(DOWN) == (name in {"bopha", "wang"})
        never_notified(player, LOST)
    card = bopha.sees(DOWN)
    assert "From: 2 March 2026, 09:00 Phnom Penh · 10:00 Beijing · 02:00 UTC" in card
    assert "Until: 2 March 2026, 09:02 Phnom Penh · 10:02 Beijing · 02:02 UTC" in card


async def test_each_outage_is_told_of(service: ScenarioDriver, bopha: ScenarioUser) -> None:
    for times in (1, 2):
        await service.outage(timedelta(minutes=5))
        assert bopha.has_seen(DOWN) == times


async def test_after_25_hours_everybody_hears_that_words_may_be_lost(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await asked(service)
    await service.outage(timedelta(hours=25))
    for player in service.players.values():
        card = player.sees(LOST)
        assert "From: 2 March 2026, 09:00 Phnom Penh" in card
        assert "Until: 3 March 2026, 10:00 Phnom Penh" in card
    assert reference in li.sees(ONCE_MORE)
    await service.turn(timedelta(hours=2))
    for player in service.players.values():
        assert player.has_seen(LOST) == 1
    assert li.has_seen(ONCE_MORE) == 1


async def test_after_25_hours_a_whole_day_is_left_for_a_word(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await asked(service)
    await service.outage(timedelta(hours=25))
    await service.turn_to(at(4, 2, 59))
    never_notified(li, AGAIN)
    await service.turn_to(at(4, 3, 1))
    assert li.has_seen(AGAIN) == 1


async def test_who_was_told_that_words_may_be_lost_at_night_hears_it_in_the_morning(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await service.outage(timedelta(hours=36))
    never_notified(sokha, LOST)
    await service.turn_to(at(4, 0, 1))
    assert sokha.has_seen(LOST) == 1


async def test_after_72_hours_the_reminders_of_a_case_are_one_that_says_how_late_it_is(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await due_on_thursday(li)
    await service.outage(timedelta(hours=72))
    card = li.sees(f"{reference}: the answer is due today.")
    assert "This comes 1 h 0 min late: the desk was out of service." in card
    assert li.has_seen("the answer is due") == 1
    await service.turn_to(at(6, 1, 1))
    card = li.sees(f"{reference} is overdue: the due date has passed without an answer.")
    assert "late: the desk was out of service" not in card


async def test_an_outage_over_the_due_date_moves_it_by_nothing(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await due_on_thursday(li)
    await service.outage(timedelta(hours=96))
    await li.says(f"/case {reference}")
    li.sees("Answer was due by 5 March 2026")
    assert li.has_seen(f"{reference} is overdue: the due date has passed") == 1


async def test_what_was_settled_before_an_outage_is_not_asked_again(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await asked(service)
    await li.presses(ACKNOWLEDGE)
    await service.outage(timedelta(hours=72))
    for player in (li, zhang):
        never_notified(player, ONCE_MORE)


async def test_what_is_written_while_the_service_is_down_is_answered_when_it_is_back(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await asked(service)
    li.phone.say(f"/receive {reference} today")
    await service.outage(timedelta(minutes=10))
    li.sees(f"Receipt of {reference}")
    never_notified(li, ONCE_MORE)


@pytest.mark.parametrize(("seconds", "times"), [(119, 0), (151, 1)])
async def test_a_service_that_runs_but_cannot_hear_is_out_of_service_too(
    service: ScenarioDriver, li: ScenarioUser, bopha: ScenarioUser, seconds: int, times: int
) -> None:
    await asked(service)
    await deaf(service, timedelta(seconds=seconds))
    assert bopha.has_seen(DOWN) == times
    assert li.has_seen(ONCE_MORE) == times


async def test_where_telegram_was_down_for_25_hours_everybody_hears_that_words_may_be_lost(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await asked(service)
    li.phone.say("/menu")
    await deaf(service, timedelta(hours=25))
    await service.turn(timedelta(hours=2))
    for player in service.players.values():
        assert player.has_seen(LOST) == 1
    assert li.has_seen(ONCE_MORE) == 1


async def test_where_telegram_was_down_for_72_hours_the_reminders_of_a_case_are_one(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await due_on_thursday(li)
    await deaf(service, timedelta(hours=72))
    await service.turn(timedelta(hours=2))
    li.sees(f"{reference}: the answer is due today.")
    assert li.has_seen("the answer is due") == 1
    assert li.has_seen(LOST) == 1
