"""The parts of a text that its command did not take, quoted below the answer."""

import re
from collections.abc import Sequence
from dataclasses import replace
from string import digits

from handlers.input import said_values
from handlers.input.command_router import CommandContext, CommandHandler, Takes
from handlers.input.commands import Reply, code_in
from handlers.input.free_text import MAX_NEAR, Phrases
from handlers.input.labels import SEPARATORS, fold_label
from handlers.requests.numbers import OF_RESULTS
from liaison.core.cards import Text
from liaison.core.errors import WrongValue
from liaison.core.vocabulary import COURTESY, any_of, codes_said, signs_of, words_of

FROM_SEVERAL_PARTS = Takes.VALUES | Takes.TIME | Takes.DATE | Takes.VALUE
"""What a command takes of more than one part of a text."""
REPLIES = ("answer", "correct")
MAY_SAY_BUT = (*REPLIES, "new", "draft", "note")
"""Commands whose values may have a "but": of several persons, or a sentence that is kept."""


def with_left_over(context: CommandContext, phrases: Phrases, typed: str, shown: Reply) -> Reply:
    """A reply above the parts of a text that were not taken."""
    if shown.card is None:
        return shown
    left = _left_over(context, phrases, typed, shown.card.lines)
    quoted = tuple(WrongValue("left-over").text(part) for part in left)
    if not quoted:
        return shown
    return replace(shown, card=replace(shown.card, paragraphs=(*shown.card.paragraphs, quoted)))


def _left_over(
    context: CommandContext, phrases: Phrases, typed: str, lines: Sequence[Text]
) -> Sequence[str]:
    """The parts of a text between commas that say something else than its command, if that is
    in one of them; beside values, only what means another command and is not kept.
    """
    name, stored = context.command.name, context.conversation.stored
    handler, known = context.tx.registry.all(CommandHandler).get(name), context.vocabularies
    if typed[:1] == "/" or handler is None:
        return ()
    takes_values = context.is_answer or bool(handler.takes & FROM_SEVERAL_PARTS)
    kept = f"{stored.line} {stored.drafts} {lines}"
    today, about = context.today, code_in(context.command.line)
    but = any_of(signs_of(known, "but"))
    begins_with_but = re.compile(rf"(?<![a-z])(?:{but})(?![a-z])", re.IGNORECASE)
    split = re.split(rf"(?={begins_with_but.pattern})|{SEPARATORS.pattern}", typed, flags=re.I)
    parts = [*filter(None, map(str.strip, split[: MAX_NEAR + 1]))]
    conditions = [
        each
        for each in parts[1:]
        if begins_with_but.match(each) and each not in kept and name not in MAY_SAY_BUT
    ]
    if takes_values and stored.open_questions == 0:
        return conditions
    meant = {each: phrases.command(each, today=today, about=about) for each in parts}
    is_said = takes_values or name in [each.name for each in meant.values() if each]
    if len(parts) == 1 or not is_said:
        return ()
    ignored = words_of(word for each in known for word in each.ignored)
    left = []
    for part, command in meant.items():
        if part in conditions:
            left.append(part)
            continue
        parsed = phrases.parse(part, today=today)
        is_value = command is None and (parsed.has_values or not any(phrases.within(part)))
        is_value = is_value or said_values.is_correction(part, known) or part in kept
        named = said_values.said_in(part, [*stored.answers], known).about
        is_result = name in REPLIES and codes_said(part, OF_RESULTS, known)
        choices = codes_said(part, (code for each in known for code in each.choices), known)
        codes = [e for each in choices for e in (each.replace("_", "-"), each.split("_", 1)[-1])]
        is_shown = words_of(codes).search(kept)
        if takes_values and (is_value or is_result or is_shown or any(named.values())):
            continue
        near = [command] if command else phrases.suggestions(part, today=today, about=about)[:1]
        is_own = any(each.name in (name, COURTESY.split()[0]) for each in near)
        if not is_own and fold_label(ignored.sub("", parsed.rest)).strip(digits):
            left.append(part)
    return left
