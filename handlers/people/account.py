"""The own account: the e-mail address, a lost phone, and absences.

``email`` shows the address, which is confirmed by a code that is sent to it. ``lost`` suspends the
own account at once; ``lost WORDS`` that of whose words they are, ``lostword`` sets them.
``away FIRST LAST NUMBER`` records an absence with a deputy; missing arguments are asked for one by
one.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import MISSING_ARGUMENT, Reply, person_rows
from handlers.input.date_control import SEASON
from handlers.input.date_extraction import days_said
from handlers.input.said_values import people_said
from handlers.input.targets import colleague
from liaison.core.absences import MAX_AHEAD, Absence, check_days
from liaison.core.cards import MENU, Button, Text, card, text
from liaison.core.errors import UserError
from liaison.core.form import Days
from liaison.core.people import Person
from liaison.core.text_parsing import fold_typed
from liaison.core.transaction import People, Tx
from liaison.notifications import email_service
from liaison.notifications.email import WrongCode, fold_mail_code
from liaison.notifications.recipients import current_absence
from liaison.people import service as people_service

REMOVE = "-"
_CODE = re.compile(r"[0-9]+")

COMMANDS = Commands()


@COMMANDS.handle("email")
async def email(context: CommandContext) -> Reply:
    """Show the address and ask for another one, take an address or its code, or remove it."""
    typed = context.command.text_from(0)
    if typed is None:
        return await _show_address(context)
    if fold_typed(typed) == REMOVE:
        await email_service.forget_address(context.tx, context.person)
        return context.confirm(text("mail-removed"))
    if _CODE.fullmatch(fold_mail_code(typed)):
        return await _confirm_address(context, typed)
    address = await email_service.ask_code(context.tx, context.person, typed)
    asked = text("mail-code-asked", address=address, minutes=email_service.CODE_MINUTES)
    return await context.ask_for_text(context.command.replace_arguments(), asked)


async def _show_address(context: CommandContext) -> Reply:
    if not context.tx.can_send_mail:
        raise UserError("error-no-mail")
    address = context.person.email
    if address is None:
        return await context.ask_for_text(context.command, text("mail-ask"))
    remove = (Button(text("button-mail-remove"), f"email {REMOVE}"),)
    present = text("mail-present", address=address)
    return await context.ask_for_text(context.command, present, remove)


async def _confirm_address(context: CommandContext, typed: str) -> Reply:
    done = await email_service.confirm_address(context.tx, context.person, typed)
    if isinstance(done, WrongCode):
        return await context.ask_for_text(context.command.replace_arguments(), done.text())
    if isinstance(done, UserError):
        again = (Button(text("button-mail-again"), "email"),)
        return context.finish(card(done.text(), rows=[again, MENU]))
    return context.finish(card(text("mail-confirmed", address=done), rows=[MENU]))


@COMMANDS.handle("lost", takes=Takes.VALUES)
async def lost(context: CommandContext) -> Reply:
    """Suspend an account, without a check; in answer to a sentence, only say how."""
    words = context.command.text_from(0)
    if words is not None:
        return await lost_by_words(context.tx, context.person.chat_id, words)
    if context.command.raw:
        at_once = (Button(text("button-sure-suspend"), "lost"),)
        return context.finish(card(text("lost-how"), rows=[at_once, MENU]))
    await people_service.suspend_self(context.tx, context.person)
    return Reply()


async def lost_by_words(tx: Tx, chat_id: int, words: str) -> Reply:
    """Suspend whose words these are; the answer is the same for wrong ones."""
    rejected = await people_service.suspend_by_words(tx, chat_id, words)
    shown = text("lost-received") if rejected is None else rejected.text()
    return Reply(card=card(shown), remove=True)


@COMMANDS.handle("lostword")
async def lostword(context: CommandContext) -> Reply:
    """Set the words. Typed ones are deleted from the chat."""
    asked, question = context.command.replace_arguments(), text("lostword-ask")
    typed = await context.require(context.command.text_from(0), asked, question)
    try:
        await people_service.set_lost_words(context.tx, context.person, typed)
    except UserError as error:
        again = await context.ask_for_text(asked, question, above=[error.text()])
        return replace(again, remove=True)
    shown = card(text("recorded-lostword"), rows=[MENU])
    return replace(context.finish(shown), remove=True)


END = "end"
ENDING = (Button(text("button-away-end"), f"away {END}"),)
WEEK = timedelta(days=6)
"""From the first to the last day of a week."""


@COMMANDS.handle("away", takes=Takes.DAY | Takes.VALUES)
async def away(context: CommandContext) -> Reply:
    """Show the absence, end it, or record one: ``away``, ``away end``, ``away FIRST LAST N``."""
    if context.command.argument(0) == END:
        await people_service.end_absence(context.tx, context.person)
        return context.confirm(text("away-ended"))
    if not context.command.args:
        present = await current_absence(context.tx, context.person)
        if present is not None:
            shown = await _absence_text(context, "away-shown", present)
            return context.finish(card(shown, rows=[ENDING, MENU]))
    return await _record(context)


async def _record(context: CommandContext) -> Reply:
    if not await people_service.colleagues(context.tx, context.person):
        raise UserError("error-no-deputy")
    today = context.today
    vocabularies = context.vocabularies
    said = days_said(context.command.raw, vocabularies, today=today, near=today + SEASON)
    words = [each.isoformat() for each in said] or [*context.command.args]
    days = Days(today=today, first=today, last=today + MAX_AHEAD)
    if not words:
        return await context.ask_for_day(context.command, text("away-first"), days)
    first = days.read(words[0], vocabularies, near=today + SEASON)
    if len(words) == 1:
        check_days(first, max(first, today), today=today)
        week = [first, first + WEEK]
        days = replace(days, first=first, likely=week, around=first)
        named = await _deputy_said(context)
        rest = [] if named is None else [MISSING_ARGUMENT, str(named.number)]
        command = context.command.replace_arguments(first.isoformat(), *rest)
        return await context.ask_for_day(command, text("away-last"), days)
    last = replace(days, first=first).read(words[1], vocabularies, near=first + SEASON)
    check_days(first, last, today=today)
    deputy = await colleague(context.tx, context.person, " ".join(words[2:]))
    deputy = deputy or await _deputy_said(context)
    if deputy is None and len(words) == 2:
        return await _ask_for_deputy(context, first, last)
    recorded = await people_service.record_absence(
        context.tx, context.person, deputy, first=first, last=last
    )
    done = await _absence_text(context, "away-recorded", recorded)
    return context.confirm(done, card(rows=[ENDING, MENU]))


async def _deputy_said(context: CommandContext) -> Person | None:
    """The only colleague whose name is in the text."""
    colleagues = await people_service.colleagues(context.tx, context.person)
    found = people_said(context.command.raw, colleagues)
    return found[0] if len(found) == 1 else None


async def _ask_for_deputy(context: CommandContext, first: date, last: date) -> Reply:
    command = context.command.replace_arguments(first.isoformat(), last.isoformat())
    rows = person_rows(command, await people_service.colleagues(context.tx, context.person))
    return await context.ask_for_text(command, text("away-deputy", first=first, last=last), *rows)


async def _absence_text(context: CommandContext, key: str, recorded: Absence) -> Text:
    deputy = await context.tx.of(People).get(recorded.deputy)
    name = "" if deputy is None else deputy.name
    return text(key, first=recorded.first, last=recorded.last, name=name)
