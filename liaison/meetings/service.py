"""The steps of meetings in a transaction: checked, saved, audited, with notices and timers.

``check`` permits a person's step on the version that the person saw, and ``take_step`` takes it by
the rule of that step; it returns the updated meeting. The number of an option always means the same
slot, as numbers continue over the offers.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from liaison.approvals import service as approval_service
from liaison.approvals.rules import ProposedChange
from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.errors import Conflict, WrongState
from liaison.core.people import STAFF, Person, PersonId, Role, UnknownPerson, names_of
from liaison.core.timers import refresh_cards_at
from liaison.core.transaction import People, Tx, unused_code
from liaison.core.working_time import local_date
from liaison.lifecycle import steps
from liaison.lifecycle.model import VersionedRef
from liaison.lifecycle.steps import found_or_raise
from liaison.meetings import rules as meeting_rules
from liaison.meetings.model import (
    MEETING_SUBJECT,
    Attendance,
    Meeting,
    MeetingAction,
    MeetingActionContext,
    MeetingCode,
    MeetingProposal,
    MeetingState,
    Objection,
    Presence,
)
from liaison.meetings.permissions import HELD_OR_MISSED, binds, bound_version, refusal_of
from liaison.meetings.reminders import MeetingReminderKind, next_reminders
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import CODE_PREFIX, MeetingStep, Places
from liaison.meetings.step_notifications import (
    ANNUAL,
    DEPUTED,
    calendar_message,
    ended_keys,
    expired,
    notices_of,
    send_calendar,
    substitute_notice,
)
from liaison.meetings.views import DIFFERS, MINUTES_APPROVAL
from liaison.notifications import service as notification_service
from liaison.notifications.recipients import staff
from liaison.notifications.rules import Notice

MAX_MEETINGS = 100
TIMER = "meeting"
"""The kind of the timers of meetings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPermit:
    """A permitted step of a person on a locked meeting."""

    meeting: Meeting
    context: MeetingActionContext


async def lock(tx: Tx, code: MeetingCode) -> Meeting:
    """One meeting, locked. Raises ``WrongValue``."""
    return found_or_raise(await tx.of(Meetings).lock(code), "/meetings")


async def may_bind_party(tx: Tx, person: Person) -> bool:
    """Whether a person may bind the own Party."""
    return binds(person, coordinators=len(await tx.of(People).team(person.party, Role.COORDINATOR)))


async def propose(
    tx: Tx, person: Person, plan: MeetingProposal, *, seen: str | int | None = None
) -> Meeting:
    """Propose a meeting; if the other Party has proposed one of the kind about the same subject,
    and of an emergency one that the person has not ``seen``, this is a counter-proposal. Raises
    ``UserError``.
    """
    context = MeetingActionContext(person=person, at=tx.now, binds=await may_bind_party(tx, person))
    while True:
        code = await unused_code(tx, person.party, CODE_PREFIX, MeetingCode, tx.of(Meetings).lock)
        about = code if plan.kind is MeetingKind.EMERGENCY else _about(tx, plan)
        meeting_rules.check_year(
            tx.agreement, plan.kind, about, options=plan.options, host=plan.host
        )
        existing = await tx.of(Meetings).find(plan.kind, about, MeetingState.PROPOSED)
        if plan.kind is MeetingKind.EMERGENCY:
            existing = await _crossing(tx, person, plan, seen)
        if existing is not None:
            break
        await _refuse_second_annual(tx, plan.kind, about)
        meeting, event = meeting_rules.propose(plan, context, code=code, about=about)
        if await tx.of(Meetings).add(meeting, event):
            return await steps.finish_step(tx, _step(tx, (meeting, event), person))
    if existing.offer is not None and existing.offer.by == person.party:
        raise Conflict("error-proposal-open", code=existing.code)
    return await _save(
        tx, meeting_rules.counter(existing, context, options=plan.options, host=plan.host), person
    )


async def _crossing(
    tx: Tx, person: Person, plan: MeetingProposal, seen: str | int | None
) -> Meeting | None:
    """An emergency that the other Party proposes for the same cause at the same moment, locked."""
    await tx.of(Meetings).lock_emergencies()
    other = tx.agreement.other(person.party).code
    found = await open_emergency(tx, plan.occasion, plan.case, by=other)
    return None if found is None or found.code == seen else await lock(tx, found.code)


async def open_emergency(
    tx: Tx, occasion: str | int, reference: str | int | None, by: PartyCode | None = None
) -> Meeting | None:
    """An open proposal of an emergency meeting for a cause, not about another request; with an
    offer ``by`` a Party, if it is named.
    """
    found, _ = await tx.of(Meetings).listed("open", limit=MAX_MEETINGS)
    for each in found:
        same = each.kind is MeetingKind.EMERGENCY and each.occasion == occasion
        offered = each.offer is not None and by in (None, each.offer.by)
        proposed = offered and each.state is MeetingState.PROPOSED
        if same and proposed and each.case in (None, reference):
            return each
    return None


