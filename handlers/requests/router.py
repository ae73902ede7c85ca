"""Cases: lists, cards, and the steps while an answer is owed, from a button or a typed line alike.

A line that lacks something is answered with buttons, or a question, that complete it.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from handlers.input.command_router import Turn, command_handlers, day_row, person_rows
from handlers.input.replies import Reply
from liaison.core.cards import Button, Row, Text, card, named, text
from liaison.core.form import NotAChoice
from liaison.core.people import Role, UnknownPerson
from liaison.core.repository import People
from liaison.core.text_parsing import fold_typed, parse_date
from liaison.core.validation import parse_letter
from liaison.core.working_time import local_date
from liaison.notifications.recipients import staff
from liaison.requests import reassignment
from liaison.requests import rules as request_rules
from liaison.requests import service as request_service
from liaison.requests.lists import FILTERS, show_list
from liaison.requests.model import Action, Missing, Request
from liaison.requests.repository import Requests
from liaison.requests.service import Permit, take_step
from liaison.requests.views import show_case, show_history

SURE = "ok"
ME, DECLINE = "me", "decline"


async def cases(turn: Turn) -> Reply:
    """List the Party's cases: ``cases FILTER PAGE``."""
    which, page = turn.line.choice(0, FILTERS), turn.line.page(1)
    return turn.done(await show_list(turn.tx, turn.person, which=which, page=page))


async def case(turn: Turn) -> Reply:
    """Show a case, or its history: ``case REF``, ``case REF history``."""
    request = await request_service.to_show(turn.tx, turn.person, turn.line.reference())
    if turn.line.argument(1) != "history":
        return turn.done(await show_case(turn.tx, turn.person, request))
    events = await turn.tx.of(Requests).events(request.reference, party=turn.person.party)
    return turn.done(show_history(turn.person, request, events))


async def receive(turn: Turn) -> Reply:
    """Acknowledge receipt: ``receive REF DATE``, with the letter where it stands in."""
    permit = await check(turn, Action.RECEIVE)
    request, by_letter = permit.request, permit.by_letter
    today = local_date(turn.tx.now, turn.tx.agreement.party(request.requested).zone)
    given = turn.line.argument(1) if by_letter else turn.line.rest(1)
    if given is None:
        first = request_service.sent_on(turn.tx, request)
        days = [today - timedelta(days=back) for back in (0, 1)]
        row = day_row(turn.line, [day for day in days if day >= first])
        return await turn.ask_for_words(turn.line, text("receive-when"), row)
    day = today if given == "today" else parse_date(given, today)
    letter = turn.line.rest(2) if by_letter else None
    if by_letter and letter is None:
        line = turn.line.but(request.reference, day.isoformat())
        return await turn.ask_for_words(line, text("by-letter-which"))
    request = await request_service.receive(
        turn.tx, permit, day=day, letter=None if letter is None else parse_letter(letter)
    )
    return await shown(turn, request, Action.RECEIVE, by_letter=by_letter)


async def ask(turn: Turn) -> Reply:
    """Ask for information: ``ask REF 1,4 ok``; without ``ok`` the choice is shown."""
    permit = await check(turn, Action.ASK)
    chosen = codes(turn.line.argument(1), [each.value for each in Missing])
    if chosen and turn.line.argument(2) == SURE:
        missing = [Missing(each) for each in chosen]
        request = await take_step(turn.tx, permit, partial(request_rules.ask, missing=missing))
        return await shown(turn, request, Action.ASK)
    labels = {each.value: text(f"missing-{each}") for each in Missing}
    return turn.asking(
        card(
            text("ask-what", reference=permit.request.reference),
            rows=choice_rows(turn, permit.request, labels=labels, chosen=chosen, go_on=SURE),
        )
    )


async def supply(turn: Turn) -> Reply:
    """Say by which letter the information went: ``supply REF LETTER``."""
    permit = await check(turn, Action.SUPPLY)
    given = turn.line.rest(1)
    if given is None:
        return await turn.ask_for_words(turn.line, text("supply-which"))
    sent = parse_letter(given)
    rule = partial(request_rules.supply, letter=sent)
    request = await take_step(turn.tx, permit, rule, letter=sent)
    return await shown(turn, request, Action.SUPPLY, by_letter=permit.by_letter)


