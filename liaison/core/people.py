"""The people of both Parties, and their roles."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from liaison.core.agreement import PartyCode
from liaison.core.cards import Text, text
from liaison.core.errors import WrongValue

PersonId = NewType("PersonId", int)
ATTEMPTS_WITHIN = timedelta(hours=1)
MAX_ATTEMPTS_OF_ALL = 20
"""After this many wrong links within an hour, from all chats, the administrators are notified."""


class Role(StrEnum):
    """A person's function in the own Party."""

    FOCAL_PERSON = "focal_person"
    COORDINATOR = "coordinator"
    ADMIN = "admin"
    AUDITOR = "auditor"


class Honorific(StrEnum):
    """The form of address that a person chose; each language has its own words and order."""

    MR = "mr"
    MS = "ms"
    HIS_EXCELLENCY = "his_excellency"
    HER_EXCELLENCY = "her_excellency"


class AccountStatus(StrEnum):
    """Whether a person may act now."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """By which letter and since when a person holds the present role, and when (aware UTC) the
    other Party was told.
    """

    letter: str
    since: date
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person who joined by an invitation. ``chat_id`` is both the private chat and the user id.

    ``number`` counts the people of the own Party, so that it reveals nothing about the other's.
    ``language`` is None until the person has chosen one; ``name`` is shown to the own Party only,
    with the honorific that the person chose.
    ``unreachable_since`` is when Telegram first refused to deliver; ``email`` is confirmed.
    ``last_seen_on`` is the day, in the Party's zone, of the person's last action.
    ``unconfirmed_since``: the operator let the person in, and the Party has yet to confirm it;
    ``agreed_at``: from when the person takes part in what binds both Parties, if not a day after
    joining: when a coordinator agreed, or a day after a change of role.
    ``duress_since``: the duress PIN was entered, and not the PIN afterwards; no notes are shown.
    """

    id: PersonId
    number: int
    party: PartyCode
    role: Role
    agency: str
    name: str | Text
    chat_id: int
    language: str | None
    status: AccountStatus
    joined_at: datetime
    unreachable_since: datetime | None = None
    email: str | None = None
    last_seen_on: date | None = None
    appointment: Appointment | None = None
    unconfirmed_since: datetime | None = None
    agreed_at: datetime | None = None
    duress_since: datetime | None = None

    @property
    def bare_name(self) -> str:
        """The name without the honorific."""
        return self.name if isinstance(self.name, str) else str(self.name.values["name"])

    @property
    def active(self) -> bool:
        """Whether the person may act and receive messages."""
        return self.status is AccountStatus.ACTIVE

    @property
    def reachable(self) -> bool:
        """Whether the person is active and, as far as is known, Telegram delivers to the chat."""
        return self.active and self.unreachable_since is None


def names_of(people: Iterable[Person]) -> tuple[Text, ...]:
    """The names of people of the reader's Party, as a value of a text."""
    return tuple(text("answer", value=each.name) for each in people)


class UnknownPerson(WrongValue):
    """No such person in the own Party: the same error for a person of the other Party."""


def hash_token(token: str) -> str:
    """Hash the token of an invitation; the token itself is never stored."""
    return hashlib.sha256(token.encode()).hexdigest()
