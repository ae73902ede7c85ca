"""The columns of exported files: class 1 data, by scope (Article 9).

Notes, the safety check, and the day and place of a repatriation are never exported: a holder of the
file need not know where a victim will be.
"""

from collections.abc import Iterable, Mapping

from liaison.core.agreement import PartyCode, term
from liaison.core.attachments import Cell, Spreadsheet
from liaison.core.cards import Text, named, text
from liaison.core.errors import UserError
from liaison.core.working_time import local_date
from liaison.disclosures.rules import Scope
from liaison.requests.model import Request

MOST_CASES = 2_000
"""A limit, because other messages wait while a file is made."""


class NoCases(UserError):
    """There is no case to export."""

    key = "error-export-empty"


class TooManyCases(UserError):
    """There are more cases than one file may hold."""

    key = "error-export-too-many"


STATUS_COLUMNS = (
    "reference",
    "kind",
    "state",
    "requesting",
    "requested",
    "persons",
    "children",
    "logged",
    "received",
    "due",
    "since",
)
COLUMNS: Mapping[Scope, tuple[str, ...]] = {
    Scope.STATUS: STATUS_COLUMNS,
    Scope.RECORD: (
        *STATUS_COLUMNS,
        "urgency",
        "needed-by",
        "first-due",
        "channel",
        "letter",
        "letter-day",
        "missing",
        "result",
        "confirmed",
        "answer-letter",
        "grounds",
        "refusal-letter",
        "withdrawal",
    ),
}
"""The exported columns of each scope, in order; nothing else is exported."""


def check_count(total: int) -> None:
    """Check the number of cases of a file. Raises ``NoCases`` or ``TooManyCases``."""
    if total == 0:
        raise NoCases
    if total > MOST_CASES:
        raise TooManyCases(total=total, most=MOST_CASES)


def spreadsheet_of(
    cases: Iterable[Request],
    scope: Scope,
    *,
    name: str,
    lines: tuple[Text, ...],
    zones: Mapping[PartyCode, str],
) -> Spreadsheet:
    """The table of cases in a scope, oldest first, under ``lines``.

    ``zones`` has the zone of each Party: the date of a request is local to the requesting Party,
    those of its receipt and its answer to the requested one.
    """
    columns = COLUMNS[scope]
    ordered = sorted(cases, key=lambda case: (case.logged_at, case.reference))
    filled = (_cells(case, zones) for case in ordered)
    return Spreadsheet(
        name=name,
        lines=lines,
        columns=tuple(named("column", each) for each in columns),
        rows=tuple(tuple(cells[each] for each in columns) for cells in filled),
    )


def _cells(case: Request, zones: Mapping[PartyCode, str]) -> Mapping[str, Cell]:
    details, outcome, refusal = case.details, case.outcome, case.refusal
    letter = details.letter
    return {
        "reference": case.reference,
        "kind": (term("request", details.kind),),
        "state": (named("state", case.state),),
        "requesting": _party(case.requesting),
        "requested": _party(case.requested),
        "persons": details.persons,
        "children": details.children,
        "logged": local_date(case.logged_at, zones[case.requesting]),
        "received": case.received_on,
        "due": case.due_on,
        "since": local_date(case.changed_at, zones[case.requested]),
        "urgency": (named("export-urgent", "yes" if details.urgent else "no"),),
        "needed-by": details.needed_by,
        "first-due": case.first_due_on,
        "channel": None if letter.channel is None else (term("channel", letter.channel),),
        "letter": letter.reference,
        "letter-day": letter.day,
        "missing": tuple(named("missing", each) for each in case.missing) or None,
        "result": None if outcome is None else (named("result", outcome.result),),
        "confirmed": None if outcome is None else outcome.confirmed,
        "answer-letter": None if outcome is None else outcome.letter,
        "grounds": None if refusal is None else tuple(term("ground", e) for e in refusal.codes),
        "refusal-letter": None if refusal is None else refusal.letter,
        "withdrawal": _withdrawal(case),
    }


def _party(code: PartyCode) -> Cell:
    return (text(f"agreement-party-{code.lower()}"),)


def _withdrawal(case: Request) -> Cell:
    return None if case.withdrawal is None else (named("withdrawal", case.withdrawal),)
