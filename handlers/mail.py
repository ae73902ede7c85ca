"""The own e-mail address: shown, set with a code that is sent there, and removed."""

import re

from handlers.replies import Reply
from handlers.turns import MENU, Lines, Turn
from liaison.domain.cards import Button, Row, card, text
from liaison.domain.digits import fold_typed
from liaison.domain.mail import NoMail, WrongCode, fold_code
from liaison.usecases import mail as usecase

REMOVE = "-"
_CODE = re.compile(r"[0-9]+")


def lines() -> Lines:
    """The lines of this column."""
    return Lines({"email": email})


async def email(turn: Turn) -> Reply:
    """Show the address and ask for another one, take an address or its code, or remove it."""
    typed = turn.line.rest(0)
    if typed is None:
        return await _show(turn)
    if fold_typed(typed) == REMOVE:
        await usecase.forget(turn.tx, turn.person)
        await turn.talk.leave()
        removed = text("mail-removed")
        return turn.done(card(removed, rows=[MENU]), toast=removed)
    if _CODE.fullmatch(fold_code(typed)):
        return await _confirm(turn, typed)
    address = await usecase.ask_code(turn.tx, turn.person, typed)
    asked = text("mail-code-asked", address=address, minutes=usecase.CODE_MINUTES)
    return await turn.ask_for_words(turn.line.but(), asked)


async def _show(turn: Turn) -> Reply:
    if not turn.tx.mails:
        raise NoMail
    address = turn.person.email
    if address is None:
        return await turn.ask_for_words(turn.line, text("mail-ask"))
    remove: Row = (Button(text("button-mail-remove"), f"email {REMOVE}"),)
    return await turn.ask_for_words(turn.line, text("mail-present", address=address), remove)


async def _confirm(turn: Turn, typed: str) -> Reply:
    done = await usecase.confirm(turn.tx, turn.person, typed)
    if isinstance(done.refused, WrongCode):
        return await turn.ask_for_words(turn.line.but(), done.refused.text())
    await turn.talk.leave()
    if done.refused is not None:
        again: Row = (Button(text("button-mail-again"), "email"),)
        return turn.done(card(done.refused.text(), rows=[again, MENU]))
    return turn.done(card(text("mail-confirmed", address=done.address or ""), rows=[MENU]))
