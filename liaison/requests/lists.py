"""Lists of requests: filters, totals, pages as cards; and the letter numbers of a Party."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from liaison.core.agreement import PartyCode, party_name, term
from liaison.core.cards import (
    MENU,
    Button,
    Card,
    Paragraph,
    Row,
    Text,
    card,
    named,
    paging,
    short,
    text,
)
from liaison.core.people import Person, PersonId
from liaison.core.redaction import TAKEN_OUT
from liaison.core.references import Reference, any_code, parse_coded
from liaison.core.transaction import People, Tx, today_of
from liaison.core.validation import letter_form, words_in
from liaison.core.working_time import day_ends, days_left, local_date
from liaison.requests.model import OPEN, Request, State
from liaison.requests.repository import RequestFilter, Requests
from liaison.requests.request_lines import request_named

PAGE = 5
RECENT = 100
"""With how many letters of its Party a letter number is compared."""
MAX_COUNTED = 1_000
"""The maximum that a list counts and shows by pages; a reference finds any request."""
FILTER_ROW = ("open", "ours", "overdue", "ended", "all")
"""The lists with a button on each list."""
FILTERS = (*FILTER_ROW, "soon", "sent", "forgotten", "left")
"""All lists, by their names in commands."""
_ABBREVIATION = re.compile(r"a(?:\.a)+\.?")
INNER = frozenset({"forgotten", "left"})
"""Lists of requests in which the Party is the requested one, as they reveal internal steps."""


def request_filter(tx: Tx, which: str, *, requested: PartyCode | None = None) -> RequestFilter:
    """The filter of a list of requests as of now, first page."""
    rules, parties = tx.agreement.notices, tx.agreement.parties
    today = {each.code: local_date(tx.now, each.zone) for each in parties}
    near = timedelta(days=rules.due_soon_days)
    long = timedelta(days=rules.forgotten_after_days)
    return RequestFilter(
        which=which,
        today=today,
        soon={code: day + near for code, day in today.items()},
        forgotten={each.code: day_ends(today[each.code] - long, each.zone) for each in parties},
        requested=requested,
    )


def list_of(tx: Tx, party: PartyCode, which: str) -> RequestFilter:
    """The filter of a list for a Party, without the internal steps of the other Party."""
    return request_filter(tx, which, requested=party if which in INNER else None)


async def count_lists(tx: Tx, party: PartyCode, *names: str) -> Sequence[tuple[int, int]]:
    """How many requests each of these lists has, and how many of them the Party received."""
    lists = [list_of(tx, party, each) for each in names]
    sent_to_it = [request_filter(tx, each, requested=party) for each in names]
    found = await tx.of(Requests).counted(party, *lists, *sent_to_it)
    return [*zip(found[: len(names)], found[len(names) :], strict=True)]


async def show_list(tx: Tx, viewer: Person, *, which: str, page: int) -> Card:
    """One page of the Party's requests, most pressing first, with filters and page buttons."""
    chosen = replace(
        list_of(tx, viewer.party, which),
        offset=(page - 1) * PAGE,
        limit=PAGE,
        count_to=MAX_COUNTED + 1,
    )
    found, total = await tx.of(Requests).listed(viewer.party, chosen)
    many, total = total > MAX_COUNTED, min(total, MAX_COUNTED)
    lines = [_line(request, chosen.today[request.requested]) for request in found]
    filters = tuple(
        Button(text("filter-chosen", filter=name) if each == which else name, f"requests {each}")
        for each, name in ((each, text(f"filter-{each}")) for each in FILTER_ROW)
    )
    page_line, page_buttons = paging(f"requests {which}", page, total, PAGE)
    rows: list[Row] = [
        (Button(target_line(tx, each), f"request {each.reference}"),) for each in found
    ]
    if which == "overdue":  # without a receipt no period runs, however long it takes
        [(sent, ours)] = await count_lists(tx, viewer.party, "sent")
        if sent:
            lines.append(
                text("overview-requests", list="sent", count=sent, ours=ours, theirs=sent - ours)
            )
            rows.append(
                (Button(text("button-overview", list="sent", count=sent), "requests sent"),)
            )
    name = text(f"filter-{which}")
    title = text("requests-title", filter=name, total=total, more="yes" if many else "no")
    body = lines or [text("list-none")]
    return card(title, body, page_line, rows=[*rows, page_buttons, filters[:3], filters[3:], MENU])


TABLE_PAGE = 50
COLUMNS = ("letter", "kind", "parties", "turn", "state", "due", "handler", "logged")
"""What the table of requests shows of each, beside its reference."""


async def sorted_list(
    tx: Tx, viewer: Person, *, which: str, page: int, sort: str
) -> tuple[Sequence[Request], int]:
    """A page of the table of a list, and how many requests the list has, up to one more than
    ``MAX_COUNTED``. ``sort`` as in ``RequestFilter``.
    """
    chosen = replace(
        list_of(tx, viewer.party, which),
        sort=sort,
        offset=(page - 1) * TABLE_PAGE,
        limit=TABLE_PAGE,
        count_to=MAX_COUNTED + 1,
    )
    return await tx.of(Requests).listed(viewer.party, chosen)


