"""What the desk tells unasked: how pressing it is, who has to hear of it, and what follows silence.

A notice belongs to one Party. A routine one is told once. The others wait for a word: the Party has
acknowledged when one of its people did, and until then the notice climbs a ladder of people. The
ladder is a copy taken when the notice is made; one pure rule, ``next_delivery``, looks at the facts
of the notice and at the present moment, and says what is due and when to look again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from liaison.core.agreement import PartyCode
from liaison.core.cards import Text
from liaison.core.errors import UserError
from liaison.core.escalation_policy import EscalationPolicy, EscalationTarget, Priority
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, Role
from liaison.core.references import ALPHABET, draw, fold_code
from liaison.core.working_time import Hours, add_working, next_open

CODE_LENGTH = 5


class Audience(StrEnum):
    """Who hears of a notice first. It is resolved when the notice is told, not when it is made."""

    STAFF = "staff"
    """The focal persons and coordinators."""
    APPROVERS = "keyholders"
    """The coordinators and administrators: who turns the key of the Party."""
    COORDINATORS = "coordinators"
    """The coordinators; where there are none, the focal persons."""
    COORDINATORS_ONLY = "confirmers"
    """The coordinators only: what they have to do nobody else may."""
    RESPONSIBLE = "responsible"
    """Who works on the case."""
    CASE_TEAM = "circle"
    """Who works on the case, and the coordinators."""
    ADMINS = "admins"
    """The administrators."""
    ATTENDING = "attending"
    """The focal persons and coordinators, but who said not to come to the meeting."""
    PERSON = "person"
    """The one person whom the notice is about; of a case, to whom it is offered."""


_WIDTH = (
    Audience.PERSON,
    Audience.ADMINS,
    Audience.COORDINATORS_ONLY,
    Audience.APPROVERS,
    Audience.COORDINATORS,
    Audience.RESPONSIBLE,
    Audience.CASE_TEAM,
    Audience.ATTENDING,
    Audience.STAFF,
)
"""From the narrowest audience to the widest."""


class NoticeState(StrEnum):
    """Where a notice stands."""

    OPEN = "open"
    DELIVERED = "told"
    """Routine, and told: nothing more follows."""
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "settled"
    """What it was about is no longer so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A time in which the desk was not running, from one aware instant to another."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long it was."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing that a Party is told. Instants are aware UTC.

    ``notice_key`` names what the notice says: of one Party, subject and topic at most one is open.
    ``states`` are those of its case in which it makes sense, all where empty. ``triggered_by``
    caused it and is not told of it first. ``internal`` matters are never told to the other Party.
    ``due_by`` is the moment past which waiting for the morning would be too late.

    ``escalation_step`` is the place on the ladder that comes next, ``notified_at`` when the last
    one was told; ``grace`` is what an outage of the desk adds to the present wait. ``repeat`` says
    that there is something newer to say, ``repeat_for`` names an outage: for either it is told once
    more. ``late`` is how late the desk was to begin with.
    """

    code: str
    party: PartyCode
    priority: Priority
    subject: Subject
    subject_id: str
    notice_key: str
    title: Text
    audience: Audience
    escalation_policy: EscalationPolicy
    made_at: datetime
    states: tuple[str, ...] = ()
    triggered_by: PersonId | None = None
    internal: bool = False
    due_by: datetime | None = None
    late: timedelta = timedelta(0)
    state: NoticeState = NoticeState.OPEN
    version: int = 1
    escalation_step: int = 0
    notified_at: datetime | None = None
    grace: timedelta = timedelta(0)
    repeat: bool = False
    repeat_for: Outage | None = None
    ended_at: datetime | None = None
    ended_by: PersonId | None = None

    @property
    def is_open(self) -> bool:
        """Whether something about it is still to be told or acknowledged."""
        return self.state is NoticeState.OPEN

    def is_obsolete(self, state: str) -> bool:
        """Whether it makes no sense where its matter is in that state."""
        return bool(self.states) and state not in self.states

    @property
    def needs_acknowledgement(self) -> bool:
        """Whether it waits, once told, until somebody acknowledges it."""
        return self.priority is not Priority.ROUTINE


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecipient:
    """That a person was told of a notice, and when last; ``by_mail`` where only a letter went."""

    person: PersonId
    notified_at: datetime
    by_mail: bool = False


class DeliveryReason(StrEnum):
    """What is told at a moment: the notice itself, a place of the ladder, or once more."""

    FIRST = "first"
    REPEAT = "once_more"
    """There is something newer to say, or the desk was out: to all who were told."""
    ESCALATION = "rung"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryDecision:
    """What is to be told now, with the rung where it is one, or when to look again; or neither."""

    reason: DeliveryReason | None = None
    escalate_to: EscalationTarget | None = None
    next_at: datetime | None = None


class UnknownNotice(UserError):
    """No notice of the own Party has that code: one answer for none and for the other Party's."""

    key = "error-unknown-notice"


class NotYourNotice(UserError):
    """Only who was told of a notice, or a coordinator of the Party, acknowledges it."""

    key = "error-not-your-notice"


class NothingToAcknowledge(UserError):
    """The notice does not wait for a word (any more)."""

    key = "error-nothing-to-acknowledge"


class AlreadyAcknowledged(UserError):
    """The Party has acknowledged the notice before."""

    key = "error-already-acknowledged"


