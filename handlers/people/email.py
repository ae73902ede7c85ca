"""The own e-mail address: shown, confirmed by a code that is sent to it, and removed."""

import re

from handlers.input.command_router import CommandContext, Commands
from handlers.input.replies import Reply
from liaison.core.cards import MENU, Button, card, text
from liaison.core.errors import UserError
from liaison.core.text_parsing import fold_typed
from liaison.notifications import email_service
from liaison.notifications.email import WrongCode, fold_mail_code

REMOVE = "-"
_CODE = re.compile(r"[0-9]+")

COMMANDS = Commands()


@COMMANDS.handle("email")
async def email(context: CommandContext) -> Reply:
    """Show the address and ask for another one, take an address or its code, or remove it."""
    typed = context.command.text_from(0)
    if typed is None:
        return await _show(context)
    if fold_typed(typed) == REMOVE:
        await email_service.forget_address(context.tx, context.person)
        return context.confirm(text("mail-removed"))
    if _CODE.fullmatch(fold_mail_code(typed)):
        return await _confirm(context, typed)
    address = await email_service.ask_code(context.tx, context.person, typed)
    asked = text("mail-code-asked", address=address, minutes=email_service.CODE_MINUTES)
    return await context.ask_for_text(context.command.replace_arguments(), asked)


async def _show(context: CommandContext) -> Reply:
    if not context.tx.can_send_mail:
        raise UserError("error-no-mail")
    address = context.person.email
    if address is None:
        return await context.ask_for_text(context.command, text("mail-ask"))
    remove = (Button(text("button-mail-remove"), f"email {REMOVE}"),)
    present = text("mail-present", address=address)
    return await context.ask_for_text(context.command, present, remove)


async def _confirm(context: CommandContext, typed: str) -> Reply:
    done = await email_service.confirm_address(context.tx, context.person, typed)
    if isinstance(done, WrongCode):
        return await context.ask_for_text(context.command.replace_arguments(), done.text())
    if isinstance(done, UserError):
        again = (Button(text("button-mail-again"), "email"),)
        return context.finish(card(done.text(), rows=[again, MENU]))
    return context.finish(card(text("mail-confirmed", address=done), rows=[MENU]))
