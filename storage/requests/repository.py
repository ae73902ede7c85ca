"""Requests, always read on behalf of a Party that is part of them."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.core.references import Reference
from liaison.core.registry import Concept
from liaison.requests import repository as request_repository
from liaison.requests.model import OPEN, REQUEST_RECORD, Action, Event, Request, State
from liaison.requests.repository import ReportFilter, RequestFacts, RequestFilter, SearchQuery
from storage import disclosures
from storage.crypto import FieldCipher
from storage.engine.records import Records, is_last_page
from storage.engine.schema import ALL_ROWS, Columns, Condition, Rows, UtcDateTime
from storage.engine.statements import ReadOnce, Statements, Stored
from storage.errors import StorageError
from storage.people import repository as people
from storage.record_digests import ProvenTable
from storage.requests import lists, rows
from storage.requests.lists import ALL, DUE, IS_OPEN, PARTY
from storage.requests.rows import EVENTS, REQUESTS, EventRows, RequestRows

_REQUEST = REQUESTS.c
_WILD = re.compile(r"[%_\\]")
"""Characters with a meaning in a pattern of `LIKE`."""
_ACTIVE = sorted({*OPEN, State.ANSWERED, State.REFUSED})
_RECEIPTS = (Action.RECEIVE, Action.RECORD)
_ENDINGS = (Action.ANSWER, Action.REFUSE)
_WITH_LETTER = (*_ENDINGS, Action.SUPPLY, Action.ANSWER_PART, Action.WITHDRAW, Action.CORRECT)
"""Steps that may have a letter of their own."""
_PLAIN_FACTS = ("reference", "kind", "logged_at", "received_on", "refusal")
_ADDING = insert(REQUESTS).inline()
_ADDING_EVENT = insert(EVENTS).inline()
_BY_ID = _REQUEST.reference == bindparam("its_reference")
_CHANGING = update(REQUESTS).where(_BY_ID, _REQUEST.version == bindparam("its_version"))


class Requests(Records[Request, RequestRows], request_repository.Requests, ReadOnce):
    """Requests and their history; each request is read and locked once in a transaction."""

    _rows = RequestRows
    _read = staticmethod(rows.request_of)

    def __init__(self, sql: Statements) -> None:
        super().__init__(sql)
        self._held: dict[Reference, Request] = {}
        self._seen: dict[Reference, Request] = {}
        self._numbers: dict[PartyCode, Mapping[Reference, str]] = {}

    def _values(self, request: Request) -> Columns:
        return rows.request_values(request, self._sql.cipher)

    async def add(self, request: Request, event: Event) -> None:
        self._numbers.clear()
        await self._sql.run(_ADDING, self._values(request))
        await self._sql.run(_ADDING_EVENT, rows.event_values(event, self._sql.cipher))
        self._held[request.reference] = request

    async def lock(self, reference: Reference, *, party: PartyCode) -> Request | None:
        return await self._known(self._held, _LOCKED, reference, party)

    async def get(self, reference: Reference, *, party: PartyCode) -> Request | None:
        known = self._held if reference in self._held else self._seen
        return await self._known(known, _FOUND, reference, party)

    async def following(self, reference: Reference, *, party: PartyCode) -> Sequence[Request]:
        found = _IN_ORDER.where(_REQUEST.follows == reference, lists.part_of(PARTY))
        return await self._all(found, {"its_party": party})

    async def change(self, request: Request, event: Event) -> bool:
        seen = {"its_reference": request.reference, "its_version": request.version - 1}
        self._held.pop(request.reference, None)
        self._numbers.clear()
        if not await self._sql.changes(_CHANGING, self._values(request) | seen):
            return False
        await self._sql.run(_ADDING_EVENT, rows.event_values(event, self._sql.cipher))
        self._held[request.reference] = request
        return True

    async def events(self, reference: Reference, *, party: PartyCode) -> Sequence[Event]:
        its = {"its_reference": reference, "its_party": party}
        return [rows.event_of(row, self._sql.cipher) for row in await self._sql.rows(_HISTORY, its)]

    async def listed(
        self, party: PartyCode, chosen: RequestFilter
    ) -> tuple[Sequence[Request], int]:
        parts = ALL if chosen.which == "all" else (chosen.which,)
        if chosen.sort:
            return await self._sorted(party, chosen, parts)
        found, total = list[Request](), 0
        for which in parts:
            skipped = max(0, chosen.offset - total)
            left = chosen.limit - len(found)
            part = replace(chosen, which=which, offset=skipped, limit=left)
            some, count = await self._listed(party, part)
            found, total = [*found, *some], total + count
        return found, total if chosen.count_to is None else min(total, chosen.count_to)

    async def _sorted(
        self, party: PartyCode, chosen: RequestFilter, parts: Sequence[str]
    ) -> tuple[Sequence[Request], int]:
        shapes = tuple(lists.shape_of(replace(chosen, which=which)) for which in parts)
        most = ALL_ROWS if chosen.count_to is None else chosen.count_to
        values = lists.filter_values(chosen) | {"its_party": party, "among": most}
        window = {"skipped": chosen.offset, "most": chosen.limit}
        found = await self._all(lists.sorted_page(shapes, chosen.sort), values | window)
        return found, min(sum([await self._count(e, values, chosen) for e in shapes]), most)

    async def _listed(
        self, party: PartyCode, chosen: RequestFilter
    ) -> tuple[Sequence[Request], int]:
        shape, values = lists.shape_of(chosen), lists.filter_values(chosen) | {"its_party": party}
        window = {"skipped": chosen.offset, "most": chosen.limit}
        found = await self._all(lists.page(shape), values | window)
        if is_last_page(found, offset=chosen.offset, limit=chosen.limit):
            return found, chosen.offset + len(found)
        return found, await self._count(shape, values, chosen)

    async def _count(self, shape: lists.Shape, values: Columns, chosen: RequestFilter) -> int:
        most = ALL_ROWS if chosen.count_to is None else chosen.count_to
        return (await self._sql.run(lists.counting(shape), values | {"most": most})).scalar_one()

    async def counted(self, party: PartyCode, *chosen: RequestFilter) -> Sequence[int]:
        values: Columns = {"its_party": party}
        for index, each in enumerate(chosen):
            values |= lists.filter_values(each, f"{index}_")
        shapes = tuple(lists.shape_of(each, f"{index}_") for index, each in enumerate(chosen))
        return [
            int(each) for each in (await self._sql.run(lists.counting_each(shapes), values)).one()
        ]

    async def search(
        self, party: PartyCode, words: SearchQuery, *, limit: int
    ) -> Sequence[Request]:
        its = {"its_party": party, "text": words.text, "most": limit}
        its["part"] = "%" + _WILD.sub(r"\\\g<0>", words.text) + "%"
        its["since"], its["until"] = words.month or (self._sql.now, self._sql.now)
        numbers = await self._letter_numbers(party)
        its["lettered"] = [each for each, typed in numbers.items() if words.text in typed][:limit]
        return await self._all(_SEARCHING[self._sql.dialect], its)

    async def _letter_numbers(self, party: PartyCode) -> Mapping[Reference, str]:
        """The numbers of the letters of the newest requests, which SQL cannot search, also those
        that were corrected: in lower case, a line each.
        """
        if party not in self._numbers:
            found = dict[Reference, str]()
            for skipped in range(0, SEARCHED, _PAGE):
                its = {"its_party": party, "skipped": skipped, "most": _PAGE}
                page = [tuple(row) for row in await self._sql.run(_NEWEST, its)]
                found |= {row[0]: _numbers_in(self._sql.cipher, *row) for row in page}
                if len(page) < _PAGE:
                    break
            for row in await self._sql.run(_CORRECTED):
                if row[0] in found:
                    found[row[0]] += "".join(rows.replaced_numbers(self._sql.cipher, *row))
            self._numbers[party] = found
        return self._numbers[party]

    async def letters(self, party: PartyCode, *, limit: int) -> Sequence[tuple[str, str]]:
        its, cipher = {"its_party": party, "most": limit}, self._sql.cipher
        found: list[tuple[datetime, str, str | int | None]] = []
        for step in await self._sql.rows(_LATEST_STEPS, its):
            event = rows.event_of(step, cipher)
            found.append((event.at, event.reference, event.facts.get("sent", event.letter)))
        for asked in await self._sql.rows(_LATEST_ASKED, its):
            [letter] = rows.ENCRYPTED.decrypt(cipher, asked, "letter_reference")
            found.append((asked.logged_at, asked.reference, letter))
        for disclosed in await self._sql.rows(_LATEST_DISCLOSED, its):
            [letter] = disclosures.ENCRYPTED.decrypt(cipher, disclosed)
            found.append((disclosed.made_at, disclosed.code, letter))
        for person in await self._sql.rows(_LATEST_APPOINTED, its):
            [letter] = people.ENCRYPTED.decrypt(cipher, person)
            found.append((person.joined_at, "", letter))
        numbers = [(at, code, str(letter)) for at, code, letter in found if letter is not None]
        numbers.sort(key=lambda each: (-each[0].timestamp(), each[2]))
        return [(code, letter) for _, code, letter in numbers[:limit]]

    async def facts(self, party: PartyCode, period: ReportFilter) -> Sequence[RequestFacts]:
        within = and_(EVENTS.c.at >= period.start, EVENTS.c.at < period.end)
        stepped = select(EVENTS.c.reference).where(_is(*_ENDINGS, Action.EXTEND), within)
        logged = and_(_REQUEST.logged_at >= period.logged_from, _REQUEST.logged_at < period.end)
        found = (
            select(
                *(_REQUEST[each] for each in _PLAIN_FACTS),
                DUE.label("due_on"),
                IS_OPEN.label("waits"),
                _first(*_RECEIPTS).label("received_at"),
                _first(*_ENDINGS).label("ended_at"),
                _first(Action.WITHDRAW).label("withdrawn_at"),
                func.count(case((and_(_is(Action.EXTEND), within), 1))).label("extensions"),
            )
            .join(EVENTS, EVENTS.c.reference == _REQUEST.reference)
            .where(lists.part_of(party), _REQUEST.requested == period.requested)
            .where(or_(logged, _REQUEST.reference.in_(stepped)))
            .group_by(_REQUEST.reference)
            .order_by(_REQUEST.logged_at, _REQUEST.reference)
        )
        return [rows.facts_of(each, self._sql.cipher) for each in await self._sql.run(found)]

    async def first_logged(self, party: PartyCode) -> datetime | None:
        first = select(func.min(col(RequestRows.logged_at))).where(lists.part_of(party))
        return (await self._sql.run(first)).scalar_one()

    async def active(self, party: PartyCode) -> Sequence[Request]:
        return await self._all(_OWED, {"its_party": party})

    async def assigned_to(self, person: PersonId) -> Sequence[Request]:
        its = or_(_REQUEST.assignee == person, _REQUEST.offered_to == person)
        return await self._all(_IN_ORDER.where(its, IS_OPEN))

    async def unreviewed(self, party: PartyCode) -> Sequence[Request]:
        return await self._all(_UNREVIEWED, {"its_party": party})

    async def _known(
        self,
        known: dict[Reference, Request],
        finding: Select[RequestRows],
        reference: Reference,
        party: PartyCode,
    ) -> Request | None:
        """One request of a Party, from the cache or read now."""
        if reference not in known:
            its = {"its_reference": reference, "its_party": party}
            request = await self._one(finding, its)
            if request is None:
                return None
            known[reference] = request
        its_parties = (known[reference].requesting, known[reference].requested)
        return known[reference] if party in its_parties else None


_FOUND = select(RequestRows).where(_BY_ID, lists.part_of(PARTY))
_LOCKED = _FOUND.with_for_update()
_PAGE = 2_000
SEARCHED = 10_000
"""A number of a letter is found in so many requests of a Party, the newest."""
_LETTERED = ("letter_reference", "outcome", "refusal")
_NEWEST: Select[Any] = (
    select(_REQUEST.reference, *(_REQUEST[each] for each in _LETTERED))
    .where(PARTY.in_([_REQUEST.requesting, _REQUEST.requested]))  # in the order of the index
    .order_by(_REQUEST.logged_at.desc(), _REQUEST.reference)
    .offset(bindparam("skipped", type_=Integer))
    .limit(bindparam("most", type_=Integer))
)


@lru_cache(maxsize=2 * SEARCHED)
def _numbers_in(cipher: FieldCipher, reference: Reference, *stored: str | None) -> str:
    """The numbers in the stored letters of a request, which are decrypted once in a process."""
    row = SimpleNamespace(reference=reference, **dict(zip(_LETTERED, stored, strict=True)))
    with suppress(StorageError):
        letter, *replies = rows.ENCRYPTED.decrypt(cipher, row, *_LETTERED)
        numbers = (letter, *(json.loads(each)["letter"] for each in replies if each))
        return "\n".join(each.lower() for each in numbers if each)
    return ""


def _searching(in_json: Callable[[Any, str], ColumnElement[str]]) -> Select[RequestRows]:
    """The search for a part of a text; ``in_json`` is one value of a column with JSON."""
    part = bindparam("part", type_=String)
    agency, crossing = people.PEOPLE.c.agency, in_json(_REQUEST.repatriation, "crossing")
    places = (_REQUEST.reference, crossing, agency)
    in_month = and_(
        _REQUEST.logged_at >= bindparam("since", type_=UtcDateTime),
        _REQUEST.logged_at < bindparam("until", type_=UtcDateTime),
    )
    return (
        select(RequestRows)
        .join(people.PEOPLE, people.PEOPLE.c.id == _REQUEST.logged_by)
        .where(
            lists.part_of(PARTY),
            or_(
                _REQUEST.kind == bindparam("text", type_=String),
                in_month,
                _REQUEST.reference.in_(bindparam("lettered", expanding=True)),
                *(func.lower(each).like(part, escape="\\") for each in places),
            ),
        )
        .order_by(_REQUEST.logged_at.desc(), _REQUEST.reference)
        .limit(bindparam("most", type_=Integer))
    )


def _latest(table: type[Rows], at: ColumnElement[datetime], *chosen: Condition) -> Select[Any]:
    """The rows of a Party that may have the number of a letter, the latest first."""
    return select(table).where(*chosen).order_by(at.desc()).limit(bindparam("most", type_=Integer))


_EVENT, _DISCLOSURE, _PERSON = EVENTS.c, disclosures.DISCLOSURES.c, people.PEOPLE.c
_LATEST_STEPS = _latest(
    EventRows,
    _EVENT.at,
    func.coalesce(_EVENT.stated_for, _EVENT.party) == PARTY,
    _EVENT.private.is_(False),
    or_(_EVENT.letter.is_not(None), _EVENT.action.in_([each.value for each in _WITH_LETTER])),
)
"""The steps of a Party, and those of the other one that were recorded from its letters."""
_LATEST_ASKED = _latest(
    RequestRows,
    _REQUEST.logged_at,
    _REQUEST.requesting == PARTY,
    _REQUEST.letter_reference.is_not(None),
)
_LATEST_DISCLOSED = _latest(
    disclosures.DisclosureRows, _DISCLOSURE.made_at, _DISCLOSURE.disclosing == PARTY
)
_LATEST_APPOINTED = _latest(
    people.PersonRows,
    _PERSON.joined_at,
    _PERSON.party == PARTY,
    _PERSON.appointment_letter.is_not(None),
)
"""Letters that appoint people belong to no record."""
_IN_JSON: Mapping[str, Callable[[Any, str], ColumnElement[str]]] = {
    "sqlite": lambda column, name: func.json_extract(column, f"$.{name}"),
    "postgresql": lambda column, name: func.jsonb_extract_path_text(cast(column, JSONB), name),
}
_SEARCHING = {dialect: _searching(in_json) for dialect, in_json in _IN_JSON.items()}
_HISTORY = (
    select(EventRows)
    .join(REQUESTS, _REQUEST.reference == EVENTS.c.reference)
    .where(_BY_ID, lists.part_of(PARTY), or_(EVENTS.c.private.is_(False), EVENTS.c.party == PARTY))
    .order_by(EVENTS.c.version)
)
_IS_UNREVIEWED = or_(
    and_(_REQUEST.requesting == PARTY, _REQUEST.requesting_reviews.is_(True)),
    and_(_REQUEST.requested == PARTY, _REQUEST.requested_reviews.is_(True)),
)
"""The Party has not reviewed a step that the other one reported."""
_CORRECTED: Select[Any] = (
    select(EVENTS.c.reference, EVENTS.c.version, EVENTS.c.facts)
    .where(EVENTS.c.action == Action.CORRECT.value)
    .order_by(EVENTS.c.at.desc())
    .limit(SEARCHED)
)
_IN_ORDER = select(RequestRows).order_by(_REQUEST.logged_at, _REQUEST.reference)
_UNREVIEWED = _IN_ORDER.where(_IS_UNREVIEWED)
_SIDES = (_REQUEST.requesting, _REQUEST.requested)
_ARE_ACTIVE = (and_(side == PARTY, _REQUEST.state.in_(_ACTIVE)) for side in _SIDES)
# An index for each: "of the Party, and active" would read every request of the Party.
_OWED = _IN_ORDER.where(or_(*_ARE_ACTIVE, _IS_UNREVIEWED))


def _is(*actions: Action) -> Condition:
    return EVENTS.c.action.in_([action.value for action in actions])


def _first(*actions: Action) -> ColumnElement[Any]:
    """When a request first had one of some steps, within a group of its events."""
    return func.min(case((_is(*actions), EVENTS.c.at)))


CONCEPT: Concept = (
    Stored(request_repository.Requests, Requests),
    rows.ENCRYPTED,
    rows.ENCRYPTED_EVENTS,
    ProvenTable(
        REQUESTS,
        REQUEST_RECORD,
        names=("reference",),
        read=rows.request_of,
        follows=rows.what_follows,
    ),
    ProvenTable(
        EVENTS,
        REQUEST_RECORD,
        names=("reference", "version"),
        read=rows.event_of,
    ),
)
