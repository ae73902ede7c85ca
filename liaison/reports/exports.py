"""The columns of exported files: class 1 data, by scope (Article 9).

Notes, the safety check, and the day and place of a repatriation are never exported: a holder of the
file need not know where a victim will be.
"""

from collections.abc import Iterable, Mapping

from liaison.core.agreement import PartyCode, party_name, term
from liaison.core.cards import Text, named, text
from liaison.core.errors import UserError
from liaison.core.outbox import Cell, Spreadsheet
from liaison.core.working_time import local_date
from liaison.disclosures.rules import Scope
from liaison.requests.model import Request

MAX_REQUESTS = 2_000
"""A limit, because other messages wait while a file is made."""


def check_count(total: int) -> None:
    """Check the number of requests of a file. Raises ``UserError``."""
    if total == 0:
        raise UserError("error-export-empty")
    if total > MAX_REQUESTS:
        raise UserError("error-export-too-many", total=total, most=MAX_REQUESTS)


def spreadsheet_of(
    requests: Iterable[Request],
    scope: Scope,
    *,
    name: str,
    lines: tuple[Text, ...],
    zones: Mapping[PartyCode, str],
) -> Spreadsheet:
    """The table of one request or more in a scope, oldest first, under ``lines``. Dates are local:
    that of a request to the requesting Party, those of receipt and answer to the other one.
    """
    ordered = sorted(requests, key=lambda request: (request.logged_at, request.reference))
    filled = [cells_of(request, scope, zones) for request in ordered]
    return Spreadsheet(
        name=name,
        lines=lines,
        columns=tuple(named("field", each) for each in filled[0]),
        rows=tuple(tuple(cells.values()) for cells in filled),
    )


def cells_of(request: Request, scope: Scope, zones: Mapping[PartyCode, str]) -> Mapping[str, Cell]:
    """The columns of a request in a scope, in order; nothing else is exported."""
    details, outcome, refusal = request.details, request.outcome, request.refusal
    letter = details.letter
    status: dict[str, Cell] = {
        "reference": request.reference,
        "kind": (term("request", details.kind),),
        "state": (text("state", state=request.state),),
        "requesting": (party_name(request.requesting),),
        "requested": (party_name(request.requested),),
        "persons": details.persons,
        "children": details.children,
        "logged": local_date(request.logged_at, zones[request.requesting]),
        "received-on": request.received_on,
        "due-on": request.due_on,
        "state-since": local_date(request.changed_at, zones[request.requested]),
    }
    if scope is Scope.STATUS:
        return status
    return status | {
        "urgency": (named("urgency", "urgent" if details.urgent else "routine"),),
        "needed-by": details.needed_by,
        "first-due": request.first_due_on,
        "channel": None if letter.channel is None else (term("channel", letter.channel),),
        "request-letter": letter.reference,
        "request-letter-day": letter.day,
        "missing": tuple(named("missing", each) for each in request.missing) or None,
        "result": None if outcome is None else (named("result", outcome.result),),
        "confirmed": None if outcome is None else outcome.confirmed,
        "answer-letter": None if outcome is None else outcome.letter,
        "grounds": None if refusal is None else tuple(term("ground", e) for e in refusal.codes),
        "refusal-letter": None if refusal is None else refusal.letter,
        "withdrawal": (
            None if request.withdrawal is None else (named("withdrawal", request.withdrawal),)
        ),
    }
