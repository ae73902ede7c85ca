"""Meetings: lists, cards, and the steps of proposals and agreed meetings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from handlers.input.colleagues_said import people_said
from handlers.input.command_router import CommandContext, Commands, Takes, run_command, run_inner
from handlers.input.commands import (
    MISSING_ARGUMENT,
    Command,
    Reply,
    code_rows,
    parse_command,
    person_rows,
)
from handlers.input.targets import Target, Targets
from handlers.pending_acts.confirmation import Line, SendMode, require_confirmation
from liaison.core.agreement import MeetingKind, party_name
from liaison.core.cards import MENU, Button, Text, named, open_button, text
from liaison.core.errors import Conflict, UserError, WrongValue
from liaison.core.form import NotAChoice, parse_code
from liaison.core.people import Person, names_of
from liaison.core.text_parsing import fold_typed, parse_count
from liaison.core.transaction import Tx
from liaison.core.vocabulary import phrases_for, words_of
from liaison.lifecycle.model import VersionedRef
from liaison.meetings import rules as meeting_rules
from liaison.meetings import service as meeting_service
from liaison.meetings.lists import WHICH, show_meeting_history, show_meetings, target_line
from liaison.meetings.model import (
    Meeting,
    MeetingAction,
    MeetingCode,
    MeetingState,
    Objection,
    Presence,
)
from liaison.meetings.permissions import HELD_OR_MISSED, ProposalTurn, may_take, proposal_turn
from liaison.meetings.reminders import marked
from liaison.meetings.repository import Meetings
from liaison.meetings.rules import parse_meeting_code
from liaison.meetings.service import MeetingPermit
from liaison.meetings.views import show_meeting, venue_line
from liaison.notifications.recipients import staff
from liaison.plan.repository import Activities
from liaison.plan.rules import ActivityState

MAX_LISTED = 100
"""The maximum number of meetings of a list that are looked at."""


def meetings_for(action: MeetingAction) -> Targets:
    """The meetings in which a coordinator of the Party may take a step."""

    def may(tx: Tx, person: Person, found: Meeting) -> bool:
        return may_take(action, found, person, binding=True, over=found.is_over(tx.now))

    return _meetings("open", "coming", applies=may)


def _meetings(*which: str, applies: Callable[[Tx, Person, Meeting], bool]) -> Targets:
    async def find(tx: Tx, person: Person) -> list[Target]:
        found = [each for each in await _listed(tx, *which) if applies(tx, person, each)]
        return [Target(target_line(tx, each), each.code) for each in found]

    return Targets(find=find)


async def _offers(tx: Tx, person: Person) -> list[Target]:
    """Each option and own proposal that a coordinator of the Party may accept or confirm."""
    found = []
    listed = await _listed(tx, "open", "coming")
    for meeting, offer in ((each, each.offer) for each in listed if each.offer is not None):
        if may_take(MeetingAction.ACCEPT, meeting, person, binding=True, over=False):
            found += [
                Target(target_line(tx, meeting, at=each.start), f"{meeting.code} {at}")
                for at, each in enumerate(offer.options, 1)
                if each.number != offer.chosen
            ]
        elif may_take(MeetingAction.CONFIRM, meeting, person, binding=True, over=False):
            found += [] if offer.confirmed else [Target(target_line(tx, meeting), meeting.code)]
    return found


async def _listed(tx: Tx, *which: str) -> list[Meeting]:
    """The meetings of these lists, each once, the nearest first."""
    found: dict[str, Meeting] = {}
    for each in which:
        listed, _ = await tx.of(Meetings).listed(each, limit=MAX_LISTED)
        found |= {meeting.code: meeting for meeting in listed}
    return [*found.values()]


ALL_MEETINGS = _meetings("coming", "open", "past", applies=lambda *_: True)
MEETINGS_TO_ATTEND = _meetings("coming", "open", applies=lambda *_: True)
MEETINGS_BEGUN = _meetings(
    "coming",
    "past",
    applies=lambda tx, _, each: each.state is MeetingState.AGREED and each.has_begun(tx.now),
)
OFFERS = Targets(find=_offers)


MAX_OPTION = 10**6
HISTORY, FILE = "history", "file"


_OBJECTING = {
    "decline": (MeetingAction.DECLINE, meeting_rules.decline),
    "retract": (MeetingAction.WITHDRAW, meeting_rules.withdraw),
    "calloff": (MeetingAction.CANCEL, meeting_rules.cancel),
}

ANSWERING = ("accept", "counter", "decline", "retract")
"""The commands that answer a proposal or withdraw it."""

COMMANDS = Commands(shows="meeting")


def meeting_code(command: Command) -> MeetingCode:
    """The meeting that a command names. Raises ``WrongValue``."""
    return parse_meeting_code(command.args[0] if command.args else "")


def meeting_ref(command: Command) -> VersionedRef[MeetingCode]:
    """The code of the meeting, with the version that the person saw, if given."""
    return VersionedRef(meeting_code(command), version=command.version)


@COMMANDS.handle("meetings")
async def meetings(context: CommandContext) -> Reply:
    """List meetings: ``meetings WHICH PAGE``."""
    which, page = context.command.choice(0, WHICH, "button-meetings"), context.command.page(1)
    return context.finish(await show_meetings(context.tx, context.person, which=which, page=page))


@COMMANDS.handle("meeting", targets=ALL_MEETINGS)
async def meeting(context: CommandContext) -> Reply:
    """Show a meeting or its history, or send its file: ``meeting CODE``, ``history``, ``file``."""
    code, what = meeting_code(context.command), context.command.argument(1)
    if what == FILE:
        await meeting_service.give_calendar(context.tx, context.person, code)
        return Reply(toast=text("calendar-sent"))
    found = await meeting_service.lock(context.tx, code)
    if what == HISTORY:
        return context.finish(await show_meeting_history(context.tx, context.person, found))
    return context.finish(await show_meeting(context.tx, context.person, found))


@COMMANDS.handle("accept", targets=OFFERS)
async def accept(context: CommandContext) -> Reply:
    """Accept an option: ``accept CODE NUMBER``; without a number, confirm the own proposal. A press
    of the button of an emergency does it at once. With a version, the number is the lasting one.
    """
    ref, given = meeting_ref(context.command), context.command.argument(1)
    if MISSING_ARGUMENT in context.command.args:
        return await _ask_option(context, ref.key)
    option = None if given is None else parse_count(given, 1, MAX_OPTION)
    if option is None or ref.version is None:
        option = await _lasting_number(context, ref, option)
    action = MeetingAction.CONFIRM if option is None else MeetingAction.ACCEPT
    permit = await meeting_service.check(context.tx, context.person, ref, action, option=option)
    pressed = context.pressed and ref.version is not None and not context.is_answer
    if not (pressed and permit.meeting.kind is MeetingKind.EMERGENCY):
        await _check_accept(context, permit, action, option)
    done = await meeting_service.accept(context.tx, permit, option=option)
    return await _shown(context, done, action)


async def _lasting_number(
    context: CommandContext, ref: VersionedRef[MeetingCode], given: int | None
) -> int | None:
    """The lasting number of an option by its number in the open offer. Raises ``UserError``."""
    found = await meeting_service.lock(context.tx, ref.key)
    offer = found.offer
    if offer is None or proposal_turn(found, context.person.party) is not ProposalTurn.THEIRS:
        return given
    if given is None or given > len(offer.options):
        raise WrongValue("error-unknown-option", options=offer.choices)
    return offer.options[given - 1].number


async def _check_accept(
    context: CommandContext, permit: MeetingPermit, action: MeetingAction, number: int | None
) -> None:
    """The check of an acceptance, which is bound to the option that it shows."""
    offer = permit.meeting.offer
    option = None if offer is None or number is None else offer.option(number)
    if offer is None or option is None:
        await _check(context, permit, action, *_facts(permit.meeting))
        return
    command = context.command.replace_arguments(permit.meeting.code, str(option.number))
    bound = replace(context, command=replace(command, version=permit.meeting.version))
    time = Line(name="time", value=text("meeting-time", at=option.start), at=1, to_end=True)
    place = Line(name="place", value=venue_line(option.venue))
    host = Line(name="host", value=party_name(offer.host))
    await _check(bound, permit, action, time, place, host)


async def _ask_option(context: CommandContext, code: MeetingCode) -> Reply:
    """Ask again which option is accepted, by its number in the open offer, or for other times."""
    offer = (await meeting_service.lock(context.tx, code)).offer
    command = replace(context.command, version=None)
    if offer is None:
        raise UserError("error-draft-expired")
    rows = [
        (Button(text("answer", value=each.start), str(command.with_arguments(str(number)))),)
        for number, each in enumerate(offer.options, 1)
    ]
    others = (Button(text("button-counter"), f"counter {code}"),)
    question = text("error-unknown-option", options=offer.choices)
    return await context.ask_for_text(command, question, *rows, others)


async def end_by_objection(context: CommandContext) -> Reply:
    """End a proposal or a meeting with a reason; without one, ask for it."""
    action, ending = _OBJECTING[context.command.name]
    ref, given = meeting_ref(context.command), context.command.argument(1)
    permit = await meeting_service.check(context.tx, context.person, ref, action)
    back = (Button(text("button-back"), f"meeting {ref.key}"),)
    question = text("meeting-why", action=action, code=ref.key)
    rows = partial(code_rows, concept="objection", codes=Objection)
    given = await context.require(1, question, rows, given=given, leave=back)
    objection = parse_code(given.replace("-", "_"), [*Objection])
    reason = Line(name="reason", value=named("objection", objection), at=1)
    await _check(context, permit, action, reason)
    rule = partial(ending, objection=Objection(objection))
    done = await meeting_service.take_step(context.tx, permit, rule)
    return await _shown(context, done, action)


@COMMANDS.handle("held", targets=MEETINGS_BEGUN)
async def held(context: CommandContext) -> Reply:
    """Record whether a meeting took place, ``held CODE yes`` or ``no``, or show both buttons."""
    ref = meeting_ref(context.command)
    if context.command.argument(1) is None:
        return await run_inner(context, Command(name="meeting", args=(ref.key,)))
    answer = parse_code(context.command.argument(1) or "", ["yes", "no"])
    action = MeetingAction.HELD if answer == "yes" else MeetingAction.MISSED
    permit = await meeting_service.check(context.tx, context.person, ref, action)
    decided = await context.tx.of(Activities).decided(ref.key)
    if answer == "no" and any(each.state is not ActivityState.PROPOSED for each in decided):
        raise Conflict("error-decision-approved", code=ref.key)
    await _check(context, permit, action, *_facts(replace(permit.meeting, offer=None)))
    rule = partial(meeting_rules.record_held, held=answer == "yes")
    done = await meeting_service.take_step(context.tx, permit, rule)
    return await _shown(context, done, MeetingAction.HELD)


def _facts(meeting: Meeting) -> Iterator[Line]:
    """The times and places that are proposed or were chosen of these, else that agreed."""
    offer, agreed = meeting.offer, [] if meeting.slot is None else [meeting.slot]
    options = () if offer is None else offer.options
    for each in [e for e in options if offer and offer.chosen in (None, e.number)] or agreed:
        yield Line(name="time", value=text("meeting-time", at=each.start))
        yield Line(name="place", value=venue_line(each.venue))


async def _check(
    context: CommandContext, permit: MeetingPermit, action: MeetingAction, *lines: Line
) -> None:
    """The check of a step; of an emergency it leaves at once, unless it withdraws an offer or is
    recorded afterwards.
    """
    held = action in (*HELD_OR_MISSED, MeetingAction.WITHDRAW)
    at_once = permit.meeting.kind is MeetingKind.EMERGENCY and not held
    mode = SendMode.AT_ONCE if at_once else SendMode.HELD
    act = marked(permit.meeting, named("meeting-act", action))
    await require_confirmation(context, act, about=permit.meeting.code, lines=lines, mode=mode)


@COMMANDS.handle("attend", targets=MEETINGS_TO_ATTEND, takes=Takes.PERSON)
async def attend(context: CommandContext) -> Reply:
    """Record attendance: ``attend CODE yes``, ``no``, or the NUMBER of a substitute; without that,
    ask, but of a proposal not yet. Words that name no meeting may also be about a proposal, and may
    name colleagues, who answer themselves.
    """
    command, answers = context.command, (Presence.YES, Presence.NO)
    known = (command.args[0], MISSING_ARGUMENT)
    is_said = len(command.args) > 1 and not any(each in command.raw for each in known)
    if command.args[0] in [*Presence] or (is_said and await _listed(context.tx, "open")):
        command = command.replace_arguments(MISSING_ARGUMENT, command.args[-1])
        return await run_command(replace(context, command=command))
    code = meeting_code(command)
    found = await meeting_service.lock(context.tx, code)
    if found.state is MeetingState.PROPOSED:
        return await _not_agreed(context, found)
    question, back = text("attend-question", code=code), (open_button("meeting", code),)
    asked, team = command.replace_arguments(code), await staff(context.tx, context.person.party)
    rows = partial(code_rows, concept="button-attend", codes=Presence)
    named_one = [e for e in team if str(e.number) == command.argument(2)]
    presence = command.argument(1)
    if named_one and presence != Presence.SUBSTITUTE:
        presence = None  # the colleague's attendance is not one's own
    asking = replace(context, command=asked)
    given = await asking.require(1, question, rows, given=presence, leave=back)
    others = [e for e in named_one or people_said(command.raw, team) if e.id != context.person.id]
    phrases = words_of(phrases_for("attend … substitute", context.vocabularies))
    if given == Presence.SUBSTITUTE and context.is_answer and (said := command.text_from(2)):
        given = _numbered(said, [each for each in team if each.id != context.person.id])
    if given == Presence.SUBSTITUTE or (others and phrases.search(fold_typed(command.raw))):
        instead = others or [each for each in team if each.id != context.person.id]
        who = text("attend-who" if instead else "attend-nobody", code=code)
        leave = (Button(text("button-back"), f"meeting {code}"),)
        asked = parse_command(f"attend {code}")  # not a value of the check that is changed
        shown, waits = person_rows(asked, instead), asked.with_arguments(Presence.SUBSTITUTE)
        return await context.ask_for_text(waits, who, *shown, leave, leave=MENU)
    number = parse_count(given, 1, MAX_OPTION) if given.isdecimal() else None
    attends = Presence.SUBSTITUTE if number else Presence(parse_code(given, answers))
    doubts = [text("attend-own", names=names_of(others))] if others and number is None else []
    deputed = next((each for each in team if each.number == number), None)
    line = Line(name="attendance", value=named("button-attend", attends), at=1)
    line = line if deputed is None else replace(line, name="substitute", value=deputed.name)
    checked = replace(context, command=parse_command(f"attend {code} {number or attends}"))
    await _check_attendance(checked, found, line, doubts)
    done = await meeting_service.attend(
        context.tx, context.person, code, attends, substitute=number
    )
    return await _shown(context, done, "attend")


def _numbered(said: str, team: Sequence[Person]) -> str:
    """The number of the one colleague with that name, or its beginning. Raises ``NotAChoice``."""
    begins = fold_typed(said).casefold()
    found = people_said(said, team) or [
        each for each in team if each.bare_name.casefold().startswith(begins)
    ]
    if len(found) != 1:
        raise NotAChoice("error-not-of-choices", choices=names_of(team))
    return str(found[0].number)


async def _check_attendance(
    context: CommandContext, found: Meeting, answer: Line, doubts: Sequence[Text]
) -> None:
    """The check of who attends; of an emergency it leaves at once."""
    mode = SendMode.AT_ONCE if found.kind is MeetingKind.EMERGENCY else SendMode.HELD
    when = () if found.slot is None else (text("meeting-time", at=found.slot.start),)
    await require_confirmation(
        context,
        marked(found, text("meeting-act-attend")),
        about=found.code,
        lines=[answer, *when],
        doubts=doubts,
        several=True,
        mode=mode,
    )


async def _not_agreed(context: CommandContext, proposed: Meeting) -> Reply:
    """Attendance is not asked yet: the proposal, with the buttons that answer it."""
    shown = await show_meeting(context.tx, context.person, proposed)
    buttons = [each for row in (*shown.rows, *shown.more) for each in row]
    steps = [(each,) for each in buttons if each.command.split()[0] in ANSWERING]
    reason = text("attend-not-agreed", code=proposed.code)
    return context.finish(replace(shown, rows=(*steps, MENU), more=()).below(reason))


async def _shown(context: CommandContext, done: Meeting, what: str) -> Reply:
    toast = text("recorded-meeting", step=what)
    shown = await show_meeting(context.tx, context.person, done)
    return context.finish(shown, toast=toast)
