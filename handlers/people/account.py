"""The own account: the e-mail address, a lost phone, absences, and the PIN.

``email`` shows the address, which is confirmed by a code that is sent to it. ``lost`` suspends the
own account at once; ``lost WORDS`` that of whose words they are, ``lostword`` sets them.
``away FIRST LAST NUMBER`` records an absence with a deputy; missing arguments are asked for one by
one. ``pin`` shows whether there is a PIN, ``pin new`` sets it, ``pin duress`` the one for duress,
``pin off`` removes both.

``pin for COMMAND`` waits for the PIN and then runs that command, so that handlers do not deal with
PINs. Typed digits are deleted from the chat, right or wrong.
"""

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

from handlers.input.colleagues_said import people_said
from handlers.input.command_router import (
    CANCEL,
    CommandCheck,
    CommandContext,
    Commands,
    Takes,
    is_registered,
    run_command,
)
from handlers.input.commands import MISSING_ARGUMENT, Command, Reply, parse_command, person_rows
from handlers.input.conversation import Conversation
from handlers.input.date_control import SEASON
from handlers.input.date_extraction import day_until, days_said
from handlers.input.labels import after_no
from handlers.input.said_values import without_days
from handlers.input.targets import colleague
from handlers.settings import new_value
from liaison.core.absences import MAX_AHEAD, Absence, check_days
from liaison.core.cards import MENU, Button, Text, card, text
from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.form import Days, NotAChoice
from liaison.core.people import NEEDS_PIN, WITHOUT_PIN, Person, matches
from liaison.core.text_parsing import fold_typed
from liaison.core.transaction import People, Tx
from liaison.core.validation import NotAPin
from liaison.core.vocabulary import codes_said, phrases_for, words_of
from liaison.notifications import email_service
from liaison.notifications.email import WrongCode, fold_mail_code
from liaison.notifications.recipients import current_absence
from liaison.people import pin_service
from liaison.people import service as people_service
from liaison.people.pins import PIN_PROMPT_EXPIRES, WrongPin, hash_pin, is_pin_hash, is_waiting

REMOVE = "-"
_CODE, _HASH = re.compile(r"[0-9]+"), re.compile("[0-9a-f]{64}")

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
        return await lost_by_words(context.tx, context.person.address, words)
    if context.command.raw:
        at_once = (Button(text("button-sure", action="suspend"), "lost"),)
        people = (Button(text("command-people"), "people"),)
        return context.ask(card(text("lost-how"), rows=[at_once, people, MENU]))
    await people_service.suspend_self(context.tx, context.person)
    return Reply()


async def lost_by_words(tx: Tx, address: Address, words: str) -> Reply:
    """Suspend whose words these are; the answer is the same for wrong ones."""
    rejected = await people_service.suspend_by_words(tx, address, words)
    shown = text("lost-received") if rejected is None else rejected.text()
    return Reply(card=card(shown), remove=True)


@COMMANDS.handle("lostword")
async def lostword(context: CommandContext) -> Reply:
    """Set the words, which are asked for twice: a refusal such as "not now" would be words, too,
    and a mistake is noticed only when the phone is lost. Typed ones are deleted from the chat.
    """
    asked, question = context.command.replace_arguments(), text("lostword-ask")
    typed = await context.require(0, question)
    first, _, rest = typed.partition(" ")
    is_second = context.is_answer and _HASH.fullmatch(first) is not None
    typed = rest if is_second else typed
    wrong: UserError | None = None
    try:
        words_hash = context.tx.outside(people_service.hash_words, typed)
        if not is_second:
            waiting = asked.with_arguments(words_hash)
            shown = await context.ask_for_text(waiting, text("lostword-again"))
            return replace(shown, remove=True)
        if words_hash != first:
            wrong = UserError("error-lost-words-differ")
        else:
            await people_service.set_lost_words(context.tx, context.person, typed)
    except UserError as error:
        wrong = error
    if wrong is not None:
        again = await context.ask_for_text(asked, question, above=[wrong.text()])
        return replace(again, remove=True)
    done = card(text("recorded-lostword"), rows=[MENU])
    return replace(context.finish(done), remove=True)


END, ASKED = "end", "?"
"""The last word of ``away`` while its days and deputy were not shown yet is ``ASKED``."""
ENDING = (Button(text("button-away-end"), f"away {END}"),)
SIX_DAYS = timedelta(days=6)
"""From the first to the last day of a week."""


