"""What people do with meetings: each step checked, kept, audited, told and planned as one.

Every verb returns the meeting as it then stands. A step belongs to the version that the person saw,
where it carries one; a typed number of an option can mean but one slot, as numbers run on.
"""

from dataclasses import dataclass

from liaison.audit import service as audit_service
from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.outbox import SERVICE_SUBJECT
from liaison.core.people import Person, Role, UnknownPerson
from liaison.core.repository import People
from liaison.core.transaction import Tx, new_code
from liaison.core.working_time import local_date
from liaison.meetings import rules as meeting_rules
from liaison.meetings.model import (
    MEETING_SUBJECT,
    Attendance,
    Meeting,
    MeetingAct,
    MeetingAction,
    MeetingCode,
    MeetingState,
    Objection,
    Plan,
    Presence,
)
from liaison.meetings.permissions import MeetingNotOpen, binds, judge_meeting, table_for
from liaison.meetings.reminders import next_calls
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import (
    AlreadyTaken,
    AnnualAgreed,
    MeetingStep,
    Places,
    ProposalOpen,
    StaleMeeting,
    TakenByColleague,
    UnknownMeeting,
    new_meeting_code,
)
from liaison.meetings.step_notifications import ANNUAL, ends, expired, news_of, stands_in
from liaison.meetings.views import calendar_key, calendar_message
from liaison.notifications import service as notification_service
from liaison.notifications.recipients import staff
from liaison.notifications.rules import Notice

WAKE = "meeting"
"""The kind under which meetings are looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPress:
    """Which meeting a step is for, and which version of it the person saw."""

    code: MeetingCode
    seen: int | None = None


async def find(tx: Tx, code: MeetingCode) -> Meeting:
    """One meeting. Raises ``UnknownMeeting``."""
    meeting = await tx.of(Meetings).get(code)
    if meeting is None:
        raise UnknownMeeting
    return meeting


async def speaks_for(tx: Tx, person: Person) -> bool:
    """Whether a person's word binds the own Party."""
    return binds(person, coordinators=len(await tx.of(People).team(person.party, Role.COORDINATOR)))


async def propose(tx: Tx, person: Person, plan: Plan) -> Meeting:
    """Propose a meeting to the other Party. Where that one has proposed one of the kind about the
    same, this becomes a counter-proposal.

    Raises ``ProposalOpen``, ``AnnualAgreed``, ``AnnualYear`` or what ``life.propose`` raises.
    """
    about = _about(tx, plan)
    _check_year(tx, plan.kind, about, options=plan.options, host=plan.host)
    act = MeetingAct(person=person, at=tx.now, binds=await speaks_for(tx, person))
    while True:
        opened = await tx.of(Meetings).find(plan.kind, about, MeetingState.PROPOSED)
        if opened is not None:
            break
        await _refuse_second_annual(tx, plan.kind, about)
        code = await new_code(tx, person.party, new_meeting_code, tx.of(Meetings).exists)
        meeting, event = meeting_rules.propose(plan, act, code=code, about=about)
        if await tx.of(Meetings).add(meeting, event):
            return await _settle(tx, (meeting, event), person)
    if opened.offer is not None and opened.offer.by == person.party:
        raise ProposalOpen(code=opened.code)
    return await _keep(
        tx, meeting_rules.counter(opened, act, options=plan.options, host=plan.host), person
    )


async def counter(
    tx: Tx,
    person: Person,
    press: MeetingPress,
    *,
    options: Places,
    host: PartyCode,
    objection: Objection | None = None,
) -> Meeting:
    """Put a new version on the table, or with a reason a change of what is agreed."""
    meeting, act = await _begin(tx, person, press, MeetingAction.COUNTER)
    _check_year(tx, meeting.kind, meeting.about, options=options, host=host)
    step = meeting_rules.counter(meeting, act, options=options, host=host, objection=objection)
    return await _keep(tx, step, person)


async def accept(tx: Tx, person: Person, press: MeetingPress, *, option: int | None) -> Meeting:
    """Accept an option of the other Party's version; without one, stand behind the own Party's."""
    action = MeetingAction.BACK if option is None else MeetingAction.ACCEPT
    meeting, act = await _begin(tx, person, press, action)
    if meeting.state is MeetingState.PROPOSED:
        await _refuse_second_annual(tx, meeting.kind, meeting.about)
    length = tx.agreement.meetings.lengths[meeting.kind]
    if option is None:
        return await _keep(tx, meeting_rules.back(meeting, act, length=length), person)
    return await _keep(tx, meeting_rules.accept(meeting, act, option=option, length=length), person)


async def decline(tx: Tx, person: Person, press: MeetingPress, *, objection: Objection) -> Meeting:
    """Say no to the other Party's version."""
    meeting, act = await _begin(tx, person, press, MeetingAction.DECLINE)
    return await _keep(tx, meeting_rules.decline(meeting, act, objection=objection), person)


