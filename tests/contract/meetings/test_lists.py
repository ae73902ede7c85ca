"""Lists of meetings: proposed ones, coming ones, past ones and those that came to nothing."""

from datetime import datetime, timedelta

import pytest

from liaison.core.working_time import DAY
from liaison.meetings import rules as meeting_rules
from liaison.meetings.model import Meeting, MeetingActionContext, MeetingState, Objection
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import record_held
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.meetings.test_meetings import (
    LENGTH,
    accepted,
    acts,
    both,
    countered,
    keep,
    proposed,
)
from tests.contract.samples import SECOND, START

ENDS = {
    MeetingState.DECLINED: meeting_rules.decline,
    MeetingState.WITHDRAWN: meeting_rules.withdraw,
    MeetingState.CANCELLED: meeting_rules.cancel,
}


async def _many(tx: Transaction) -> dict[str, Meeting]:
    """A meeting in each situation that lists distinguish, and two where their order matters."""
    alice, bob = await both(tx)

    def step(name: str, days: int = 1, at: datetime = START) -> meeting_rules.MeetingStep:
        number = len(kept)
        starts = [START + days * DAY]
        return proposed(alice, f"M26-{number:02}AAA", about=name[:20], starts=starts, at=at)

    kept: dict[str, Meeting] = {}
    for name, days in (("asked late", 4), ("asked soon", 3)):
        kept[name] = await keep(tx, step(name, days))
    for name, days in (("agreed late", 8), ("agreed soon", 7)):
        first = step(name, days)
        kept[name] = await keep(tx, first, accepted(first[0], bob))
    first = step("to be moved", 2)
    agreed = accepted(first[0], bob)
    kept["to be moved"] = await keep(tx, first, agreed, countered(agreed[0], bob))
    past = START - 30 * DAY
    for name, days in (("over long ago", -9), ("over", -2)):
        first = step(name, days, at=past)
        kept[name] = await keep(tx, first, accepted(first[0], bob))
    for number, (state, end) in enumerate(ENDS.items()):
        steps = [step(state, 20, at=past)]
        if state is MeetingState.CANCELLED:
            steps.append(accepted(steps[0][0], bob))
        context = acts(bob, START - (number + 3) * DAY)
        steps.append(end(steps[-1][0], context, objection=Objection.TIME))
        kept[state] = await keep(tx, *steps)
    first = step("expired", -8, at=past)
    expired = meeting_rules.expire(first[0], START - 7 * DAY)
    assert expired is not None
    kept["expired"] = await keep(tx, first, expired)
    return kept


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("open", ["asked soon", "asked late"]),
        ("coming", ["to be moved", "agreed soon", "agreed late"]),
        ("past", ["over", "declined", "withdrawn", "cancelled", "expired", "over long ago"]),
    ],
)
async def test_a_list_shows_what_was_chosen_the_nearest_on_top(
    db: Database, which: str, expected: list[str]
) -> None:
    async with db.transaction() as tx:
        kept = await _many(tx)
        shown, total = await tx.of(Meetings).listed(which, limit=50)
    names = {meeting.code: name for name, meeting in kept.items()}
    assert [names[meeting.code] for meeting in shown] == expected
    assert list(shown) == [kept[name] for name in expected]
    assert total == len(expected)


@pytest.mark.parametrize(
    ("moment", "which"), [(LENGTH - SECOND, "coming"), (LENGTH, "past"), (LENGTH + SECOND, "past")]
)
async def test_it_is_to_come_until_its_end(db: Database, moment: timedelta, which: str) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        first = proposed(alice, starts=[START + DAY])
        agreed = await keep(tx, first, accepted(first[0], bob))
        now = START + DAY + moment
        assert agreed.is_over(now) is (which == "past")
        tx._sql.now = now
        for each in ("coming", "past"):
            shown, _ = await tx.of(Meetings).listed(each, limit=5)
            assert shown == ([agreed] if each == which else [])


async def test_it_is_unrecorded_until_both_parties_have_said_the_same_of_whether_it_took_place(
    db: Database,
) -> None:
    async with db.transaction() as tx:
        alice, bob = await both(tx)
        first = proposed(alice, starts=[START + DAY])
        meeting = await keep(tx, first, accepted(first[0], bob))
        tx._sql.now = START + 40 * DAY
        for who, held, listed in ((alice, True, 1), (bob, False, 1), (bob, True, 0)):
            act = MeetingActionContext(person=who, at=START + 2 * DAY, binds=True)
            meeting, _ = step = record_held(meeting, act, held=held)
            assert await tx.of(Meetings).change(*step)
            assert (await tx.of(Meetings).listed("current", limit=5))[1] == listed
            assert (meeting.held, meeting.missed) == (held, not held)


async def test_a_proposed_or_coming_meeting_without_a_timer_is_listed(db: Database) -> None:
    async with db.transaction() as tx:
        kept = await _many(tx)
        asleep = sorted(
            ("meeting", kept[name].code)
            for name in ("asked late", "asked soon", "agreed late", "agreed soon", "to be moved")
        )
        await tx.schedule_timer("notice", asleep[0][1], tx.now)
        await tx.timers.flush()
        assert await tx.missing_timers() == asleep
        for kind, subject in asleep[1:]:
            await tx.schedule_timer(kind, subject, tx.now)
        await tx.timers.flush()
        assert await tx.missing_timers() == asleep[:1]
