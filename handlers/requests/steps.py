"""Requests: lists, cards, and the steps until an answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import CHOSEN_BEFORE, Command, Reply, code_rows, person_rows
from handlers.input.said_values import items_of, own_codes, said_in, with_letter_said
from handlers.input.targets import Target, Targets, colleague
from handlers.pending_acts.confirmation import Line, SendMode, require_confirmation
from handlers.pending_acts.letters import letter_line, require_letter
from liaison.core.cards import Button, Row, Text, changed, named, short, text
from liaison.core.errors import WrongValue
from liaison.core.form import Days, NotAChoice, is_choosing, parse_codes
from liaison.core.people import NotYourRole, Person, Role, UnknownPerson, may_use
from liaison.core.references import Reference, without_codes
from liaison.core.transaction import People, Tx
from liaison.core.vocabulary import COURTESY, phrases_for, words_of
from liaison.core.working_time import local_date
from liaison.letters.model import LetterAct
from liaison.letters.views import with_letter
from liaison.lifecycle.model import VersionedRef
from liaison.notifications.recipients import staff
from liaison.procedures.views import open_steps_doubt
from liaison.requests import corrections, reassignment
from liaison.requests import rules as request_rules
from liaison.requests import service as request_service
from liaison.requests.history import show_history
from liaison.requests.lists import FILTERS, letter_doubts, show_list, target_line
from liaison.requests.model import Action, Missing, Progress, Request, Side
from liaison.requests.permissions import may_take
from liaison.requests.repository import Requests
from liaison.requests.request_lines import request_named, result_value, safety_doubt
from liaison.requests.service import RequestPermit, other_party_absent, take_step
from liaison.requests.views import show_request


def versioned_ref(command: Command) -> VersionedRef[Reference]:
    """The request of a command, with the version that the person saw."""
    return VersionedRef(command.reference(), version=command.version)


def requests_for(*actions: Action, at_once: bool = False, otherwise: str | None = None) -> Targets:
    """The requests in which a person may take one of these steps, or owes any, by due date."""

    async def find(tx: Tx, person: Person) -> list[Target]:
        may = partial(may_take, other_absent=await other_party_absent(tx, person), now=tx.now)
        found = [
            request
            for request in await tx.of(Requests).active(person.party)
            if not actions or any(may(each, request, person) for each in actions)
        ]
        found.sort(key=lambda each: (each.due_on is None, each.due_on, each.logged_at))
        return [
            Target(target_line(tx, each), each.reference, asks=each.requested == person.party)
            for each in found
        ]

    return Targets(find=find, at_once=at_once, otherwise=otherwise)


LETTERS = {
    Action.RECEIVE: LetterAct.RECEIPT,
    Action.ASK: LetterAct.ASK,
    Action.SUPPLY: LetterAct.SUPPLY,
    Action.ANSWER: LetterAct.REPLY,
    Action.ANSWER_PART: LetterAct.PART,
    Action.REFUSE: LetterAct.REFUSAL,
}
"""The letters that go with steps."""
ME, DECLINE = "me", "decline"
ASSIGNABLE = requests_for(Action.ASSIGN, otherwise="receive")
RETURNABLE = requests_for(Action.RETURN, Action.CLOSE)

COMMANDS = Commands(shows="request")


@COMMANDS.handle("requests")
async def requests(context: CommandContext) -> Reply:
    """List the Party's requests: ``requests FILTER PAGE``."""
    which, page = context.command.choice(0, FILTERS, "filter"), context.command.page(1)
    return context.finish(await show_list(context.tx, context.person, which=which, page=page))


@COMMANDS.handle("request", targets=requests_for())
async def request(context: CommandContext) -> Reply:
    """Show a request, or its history: ``request REF``, ``request REF history PAGE``."""
    request = await request_service.find(context.tx, context.person, context.command.reference())
    if context.command.argument(1) != "history":
        return context.finish(await show_request(context.tx, context.person, request))
    page = context.command.page(2)
    return context.finish(await show_history(context.tx, context.person, request, page=page))