async def withdraw(tx: Tx, person: Person, press: MeetingPress, *, objection: Objection) -> Meeting:
    """Take the own Party's version back."""
    meeting, act = await _begin(tx, person, press, MeetingAction.WITHDRAW)
    return await _keep(tx, meeting_rules.withdraw(meeting, act, objection=objection), person)


async def cancel(tx: Tx, person: Person, press: MeetingPress, *, objection: Objection) -> Meeting:
    """Call an agreed meeting off."""
    meeting, act = await _begin(tx, person, press, MeetingAction.CANCEL)
    return await _keep(tx, meeting_rules.cancel(meeting, act, objection=objection), person)


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
    await tx.audit("meeting.attend", code, by=person, presence=presence.value)
    await notification_service.after_step(
        tx, MEETING_SUBJECT, code, by=person, is_moot=lambda notice: notice.is_moot(meeting.state)
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
    await notification_service.tell(tx, stands_in(meeting, substitute))


async def give_calendar(tx: Tx, person: Person, code: MeetingCode) -> Meeting:
    """Send the calendar file of an agreed or cancelled meeting to one person, once more.

    Raises ``MeetingNotOpen`` where there is none.
    """
    meeting = await find(tx, code)
    if meeting.slot is None:
        raise MeetingNotOpen
    await tx.say(calendar_message(tx, person, meeting, meeting.slot))
    return meeting


async def let_expire(tx: Tx, meeting: Meeting) -> Meeting:
    """End a version whose last option has passed; the meeting as it then stands."""
    step = meeting_rules.expire(meeting, tx.now)
    return meeting if step is None else await _keep(tx, step, None)


async def check(tx: Tx, person: Person, press: MeetingPress, action: MeetingAction) -> Meeting:
    """Check all that does not depend on a step's own values; nothing is written.

    Raises ``UnknownMeeting``, ``StaleMeeting``, ``AlreadyTaken``, ``TakenByColleague`` or what
    ``judge_meeting`` finds.
    """
    meeting = await find(tx, press.code)
    if press.seen is not None and press.seen != meeting.version:
        await _refuse_if_taken(tx, person, meeting, action, after=press.seen)
        raise StaleMeeting(code=meeting.code)
    wrong = judge_meeting(
        action,
        role=person.role,
        binding=await speaks_for(tx, person),
        state=meeting.state,
        table=table_for(meeting, person.party),
        over=meeting.is_over(tx.now),
    )
    if wrong is MeetingNotOpen:
        await _refuse_if_taken(tx, person, meeting, action, after=0)
    if wrong is not None:
        raise wrong(code=meeting.code, reference=meeting.code)
    return meeting


async def _begin(
    tx: Tx, person: Person, press: MeetingPress, action: MeetingAction
) -> tuple[Meeting, MeetingAct]:
    meeting = await check(tx, person, press, action)
    return meeting, MeetingAct(person=person, at=tx.now, binds=await speaks_for(tx, person))


async def _refuse_if_taken(
    tx: Tx, person: Person, meeting: Meeting, action: MeetingAction, *, after: int
) -> None:
    for event in await tx.of(Meetings).events(meeting.code):
        if event.version > after and (event.action, event.party) == (action, person.party):
            taken = AlreadyTaken if event.person == person.id else TakenByColleague
            raise taken(code=meeting.code, at=event.at)


async def _keep(tx: Tx, step: MeetingStep, person: Person | None) -> Meeting:
    meeting, event = step
    if not await tx.of(Meetings).change(meeting, event):
        raise StaleMeeting(code=meeting.code)
    return await _settle(tx, step, person)


async def _settle(tx: Tx, step: MeetingStep, person: Person | None) -> Meeting:
    """What follows every step: the audit record, the next look, and who hears of it."""
    meeting, event = step
    await audit_service.record_step(tx, event.action, meeting, by=person, event=event)
    plan = next_calls(meeting, tx.agreement, since=tx.now, now=tx.now)
    await tx.wake(WAKE, meeting.code, plan.wake_at)
    ended = ends(meeting, event)

    def is_moot(notice: Notice) -> bool:
        return notice.is_moot(meeting.state) or notice.topic in ended

    await notification_service.after_step(
        tx, MEETING_SUBJECT, meeting.code, by=person, is_moot=is_moot
    )
    if meeting.kind is MeetingKind.ANNUAL and meeting.state is MeetingState.AGREED:
        for party in tx.agreement.parties:
            await notification_service.settle_about(
                tx, party.code, SERVICE_SUBJECT, meeting.about, topic=ANNUAL
            )
    told = (
        expired(tx.agreement, meeting) if person is None else news_of(meeting, event, tx.agreement)
    )
    for news in told:
        await notification_service.tell(tx, news)
    slot = meeting.slot
    if person is not None and slot is not None and slot.sequence == meeting.version:
        await tx.say(
            calendar_message(tx, person, meeting, slot, key=calendar_key(meeting, slot, person))
        )
    return meeting


def _about(tx: Tx, plan: Plan) -> str:
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
