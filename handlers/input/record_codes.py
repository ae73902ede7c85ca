"""The codes of records that commands name, and the numbers that stand for them in typed text."""

import re
from collections.abc import Iterable, Mapping, Sequence

from handlers.input.commands import Command
from liaison.core.cards import Text
from liaison.core.references import CodePrefix, any_code
from liaison.core.text_parsing import fold_typed

_NUMBER = re.compile(r"(?<![0-9A-Za-z/.-])([0-9]{1,6})(/[0-9]+)?(?![0-9A-Za-z/.-])")
_LAST_DAY = 31


def opening(prefixes: Mapping[object, CodePrefix], code: str) -> Command | None:
    """The command that opens the record of a code, if there is one."""
    prefix = prefixes.get(code[0] if code[1].isdigit() else "")
    name = None if prefix is None else prefix.command
    return None if name is None else Command(name=name, args=(code,))


def code_in(command: str) -> str | None:
    """The code of the record that a command names first, if any."""
    _, code, *_ = (*command.split(), "", "")
    return any_code(code)


def letters_of(offered: Iterable[tuple[Text, str]]) -> list[tuple[str, str | None]]:
    """The letters that buttons name, each with the code of its record."""
    return [(str(each.values.get("letter", "")), code_in(line)) for each, line in offered]


def with_code(typed: str, letters: Sequence[tuple[str, str | None]]) -> str:
    """A text with the code of a record in the place of a number in it, if only one of the
    ``letters`` has that number; beside other words, it is none that may be a day.
    """
    folded = fold_typed(typed)
    for number in _NUMBER.finditer(folded):
        if number[0] != folded and int(number[1]) <= _LAST_DAY:
            continue
        found = {
            code
            for letter, code in letters
            for each in _NUMBER.finditer(fold_typed(letter))
            if each[1] == number[1] and number[2] in (None, each[2])
        }
        if len(found) == 1 and (code := found.pop()) is not None:
            return f"{folded[: number.start()]} {code} {folded[number.end() :]}".strip()
    return typed
