"""Invitations, who takes part in what binds both Parties, and rules for the data of a person.

An invitation is a link with a random token, used once, within 72 hours, bound to Party, role and
agency. Only the hash of its token is stored. The first chat that opens the link of an administrator
waits until an administrator confirms the person; the links of the operator need no confirmation.

No one outside a Party acts for it: whom the operator invited after the first administrator must
first be confirmed by an administrator or a coordinator of the Party, and who joined, or became
coordinator or administrator, within 24 hours needs the agreement of a coordinator who has been
there longer. On the first day of a Party it counts as said. Those who lost their access count as
there: no one acts alone because they are gone.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from string import ascii_letters, digits

from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.errors import UserError, WrongValue
from liaison.core.people import (
    APPROVER_ROLES,
    BINDING,
    NEEDS_CONFIRMATION,
    NotYourRole,
    Person,
    PersonId,
    Role,
    UnknownPerson,
    matches,
)
from liaison.core.redaction import distinct_from_keys
from liaison.core.references import AS_LETTERS, draw
from liaison.core.text_parsing import letters_seen

INVITATION_RECORD = RecordKind("invite")
INVITE_VALID_FOR = timedelta(hours=72)
TOKEN_LENGTH = 24
CODE_LENGTH = 8
ATTEMPTS_PER_HOUR = 5
NAME_LENGTH = 40
AGENCY_LENGTH = 60
AGENCY_SIGNS = 3 * AGENCY_LENGTH
_ADDRESS = re.compile("@|://|www\\.|<", re.IGNORECASE)
"""What an agency has only with an address or markup in it."""
"""A Khmer letter has up to three signs, and the database counts these."""
NEW_FOR = timedelta(hours=24)
RESTORE = "restore"
NAMELESS = "—"
"""The label for a name without a letter: a button needs one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """An invitation for one person, bound to Party, role and agency. ``invited_by`` is None for one
    of the operator. ``opened_by`` is the address that opened the link, with the names of its
    profile.
    """

    token_hash: str
    party: PartyCode
    role: Role
    agency: str
    invited_by: PersonId | None
    expires_at: datetime
    opened_by: Address | None = None
    opened_name: str | None = None
    opened_username: str | None = None
    used_at: datetime | None = None
    used_by: PersonId | None = None

    @property
    def code(self) -> str:
        """Its name in commands and in the audit record."""
        return invitation_code(self.token_hash)


class InviteNotValid(UserError):
    """One answer to all wrong links: unknown, revoked, too old, or opened by another person."""


class TooManyAttempts(UserError):
    """More than five wrong links within an hour."""

    key = "error-too-many-tries"


def new_token(random: Callable[[int], bytes]) -> str:
    """Generate a token of 144 random bits, in the characters allowed in a deep link."""
    return draw(random, TOKEN_LENGTH, ascii_letters + digits + "-_")


def invitation_code(token_hash: str) -> str:
    """A short code that does not reveal the token; digits might look like personal data."""
    return token_hash[:CODE_LENGTH].translate(AS_LETTERS)


def check_invite(invite: Invite | None, *, now: datetime, attempts: int) -> Invite:
    """Check an invitation. Raises ``TooManyAttempts`` or ``InviteNotValid``."""
    if attempts >= ATTEMPTS_PER_HOUR:
        raise TooManyAttempts
    if invite is None or invite.used_at is not None or now >= invite.expires_at:
        raise InviteNotValid
    if invite.opened_by is not None:
        raise InviteNotValid
    return invite


def may_bind_from(person: Person) -> datetime:
    """From when a person takes part in what binds both Parties without being agreed to."""
    return person.joined_at + NEW_FOR if person.agreed_at is None else person.agreed_at


def is_new(person: Person, now: datetime) -> bool:
    """Whether a person joined or changed role recently, and no coordinator has agreed."""
    return now < may_bind_from(person)


def may_confirm(by: Person, person: Person) -> bool:
    """Whether one person of a Party may confirm another whom the operator let in."""
    known = by.unconfirmed_since is None and by.role in APPROVER_ROLES
    return known and by.party == person.party and by.id != person.id