def next_delivery(
    notice: Notice, hours: Hours, *, is_reachable: bool, now: datetime
) -> DeliveryDecision:
    """Decide what is to be told now, and else when to look again.

    ``hours`` are those of its Party; ``is_reachable`` says whether somebody was told who can still
    be reached: where nobody was, the next rung does not wait. The last rung is told again and
    again.
    """
    if not notice.is_open:
        return DeliveryDecision()
    if notice.notified_at is None:
        return _decide(notice, DeliveryReason.FIRST, None, notice.made_at, hours, now)
    if not notice.needs_acknowledgement:
        return DeliveryDecision()
    if notice.repeat or notice.repeat_for is not None:
        return _decide(notice, DeliveryReason.REPEAT, None, now, hours, now)
    last = len(notice.escalation_policy.steps) - 1
    step = notice.escalation_policy.steps[min(notice.escalation_step, last)]
    due = notice.notified_at
    if is_reachable or notice.escalation_step > last:
        due = _after(notice, notice.notified_at, step.after, hours)
    return _decide(notice, DeliveryReason.ESCALATION, step.to, due, hours, now)


def _after(notice: Notice, at: datetime, span: timedelta, hours: Hours) -> datetime:
    wait = span + notice.grace
    if notice.priority is Priority.EMERGENCY:
        return at + wait
    return add_working(at, wait, hours)  # the grace as well: it must not run out over a weekend


def _decide(
    notice: Notice,
    telling: DeliveryReason,
    target: EscalationTarget | None,
    due: datetime,
    hours: Hours,
    now: datetime,
) -> DeliveryDecision:
    at = max(due, now)
    if notice.priority is not Priority.EMERGENCY:
        opens = next_open(at, hours)
        too_late = notice.due_by is not None and at < notice.due_by <= opens
        at = at if too_late else opens
    if at > now:
        return DeliveryDecision(next_at=at)
    return DeliveryDecision(reason=telling, escalate_to=target)


def mark_notified(notice: Notice, plan: DeliveryDecision, now: datetime, *, anyone: bool) -> Notice:
    """The notice after a telling; where ``anyone`` is false there was nobody to tell.

    A rung without people is passed by without a wait of its own, unless it is the last.
    """
    if plan.reason is DeliveryReason.REPEAT:
        return replace(notice, repeat=False, repeat_for=None)  # the wait for the next rung goes on
    if plan.reason is DeliveryReason.FIRST:
        state = NoticeState.OPEN if notice.needs_acknowledgement else NoticeState.DELIVERED
        return replace(notice, notified_at=now, state=state, grace=timedelta(0))
    waits = anyone or notice.escalation_step >= len(notice.escalation_policy.steps) - 1
    at = now if waits else notice.notified_at
    grace = timedelta(0) if waits else notice.grace
    return replace(notice, escalation_step=notice.escalation_step + 1, notified_at=at, grace=grace)


def merge_newer(notice: Notice, newer: Notice) -> Notice:
    """Merge a newer notice into an open one, which keeps its place in the escalation policy.

    It is as pressing as the more pressing of the two, for the wider circle of the two. One that
    nobody has been told yet goes on to say what it says.
    """
    wider = max(notice.audience, newer.audience, key=_WIDTH.index)
    pressing = max(notice, newer, key=lambda each: tuple(Priority).index(each.priority))
    both = replace(
        notice,
        priority=pressing.priority,
        escalation_policy=pressing.escalation_policy,
        audience=wider,
        due_by=newer.due_by,
        late=newer.late,
    )
    return both if both.notified_at is None else replace(both, title=newer.title, repeat=True)


def extend_for_outage(notice: Notice, outage: Outage) -> Notice:
    """The notice after an outage: its wait grows, and who was told hears of it once more."""
    again = outage if notice.notified_at is not None and notice.needs_acknowledgement else None
    return replace(notice, grace=notice.grace + outage.length, repeat_for=again)


def acknowledge(notice: Notice, person: Person, *, was_notified: bool, now: datetime) -> Notice:
    """Let a person of the Party acknowledge for it.

    Raises ``UnknownNotice`` for the other Party's, ``AlreadyAcknowledged``,
    ``NothingToAcknowledge`` or ``NotYourNotice``.
    """
    if notice.party != person.party:
        raise UnknownNotice
    if not was_notified and person.role is not Role.COORDINATOR:
        raise NotYourNotice
    if notice.state is NoticeState.ACKNOWLEDGED and notice.ended_at is not None:
        raise AlreadyAcknowledged(at=notice.ended_at)
    if not notice.is_open or not notice.needs_acknowledgement:
        raise NothingToAcknowledge
    return replace(notice, state=NoticeState.ACKNOWLEDGED, ended_at=now, ended_by=person.id)


def resolve(notice: Notice, now: datetime) -> Notice:
    """End a notice about something that is no longer so."""
    return replace(notice, state=NoticeState.RESOLVED, ended_at=now)


def new_code(random: Callable[[int], bytes]) -> str:
    """Make the code of a notice. Thirty-three million are possible: the caller draws again where
    one is taken.
    """
    return draw(random, CODE_LENGTH)


def parse_code(typed: str) -> str:
    """Read a typed code, in any case, width and script of digits. Raises ``UnknownNotice``."""
    code = fold_code(typed)
    if len(code) != CODE_LENGTH or not set(code) <= set(ALPHABET):
        raise UnknownNotice
    return code
