"""Proposing a meeting, or other times for one, in a conversation: one question after the other."""

from dataclasses import replace
from functools import partial

from handlers import drafting
from handlers.drafting import START_OVER
from handlers.input.command_router import CommandContext, Commands, Takes, run_command
from handlers.input.commands import MISSING_ARGUMENT, Command, Reply, code_in
from handlers.input.date_extraction import find_times
from handlers.input.parsed_text import TextParser
from handlers.input.said_values import said_in, value_words
from handlers.meetings.proposal_form import EMERGENCY_FORM, FORM, ProposalDraft, facts_of
from handlers.meetings.steps import end_by_objection, meeting_ref, meetings_for
from liaison.agreement import service
from liaison.agreement.rules import check_difference_open, parse_difference_code
from liaison.core.agreement import MeetingKind
from liaison.core.errors import UNKNOWN_CODE, WrongValue
from liaison.core.form import Answers
from liaison.core.references import DifferenceCode, any_code, parse_coded, parse_reference
from liaison.core.text_parsing import NotADate, NotATime, fold_typed
from liaison.core.vocabulary import is_phrase, signs_of, words_of
from liaison.meetings import service as meeting_service
from liaison.meetings.drafts import ROUTINE, Purpose, likely, questions, zone_said
from liaison.meetings.model import Meeting, MeetingAction, Objection
from liaison.meetings.rules import MAX_OPTIONS
from liaison.requests.service import lock

COMMANDS = Commands(shows="meeting")
WHEN = Takes.DAY | Takes.TIME | Takes.VALUES
TAKES = Takes.RECORD | WHEN


@COMMANDS.handle("propose", takes=TAKES)
async def propose(context: CommandContext) -> Reply:
    """Begin a meeting proposal: ``propose``, ``propose REF`` about a case, ``propose CODE`` about a
    difference, ``propose annual``; each also with answers like ``emergency``.
    """
    if (command := _dated_anew(context)) is not None:
        return await run_command(replace(context, command=command))
    kind, about, given = {}, await _about_difference(context), [*context.command.args]
    if about is not None:
        kind["kind"] = MeetingKind.DIFFERENCE.value
        given.pop(0)
    elif given and given[0] == MeetingKind.ANNUAL:
        kind["kind"] = given.pop(0)
    answers = {**kind, **await _given(context, Purpose.PROPOSE, given)}
    known = {"urgency": ROUTINE}
    return await _begin(context, Purpose.PROPOSE, answers=answers, difference=about, likely=known)


@COMMANDS.handle("emergency", takes=TAKES)
async def emergency(context: CommandContext) -> Reply:
    """Begin to propose an emergency meeting: ``emergency``, about a case ``emergency REF``, at a
    time ``emergency WHEN``, with a cause ``emergency at_risk``, or all of these. A typed one is
    about the only case of the newest card.
    """
    if (command := _dated_anew(context)) is not None:
        return await run_command(replace(context, command=command))
    known = likely(venue=None, host=context.person.party)
    stored = context.conversation.stored
    lines = [each.command for each in stored.offered]
    if stored.check is not None and f"send {stored.check.id}" in lines:
        lines.append(stored.check.line)
    shown = {code for line in lines if (code := code_in(line)) is not None}
    about = parse_coded(*shown, letters=2) if len(shown) == 1 else None
    if about is not None and not context.pressed:
        known = {**known, "request": about}
    answers = await _given(context, Purpose.EMERGENCY, [*context.command.args])
    return await _begin(context, Purpose.EMERGENCY, answers=answers, likely=known)


def _dated_anew(context: CommandContext) -> Command | None:
    """The command with the day and time of an answer in the place of the earlier ones; None if the
    answer is not both.
    """
    command, parser = context.command, TextParser(context.vocabularies)
    said = parser.parse(command.filled or "", today=context.today)
    if None in (said.day, said.time):
        return None
    kept = [e for e in command.args if e in {*MeetingKind, *_codes(context)} or any_code(e)]
    again = command.replace_arguments(*kept, said.day or "", said.time or "")
    return replace(again, raw=" ".join((*kept, said.typed)), filled=None)


def _codes(context: CommandContext) -> set[str]:
    """The words of a command that are no part of a day or time."""
    return {START_OVER, *(code for each in context.vocabularies for code in each.choices)}