@COMMANDS.handle("receive", takes=Takes.DAY, targets=requests_for(Action.RECEIVE))
async def receive(context: CommandContext) -> Reply:
    """Confirm receipt: ``receive REF DATE``, with a letter if reported for the other Party."""
    permit = await check(context, Action.RECEIVE)
    request, by_letter = permit.request, permit.by_letter
    today = local_date(context.tx.now, context.tx.agreement.party(request.requested).zone)
    given = context.command.argument(1) if by_letter else context.command.text_from(1)
    days = Days(today=today, first=request_service.sent_on(context.tx, request), last=today)
    if given is None:
        return await context.ask_for_day(context.command, text("receive-when"), days)
    day, letter = today if given == "today" else days.read(given, context.vocabularies), None
    after = context.command.args[2:] if by_letter else ()
    command = context.command.replace_arguments(request.reference, day.isoformat(), *after)
    context = replace(context, command=command)
    if by_letter:
        letter = await require_letter(context, 2, text("by-letter-which"))
    rule = request_service.receipt(context.tx, request, day)
    due = request_service.due_date(context.tx, request.details, day, request.requested)
    replies = () if due is None else (Line(name="answer-by", value=due),)
    received = Line(name="received-on", value=day, at=1)
    lines = [received, *replies, *checked_letter(letter, 2)]
    return await check_and_send(context, permit, rule, lines, letter=letter)


@COMMANDS.handle("ask", targets=requests_for(Action.ASK, otherwise="receive"), takes=Takes.VALUES)
async def ask(context: CommandContext) -> Reply:
    """Ask for information: ``ask REF 1,4``, or any sentence; a comma at the end asks for more."""
    return await send_missing(context, Action.ASK, request_rules.ask)


async def send_missing(
    context: CommandContext,
    action: Action,
    rule: Callable[..., request_rules.RequestStep],
    lines: Sequence[Line] = (),
    *,
    present: Sequence[Missing] = (),
) -> Reply:
    """Send what is missing, items of a closed list, by the rule of a step; ``lines`` are more of
    its check. What is ``present`` is corrected.
    """
    permit = await check(context, action)
    given, request = context.command.begun(1), permit.request
    given = given or "".join(f"{each}," for each in present)
    permit = replace(permit, action=Action.CORRECT) if present else permit
    said_too = said_in(without_codes(context.command.raw), ["letter"], context.vocabularies).about
    letters = [each for each in said_too.values() if any(map(str.isdigit, each))]
    left = [WrongValue("error-no-letter-here").text(each) for each in letters]
    before, _, typed = given.rpartition(CHOSEN_BEFORE)
    said = own_codes("missing", [*Missing], typed or context.command.raw, context.vocabularies)
    codes = {"", *Missing, *map(str, range(len(Missing) + 1))}
    if said and not (given and {*given.split(",")} <= codes):
        given = ",".join([before, *said, ""])
        if others := _not_missing(context, typed or context.command.raw):
            left.append(NotAChoice().text(", ".join(others)))
    chosen = parse_codes(given, [*Missing])
    labels = {each.value: text(f"missing-{each}") for each in Missing}
    if not chosen or is_choosing(given):
        key = "ask-what" if action is Action.ASK else "return-what"
        question = text(key, reference=request.reference)
        rows = choice_rows(labels, chosen, partial(context.command.with_argument, 1))
        asked = context.command.asking_more(1, ",".join(chosen))
        leave = back_row(request)
        return await context.ask_for_text(asked, question, *rows, above=left, leave=leave)
    step = partial(rule, missing=[Missing(each) for each in chosen])
    value, done = text("answer", value=tuple(labels[each] for each in chosen)), None
    if present:
        value = changed(tuple(labels[each] for each in present), value)
        done = text("recorded-correct", change=value)
    context = context.with_argument(1, ",".join(chosen))
    line = Line(name="missing", value=value, at=1, is_list=True)
    return await check_and_send(context, permit, step, [*lines, line], done=done, doubts=left)


def _not_missing(context: CommandContext, typed: str) -> Sequence[str]:
    """The items of a typed list that are none of what can be missing."""
    known, items = context.vocabularies, items_of(without_codes(typed), context.vocabularies)
    commands = (context.command.name, COURTESY, "help")
    aside = [phrase for each in commands for phrase in phrases_for(each, known)]
    aside += [word for each in known for word in (*each.ignored, *each.fields.get("letter", ()))]
    words = words_of(aside)
    unsaid = [each for each in items if not own_codes("missing", [*Missing], each, known)]
    return [each.strip() for each in unsaid if any(map(str.isalpha, words.sub(" ", each)))]


