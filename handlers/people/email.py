"""The own e-mail address: shown, set with a code that is sent there, and removed."""

import re

from handlers.input.command_router import Turn, command_handlers
from handlers.input.replies import Reply
from liaison.core.cards import MENU, Button, Row, card, text
from liaison.core.text_parsing import fold_typed
from liaison.notifications import email_service
from liaison.notifications.email import NoMail, WrongCode, fold_code

REMOVE = "-"
_CODE = re.compile(r"[0-9]+")


async def email(turn: Turn) -> Reply:
    """Show the address and ask for another one, take an address or its code, or remove it."""
    typed = turn.line.rest(0)
    if typed is None:
        return await _show(turn)
    if fold_typed(typed) == REMOVE:
        await email_service.forget(turn.tx, turn.person)
        await turn.talk.leave()
        removed = text("mail-removed")
        return turn.done(card(removed, rows=[MENU]), toast=removed)
    if _CODE.fullmatch(fold_code(typed)):
        return await _confirm(turn, typed)
    address = await email_service.ask_code(turn.tx, turn.person, typed)
    asked = text("mail-code-asked", address=address, minutes=email_service.CODE_MINUTES)
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
    done = await email_service.confirm(turn.tx, turn.person, typed)
    if isinstance(done.refused, WrongCode):
        return await turn.ask_for_words(turn.line.but(), done.refused.text())
    await turn.talk.leave()
    if done.refused is not None:
        again: Row = (Button(text("button-mail-again"), "email"),)
        return turn.done(card(done.refused.text(), rows=[again, MENU]))
    return turn.done(card(text("mail-confirmed", address=done.address or ""), rows=[MENU]))


COMMANDS = command_handlers({"email": email})