async def _given(context: CommandContext, purpose: Purpose, given: list[str]) -> Answers:
    """The answers that a command has besides words: a case, a day and time. Raises
    ``WrongValue``.
    """
    answers: dict[str, str | int] = {}
    if given and parse_coded(given[0], letters=2) is not None:
        reference = parse_reference(given.pop(0))
        answers["request"] = (await lock(context.tx, context.person, reference)).reference
    codes = _codes(context)
    try:
        when = " ".join(each for each in given if each not in codes)
        return _with_times(context, purpose, answers, when)
    except NotADate:
        if context.command.filled is None:
            raise WrongValue(UNKNOWN_CODE, list="/requests") from None
        if context.conversation.stored.is_day:
            raise
        raise NotATime from None


def _with_times(context: CommandContext, purpose: Purpose, answers: Answers, when: str) -> Answers:
    """The answers, with each time that is said as an option. Raises ``NotADate``."""
    when = when.replace(MISSING_ARGUMENT, " ").strip()
    parser, raw = TextParser(context.vocabularies), context.command.raw
    either = words_of(signs_of(context.vocabularies, "or")).split(fold_typed(raw))
    parts = [parser.parse(each, today=context.today) for each in either]
    timed, day = [each for each in parts if each.time], ""
    whens = [when] if when and not timed[1:] else []
    for each in timed[:MAX_OPTIONS] if timed[1:] else ():
        day = each.day or day
        whens.append(f"{day} {each.time}")
    facts = facts_of(context, ProposalDraft(id="", purpose=purpose, answers={}))
    zone, _ = zone_said(facts, raw)
    for number, moment in enumerate(whens, 1):
        asked = {each.name: each for each in questions(facts, answers, adding=number)}
        name = f"day{number}"
        answers = {**answers, name: asked[name].read(f"{moment} {zone}")}
    return answers


@COMMANDS.handle("counter", takes=WHEN, targets=meetings_for(MeetingAction.COUNTER))
async def counter(context: CommandContext) -> Reply:
    """Begin to suggest other times for a meeting: ``counter CODE WHEN``, or what suits instead."""
    known = context.vocabularies
    said = said_in(context.command.raw, ["instead"], known).about.get("instead", "")
    when = fold_typed(said or " ".join(context.command.args[1:])).rstrip(" ?")
    if is_phrase(when.replace(" ", ""), known, "counter"):  # in the Khmer label of the button
        when = ""
    command = replace(context.command, args=(*context.command.args[:1], *said.split()))
    if said and command != context.command:  # a question is about this time and no other
        return await run_command(replace(context, command=command))
    return await _other_times(context, {}, when=when)


async def _other_times(context: CommandContext, answers: Answers, *, when: str = "") -> Reply:
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
    answers = _with_times(context, purpose, answers, when)
    folded, known = fold_typed(context.command.raw), context.vocabularies
    ends = [end for _, end in find_times(folded, known)]
    if ends and words_of(value_words(known)).sub("", folded[max(ends) :]).strip(" .?!"):
        kept.pop("venue1", None)  # it may say another place
    return await _begin(context, purpose, answers=answers, meeting=meeting, likely=kept)


@COMMANDS.handle("decline", targets=meetings_for(MeetingAction.DECLINE))
@COMMANDS.handle("retract", targets=meetings_for(MeetingAction.WITHDRAW))
@COMMANDS.handle(
    "calloff", targets=replace(meetings_for(MeetingAction.CANCEL), otherwise="retract")
)
async def end(context: CommandContext) -> Reply:
    """End a proposal or a meeting: ``decline``, ``retract`` or ``calloff CODE REASON``; if only the
    time does not suit, suggest other times.
    """
    if context.command.argument(1) == Objection.TIME:
        return await _other_times(context, {"objection": Objection.TIME.value})
    return await end_by_objection(context)


async def _about_difference(context: CommandContext) -> DifferenceCode | None:
    """The open difference that a command names. Raises ``Conflict``."""
    try:
        code = parse_difference_code(context.command.argument(0) or "")
        found = await service.lock_difference(context.tx, code)
    except WrongValue:
        return None  # it is a case, or unknown
    check_difference_open(found)
    return found.code


async def _begin(
    context: CommandContext,
    purpose: Purpose,
    *,
    answers: Answers,
    meeting: Meeting | None = None,
    difference: DifferenceCode | None = None,
    likely: Answers,
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

    form = EMERGENCY_FORM if purpose is Purpose.EMERGENCY else FORM
    return await drafting.begin_draft(context, form, made, likely=likely)


COMMANDS.handle("proposal", takes=Takes.VALUES)(partial(drafting.go_on, form=FORM))
COMMANDS.handle("emergencydraft")(partial(drafting.go_on, form=EMERGENCY_FORM))
