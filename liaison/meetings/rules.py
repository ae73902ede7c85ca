"""The rules of a meeting, agreed only when both Parties accepted the same option (Article 7): each
step is a function from a meeting and an action context to its next version and event.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from liaison.core.agreement import Agreement, MeetingKind, PartyCode
from liaison.core.errors import Conflict, UserError, WrongValue
from liaison.core.references import code_parser
from liaison.core.working_time import local_date
from liaison.meetings.model import (
    Meeting,
    MeetingAction,
    MeetingActionContext,
    MeetingCode,
    MeetingEvent,
    MeetingProposal,
    MeetingState,
    Minutes,
    Objection,
    Offer,
    Option,
    Slot,
)

MAX_OPTIONS = 5
CODE_PREFIX = "M"
MAX_AHEAD = timedelta(days=366)

MeetingStep = tuple[Meeting, MeetingEvent]
Places = Sequence[tuple[datetime, str | None]]


parse_meeting_code = code_parser(MeetingCode, CODE_PREFIX, "/meetings")


class MeetingTimeOutOfRange(WrongValue):
    """The time has passed, or is more than a year ahead."""

    key = "error-meeting-time"


def host_of_year(agreement: Agreement, year: int) -> PartyCode:
    """The host of the annual consultation of a year: the Parties alternate (Article 7)."""
    rules = agreement.meetings
    turned = (year - rules.first_year) % 2
    return agreement.other(rules.first_host).code if turned else rules.first_host


def check_year(
    agreement: Agreement, kind: MeetingKind, year: str, *, options: Places, host: PartyCode
) -> None:
    """Check that all options of an annual consultation are in its year, in the host's zone."""
    zone = agreement.party(host).zone
    years = {str(local_date(start, zone).year) for start, _ in options}
    if kind is MeetingKind.ANNUAL and years != {year}:
        raise UserError("error-annual-year", year=int(year))


def propose(
    plan: MeetingProposal, context: MeetingActionContext, *, code: MeetingCode, about: str
) -> MeetingStep:
    """Propose a meeting and its offer. Raises ``UserError`` or ``MeetingTimeOutOfRange``."""
    offer = _offer(plan.options, context, number=1, version=1, made=0, host=plan.host)
    meeting = Meeting(
        code=code,
        kind=plan.kind,
        occasion=plan.occasion,
        urgent=plan.urgent,
        case=plan.case,
        about=about,
        state=MeetingState.PROPOSED,
        version=1,
        made_by=context.person.party,
        made_at=context.at,
        changed_at=context.at,
        options_made=len(offer.options),
        offer=offer,
    )
    return meeting, _event(meeting, MeetingAction.PROPOSE, context)


def counter(
    meeting: Meeting,
    context: MeetingActionContext,
    *,
    options: Places,
    host: PartyCode,
    objection: Objection | None = None,
) -> MeetingStep:
    """Make a new offer, which replaces the previous one and all consents to it; for an agreed
    meeting it is a change, with a reason. Raises ``UserError``.
    """
    if meeting.slot is not None and objection is None:
        raise UserError("error-no-reason")
    number = 1 if meeting.offer is None else meeting.offer.number + 1
    offer = _offer(
        options,
        context,
        number=number,
        version=meeting.version + 1,
        made=meeting.options_made,
        host=host,
    )
    offer = replace(offer, objection=objection)
    updated = replace(meeting, offer=offer, options_made=meeting.options_made + len(offer.options))
    facts = {} if objection is None else {"objection": objection}
    return next_version(updated, MeetingAction.COUNTER, context, facts)


def confirm(meeting: Meeting, context: MeetingActionContext, *, length: timedelta) -> MeetingStep:
    """Confirm the own offer, agreed if the other Party accepted an option. Raises ``UserError``."""
    offer = _open(meeting)
    if offer.confirmed:
        raise UserError("error-own-proposal")
    return _consent(meeting, replace(offer, confirmed=True), MeetingAction.CONFIRM, context, length)


def accept(
    meeting: Meeting, context: MeetingActionContext, *, option: int, length: timedelta
) -> MeetingStep:
    """Accept an option, agreed if the other Party has confirmed it. Raises ``UserError``."""
    offer = _open(meeting)
    found = offer.option(option)
    if found is None:
        raise WrongValue("error-unknown-option", options=offer.choices)
    if found.start <= context.at:
        raise UserError("error-option-passed")
    if offer.chosen == option:
        raise Conflict("error-already-accepted")
    return _consent(meeting, replace(offer, chosen=option), MeetingAction.ACCEPT, context, length)


def decline(
    meeting: Meeting, context: MeetingActionContext, *, objection: Objection
) -> MeetingStep:
    """Decline the other Party's offer; an agreed meeting does not change."""
    return _drop(meeting, MeetingAction.DECLINE, MeetingState.DECLINED, context, objection)


def withdraw(
    meeting: Meeting, context: MeetingActionContext, *, objection: Objection
) -> MeetingStep:
    """Withdraw the own Party's offer; an agreed meeting does not change."""
    return _drop(meeting, MeetingAction.WITHDRAW, MeetingState.WITHDRAWN, context, objection)


def cancel(meeting: Meeting, context: MeetingActionContext, *, objection: Objection) -> MeetingStep:
    """Cancel an agreed meeting."""
    updated = replace(
        meeting,
        state=MeetingState.CANCELLED,
        changed_at=context.at,
        objection=objection,
        offer=None,
    )
    if meeting.slot is not None:
        updated = replace(updated, slot=replace(meeting.slot, sequence=meeting.version + 1))
    return next_version(updated, MeetingAction.CANCEL, context, {"objection": objection})


