"""What admits people to the page: passkeys, links to make them, and sessions.

A link makes one passkey, once: for 15 minutes if its person made it in Telegram, else for 24 hours.
A session ends after 30 minutes without use, and after 12 hours. Wrong sign-ins are limited for each
peer; many of all peers leave each peer three, so that no one can shut the page for those who are
right.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from liaison.audit.digests import RecordKind
from liaison.core.channels import PAGE, Address, channel_of, page_of
from liaison.core.errors import UserError
from liaison.core.people import APPROVER_ROLES, Person, Role
from liaison.core.references import AS_LETTERS
from liaison.pages.model import PageLink, PageSession, Passkey

PASSKEY_RECORD = RecordKind("passkey")
OWN_LINK_VALID_FOR = timedelta(minutes=15)
GIVEN_LINK_VALID_FOR = timedelta(hours=24)
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
CHALLENGE_VALID_FOR = timedelta(minutes=5)
MAX_PASSKEYS = 10
TOKEN_LENGTH = 43
"""The characters of a token of 258 random bits."""
CODE_LENGTH = 8
TRIES_WITHIN = timedelta(minutes=15)
TRIES_OF_PEER = 20
TRIES_OF_ALL, TRIES_LEFT = 300, 3


class LinkNotValid(UserError):
    """One answer to all wrong links: unknown, used, too old, or of a person without access."""

    key = "error-page-link"


class SignInRejected(UserError):
    """One answer to all wrong sign-ins: unknown, replayed, too late, or without access."""

    key = "error-sign-in"


class PasskeyRejected(SignInRejected):
    """One answer to all that does not count as the PIN."""

    key = "error-passkey-confirm"


class TooManySignIns(UserError):
    """Too many wrong sign-ins or links."""


@dataclass(frozen=True, slots=True)
class WrongTry:
    """A wrong sign-in or link of a peer, at an instant (aware UTC)."""

    peer: str
    at: datetime


def page_address(person: Person) -> Address:
    """The page of a person."""
    its_own = channel_of(person.address) is PAGE
    return person.address if its_own else page_of(person.id)


def passkey_facts(passkey: Passkey) -> Mapping[str, object]:
    """The digested facts of a passkey, without those that change at each sign-in."""
    names = ("id", "person", "public_key", "made_at")
    return {name: getattr(passkey, name) for name in names}


def short_code(name: str) -> str:
    """The name of a passkey or a session in commands, which does not reveal it; in letters only, as
    digits might look like personal data.
    """
    return sha256(name.encode()).hexdigest()[:CODE_LENGTH].translate(AS_LETTERS)


def is_over(session: PageSession, now: datetime) -> bool:
    """Whether a session has ended by its times."""
    return now >= session.used_at + IDLE or now >= session.opened_at + LONGEST


def check_link(link: PageLink | None, now: datetime) -> PageLink:
    """Check a link. Raises ``LinkNotValid``."""
    if link is None or link.used_at is not None or now >= link.expires_at:
        raise LinkNotValid
    return link


def check_admitted(link: PageLink, person: Person | None, maker: Person | None) -> Person:
    """The person of a link, who still has access, as who made the link has. Raises
    ``LinkNotValid``.
    """
    if person is None or not person.active:
        raise LinkNotValid
    if link.made_by not in (None, person.id) and not (
        maker is not None
        and maker.active
        and maker.role is Role.ADMIN
        and person.role not in APPROVER_ROLES
    ):
        raise LinkNotValid
    return person


def check_recent(given_at: datetime, now: datetime) -> None:
    """Check that what signs in was given in the last minutes. Raises ``SignInRejected``."""
    if not given_at <= now < given_at + CHALLENGE_VALID_FOR:
        raise SignInRejected


def check_assertion(passkey: Passkey, challenged_at: datetime, now: datetime) -> None:
    """Check that an assertion answers a challenge of the last minutes which was given after the
    last use of the passkey: the same assertion signs in once. Raises ``SignInRejected``.
    """
    check_recent(challenged_at, now)
    if passkey.used_at is not None and passkey.used_at >= challenged_at:
        raise SignInRejected


def check_tries(wrong: Collection[WrongTry], peer: str, now: datetime) -> None:
    """Check that a peer may try to sign in now. Raises ``TooManySignIns``."""
    recent = [each for each in wrong if each.at > now - TRIES_WITHIN]
    of_peer = sum(each.peer == peer for each in recent)
    if of_peer >= (TRIES_LEFT if len(recent) >= TRIES_OF_ALL else TRIES_OF_PEER):
        raise TooManySignIns
