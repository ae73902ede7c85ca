"""The board, each list one press away; the scorecard that both Parties share; digests in time."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from liaison.core.audit_chain import ChainHead, parse_head, verify_chain
from tests.driver import Cast, Player, log_verification
from tests.stories.meeting_talk import raises_emergency
from tests.stories.notified import never_told
from tests.stories.sounds import told

pytestmark = pytest.mark.stories

DAILY = "Here is the daily digest of your Party."
WEEKLY = "Here is the weekly digest of your Party."
EVERYBODY = ("bopha", "sokha", "dara", "wang", "li", "zhang")


@pytest.fixture
def digests() -> bool:
    """Digests are sent here."""
    return True


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026 in UTC; the story begins on Monday 2 March at two."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


async def sent(desk: Cast) -> str:
    """A case that waits for China to acknowledge receipt."""
    return await log_verification(desk, "sokha", persons=1, children=0, letter="9/26")


async def received(desk: Cast) -> str:
    """A case received at once: on 2 March it is due on 1 April."""
    reference = await sent(desk)
    await desk["li"].says(f"/receive {reference} today")
    return reference


async def needed(desk: Cast, by: str) -> str:
    """A case of information that is needed by a day, which waits for its receipt."""
    sokha = desk["sokha"]
    await sokha.says("/new")
    for answer in ("information", "routine", "1", "0", "9/26", "-", "-", by):
        await sokha.says(answer)
    await sokha.presses("Send")
    found = re.search(r"KH26-\w{5}", sokha.card)
    assert found is not None
    return found[0]


def head_in(card: str) -> ChainHead:
    """The head of the audit record that a digest says."""
    found = re.search(r"audit record: ([0-9]+:[0-9a-f ]+)\.", card)
    assert found is not None, card
    return parse_head(found[1])


# The board


async def test_everything_on_the_board_is_a_list_one_press_away(
    desk: Cast, zhang: Player, li: Player
) -> None:
    await zhang.says("/board")
    assert "Nothing needs attention now." in zhang.sees("Board of China")
    rests = await needed(desk, "2026-03-09")
    await li.says(f"/receive {rests} today")
    await desk.turn_to(at(3, 8, 15, 59))
    await zhang.says("/board")
    assert "Received, but no step for 7 days: 0" in zhang.card
    await desk.turn_to(at(3, 8, 16))  # midnight in Beijing
    waits = await sent(desk)
    li.phone.block()
    await desk.settle()
    await zhang.says("/board")
    for line in (
        "Overdue: 0",
        "Due within 7 days: 1",
        "Not yet received: 1",
        "Received, but no step for 7 days: 1",
        "People who cannot be reached: 1",
    ):
        assert line in zhang.card
    assert "Overdue (0)" not in zhang.buttons
    for label, title, listed in (
        ("Due soon (1)", "Cases: Due soon (1)", rests),
        ("Not yet received (1)", "Cases: Not yet received (1)", waits),
        ("Without a step (1)", "Cases: Without a step (1)", rests),
        ("Not reachable (1)", "People of China", "Li"),
    ):
        await zhang.says("/board")
        await zhang.presses(label)
        assert listed in zhang.sees(title)
    await zhang.says("/board")
    [unacknowledged] = [each for each in zhang.buttons if each.startswith("Unacknowledged (")]
    await zhang.presses(unacknowledged)
    assert f"{rests}: the answer is due today." in zhang.sees("Waiting for a word of your Party:")
    await zhang.says(f"/ask {rests} 1 ok")
    await desk.turn_to(at(3, 9, 16))
    await zhang.says("/board")
    assert "Received, but no step for 7 days: 0" in zhang.card
    await zhang.presses("Overdue (1)")
    assert f"{rests} information and evidence – one day overdue" in zhang.card


async def test_an_answer_needed_by_a_day_that_passes_unreceived_is_overdue(
    desk: Cast, zhang: Player
) -> None:
    await needed(desk, "2026-03-03")
    await zhang.says("/cases soon")
    assert "waiting for receipt" in zhang.sees("Cases: Due soon (1)")
    await desk.turn_to(at(3, 3, 15, 59))
    await zhang.says("/cases overdue")
    zhang.sees("Cases: Overdue (0)")
    await desk.turn_to(at(3, 3, 16))
    await zhang.says("/board")
    await zhang.presses("Overdue (1)")
    assert "information and evidence – one day overdue" in zhang.card


async def test_the_row_of_filters_stays_as_short_as_it_was(desk: Cast, dara: Player) -> None:
    await dara.says("/cases sent")
    assert dara.buttons == ["Open", "Our turn", "Overdue", "Ended", "All", "Menu"]


async def test_the_board_is_for_coordinators_and_administrators(desk: Cast, sokha: Player) -> None:
    for line in ("/board", "/board score", "/schedules digest_time 09:00"):
        await sokha.says(line)
        assert sokha.card == "Your role does not include this step."
    await sokha.says("/menu")
    assert "Board" not in sokha.buttons


async def test_the_menu_leads_to_the_board_and_on_to_the_scorecard(desk: Cast) -> None:
    for name in ("dara", "wang"):
        player = desk[name]
        await player.says("/menu")
        await player.presses("Board")
        await player.presses("Monthly scorecard")
        player.sees("Joint scorecard, March 2026")
        await player.presses("Board")
        player.sees("Nothing needs attention now.")
        assert "Schedules" not in player.buttons


async def test_a_board_of_another_name_is_none(desk: Cast, dara: Player) -> None:
    await dara.says("/board everything")
    dara.sees("That is not one of the choices offered.")


# The scorecard


async def test_the_scorecard_is_the_same_for_both_parties(
    desk: Cast, dara: Player, zhang: Player
) -> None:
    refused, late = await received(desk), await sent(desk)
    await desk.turn_to(at(3, 4, 3))
    await desk["li"].says(f"/receive {late} today")
    await zhang.says(f"/refuse {refused} security 8/26")
    await log_verification(desk, "li", persons=1, children=0, letter="10/26")
    await desk.turn_to(at(3, 5, 5))
    await zhang.says(f"/answer {late} confirmed -")
    await zhang.says("/board score")
    for name in ("bopha", "dara", "wang"):
        await desk[name].says("/board score")
        assert desk[name].card == zhang.sees("Joint scorecard, March 2026")
    cambodia, china = dara.card.split("Requests to ")[1:]
    assert "Received within 24 working hours: 0 of 1" in cambodia
    assert "Answered in time: 0 of 0" in cambodia
    assert "Average days from receipt to answer: –" in cambodia
    assert "Open now: 1, of them overdue: 0" in cambodia
    assert "Received within 24 working hours: 1 of 2" in china
    assert "Answered in time: 2 of 2" in china
    assert "Average days from receipt to answer: 1.5" in china
    assert "Open now: 0, of them overdue: 0" in china


async def test_one_leafs_through_the_months_of_the_desk_and_no_further(
    desk: Cast, dara: Player
) -> None:
    reference = await received(desk)
    await desk["li"].says(f"/answer {reference} confirmed -")
    await dara.says(f"/close {reference}")
    await desk.outage(at(5, 4, 3) - desk.sandbox.now())
    await dara.says("/board score")
    dara.sees("Joint scorecard, May 2026")
    assert "June 2026 ›" not in dara.buttons
    await dara.presses("‹ April 2026")
    assert "Received within 24 working hours: 0 of 0" in dara.sees("Joint scorecard, April 2026")
    await dara.presses("‹ March 2026")
    assert "Received within 24 working hours: 1 of 1" in dara.sees("Joint scorecard, March 2026")
    assert "‹ February 2026" not in dara.buttons
    await dara.presses("April 2026 ›")
    dara.sees("Joint scorecard, April 2026")
    for typed in ("2026-02", "2026-06", "មិថុនា ២០២៦", "2026年6月"):
        await dara.says(f"/board score {typed}")
        dara.sees("The scorecard covers March 2026 to May 2026.")
    await dara.says("/board score មេសា ២០២៦")
    dara.sees("Joint scorecard, April 2026")


async def test_what_is_no_month_is_said_to_be_none(desk: Cast, dara: Player) -> None:
    for typed in ("march", "2026-13", "26-03", "2026-03-01"):
        await dara.says(f"/board score {typed}")
        assert dara.card == "Please write a month with its year, for example 2026-03."


# Digests


async def test_the_daily_digest_comes_at_its_minute_to_coordinators_only(desk: Cast) -> None:
    await sent(desk)
    await desk.turn_to(at(3, 2, 23, 59))
    never_told(desk["zhang"], DAILY)
    await desk.turn_to(at(3, 3, 0))
    assert desk["zhang"].has_seen(DAILY) == 1
    await desk.turn_to(at(3, 3, 0, 59))
    never_told(desk["dara"], DAILY)
    await desk.turn_to(at(3, 3, 1))
    assert desk["dara"].has_seen(DAILY) == 1
    assert "Not yet received: 1" in desk["dara"].sees(DAILY)
    for _ in range(5):
        await desk.turn(timedelta(seconds=1))
    await desk.restart()
    seen = {name: desk[name].has_seen(DAILY) for name in EVERYBODY}
    assert seen == {**dict.fromkeys(EVERYBODY, 0), "dara": 1, "zhang": 1}
    await desk["dara"].presses("Not yet received (1)")
    desk["dara"].sees("Cases: Not yet received (1)")


async def test_nobody_gets_a_digest_of_nothing_but_coordinators_one_each_week(desk: Cast) -> None:
    await desk.turn_to(at(3, 8, 23))
    for name in EVERYBODY:
        never_told(desk[name], "digest of your Party")
    await desk.turn_to(at(3, 9, 12))
    seen = {name: desk[name].has_seen("digest of your Party") for name in EVERYBODY}
    assert seen == {**dict.fromkeys(EVERYBODY, 0), "dara": 1, "zhang": 1}
    assert "Nothing needs attention now." in desk["dara"].sees(DAILY)
    assert head_in(desk["dara"].card) == head_in(desk["zhang"].sees(DAILY))
    await sent(desk)
    await desk.turn_to(at(3, 10, 1))
    assert desk["dara"].has_seen(DAILY) == 2


async def test_the_daily_digest_says_the_head_of_the_audit_record_the_same_to_both(
    desk: Cast, dara: Player, zhang: Player
) -> None:
    await sent(desk)
    await desk.turn_to(at(3, 3, 0))
    first = head_in(zhang.sees(DAILY))
    assert f"Head of the audit record: {first.grouped}." in zhang.card
    await desk.turn_to(at(3, 3, 1))
    assert head_in(dara.sees(DAILY)) == first, "nothing was done meanwhile"
    await sent(desk)
    async with desk.app.database.transaction() as tx:
        record = await tx.audit_lines(1, 10_000)
    head = verify_chain(record, expected=first)
    assert head.seq > first.seq
    await desk.turn_to(at(3, 4, 0))
    assert head_in(zhang.sees(DAILY)) == head


async def test_the_weekly_head_comes_late_rather_than_not_at_all(
    desk: Cast, dara: Player, bopha: Player
) -> None:
    await desk.outage(at(3, 9, 15) - desk.sandbox.now())  # ten in the evening
    never_told(dara, DAILY)
    await desk.turn_to(at(3, 10, 1))
    assert head_in(dara.sees(DAILY)).seq
    assert dara.has_seen(DAILY) == 1
    never_told(bopha, WEEKLY)


async def test_the_board_itself_says_no_head(desk: Cast, dara: Player) -> None:
    await dara.says("/board")
    dara.sees("Board of Cambodia")
    assert "audit record" not in dara.card


async def test_a_meeting_to_come_makes_no_digest_of_its_own(
    desk: Cast, dara: Player, zhang: Player
) -> None:
    code = await raises_emergency(dara, "20.3 14:00")
    await zhang.says(f"/accept {code} 1")
    await dara.says("/ack")
    await desk.turn_to(at(3, 6, 8, 0))
    for name in EVERYBODY:
        never_told(desk[name], "digest of your Party")


async def test_no_digest_comes_on_a_weekend_or_a_holiday(cast: Cast) -> None:
    await cast.outage(at(4, 10, 2) - cast.sandbox.now())  # a Friday, and nobody is there yet
    await cast.gather("bopha", "sokha", "dara", "wang", "li", language="en")
    await sent(cast)
    # Khmer New Year is from 14 to 16 April.
    for day, seen in {11: 0, 12: 0, 13: 1, 14: 1, 15: 1, 16: 1, 17: 2}.items():
        await cast.turn_to(at(4, day, 2))
        assert told(cast["dara"], DAILY) == seen


async def test_after_days_of_downtime_one_digest_comes_not_one_for_each_day(
    desk: Cast, dara: Player, bopha: Player
) -> None:
    await sent(desk)
    await desk.outage(timedelta(days=10, hours=3))
    assert dara.has_seen(DAILY) == 1
    assert bopha.has_seen(WEEKLY) == 1
    await desk.turn_to(at(3, 13, 1))
    assert dara.has_seen(DAILY) == 2


async def test_administrators_get_a_digest_each_week_on_its_day_or_the_next_working_day(
    cast: Cast,
) -> None:
    await cast.outage(at(4, 3, 3) - cast.sandbox.now())  # a Friday, and nobody is there yet
    await cast.gather("bopha", "sokha", "wang", "li", language="en")
    await sent(cast)
    bopha, wang = cast["bopha"], cast["wang"]
    await cast.turn_to(at(4, 6, 0, 59))
    never_told(bopha, WEEKLY)
    await cast.turn_to(at(4, 6, 1))
    assert bopha.has_seen(WEEKLY) == 1
    never_told(wang, WEEKLY)  # this Monday is a holiday in China
    await cast.turn_to(at(4, 7, 0))
    assert wang.has_seen(WEEKLY) == 1
    await cast.turn_to(at(4, 8, 2))
    assert told(bopha, WEEKLY) == told(wang, WEEKLY) == 1
    never_told(bopha, DAILY)
    never_told(wang, DAILY)


async def test_an_administrator_sets_the_time_of_the_own_partys_digests(
    desk: Cast, bopha: Player, dara: Player, zhang: Player
) -> None:
    await sent(desk)
    await bopha.says("/schedules digest_time")
    bopha.sees("Now: 08:00")
    await bopha.says("09:00")
    bopha.sees("Time of digests: 08:00 → 09:00")
    bopha.sees("The next digest comes 3 March 2026, 09:00 Phnom Penh")
    await bopha.presses("✓ Set it")
    bopha.sees("Set. Time of digests: 08:00 → 09:00")
    await desk.turn_to(at(3, 3, 1, 59))
    assert zhang.has_seen(DAILY) == 1
    never_told(dara, DAILY)
    await desk.turn_to(at(3, 3, 2))
    assert dara.has_seen(DAILY) == 1
    await bopha.says("/schedules digest_time")
    bopha.sees("Now: 09:00")
    await bopha.says("៨:៣០")
    bopha.sees("The next digest comes 4 March 2026, 08:30 Phnom Penh")
    await bopha.presses("✓ Set it")
    await desk.turn_to(at(3, 4, 1, 29))
    assert dara.has_seen(DAILY) == 1
    await desk.turn_to(at(3, 4, 1, 30))
    await desk.turn_to(at(3, 4, 9))
    assert told(dara, DAILY) == 2


async def test_a_digest_that_is_due_comes_though_its_time_is_changed_that_minute(
    desk: Cast, bopha: Player, dara: Player
) -> None:
    await sent(desk)
    desk.sandbox.turn_to(at(3, 3, 1))
    await bopha.says("/schedules digest_time 07:30 ok")
    assert dara.has_seen(DAILY) == 1
    await desk.turn_to(at(3, 4, 0, 30))
    assert told(dara, DAILY) == 2


async def test_a_time_that_cannot_be_changes_nothing(desk: Cast, bopha: Player) -> None:
    no_time = "That cannot be set here. Please write a time of day, for example 08:30."
    quiet = "20 to 7 o'clock are quiet hours of Cambodia"
    for typed, said in (
        ("25:00", no_time),
        ("soon", no_time),
        ("21:00", quiet),
        ("6点59分", quiet),
    ):
        await bopha.says(f"/schedules digest_time {typed}")
        bopha.sees(said)
    await bopha.says("/schedules digest_time")
    bopha.sees("Now: 08:00")
    await bopha.says("25:00")
    bopha.sees(no_time)
    await bopha.says("8点30分")
    bopha.sees("Time of digests: 08:00 → 08:30")
