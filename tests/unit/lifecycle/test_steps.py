"""What all records that change by steps have in common: which press counts, what is due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict, UserError, WrongState
from liaison.core.outbox import Subject
from liaison.core.people import NotYourRole, Person, PersonId, Role
from liaison.lifecycle import model
from liaison.lifecycle.model import plan_reminders
from liaison.lifecycle.steps import Attempt, Change, check_step
from tests.unit.meetings.sample_meetings import CN, KH, act

NOW, HOUR = datetime(2026, 3, 2, 2, 0, tzinfo=UTC), timedelta(hours=1)
CHANGED, RECORDED = "error-stale", "error-already-recorded"
BY_COLLEAGUE = "error-recorded-by-colleague"
OWN, COLLEAGUE, OTHER = act(KH).person, act(KH, number=2).person, act(CN).person


def entry(version: int, action: str, party: PartyCode, person: PersonId) -> model.HistoryEntry:
    return model.HistoryEntry(
        version=version, action=action, at=NOW, party=party, role=Role.COORDINATOR, person=person
    )


HISTORY = (
    entry(1, "propose", CN, OTHER.id),
    entry(2, "answer", KH, OWN.id),
    entry(3, "close", KH, COLLEAGUE.id),
    entry(4, "agree", CN, OTHER.id),
)


async def refused(
    action: str, seen: int | None, *, bound: int = 4, wrong: type[UserError] | None = None
) -> UserError | None:
    """Why a step is refused of a record that is at version 4; None where it may be taken."""
    attempt = Attempt(
        action=action,
        person=OWN,
        seen=seen,
        latest=4,
        bound=bound,
        wrong=wrong,
        names={"code": "X"},
    )

    async def history() -> Sequence[model.HistoryEntry]:
        return HISTORY

    async def person_of(_: PersonId) -> Person | None:
        return OWN

    try:
        await check_step(attempt, history, person_of)
    except UserError as error:
        return error
    return None


@pytest.mark.parametrize(("seen", "bound"), [(None, 4), (4, 4), (2, 2), (3, 2)])
async def test_a_press_counts_if_nothing_changed(seen: int | None, bound: int) -> None:
    assert await refused("agree", seen, bound=bound) is None


@pytest.mark.parametrize(
    ("action", "seen", "wrong", "why", "key"),
    [
        ("agree", 3, None, Conflict, CHANGED),
        ("agree", 5, None, Conflict, CHANGED),
        ("answer", 1, None, Conflict, RECORDED),
        ("close", 1, None, Conflict, BY_COLLEAGUE),
        ("close", 3, None, Conflict, CHANGED),
        ("answer", 2, None, Conflict, CHANGED),
        ("answer", None, WrongState, Conflict, RECORDED),
        ("agree", None, WrongState, WrongState, "error-wrong-state"),
        ("answer", None, NotYourRole, NotYourRole, "error-not-your-role"),
    ],
)
async def test_the_history_tells_who_took_the_step_before(
    action: str, seen: int | None, wrong: type[UserError] | None, why: type[UserError], key: str
) -> None:
    error = await refused(action, seen, wrong=wrong)
    assert type(error) is why
    assert (error.key, "code" in error.values) == (key, key != CHANGED)
    assert ("at" in error.values) is (key in (RECORDED, BY_COLLEAGUE))


@dataclass(frozen=True)
class Bell:
    """A reminder that rings each hour, for one of two."""

    at: datetime
    name: str


def bells() -> Iterator[Bell]:
    return (Bell(NOW + hours * HOUR, "even" if hours % 2 == 0 else "odd") for hours in count())


def test_of_reminders_that_came_due_together_the_last_of_each_slot_is_sent() -> None:
    found = plan_reminders(
        bells(), since=NOW, now=NOW + 5 * HOUR, slot=lambda bell: bell.name, until=None
    )
    assert found.reminders == (Bell(NOW + 4 * HOUR, "even"), Bell(NOW + 5 * HOUR, "odd"))
    assert found.next_at == NOW + 6 * HOUR


@pytest.mark.parametrize(("minutes", "expected"), [(-30, 60), (0, 60), (30, 30), (90, 60)])
def test_a_record_that_changes_by_itself_is_checked_then_too(minutes: int, expected: int) -> None:
    found = plan_reminders(
        bells(),
        since=NOW,
        now=NOW,
        slot=lambda bell: bell.name,
        until=NOW + timedelta(minutes=minutes),
    )
    assert found.reminders == ()
    assert found.next_at == NOW + timedelta(minutes=expected)


def test_nothing_is_checked_again_where_nothing_is_to_come() -> None:
    found = plan_reminders(
        [Bell(NOW, "even")], since=NOW, now=NOW + HOUR, slot=lambda bell: bell.name, until=NOW
    )
    assert (found.reminders, found.next_at) == ((), None)


@pytest.mark.parametrize(
    "change",
    [
        Change(OWN.id, None, Subject("request"), "KH26-7F3KK", "receive"),
        Change(OWN.id, None, Subject("request"), "KH26-7F3KK"),
        Change(None, KH, Subject("activity"), "№ 3"),
        Change(OWN.id, KH, None, "working_days", "set"),
    ],
)
def test_a_change_is_read_as_it_was_written(change: Change) -> None:
    assert Change.parse(str(change)) == change
