"""The values of a check are changed: ``change ID NUMBER`` asks again for an argument of its line,
``fill ID VALUE`` answers that with a button, and typed text that can be one value changes it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from handlers.input import corrections
from handlers.input.command_router import CommandContext, CommandHandler, Commands
from handlers.input.commands import Command, Placement, Reply, parse_command
from handlers.input.conversation import CONVERSATION_COMMANDS, Conversation
from handlers.input.corrections import Checked, Meaning
from handlers.input.free_text import ANSWER, CORRECT, LIST, REQUEST, SEARCH
from handlers.pending_acts.confirmation import AS_LIST, TO_END, run_again
from liaison.core.cards import Button, Card, CommandTooLong, card, text
from liaison.core.errors import UserError, WrongValue
from liaison.core.transaction import NO_CONVERSATION
from liaison.core.validation import is_bare_answer

COMMANDS = Commands()


async def change_value(context: CommandContext, typed: str, *, record: str | None) -> Reply | None:
    """Show the check with the values that a text changes, or under what is unclear; None if the
    text is about none of them, or about another ``record``.
    """
    conversation, check = context.conversation, context.conversation.stored.check
    name, others = context.command.name, {*CONVERSATION_COMMANDS, REQUEST} - {"send"}
    is_other = typed[:1] == "/" or name in others or record not in (None, check and check.about)
    is_other = is_other or context.command.check is not None  # the text was the label of a value
    if check is None or conversation.stored.state is not None or is_other:
        return None
    command, known = replace(parse_command(check.line), check=check.id), context.vocabularies
    buttons = {each: parse_command(line) for each, line in check.changes.items()}
    checked = []
    for each, button in buttons.items():
        _, present = _asking(command, button)
        read = partial(_read, context, each, command, button)
        checked.append(Checked(name=each, present=present, read=read))
    correction = await corrections.read_correction(typed, checked, known)
    means, said = correction.means, correction.values
    changed = command if means in (Meaning.CHANGE, Meaning.SAME) else None
    for each, words in said.items() if changed else ():
        changed = changed and await _with_value(context, changed, buttons[each], str(words))
    if name == "send" and changed in (None, command):
        return None
    if changed is not None:
        return await _shown(context, changed)
    if said and name == command.name and command.args[:1] == (check.about,):
        return await run_again(context, replace(context.command, args=command.args[:1]))
    is_command = context.command.args and name not in (SEARCH, CORRECT, LIST, ANSWER)
    if is_command or (means is Meaning.REMARK and name != CORRECT):
        return None
    if means is Meaning.CHANGE and len(said) == 1:
        [(each, words)] = said.items()
        asked, _ = _asking(command, buttons[each])
        await conversation.wait_for_argument(asked)
        return await _shown(context, asked.with_arguments(str(words)) if words else asked)
    example = "letter" if "letter" in buttons else ""
    wrong = text("draft-which" if means is Meaning.WHICH else "draft-press", example=example)
    wrong = wrong if buttons else WrongValue("error-not-understood").text(typed)
    return replace(await run_again(context, command, wrong), placement=Placement.AGAIN)


async def _shown(context: CommandContext, command: Command) -> Reply:
    """What a changed check shows, or the present one under the words that it is the same."""
    stored = context.conversation.stored
    is_same = stored.check is not None and command.line == stored.check.line
    is_newest = f"send {command.check}" in [each.command for each in stored.offered]
    reply = await run_again(context, command)
    if is_same:
        reply = replace(reply, card=reply.card and reply.card.below(text("error-setting-same")))
    return replace(reply, placement=Placement.START) if is_same or not is_newest else reply


async def choose_value(
    context: CommandContext,
    typed: str,
    *readings: Callable[[str, Sequence[Button]], Iterable[str]],
) -> CommandContext | None:
    """The check with the one value that a text chooses, an item of a list with the question for
    more: ``readings`` give the commands of the buttons that a text means, the surest first.
    """
    stored, offered = context.conversation.stored, list[tuple[Command, str, Sequence[Button]]]()
    is_bare, check = is_bare_answer(typed, context.vocabularies), stored.check
    if check is None or stored.state is not None or is_bare:
        return None
    command, fills = replace(parse_command(check.line), check=check.id), f"fill {check.id} "
    _, _, about, rest = corrections.corrected(typed, [*check.changes], context.vocabularies)
    if len(about) > 1:
        return None
    said = about if about and not rest else dict.fromkeys(check.changes, typed)
    for name, words in said.items():
        asked, _ = _asking(command, parse_command(check.changes[name]))
        shown, _ = await _tried(context, asked)
        buttons = [each for row in shown.rows for each in row if "=" not in each.command]
        offered.append((asked, words, [e for e in buttons if e.command.startswith(fills)]))
    for read in readings:
        found = {
            asked.with_choice(each.removeprefix(fills))
            for asked, words, buttons in offered
            for each in read(words, buttons)
        }
        if len(found) == 1:
            chosen, newest = found.pop(), [each.command for each in stored.offered]
            is_answer = f"send {check.id}" in newest and chosen.line != check.line
            return replace(context, command=chosen, is_answer=is_answer)
    return None


async def _read(
    context: CommandContext, name: str, command: Command, button: Command, words: str
) -> str | None:
    """The argument that words become without the name of its line; None if any would be one."""
    _, present = _asking(command, button)
    is_text, known = button.argument(2) == TO_END, context.vocabularies
    if is_text and not corrections.resembles(name, words, present, known):
        return None
    changed = await _with_value(context, command, button, words)
    return None if changed is None else _asking(changed, button)[1]


async def _with_value(
    context: CommandContext, command: Command, button: Command, words: str
) -> Command | None:
    """A complete command with words for one argument, or with their number for its only one; None
    if they are not accepted.
    """
    asked, present = _asking(command, button)
    if words in ("", present):
        return command if words else None
    is_text, known = button.argument(2) == TO_END, context.vocabularies
    written = [words] if is_text else ["_".join(words.split()), words]
    count = corrections.count_said(words, known, is_number=is_text)
    numbers = [e for e in re.findall("[0-9]+", present) if e != f"{context.today:%Y}"]
    is_code = present.isdigit() and not (is_text or words.isdecimal())
    if count and (is_code or not numbers):
        return None
    if count and len(numbers) == 1:
        written = [re.sub(rf"(?<![0-9]){numbers[0]}(?![0-9])", count, present)]
    kept = _others(command, button)
    for each in written:
        _, changed = await _tried(context, asked.with_arguments(each))
        if changed is not None and _others(changed, button) == kept:
            return changed
    return None


async def _tried(context: CommandContext, command: Command) -> tuple[Card, Command | None]:
    """What a command shows if it is not refused, and the complete command if that is a check."""
    tried, shown = Conversation(NO_CONVERSATION), card()
    handler = context.tx.registry.get(CommandHandler, command.name)
    with suppress(UserError, CommandTooLong):
        reply = await handler.handle(replace(context, command=command, conversation=tried))
        shown = reply.card or shown
    check = tried.stored.check
    return shown, None if check is None else parse_command(check.line)


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
