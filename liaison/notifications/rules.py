"""Notices: priority, recipients, and escalation if no one acknowledges.

A notice belongs to one Party and is delivered once. All but routine ones wait for acknowledgement
by a person of the Party or, if they ask for an answer, for the answer; an urgent one and an
emergency escalate until then by their policy, a copy taken when the notice is made. What a Party
owes is a to-do, and its morning messages name it. ``next_delivery`` is the one pure rule: from the
facts of the notice and the present time it decides which delivery is due and when to check again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from liaison.audit.digests import RecordKind
from liaison.core.agreement import EscalationPolicy, EscalationTarget, PartyCode, Priority
from liaison.core.cards import Text
from liaison.core.errors import UNKNOWN_CODE, UserError
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, Role
from liaison.core.references import ALPHABET, draw, fold_code
from liaison.core.working_time import Hours, Quiet, next_morning_off, next_open, why_quiet

CODE_LENGTH = 5
NOTICE_RECORD = RecordKind("notice")
MIN_WAIT = timedelta(minutes=30)
EMERGENCY_WINDOW = timedelta(minutes=5)
"""What is due this soon does not wait for the morning, and is told once."""
UNACKNOWLEDGED = "unheard"
"""Prefix of the key of a notice about the other Party's unacknowledged notice."""
UPDATES_KEPT = timedelta(hours=23)
"""Older updates may be lost: Telegram keeps them for about a day."""


class Audience(StrEnum):
    """The first recipients of a notice, resolved when it is delivered and not when it is made."""

    STAFF = "staff"
    """The focal persons and coordinators."""
    APPROVERS = "keyholders"
    """The coordinators and administrators, who approve for the Party."""
    COORDINATORS = "coordinators"
    """The coordinators; if there are none, the focal persons."""
    COORDINATORS_ONLY = "confirmers"
    """The coordinators only, for steps that no one else may take."""
    RESPONSIBLE = "responsible"
    """The people who work on the request."""
    REQUEST_TEAM = "circle"
    """The people who work on the request, and the coordinators."""
    ADMINS = "admins"
    """The administrators."""
    ATTENDING = "attending"
    """The focal persons and coordinators who did not decline to come to the meeting, or all."""
    PERSON = "person"
    """The one person whom the notice is about or, for a request, to whom it is offered."""


_WIDTH = (
    Audience.PERSON,
    Audience.ADMINS,
    Audience.COORDINATORS_ONLY,
    Audience.APPROVERS,
    Audience.COORDINATORS,
    Audience.RESPONSIBLE,
    Audience.REQUEST_TEAM,
    Audience.ATTENDING,
    Audience.STAFF,
)
"""From the narrowest audience to the widest."""


