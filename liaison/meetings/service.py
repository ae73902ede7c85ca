"""What people do with meetings: each step checked, kept, audited, told and planned as one.

``check`` lets a person take a step on the version that the person saw, and ``take_step`` takes it
by the rule of that step; it returns the meeting after it. A typed number of an option can mean but
one slot, as numbers run on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.people import Person, Role, UnknownPerson
from liaison.core.repository import People
from liaison.core.transaction import Tx, unused_code
from liaison.core.working_time import local_date
from liaison.lifecycle import steps
from liaison.lifecycle.steps import known
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
from liaison.meetings.permissions import (
    MeetingNotOpen,
    binds,
    bound_version,
    check_meeting_permission,
    proposal_turn,
)
from liaison.meetings.reminders import next_reminders
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import (
    CODE_PREFIX,
    AnnualAgreed,
    MeetingStep,
    Places,
    ProposalOpen,
    UnknownMeeting,
)
from liaison.meetings.step_notifications import ANNUAL, ends, expired, notices_of, substitute_notice
from liaison.meetings.views import calendar_key, calendar_message
from liaison.notifications import service as notification_service
from liaison.notifications.recipients import staff

TIMER = "meeting"
"""The kind under which meetings are looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedMeetingRef:
    """Which meeting a step is for, and which version of it the person saw."""

    code: MeetingCode
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """A step that a person may take now on a meeting, which is locked."""

    meeting: Meeting
    context: MeetingActionContext


async def find(tx: Tx, code: MeetingCode) -> Meeting:
    """One meeting. Raises ``UnknownMeeting``."""
    return known(await tx.of(Meetings).get(code), UnknownMeeting)


async def may_bind_party(tx: Tx, person: Person) -> bool:
    """Whether a person's word binds the own Party."""
    return binds(person, coordinators=len(await tx.of(People).team(person.party, Role.COORDINATOR)))


async def propose(tx: Tx, person: Person, plan: MeetingProposal) -> Meeting:
    """Propose a meeting to the other Party. Where that one has proposed one of the kind about the
    same, this becomes a counter-proposal.

    Raises ``ProposalOpen``, ``AnnualAgreed``, ``AnnualYear`` or what ``life.propose`` raises.
    """
    about = _about(tx, plan)
    _check_year(tx, plan.kind, about, options=plan.options, host=plan.host)
    context = MeetingActionContext(person=person, at=tx.now, binds=await may_bind_party(tx, person))
    while True:
        opened = await tx.of(Meetings).find(plan.kind, about, MeetingState.PROPOSED)
        if opened is not None:
            break
        await _refuse_second_annual(tx, plan.kind, about)
        code = await unused_code(tx, person.party, CODE_PREFIX, MeetingCode, tx.of(Meetings).exists)
        meeting, event = meeting_rules.propose(plan, context, code=code, about=about)
        if await tx.of(Meetings).add(meeting, event):
            return await steps.finish_step(tx, _step(tx, (meeting, event), person))
    if opened.offer is not None and opened.offer.by == person.party:
        raise ProposalOpen(code=opened.code)
    return await _save(
        tx, meeting_rules.counter(opened, context, options=plan.options, host=plan.host), person
    )


async def counter(
    tx: Tx,
    permit: Permit,
    *,
    options: Places,
    host: PartyCode,
    objection: Objection | None = None,
) -> Meeting:
    """Put a new version on the table, or with a reason a change of what is agreed."""
    meeting = permit.meeting
    _check_year(tx, meeting.kind, meeting.about, options=options, host=host)
    rule = partial(meeting_rules.counter, options=options, host=host, objection=objection)
    return await take_step(tx, permit, rule)


async def accept(tx: Tx, permit: Permit, *, option: int | None) -> Meeting:
    """Accept an option of the other Party's version; without one, stand behind the own Party's."""
    meeting = permit.meeting
    if meeting.state is MeetingState.PROPOSED:
        await _refuse_second_annual(tx, meeting.kind, meeting.about)
    length = tx.agreement.meetings.lengths[meeting.kind]
    if option is None:
        return await take_step(tx, permit, partial(meeting_rules.back, length=length))
    rule = partial(meeting_rules.accept, option=option, length=length)
    return await take_step(tx, permit, rule)


async def take_step(
    tx: Tx, permit: Permit, rule: Callable[[Meeting, MeetingActionContext], MeetingStep]
) -> Meeting:
    """Take a step that ``check`` has let pass. Raises what the rule raises."""
    return await _save(tx, rule(permit.meeting, permit.context), permit.context.person)


async def attend(
    tx: Tx, person: Person, code: MeetingCode, presence: Presence, *, substitute: int | None = None
) -> Meeting:
    """Say whether one comes to an agreed meeting, or which of the own people comes instead.

    ``substitute`` is a number among them. Raises ``MeetingNotOpen`` or ``UnknownPerson``.
    """
    meeting = await find(tx, code)
    if meeting.state is not MeetingState.AGREED or meeting.is_over(tx.now):
        raise MeetingNotOpen
    instead = None
    if presence is Presence.SUBSTITUTE:
        team = await staff(tx, person.party)
        others = (each for each in team if each.number == substitute and each.id != person.id)
        instead = next(others, None)
        if instead is None:
            raise UnknownPerson
        await _expect(tx, meeting, instead)
    said = Attendance(
        person=person.id,
        party=person.party,
        presence=presence,
        substitute=None if instead is None else instead.id,
        at=tx.now,
    )
    await tx.of(Meetings).attend(code, said)
    await tx.audit("meeting.attend", code, actor=person, presence=presence.value)
    await notification_service.after_step(
        tx,
        MEETING_SUBJECT,
        code,
        actor=person,
        is_obsolete=lambda notice: notice.is_obsolete(meeting.state),
    )
    return meeting