def second(
    people: Sequence[Person],
    apart: Collection[PersonId | None],
    now: datetime,
    *,
    may_be_new: bool = True,
) -> list[Person]:
    """Who confirms what those ``apart`` may not confirm themselves: the other administrators, or
    without one the coordinators, if possible those who joined more than 24 hours ago; only those
    unless a coordinator ``may_be_new``, or it is the first day of the Party.
    """
    there = [each for each in people if each.active and each.unconfirmed_since is None]
    others = [each for each in there if each.id not in apart]
    admins = [each for each in others if each.role is Role.ADMIN]
    coordinators = [each for each in others if each.role is Role.COORDINATOR]
    found = admins or [each for each in coordinators if not is_new(each, now)]
    return found or (coordinators if may_be_new or _is_first_day(people, now) else [])


def agreeing(person: Person, team: Iterable[Person], now: datetime) -> list[Person]:
    """The coordinators who may let a person take part who is new: they have been there longer."""
    found = [each for each in team if may_confirm(each, person) and _is_longer(each, now)]
    return [each for each in found if each.role is Role.COORDINATOR]


def _is_first_day(people: Iterable[Person], now: datetime) -> bool:
    return all(now < each.joined_at + NEW_FOR for each in people)


def _is_longer(person: Person, now: datetime) -> bool:
    there = person.joined_at + NEW_FOR <= now and not is_new(person, now)
    return there and person.unconfirmed_since is None


def awaits(person: Person, by: Person, team: Iterable[Person], now: datetime) -> bool:
    """Whether a person waits for what ``by``, of the ``team`` of the Party, may say."""
    if person.unconfirmed_since is not None:
        return may_confirm(by, person)
    return is_new(person, now) and by.id in {each.id for each in agreeing(person, team, now)}


def is_withheld(person: Person, now: datetime, name: str, *arguments: str | None) -> bool:
    """Whether a command waits until the Party confirms a person, or lets one take part."""
    if person.unconfirmed_since is not None:
        return matches(NEEDS_CONFIRMATION, name, *arguments)
    return is_new(person, now) and matches(BINDING, name, *arguments)


def rejection(
    person: Person, people: Sequence[Person], now: datetime, name: str
) -> UserError | None:
    """Why a withheld command is rejected; None if no one of the Party could ever confirm, or on its
    first day. ``people`` are those with access and the suspended ones: while none has access who
    could confirm, one of them may be restored.
    """
    if person.unconfirmed_since is None:
        recent = UserError("error-joined-recently", ends=may_bind_from(person))
        return None if _is_first_day(people, now) else recent
    known = [each for each in people if may_confirm(each, person)]
    is_left = any(each.active for each in known)
    if not known or (name == RESTORE and not is_left):
        return None
    return UserError("error-not-confirmed", left="yes" if is_left else "no")


def confirm_person(person: Person, by: Person, team: Sequence[Person], now: datetime) -> Person:
    """The person after ``by`` has confirmed or agreed. Raises ``UserError``."""
    if person.party != by.party or not person.active:
        raise UnknownPerson
    if not awaits(person, by, team, now):
        if person.unconfirmed_since is not None:
            raise NotYourRole
        raise UserError("error-not-longer") if is_new(person, now) else UnknownPerson
    may_agree = is_new(person, now) and by in agreeing(person, team, now)
    return replace(person, unconfirmed_since=None, agreed_at=now if may_agree else person.agreed_at)


def clean_name(raw: str) -> str:
    """A name from a profile made safe to show: 1 to 40 characters; or ``NAMELESS``."""
    shown = _printable(raw)[:NAME_LENGTH].rstrip()
    return shown if any(each.isalpha() for each in shown) else NAMELESS


def distinct_name(name: str, taken: Collection[str]) -> str:
    """The name; with the next number if a colleague has it."""
    numbered = (f"{name} {number}" for number in count(2))
    return name if name not in taken else next(each for each in numbered if each not in taken)


def check_agency(raw: str) -> str:
    """Make the name of an agency safe to show. Raises ``WrongValue``."""
    shown = _printable(raw)
    is_long = letters_seen(shown) > AGENCY_LENGTH or len(shown) > AGENCY_SIGNS
    if is_long or _ADDRESS.search(shown) or not any(each.isalpha() for each in shown):
        raise WrongValue("error-agency", most=AGENCY_LENGTH)
    return distinct_from_keys(shown)


def _printable(raw: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in raw).split())