class NoticeState(StrEnum):
    """The state of a notice."""

    OPEN = "open"
    DELIVERED = "told"
    """Delivered: nothing more follows."""
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "settled"
    """Its subject no longer needs attention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A time without service, between two aware instants; ``restored`` from a backup. If several
    are reported, the longest one, and the last of them as the ``later`` one.
    """

    start: datetime
    end: datetime
    restored: bool = False
    later: "Outage | None" = None

    @property
    def length(self) -> timedelta:
        """The length of the outage."""
        return self.end - self.start

    @property
    def loses_updates(self) -> bool:
        """Whether what people sent in it may be lost."""
        return self.restored or self.length > UPDATES_KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice to a Party. Instants are aware UTC.

    ``notice_key`` is its kind and, after a colon, a detail: for one Party, subject and key at most
    one is open. ``states`` are the states of the subject in which it makes sense, all if empty.
    ``triggered_by`` caused it and is not a first recipient. ``internal`` notices never escalate to
    the other Party. ``due_by`` is the moment after which delivery in the morning would be too late.

    ``escalation_step`` is the next step of the policy, ``notified_at`` the last delivery; ``grace``
    extends the present wait after an outage. ``repeat`` (a newer title) and ``repeat_for`` (an
    outage) cause one more delivery. ``late`` is by how much the service made it too late.
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
    def kind(self) -> str:
        """What it is about; the same for all subjects."""
        return self.notice_key.partition(":")[0]

    @property
    def detail(self) -> str:
        """The code of a further record that its key names, if any."""
        return self.notice_key.partition(":")[2]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be delivered, or has not ended."""
        return self.state is NoticeState.OPEN

    def is_obsolete(self, state: str) -> bool:
        """Whether it makes no sense in that state of its subject."""
        return bool(self.states) and state not in self.states

    def is_too_late(self, morning: datetime, now: datetime) -> bool:
        """Whether a delivery in the morning would be too late, but one now is not."""
        return self.due_by is not None and now < self.due_by <= morning

    @property
    def needs_acknowledgement(self) -> bool:
        """Whether it stays open after delivery until a person acknowledges it."""
        return self.priority is not Priority.ROUTINE

    @property
    def escalates(self) -> bool:
        """Whether it is delivered at any hour, and escalates."""
        return self.priority in (Priority.URGENT, Priority.EMERGENCY)


def notice_facts(notice: Notice) -> Mapping[str, object]:
    """The digested facts of a notice, without its title and how far it was delivered."""
    told = notice.state is NoticeState.DELIVERED and not notice.needs_acknowledgement
    return {
        "code": notice.code,
        "party": notice.party,
        "priority": notice.priority,
        "about": (notice.subject, notice.subject_id, notice.notice_key),
        "audience": notice.audience,
        "policy": [(each.to, each.after.total_seconds()) for each in notice.escalation_policy],
        "made_at": notice.made_at,
        "triggered_by": notice.triggered_by,
        "internal": notice.internal,
        "due_by": notice.due_by,
        "state": NoticeState.OPEN if told else notice.state,
        "ended_at": notice.ended_at,
        "ended_by": notice.ended_by,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecipient:
    """A person who received a notice, and when last; ``by_mail`` if only by e-mail. ``taken_at`` is
    when the person said "I am on it".
    """

    person: PersonId
    notified_at: datetime
    by_mail: bool = False
    taken_at: datetime | None = None


class DeliveryReason(StrEnum):
    """The reason of a delivery."""

    FIRST = "first"
    REPEAT = "once_more"
    """A newer title or the end of an outage: to all previous recipients."""
    OTHERS = "others"
    """An urgent notice to those who are not on duty, at the usual hour."""
    MORNING = "morning"
    """An urgent notice once more on the morning of a day off."""
    ESCALATION = "rung"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryDecision:
    """What is due now, or when to check again and why; None for all if nothing follows."""

    reason: DeliveryReason | None = None
    escalate_to: EscalationTarget | None = None
    next_at: datetime | None = None
    quiet: Quiet | None = None


class NothingToAcknowledge(UserError):
    """The notice does not wait for acknowledgement, or no longer."""


def next_delivery(
    notice: Notice, hours: Hours, *, is_reachable: bool, now: datetime, others_wait: bool = False
) -> DeliveryDecision:
    """Decide which delivery is due now, else when to check again.

    ``hours`` are those of its Party; ``is_reachable`` is whether any recipient can still be
    reached: if none can, the next escalation step does not wait. The last step of an emergency
    repeats, the sooner the nearer its time; an urgent one is told each morning of a day off, as
    morning messages name it on the others. ``others_wait`` is whether people who are not on duty
    wait for an urgent notice, unless the morning would be too late.
    """
    if not notice.is_open:
        return DeliveryDecision()
    if notice.notified_at is None:
        return _decide(notice, DeliveryReason.FIRST, None, notice.made_at, hours, now)
    if notice.repeat or notice.repeat_for is not None:
        return _decide(notice, DeliveryReason.REPEAT, None, now, hours, now)
    if not notice.needs_acknowledgement:
        return DeliveryDecision()
    escalation = _next_step(notice, hours, notice.notified_at, is_reachable=is_reachable, now=now)
    if not others_wait:
        return escalation
    opens = max(next_open(each, hours) for each in (notice.made_at, now))
    if opens <= now or notice.is_too_late(opens, now):
        return DeliveryDecision(reason=DeliveryReason.OTHERS)
    if escalation.reason is not None:
        return escalation
    return DeliveryDecision(next_at=min(opens, escalation.next_at or opens))


def _next_step(
    notice: Notice, hours: Hours, notified_at: datetime, *, is_reachable: bool, now: datetime
) -> DeliveryDecision:
    steps, at = notice.escalation_policy, notice.escalation_step
    ended = at >= len(steps)
    if not notice.escalates:
        return DeliveryDecision()
    if ended and notice.priority is Priority.URGENT:
        due = next_morning_off(hours, last=notified_at, now=now)
        target = EscalationTarget.SAME_PEOPLE
        return _decide(notice, DeliveryReason.MORNING, target, due, hours, now)
    step = steps[min(at, len(steps) - 1)]
    due = notified_at
    if is_reachable or ended:
        due += notice.grace
        due += step.after if at < len(steps) - 1 else _last_wait(notice, step.after, notified_at)
    return _decide(notice, DeliveryReason.ESCALATION, step.to, due, hours, now)


def _last_wait(notice: Notice, wait: timedelta, notified_at: datetime) -> timedelta:
    """The wait for the last step: of an emergency as long as it has waited by then, or half the
    time left until ``due_by``, if that is sooner, but half an hour at least.
    """
    if notice.priority is not Priority.EMERGENCY:
        return wait
    waited = notified_at - notice.made_at
    if notice.due_by is not None and notice.due_by > notified_at:
        waited = min(waited, (notice.due_by - notified_at) / 2)
    return min(wait, max(MIN_WAIT, waited))


def _decide(
    notice: Notice,
    reason: DeliveryReason,
    target: EscalationTarget | None,
    due: datetime,
    hours: Hours,
    now: datetime,
) -> DeliveryDecision:
    at = max(due, now)
    if not notice.escalates:
        opens = next_open(max(next_open(due, hours), now), hours)
        at = at if notice.is_too_late(opens, at) else opens
    if at > now:
        return DeliveryDecision(next_at=at, quiet=why_quiet(due, hours) or why_quiet(now, hours))
    return DeliveryDecision(reason=reason, escalate_to=target)


def may_have_step(notice: Notice, *, other_told: bool, now: datetime) -> bool:
    """Whether an escalating notice can have come to its step by now: each repeat of its last step
    waits, and ``other_told`` is whether the other Party was notified.
    """
    steps, step = notice.escalation_policy, notice.escalation_step
    told = notice.internal or other_told
    if not told and EscalationTarget.OTHER_SIDE in [each.to for each in steps[:step]]:
        return False
    wait = MIN_WAIT if notice.priority is Priority.URGENT else min(MIN_WAIT, steps[-1].after)
    return (step - len(steps)) * wait <= now - notice.made_at


def mark_notified(notice: Notice, plan: DeliveryDecision, now: datetime, *, anyone: bool) -> Notice:
    """The notice after a delivery; ``anyone`` is whether there was a recipient. An escalation step
    without people is skipped without a wait, unless it is the last.
    """
    if plan.reason is DeliveryReason.REPEAT:
        at = notice.notified_at if notice.escalates else now  # the wait for the next step goes on
        return replace(notice, notified_at=at, repeat=False, repeat_for=None)
    if plan.reason is DeliveryReason.OTHERS:
        return notice
    if plan.reason is DeliveryReason.FIRST:
        stays_open = notice.needs_acknowledgement or notice.kind == UNACKNOWLEDGED
        state = NoticeState.OPEN if stays_open else NoticeState.DELIVERED
        return replace(notice, notified_at=now, state=state, grace=timedelta(0))
    waits = anyone or notice.escalation_step >= len(notice.escalation_policy) - 1
    at = now if waits else notice.notified_at
    grace = timedelta(0) if waits else notice.grace
    return replace(notice, escalation_step=notice.escalation_step + 1, notified_at=at, grace=grace)


def merge_newer(notice: Notice, newer: Notice) -> Notice:
    """Merge a newer notice into an open one, at the higher priority and for the wider audience."""
    wider = max(notice.audience, newer.audience, key=_WIDTH.index)
    higher = max(notice, newer, key=lambda each: tuple(Priority).index(each.priority))
    return replace(
        notice,
        title=newer.title,
        priority=higher.priority,
        escalation_policy=higher.escalation_policy,
        audience=wider,
        due_by=newer.due_by,
        late=newer.late,
        repeat=notice.notified_at is not None,
    )


def acknowledge(notice: Notice, person: Person, *, was_notified: bool, now: datetime) -> Notice:
    """Acknowledge for the person's Party. Raises ``NothingToAcknowledge`` or ``UserError``."""
    if notice.party != person.party:
        raise UserError(UNKNOWN_CODE, list="/inbox")
    if not was_notified and person.role is not Role.COORDINATOR:
        raise UserError("error-not-your-notice")
    if not notice.is_open or not notice.needs_acknowledgement:
        raise NothingToAcknowledge
    return replace(notice, state=NoticeState.ACKNOWLEDGED, ended_at=now, ended_by=person.id)


def resolve(notice: Notice, now: datetime) -> Notice:
    """End a notice whose subject no longer needs attention."""
    return replace(notice, state=NoticeState.RESOLVED, ended_at=now)


def new_notice_code(random: Callable[[int], bytes]) -> str:
    """One of 33 million codes of notices: the caller retries if it is taken."""
    return draw(random, CODE_LENGTH)


def parse_notice_code(typed: str) -> str:
    """Parse a typed code in any case, width and script of digits. Raises ``UserError``."""
    code = fold_code(typed)
    if len(code) != CODE_LENGTH or not set(code) <= set(ALPHABET):
        raise UserError(UNKNOWN_CODE, list="/inbox")
    return code