@COMMANDS.handle("return", targets=RETURNABLE, takes=Takes.VALUES)
async def give_back(context: CommandContext) -> Reply:
    """Return the reply as insufficient: ``return REF 1,4``; a comma at the end asks for more. A
    refusal is shown with what can be done instead.
    """
    request = await request_service.find(context.tx, context.person, context.command.reference())
    if request.refusal is not None:
        refused = text("error-refusal-not-returned", reference=request.reference)
        return await confirmation_of(context, request, refused)
    result = Line(name="result", value=result_value(request))
    return await send_missing(context, Action.RETURN, corrections.give_back, [result])


@COMMANDS.handle("supply", targets=requests_for(Action.SUPPLY), takes=Takes.VALUES)
async def supply(context: CommandContext) -> Reply:
    """Record the letter with the information: ``supply REF LETTER``, or any sentence."""
    permit = await check(context, Action.SUPPLY)
    command = with_letter_said(context.command, context.vocabularies)
    context = replace(context, command=command)
    is_own = not permit.by_letter
    sent = await require_letter(context, 1, text("supply-which"), is_own=is_own)
    rule = partial(request_rules.supply, letter=sent)
    return await check_and_send(context, permit, rule, checked_letter(sent, 1), letter=sent)


@COMMANDS.handle("status", targets=requests_for(Action.INQUIRE, Action.PROGRESS, at_once=True))
async def status(context: CommandContext) -> Reply:
    """Ask about progress, ``status REF``; or report it, ``status REF PROGRESS``: a whole answer and
    no number, as it tells the other Party at once.
    """
    ref = versioned_ref(context.command)
    request = await request_service.find(context.tx, context.person, ref.key)
    if request.side(context.person.party) is Side.REQUESTING:
        permit = await check(context, Action.INQUIRE)
        request = await take_step(context.tx, permit, request_rules.inquire)
        return await shown(context, request, Action.INQUIRE)
    given = context.command.text_from(1)
    if given is not None and given.lower() not in [*Progress]:
        raise NotAChoice
    progress = None if given is None else Progress(given.lower())
    if progress not in (None, request.progress):
        ref = replace(ref, version=None)  # true whatever else has changed
    permit = await request_service.check(context.tx, context.person, ref, Action.PROGRESS)
    if progress is None:
        command = context.command.replace_arguments(request.reference)
        rows = code_rows(command, "progress", Progress)
        if request.due_on and may_use(context.tx.registry, "extend", context.person.role):
            rows.append((Button(text("button-extend"), f"extend {request.reference}"),))
        question = text("progress-which", reference=request.reference)
        return await context.ask_for_text(command, question, *rows, leave=back_row(request))
    rule = partial(request_rules.report_progress, progress=progress)
    request = await take_step(context.tx, permit, rule)
    return await shown(context, request, Action.PROGRESS)


@COMMANDS.handle("assign", takes=Takes.PERSON, targets=ASSIGNABLE)
async def assign(context: CommandContext) -> Reply:
    """Assign the request to a person of the own Party: ``assign REF me``, ``assign REF NUMBER`` or
    ``assign REF NAME``; or decline an offered one: ``assign REF decline``.
    """
    permit = await check(context, Action.ASSIGN)
    request = permit.request
    if (given := context.command.argument(1)) is None:
        command = context.command.replace_arguments(request.reference)
        rows = person_rows(command, await staff(context.tx, context.person.party))
        question = text("assign-whom")
        return await context.ask_for_text(command, question, *rows, leave=back_row(request))
    if given == DECLINE:
        request = await take_step(context.tx, permit, reassignment.decline_offer)
        declined = text("recorded-offer-declined")
        return await confirmation_of(context, request, declined)
    wanted = str(context.person.number) if given == ME else context.command.text_from(1)
    to = await colleague(context.tx, context.person, wanted)
    if to is None:
        raise UnknownPerson
    request = await request_service.assign(context.tx, permit, to=to)
    if request.offered_to is None:
        return await shown(context, request, Action.ASSIGN)
    offered = text("recorded-offer", name=to.name)
    return await confirmation_of(context, request, offered)


async def confirmation_of(context: CommandContext, request: Request, done: Text) -> Reply:
    """The request under the confirmation of what was recorded; no one sees that of a dry run."""
    if context.is_dry_run:
        return Reply()
    return context.confirm(done, await show_request(context.tx, context.person, request))


