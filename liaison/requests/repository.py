"""What a service may ask of the repository of requests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.core.references import Reference
from liaison.requests.model import Event, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Which cases a month can concern where a Party is the requested one.

    They were logged from ``logged_from`` on and before ``end``, or answered or refused from
    ``start`` on and before ``end``.
    """

    requested: PartyCode
    logged_from: datetime
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is counted of one case. Instants are aware UTC, dates the requested Party's.

    ``received_at`` is when receipt was acknowledged or recorded, ``ended_at`` when the case was
    answered or refused; ``due_on`` is the date by which it is to be, where there is one.
    """

    logged_at: datetime
    received_at: datetime | None = None
    received_on: date | None = None
    due_on: date | None = None
    ended_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """Which cases of a Party a list shows. Dates and moments are those of the requested Party of a
    case: ``today`` in its zone, ``soon`` the last day that is soon, ``forgotten`` the moment before
    which the last step of a forgotten case was taken.
    """

    which: str
    """One of ``open``, ``ours`` (the next step is ours), ``overdue``, ``ended``, ``all``, ``soon``,
    ``sent`` (not yet received), ``forgotten``, ``left`` (who was given it has left), ``owed`` (an
    answer is).
    """
    today: Mapping[PartyCode, date]
    soon: Mapping[PartyCode, date] = field(default_factory=dict)
    forgotten: Mapping[PartyCode, datetime] = field(default_factory=dict)
    requested: PartyCode | None = None
    """Only cases in which this Party is the requested one."""
    year: int | None = None
    """Only cases that were logged in this year, by their references."""
    offset: int = 0
    limit: int = 5
    count_to: int | None = None
    """How many cases are counted at the most: the past only grows."""


class Requests(Protocol):
    """Cases, always asked for on behalf of a Party that is part of them."""

    async def add(self, request: Request, event: Event) -> None:
        """Keep a new case and its first event."""

    async def get(self, reference: Reference, *, party: PartyCode) -> Request | None:
        """One case that this Party is part of, locked until this transaction ends.

        Both databases keep that promise: the transaction is the only writer, or locks the row.
        """

    async def peek(self, reference: Reference, *, party: PartyCode) -> Request | None:
        """One case that this Party is part of as it is just now; it may change at any moment."""

    async def exists(self, reference: Reference) -> bool:
        """Whether a reference is taken, by anybody."""

    async def change(self, request: Request, event: Event) -> bool:
        """Write the next version; false where it is no longer ``request.version - 1``."""

    async def events(self, reference: Reference, *, party: PartyCode) -> Sequence[Event]:
        """The history of a case as this Party may see it, oldest first."""

    async def listed(self, party: PartyCode, chosen: CaseFilter) -> tuple[Sequence[Request], int]:
        """One page of a Party's cases, those due first on top, and how many there are in all, or
        as many as are counted at the most.

        Open cases come before the others, among which the one that moved last is on top; what has
        ended comes last.
        """

    async def counted(self, party: PartyCode, *chosen: CaseFilter) -> Sequence[int]:
        """How many of a Party's cases each of several lists shows, whatever their pages."""

    async def facts(self, party: PartyCode, period: Period) -> Sequence[CaseFacts]:
        """What a scorecard counts of a Party's cases in a period, those logged first on top."""

    async def first_logged(self, party: PartyCode) -> datetime | None:
        """When the first case of a Party was logged; None where there is none."""

    async def assigned_to(self, person: PersonId) -> Sequence[Request]:
        """The open cases that are assigned, or offered, to a person."""

    async def unreviewed(self, party: PartyCode) -> Sequence[Request]:
        """Cases with something the other Party stated by letter that this one has not judged."""