async def counter(
    tx: Tx,
    permit: MeetingPermit,
    *,
    options: Places,
    host: PartyCode,
    objection: Objection | None = None,
) -> Meeting:
    """Make a new offer, or with a reason a change of the agreed slot."""
    meeting = permit.meeting
    meeting_rules.check_year(tx.agreement, meeting.kind, meeting.about, options=options, host=host)
    rule = partial(meeting_rules.counter, options=options, host=host, objection=objection)
    return await take_step(tx, permit, rule)


async def accept(tx: Tx, permit: MeetingPermit, *, option: int | None) -> Meeting:
    """Accept an option of the other Party's offer; without one, confirm the own Party's offer."""
    meeting = permit.meeting
    if meeting.state is MeetingState.PROPOSED:
        await _refuse_second_annual(tx, meeting.kind, meeting.about)
    length = tx.agreement.meetings.lengths[meeting.kind]
    if option is None:
        return await take_step(tx, permit, partial(meeting_rules.confirm, length=length))
    rule = partial(meeting_rules.accept, option=option, length=length)
    return await take_step(tx, permit, rule)


async def record_minutes(tx: Tx, permit: MeetingPermit, letter: str) -> Meeting:
    """Name the letter with the minutes, for the other Party to approve. Raises ``Conflict``."""
    rule = partial(meeting_rules.record_minutes, letter=letter)
    meeting = await take_step(tx, permit, rule)
    change = ProposedChange(
        MINUTES_APPROVAL,
        meeting.code,
        before="-",
        after=str(meeting.version),
        reason=MeetingAction.MINUTES,
    )
    await approval_service.propose(tx, permit.context.person, change, others=STAFF)
    return meeting


async def approve_minutes(tx: Tx, person: Person, change: ProposedChange) -> None:
    """Let minutes hold that the other Party has approved."""
    meeting = await lock(tx, MeetingCode(change.of))
    context = MeetingActionContext(person=person, at=tx.now, binds=True)
    await _save(tx, meeting_rules.approve_minutes(meeting, context), person)


async def take_step(
    tx: Tx, permit: MeetingPermit, rule: Callable[[Meeting, MeetingActionContext], MeetingStep]
) -> Meeting:
    """Take a step that ``check`` permitted. Raises what the rule raises."""
    return await _save(tx, rule(permit.meeting, permit.context), permit.context.person)


async def attend(
    tx: Tx, person: Person, code: MeetingCode, presence: Presence, *, substitute: int | None = None
) -> Meeting:
    """Record attendance, or the number of a ``substitute``. Raises ``WrongState``,
    ``UnknownPerson``.
    """
    meeting = await lock(tx, code)
    if meeting.state is not MeetingState.AGREED or meeting.is_over(tx.now):
        raise WrongState(reference=code)
    replies = await tx.of(Meetings).attendances(code)
    asked = {each.substitute for each in replies if each.person == person.id}
    kept = {each.substitute for each in replies if each.person != person.id}
    await _end_requests(tx, meeting, {person.id, *(asked - kept)})
    instead = None
    if presence is Presence.SUBSTITUTE:
        team = await staff(tx, person.party)
        others = (each for each in team if each.number == substitute and each.id != person.id)
        instead = next(others, None)
        if instead is None:
            raise UnknownPerson
        await notification_service.notify(tx, substitute_notice(meeting, instead, by=person))
    attendance = Attendance(
        person=person.id,
        party=person.party,
        presence=presence,
        substitute=None if instead is None else instead.id,
        at=tx.now,
    )
    await tx.of(Meetings).attend(code, attendance)
    await tx.audit("meeting.attend", code, actor=person, presence=presence.value)
    for each in tx.agreement.parties:
        await refresh_cards_at(tx, each.code, code, tx.now)
    await notification_service.after_step(
        tx,
        MEETING_SUBJECT,
        code,
        actor=person,
        is_obsolete=lambda notice: notice.is_obsolete(meeting.state),
    )
    return meeting


async def end_outdated_requests(tx: Tx, meeting: Meeting) -> None:
    """End the requests to attend as a substitute a meeting that has begun, moved or ended."""
    replies = await tx.of(Meetings).attendances(meeting.code)
    is_ahead = meeting.state is MeetingState.AGREED and not meeting.has_begun(tx.now)
    kept = {each.substitute for each in meeting.replies(replies) if is_ahead}
    await _end_requests(tx, meeting, {each.substitute for each in replies} - kept)


async def _end_requests(tx: Tx, meeting: Meeting, people: Collection[PersonId | None]) -> None:
    asked = await tx.of(People).those({each for each in people if each is not None})
    for each in asked.values():
        await notification_service.resolve_kind(tx, DEPUTED, each.party, str(each.id), meeting.code)