async def table_rows(
    tx: Tx, viewer: Person, requests: Sequence[Request]
) -> Sequence[tuple[Reference, Mapping[str, Sequence[Text]]]]:
    """The cells of requests by their ``COLUMNS``, as the list and the cards show them to a person:
    who handles one is known to the requested Party only.
    """
    own = [each for each in requests if each.requested == viewer.party]
    handlers = await tx.of(People).those({e.assignee for e in own if e.assignee is not None})
    zone = tx.agreement.party(viewer.party).zone

    def cells(request: Request) -> Mapping[str, Sequence[Text]]:
        standing, days = _time_left(request, today_of(tx, request.requested))
        letter = request.details.letter.reference
        due_on = request.due_on or request.details.needed_by
        due = [] if due_on is None else [text("answer", value=due_on)]
        left = [] if standing == "still" else [text("time-left", standing=standing, days=days)]
        handler = handlers.get(request.assignee or PersonId(0)) if request in own else None
        return {
            "letter": [] if letter is None else [text("answer", value=letter)],
            "kind": [
                short(term("request", request.details.kind)),
                *([named("urgency", "urgent")] if request.details.urgent else []),
            ],
            "parties": [
                text(
                    "request-direction",
                    requesting=party_name(request.requesting),
                    requested=party_name(request.requested),
                )
            ],
            "turn": [party_name(each) for each in turns(request)],
            "state": [text("state", state=request.state)],
            "due": [*due, *left],
            "handler": [] if handler is None else [text("answer", value=handler.name)],
            "logged": [text("answer", value=local_date(request.logged_at, zone))],
        }

    return [(each.reference, cells(each)) for each in requests]


def turns(request: Request) -> Sequence[PartyCode]:
    """The Parties of which the next step is due, as in the list ``ours``."""
    waits = request.state in (State.ANSWERED, State.REFUSED) or request.missing
    owing = [request.requested] if request.state in OPEN else []
    return [*owing, request.requesting] if waits else owing


def request_row(reference: Reference) -> Row:
    """A button that opens a request."""
    return (Button(text("button-open-request", reference=reference), f"request {reference}"),)


def target_line(tx: Tx, request: Request) -> Text:
    """A request on a button: the number of its letter, its reference and the time left."""
    today = local_date(tx.now, tx.agreement.party(request.requested).zone)
    standing, days = _time_left(request, today)
    letter = request.details.letter.reference
    return text(
        "target-request",
        typed=letter or "",
        lettered="no" if letter is None else "yes",
        reference=request.reference,
        standing=standing,
        days=days,
    )


def _time_left(request: Request, today: date) -> tuple[str, int]:
    """``overdue``, ``running`` or ``still`` (no period runs), and the number of days."""
    due_on = request.details.needed_by if request.state is State.SENT else request.due_on
    left = 0 if due_on is None else days_left(due_on, today)
    if left < 0 and request.state in OPEN:
        return "overdue", -left
    runs = request.state in OPEN and due_on is not None
    return "running" if runs else "still", left


def _line(request: Request, today: date) -> Text:
    standing, days = _time_left(request, today)
    return text(
        "requests-line",
        request=request_named(request),
        requesting=party_name(request.requesting),
        requested=party_name(request.requested),
        state=text("state", state=request.state),
        standing=standing,
        days=days,
    )


async def letter_doubts(
    tx: Tx, party: PartyCode, letter: str | None, *, about: str | None = None
) -> Paragraph:
    """What makes a typed letter number of a Party doubtful: it is a reference, or belongs
    to another request than the one it is ``about``, has a word of no agency and no recent one, as
    a name, or the form of no recent one; without one, that it is a bare number.
    """
    if letter is None:
        return ()
    like, parties = parse_coded(letter, letters=2, checked=False), tx.agreement.parties
    if any_code(letter) or (like and like[:2] in {each.code for each in parties}):
        return (text("check-letter", wrong="code", example=letter),)
    found = await tx.of(Requests).letters(party, limit=RECENT)
    known = [each for each in found if TAKEN_OUT not in each]
    of_letter = [code for code, number in known if number == letter and code]
    if of_letter and about not in of_letter:
        return (text("check-letter", wrong="used", example=of_letter[0]),)
    writer = tx.agreement.party(party)
    name, by_scheme = text(writer.name), writer.letter_number(1, tx.now.year)
    team = await tx.of(People).team(party)
    numbers = [letter, *(number for _, number in known), by_scheme]
    usual = (words_in(each) for each in (*(e.agency for e in team), *numbers[1:]))
    if words_in(letter).difference(*usual):
        return (text("check-letter", wrong="name", example=letter),)
    form, *forms = [_ABBREVIATION.sub("a", letter_form(each)) for each in numbers]
    if known and form not in forms:
        return (text("check-letter", wrong="form", example=known[0][1], party=name),)
    return () if known or form != "9" else (text("check-letter", wrong="number", example=letter),)
