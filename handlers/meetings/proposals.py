"""Proposing a meeting, or other times for one, in a conversation: one question after the other."""

from handlers import drafting
from handlers.drafting import START_OVER
from handlers.input.command_router import CommandContext, Takes, command_handlers
from handlers.input.replies import Reply
from handlers.meetings.proposal_form import FORM, ProposalDraft, facts_of
from handlers.meetings.router import end_by_objection, meeting_ref, render_conflict
from handlers.meetings.targets import meetings_for
from liaison.agreement import difference_service
from liaison.agreement.differences import UnknownDifference, check_open, parse_difference_code
from liaison.core.agreement import MeetingKind
from liaison.core.form import Answers
from liaison.core.references import DifferenceCode, UnknownReference, parse_coded, parse_reference
from liaison.core.text_parsing import NotADate
from liaison.meetings import service as meeting_service
from liaison.meetings.drafts import ROUTINE, Purpose, likely, questions
from liaison.meetings.model import Meeting, MeetingAction, Objection
from liaison.requests.service import find


async def propose(context: CommandContext) -> Reply:
    """Begin a meeting proposal: ``propose``, ``propose REF`` about a case, ``propose CODE`` about a
    difference, ``propose annual``; each also with a time.
    """
    answers: dict[str, str | int] = {"urgency": ROUTINE}
    about, given = await _about_difference(context), _given(context)
    if about is not None:
        answers["kind"] = MeetingKind.DIFFERENCE.value
        given.pop(0)
    elif given and given[0] == MeetingKind.ANNUAL:
        answers["kind"] = given.pop(0)
    answers |= await _case_and_time(context, Purpose.PROPOSE, answers, given)
    return await _begin(context, Purpose.PROPOSE, answers=answers, difference=about)


async def emergency(context: CommandContext) -> Reply:
    """Begin to propose an emergency meeting: ``emergency``, about a case ``emergency REF``, at a
    time ``emergency WHEN``, or both.
    """
    answers = likely(venue=None, host=context.person.party)
    answers |= await _case_and_time(context, Purpose.EMERGENCY, answers, _given(context))
    return await _begin(context, Purpose.EMERGENCY, answers=answers)


def _given(context: CommandContext) -> list[str]:
    return [each for each in context.command.args if each != START_OVER]


async def _case_and_time(
    context: CommandContext, purpose: Purpose, answers: Answers, given: list[str]
) -> dict[str, str | int]:
    """The reference of a case and a time, as answers. Raises ``UnknownReference``."""
    found: dict[str, str | int] = {}
    if given and parse_coded(given[0], letters=2) is not None:
        reference = parse_reference(given.pop(0))
        found["request"] = (await find(context.tx, context.person, reference)).reference
    if given:
        draft = ProposalDraft(id="", purpose=purpose, answers=answers)
        asked = questions(facts_of(context, draft), answers)
        day = next(each for each in asked if each.name == "day1")
        try:
            found["day1"] = day.read(" ".join(given))
        except NotADate:
            raise UnknownReference from None
    return found


async def counter(context: CommandContext) -> Reply:
    """Begin to suggest other times for a meeting: ``counter CODE``."""
    return await _other_times(context, {})


async def _other_times(context: CommandContext, answers: Answers) -> Reply:
    """Begin to suggest other times; place and host stay what they are if they are not changed."""
    ref = meeting_ref(context.command)
    permit = await meeting_service.check(context.tx, context.person, ref, MeetingAction.COUNTER)
    meeting = permit.meeting
    offer, slot = meeting.offer, meeting.slot
    purpose = Purpose.COUNTER if slot is None else Purpose.CHANGE
    if offer is not None:
        kept = likely(venue=offer.options[0].venue, host=offer.host)
    elif slot is not None:
        kept = likely(venue=slot.venue, host=slot.host)
    else:
        kept = {}
    return await _begin(context, purpose, answers={**kept, **answers}, meeting=meeting)


async def decline(context: CommandContext) -> Reply:
    """Decline the other Party's proposal: ``decline CODE REASON``."""
    return await _end(context, MeetingAction.DECLINE)


async def retract(context: CommandContext) -> Reply:
    """Withdraw the own Party's proposal: ``retract CODE REASON``."""
    return await _end(context, MeetingAction.WITHDRAW)


async def call_off(context: CommandContext) -> Reply:
    """Cancel an agreed meeting: ``calloff CODE REASON``."""
    return await _end(context, MeetingAction.CANCEL)


async def _end(context: CommandContext, action: MeetingAction) -> Reply:
    """End a proposal or a meeting; if only the time does not suit, suggest other times."""
    if context.command.argument(1) == Objection.TIME:
        return await _other_times(context, {"objection": Objection.TIME.value})
    return await end_by_objection(context, action)


async def _about_difference(context: CommandContext) -> DifferenceCode | None:
    """The open difference that a command names. Raises ``Conflict``."""
    try:
        code = parse_difference_code(context.command.argument(0) or "")
        found = await difference_service.find(context.tx, code)
    except UnknownDifference:
        return None  # it is a case, or unknown
    check_open(found)
    return found.code


async def _begin(
    context: CommandContext,
    purpose: Purpose,
    *,
    answers: Answers,
    meeting: Meeting | None = None,
    difference: DifferenceCode | None = None,
) -> Reply:
    def made(draft: str) -> ProposalDraft:
        return ProposalDraft(
            id=draft,
            purpose=purpose,
            answers=answers,
            kind=None if meeting is None else meeting.kind,
            code=None if meeting is None else meeting.code,
            seen=None if meeting is None else meeting.version,
            difference=difference,
        )

    return await drafting.begin_draft(context, FORM, made)


async def continue_draft(context: CommandContext) -> Reply:
    """Take a step of a proposal. Raises ``UserError`` for another one."""
    return await drafting.go_on(context, FORM)


COMMANDS = command_handlers(
    {
        "propose": propose,
        "emergency": emergency,
        "counter": counter,
        "decline": decline,
        "retract": retract,
        "calloff": call_off,
        "proposal": continue_draft,
    },
    on_conflict=render_conflict,
    takes={
        "propose": Takes.RECORD | Takes.DAY | Takes.TIME,
        "emergency": Takes.RECORD | Takes.DAY | Takes.TIME,
    },
    targets={
        "counter": meetings_for(MeetingAction.COUNTER),
        "decline": meetings_for(MeetingAction.DECLINE),
        "retract": meetings_for(MeetingAction.WITHDRAW),
        "calloff": meetings_for(MeetingAction.CANCEL),
    },
)
