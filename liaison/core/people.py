"""The people of both Parties, and the commands that each role may use.

Some commands are protected further. An unregistered one is rejected.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import Text, named, text
from liaison.core.channels import Address
from liaison.core.errors import UserError, WrongValue
from liaison.core.registry import Concept, Registry

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
    """The letter and first day of the present role; when the other Party was told (aware UTC)."""

    letter: str
    since: date
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person who joined by an invitation. ``address`` is where notifications go.

    ``number`` counts the people of the own Party, so that it reveals nothing about the other's.
    ``language`` is None until the person has chosen one; ``name`` is shown to the own Party only,
    with the honorific that the person chose.
    ``unreachable_since`` is when Telegram first refused to deliver; ``email`` is confirmed.
    ``last_seen_on`` is the day, in the Party's zone, of the person's last action.
    ``unconfirmed_since``: the operator let the person in, and the Party has yet to confirm it;
    ``agreed_at``: from when the person takes part in what binds both Parties, if not a day after
    joining: when a coordinator agreed, or a day after a change of role.
    ``duress_since``: the duress PIN was entered, and not the PIN afterwards; no notes are shown.
    ``lost_word`` is the hash of the words by which any account suspends the person.
    """

    id: PersonId
    number: int
    party: PartyCode
    role: Role
    agency: str
    name: str | Text
    address: Address
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
    lost_word: str | None = field(default=None, repr=False)

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


def shown_to(viewer: Person, person: Person) -> Text:
    """A person: the name of one of the viewer's Party, the role of one of the other."""
    if person.party == viewer.party:
        return text("answer", value=person.name)
    return text("history-role", role=named("role", person.role), party=party_name(person.party))


def names_of(people: Iterable[Person]) -> tuple[Text, ...]:
    """The names of people of the reader's Party, as a value of a text."""
    return tuple(text("answer", value=each.name) for each in people)


class UnknownPerson(WrongValue):
    """No such person in the own Party: the same error for a person of the other Party."""


def hash_token(token: str) -> str:
    """Hash the token of an invitation; the token itself is never stored."""
    return hashlib.sha256(token.encode()).hexdigest()


STAFF = frozenset({Role.FOCAL_PERSON, Role.COORDINATOR})
COORDINATORS = frozenset({Role.COORDINATOR})
ALL_ROLES = frozenset(Role)
ADMINS = frozenset({Role.ADMIN})
AUDITORS = frozenset({Role.AUDITOR})
PARTICIPANTS = ALL_ROLES - AUDITORS
"""The roles that see the records of their Party; an auditor reads only what was done with them."""
APPROVER_ROLES = frozenset({Role.COORDINATOR, Role.ADMIN})
"""The roles that see the joint approvals of their Party and decide on them."""


BEHIND_MORE: frozenset[Role] = frozenset()
"""A command with a button, but not among the first ones of any role."""


BINDING = (
    "activity * drop",
    "activity * move",
    "amend",
    "approval * *",
    "decide",
    "difference * close",
    "disclose",
    "disclosures * withdraw",
    "extend",
    "minutes",
    "plan import",
    "procedure import",
    "redact",
    "settings * *",
    "terminate",
)
"""What binds both Parties, as patterns: a command and its first arguments; ``*`` is any."""
TAKES_AWAY = frozenset({"remove", "role", "suspend"})
"""What takes a role or the access of a person away."""
PEOPLE = (
    "agency",
    "appoint",
    "confirm",
    "invite",
    "invites * revoke",
    "invites * yes",
    "page * ok",
    "remove",
    "restore",
    "role",
    "suspend",
    "unpin",
)
"""Changes of people."""
PERSONAL = (
    "approve * ok",
    "away",
    "correct",
    "email",
    "export",
    "hold * off",
    "lostword",
    "note * add",
    "note * open",
    "page calendar",
    "page new",
    "pin duress",
    "pin new",
    "pin off",
    "refuse",
    "report * file",
)
NEEDS_PIN = (*BINDING, *PEOPLE, *PERSONAL)
"""What asks for the PIN, which those who decide for a Party must have; see ``APPROVER_ROLES``."""
WITHOUT_PIN = ("confirm * pin", "pin")
"""What asks for it only where there is one, so that a first PIN can be set and confirmed."""
NEEDS_CONFIRMATION = (*BINDING, *PEOPLE)
"""What a person whom the operator let in may not do before the Party has confirmed it."""