async def give_calendar(tx: Tx, person: Person, code: MeetingCode) -> Meeting:
    """Send the calendar file to one person again. Raises ``WrongState`` if there is none."""
    meeting = await lock(tx, code)
    if meeting.slot is None:
        raise WrongState(reference=code)
    await tx.enqueue(calendar_message(tx, person, meeting, meeting.slot))
    return meeting


async def let_expire(tx: Tx, meeting: Meeting) -> Meeting:
    """End an offer whose last option has passed, and return the updated meeting."""
    step = meeting_rules.expire(meeting, tx.now)
    return meeting if step is None else await _save(tx, step, None)


async def check(
    tx: Tx,
    person: Person,
    ref: VersionedRef[MeetingCode],
    action: MeetingAction,
    *,
    option: int | None = None,
) -> MeetingPermit:
    """Check all that does not depend on a step's own values; a consent to another ``option`` is
    another step. Raises ``WrongValue``, ``Conflict`` or the error of the rules.
    """
    meeting = await lock(tx, ref.key)
    coordinators = await tx.of(People).team(person.party, Role.COORDINATOR)
    binding = binds(person, coordinators=len(coordinators))
    # It can be said to have taken place once it has begun.
    is_over = meeting.has_begun if action in HELD_OR_MISSED else meeting.is_over
    wrong = refusal_of(action, meeting, person, binding=binding, over=is_over(tx.now))
    attempt = steps.Attempt(
        action=action,
        person=person,
        seen=ref.version,
        latest=meeting.version,
        bound=bound_version(meeting, action),
        wrong=wrong,
        names={"code": ref.key, "reference": ref.key, "names": names_of(coordinators)},
        facts=None if action is MeetingAction.COUNTER else {"option": option} if option else {},
    )
    history = partial(tx.of(Meetings).events, meeting.code)
    await steps.check_step(attempt, history, tx.of(People).get)
    context = MeetingActionContext(person=person, at=tx.now, binds=binding)
    return MeetingPermit(meeting=meeting, context=context)


async def _save(tx: Tx, step: MeetingStep, person: Person | None) -> Meeting:
    """Save the next version of a meeting with its effects."""
    meeting, _ = step
    await steps.save_step(tx, _step(tx, step, person), tx.of(Meetings).change)
    if meeting.kind is MeetingKind.ANNUAL and meeting.state is MeetingState.AGREED:
        for party in tx.agreement.parties:
            await notification_service.resolve_kind(tx, ANNUAL, party.code, meeting.about)
    await end_outdated_requests(tx, meeting)
    slot = meeting.slot
    if person is not None and slot is not None and slot.sequence == meeting.version:
        await send_calendar(tx, person, meeting, slot)
    return meeting


def _step(tx: Tx, step: MeetingStep, person: Person | None) -> steps.Step[Meeting]:
    """The effects of a step of a meeting: its timer and its notices."""
    meeting, event = step
    notices = (
        expired(tx.agreement, meeting, event.facts.get("unapproved_by"))
        if person is None
        else [*notices_of(meeting, event, tx.agreement)]
    )
    ended = ended_keys(meeting, event)
    renewed = {(each.party, each.notice_key) for each in notices}

    def is_obsolete(notice: Notice) -> bool:
        key = notice.notice_key
        if key == MeetingReminderKind.RECORD:
            recorded = meeting.held_by(notice.party) is not None
            return recorded or not meeting.is_over(tx.now)
        if key == DIFFERS and not meeting.disputed:
            return True
        superseded = key in ended and (notice.party, key) not in renewed
        return superseded or notice.is_obsolete(meeting.state)

    return steps.Step(
        meeting,
        event.action,
        actor=person,
        event=event,
        is_inner=meeting.shared_version != meeting.version,
        timer=steps.next_check(tx, TIMER, meeting.code, meeting, next_reminders),
        subject=MEETING_SUBJECT,
        of=meeting.code,
        is_obsolete=is_obsolete,
        notices=notices,
    )


def _about(tx: Tx, plan: MeetingProposal) -> str:
    """The subject of a proposal: at most one of a kind is open about it."""
    if plan.kind is MeetingKind.ANNUAL:
        start, _ = plan.options[0]
        return str(local_date(start, tx.agreement.party(plan.host).zone).year)
    return plan.difference or plan.case or ""


async def _refuse_second_annual(tx: Tx, kind: MeetingKind, about: str) -> None:
    agreed = None
    if kind is MeetingKind.ANNUAL:
        agreed = await tx.of(Meetings).find(kind, about, MeetingState.AGREED)
    if agreed is not None:
        raise Conflict("error-annual-agreed", code=agreed.code)
