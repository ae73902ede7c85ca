"""A person's PIN: six digits that are required before sensitive steps.

Telegram identifies the account and not the person. A person who holds an official's unlocked
telephone, or took over its number, has the account; only the official knows the PIN.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import pairwise

from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.people import PersonId
from liaison.core.validation import NotAPin, parse_pin

PIN_RECORD = RecordKind("pin")
PIN_ATTEMPTS = 5
PIN_LOCK = timedelta(hours=1)
"""How long no PIN is accepted after too many wrong ones."""
PIN_VALID_FOR = timedelta(minutes=10)
"""How long after the right PIN it is not asked for again."""
PIN_PROMPT_EXPIRES = timedelta(minutes=10)
"""How long a step waits for the PIN, so that an intruder's step does not wait for the owner."""
SALT_BYTES = 16

_PIN_HASH = re.compile(rf"[0-9]+:[0-9a-f]{{{2 * SALT_BYTES}}}:[0-9a-f]{{64}}")
COST = 17
"""The binary logarithm of the cost of a hash: 128 MiB and about 0.4 s, outside of transactions."""
_FIRST_COST = "12"
"""That of hashes which do not name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """The PIN of a person of a Party, as the result of ``hash_pin``, with ``add_duress``. A first
    one waits for confirmation since ``waits_since``, and is not asked for until then.

    ``failed_attempts`` counts wrong ones since the last right one; until ``locked_until`` none is
    accepted, until ``verified_until`` none is asked for (aware UTC), at the door where it was
    entered: the address of the chat or of the page; None, by a version that knew none, for both.
    """

    person: PersonId
    party: PartyCode
    pin_hash: str
    failed_attempts: int = 0
    locked_until: datetime | None = None
    verified_until: datetime | None = None
    verified_at_door: Address | None = None
    waits_since: datetime | None = None

    def is_verified(self, now: datetime, door: Address | None) -> bool:
        """Whether the right PIN was entered recently, at that door."""
        is_here = self.verified_at_door in (None, door)
        return is_here and _is_running(self.verified_until, PIN_VALID_FOR, now)

    def verified(self, now: datetime, door: Address | None) -> "Pin":
        """The same PIN, verified at that door now."""
        return replace(self, verified_until=now + PIN_VALID_FOR, verified_at_door=door)


def pin_facts(pin: Pin) -> Mapping[str, object]:
    """The digested facts of a PIN, without those that change at each attempt."""
    names = ("person", "party", "pin_hash", "waits_since")
    return {name: getattr(pin, name) for name in names}


class PinEntry(Enum):
    """What digits are: of the duress PIN, or of the PIN itself."""

    WRONG = auto()
    RIGHT = auto()
    DURESS = auto()


class WrongPin(UserError):
    """The PIN is wrong; ``left`` attempts remain."""


class PinLocked(UserError):
    """Too many wrong ones; none is accepted until ``ends``."""


def is_waiting(until: datetime | None, now: datetime) -> bool:
    """Whether a step that waits until then still waits for the PIN."""
    return _is_running(until, PIN_PROMPT_EXPIRES, now)


def hash_pin(typed: str, random: Callable[[int], bytes]) -> str:
    """The cost, salt and hash of a new PIN. Raises ``NotAPin``, also for the most common ones."""
    digits = parse_pin(typed)
    if {(int(after) - int(before)) % 10 for before, after in pairwise(digits)} in ({0}, {1}, {9}):
        raise NotAPin("error-weak-pin")
    salt = random(SALT_BYTES).hex()
    return f"{COST}:{salt}:{_hashed(digits, salt, COST)}"


def add_duress(pin_hash: str, digits: str) -> str:
    """The hash with that of a duress PIN, in place of an earlier one. Raises ``NotAPin``."""
    cost, salt, right, _ = _parts(pin_hash)
    duress = _hashed(digits, salt, cost)
    if hmac.compare_digest(duress, right):
        raise NotAPin("error-same-pin")
    return f"{cost}:{salt}:{right}:{duress}"


def is_pin_hash(typed: str) -> bool:
    """Whether a text has the form of a result of ``hash_pin``."""
    return _PIN_HASH.fullmatch(typed) is not None


def entered(pin_hash: str, digits: str) -> PinEntry:
    """What these digits are, in constant time."""
    cost, salt, right, duress = _parts(pin_hash)
    hashed = _hashed(digits, salt, cost)
    is_right, is_duress = (hmac.compare_digest(hashed, each) for each in (right, duress))
    return PinEntry.RIGHT if is_right else PinEntry.DURESS if is_duress else PinEntry.WRONG


def check_not_locked(pin: Pin, now: datetime) -> None:
    """Check that PINs are accepted. Raises ``PinLocked``."""
    if pin.locked_until is not None and _is_running(pin.locked_until, PIN_LOCK, now):
        raise PinLocked(ends=pin.locked_until)


def record_attempt(
    pin: Pin, entry: PinEntry, now: datetime, door: Address | None
) -> tuple[Pin, WrongPin | PinLocked | None]:
    """The PIN after an attempt, and the error; None if it was not wrong. Raises ``PinLocked`` while
    none is accepted: such an attempt is not counted.
    """
    check_not_locked(pin, now)
    if entry is not PinEntry.WRONG:
        right = replace(pin, failed_attempts=0, locked_until=None)
        return right.verified(now, door), None
    wrong = pin.failed_attempts + 1
    if wrong < PIN_ATTEMPTS:
        return replace(pin, failed_attempts=wrong, verified_until=None), WrongPin(
            left=PIN_ATTEMPTS - wrong
        )
    ends = now + PIN_LOCK
    return replace(pin, failed_attempts=0, locked_until=ends, verified_until=None), PinLocked(
        ends=ends
    )


def _is_running(end: datetime | None, length: timedelta, now: datetime) -> bool:
    """Whether a period of that length runs; a start in the future means a wrong clock."""
    return end is not None and end - length <= now < end


def _parts(pin_hash: str) -> tuple[int, str, str, str]:
    """Cost, salt, hash and duress hash, empty without one."""
    known = pin_hash if pin_hash.count(":") > 1 else f"{_FIRST_COST}:{pin_hash}"
    cost, salt, right, duress = f"{known}:".split(":")[:4]
    return int(cost), salt, right, duress


def _hashed(digits: str, salt: str, cost: int) -> str:
    return slow_hash(digits, bytes.fromhex(salt), cost)


def slow_hash(words: str, salt: bytes, cost: int | None = None) -> str:
    """A hash that is slow to guess, in hex."""
    n = 2 ** (COST if cost is None else cost)
    found = hashlib.scrypt(words.encode(), salt=salt, n=n, r=8, p=1, maxmem=2**28, dklen=32)
    return found.hex()
