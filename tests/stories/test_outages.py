"""The desk is down and comes back: it says so, asks once more, and holds it against nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.driver import Cast, Player, log_verification
from tests.stories.notified import never_told, no_longer_sees

pytestmark = pytest.mark.stories

ACKNOWLEDGE = "✓ Acknowledge notice"
DOWN = "The desk was not running, or could not reach Telegram."
LOST = "What you sent to the desk in this time may not have arrived"
ONCE_MORE = "The desk was out of service"
AGAIN = "Told again"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 in UTC."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def asked(desk: Cast) -> str:
    """A request that came to China on Monday at ten, Beijing time, and waits for a word."""
    return await log_verification(desk, "sokha", persons=1, children=0, letter="9/26")


async def due_on_thursday(li: Player) -> str:
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


async def deaf(desk: Cast, delta: timedelta) -> None:
    """Let Telegram be out of reach for so long while the desk runs, and then be there again."""
    await desk.service.next_moment(desk.sandbox.now())
    desk.sandbox.faults.server_error(times=None)
    until = desk.sandbox.now() + delta
    while (left := until - desk.sandbox.now()) > timedelta():
        await desk.app.ingest.drain()
        await desk.app.outages.detect()
        await desk.app.tick()
        desk.sandbox.turn(min(left, timedelta(hours=1)))
    desk.sandbox.faults.clear()
    await desk.settle()


async def test_a_pause_of_two_minutes_is_no_outage(desk: Cast, li: Player, bopha: Player) -> None:
    await asked(desk)
    before = [message.text for message in li.visible]
    await desk.outage(timedelta(seconds=110))
    assert [message.text for message in li.visible] == before
    never_told(bopha, DOWN)


async def test_after_151_seconds_who_was_asked_is_asked_once_more(
    desk: Cast, li: Player, zhang: Player, sokha: Player
) -> None:
    reference = await asked(desk)
    await desk.outage(timedelta(seconds=151))
    for player in (li, zhang):
        card = player.sees(ONCE_MORE)
        assert reference in card
        assert "from 2 March 2026, 09:00 Phnom Penh" in card
        assert "to 2 March 2026, 09:02 Phnom Penh" in card
        assert sum(ACKNOWLEDGE in message.labels for message in player.visible) == 1
    never_told(sokha, ONCE_MORE)
    await desk.turn(timedelta(hours=1))
    assert li.has_seen(ONCE_MORE) == 1
    await li.presses(ACKNOWLEDGE)
    zhang.sees("✓ Notice acknowledged by Li")
    no_longer_sees(zhang, ONCE_MORE)


async def test_after_151_seconds_the_time_for_a_word_is_as_much_longer(
    desk: Cast, li: Player
) -> None:
    await asked(desk)
    await desk.outage(timedelta(seconds=151))
    await desk.turn_to(at(3, 2, 2))
    never_told(li, AGAIN)
    await desk.turn_to(at(3, 2, 3))
    assert li.has_seen(AGAIN) == 1


async def test_the_administrators_alone_hear_of_a_short_outage_each_once(
    desk: Cast, bopha: Player
) -> None:
    await desk.outage(timedelta(seconds=151))
    await desk.turn(timedelta(hours=1))
    for name, player in desk.players.items():
        assert player.has_seen(DOWN) == (name in {"bopha", "wang"})
        never_told(player, LOST)
    card = bopha.sees(DOWN)
    assert "From: 2 March 2026, 09:00 Phnom Penh · 10:00 Beijing · 02:00 UTC" in card
    assert "Until: 2 March 2026, 09:02 Phnom Penh · 10:02 Beijing · 02:02 UTC" in card


async def test_each_outage_is_told_of(desk: Cast, bopha: Player) -> None:
    for times in (1, 2):
        await desk.outage(timedelta(minutes=5))
        assert bopha.has_seen(DOWN) == times


async def test_after_25_hours_everybody_hears_that_words_may_be_lost(
    desk: Cast, li: Player
) -> None:
    reference = await asked(desk)
    await desk.outage(timedelta(hours=25))
    for player in desk.players.values():
        card = player.sees(LOST)
        assert "From: 2 March 2026, 09:00 Phnom Penh" in card
        assert "Until: 3 March 2026, 10:00 Phnom Penh" in card
    assert reference in li.sees(ONCE_MORE)
    await desk.turn(timedelta(hours=2))
    for player in desk.players.values():
        assert player.has_seen(LOST) == 1
    assert li.has_seen(ONCE_MORE) == 1


async def test_after_25_hours_a_whole_day_is_left_for_a_word(desk: Cast, li: Player) -> None:
    await asked(desk)
    await desk.outage(timedelta(hours=25))
    await desk.turn_to(at(4, 2, 59))
    never_told(li, AGAIN)
    await desk.turn_to(at(4, 3, 1))
    assert li.has_seen(AGAIN) == 1


async def test_who_was_told_that_words_may_be_lost_at_night_hears_it_in_the_morning(
    desk: Cast, sokha: Player
) -> None:
    await desk.outage(timedelta(hours=36))
    never_told(sokha, LOST)
    await desk.turn_to(at(4, 0, 1))
    assert sokha.has_seen(LOST) == 1


async def test_after_72_hours_the_reminders_of_a_case_are_one_that_says_how_late_it_is(
    desk: Cast, li: Player
) -> None:
    reference = await due_on_thursday(li)
    await desk.outage(timedelta(hours=72))
    card = li.sees(f"{reference}: the answer is due today.")
    assert "This comes 1 h 0 min late: the desk was out of service." in card
    assert li.has_seen("the answer is due") == 1
    await desk.turn_to(at(6, 1, 1))
    card = li.sees(f"{reference} is overdue: the due date has passed without an answer.")
    assert "late: the desk was out of service" not in card


async def test_an_outage_over_the_due_date_moves_it_by_nothing(desk: Cast, li: Player) -> None:
    reference = await due_on_thursday(li)
    await desk.outage(timedelta(hours=96))
    await li.says(f"/case {reference}")
    li.sees("Answer was due by 5 March 2026")
    assert li.has_seen(f"{reference} is overdue: the due date has passed") == 1


async def test_what_was_settled_before_an_outage_is_not_asked_again(
    desk: Cast, li: Player, zhang: Player
) -> None:
    await asked(desk)
    await li.presses(ACKNOWLEDGE)
    await desk.outage(timedelta(hours=72))
    for player in (li, zhang):
        never_told(player, ONCE_MORE)


async def test_what_is_written_while_the_desk_is_down_is_answered_when_it_is_back(
    desk: Cast, li: Player
) -> None:
    reference = await asked(desk)
    li.phone.say(f"/receive {reference} today")
    await desk.outage(timedelta(minutes=10))
    li.sees(f"Receipt of {reference}")
    never_told(li, ONCE_MORE)


@pytest.mark.parametrize(("seconds", "times"), [(119, 0), (151, 1)])
async def test_a_desk_that_runs_but_cannot_hear_is_out_of_service_too(
    desk: Cast, li: Player, bopha: Player, seconds: int, times: int
) -> None:
    await asked(desk)
    await deaf(desk, timedelta(seconds=seconds))
    assert bopha.has_seen(DOWN) == times
    assert li.has_seen(ONCE_MORE) == times


async def test_where_telegram_was_down_for_25_hours_everybody_hears_that_words_may_be_lost(
    desk: Cast, li: Player
) -> None:
    await asked(desk)
    li.phone.say("/menu")
    await deaf(desk, timedelta(hours=25))
    await desk.turn(timedelta(hours=2))
    for player in desk.players.values():
        assert player.has_seen(LOST) == 1
    assert li.has_seen(ONCE_MORE) == 1


async def test_where_telegram_was_down_for_72_hours_the_reminders_of_a_case_are_one(
    desk: Cast, li: Player
) -> None:
    reference = await due_on_thursday(li)
    await deaf(desk, timedelta(hours=72))
    await desk.turn(timedelta(hours=2))
    li.sees(f"{reference}: the answer is due today.")
    assert li.has_seen("the answer is due") == 1
    assert li.has_seen(LOST) == 1
