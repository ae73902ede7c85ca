"""Invitations, and rules for the data of a person.

An invitation is a link with a random token, used once, within 72 hours, bound to Party, role and
agency. Only the hash of its token is stored. The first chat that opens the link of an administrator
waits until an administrator confirms the person; the links of the operator need no confirmation.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import ascii_letters, digits

from liaison.core.agreement import PartyCode
from liaison.core.errors import UserError
from liaison.core.people import AccountStatus, Person, PersonId, Role, UnknownPerson
from liaison.core.references import draw

INVITE_VALID_FOR = timedelta(hours=72)
TOKEN_LENGTH = 24
CODE_LENGTH = 8
_LETTERS = str.maketrans(digits, "ghijklmnop")
ATTEMPTS_WITHIN = timedelta(hours=1)
ATTEMPTS_PER_HOUR = 5
MOST_ATTEMPTS_OF_ALL = 20
"""After this many wrong links within an hour, from all chats, the administrators are notified."""
NAME_LENGTH = 40
AGENCY_LENGTH = 60
NAMELESS = "—"
"""The label for a name without printable characters: a button needs one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """An invitation for one person, bound to Party, role and agency.

    ``invited_by`` is None for one of the operator. ``opened_by`` is the chat that opened the link,
    with the names of its profile.
    """

    token_hash: str
    party: PartyCode
    role: Role
    agency: str
    invited_by: PersonId | None
    expires_at: datetime
    opened_by: int | None = None
    opened_name: str | None = None
    opened_username: str | None = None
    used_at: datetime | None = None

    @property
    def code(self) -> str:
        """Its name in commands and in the audit record."""
        return code_of(self.token_hash)


class InviteNotValid(UserError):
    """The link is unknown, revoked, too old or was opened by another person: the same answer for
    all, to reveal nothing.
    """


class UnknownInvite(UserError):
    """No open invitation of the own Party has this code, or no one who opened it waits."""


class TooManyAttempts(UserError):
    """More than five wrong links within an hour."""

    key = "error-too-many-tries"


class AlreadyJoined(UserError):
    """The person has already joined; an invitation does not change a role."""


class OwnStatus(UserError):
    """No one may suspend or remove oneself."""


class AgencyTooLong(UserError):
    """The name of an agency has no letter, or is longer than 60 characters."""

    key = "error-agency"


def new_token(random: Callable[[int], bytes]) -> str:
    """Generate a token of 144 random bits, in the characters allowed in a deep link."""
    return draw(random, TOKEN_LENGTH, ascii_letters + digits + "-_")


def hash_token(token: str) -> str:
    """Hash a token; the token itself is never stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def code_of(token_hash: str) -> str:
    """Make a short code that does not reveal the token. It has letters only, as digits may look
    like personal data.
    """
    return token_hash[:CODE_LENGTH].translate(_LETTERS)


def check_invite(invite: Invite | None, *, now: datetime, attempts: int) -> Invite:
    """Check an invitation.

    ``attempts`` are this person's wrong ones within the last hour. Raises ``TooManyAttempts`` or
    ``InviteNotValid``.
    """
    if attempts >= ATTEMPTS_PER_HOUR:
        raise TooManyAttempts
    if invite is None or invite.used_at is not None or now >= invite.expires_at:
        raise InviteNotValid
    if invite.opened_by is not None:
        raise InviteNotValid
    return invite


def check_status_change(actor: Person, person: Person | None) -> Person:
    """Check that an administrator may suspend or remove a person of the own Party.

    Raises ``UnknownPerson`` (also for the other Party's) or ``OwnStatus``. ``administrators``
    checks that an administrator remains.
    """
    if person is None or person.party != actor.party or person.status is AccountStatus.REMOVED:
        raise UnknownPerson
    if person.id == actor.id:
        raise OwnStatus
    return person


def clean_name(raw: str) -> str:
    """Make a name from a profile safe to show: printable, one line, 1 to 40 characters."""
    return _printable(raw)[:NAME_LENGTH].rstrip() or NAMELESS


def check_agency(raw: str) -> str:
    """Make the name of an agency safe to show. Raises ``AgencyTooLong``."""
    shown = _printable(raw)
    if len(shown) > AGENCY_LENGTH or not any(each.isalpha() for each in shown):
        raise AgencyTooLong(most=AGENCY_LENGTH)
    return shown


def _printable(raw: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in raw).split())