async def check(context: CommandContext, action: Action) -> RequestPermit:
    """Check a step before its values are asked for; see ``liaison.requests.service.check``."""
    return await request_service.check(
        context.tx, context.person, versioned_ref(context.command), action
    )


async def check_and_send(
    context: CommandContext,
    permit: RequestPermit,
    rule: request_service.RequestRule,
    lines: Sequence[Line],
    *,
    letter: str | None = None,
    done: Text | None = None,
    doubts: Sequence[Text] = (),
) -> Reply:
    """Take a step that is leaving, ``done`` says how; before, show its check if it is allowed."""
    act, reference = named("action", permit.action), permit.request.reference
    party = permit.person.party
    if not context.leaving:  # what is sent is bound to the request as it was checked
        seen = permit.request.seen_version(party)
        context = replace(context, command=replace(context.command, version=seen))
    writer = context.tx.agreement.other(party).code if permit.by_letter else party
    typed = None if context.leaving else letter
    needs_sign_off = not context.is_dry_run and await _needs_sign_off(context, permit)
    doubts = (*doubts, *await letter_doubts(context.tx, writer, typed, about=reference))
    if permit.action in (Action.ANSWER, Action.CLOSE):
        doubts = (*doubts, *safety_doubt(permit.request))
        gates = permit.action is Action.ANSWER
        doubts = (*doubts, *await open_steps_doubt(context.tx, permit.request, gates=gates))
    await require_confirmation(
        context,
        act,
        about=reference,
        lines=[Line(name="request", value=request_named(permit.request)), *lines],
        doubts=doubts,
        mode=SendMode.SIGNED_OFF if needs_sign_off else SendMode.HELD,
    )
    if needs_sign_off:
        raise NotYourRole  # the sender was a coordinator at that time
    request = await take_step(context.tx, permit, rule, letter=letter, author=context.author)
    if done is not None:
        return await confirmation_of(context, request, done)
    return await shown(context, request, permit.action, by_letter=permit.by_letter)


async def _needs_sign_off(context: CommandContext, permit: RequestPermit) -> bool:
    """Whether a coordinator approves a step before it leaves: each refusal of a focal person and
    its correction, and each reply or part of one if the Party wants it and has a coordinator.
    """
    tx, person = context.tx, context.person
    own = permit.request.side(person.party) is Side.REQUESTING
    if person.role is not Role.FOCAL_PERSON or own or permit.by_letter:
        return False
    corrects = permit.action is Action.CORRECT and not permit.request.missing
    replies = permit.action in (Action.ANSWER, Action.ANSWER_PART)
    if replies or (corrects and permit.request.refusal is None):
        asks = tx.agreement.party(person.party).approves_replies
        return asks and bool(await tx.of(People).team(person.party, Role.COORDINATOR))
    return corrects or permit.action is Action.REFUSE


def checked_letter(letter: str | None, at: int) -> Sequence[Line]:
    """The line of a check for a letter, which is the last argument; none without a letter."""
    return () if letter is None else (letter_line(letter, at),)


async def shown(
    context: CommandContext, request: Request, action: Action, *, by_letter: bool = False
) -> Reply:
    """The request after a recorded step, ``by_letter`` if reported for the other Party."""
    step = "by_letter" if by_letter else action
    done = text("recorded-step", action=step)
    reply = await confirmation_of(context, request, done)
    written = None if by_letter else LETTERS.get(action)
    if reply.card is None or written is None:
        return reply
    return replace(reply, card=with_letter(reply.card, written, request.reference))


def choice_rows(
    labels: Mapping[str, Text], chosen: Sequence[str], choose: Callable[[str], object]
) -> list[Row]:
    """Rows to choose several items of a closed list by their numbers: each press adds or removes
    one. ``choose`` makes the command of a choice.
    """
    known = list(labels)

    def numbers(wanted: set[str]) -> str:
        return ",".join(str(at) for at, code in enumerate(known, 1) if code in wanted)

    rows: list[Row] = []
    for code, label in labels.items():
        toggled = numbers(set(chosen) ^ {code})
        shown = text("choice-chosen", label=short(label)) if code in chosen else label
        rows.append((Button(shown, str(choose(f"{toggled},"))),))
    if chosen:
        rows.append((Button(text("button-continue"), str(choose(numbers(set(chosen))))),))
    return rows


def back_row(request: Request) -> Row:
    """A button back to a request."""
    return (Button(text("button-request"), f"request {request.reference}"),)
