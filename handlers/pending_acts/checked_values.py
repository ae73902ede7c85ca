"""The values of a check are changed: ``change ID NUMBER`` asks again for an argument of its line,
``fill ID VALUE`` answers that with a button, and typed text that can be one value changes it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from handlers.input.command_router import CommandContext, CommandHandler, Commands
from handlers.input.commands import MAX_RECORDS, Command, Placement, Reply, parse_command
from handlers.input.conversation import CONVERSATION_COMMANDS, Conversation
from handlers.input.corrections import corrected, may_be_value
from handlers.input.free_text import CORRECT, REQUEST, SEARCH
from handlers.input.said_values import denies_value, is_correction, value_words, without_persons
from handlers.pending_acts.confirmation import AS_LIST, TO_END, run_again
from liaison.core.cards import Button, Card, CommandTooLong, Sends, card, text
from liaison.core.errors import UserError, WrongValue
from liaison.core.text_parsing import NotACount, ascii_digits, fold_typed, parse_count
from liaison.core.transaction import NO_CONVERSATION
from liaison.core.validation import is_bare_answer
from liaison.core.vocabulary import any_of, phrases_for, signs_of, words_of

COMMANDS = Commands()
DATE = "letter_day"
"""The field whose names are also those of any other day."""


async def change_value(context: CommandContext, typed: str, *, record: str | None) -> Reply | None:
    """Show the check with the values that were typed, by their names or by what they fit; unchanged
    if not all is understood; None if nothing fits, a word for Send changes nothing, or another
    ``record`` is named.
    """
    conversation, check = context.conversation.stored, context.conversation.stored.check
    name, others = context.command.name, {*CONVERSATION_COMMANDS, REQUEST} - {"send"}
    is_other = typed[:1] == "/" or name in others or record not in (None, check and check.about)
    is_other = is_other or context.command.check is not None  # the text was the label of a value
    if check is None or conversation.state is not None or is_other:
        return None
    command = replace(parse_command(check.line), check=check.id)
    known = context.vocabularies
    buttons = {each: parse_command(line) for each, line in check.changes.items()}
    is_command = bool(context.command.args) and name not in (SEARCH, "send", CORRECT)
    names = [] if is_command else [*buttons, DATE]
    new, old, about, rest = corrected(typed, names, known)
    if DATE not in buttons and (day := about.pop(DATE, "")):
        new, rest = (new, f"{rest} {day}") if about else (day, rest)
    is_doubtful = Sends.BY_ITSELF in [each.sends for each in conversation.offered]
    is_denied = old is None and is_correction(typed, known)
    is_letter = name == SEARCH and (is_doubtful or is_denied) and not new.isdigit()
    found = {command} if about and not rest else set[Command]()
    for each, words in about.items():
        tried = [await _with_value(context, one, buttons[each], words, old) for one in found]
        found = {one for changed in tried for one in changed}
    values = [_asking(command, of)[1] for each, of in buttons.items() if each != "letter"]
    is_unclear = not (
        about
        or not buttons
        or any(re.match("[0-9]+=", each) for each in values)
        or words_of(value_words(known)).search(old or "")
    ) and denies_value(typed, known)
    fits = not (about or is_unclear) and may_be_value(typed, known, times=False)
    is_number, numbers = f"{old}{new}".isdecimal(), re.findall("[0-9]+", " ".join(values))
    is_counted = without_persons(typed, known) != fold_typed(typed)
    for each in buttons if fits else ():
        is_named = is_letter and each == "letter" and not found
        is_held = each == "letter" and (is_counted or ascii_digits(old or "") in numbers)
        if not (is_held or (is_counted and _is_code(command, buttons[each]))):
            found |= await _with_value(context, command, buttons[each], new, old, is_named=is_named)
    if name == "send" and (about or found <= {command}):
        return None
    following = found.pop() if len(found) == 1 else None
    begins = typed.casefold().startswith((command.name, *phrases_for(command.name, known)))
    if following is None and begins and command.args[:1] == (check.about,):  # a record by its code
        again = Command(name=command.name, args=command.args[:1], raw=typed)
        _, following = await _tried(context, again)
    if following is None and len(about) == 1 and not rest:
        [(each, words)] = about.items()
        asked, _ = _asking(command, buttons[each])
        await context.conversation.wait_for_argument(asked)
        following = asked.with_arguments(words) if words else asked
    if following is not None:
        reply = await run_again(context, following)
        is_newest = f"send {check.id}" in [each.command for each in conversation.offered]
        if following == command:
            reply = replace(reply, card=reply.card and reply.card.below(text("error-setting-same")))
        is_new = following == command or not is_newest
        return replace(reply, placement=Placement.START) if is_new else reply
    if not (about or found or is_unclear or is_number or (fits and is_counted) or name == CORRECT):
        return None
    example = "letter" if "letter" in buttons else ""
    which = text("draft-which") if found else text("draft-press", example=example)
    wrong = which if buttons else WrongValue("error-not-understood").text(typed)
    return replace(await run_again(context, command, wrong), placement=Placement.AGAIN)


def _is_code(command: Command, button: Command) -> bool:
    _, present = _asking(command, button)
    return present.isdigit() and button.argument(2) != TO_END


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
    _, _, about, rest = corrected(typed, [*check.changes], context.vocabularies)
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
    if not new:
        return set()  # what is not there says no other value
    asked, present = _asking(command, button)
    numbers, to_end = re.findall("[0-9]+", present), button.argument(2) == TO_END
    if new[-1:] in signs_of(context.vocabularies, "day"):  # it is not of the year
        numbers = [each for each in numbers if each != f"{context.today:%Y}"]
    is_free = to_end or (new.isdigit() and not present[-1:].isdigit())
    written = {new} if to_end else {new, "_".join(new.split())}
    tried = [written if is_named or not is_free else set()]
    is_number = to_end or old is not None or new.isdigit()
    if old is None and len(numbers) == 1:
        with suppress(NotACount):
            new, old = str(parse_count(new, 0, MAX_RECORDS, context.vocabularies)), numbers[0]
    if old is not None:
        alone = rf"(?<![\dA-Za-z_])(?:{any_of([old, ascii_digits(old)])})(?![\dA-Za-z_])"
        replaced = re.sub(alone, lambda _: new, present)
        if replaced != present or new == old:
            tried = [set() if is_number else written, {replaced}]
    kept = _others(command, button)
    for values in tried:
        lines = [asked.with_arguments(each).line for each in values]
        changed = [await _tried(context, parse_command(each)) for each in lines]
        if found := {each for _, each in changed if each and _others(each, button) == kept}:
            return found
    return set()


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
