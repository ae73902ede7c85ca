"""The persons of a verification by their numbers in the letter: ``1=confirmed,2=not,3=unknown``."""

import re
from collections.abc import Mapping

from handlers.input.command_router import CommandContext
from handlers.input.replies import Reply
from liaison.core.cards import Button, Row, in_rows, named, text
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import fold_typed, parse_count
from liaison.requests.model import MOST_PERSONS, Request, Result

SAID: Mapping[str, bool | None] = {
    Result.CONFIRMED: True,
    Result.NOT_CONFIRMED: False,
    "unknown": None,
    "open": None,
}
ANSWERS = (True, False, None)
"""In the order in which presses go on to the next."""
MOST_BUTTONS = 8
IN_A_ROW = 2
_EACH = re.compile(r"([^\s=:,、]+)[\s=:]*([^\d,、]*)")
"""A number and what is said of it."""


def parse_numbers(given: str) -> dict[int, bool | None]:
    """Parse what is said of each person, by the beginnings of names: ``1=c,2=n`` or ``1 c 2 n``.

    Raises ``NotAChoice``, also for a number that is there twice, or ``NotACount``.
    """
    found: dict[int, bool | None] = {}
    for number, words in _EACH.findall(fold_typed(given).lower()):
        at, said = parse_count(number, 1, MOST_PERSONS), re.sub(r"[\s-]+", "_", words.strip())
        names = [name for name in SAID if said and name.startswith(said)]
        if not names or at in found:
            raise NotAChoice
        found[at] = SAID[names[0]]
    return found


async def ask_numbers(context: CommandContext, request: Request, given: str, back: Row) -> Reply:
    """Ask for each person: a press on a number goes on to what can be said next."""
    persons = request.details.persons
    question = text("numbers-which", persons=persons)
    asked = context.command.asking(1)
    if persons > MOST_BUTTONS:
        return await context.ask_for_text(asked, question, back)
    before = dict(request.numbers or {})
    said = dict.fromkeys(range(1, persons + 1)) | before | parse_numbers(given)
    buttons = []
    for number, each in said.items():
        following = ANSWERS[(ANSWERS.index(each) + 1) % len(ANSWERS)]
        label = text("numbers-said", number=number, said=named("numbers-button", _name(each)))
        pressed = _told(said | {number: following}, before)
        buttons.append(Button(label, str(context.command.with_argument(1, f"{pressed},"))))
    rows = in_rows(buttons, IN_A_ROW)
    if said != dict.fromkeys(said) | before:
        done = str(context.command.with_argument(1, _told(said, before)))
        rows.append((Button(text("button-continue"), done),))
    return await context.ask_for_text(asked, question, *rows, back)


def _told(said: Mapping[int, bool | None], before: Mapping[int, bool]) -> str:
    """What is said of each person, without those of whom nothing is or was said."""
    return as_argument({n: each for n, each in said.items() if each is not None or n in before})


def as_argument(said: Mapping[int, bool | None]) -> str:
    """What is said of persons as one argument, which ``parse_numbers`` reads."""
    return ",".join(f"{n}={_name(each)[0]}" for n, each in said.items())


def _name(said: bool | None) -> str:
    return list(SAID)[ANSWERS.index(said)]
