"""The persons of a verification by their numbers in the letter: ``1=confirmed,2=not,3=unknown``."""

import re
from collections.abc import Mapping

from handlers.input.command_router import CommandContext
from handlers.input.commands import Command, Reply
from liaison.core.cards import Button, Row, in_rows, named, short, text
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import fold_typed, parse_count
from liaison.core.vocabulary import Vocabularies, words_for
from liaison.requests.model import MAX_PERSONS, Request

ANSWERS = {"confirmed": True, "not_confirmed": False, "unknown": None}
"""By their names, in the order in which presses go on to the next."""
MAX_BUTTONS = 8
IN_A_ROW = 2
_EACH = re.compile(r"[\s,\u3001;]*([0-9]+)[\s=:.\u53f7]*([^0-9,\u3001;]+)")
"""A number and what is said of it."""


def parse_numbers(given: str, vocabularies: Vocabularies) -> dict[int, bool | None]:
    """Parse what is said of each person, by the beginnings of words in any language: ``1=c,2=n`` or
    ``1 confirmed 2 not``. Raises ``NotAChoice``, also for a number that is there twice.
    """
    typed = fold_typed(given).lower().rstrip(" ,.\u3002")
    found: dict[int, bool | None] = {}
    for number, words in _EACH.findall(typed):
        at = parse_count(number, 1, MAX_PERSONS)
        said = [each for each in ANSWERS if _is_said(each, words, vocabularies)]
        if len(said) != 1 or at in found:
            raise NotAChoice
        found[at] = ANSWERS[said[0]]
    if _EACH.sub("", typed):
        raise NotAChoice
    return found


def _is_said(name: str, words: str, vocabularies: Vocabularies) -> bool:
    """Whether words begin the name of an answer, in any language."""
    typed = "".join(re.split(r"[\s_-]+", words))
    known = [name, *words_for(name, vocabularies)]
    return any(re.sub(r"[\s_]", "", each).startswith(typed) for each in known)


async def ask_count(context: CommandContext, command: Command, request: Request) -> Reply:
    """Ask how many persons are confirmed."""
    counts = range(1, min(request.details.persons, MAX_BUTTONS + 1))
    row = tuple(
        Button(text("answer", value=count), str(command.with_arguments(str(count))))
        for count in counts
    )
    question = text("answer-how-many", persons=request.details.persons)
    return await context.ask_for_text(command, question, row)


async def ask_numbers(context: CommandContext, request: Request, given: str, back: Row) -> Reply:
    """Ask for each person: a press on a number goes on to what can be said next."""
    persons = request.details.persons
    example = tuple(
        text("numbers-said", number=number, said=named("numbers-word", each))
        for number, each in enumerate([*ANSWERS][:persons], 1)
    )
    question = text("numbers-which", persons=persons, example=example)
    typed = parse_numbers(given, context.vocabularies)
    asked = context.command.asking_more(1, as_argument(typed))
    if persons > MAX_BUTTONS:
        return await context.ask_for_text(asked, question, leave=back)
    before = dict(request.numbers or {})
    said = dict.fromkeys(range(1, persons + 1)) | before | typed
    buttons = []
    for number, each in said.items():
        answers = [*ANSWERS.values()]
        following = answers[(answers.index(each) + 1) % len(answers)]
        word = short(named("numbers-word", _name(each)))
        label = text("numbers-said", number=number, said=word)
        pressed = _told(said | {number: following}, before)
        buttons.append(Button(label, str(context.command.with_argument(1, f"{pressed},"))))
    rows = in_rows(buttons, IN_A_ROW)
    if said != dict.fromkeys(said) | before:
        done = str(context.command.with_argument(1, _told(said, before)))
        rows.append((Button(text("button-continue"), done),))
    return await context.ask_for_text(asked, question, *rows, leave=back)


def _told(said: Mapping[int, bool | None], before: Mapping[int, bool]) -> str:
    """What is said of each person, without those of whom nothing is or was said."""
    return as_argument({n: each for n, each in said.items() if each is not None or n in before})


def as_argument(said: Mapping[int, bool | None]) -> str:
    """What is said of persons as one argument, which ``parse_numbers`` reads."""
    return ",".join(f"{n}={_name(each)[0]}" for n, each in said.items())


def _name(said: bool | None) -> str:
    return next(name for name, each in ANSWERS.items() if each is said)