class Group(StrEnum):
    """A group of commands in the menu and in the help, in this order."""

    WORK = "work"
    REQUESTS = "requests"
    MEETINGS = "meetings"
    AGREEMENT = "agreement"
    PEOPLE = "people"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Permission:
    """A command and the roles that may use it.

    Without a ``group`` it is not listed. ``menu`` are the roles whose menu begins with it; for all
    others its button is behind "More"; None gives it no button. With ``mail`` it is listed only if
    the service can send e-mail, with ``page`` only if the service has a page.
    """

    key: str
    roles: frozenset[Role]
    group: Group | None = None
    menu: frozenset[Role] | None = None
    mail: bool = False
    page: bool = False


def permissions(roles: frozenset[Role], *commands: str, group: Group | None = None) -> Concept:
    """The permissions of commands of the same roles, which have no button in the menu."""
    return tuple(Permission(each, roles, group) for each in commands)


class NotYourRole(UserError):
    """The person's role may not do this; the ``roles`` may."""

    roles: Collection[Role] = ()


class NotYourSide(UserError):
    """This step belongs to the other Party."""


def require_role(person: Person, roles: Collection[Role]) -> None:
    """Check that a person has one of these roles. Raises ``NotYourRole``."""
    if person.role not in roles:
        error = NotYourRole()
        error.roles = roles
        raise error


def may_use(registry: Registry, command: str, role: Role) -> bool:
    """Whether a role may use a command; False for an unregistered command."""
    found = registry.find(Permission, command)
    return found is not None and role in found.roles


def entitled(registry: Registry, command: str) -> Collection[Role]:
    """The roles whose menu begins with a command, or else all that may use it."""
    found = registry.find(Permission, command)
    return () if found is None else found.menu or found.roles


def matches(patterns: tuple[str, ...], name: str, *arguments: str | None) -> bool:
    """Whether a command with these first arguments is one of the patterns."""
    given = (name, *arguments)
    for pattern in patterns:
        if pattern.startswith(name):
            words = zip(pattern.split(), given, strict=False)
            if all(word and each in (word, "*") for each, word in words):
                return True
    return False


def listed(
    registry: Registry, role: Role, *, mail: bool, page: bool
) -> Mapping[Group, Sequence[Permission]]:
    """The commands of a role by group. ``mail``: the service can send e-mail; ``page``: it has a
    page.
    """
    own = [
        each
        for each in registry.all(Permission).values()
        if role in each.roles and each.mail <= mail and each.page <= page
    ]
    found = {group: [each for each in own if each.group is group] for group in Group}
    return {group: commands for group, commands in found.items() if commands}


def menu_of(registry: Registry, role: Role) -> Sequence[str]:
    """The first commands of a role, at most eight, which Telegram shows in its menu."""
    groups = listed(registry, role, mail=False, page=False).values()
    return [each.key for group in groups for each in group if role in (each.menu or ())]


CONCEPT: Concept = (
    Permission("menu", ALL_ROLES, Group.WORK, menu=ALL_ROLES),
    Permission("help", ALL_ROLES, Group.WORK, menu=ALL_ROLES),
    Permission("cancel", ALL_ROLES, Group.WORK),
    Permission("start", ALL_ROLES),
    Permission("day", ALL_ROLES),
    Permission("language", ALL_ROLES, Group.SETTINGS, menu=BEHIND_MORE),
)
