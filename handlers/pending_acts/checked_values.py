"""The values of a check are changed: ``change ID NUMBER`` asks again for an argument of its line,
``change ID`` lists what can be changed, where that are more buttons than a check may have, and
``fill ID VALUE`` answers that with a button, and typed text that can be one value changes it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from handlers.input import corrections
from handlers.input.command_router import CommandContext, CommandHandler, Commands, run_command
from handlers.input.commands import Command, Placement, Reply, code_in, parse_command
from handlers.input.conversation import CONVERSATION_COMMANDS, Conversation, change_rows
from handlers.input.corrections import Checked, Correction, Meaning
from handlers.input.free_text import ANSWER, CORRECT, LIST, REQUEST, SEARCH, Phrases
from handlers.pending_acts.confirmation import AS_LIST, TO_END, run_again
from handlers.pending_acts.letters import refused_letter
from liaison.core.cards import Button, Card, CommandTooLong, card, named, text
from liaison.core.errors import UserError, WrongValue
from liaison.core.form import is_choosing
from liaison.core.text_parsing import NotACount, fold_typed
from liaison.core.transaction import NO_CONVERSATION
from liaison.core.validation import is_bare_answer, is_date
from liaison.core.vocabulary import any_of, codes_said, phrases_for, signs_of, words_of

BACK, REFUSE = "back", "refuse"

COMMANDS = Commands()


async def change_value(
    context: CommandContext, phrases: Phrases, typed: str, *, record: str | None
) -> Reply | None:
    """Show the check with the values that a text changes, or under what is unclear; None if the
    text is about none of them, or about another ``record``. A check that is not shown by the newest
    card is changed by no number or day alone.
    """
    name, stored = context.command.name, context.conversation.stored
    check, known = stored.check, context.vocabularies
    is_other = record not in (None, check and check.about)
    if check is None or stored.state is not None or is_other:
        return None
    reader = _Reader(
        context=context,
        phrases=phrases,
        command=replace(parse_command(check.line), check=check.id),
        changes={each: parse_command(line) for each, line in check.changes.items()},
    )
    checked = [reader.checked(each) for each in reader.changes]
    is_labelled = any(each.after_label(typed) for each in checked)

    def said(command: str) -> bool:
        return words_of(phrases_for(command, known)).search(typed) is not None

    own, old = reader.command.name, corrections.corrected(typed, [], known)[1]
    is_number = any(map(str.isdigit, typed)) and not (is_labelled or record or old)
    if is_number and not stored.shown_check:
        return None
    is_new = name in {REQUEST, REFUSE} - {own} and said(name)
    confirms = old is None and codes_said(typed, ["confirmed"], known) != []
    if own == REFUSE and name in (SEARCH, ANSWER) and (said(ANSWER) or confirms):
        if re.match(any_of(phrases_for("cancel", known)), fold_typed(typed), re.IGNORECASE):
            await context.conversation.end_check()  # it is given up
        is_new, reply = True, Command(name=ANSWER, args=reader.command.args[:1], raw=typed)
        if name == SEARCH and not is_labelled:
            return await run_command(replace(context, command=reply))
    if name in CONVERSATION_COMMANDS - {"send"} or (is_new and not is_labelled):
        return None
    if not is_bare_answer(typed, known) and (chosen := await reader.chosen(typed)) is not None:
        return await _shown(context, chosen)
    correction = await corrections.read_correction(typed, checked, known)
    return await _changed(reader, correction, typed, is_labelled=is_labelled)


async def _changed(
    reader: "_Reader", correction: Correction, typed: str, *, is_labelled: bool
) -> Reply | None:
    """The check with what a text corrects, which may begin with the label of a line; see above."""
    context, command, changes = reader.context, reader.command, reader.changes
    means, said, name = correction.means, correction.values, context.command.name
    letter = str(said.get("letter", "")) if means is Meaning.CHANGE else ""
    if letter and (wrong := await refused_letter(context, letter)):
        return replace(await run_again(context, command, wrong), placement=Placement.AGAIN)
    changed = command if means in (Meaning.CHANGE, Meaning.SAME) else None
    for each, words in said.items() if changed else ():
        changed = changed and await reader.with_value(changed, changes[each], str(words))
    if name == "send" and changed in (None, command):
        return None
    if changed is not None:
        return await _shown(context, changed)
    is_one = means is Meaning.CHANGE and len(said) == 1
    is_same = name == command.name and code_in(command.line) is not None
    if said and is_same and not is_one:
        return await run_again(context, replace(context.command, args=command.args[:1]))
    may_correct = is_labelled or (is_one and is_same) or name in (SEARCH, CORRECT, LIST, ANSWER)
    is_command = context.command.args and not may_correct
    if is_command or (means is Meaning.REMARK and name not in (CORRECT, REQUEST)):
        return None
    if is_one:
        [(each, given)] = said.items()
        asked, words = _asking(command, changes[each], adds=False)[0], str(given)
        await context.conversation.wait_for_argument(asked)
        filled = asked.with_arguments(await reader.choice(asked, words, partly=True) or words)
        return await _shown(context, filled if words else asked)
    example = "letter" if "letter" in changes else ""
    wrong = text("draft-which" if means is Meaning.WHICH else "draft-press", example=example)
    wrong = wrong if changes else WrongValue("error-not-understood").text(typed)
    counts = [each for each in reader.refused if isinstance(each, NotACount)]
    _, old, *_ = corrections.corrected(typed, [], context.vocabularies)
    wrong = counts[0].text(typed) if counts and old is None else wrong
    return replace(await run_again(context, command, wrong), placement=Placement.AGAIN)


async def _shown(context: CommandContext, command: Command) -> Reply:
    """What a changed check shows, or the present one under the words that it is the same."""
    stored = context.conversation.stored
    is_same = stored.check is not None and command.line == stored.check.line
    is_newest = any(command.check in each.command.split() for each in stored.offered)
    reply = await run_again(context, command)
    if is_same:
        reply = replace(reply, card=reply.card and reply.card.below(text("error-setting-same")))
    return replace(reply, placement=Placement.START) if is_same or not is_newest else reply


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads words as values of a command, by its ``changes``; ``refused`` is why they are none."""

    context: CommandContext
    phrases: Phrases
    command: Command
    changes: Mapping[str, Command]
    refused: list[UserError | CommandTooLong] = field(default_factory=list)

    def checked(self, name: str) -> Checked:
        """One value of the command."""
        _, present = _asking(self.command, self.changes[name])
        labels = [*self.phrases.labels_of(named("field", name))]
        read = partial(self.read, name, present)
        return Checked(name=name, present=present, read=read, labels=labels)

    async def chosen(self, typed: str) -> Command | None:
        """The command with the one value whose label a text is, or more items of a list; one that
        is chosen already stays so.
        """
        asked = [_asking(self.command, each) for each in self.changes.values()]
        choices = [(*each, await self.choice(each[0], typed)) for each in asked]
        found = [
            self.command if _is_chosen(choice, present) else each.with_choice(choice)
            for each, present, choice in choices
            if choice
        ]
        return found[0] if len(found) == 1 else None

    async def read(self, name: str, present: str, words: str) -> str | None:
        """The argument that words become without the name of its line; None if any would be one. A
        day that is not accepted stays as it is, and is asked again with the reason.
        """
        button, known = self.changes[name], self.context.vocabularies
        if button.argument(2) == TO_END and not corrections.resembles(name, words, present, known):
            return None
        changed = await self.with_value(self.command, button, words)
        are_days = all(is_date(fold_typed(each), known) for each in (words, present))
        return _asking(changed, button)[1] if changed else words if are_days else None

    async def with_value(self, command: Command, button: Command, words: str) -> Command | None:
        """A complete command with words, or their number, for one value; None if it is refused."""
        is_text, known = button.argument(2) == TO_END, self.context.vocabularies
        folded, (_, present) = fold_typed(words), _asking(command, button)
        by_number = re.match("[0-9]+=", present) is not None
        before = any_of(signs_of(known, "person_number"))
        adds = by_number and re.search(rf"(?:{before})\s*[0-9]|[0-9]\s?\u53f7|=", folded, re.I)
        asked, _ = _asking(command, button, adds=bool(adds))
        if words in ("", present):
            return command if words else None
        if by_number and not adds and folded[:1].isdecimal():
            return None  # the number of a person, or of persons
        written = [words] if is_text else ["_".join(words.split()), words]
        count = corrections.count_said(words, known, is_number=is_text)
        numbers = [e for e in re.findall("[0-9]+", present) if e != f"{self.context.today:%Y}"]
        is_code = present.isdigit() and not (is_text or words.isdecimal())
        if count and (is_code or not numbers):
            return None
        if count and len(numbers) == 1:
            written = [re.sub(rf"(?<![0-9]){numbers[0]}(?![0-9])", count, present)]
        kept, chosen = _others(command, button), await self.choice(asked, words, partly=True)
        for each in [chosen.rstrip(",")] if chosen else written:
            _, changed = await self._tried(asked.with_arguments(each))
            if changed is not None and _others(changed, button) == kept:
                return replace(changed, check=command.check)
        return None

    async def choice(self, asked: Command, words: str, *, partly: bool = False) -> str:
        """What a button chooses whose label begins with words, or has them if ``partly``; or ""."""
        shown, _ = await self._tried(asked)
        buttons = [each for row in shown.rows for each in row if "=" not in each.command]
        offered = [each for each in buttons if each.command.startswith(f"fill {asked.check} ")]
        begun = self.phrases.beginning_with(words, [("", each) for each in offered], about=None)
        found = self.phrases.by_label(words, offered, partly=partly)
        found = found or (begun[0][1].command if len(begun) == 1 else "")
        return found.removeprefix(f"fill {asked.check} ")

    async def _tried(self, command: Command) -> tuple[Card, Command | None]:
        """What a command shows if it is not refused, and the complete command of a check."""
        context, tried, shown = self.context, Conversation(NO_CONVERSATION), card()
        handler = context.tx.registry.get(CommandHandler, command.name)
        try:
            reply = await handler.handle(replace(context, command=command, conversation=tried))
            shown = reply.card or shown
        except (UserError, CommandTooLong) as error:
            self.refused.append(error)
        check = tried.stored.check
        return shown, None if check is None else parse_command(check.line)


