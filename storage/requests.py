"""Cases, always asked for on behalf of a Party that is part of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    and_,
    bindparam,
    case,
    false,
    func,
    insert,
    not_,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from liaison.domain.access import OPEN, Action, State
from liaison.domain.agreements import PartyCode
from liaison.domain.people import PersonId
from liaison.domain.references import Reference
from liaison.domain.request_facts import Event, Request
from liaison.domain.scorecards import CaseFacts, Period
from liaison.usecases.repositories import CaseFilter
from storage.request_rows import (
    EVENTS,
    REQUESTS,
    event_of,
    event_values,
    request_of,
    request_values,
)
from storage.statements import Statements

_T = TypeVar("_T")
Condition = ColumnElement[bool]
_CASE = REQUESTS.c
_OPEN = _CASE.state.in_(sorted(state.value for state in OPEN))
_due = func.coalesce(_CASE.due_on, _CASE.needed_by)
"""Without a receipt no clock runs, but the day by which an answer is needed is known."""
_RECEIPTS = (Action.RECEIVE, Action.RECORD)
_ENDINGS = (Action.ANSWER, Action.REFUSE)
_ADDING = insert(REQUESTS).inline()
_ADDING_EVENT = insert(EVENTS).inline()
_ITS = _CASE.reference == bindparam("its_reference")
_TAKEN = select(_CASE.reference).where(_ITS)
_CHANGING = update(REQUESTS).where(_ITS, _CASE.version == bindparam("its_version"))
_ENDS = (State.CLOSED, State.WITHDRAWN)
_ENDED = _CASE.state.in_([state.value for state in _ENDS])
_GOES_ON = _CASE.state.in_([state.value for state in State if state not in _ENDS])
"""By the states that it is in: what is not in some states no index finds."""


class UnknownFilter(ValueError):
    """No list of cases has that name: our fault, never a person's."""


class Requests:
    """Cases and their history."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def add(self, request: Request, event: Event) -> None:
        """Keep a new case and its first event."""
        await self._sql.run(_ADDING, request_values(request))
        await self._sql.run(_ADDING_EVENT, event_values(event))

    async def get(self, reference: Reference, *, party: PartyCode) -> Request | None:
        """One case that this Party is part of; nobody else changes it before this transaction ends.

        Both databases keep that promise: the transaction is the only writer, or locks the row.
        """
        its = {"its_reference": reference, "its_party": party}
        row = (await self._sql.run(_FOUND, its)).one_or_none()
        return None if row is None else request_of(row)

    async def exists(self, reference: Reference) -> bool:
        """Whether a reference is taken, by anybody."""
        found = await self._sql.run(_TAKEN, {"its_reference": reference})
        return found.one_or_none() is not None

    async def change(self, request: Request, event: Event) -> bool:
        """Write the next version; false where it is no longer ``request.version - 1``."""
        seen = {"its_reference": request.reference, "its_version": request.version - 1}
        if not await self._sql.changes(_CHANGING, request_values(request) | seen):
            return False
        await self._sql.run(_ADDING_EVENT, event_values(event))
        return True

    async def events(self, reference: Reference, *, party: PartyCode) -> Sequence[Event]:
        """The history of a case as this Party may see it, oldest first."""
        its = {"its_reference": reference, "its_party": party}
        return [event_of(row) for row in await self._sql.run(_HISTORY, its)]

    async def listed(self, party: PartyCode, chosen: CaseFilter) -> tuple[Sequence[Request], int]:
        """One page of a Party's cases, those due first on top, and how many there are in all.

        Open cases come before the others, among which the one that moved last is on top.
        """
        shown = _shown(party, chosen)
        counted = select(func.count()).select_from(REQUESTS).where(shown)
        total = int((await self._sql.run(counted)).scalar_one())
        page = (
            select(REQUESTS)
            .where(shown)
            .order_by(
                case((_OPEN, 0), else_=1),
                case((and_(_OPEN, _due.is_not(None)), 0), else_=1),
                case((_OPEN, _due), else_=None),
                case((_OPEN, _CASE.logged_at), else_=None),
                _CASE.moved_at.desc(),
                _CASE.reference,
            )
            .offset(chosen.offset)
            .limit(chosen.limit)
        )
        return [request_of(row) for row in await self._sql.run(page)], total

    async def counted(self, party: PartyCode, *chosen: CaseFilter) -> Sequence[int]:
        """How many of a Party's cases each of several lists shows, whatever their pages."""
        shown = [_shown(party, each) for each in chosen]
        counts = (func.count(case((each, 1))) for each in shown)
        counted = select(*counts).select_from(REQUESTS).where(or_(*shown))
        return [int(each) for each in (await self._sql.run(counted)).one()]

    async def facts(self, party: PartyCode, period: Period) -> Sequence[CaseFacts]:
        """What a scorecard counts of a Party's cases in a period, those logged first on top."""
        ended = select(EVENTS.c.reference).where(
            _is(*_ENDINGS), EVENTS.c.at >= period.start, EVENTS.c.at < period.end
        )
        logged = and_(_CASE.logged_at >= period.logged_from, _CASE.logged_at < period.end)
        found = (
            select(
                _CASE.logged_at,
                _CASE.received_on,
                _due.label("due_on"),
                _first(*_RECEIPTS).label("received_at"),
                _first(*_ENDINGS).label("ended_at"),
                _first(Action.WITHDRAW).label("withdrawn_at"),
            )
            .join(EVENTS, EVENTS.c.reference == _CASE.reference)
            .where(
                _part(party),
                _CASE.requested == period.requested,
                or_(logged, _CASE.reference.in_(ended)),
            )
            .group_by(_CASE.reference)
            .order_by(_CASE.logged_at, _CASE.reference)
        )
        return [CaseFacts(**row._asdict()) for row in await self._sql.run(found)]

    async def first_logged(self, party: PartyCode) -> datetime | None:
        """When the first case of a Party was logged; None where there is none."""
        first = select(func.min(_CASE.logged_at)).where(_part(party))
        found: datetime | None = (await self._sql.run(first)).scalar_one()
        return found

    async def held_by(self, person: PersonId) -> Sequence[Request]:
        """The open cases that are assigned, or offered, to a person."""
        return await self._all(or_(_CASE.assignee == person, _CASE.offered_to == person), _OPEN)

    async def unreviewed(self, party: PartyCode) -> Sequence[Request]:
        """Cases in which the other Party stated by letter what this one has not judged yet."""
        waits = or_(
            and_(_CASE.requesting == party, _CASE.requesting_judges.is_(True)),
            and_(_CASE.requested == party, _CASE.requested_judges.is_(True)),
        )
        return await self._all(waits)

    async def _all(self, *where: Condition) -> Sequence[Request]:
        found = select(REQUESTS).where(*where).order_by(_CASE.logged_at, _CASE.reference)
        return [request_of(row) for row in await self._sql.run(found)]