@COMMANDS.handle("away", takes=Takes.DAY | Takes.VALUES)
async def away(context: CommandContext) -> Reply:
    """Show the absence, end it, or record one: ``away``, ``away end``, ``away FIRST LAST N``."""
    if context.command.argument(0) == END:
        await people_service.end_absence(context.tx, context.person)
        return context.confirm(text("away-ended"))
    await _reject_of_another(context)
    raw = context.command.raw
    if not context.is_answer and after_no(raw, context.vocabularies) != raw:  # which day is asked
        return await _record(replace(context, command=Command(name="away")))
    if not context.command.args:
        present = await current_absence(context.tx, context.person)
        if present is not None:
            shown = await _absence_text(context, "away-shown", present)
            return context.finish(card(shown, rows=[ENDING, MENU]))
    return await _record(context)


async def _reject_of_another(context: CommandContext) -> None:
    """Raise ``UserError`` for a sentence that begins with the name of a colleague who is away."""
    known = context.vocabularies
    raw = fold_typed(without_days(context.command.raw, known)).strip(" ,，")
    for each in await context.tx.of(People).listed(context.person.party):
        name = words_of([each.bare_name]).match(raw)
        rest = "" if name is None or each.id == context.person.id else raw[name.end() :]
        is_away = words_of(phrases_for("away", known)).search(rest)
        if is_away and not codes_said(rest, ["standing_in"], known):
            raise UserError("error-away-of-another", name=each.name)


async def _record(context: CommandContext) -> Reply:
    if not await people_service.colleagues(context.tx, context.person):
        raise UserError("error-no-deputy")
    today = context.today
    vocabularies = context.vocabularies
    days = Days(today=today, first=today, last=today + MAX_AHEAD)
    words, raw = [*context.command.args], context.command.raw
    answer = " ".join(words[2:]) if context.is_answer else ""
    said = days_said(answer or raw, vocabularies, today=today, near=today + SEASON)
    if answer and not said and (until := day_until(answer, days, vocabularies)) is not None:
        words = [words[0], until.isoformat()]
    words = [each.isoformat() for each in said] or words
    if not words:
        return await context.ask_for_day(context.command, text("away-first"), days)
    first = days.read(words[0], vocabularies, near=today + SEASON)
    if len(words) == 1:
        check_days(first, max(first, today), today=today)
        week = [first, first + SIX_DAYS]
        days = replace(days, first=first, likely=week, around=first)
        named = await _deputy_said(context)
        rest = [] if named is None else [MISSING_ARGUMENT, str(named.number), ASKED]
        command = context.command.replace_arguments(first.isoformat(), *rest)
        return await context.ask_for_day(command, text("away-last"), days)
    last = replace(days, first=first).read(words[1], vocabularies, near=first + SEASON)
    check_days(first, last, today=today)
    is_asked, given = words[-1] == ASKED, " ".join(words[2:]).removesuffix(f" {ASKED}")
    deputy = await colleague(context.tx, context.person, given)
    if len(words) == 2 or is_asked:  # what was understood is shown before it is recorded
        deputy = deputy or await _deputy_said(context)
        command = context.command.replace_arguments(first.isoformat(), last.isoformat())
        people = await people_service.colleagues(context.tx, context.person)
        rows = person_rows(command, people if deputy is None else [deputy])
        question = text("away-deputy", first=first, last=last)
        return await context.ask_for_text(command, question, *rows)
    recorded = await people_service.record_absence(
        context.tx, context.person, deputy, first=first, last=last
    )
    done = await _absence_text(context, "away-recorded", recorded)
    return context.confirm(done, card(rows=[ENDING, MENU]))


async def _deputy_said(context: CommandContext) -> Person | None:
    colleagues = await people_service.colleagues(context.tx, context.person)
    found = people_said(context.command.raw, colleagues)
    return found[0] if len(found) == 1 else None


async def _absence_text(context: CommandContext, key: str, recorded: Absence) -> Text:
    deputy = await context.tx.of(People).get(recorded.deputy)
    name = "" if deputy is None else deputy.name
    return text(key, first=recorded.first, last=recorded.last, name=name)


NEW, DURESS, OFF, FOR = "new", "duress", "off", "for"
SAID = "\ue001"
"""Separates a command that waits for the PIN from the sentence that meant it."""


@COMMANDS.handle("pin")
async def pin(context: CommandContext) -> Reply:
    """Show, set or remove the own PIN, or take it before the command that waits for it."""
    what = context.command.argument(0)
    if what == FOR:
        return await _run_after_pin(context)
    if what in (NEW, DURESS):
        return await _new_pin(context, what)
    if what == OFF:
        await pin_service.forget_pin(context.tx, context.person)
        shown = await pin_service.pin_card(context.tx, context.person, "recorded-pin-off")
        return context.finish(shown)
    if what is not None:
        raise NotAChoice
    return context.finish(await pin_service.pin_card(context.tx, context.person))


