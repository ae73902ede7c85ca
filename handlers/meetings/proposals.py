"""Proposing a meeting in a conversation: one question after the other, in one card."""

from dataclasses import replace

from handlers.input.command_router import CommandContext, command_handlers
from handlers.input.conversation import PROPOSAL, ProposalDraft
from handlers.input.replies import Reply
from handlers.meetings.proposal_views import ProposalPage, confirmation, question_card
from handlers.meetings.router import meeting_ref, render_conflict
from handlers.meetings.targets import meetings_for
from handlers.pending_acts import send_draft
from liaison.agreement import difference_service
from liaison.agreement.differences import UnknownDifference, check_open, parse_difference_code
from liaison.core.agreement import MeetingKind
from liaison.core.cards import MENU, Button, Row, Text, card, text
from liaison.core.errors import Conflict, UserError
from liaison.core.form import (
    SKIPPED,
    Answers,
    DraftExpired,
    DraftOvertaken,
    Question,
    answer,
    current,
    step_back,
)
from liaison.core.references import DifferenceCode, Reference, parse_reference
from liaison.meetings import service as meeting_service
from liaison.meetings.drafts import (
    ProposalContext,
    Purpose,
    finished,
    host,
    objection,
    places,
    questions,
)
from liaison.meetings.model import Meeting, MeetingAction
from liaison.meetings.views import show_meeting
from liaison.requests.lists import list_of
from liaison.requests.repository import Requests
from liaison.requests.service import find, is_alone

NOW = "*"
"""Replaces the name of the present question."""
START_OVER = "afresh"
REPLACING = (Purpose.COUNTER, Purpose.CHANGE)
"""Conversations about an existing meeting."""
ID_BYTES = 3
CASES_OFFERED = 3


async def propose(context: CommandContext) -> Reply:
    """Begin a meeting proposal: ``propose``, ``propose REF`` about a case, ``propose CODE`` about a
    difference.
    """
    about = await _about_difference(context)
    if about is not None:
        kind = MeetingKind.DIFFERENCE.value
        return await _begin(context, Purpose.PROPOSE, answers={"kind": kind}, difference=about)
    return await _begin(context, Purpose.PROPOSE, answers=await _about_case(context))


async def emergency(context: CommandContext) -> Reply:
    """Begin to propose an emergency meeting: ``emergency``, ``emergency REF`` about a case."""
    return await _begin(context, Purpose.EMERGENCY, answers=await _about_case(context))


async def counter(context: CommandContext) -> Reply:
    """Begin to suggest other times for a meeting: ``counter CODE``."""
    ref = meeting_ref(context.command)
    permit = await meeting_service.check(context.tx, context.person, ref, MeetingAction.COUNTER)
    meeting = permit.meeting
    purpose = Purpose.COUNTER if meeting.slot is None else Purpose.CHANGE
    return await _begin(context, purpose, answers={}, meeting=meeting)


async def _about_difference(context: CommandContext) -> DifferenceCode | None:
    """The open difference that a command names. Raises ``DifferenceClosed``."""
    try:
        code = parse_difference_code(context.command.argument(0) or "")
        found = await difference_service.find(context.tx, code)
    except UnknownDifference:
        return None  # it is a case, or unknown
    check_open(found)
    return found.code


async def _about_case(context: CommandContext) -> dict[str, str]:
    """The case that a command names, as an answer. Raises ``UnknownReference``."""
    if context.command.argument(0) in (None, START_OVER):
        return {}
    request = await find(context.tx, context.person, parse_reference(context.command.args[0]))
    return {"case": request.reference}


async def _begin(
    context: CommandContext,
    purpose: Purpose,
    *,
    answers: Answers,
    meeting: Meeting | None = None,
    difference: DifferenceCode | None = None,
) -> Reply:
    """Begin a proposal; if there is one already, offer to resume it."""
    existing = context.conversation.draft(PROPOSAL)
    if existing is not None and START_OVER not in context.command.args:
        resume: Row = (Button(text("button-resume-proposal"), f"proposal {existing.id} resume"),)
        afresh: Row = (
            Button(text("button-afresh"), str(context.command.with_arguments(START_OVER))),
        )
        return context.ask(card(text("proposal-waits"), rows=[resume, afresh, MENU]))
    draft = ProposalDraft(
        id=context.tx.random(ID_BYTES).hex(),
        purpose=purpose,
        answers=answers,
        kind=None if meeting is None else meeting.kind,
        code=None if meeting is None else meeting.code,
        seen=None if meeting is None else meeting.version,
        difference=difference,
    )
    return await _ask(context, draft)


async def continue_draft(context: CommandContext) -> Reply:
    """Continue a proposal: ``proposal ID QUESTION ANSWER``, or back, resume, cancel, send.

    Raises ``DraftExpired`` for another one.
    """
    proposal = context.conversation.draft(PROPOSAL)
    wanted, step, *given = (*context.command.args, "", "")
    if proposal is None or proposal.id != wanted:
        raise DraftExpired
    raw = " ".join(given).strip()
    match step:
        case "back":
            asked = questions(_facts(context, proposal), proposal.answers)
            before = step_back(asked, proposal.answers)
            return await _ask(context, proposal.with_answers(before))
        case "send" if not _is_complete(context, proposal):
            return await _ask(context, proposal, wrong=DraftOvertaken().text())
        case "send":
            what = text("command-counter" if proposal.code else "command-propose")
            return await send_draft(context, PROPOSAL, proposal, what)
        case "check" if context.leaving:
            return await _send(context, proposal)
        case "check" | "resume":
            return await _ask(context, proposal)
        case "cancel":
            await context.conversation.end(PROPOSAL)
            return context.finish(card(text("draft-cancelled"), rows=[MENU]))
        case _:
            return await _save_answer(context, proposal, name=step, raw=raw)