def expire(meeting: Meeting, now: datetime) -> MeetingStep | None:
    """End an offer whose last option has passed; None if there is no such offer. Where the other
    Party had accepted, the step says which Party did not approve its own offer.
    """
    offer = meeting.offer
    if offer is None or offer.expires_at > now:
        return None
    updated = replace(meeting, offer=None, version=meeting.version + 1)
    if meeting.state is MeetingState.PROPOSED:
        updated = replace(updated, state=MeetingState.EXPIRED, changed_at=now)
    event = MeetingEvent(
        code=meeting.code,
        version=updated.version,
        action=MeetingAction.EXPIRE,
        at=now,
        party=None,
        role=None,
        person=None,
        facts={} if offer.chosen is None else {"unapproved_by": offer.by},
    )
    return updated, event


def record_held(meeting: Meeting, context: MeetingActionContext, *, held: bool) -> MeetingStep:
    """Record for a Party if a meeting took place, as approved minutes say; if so, an open change of
    its time is void. Raises ``Conflict``.
    """
    if not held:
        check_minutes_open(meeting)
    if context.person.party == meeting.made_by:
        updated = replace(meeting, held_by_maker=held)
    else:
        updated = replace(meeting, held_by_other=held)
    updated = replace(updated, offer=None if held else meeting.offer)
    return next_version(updated, MeetingAction.HELD if held else MeetingAction.MISSED, context)


def check_minutes_open(meeting: Meeting) -> None:
    """Check that no minutes of a meeting are approved. Raises ``Conflict``."""
    if meeting.minutes is not None and meeting.minutes.approved:
        raise Conflict("error-minutes-approved", code=meeting.code, approved="yes")


def record_minutes(meeting: Meeting, context: MeetingActionContext, *, letter: str) -> MeetingStep:
    """Name the letter with the minutes. Raises ``Conflict``."""
    check_minutes_open(meeting)
    minutes = Minutes(letter=letter, by=context.person.party)
    return next_version(replace(meeting, minutes=minutes), MeetingAction.MINUTES, context)


def approve_minutes(meeting: Meeting, context: MeetingActionContext) -> MeetingStep:
    """Let the minutes hold that the other Party named."""
    if meeting.minutes is None:
        msg = "minutes are approved that no Party has named"
        raise ValueError(msg)
    minutes = replace(meeting.minutes, approved=True)
    return next_version(replace(meeting, minutes=minutes), MeetingAction.APPROVE_MINUTES, context)


def check_moment(start: datetime, now: datetime) -> None:
    """Check the time of a meeting. Raises ``MeetingTimeOutOfRange``."""
    if not now < start <= now + MAX_AHEAD:
        raise MeetingTimeOutOfRange(at=start)


def next_version(
    updated: Meeting,
    action: MeetingAction,
    context: MeetingActionContext,
    facts: Mapping[str, str | int] | None = None,
) -> MeetingStep:
    """The next version of a meeting, and the event of a person's step."""
    updated = replace(updated, version=updated.version + 1)
    return updated, _event(updated, action, context, facts)


def _offer(
    options: Places,
    context: MeetingActionContext,
    *,
    number: int,
    version: int,
    made: int,
    host: PartyCode,
) -> Offer:
    if not 1 <= len(options) <= MAX_OPTIONS or len(set(options)) < len(options):
        raise WrongValue("error-option-count", most=MAX_OPTIONS)
    for start, _ in options:
        check_moment(start, context.at)
    return Offer(
        number=number,
        version=version,
        by=context.person.party,
        person=context.person.id,
        at=context.at,
        options=tuple(
            Option(number=at, start=start, venue=venue)
            for at, (start, venue) in enumerate(options, made + 1)
        ),
        host=host,
        confirmed=context.binds,
    )


def _open(meeting: Meeting) -> Offer:
    if meeting.offer is None:
        msg = "nothing is on the table, and a step was taken all the same"
        raise ValueError(msg)
    return meeting.offer


def _consent(
    meeting: Meeting,
    offer: Offer,
    action: MeetingAction,
    context: MeetingActionContext,
    length: timedelta,
) -> MeetingStep:
    """The version after a consent: agreed once both Parties have accepted the same option."""
    facts = {} if offer.chosen is None else {"option": offer.chosen}
    chosen = None if offer.chosen is None else offer.option(offer.chosen)
    if chosen is None or not offer.confirmed:
        return next_version(replace(meeting, offer=offer), action, context, facts)
    if chosen.start <= context.at:
        raise UserError("error-option-passed")
    slot = Slot(
        start=chosen.start,
        end=chosen.start + length,
        venue=chosen.venue,
        host=offer.host,
        sequence=meeting.version + 1,
    )
    agreed = replace(
        meeting,
        state=MeetingState.AGREED,
        changed_at=context.at,
        offer=None,
        slot=slot,
        held_by_maker=None,
        held_by_other=None,
    )
    return next_version(agreed, action, context, facts)


def _drop(
    meeting: Meeting,
    action: MeetingAction,
    state: MeetingState,
    context: MeetingActionContext,
    objection: Objection,
) -> MeetingStep:
    updated = replace(meeting, offer=None)
    if meeting.state is MeetingState.PROPOSED:
        updated = replace(updated, state=state, changed_at=context.at, objection=objection)
    return next_version(updated, action, context, {"objection": objection})


def _event(
    meeting: Meeting,
    action: MeetingAction,
    context: MeetingActionContext,
    facts: Mapping[str, str | int] | None = None,
) -> MeetingEvent:
    return MeetingEvent(
        code=meeting.code,
        version=meeting.version,
        action=action,
        at=context.at,
        party=context.person.party,
        role=context.person.role,
        person=context.person.id,
        facts=facts or {},
    )
