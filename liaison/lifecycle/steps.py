"""One lifecycle for all versioned records: everything around the rule of a step.

A concept loads and locks its record, and ``check_step`` compares the version that the person saw
with the record and checks the permission. The concept's rule makes the next version. ``save_step``
then writes it, adds the audit entry, sets the timer, ends obsolete notices and sends new ones.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from liaison.audit import service as audit_service
from liaison.core.agreement import PartyCode
from liaison.core.cards import Value
from liaison.core.errors import UNKNOWN_CODE, Conflict, UserError, WrongValue
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId
from liaison.core.transaction import Tx
from liaison.lifecycle.model import HistoryEntry, ReminderPlan, Timed, recorded_by
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NewNotice
from liaison.notifications.rules import Notice
from liaison.todos.today_messages import refresh_soon

CHANGED = "changed"
"""Timer kind that shows a step in all messages about its record but those of its actor, who is
answered with the record.
"""
CHANGED_FOR_ALL = "changed-for-all"
"""The same, also for its actor, who is answered with another record."""
_EITHER = "*"
_R = TypeVar("_R")
_T = TypeVar("_T", bound=Timed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A step that a person wants to take on a record with a history.

    ``seen`` is the version that the person saw, None if the step was typed without one; ``latest``
    is the last version that the person could have seen, and ``bound`` the oldest one on which the
    step is valid. ``wrong`` is the error of the rules, if any. ``names`` are values for its text.
    Another step is the same one only with the same ``facts``, and never if they are None.
    """

    action: str
    person: Person
    seen: int | None
    latest: int
    bound: int
    wrong: type[UserError] | None
    names: Mapping[str, Value]
    facts: Mapping[str, int] | None = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NextCheck:
    """When a subject is checked again (aware UTC); never, if ``at`` is None."""

    kind: str
    subject: str
    _: KW_ONLY
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Step(Generic[_R]):
    """A step that the rules allowed, and its effects.

    ``record`` is the next version, by ``actor``, or by the service if that is None; ``event`` is
    the entry of the history, ``facts`` are more facts for the audit entry, and ``about`` is its
    subject if that is another record. A record that is ``gone`` was deleted. A step that
    ``is_inner`` is shown to the own Party only. ``subject`` and ``of`` name the record whose
    notices are updated: those for which ``is_obsolete`` is true end. The actor is answered with the
    record ``of``, or with ``record`` if that ``answers_by_itself``. If ``timer`` is None, the timer
    of the record is not changed.
    """

    record: _R
    action: str
    _: KW_ONLY
    actor: Person | None
    event: object | None = None
    about: str | None = None
    gone: bool = False
    is_inner: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)
    timer: NextCheck | None = None
    subject: Subject | None = None
    of: str = ""
    answers_by_itself: bool = False
    is_obsolete: Callable[[Notice], bool] = lambda _: True
    notices: Iterable[NewNotice] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A step that is shown: the person who took it, None for the service, the only Party that may
    see it, None if both may, its record, and its action, if it is one of that record. It is the
    subject of a timer.
    """

    actor: PersonId | None
    party: PartyCode | None
    subject: Subject | None
    record: str
    action: str = ""

    def __str__(self) -> str:
        what = f"{self.subject or ''}.{self.action}".removesuffix(".")
        return f"{self.actor or 0} {self.party or _EITHER} {what} {self.record}"

    @classmethod
    def parse(cls, written: str) -> "Change":
        """Read what ``str`` gave."""
        actor, party, what, record = written.split(" ", 3)
        subject, _, action = what.partition(".")
        by, only = PersonId(int(actor)) or None, None if party == _EITHER else PartyCode(party)
        return cls(by, only, Subject(subject) or None, record, action)


def found_or_raise(record: _R | None, shown: str) -> _R:
    """A record that was found. Raises ``WrongValue`` with the command that has ``shown`` it."""
    if record is None:
        raise WrongValue(UNKNOWN_CODE, list=shown)
    return record


def check_seen(seen: int | None, version: int) -> None:
    """Check that the person saw the current version. Raises ``Conflict``."""
    if seen not in (None, version):
        raise Conflict("error-stale")


async def check_step(
    attempt: Attempt,
    history: Callable[[], Awaitable[Sequence[HistoryEntry]]],
    person_of: Callable[[PersonId], Awaitable[Person | None]],
) -> None:
    """Check that a step is allowed and valid on the version seen. Raises ``Conflict``, or
    ``wrong``.
    """
    seen, wrong, person = attempt.seen, attempt.wrong, attempt.person
    after = seen if seen is not None and seen < attempt.latest else None
    is_late = after is not None or (wrong is not None and issubclass(wrong, Conflict))
    if is_late and attempt.facts is not None:
        same = (attempt.action, person.party)
        since = (each for each in await history() if each.version > (after or 0))
        taken = [each for each in since if same == (each.action, each.party)]
        for faster in (e for e in taken if attempt.facts.items() <= e.facts.items()):
            first = None if faster.person is None else await person_of(faster.person)
            names = {**attempt.names, "at": faster.at, "who": "" if first is None else first.name}
            raise recorded_by(faster.person, person, **names)
    if seen is not None and not attempt.bound <= seen <= attempt.latest:
        raise Conflict("error-stale")
    if wrong is not None:
        raise wrong(**attempt.names)


async def save_step(tx: Tx, step: Step[_R], change: Callable[..., Awaitable[bool]]) -> _R:
    """Write the next version of a locked record by ``change``, then its effects."""
    written = (step.record,) if step.event is None else (step.record, step.event)
    if not await change(*written):
        msg = f"{type(step.record).__name__} is locked, but has another version"
        raise RuntimeError(msg)
    return await finish_step(tx, step)


async def finish_step(tx: Tx, step: Step[_R]) -> _R:
    """Write the effects of a step: the audit entry, the timers, the notices."""
    name = await audit_service.record_step(
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
    await notification_service.notify(tx, *step.notices)
    await refresh_soon(tx)
    actor, party = (step.actor.id, step.actor.party) if step.actor else (None, None)
    for code in dict.fromkeys((name, step.of or name)):
        only, action = party if step.is_inner else None, step.action if code == name else ""
        change = Change(actor, only, step.subject, code, action)
        for_all = step.answers_by_itself and code != name
        await tx.schedule_timer(CHANGED_FOR_ALL if for_all else CHANGED, str(change), tx.now)
    return step.record


async def run_reminders(
    tx: Tx,
    kind: str,
    subject: str,
    record: _R | None,
    *,
    plan: Callable[..., ReminderPlan[_T]],
    notices: Callable[[_R, Sequence[_T]], Iterable[NewNotice]],
) -> None:
    """Send the reminders of a record that became due, and set or remove its timer."""
    found: ReminderPlan[_T] = ReminderPlan()
    if record is not None:
        # Another replica may have run it while this run waited for the lock of the record.
        since = await tx.last_run(kind, subject) or tx.now
        found = plan(record, tx.agreement, since=since, now=tx.now)
        await notification_service.notify(tx, *notices(record, found.reminders))
    await tx.schedule_timer(kind, subject, found.next_at)


def next_check(
    tx: Tx, kind: str, subject: str, record: _R, plan: Callable[..., ReminderPlan[_T]]
) -> NextCheck:
    """When a record is checked next, as its reminders are planned from now on."""
    found = plan(record, tx.agreement, since=tx.now, now=tx.now)
    return NextCheck(kind, subject, at=found.next_at)