async def assign(turn: Turn) -> Reply:
    """Give the case to somebody of the own Party: ``assign REF me``, ``assign REF NUMBER``; or say
    no to one that is offered: ``assign REF decline``.
    """
    permit = await check(turn, Action.ASSIGN)
    request = permit.request
    given = turn.line.argument(1)
    if given is None:
        line = turn.line.but(request.reference)
        rows = person_rows(line, await staff(turn.tx, turn.person.party))
        return turn.asking(card(text("assign-whom"), rows=[*rows, back_to(request)]))
    if given == DECLINE:
        request = await take_step(turn.tx, permit, reassignment.decline)
        declined = text("recorded-offer-declined", reference=request.reference)
        return await said_of(turn, request, declined)
    wanted = str(turn.person.number) if given == ME else given
    team = await turn.tx.of(People).listed(turn.person.party)
    to = next((person for person in team if str(person.number) == wanted), None)
    if to is None:
        raise UnknownPerson
    request = await request_service.assign(turn.tx, permit, to=to)
    if request.offered_to is None:
        return await shown(turn, request, Action.ASSIGN)
    offered = text("recorded-offer", reference=request.reference, name=to.name)
    return await said_of(turn, request, offered)


async def said_of(turn: Turn, request: Request, said: Text) -> Reply:
    """The case under the sentence that says what was recorded."""
    await turn.talk.leave()
    shown_case = await show_case(turn.tx, turn.person, request, headline=said)
    return turn.done(shown_case, toast=said)


async def check(turn: Turn, action: Action) -> Permit:
    """Check a step before its values are asked for; see ``liaison.requests.service.check``."""
    return await request_service.check(turn.tx, turn.person, turn.line.press(), action)


async def shown(turn: Turn, request: Request, action: Action, *, by_letter: bool = False) -> Reply:
    """The case after a step that was recorded, for the other Party where it was ``by_letter``."""
    done = named("recorded", action, reference=request.reference)
    if by_letter:
        done = text("recorded-by-letter", reference=request.reference)
    elif action is Action.DRAFT_REFUSAL and not await has_coordinator(turn):
        done = text("recorded-draft-refusal-alone", reference=request.reference)
    return await said_of(turn, request, done)


async def has_coordinator(turn: Turn) -> bool:
    """Whether the person's Party has a coordinator at the desk."""
    return bool(await turn.tx.of(People).team(turn.person.party, Role.COORDINATOR))


def codes(given: str | None, known: Sequence[str]) -> list[str]:
    """Read ``1,4`` or names into codes of a closed list. Raises ``NotAChoice``."""
    if given is None:
        return []
    numbered = {str(number): code for number, code in enumerate(known, 1)}
    read = [numbered.get(each, each) for each in fold_typed(given).lower().split(",") if each]
    if not set(read) <= set(known):
        raise NotAChoice
    return [code for code in known if code in read]


def choice_rows(
    turn: Turn, request: Request, *, labels: dict[str, Text], chosen: Sequence[str], go_on: str
) -> list[Row]:
    """Several of a closed list to choose: each press puts one in or takes it out."""
    line = turn.line.but(request.reference)
    known = list(labels)

    def numbers(wanted: set[str]) -> str:
        return ",".join(str(at) for at, code in enumerate(known, 1) if code in wanted) or ","

    rows: list[Row] = []
    for code, label in labels.items():
        mark = "chosen" if code in chosen else "open"
        toggled = numbers(set(chosen) ^ {code})
        rows.append((Button(text(f"choice-{mark}", label=label), str(line.then(toggled))),))
    if chosen:
        done = str(line.then(numbers(set(chosen)), go_on))
        rows.append((Button(text("button-continue"), done),))
    return [*rows, back_to(request)]


def back_to(request: Request) -> Row:
    """The way back to a case."""
    return (Button(text("button-case"), f"case {request.reference}"),)


COMMANDS = command_handlers(
    {
        "cases": cases,
        "case": case,
        "receive": receive,
        "ask": ask,
        "supply": supply,
        "assign": assign,
    }
)
