"""A person's PIN: six digits that are asked for before what a borrowed account must not do.

Telegram tells which account speaks, and not who holds the telephone. Who has an official's unlocked
telephone, or took over its number, has the account; the PIN is in the official's head alone.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from liaison.core.agreement import PartyCode
from liaison.core.errors import UserError
from liaison.core.people import PersonId
from liaison.core.text_parsing import fold_typed

PIN_LENGTH = 6
PIN_ATTEMPTS = 5
PIN_LOCK = timedelta(hours=1)
"""How long no PIN is taken after so many wrong ones."""
PIN_VALID_FOR = timedelta(minutes=10)
"""How long nobody is asked again after the right one."""
PIN_PROMPT_EXPIRES = timedelta(minutes=10)
"""How long a step waits for it: what somebody else began does not wait for the owner to come."""
SALT_BYTES = 16

WHOLE = frozenset({"disclose", "export", "invite", "confirm", "role", "restore", "remove", "unpin"})
"""Lines that ask for the PIN whatever they do. ``suspend`` does not: it only takes away."""
STEPS = frozenset(
    {
        ("note", 1, "open"),
        ("key", 1, "agree"),
        ("extend", 1, "agree"),
        ("pin", 0, "new"),
        ("pin", 0, "off"),
    }
)
"""Lines that ask for it where the argument at that place is that word."""

_GAPS = re.compile(r"[\s-]+")
_COMMAND = re.compile(r"/\s*(pin(?:@\w+)?\b)?", re.IGNORECASE)
_PIN_HASH = re.compile(rf"[0-9a-f]{{{2 * SALT_BYTES}}}:[0-9a-f]{{64}}")
_COST = {"n": 2**12, "r": 8, "p": 1, "dklen": 32}
"""About a hundredth of a second: what is kept is sealed, too, and the desk has one loop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """The PIN of a person of a Party, as far as the desk knows it: what ``hash_pin`` made of it.

    ``failed_attempts`` counts wrong ones since the last right one; until ``locked_until`` (aware
    UTC) none is taken, until ``verified_until`` none is asked for.
    """

    person: PersonId
    party: PartyCode
    pin_hash: str
    failed_attempts: int = 0
    locked_until: datetime | None = None
    verified_until: datetime | None = None

    def is_verified(self, now: datetime) -> bool:
        """Whether the right one was written a short while ago."""
        return _lies_before(self.verified_until, PIN_VALID_FOR, now)


class NotAPin(UserError):
    """These are not six digits."""

    key = "error-not-a-pin"


class PinTooLate(UserError):
    """The step that waited for the PIN does so no more."""

    key = "error-pin-too-late"


class WeakPin(UserError):
    """One digit six times, or digits in their order."""

    key = "error-weak-pin"


class PinsDiffer(UserError):
    """The second time other digits were written than the first."""

    key = "error-pins-differ"


class WrongPin(UserError):
    """The PIN is another one; ``left`` tries remain."""

    key = "error-wrong-pin"


class PinLocked(UserError):
    """Wrong too often; none is taken until ``ends``."""

    key = "error-pin-locked"


class NoPin(UserError):
    """The person has no PIN."""

    key = "error-no-pin"


class OwnPin(UserError):
    """Nobody takes the own PIN off as an administrator: whoever holds the telephone could."""

    key = "error-own-pin"


def requires_pin(name: str, first: str | None, second: str | None) -> bool:
    """Whether a line, by its name and first two arguments, is one that the PIN stands before."""
    words = (first, second)
    return name in WHOLE or any(name == each and words[at] == word for each, at, word in STEPS)


def parse_pin(typed: str) -> str:
    """Read six digits of any script, with or without gaps. Raises ``NotAPin``."""
    digits = _GAPS.sub("", fold_typed(typed))
    if len(digits) != PIN_LENGTH or not (digits.isascii() and digits.isdigit()):
        raise NotAPin
    return digits


def is_waiting(until: datetime | None, now: datetime) -> bool:
    """Whether a step that was to wait until then still waits for the PIN."""
    return _lies_before(until, PIN_PROMPT_EXPIRES, now)


def could_be_pin(typed: str) -> bool:
    """Whether typed words are six digits, bare or as a command, or digits behind ``/pin``."""
    words = fold_typed(typed)
    command = _COMMAND.match(words)
    if command is not None:
        words = words[command.end() :]
        if command[1] and any(each.isdigit() for each in words):
            return True
    try:
        parse_pin(words)
    except NotAPin:
        return False
    return True


def check_pin(digits: str) -> None:
    """Refuse what everybody tries first. Raises ``WeakPin``."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    if steps in ({0}, {1}, {9}):
        raise WeakPin


def hash_pin(typed: str, random: Callable[[int], bytes]) -> str:
    """A salt and the hash of it with a new PIN, in hex; the digits themselves are kept nowhere.

    Raises ``NotAPin`` or ``WeakPin``.
    """
    digits = parse_pin(typed)
    check_pin(digits)
    salt = random(SALT_BYTES).hex()
    return f"{salt}:{_hashed(digits, salt)}"


def is_pin_hash(typed: str) -> bool:
    """Whether a text has the shape of what ``hash_pin`` makes."""
    return _PIN_HASH.fullmatch(typed) is not None


def matches_pin(pin_hash: str, digits: str) -> bool:
    """Whether a proof was made of these digits, in a time that tells nothing."""
    salt, _, hashed = pin_hash.partition(":")
    return hmac.compare_digest(_hashed(digits, salt), hashed)


def check_open(pin: Pin, now: datetime) -> None:
    """Raise ``PinLocked`` while no PIN is taken."""
    if pin.locked_until is not None and _lies_before(pin.locked_until, PIN_LOCK, now):
        raise PinLocked(ends=pin.locked_until)


def record_attempt(pin: Pin, digits: str, now: datetime) -> tuple[Pin, WrongPin | PinLocked | None]:
    """What the desk knows after a try, and why it was no good; None where it was right.

    Raises ``PinLocked`` where none is taken: such a try is not counted.
    """
    check_open(pin, now)
    if matches_pin(pin.pin_hash, digits):
        right = replace(
            pin, failed_attempts=0, locked_until=None, verified_until=now + PIN_VALID_FOR
        )
        return right, None
    wrong = pin.failed_attempts + 1
    if wrong < PIN_ATTEMPTS:
        return replace(pin, failed_attempts=wrong, verified_until=None), WrongPin(
            left=PIN_ATTEMPTS - wrong
        )
    ends = now + PIN_LOCK
    return replace(pin, failed_attempts=0, locked_until=ends, verified_until=None), PinLocked(
        ends=ends
    )


def _lies_before(end: datetime | None, length: timedelta, now: datetime) -> bool:
    """Whether a time of that length runs: one that a wrong clock has set begins later."""
    return end is not None and end - length <= now < end


def _hashed(digits: str, salt: str) -> str:
    return hashlib.scrypt(digits.encode(), salt=bytes.fromhex(salt), **_COST).hex()
