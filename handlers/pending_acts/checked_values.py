"""The values of a check are changed: ``change ID NUMBER`` asks again for an argument of its line,
``fill ID VALUE`` answers that with a button, and typed text that can be one value changes it.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from handlers.input.command_router import CommandContext, CommandHandler, Commands
from handlers.input.commands import MAX_RECORDS, Command, Placement, Reply, parse_command
from handlers.input.conversation import CONVERSATION_COMMANDS, Conversation
from handlers.input.corrections import corrected, may_be_value
from handlers.input.free_text import CORRECT, REQUEST, SEARCH
from handlers.input.said_values import is_correction
from handlers.pending_acts.confirmation import AS_LIST, TO_END, run_again
from liaison.core.cards import CommandTooLong, Sends, text
from liaison.core.errors import UserError
from liaison.core.text_parsing import NotACount, parse_count
from liaison.core.transaction import NO_CONVERSATION

COMMANDS = Commands()


async def change_value(context: CommandContext, typed: str, *, record: str | None) -> Reply | None:
    """Show the check with the values that were typed, by their names or by what they fit; unchanged
    if not all is understood; None if nothing fits, a word for Send changes nothing, or another
    ``record`` is named.
    """
    conversation, check = context.conversation.stored, context.conversation.stored.check
    name, others = context.command.name, {*CONVERSATION_COMMANDS, REQUEST} - {"send"}
    is_other = typed[:1] == "/" or name in others or record not in (None, check and check.about)
    if check is None or conversation.state is not None or is_other:
        return None
    command = replace(parse_command(check.line), check=check.id)
    known = context.vocabularies
    buttons = {each: parse_command(line) for each, line in check.changes.items()}
    is_command = bool(context.command.args) and name not in (SEARCH, "send", CORRECT)
    new, old, about, rest = corrected(typed, [] if is_command else [*buttons], known)
    is_doubtful = Sends.BY_ITSELF in [each.sends for each in conversation.offered]
    is_denied = old is None and is_correction(typed, known)
    is_letter = name == SEARCH and (is_doubtful or is_denied) and not new.isdigit()
    found = {command} if about and not rest else set[Command]()
    for each, words in about.items():
        tried = [await _with_value(context, one, buttons[each], words, old) for one in found]
        found = {one for changed in tried for one in changed}
    fits = not about and may_be_value(typed, known, times=False)
    for each, button in buttons.items() if fits else ():
        is_named = is_letter and each == "letter" and not found
        found |= await _with_value(context, command, button, new, old, is_named=is_named)
    if name == "send" and (about or found <= {command}):
        return None
    is_newest = f"send {check.id}" in [each.command for each in conversation.offered]
    if len(found) == 1:
        is_newest = is_newest and found != {command}
        reply = await run_again(context, found.pop())
        return reply if is_newest else replace(reply, placement=Placement.START)
    for each, words in about.items() if len(about) == 1 and not rest else ():
        asked, _ = _asking(command, buttons[each])
        await context.conversation.wait_for_argument(asked)
        filled = asked.with_arguments(words) if words else asked
        reply = await run_again(context, filled)
        return reply if is_newest else replace(reply, placement=Placement.START)
    if not (about or found or name == CORRECT):
        return None
    example = "letter" if "letter" in buttons else ""
    wrong = text("draft-press", example=example) if about else text("draft-which")
    return replace(await run_again(context, command, wrong), placement=Placement.AGAIN)


async def _with_value(
    context: CommandContext,
    command: Command,
    button: Command,
    new: str,
    old: str | None,
    *,
    is_named: bool = True,
) -> set[Command]:
    """What a check can become with a ``new`` value for an ``old`` one, or its only number."""
    asked, present = _asking(command, button)
    numbers, to_end = re.findall("[0-9]+", present), button.argument(2) == TO_END
    is_free = to_end or (new.isdigit() and not present[-1:].isdigit())
    said = [each.choices.items() for each in context.vocabularies]
    codes = {code for of in said for code, names in of if new.casefold() in names}
    written = {new} if to_end else {new, "_".join(new.split()), *codes}
    tried = [written if is_named or not is_free else set()]
    is_number = to_end or old is not None or new.isdigit()
    if old is None and len(numbers) == 1:
        with suppress(NotACount):
            new, old = str(parse_count(new, 0, MAX_RECORDS, context.vocabularies)), numbers[0]
    if old is not None:
        replaced = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, present)
        tried = [set() if is_number else written, {replaced}] if replaced != present else tried
    kept = _others(command, button)
    for values in tried:
        changed = [await _tried(context, asked.with_arguments(each)) for each in values]
        if found := {each for each in changed if each and _others(each, button) == kept}:
            return found
    return set()


async def _tried(context: CommandContext, command: Command) -> Command | None:
    """The complete command that would be checked; None if it cannot be sent so."""
    tried = Conversation(NO_CONVERSATION)
    handler = context.tx.registry.get(CommandHandler, command.name)
    with suppress(UserError, CommandTooLong):
        complete = parse_command(command.line)
        await handler.handle(replace(context, command=complete, conversation=tried))
    check = tried.stored.check
    return None if check is None else parse_command(check.line)


def _others(command: Command, change: Command) -> Sequence[str]:
    """The arguments of a command but those that a button changes."""
    at = int(change.args[1])
    return command.args[:at] + (() if change.argument(2) == TO_END else command.args[at + 1 :])


def _asking(command: Command, change: Command) -> tuple[Command, str]:
    """What was checked with a hole for the argument that a button changes, and the value there."""
    at, how = int(change.args[1]), change.argument(2)
    if how == TO_END:
        present = command.text_from(at) or ""
        return replace(command, args=command.args[:at]).asking(at), present
    present = command.args[at]
    is_list = how == AS_LIST
    return command.asking_more(at, present) if is_list else command.asking(at), present


@COMMANDS.handle("change")
async def change(context: CommandContext) -> Reply:
    """Ask again for one argument of what was checked, the others are kept; or show it again."""
    check = context.conversation.stored.check
    if check is None or check.id != context.command.argument(0):
        raise UserError("error-draft-expired")
    command = replace(parse_command(check.line), check=check.id)
    if context.command.line not in check.changes.values():
        return await run_again(context, command)
    asked, _ = _asking(command, context.command)
    await context.conversation.wait_for_argument(asked)
    return await run_again(context, asked)


@COMMANDS.handle("fill")
async def fill(context: CommandContext) -> Reply:
    """Answer the question for one argument of what was checked."""
    asked = context.conversation.awaited_command
    if asked is None or asked.check != context.command.argument(0):
        raise UserError("error-draft-expired")
    return await run_again(context, asked.with_choice(context.command.text_from(1) or ""))
