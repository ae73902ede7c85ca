"""The own PIN: ``pin`` shows whether there is one, ``pin new`` sets it, ``pin off`` ends it.

``pin for LINE`` waits for the PIN and then answers that line: a step before which it is asked for
is written once, and knows nothing of it. Digits that were typed are taken off the chat, right or
wrong.
"""

from dataclasses import replace

from handlers.input.command_router import CANCEL, Turn, answer, ask_for_pin, command_handlers
from handlers.input.commands import Line, parse_line
from handlers.input.replies import Reply
from liaison.core.cards import MENU, Text, card, text
from liaison.core.form import NotAChoice
from liaison.people import pin_service
from liaison.people.pins import (
    NotAPin,
    PinLocked,
    PinsDiffer,
    PinTooLate,
    WeakPin,
    WrongPin,
    is_proof,
    proof_of,
    waits,
)

NEW, OFF, FOR = "new", "off", "for"


async def pin(turn: Turn) -> Reply:
    """Show, set or end the own PIN, or take it before the command that waits for it."""
    what = turn.line.argument(0)
    if what == FOR:
        return await _before(turn)
    if what == NEW:
        return await _new(turn)
    if what == OFF:
        await pin_service.forget(turn.tx, turn.person)
        return turn.done(await pin_service.pin_card(turn.tx, turn.person, "recorded-pin-off"))
    if what is not None:
        raise NotAChoice
    return turn.done(await pin_service.pin_card(turn.tx, turn.person))


async def _before(turn: Turn) -> Reply:
    """Take the PIN, and answer the line that waited for it. Raises ``NotAChoice`` for a line that
    would itself wait for another one.
    """
    _, *waiting = turn.line.args
    typed = waiting.pop() if turn.continues else None
    line = replace(parse_line(" ".join(waiting)), seen=turn.line.seen)
    if line.name == "pin" and line.argument(0) == FOR:
        raise NotAChoice
    if typed is None:
        return await _answered(turn, line)
    return replace(await _proven(turn, line, typed), remove=True)


async def _proven(turn: Turn, line: Line, typed: str) -> Reply:
    refused: WrongPin | PinLocked | PinTooLate | None = PinTooLate()
    if waits(turn.talk.until, turn.tx.now):
        try:
            refused = await pin_service.prove(turn.tx, turn.person, typed)
        except NotAPin as refusal:
            return await ask_for_pin(turn, line, refusal.text())
    if isinstance(refused, WrongPin):
        return await ask_for_pin(turn, line, refused.text())
    await turn.talk.leave()
    if refused is not None:
        return turn.done(card(refused.text(), rows=[MENU]))
    return await _answered(turn, line)


async def _answered(turn: Turn, line: Line) -> Reply:
    said = await answer(replace(turn, line=line))
    if said is None:
        raise NotAChoice
    return said


async def _new(turn: Turn) -> Reply:
    """Set a PIN: six digits, and the same once more; between the two their proof waits. What is no
    PIN is not raised, as the digits have to leave the chat.
    """
    line = turn.line.but(NEW)
    first, again = turn.line.argument(1), turn.line.rest(2)
    if first is None:
        return await _ask(turn, line, text("pin-which"))
    try:
        if again is None or not is_proof(first):
            proof = proof_of(first, turn.tx.random)
            return await _ask(turn, line.then(proof), text("pin-again"))
        await pin_service.set_pin(turn.tx, turn.person, first, again)
    except (NotAPin, WeakPin, PinsDiffer) as refusal:
        return await _ask(turn, line, refusal.text(), text("pin-which"))
    await turn.talk.leave()
    shown = await pin_service.pin_card(turn.tx, turn.person, "recorded-pin")
    return replace(turn.done(shown), remove=True)


async def _ask(turn: Turn, line: Line, *said: Text) -> Reply:
    """Ask for digits; those that were typed before go."""
    await turn.talk.wait_for_argument(line)
    again = len(said) > 1
    return replace(turn.asking(card(*said, rows=[CANCEL]), again=again), remove=True)


COMMANDS = command_handlers({"pin": pin})
