"""The interface of the repository of requests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.core.references import Reference
from liaison.requests.model import Event, Request

SORTS = ("requested", "state", "due", "logged")
"""What a list can be sorted by: the requested Party, the status, the due date, or when a request
was logged.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilter:
    """The requests of a report on a ``requested`` Party: logged from ``logged_from`` on and before
    ``end``, or answered, refused or extended from ``start`` on and before ``end``.
    """

    requested: PartyCode
    logged_from: datetime
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """The data of one request for statistics: when receipt was confirmed or recorded, and when it
    was answered or refused, the ``grounds`` of a refusal, and the ``extensions`` agreed in the
    period. ``waits``: a reply is still due. Instants are aware UTC, dates the requested Party's.
    """

    kind: str
    logged_at: datetime
    received_at: datetime | None = None
    received_on: date | None = None
    due_on: date | None = None
    ended_at: datetime | None = None
    withdrawn_at: datetime | None = None
    grounds: tuple[str, ...] = ()
    extensions: int = 0
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilter:
    """The filter of a list of requests. Dates and times are the requested Party's: ``today`` in its
    zone, ``soon`` the last day of "due soon"; a request is forgotten if its last step was before
    ``forgotten``.
    """

    which: str
    """One of ``open``, ``ours`` (the next step is the own Party's), ``overdue``, ``ended``,
    ``all``, ``soon``, ``sent`` (not yet received), ``forgotten``, ``left`` (its assignee has left),
    ``owed`` (a reply is due), ``returned`` (an answer was returned as insufficient).
    """
    today: Mapping[PartyCode, date]
    soon: Mapping[PartyCode, date] = field(default_factory=dict)
    forgotten: Mapping[PartyCode, datetime] = field(default_factory=dict)
    requested: PartyCode | None = None
    """Only requests in which this Party is the requested one."""
    year: int | None = None
    """Only requests that were logged in this year, by their references."""
    sort: str = ""
    """By which of ``SORTS`` the first ``count_to`` requests are sorted, with a minus the other way
    round; by default the open ones come first, the most pressing at the top.
    """
    offset: int = 0
    limit: int = 5
    count_to: int | None = None
    """The maximum that is counted, as the number of past requests only grows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What is searched for: a ``text`` in lower case within references, agencies, places and the
    letter numbers, also former ones, of the newest requests, or a type; or those of a month or week
    (aware UTC).
    """

    text: str
    month: tuple[datetime, datetime] | None = None


class Requests(Protocol):
    """Requests, always read for a Party that is part of them."""

    async def add(self, request: Request, event: Event) -> None:
        """Add a new request and its first event."""

    async def lock(self, reference: Reference, *, party: PartyCode) -> Request | None:
        """One request of this Party, locked until this transaction ends."""

    async def get(self, reference: Reference, *, party: PartyCode) -> Request | None:
        """One request of this Party, not locked; it may change at any time."""

    async def following(self, reference: Reference, *, party: PartyCode) -> Sequence[Request]:
        """The requests of this Party that continue one."""

    async def change(self, request: Request, event: Event) -> bool:
        """Write the next version; False if the stored one is not ``request.version - 1``."""

    async def events(self, reference: Reference, *, party: PartyCode) -> Sequence[Event]:
        """The history of a request that this Party may see, oldest first."""

    async def listed(
        self, party: PartyCode, chosen: RequestFilter
    ) -> tuple[Sequence[Request], int]:
        """One page of a Party's requests, the open ones first, by due date; and the total."""

    async def counted(self, party: PartyCode, *chosen: RequestFilter) -> Sequence[int]:
        """The total of each of several lists of a Party's requests, without their pages."""

    async def search(
        self, party: PartyCode, words: SearchQuery, *, limit: int
    ) -> Sequence[Request]:
        """A Party's requests that may have these words, the latest first."""

    async def letters(self, party: PartyCode, *, limit: int) -> Sequence[tuple[str, str]]:
        """The numbers of a Party's letters with the codes of their records, the latest first. A
        letter that appoints people has no code.
        """

    async def facts(self, party: PartyCode, period: ReportFilter) -> Sequence[RequestFacts]:
        """Data of a Party's requests in a period for statistics, sorted by the time of logging."""

    async def first_logged(self, party: PartyCode) -> datetime | None:
        """When the first request of a Party was logged; None if there is none."""

    async def active(self, party: PartyCode) -> Sequence[Request]:
        """All requests of a Party in which a step is owed: those that are open, to be closed, or
        have steps reported by the other Party that this one has not reviewed.
        """

    async def assigned_to(self, person: PersonId) -> Sequence[Request]:
        """The open requests that are assigned or offered to a person."""

    async def unreviewed(self, party: PartyCode) -> Sequence[Request]:
        """Requests with steps reported by the other Party that this one has not reviewed."""
