"""The own PIN: ``pin`` shows whether there is one, ``pin new`` sets it, ``pin duress`` the one for
duress, ``pin off`` removes both.

``pin for COMMAND`` waits for the PIN and then runs that command, so that handlers do not deal with
PINs. Typed digits are deleted from the chat, right or wrong.
"""

from asyncio import to_thread
from dataclasses import replace
from functools import partial

from handlers.input.command_router import (
    CANCEL,
    CommandCheck,
    CommandContext,
    Commands,
    is_registered,
    run_command,
)
from handlers.input.commands import Command, Reply, parse_command
from liaison.core.cards import MENU, Text, card, text
from liaison.core.errors import UserError
from liaison.core.form import NotAChoice
from liaison.core.people import NEEDS_PIN, WITHOUT_PIN, matches
from liaison.core.transaction import People
from liaison.core.validation import NotAPin
from liaison.people import pin_service
from liaison.people.pins import PIN_PROMPT_EXPIRES, WrongPin, hash_pin, is_pin_hash, is_waiting

NEW, DURESS, OFF, FOR = "new", "duress", "off", "for"

COMMANDS = Commands()


@COMMANDS.handle("pin")
async def pin(context: CommandContext) -> Reply:
    """Show, set or remove the own PIN, or take it before the command that waits for it."""
    what = context.command.argument(0)
    if what == FOR:
        return await _run_after_pin(context)
    if what in (NEW, DURESS):
        return await _new(context, what)
    if what == OFF:
        await pin_service.forget_pin(context.tx, context.person)
        shown = await pin_service.pin_card(context.tx, context.person, "recorded-pin-off")
        return context.finish(shown)
    if what is not None:
        raise NotAChoice
    return context.finish(await pin_service.pin_card(context.tx, context.person))


async def _run_after_pin(context: CommandContext) -> Reply:
    """Verify the PIN and run the waiting command. Raises ``NotAChoice`` for a command that would
    itself wait for another one.
    """
    _, *waiting = context.command.args
    typed = waiting.pop() if context.is_answer else None
    command = replace(parse_command(" ".join(waiting)), version=context.command.version)
    after = replace(context, command=command)
    if (command.name == "pin" and command.argument(0) == FOR) or not is_registered(after):
        raise NotAChoice
    if typed is None:
        return await run_command(after)
    return replace(await _verify(context, command, typed), remove=True)


async def _verify(context: CommandContext, command: Command, typed: str) -> Reply:
    rejected: UserError | None = UserError("error-pin-too-late")
    if is_waiting(context.conversation.stored.until, context.tx.now):
        try:
            rejected = await pin_service.verify_pin(context.tx, context.person, typed)
        except NotAPin as error:
            return await _ask_for_pin(context, command, error.text())
    if isinstance(rejected, WrongPin):
        return await _ask_for_pin(context, command, rejected.text())
    await context.conversation.stop_waiting()
    if rejected is not None:
        return context.finish(card(rejected.text(), rows=[MENU]))
    entered_by = await context.tx.of(People).get(context.person.id) or context.person
    try:
        return await run_command(replace(context, person=entered_by, command=command))
    except UserError as error:
        error.nevertheless = partial(pin_service.keep_attempt, person=entered_by)
        raise


async def _new(context: CommandContext, what: str) -> Reply:
    """Set a PIN: six digits, then the same again; its hash waits in between. An invalid PIN is not
    raised, because the digits must be deleted from the chat.
    """
    command = context.command.replace_arguments(what)
    first, again = context.command.argument(1), context.command.text_from(2)
    if first is None:
        return await _ask(context, command, text(f"pin-which-{what}"))
    try:
        if again is None or not is_pin_hash(first):
            pin_hash = await to_thread(hash_pin, first, context.tx.random)
            return await _ask(context, command.with_arguments(pin_hash), text("pin-again"))
        duress = what == DURESS
        done = await pin_service.set_pin(context.tx, context.person, first, again, duress=duress)
    except NotAPin as error:
        return await _ask(context, command, error.text(), text(f"pin-which-{what}"))
    recorded = ("recorded-pin",) if done.waits_since is None else ()
    shown = await pin_service.pin_card(context.tx, context.person, *recorded)
    return replace(context.finish(shown), remove=True)


async def _ask(context: CommandContext, command: Command, *banners: Text) -> Reply:
    """Ask for digits; those typed before are deleted."""
    await context.conversation.wait_for_argument(command)
    again = len(banners) > 1
    return replace(context.ask(card(*banners, rows=[CANCEL]), repeated=again), remove=True)


async def _ask_for_pin(context: CommandContext, command: Command, *banners: Text) -> Reply:
    """Ask for the PIN before a command; the command waits for a short time. The question names the
    command, so that no one enters the PIN for another person's command. ``banners``: why it is
    asked again. The arguments of ``/pin`` are not stored.
    """
    kept = replace(command, args=command.args[:1]) if command.name == "pin" else command
    waiting = Command(name="pin", args=("for", *str(kept).split()))
    await context.conversation.wait_for_argument(waiting, until=context.tx.now + PIN_PROMPT_EXPIRES)
    before = await pin_service.protected_step(context.tx, context.person, kept.name, kept.args)
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
    if await pin_service.needs_pin(context.tx, context.person):
        return await _ask_for_pin(context, context.command)
    return None


COMMANDS.append(CommandCheck("pin", _check_pin))
