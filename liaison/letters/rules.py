"""The code on a letter: the record, the act, the number of the letter, and a check value.

It is what follows ``start`` in a link to the chat, and the argument of ``scan``: only letters,
digits, ``-`` and ``_``. What could look like the number of a person is written in letters.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_letters

from liaison.core.cards import COMMAND_BYTES
from liaison.letters.model import LetterAct

SCAN = "scan"
"""The command that opens what a code calls for."""
NEXT_NUMBER = "number"
"""The command that answers a question with the next number of the Party's letters."""
MAX_CODE = COMMAND_BYTES - len(f"{SCAN} ")
CHECK_LENGTH = 8
MARKS: Mapping[LetterAct, str] = {
    LetterAct.REQUEST: "q",
    LetterAct.NOTICE: "n",
    LetterAct.RECEIPT: "r",
    LetterAct.ASK: "i",
    LetterAct.SUPPLY: "s",
    LetterAct.REPLY: "y",
    LetterAct.REFUSAL: "f",
    LetterAct.EXTENSION: "x",
    LetterAct.INVITATION: "m",
    LetterAct.CONSENT: "c",
    LetterAct.PART: "p",
}
"""The letter of each act in a code. They are on paper: none ever changes."""
_ACTS = {mark: act for act, mark in MARKS.items()}
_CODE = re.compile(
    rf"([A-Z]{{1,2}}[0-9]{{2}}-[0-9A-Z]{{5}})_([a-z])([A-Za-z]{{{CHECK_LENGTH}}})([A-Za-z]*)"
)
_BEGINS = re.compile("[A-Za-z]{1,2}[0-9]{2}-")
_BASE = len(ascii_letters)


@dataclass(frozen=True, slots=True)
class LetterCode:
    """A code: the record, the act, the number of the letter if there was room for it, and the check
    value.
    """

    of: str
    act: LetterAct
    number: str | None
    check: str = ""

    @property
    def signed(self) -> str:
        """What the check value is made of."""
        return f"letter {self.of} {self.act} {self.number or ''}"

    def __str__(self) -> str:
        """The code as it is on the letter."""
        number = "" if self.number is None else _spelled(b"\1" + self.number.encode())
        return f"{self.of}_{MARKS[self.act]}{self.check}{number}"


def new_code(of: str, act: LetterAct, number: str | None) -> LetterCode:
    """A code without its check value; a number that is too long is left out."""
    code = LetterCode(of, act, number, "-" * CHECK_LENGTH)
    return LetterCode(of, act, number if len(str(code)) <= MAX_CODE else None)


def read_code(typed: str) -> LetterCode | None:
    """The code that a text is; None if it is none. Its check value can be wrong."""
    found = _CODE.fullmatch(typed)
    if found is None or found[2] not in _ACTS or len(typed) > MAX_CODE:
        return None
    number = None
    if found[4]:
        try:
            number = _read(found[4])[1:].decode()
        except UnicodeDecodeError:
            return None
    return LetterCode(found[1], _ACTS[found[2]], number, found[3])


def is_like_code(typed: str) -> bool:
    """Whether a text begins as a code does, which may be damaged."""
    return _BEGINS.match(typed) is not None


def check_value(signature: str) -> str:
    """The check value by a signature of what a code says, in hexadecimal."""
    return _spelled(bytes.fromhex(signature))[-CHECK_LENGTH:]


def _spelled(said: bytes) -> str:
    """Bytes as a number in letters."""
    number, letters = int.from_bytes(said), ""
    while number:
        number, digit = divmod(number, _BASE)
        letters = ascii_letters[digit] + letters
    return letters


def _read(letters: str) -> bytes:
    number = 0
    for each in letters:
        number = number * _BASE + ascii_letters.index(each)
    return number.to_bytes((number.bit_length() + 7) // 8)
