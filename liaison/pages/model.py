"""What signs a person in to the page, and the messages that it shows."""

from dataclasses import KW_ONLY, dataclass, field
from datetime import date, datetime

from liaison.core.cards import Card, Text
from liaison.core.channels import Address
from liaison.core.people import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A passkey of a person, by its credential id; both are base64url. ``sign_count`` never falls.
    One made ``with_pin``, which was asked for before its link, counts as the PIN. Instants are
    aware UTC.
    """

    id: str
    person: PersonId
    public_key: str
    sign_count: int
    made_at: datetime
    used_at: datetime | None = None
    with_pin: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSession:
    """A signed-in browser. The token is only in its cookie; ``token_hash`` is its SHA-256 as hex.
    ``address`` is that of the person's page, or of a person who waits to be confirmed.
    """

    token_hash: str
    address: Address
    opened_at: datetime
    used_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link by which a person makes a passkey, once; ``made_by`` is None for the operator, and
    ``with_pin`` if the PIN was asked for. Or what
    Telegram has signed, which opens one session: it is used when it is added.
    """

    token_hash: str
    person: PersonId
    expires_at: datetime
    made_by: PersonId | None = None
    used_at: datetime | None = None
    with_pin: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFeed:
    """The secret address at which a calendar program reads a person's dates. The token is not
    stored; ``token_hash`` is its SHA-256 as hex.
    """

    token_hash: str
    person: PersonId
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """An entry of a calendar feed, between aware instants, or on a whole day without ``end``.
    ``uid`` never changes; it is ``tentative`` until both Parties have agreed.
    """

    uid: str
    changed_at: datetime
    start: datetime | date
    title: Text
    end: datetime | None = None
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class PageMessage:
    """A message that a page shows, by its number on that page. ``toast`` is shown above it, once.
    ``until`` is when it is no longer shown; ``shown_at`` when it was first, None if it was not yet.
    ``is_answer``: the answer to the last act, in place of the one before.
    """

    address: Address
    number: int
    _: KW_ONLY
    card: Card
    sent_at: datetime
    toast: Text | None = None
    is_answer: bool = False
    until: datetime | None = None
    shown_at: datetime | None = None
    file_name: str | None = None
    file: bytes | None = field(default=None, repr=False)
