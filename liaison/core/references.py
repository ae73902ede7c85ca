"""References of requests, such as ``KH26-7F3KK``, and all other random codes.

A code of a record has letters, two digits of the year, four random characters and one check
character, the last five in Crockford's base 32 (no I, L, O, U). The check is a remainder over the
field of 32 elements, so it detects every wrong character and every swap of two neighbours. A
reference begins with the two letters of the requesting Party, other codes with one letter.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NewType, TypeVar

from liaison.core.errors import UNKNOWN_CODE, UserError, WrongValue
from liaison.core.text_parsing import fold_typed

Reference = NewType("Reference", str)
DifferenceCode = NewType("DifferenceCode", str)
_C = TypeVar("_C")

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HALVES = (ALPHABET[:16], ALPHABET[16:])
"""The first random characters of each Party's codes, so that two installations without a connection
never make the same code.
"""
RANDOM_CHARACTERS = 4
AS_LETTERS = str.maketrans("0123456789", "ghjkmnpqrs")
"""Makes letters of the digits of a name, which could look like a person's number; without the
letters that are read as digits, so that no name can be read as the code of a record.
"""
ID_BYTES = 3

_SHAPES = {
    letters: re.compile(rf"([A-Z]{{{letters}}}[0-9]{{2}})([0-9A-HJKMNP-TV-Z]{{5}})")
    for letters in (1, 2)
}
_SEPARATORS = re.compile(r"[\s_\u4e00-]+")
_LOOKALIKES = str.maketrans("OIL", "011")
_FIELD_OVERFLOW = 0b100000
_FIELD_POLYNOMIAL = 0b100101


def new_id(random: Callable[[int], bytes]) -> str:
    """An id of a draft or an act, in letters only."""
    return random(ID_BYTES).hex().translate(AS_LETTERS)


@dataclass(frozen=True, slots=True)
class CodePrefix:
    """The letter with which the codes of a record begin, and the command that opens one; without a
    letter, those that begin with a Party's two letters.
    """

    key: str
    command: str | None = None


def opening(prefixes: Mapping[object, CodePrefix], code: str | None) -> str | None:
    """The command line that opens the record of a code, if there is one."""
    prefix = prefixes.get(code[0] if code[1].isdigit() else "") if code else None
    return None if prefix is None or prefix.command is None else f"{prefix.command} {code}"


def parse_reference(text: str) -> Reference:
    """Parse a typed reference in any case, spacing, width and script. Raises ``WrongValue``."""
    found = parse_coded(text, letters=2)
    if found is None:
        raise WrongValue(UNKNOWN_CODE, list="/requests")
    return Reference(found)


def draw(
    random: Callable[[int], bytes],
    length: int,
    alphabet: str = ALPHABET,
    *,
    first: str | None = None,
) -> str:
    """Draw ``length`` equally likely characters; ``first`` is the alphabet of the first."""
    # The remainder of a single byte would make some of ten digits more likely than others.
    width = 1 if 256 % len(alphabet) == 0 else 8
    drawn = random(length * width)
    numbers = [int.from_bytes(drawn[at : at + width]) for at in range(0, len(drawn), width)]
    alphabets = (first or alphabet, *(alphabet for _ in numbers[1:]))
    pairs = zip(alphabets, numbers, strict=True)
    return "".join(each[number % len(each)] for each, number in pairs)


def new_coded(
    letters: str, year: int, random: Callable[[int], bytes], *, half: str = ALPHABET
) -> str:
    """Make a code of letters, the year (four digits), four random characters, the first one of
    ``half``, and the check. There are a million for letters and a year: the caller draws again if
    one is taken.
    """
    drawn = draw(random, RANDOM_CHARACTERS, first=half)
    prefix = f"{letters}{year % 100:02}"
    check = ALPHABET[_times_x(_remainder(prefix + drawn, len(letters)))]
    return f"{prefix}-{drawn}{check}"


def parse_coded(typed: str, *, letters: int, checked: bool = True) -> str | None:
    """Parse a code of 1 or 2 ``letters``; None if it is none or, not ``checked``, not like one."""
    folded = _SEPARATORS.sub("", fold_typed(typed).upper())
    folded = folded[:letters] + folded[letters:].translate(_LOOKALIKES)
    shape = _SHAPES[letters].fullmatch(folded)
    if shape is None or (checked and _remainder(shape[0], letters) != 0):
        return None
    return f"{shape[1]}-{shape[2]}"


def any_code(text: str) -> str | None:
    """The reference of a request, or another code, that a text is; None if it is none."""
    return parse_coded(text, letters=2) or parse_coded(text, letters=1)


def without_codes(text: str) -> str:
    """The words of a text but codes, of which one such as M26-MAR3X would be read as a date."""
    return " ".join(each for each in text.split() if any_code(each) is None)


def code_parser(
    code: Callable[[str], _C], prefix: str, shown: str, error: type[UserError] = WrongValue
) -> Callable[[str], _C]:
    """The parser of codes that begin with ``prefix``, which are ``shown`` by a command."""

    def parse(typed: str) -> _C:
        found = parse_coded(typed, letters=len(prefix))
        if found is None or not found.startswith(prefix):
            raise error(UNKNOWN_CODE, list=shown)
        return code(found)

    return parse


def fold_code(typed: str) -> str:
    """Normalize typed base 32: O is read as 0, and I and L as 1."""
    return _SEPARATORS.sub("", fold_typed(typed).upper()).translate(_LOOKALIKES)


def _remainder(characters: str, letters: int) -> int:
    remainder = 0
    for position, character in enumerate(characters):
        # The letters of the prefix may be missing in base 32, so they have their own numbers.
        value = ord(character) - ord("A") if position < letters else ALPHABET.index(character)
        remainder = _times_x(remainder) ^ value
    return remainder


def _times_x(element: int) -> int:
    doubled = element << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled & _FIELD_OVERFLOW else doubled