async def _expect(tx: Tx, meeting: Meeting, substitute: Person) -> None:
    """Let the one who comes instead count as coming, until saying otherwise."""
    coming = Attendance(
        person=substitute.id,
        party=substitute.party,
        presence=Presence.YES,
        substitute=None,
        at=tx.now,
    )
    await tx.of(Meetings).attend(meeting.code, coming)
    await notification_service.notify(tx, substitute_notice(meeting, substitute))


async def give_calendar(tx: Tx, person: Person, code: MeetingCode) -> Meeting:
    """Send the calendar file of an agreed or cancelled meeting to one person, once more.

    Raises ``MeetingNotOpen`` where there is none.
    """
    meeting = await find(tx, code)
    if meeting.slot is None:
        raise MeetingNotOpen
    await tx.enqueue(calendar_message(tx, person, meeting, meeting.slot))
    return meeting


async def let_expire(tx: Tx, meeting: Meeting) -> Meeting:
    """End a version whose last option has passed; the meeting as it then stands."""
    step = meeting_rules.expire(meeting, tx.now)
    return meeting if step is None else await _save(tx, step, None)


async def check(tx: Tx, person: Person, ref: VersionedMeetingRef, action: MeetingAction) -> Permit:
    """Check all that does not depend on a step's own values; nothing is written.

    Raises ``UnknownMeeting``, ``RecordChanged``, ``AlreadyRecorded``, ``RecordedByColleague`` or
    what ``check_meeting_permission`` finds.
    """
    meeting = await find(tx, ref.code)
    binding = await may_bind_party(tx, person)
    wrong = check_meeting_permission(
        action,
        role=person.role,
        binding=binding,
        state=meeting.state,
        turn=proposal_turn(meeting, person.party),
        over=meeting.is_over(tx.now),
    )
    attempt = steps.Attempt(
        action=action,
        person=person,
        seen=ref.version,
        latest=meeting.version,
        bound=bound_version(meeting, action),
        wrong=wrong,
        texts=meeting_rules.CONFLICTS,
        names={"code": meeting.code, "reference": meeting.code},
    )
    await steps.check_step(attempt, partial(tx.of(Meetings).events, meeting.code))
    context = MeetingActionContext(person=person, at=tx.now, binds=binding)
    return Permit(meeting=meeting, context=context)


async def _save(tx: Tx, step: MeetingStep, person: Person | None) -> Meeting:
    """Keep the next version of a meeting, and do what follows every step."""
    meeting, _ = step
    await steps.save_step(tx, _step(tx, step, person), tx.of(Meetings).change)
    if meeting.kind is MeetingKind.ANNUAL and meeting.state is MeetingState.AGREED:
        for party in tx.agreement.parties:
            await notification_service.resolve_about(
                tx, party.code, SERVICE_SUBJECT, meeting.about, notice_key=ANNUAL
            )
    slot = meeting.slot
    if person is not None and slot is not None and slot.sequence == meeting.version:
        await tx.enqueue(
            calendar_message(tx, person, meeting, slot, key=calendar_key(meeting, slot, person))
        )
    return meeting


def _step(tx: Tx, step: MeetingStep, person: Person | None) -> steps.Step[Meeting]:
    """What follows a step of a meeting: the timer, and who hears of it."""
    meeting, event = step
    ended = ends(meeting, event)
    return steps.Step(
        record=meeting,
        action=event.action,
        actor=person,
        event=event,
        timer=steps.timer_of(tx, TIMER, meeting.code, meeting, next_reminders),
        subject=MEETING_SUBJECT,
        of=meeting.code,
        is_obsolete=lambda notice: notice.is_obsolete(meeting.state) or notice.notice_key in ended,
        notices=expired(tx.agreement, meeting)
        if person is None
        else notices_of(meeting, event, tx.agreement),
    )


def _about(tx: Tx, plan: MeetingProposal) -> str:
    """What at most one open proposal of a kind may be about."""
    if plan.kind is MeetingKind.ANNUAL:
        start, _ = plan.options[0]
        return str(local_date(start, tx.agreement.party(plan.host).zone).year)
    return plan.difference or plan.case or ""


def _check_year(tx: Tx, kind: MeetingKind, about: str, *, options: Places, host: PartyCode) -> None:
    if kind is MeetingKind.ANNUAL:
        meeting_rules.check_year(options, about, tx.agreement.party(host).zone)


async def _refuse_second_annual(tx: Tx, kind: MeetingKind, about: str) -> None:
    agreed = None
    if kind is MeetingKind.ANNUAL:
        agreed = await tx.of(Meetings).find(kind, about, MeetingState.AGREED)
    if agreed is not None:
        raise AnnualAgreed(code=agreed.code)