async def _run_after_pin(context: CommandContext) -> Reply:
    """Verify the PIN and run the waiting command. Raises ``NotAChoice`` if it would wait, too."""
    _, *waiting = context.command.args
    typed = waiting.pop() if context.is_answer else None
    line, _, said = " ".join(waiting).partition(SAID)
    command = replace(parse_command(line), version=context.command.version)
    command = replace(command, raw=said or command.raw)
    after = replace(context, command=command)
    if (command.name == "pin" and command.argument(0) == FOR) or not is_registered(after):
        raise NotAChoice
    if typed is None:
        return await run_command(after)
    return replace(await _verify_pin(context, command, typed), remove=True)


async def _verify_pin(context: CommandContext, command: Command, typed: str) -> Reply:
    rejected: UserError | None = UserError("error-pin-too-late")
    if is_waiting(context.conversation.stored.until, context.tx.now):
        try:
            rejected = await pin_service.verify_pin(context.tx, context.person, typed, context.door)
        except NotAPin as error:
            return await _ask_for_pin(context, command, error.text())
    if isinstance(rejected, WrongPin):
        return await _ask_for_pin(context, command, rejected.text())
    await context.conversation.stop_waiting()
    if rejected is not None:
        return context.finish(card(rejected.text(), rows=[MENU]))
    entered_by = await context.tx.of(People).get(context.person.id) or context.person
    after = replace(context, person=entered_by, command=command)
    try:
        return await run_command(after)
    except UserError as error:
        error.nevertheless = partial(_keep_answer, person=entered_by, door=context.door)
        raise


async def _keep_answer(tx: Tx, person: Person, door: Address | None) -> None:
    """Save that the PIN was entered, although the step after it was refused."""
    await pin_service.keep_attempt(tx, person, door)
    await (await Conversation.load(tx, person.address)).stop_waiting()


async def _new_pin(context: CommandContext, what: str) -> Reply:
    """Set a PIN: six digits, then the same again; its hash waits in between. An invalid PIN is not
    raised, because the digits must be deleted from the chat.
    """
    await pin_service.check_confirmed(context.tx, context.person)
    command = context.command.replace_arguments(what)
    first, again = context.command.argument(1), context.command.text_from(2)
    if first is None:
        return await _ask_digits(context, command, text("pin-which", pin=what))
    try:
        if again is None or not is_pin_hash(first):
            pin_hash = context.tx.outside(hash_pin, first, context.tx.random)
            return await _ask_digits(context, command.with_arguments(pin_hash), text("pin-again"))
        done = await pin_service.set_pin(
            context.tx, context.person, first, again, duress=what == DURESS, door=context.door
        )
    except NotAPin as error:
        return await _ask_digits(context, command, error.text(), text("pin-which", pin=what))
    recorded = ("recorded-pin",) if done.waits_since is None else ()
    shown = await pin_service.pin_card(context.tx, context.person, *recorded)
    return replace(context.finish(shown), remove=True)


async def _ask_digits(context: CommandContext, command: Command, *banners: Text) -> Reply:
    await context.conversation.wait_for_argument(command, is_pin=True)
    again = len(banners) > 1
    return replace(context.ask(card(*banners, rows=[CANCEL]), repeated=again), remove=True)


async def _ask_for_pin(context: CommandContext, command: Command, *banners: Text) -> Reply:
    """Ask for the PIN before a command; the command waits for a short time. The question names the
    command, so that no one enters the PIN for another person's command. ``banners``: why it is
    asked again. The arguments of ``/pin`` are not stored.
    """
    kept = replace(command, args=command.args[:1], raw="") if command.name == "pin" else command
    said = () if kept.raw.split() == [*kept.args] else (SAID, *kept.raw.split())
    waiting = Command(name="pin", args=(FOR, *str(kept).split(), *said))
    until = context.tx.now + PIN_PROMPT_EXPIRES
    await context.conversation.wait_for_argument(waiting, until=until, is_pin=True)
    seen = [each.replace(MISSING_ARGUMENT, "…") for each in kept.args]
    if not said:  # the words of a command line mean nothing to its reader
        seen = [each for each in seen if any(map(str.isdigit, each))]
    before = await new_value(context, kept) or await pin_service.protected_step(
        context.tx, context.person, kept.name, seen
    )
    shown = card(banners, text("pin-ask", step=before), rows=[CANCEL])
    return context.ask(shown, repeated=bool(banners))


async def _check_pin(context: CommandContext, command: Command) -> Reply | None:
    """Ask for the PIN before a command that needs it, or say that the person must set one first."""
    line = (command.name, command.argument(0), command.argument(1))
    if not matches(NEEDS_PIN, *line):
        return None
    is_free = matches(WITHOUT_PIN, *line)
    missing = None if is_free else await pin_service.missing_pin(context.tx, context.person)
    if missing is not None:
        return context.finish(missing)
    if await pin_service.needs_pin(context.tx, context.person, context.door):
        return await _ask_for_pin(context, context.command)
    return None


COMMANDS.append(CommandCheck("pin", _check_pin))