async def _save_answer(
    context: CommandContext, proposal: ProposalDraft, *, name: str, raw: str
) -> Reply:
    """Save an answer; an invalid one shows its question again under the error."""
    answers = proposal.answers
    question = current(questions(_facts(context, proposal), answers), answers)
    if question is None and name == NOW:
        return await _ask(context, proposal, wrong=text("draft-press"))
    if question is None or name not in (question.name, NOW):
        return await _ask(context, proposal)
    try:
        given = await _answered(context, question, raw)
    except UserError as refusal:
        return await _ask(context, proposal, wrong=refusal.text())
    return await _ask(context, proposal.with_answers({**answers, question.name: given}))


async def _answered(context: CommandContext, question: Question, raw: str) -> str | int:
    """Parse an answer; a case must be one of the own Party. Raises the ``UserError`` of the
    question, or ``UnknownReference``.
    """
    given = answer(question, raw)
    if question.name == "case" and given != SKIPPED:
        await find(context.tx, context.person, Reference(str(given)))
    return given


async def _send(context: CommandContext, proposal: ProposalDraft) -> Reply:
    facts = _facts(context, proposal)
    if not _is_complete(context, proposal):
        raise DraftOvertaken
    try:
        meeting = await _submit(context, proposal, facts)
    except Conflict:
        await context.conversation.end(PROPOSAL)
        raise
    await context.conversation.end(PROPOSAL)
    result = "alone" if await is_alone(context.tx, context.person) else _result(facts, meeting)
    other = context.tx.agreement.other(context.person.party)
    banner = text(f"proposal-sent-{result}", code=meeting.code, party=text(other.name))
    shown = await show_meeting(context.tx, context.person, meeting, banner=banner)
    return context.finish(shown, toast=banner)


def _is_complete(context: CommandContext, proposal: ProposalDraft) -> bool:
    asked = questions(_facts(context, proposal), proposal.answers)
    return current(asked, proposal.answers) is None


async def _submit(
    context: CommandContext, proposal: ProposalDraft, facts: ProposalContext
) -> Meeting:
    """Submit the proposal."""
    answers = proposal.answers
    if proposal.meeting is None:
        plan = finished(facts, answers)
        if plan.kind is MeetingKind.DIFFERENCE:
            plan = replace(plan, difference=proposal.difference)
        return await meeting_service.propose(context.tx, context.person, plan)
    offered = places(facts, answers)
    permit = await meeting_service.check(
        context.tx, context.person, proposal.meeting, MeetingAction.COUNTER
    )
    return await meeting_service.counter(
        context.tx,
        permit,
        options=offered,
        host=host(answers),
        objection=objection(answers),
    )


def _result(facts: ProposalContext, meeting: Meeting) -> str:
    """The kind of result: the other Party may have proposed first."""
    if facts.purpose in REPLACING:
        return "counter"
    return "new" if meeting.made_by == facts.party else "second"


async def _ask(
    context: CommandContext,
    proposal: ProposalDraft,
    *,
    wrong: Text | None = None,
) -> Reply:
    """Save the proposal and show its next question, or the confirmation."""
    facts, answers = _facts(context, proposal), proposal.answers
    asked = questions(facts, answers)
    question = current(asked, answers)
    is_day = question is not None and question.days is not None
    await context.conversation.write(PROPOSAL, proposal, is_day=is_day)
    page = ProposalPage(proposal=proposal, facts=facts, asked=asked)
    if question is None:
        return context.ask(confirmation(context, page, wrong), repeated=wrong is not None)
    if question.name == "case":
        cases = await _open_cases(context)
        asked[asked.index(question)] = question = replace(question, offered=cases)
    return context.ask(question_card(context, page, question, wrong), repeated=wrong is not None)


async def _open_cases(context: CommandContext) -> tuple[Reference, ...]:
    """Some open cases of the Party, earliest due first."""
    chosen = replace(list_of(context.tx, context.person.party, "open"), limit=CASES_OFFERED)
    found, _ = await context.tx.of(Requests).listed(context.person.party, chosen)
    return tuple(each.reference for each in found)


def _facts(context: CommandContext, proposal: ProposalDraft) -> ProposalContext:
    return ProposalContext(
        purpose=proposal.purpose,
        agreement=context.tx.agreement,
        party=context.person.party,
        now=context.tx.now,
        kind=proposal.kind,
    )


COMMANDS = command_handlers(
    {
        "propose": propose,
        "emergency": emergency,
        "counter": counter,
        "proposal": continue_draft,
    },
    on_conflict=render_conflict,
    targets={"counter": meetings_for(MeetingAction.COUNTER)},
)
