"""One lifecycle for all records that change by steps: what surrounds the rule of each step.

A concept finds its record, which locks it, and lets ``check_step`` compare what the person saw with
the record and the permission that its rules gave. Its rule makes the next version of the record.
``save_step`` then writes it, adds the audit entry, sets the timer, ends the notices that the step
answers and notifies those whom it concerns.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from liaison.audit import service as audit_service
from liaison.core.cards import Value
from liaison.core.errors import Conflict, UserError
from liaison.core.outbox import Subject
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.lifecycle.conflicts import ConflictTexts, HistoryEntry, RecordChanged, find_faster
from liaison.lifecycle.reminders import ReminderPlan, Timed
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Notice
from liaison.notifications.service import NewNotice

_R = TypeVar("_R")
_T = TypeVar("_T", bound=Timed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A step that a person wants to take on a record with a history.

    ``seen`` is the version that the person saw, None where the step was typed without one;
    ``latest`` the last version that the person could have seen, and ``bound`` the oldest one on
    which the step still counts. ``wrong`` is why the rules refuse it. ``names`` are values for the
    sentence that says why not.
    """

    action: str
    person: Person
    seen: int | None
    latest: int
    bound: int
    wrong: type[UserError] | None
    texts: ConflictTexts
    names: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """When a subject is checked again (aware UTC); never, where ``at`` is None."""

    kind: str
    subject: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[_R]):
    """A step that the rules allowed, and what follows it.

    ``record`` is as it is after the step, which ``actor`` took, or the service where that is None;
    ``event`` is its line in the history, ``facts`` what the audit entry says beside, and ``about``
    its subject where that is another record. One that is ``gone`` is kept no longer. Notices about
    ``of``, a ``subject``, end where ``is_obsolete`` says so; a ``timer`` of None stays as it is.
    """

    record: _R
    action: str
    actor: Person | None
    event: object | None = None
    about: str | None = None
    gone: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)
    timer: Timer | None = None
    subject: Subject | None = None
    of: str = ""
    is_obsolete: Callable[[Notice], bool] = lambda _: True
    notices: Iterable[NewNotice] = ()


def known(record: _R | None, unknown: type[UserError]) -> _R:
    """A record that was found. Raises ``unknown`` where there is none."""
    if record is None:
        raise unknown
    return record


def check_seen(seen: int | None, version: int, changed: Conflict) -> None:
    """Let a step pass on the version that the person saw. Raises ``changed``."""
    if seen not in (None, version):
        raise changed


async def check_step(
    attempt: Attempt, history: Callable[[], Awaitable[Sequence[HistoryEntry]]]
) -> None:
    """Let a step pass that the rules allow, on a version on which it still counts.

    Raises ``AlreadyRecorded`` or ``RecordedByColleague`` where the own Party has taken it
    meanwhile, ``RecordChanged``, or what the rules give.
    """
    seen, wrong, person = attempt.seen, attempt.wrong, attempt.person
    after = seen if seen is not None and seen < attempt.latest else None
    if after is not None or (wrong is not None and issubclass(wrong, Conflict)):
        faster = find_faster(await history(), attempt.action, person, after=after or 0)
        if faster is not None:
            names = attempt.names
            raise attempt.texts.recorded_by(faster.person, person, at=faster.at, **names)
    if seen is not None and not attempt.bound <= seen <= attempt.latest:
        raise RecordChanged(attempt.texts.changed, **attempt.names)
    if wrong is not None:
        raise wrong(**attempt.names)


async def save_step(tx: Tx, step: Step[_R], change: Callable[..., Awaitable[bool]]) -> _R:
    """Write the next version of a record, which is locked, by ``change``; do what follows."""
    written = (step.record,) if step.event is None else (step.record, step.event)
    if not await change(*written):
        msg = f"{type(step.record).__name__} is locked, and changed all the same"
        raise RuntimeError(msg)
    return await finish_step(tx, step)


async def finish_step(tx: Tx, step: Step[_R]) -> _R:
    """Do what follows a step whose record is written: the audit entry, the timer, the notices."""
    await audit_service.record_step(
        tx,
        step.action,
        step.record,
        actor=step.actor,
        event=step.event,
        about=step.about,
        gone=step.gone,
        **step.facts,
    )
    if step.timer is not None:
        await tx.schedule_timer(step.timer.kind, step.timer.subject, step.timer.at)
    if step.subject is not None:
        await notification_service.after_step(
            tx, step.subject, step.of, actor=step.actor, is_obsolete=step.is_obsolete
        )
    for each in step.notices:
        await notification_service.notify(tx, each)
    return step.record


async def run_reminders(
    tx: Tx,
    timer: Timer,
    record: _R | None,
    *,
    plan: Callable[..., ReminderPlan[_T]],
    notices: Callable[[_R, Sequence[_T]], Iterable[NewNotice]],
) -> None:
    """Notify of what came due for a record since its timer ran last, at ``timer.at``, and set the
    timer anew; of a record that is gone it is removed.
    """
    found: ReminderPlan[_T] = ReminderPlan()
    if record is not None and timer.at is not None:
        # Another replica may have run it since this run began to wait for the record.
        last = await tx.last_run(timer.kind, timer.subject)
        since = max(timer.at, last or timer.at)
        found = plan(record, tx.agreement, since=since, now=tx.now)
        for each in notices(record, found.reminders):
            await notification_service.notify(tx, each)
    await tx.schedule_timer(timer.kind, timer.subject, found.next_at)


def timer_of(
    tx: Tx, kind: str, subject: str, record: _R, plan: Callable[..., ReminderPlan[_T]]
) -> Timer:
    """When a record is checked next, from now on, as its reminders are planned."""
    found = plan(record, tx.agreement, since=tx.now, now=tx.now)
    return Timer(kind=kind, subject=subject, at=found.next_at)