def _part(party: PartyCode | BindParameter[str]) -> Condition:
    return or_(_CASE.requesting == party, _CASE.requested == party)


_PARTY: BindParameter[str] = bindparam("its_party")
_FOUND = select(REQUESTS).where(_ITS, _part(_PARTY)).with_for_update()
_HISTORY = (
    select(EVENTS)
    .join(REQUESTS, _CASE.reference == EVENTS.c.reference)
    .where(_ITS, _part(_PARTY), or_(EVENTS.c.private.is_(False), EVENTS.c.party == _PARTY))
    .order_by(EVENTS.c.version)
)


def _is(*actions: Action) -> Condition:
    return EVENTS.c.action.in_([action.value for action in actions])


def _first(*actions: Action) -> ColumnElement[Any]:
    """When a case saw the first of some steps, within a group of its events."""
    return func.min(case((_is(*actions), EVENTS.c.at)))


def _shown(party: PartyCode, chosen: CaseFilter) -> Condition:
    """What a list of a Party's cases shows."""
    if chosen.which == "ours":
        return _next_step_of(party)
    if chosen.which not in _LISTS:
        raise UnknownFilter(chosen.which)
    listed = [_part(party), _LISTS[chosen.which](chosen)]
    if chosen.requested is not None:
        listed.append(_CASE.requested == chosen.requested)
    if chosen.year is not None:
        listed.append(func.substr(_CASE.reference, 3, 2) == f"{chosen.year % 100:02}")
    return and_(*listed)


def _by_party(bounds: Mapping[PartyCode, _T], holds: Callable[[_T], Condition]) -> Condition:
    """What holds of a case with the bound of its requested Party."""
    each = (and_(_CASE.requested == code, holds(bound)) for code, bound in bounds.items())
    return or_(false(), *each)


def _overdue(chosen: CaseFilter) -> Condition:
    return and_(_OPEN, _by_party(chosen.today, lambda today: _due < today))


def _soon(chosen: CaseFilter) -> Condition:
    near = _by_party(chosen.soon, lambda last: _due <= last)
    return and_(_OPEN, near, not_(_overdue(chosen)))


def _forgotten(chosen: CaseFilter) -> Condition:
    left = _by_party(chosen.forgotten, lambda since: _CASE.stepped_at < since)
    return and_(_CASE.state == State.RECEIVED.value, left, not_(_overdue(chosen)))


_LISTS: Mapping[str, Callable[[CaseFilter], Condition]] = {
    "all": lambda _: true(),
    "open": lambda _: _GOES_ON,
    "owed": lambda _: _OPEN,
    "sent": lambda _: _CASE.state == State.SENT.value,
    "overdue": _overdue,
    "soon": _soon,
    "forgotten": _forgotten,
    "ended": lambda _: _ENDED,
}
"""What lists show of the cases that a Party is part of, all but the one of its own next steps."""


def _next_step_of(party: PartyCode) -> Condition:
    """An answer is owed by the requested Party; a question, or the outcome, waits for the other."""
    waits = _CASE.state.in_([State.ANSWERED.value, State.REFUSED.value, State.RECEIVED.value])
    asked = or_(_CASE.state != State.RECEIVED.value, _CASE.missing != "")
    return or_(
        and_(_CASE.requested == party, _OPEN),
        and_(_CASE.requesting == party, waits, asked),
    )
