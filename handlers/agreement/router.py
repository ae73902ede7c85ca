"""The Agreement and its own clocks: ``agreement`` shows them.

``amend DATE REFERENCE`` proposes an amendment by its text. ``terminate PARTY DATE REFERENCE``
records the letter by which a Party ends the Agreement and the day on which the other one received
it, ``terminate withdraw DATE REFERENCE`` the letter that takes it back. What the line lacks is
asked for, one thing after the other; then it is shown, and ``ok`` at the end records it.
``terminate strike ok`` strikes an entry of the own Party that the other has not acknowledged.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.input.command_router import CANCEL, Turn, command_handlers, day_row
from handlers.input.commands import Line
from handlers.input.replies import Reply
from liaison.agreement import amendment_service, termination_correction, termination_service
from liaison.agreement.terminations import check_receipt, check_withdrawal_day
from liaison.agreement.views import agreement_card
from liaison.core.agreement import party_name
from liaison.core.cards import Button, Row, Text, Value, card, text
from liaison.core.errors import Refusal
from liaison.core.text_parsing import NotADate, fold_typed, parse_date
from liaison.core.transaction import today_of
from liaison.core.validation import check_text_day, parse_letter, parse_text_reference
from liaison.core.working_time import DAY

SURE, WITHDRAW = "ok", "withdraw"


async def agreement(turn: Turn) -> Reply:
    """Show the Agreement: its clauses, its Parties, its own clocks."""
    return turn.done(await agreement_card(turn.tx, turn.person))


async def show_again(turn: Turn, refusal: Refusal) -> Reply:
    """The Agreement as it stands, under the sentence that says why nothing changed."""
    return await _shown(turn, refusal.text())


async def amend(turn: Turn) -> Reply:
    """Propose an amendment: ``amend DATE REFERENCE``."""
    await amendment_service.check_not_ended(turn.tx)
    today = today_of(turn.tx, turn.person.party)
    if not turn.line.args:
        return await _ask_day(turn, turn.line, text("amend-which-day"), today)
    day, reference = day_and_words(turn.line.args, today)
    check_text_day(day, today)
    if reference is None:
        line = turn.line.but(day.isoformat())
        return await turn.ask_for_words(line, text("amend-which-text", day=day))
    key = await amendment_service.propose(
        turn.tx, turn.person, reference=parse_text_reference(reference), day=day
    )
    return await _shown(turn, text("recorded-amendment", code=key.code))


async def terminate(turn: Turn) -> Reply:
    """Record a notice of termination, that it is taken back, or that an entry was a mistake."""
    match turn.line.argument(0):
        case "withdraw":
            return await _withdraw(turn)
        case "strike":
            return await _strike(turn)
        case "ok":
            return await _as_shown(turn)
    await termination_service.check_new(turn.tx, turn.person)
    if not turn.line.args:
        return _ask_party(turn)
    party = turn.tx.agreement.party(turn.line.args[0].upper()).code
    today = today_of(turn.tx, turn.tx.agreement.other(party).code)
    if len(turn.line.args) == 1:
        question = text("terminate-which-day", party=party_name(party))
        return await _ask_day(turn, turn.line, question, today)
    words, sure = _without_sure(turn.line.args[1:])
    day, letter = day_and_words(words, today)
    check_receipt(day, party, turn.tx.agreement, turn.tx.now)
    facts: dict[str, Value] = {"party": party_name(party), "received": day}
    facts["last"] = day + turn.tx.agreement.termination_days * DAY
    line = turn.line.but(party, day.isoformat())
    if letter is None:
        return await turn.ask_for_words(line, text("terminate-which-letter", **facts))
    known = parse_letter(letter)
    if not sure:
        return await _preview(turn, line, known, text("terminate-sure", letter=known, **facts))
    await termination_service.record(turn.tx, turn.person, party, received_on=day, letter=known)
    return await _shown(turn, text("recorded-termination", party=party_name(party)))


async def _withdraw(turn: Turn) -> Reply:
    running = await termination_service.check_withdrawal(turn.tx, turn.person)
    today = today_of(turn.tx, turn.tx.agreement.other(running.party).code)
    words, sure = _without_sure(turn.line.args[1:])
    if not words:
        return await _ask_day(turn, turn.line, text("withdrawal-which-day"), today)
    day, letter = day_and_words(words, today)
    check_withdrawal_day(running, day, turn.tx.agreement, turn.tx.now)
    line = turn.line.but(WITHDRAW, day.isoformat())
    if letter is None:
        return await turn.ask_for_words(line, text("withdrawal-which-letter", day=day))
    known = parse_letter(letter)
    if not sure:
        question = text("withdrawal-sure", day=day, letter=known)
        return await _preview(turn, line, known, question)
    await termination_service.withdraw(turn.tx, turn.person, running, day=day, letter=known)
    return await _shown(turn, text("recorded-termination-withdrawn"))


async def _strike(turn: Turn) -> Reply:
    struck = await termination_correction.check(turn.tx, turn.person)
    if turn.line.argument(1) != SURE:
        entry = "given" if struck.withdrawal is None else "withdrawn"
        question = text("strike-sure", entry=entry, party=party_name(struck.party))
        sure = (Button(text("button-strike-sure"), f"terminate strike {SURE}"),)
        cancel = (Button(text("button-cancel"), "agreement"),)
        return turn.asking(card(question, rows=[sure, cancel]))
    await termination_service.strike(turn.tx, turn.person, struck)
    return await _shown(turn, text("recorded-termination-struck"))


async def _preview(turn: Turn, line: Line, letter: str, question: Text) -> Reply:
    """Show what would be recorded; a button, or ``ok``, records it.

    A letter may be longer than a button can carry: it waits in the conversation.
    """
    sure = (Button(text("button-record-sure"), " ".join(("terminate", SURE, *line.args))),)
    return await turn.ask_for_words(line.then(*letter.split()), question, sure)


async def _as_shown(turn: Turn) -> Reply:
    """Record what was shown last, where the button is that of what was shown."""
    shown, wanted = turn.awaited, turn.line.args[1:]
    if shown is None or shown.name != turn.line.name or shown.args[:2] != wanted:
        return turn.done(await agreement_card(turn.tx, turn.person))
    return await terminate(replace(turn, line=shown.then(SURE)))


def _without_sure(words: Sequence[str]) -> tuple[Sequence[str], bool]:
    """The words without the last one where that says that it is meant."""
    sure = bool(words) and fold_typed(words[-1]).lower() == SURE
    return (words[:-1] if sure else words), sure


def _ask_party(turn: Turn) -> Reply:
    rows: list[Row] = [
        (Button(party_name(each.code), str(turn.line.then(each.code))),)
        for each in turn.tx.agreement.parties
    ]
    return turn.asking(card(text("terminate-which-party"), rows=[*rows, CANCEL]))


async def _ask_day(turn: Turn, line: Line, question: Text, today: date) -> Reply:
    return await turn.ask_for_words(line, question, day_row(line, [today]))


def day_and_words(words: Sequence[str], today: date) -> tuple[date, str | None]:
    """A day, in whatever way it is written, and the words after it. Raises ``NotADate``."""
    for end in range(len(words), 0, -1):
        try:
            return parse_date(" ".join(words[:end]), today), " ".join(words[end:]) or None
        except NotADate:
            continue
    raise NotADate


async def _shown(turn: Turn, said: Text) -> Reply:
    await turn.talk.leave()
    return turn.done(await agreement_card(turn.tx, turn.person, [said]), toast=said)


COMMANDS = command_handlers(
    {"agreement": agreement, "amend": amend, "terminate": terminate}, on_conflict=show_again
)