def _is_chosen(choice: str, present: str) -> bool:
    """Whether a choice adds nothing to the items of a list, of which a press takes one out."""
    chosen, items = (sum(map(bool, each.split(","))) for each in (choice, present))
    return is_choosing(choice) and chosen <= items


def _others(command: Command, change: Command) -> Sequence[str]:
    """The arguments of a command but those that a button changes."""
    at = int(change.args[1])
    return command.args[:at] + (() if change.argument(2) == TO_END else command.args[at + 1 :])


def _asking(command: Command, change: Command, *, adds: bool = True) -> tuple[Command, str]:
    """What was checked with a hole for what a button changes or ``adds`` to, and its value."""
    at, how = int(change.args[1]), change.argument(2)
    if how == TO_END:
        present = command.text_from(at) or ""
        return replace(command, args=command.args[:at]).asking(at), present
    present = command.args[at]
    is_list = how == AS_LIST and adds
    return command.asking_more(at, present) if is_list else command.asking(at), present


@COMMANDS.handle("change")
async def change(context: CommandContext) -> Reply:
    """Ask again for one argument of what was checked, the others are kept; list them; or show it
    again.
    """
    check = context.conversation.stored.check
    if check is None or check.id != context.command.argument(0):
        raise UserError("error-draft-expired")
    command = replace(parse_command(check.line), check=check.id)
    if context.command.line not in check.changes.values():
        shown = await run_again(context, command)
        check = context.conversation.stored.check
        if len(context.command.args) > 1 or shown.card is None or check is None:
            return shown
        back = Button(text("button-back"), f"change {check.id} {BACK}")
        return replace(shown, card=replace(shown.card, rows=(*change_rows(check), (back,))))
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
