"""References of requests, such as ``KH26-7F3K9``, and all other codes that are drawn at random.

A code of a record has letters, two digits of the year, four random characters and one check
character, the last five in Crockford's base 32 (no I, L, O, U). The check is a remainder over the
field of 32 elements, so it finds every single wrong character and every swap of two neighbours.
A reference begins with the two letters of the requesting Party, other codes with one letter.
"""

import re
from collections.abc import Callable
from typing import NewType

from liaison.core.errors import UserError
from liaison.core.text_parsing import fold_typed

Reference = NewType("Reference", str)
DifferenceCode = NewType("DifferenceCode", str)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HALVES = (ALPHABET[:16], ALPHABET[16:])
"""With which random character the codes begin that each of two Parties draws: two installations
that know nothing of each other never draw the same code.
"""
RANDOM_CHARACTERS = 4

_SHAPES = {
    letters: re.compile(rf"([A-Z]{{{letters}}}[0-9]{{2}})([0-9A-HJKMNP-TV-Z]{{5}})")
    for letters in (1, 2)
}
_SEPARATORS = re.compile(r"[\s_-]+")
_LOOKALIKES = str.maketrans("OIL", "011")
_FIELD_OVERFLOW = 0b100000
_FIELD_POLYNOMIAL = 0b100101


class UnknownReference(UserError):
    """No case has that reference, or it is mistyped, or it is not the reader's to know."""

    key = "error-unknown-reference"


def parse_reference(text: str) -> Reference:
    """Read a typed reference, in any case, spacing, width of letters and script of digits.

    After the Party's letters O is read as 0, and I and L as 1. Raises ``UnknownReference``.
    """
    found = parse_coded(text, letters=2)
    if found is None:
        raise UnknownReference
    return Reference(found)


def draw(
    random: Callable[[int], bytes],
    length: int,
    alphabet: str = ALPHABET,
    *,
    first: str | None = None,
) -> str:
    """Draw so many characters, each with the same chance; ``random`` gives so many bytes.

    ``first`` has the characters that may come first, where these are others.
    """
    # The remainder of one byte would make some of ten digits likelier than others.
    width = 1 if 256 % len(alphabet) == 0 else 8
    drawn = random(length * width)
    numbers = [int.from_bytes(drawn[at : at + width]) for at in range(0, len(drawn), width)]
    alphabets = (first or alphabet, *(alphabet for _ in numbers[1:]))
    pairs = zip(alphabets, numbers, strict=True)
    return "".join(each[number % len(each)] for each, number in pairs)


def new_coded(
    letters: str, year: int, random: Callable[[int], bytes], *, half: str = ALPHABET
) -> str:
    """Make a code of letters, the year (four digits), four random characters and the check.

    The first random character is one of ``half``. A million codes are possible for the same letters
    and year, so the caller draws again where one is taken.
    """
    drawn = draw(random, RANDOM_CHARACTERS, first=half)
    prefix = f"{letters}{year % 100:02}"
    check = ALPHABET[_times_x(_remainder(prefix + drawn, len(letters)))]
    return f"{prefix}-{drawn}{check}"


def parse_coded(typed: str, *, letters: int) -> str | None:
    """Read a typed code that begins with one letter, or two; None for what is none."""
    folded = _SEPARATORS.sub("", fold_typed(typed).upper())
    folded = folded[:letters] + folded[letters:].translate(_LOOKALIKES)
    shape = _SHAPES[letters].fullmatch(folded)
    if shape is None or _remainder(shape[0], letters) != 0:
        return None
    return f"{shape[1]}-{shape[2]}"


def read_coded(typed: str, prefix: str, unknown: type[UserError]) -> str:
    """Read a typed code that begins with that letter. Raises ``unknown`` for what is none."""
    found = parse_coded(typed, letters=len(prefix))
    if found is None or not found.startswith(prefix):
        raise unknown
    return found


def fold_code(typed: str) -> str:
    """Write typed base 32 as the desk does: O is read as 0, and I and L as 1."""
    return _SEPARATORS.sub("", fold_typed(typed).upper()).translate(_LOOKALIKES)


def _remainder(characters: str, letters: int) -> int:
    remainder = 0
    for position, character in enumerate(characters):
        # The letters in front are numbered apart: they may be those that base 32 leaves out.
        value = ord(character) - ord("A") if position < letters else ALPHABET.index(character)
        remainder = _times_x(remainder) ^ value
    return remainder


def _times_x(element: int) -> int:
    doubled = element << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled & _FIELD_OVERFLOW else doubled
