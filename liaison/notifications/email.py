"""A person's e-mail address, confirmed by a code that is sent to it."""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import digits

from liaison.core.errors import UserError
from liaison.core.people import PersonId
from liaison.core.references import draw
from liaison.core.text_parsing import fold_typed

CODE_LENGTH = 6
CODE_VALID_FOR = timedelta(minutes=15)
CODE_ATTEMPTS = 5
CODES_PER_HOUR = 5
ADDRESS_LENGTH = 254
LOCAL_LENGTH = 64

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*", re.IGNORECASE)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?![0-9]+$){_LABEL}")
_BETWEEN = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailCode:
    """An address that waits for confirmation by a code. Only the hash of the code is stored."""

    person: PersonId
    address: str
    code_hash: str
    expires_at: datetime
    attempts: int = 0


class NotAnAddress(UserError):
    """The text is not an e-mail address."""


class WrongCode(UserError):
    """The code is wrong; ``left`` attempts remain."""


def parse_address(typed: str) -> str:
    """An e-mail address in ASCII, its domain in IDNA form. Raises ``NotAnAddress``."""
    local, at, domain = fold_typed(typed.replace("\u200b", "")).partition("@")
    if not at or len(typed) > ADDRESS_LENGTH or len(local) > LOCAL_LENGTH:
        raise NotAnAddress
    try:
        wire = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NotAnAddress from None
    address = f"{local}@{wire}"
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(wire) or len(address) > ADDRESS_LENGTH:
        raise NotAnAddress
    return address


def new_mail_code(random: Callable[[int], bytes]) -> str:
    """Generate a code of six digits."""
    return draw(random, CODE_LENGTH, digits)


def hash_code(person: PersonId, code: str) -> str:
    """Hash a code for one person; the code itself is never stored."""
    return hashlib.sha256(f"{person}:{code}".encode()).hexdigest()


def fold_mail_code(typed: str) -> str:
    """A typed code with ASCII digits and without spaces or hyphens."""
    return _BETWEEN.sub("", fold_typed(typed))


def check_code(mail_code: MailCode, typed: str, *, now: datetime) -> None:
    """Check a typed code. Raises ``WrongCode`` or ``UserError``."""
    if now >= mail_code.expires_at or mail_code.attempts >= CODE_ATTEMPTS:
        raise UserError("error-no-code")
    if hmac.compare_digest(hash_code(mail_code.person, fold_mail_code(typed)), mail_code.code_hash):
        return
    left = CODE_ATTEMPTS - mail_code.attempts - 1
    if left == 0:
        raise UserError("error-no-code")
    raise WrongCode(left=left)
