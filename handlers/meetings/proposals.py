"""Proposing a meeting as a conversation: one question after the other, in one card."""

from dataclasses import replace
from datetime import date

from handlers.input.command_router import Turn, command_handlers
from handlers.input.conversation import PROPOSAL, ProposalDraft, SentProposal
from handlers.input.replies import Reply
from handlers.meetings.proposal_views import Page, confirmation, question_card
from handlers.meetings.router import press_of, show_again
from liaison.agreement import difference_service
from liaison.agreement.differences import UnknownDifference, check_open, parse_difference_code
from liaison.core.agreement import MeetingKind
from liaison.core.cards import MENU, Button, Row, Text, card, text
from liaison.core.errors import Conflict, Refusal
from liaison.core.form import SKIPPED, Answers, DraftGone, Question, answer, current, step_back
from liaison.core.references import DifferenceCode, Reference, parse_reference
from liaison.core.text_parsing import parse_month
from liaison.lifecycle.conflicts import AlreadyRecorded
from liaison.meetings import service as meeting_service
from liaison.meetings.drafts import Purpose, Setting, finished, host, objection, places, questions
from liaison.meetings.model import Meeting, MeetingAction
from liaison.meetings.rules import CONFLICTS
from liaison.meetings.views import show_meeting
from liaison.requests.lists import list_of
from liaison.requests.repository import Requests
from liaison.requests.service import find, is_alone

NOW = "*"
"""Stands for the question that is being asked now."""
AFRESH = "afresh"
ANEW = (Purpose.COUNTER, Purpose.CHANGE)
"""Conversations about a meeting that is there."""
ID_BYTES = 3
CASES_OFFERED = 3


async def propose(turn: Turn) -> Reply:
    """Begin to propose a meeting: ``propose``, ``propose REF`` about a case, ``propose CODE`` about
    a difference.
    """
    about = await _about_difference(turn)
    if about is not None:
        kind = MeetingKind.DIFFERENCE.value
        return await _begin(turn, Purpose.PROPOSE, answers={"kind": kind}, difference=about)
    return await _begin(turn, Purpose.PROPOSE, answers=await _about_case(turn))


async def emergency(turn: Turn) -> Reply:
    """Begin to propose an emergency meeting: ``emergency``, ``emergency REF`` about a case."""
    return await _begin(turn, Purpose.EMERGENCY, answers=await _about_case(turn))


async def counter(turn: Turn) -> Reply:
    """Begin to offer other times for a meeting: ``counter CODE``."""
    press = press_of(turn.line)
    permit = await meeting_service.check(turn.tx, turn.person, press, MeetingAction.COUNTER)
    meeting = permit.meeting
    purpose = Purpose.COUNTER if meeting.slot is None else Purpose.CHANGE
    return await _begin(turn, purpose, answers={}, meeting=meeting)


async def _about_difference(turn: Turn) -> DifferenceCode | None:
    """The open difference that a line names. Raises ``DifferenceClosed``."""
    try:
        code = parse_difference_code(turn.line.argument(0) or "")
        found = await difference_service.find(turn.tx, code)
    except UnknownDifference:
        return None  # then it is a case, or nothing that anybody knows
    check_open(found)
    return found.code


async def _about_case(turn: Turn) -> dict[str, str]:
    """The case that a line names, as an answer. Raises ``UnknownReference``."""
    if turn.line.argument(0) in (None, AFRESH):
        return {}
    request = await find(turn.tx, turn.person, parse_reference(turn.line.args[0]))
    return {"case": request.reference}


async def _begin(
    turn: Turn,
    purpose: Purpose,
    *,
    answers: Answers,
    meeting: Meeting | None = None,
    difference: DifferenceCode | None = None,
) -> Reply:
    """Begin a proposal; where one waits already, offer to take it up again."""
    waits = turn.talk.draft(PROPOSAL)
    if waits is not None and AFRESH not in turn.line.args:
        again: Row = (Button(text("button-resume-proposal"), f"proposal {waits.id} resume"),)
        afresh: Row = (Button(text("button-afresh"), str(turn.line.then(AFRESH))),)
        return turn.asking(card(text("proposal-waits"), rows=[again, afresh, MENU]))
    made = ProposalDraft(
        id=turn.tx.random(ID_BYTES).hex(),
        purpose=purpose,
        answers=answers,
        kind=None if meeting is None else meeting.kind,
        code=None if meeting is None else meeting.code,
        seen=None if meeting is None else meeting.version,
        difference=difference,
    )
    return await _ask(turn, made)


async def go_on(turn: Turn) -> Reply:
    """Take a step of a proposal: ``proposal ID QUESTION ANSWER``, ``proposal ID month 2026-12``, or
    back, resume, cancel, send.

    Raises ``AlreadyRecorded`` where it was sent before, else ``DraftGone``.
    """
    proposal, sent = turn.talk.draft(PROPOSAL), turn.talk.sent(PROPOSAL)
    wanted, step, *given = (*turn.line.args, "", "")
    if proposal is None or proposal.id != wanted:
        if sent is not None and sent.id == wanted:
            raise AlreadyRecorded(CONFLICTS.recorded, code=sent.code, at=sent.at)
        raise DraftGone
    raw = " ".join(given).strip()
    match step:
        case "back":
            asked = questions(_setting(turn, proposal), proposal.answers)
            before = step_back(asked, proposal.answers)
            return await _ask(turn, proposal.with_answers(before))
        case "resume":
            return await _ask(turn, proposal)
        case "month":
            return await _ask(turn, proposal, month=parse_month(raw))
        case "cancel":
            await turn.talk.end(PROPOSAL)
            return turn.done(card(text("draft-cancelled"), rows=[MENU]))
        case "send":
            return await _send(turn, proposal)
        case _:
            return await _take(turn, proposal, name=step, raw=raw)


async def _take(turn: Turn, proposal: ProposalDraft, *, name: str, raw: str) -> Reply:
    """Take an answer; what is none shows its question again, with the reason on top."""
    answers = proposal.answers
    question = current(questions(_setting(turn, proposal), answers), answers)
    if question is None and name == NOW:
        return await _ask(turn, proposal, wrong=text("draft-press"))
    if question is None or name not in (question.name, NOW):
        return await _ask(turn, proposal)
    try:
        given = await _answered(turn, question, raw)
    except Refusal as refusal:
        return await _ask(turn, proposal, wrong=refusal.text())
    return await _ask(turn, proposal.with_answers({**answers, question.name: given}))


async def _answered(turn: Turn, question: Question, raw: str) -> str | int:
    """Read an answer; a case must be one of the own Party. Raises the ``Refusal`` of the question,
    or ``UnknownReference``.
    """
    given = answer(question, raw)
    if question.name == "case" and given != SKIPPED:
        await find(turn.tx, turn.person, Reference(str(given)))
    return given


async def _send(turn: Turn, proposal: ProposalDraft) -> Reply:
    setting, answers = _setting(turn, proposal), proposal.answers
    if current(questions(setting, answers), answers) is not None:
        return await _ask(turn, proposal, wrong=text("draft-overtaken"))
    try:
        meeting = await _put(turn, proposal, setting)
    except Conflict:
        await turn.talk.end(PROPOSAL)
        raise
    sent = SentProposal(id=proposal.id, code=meeting.code, at=turn.tx.now)
    await turn.talk.end(PROPOSAL, sent)
    became = "alone" if await is_alone(turn.tx, turn.person) else _became(setting, meeting)
    other = turn.tx.agreement.other(turn.person.party)
    said = text(f"proposal-sent-{became}", code=meeting.code, party=text(other.name))
    shown = await show_meeting(turn.tx, turn.person, meeting, headline=said)
    return turn.done(shown, toast=said)


async def _put(turn: Turn, proposal: ProposalDraft, setting: Setting) -> Meeting:
    """Put the proposal on the table."""
    answers = proposal.answers
    if proposal.meeting is None:
        plan = finished(setting, answers)
        if plan.kind is MeetingKind.DIFFERENCE:
            plan = replace(plan, difference=proposal.difference)
        return await meeting_service.propose(turn.tx, turn.person, plan)
    offered = places(setting, answers)
    permit = await meeting_service.check(
        turn.tx, turn.person, proposal.meeting, MeetingAction.COUNTER
    )
    return await meeting_service.counter(
        turn.tx,
        permit,
        options=offered,
        host=host(answers),
        objection=objection(answers),
    )


def _became(setting: Setting, meeting: Meeting) -> str:
    """What a proposal became: that of the other Party may have come first."""
    if setting.purpose in ANEW:
        return "counter"
    return "new" if meeting.made_by == setting.party else "second"


async def _ask(
    turn: Turn,
    proposal: ProposalDraft,
    *,
    wrong: Text | None = None,
    month: date | None = None,
) -> Reply:
    """Keep the proposal and show its next question, or all answers where none is left."""
    await turn.talk.write(PROPOSAL, proposal)
    setting, answers = _setting(turn, proposal), proposal.answers
    asked = questions(setting, answers)
    question = current(asked, answers)
    page = Page(proposal=proposal, setting=setting, asked=asked, month=month)
    if question is None:
        return turn.asking(confirmation(turn, page, wrong), again=wrong is not None)
    if question.name == "case":
        cases = await _open_cases(turn)
        asked[asked.index(question)] = question = replace(question, offered=cases)
    return turn.asking(question_card(page, question, wrong), again=wrong is not None)


async def _open_cases(turn: Turn) -> tuple[Reference, ...]:
    """Some open cases of the Party, those due first."""
    chosen = replace(list_of(turn.tx, turn.person.party, "open"), limit=CASES_OFFERED)
    found, _ = await turn.tx.of(Requests).listed(turn.person.party, chosen)
    return tuple(each.reference for each in found)


def _setting(turn: Turn, proposal: ProposalDraft) -> Setting:
    return Setting(
        purpose=proposal.purpose,
        agreement=turn.tx.agreement,
        party=turn.person.party,
        now=turn.tx.now,
        kind=proposal.kind,
    )


COMMANDS = command_handlers(
    {
        "propose": propose,
        "emergency": emergency,
        "counter": counter,
        "proposal": go_on,
    },
    on_conflict=show_again,
)
