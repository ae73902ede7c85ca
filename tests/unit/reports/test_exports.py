"""What leaves in a file: columns of class 1 alone, as much of them as a scope has."""

from dataclasses import fields, replace
from datetime import date

import pytest

from liaison.core.agreement import term
from liaison.core.cards import named, text
from liaison.core.errors import UserError
from liaison.core.outbox import Cell, Spreadsheet, dump_attachment, load_attachment
from liaison.core.people import PersonId
from liaison.core.references import Reference
from liaison.disclosures.rules import Scope
from liaison.reports import exports
from liaison.requests import model
from tests.unit.samples import AGREEMENT, LATER, RECEIVED_ON, REFERENCE, received

ZONES = {each.code: each.zone for each in AGREEMENT.parties}
LINES = (text("export-title", total=1),)


def sheet(*requests: model.Request, scope: Scope = Scope.RECORD) -> Spreadsheet:
    return exports.spreadsheet_of(requests, scope, name="C26-7F3K9", lines=LINES, zones=ZONES)


def cells(request: model.Request) -> dict[str, Cell]:
    made = sheet(request)
    return {
        column.key.removeprefix("field-"): cell
        for column, cell in zip(made.columns, made.rows[0], strict=True)
    }


def test_the_narrow_scope_has_counts_status_and_dates_and_no_letters() -> None:
    made = sheet(received(), scope=Scope.STATUS)
    names = (
        "reference", "kind", "state", "requesting", "requested", "persons", "children",
        "logged", "received-on", "due-on", "state-since",
    )  # fmt: skip
    assert made.columns == tuple(named("field", each) for each in names)
    assert made.lines == LINES
    [row] = made.rows
    assert row[0] == REFERENCE
    assert received().details.letter.reference not in row
    assert made.columns == sheet(received()).columns[: len(names)]


def test_the_details_of_a_request_are_in_their_columns() -> None:
    request = received()
    found = cells(request)
    assert found["kind"] == (term("request", request.details.kind),)
    assert found["state"] == (text("state", state=model.State.RECEIVED),)
    assert (found["persons"], found["children"]) == (
        request.details.persons,
        request.details.children,
    )
    assert (found["received-on"], found["due-on"]) == (RECEIVED_ON, request.due_on)
    assert found["request-letter"] == request.details.letter.reference
    assert found["missing"] is None
    assert found["result"] is found["confirmed"] is found["grounds"] is None


def test_the_outcome_of_a_request_is_in_its_columns() -> None:
    request = replace(
        received(),
        missing=(model.Missing.NAMES, model.Missing.BIRTH),
        outcome=model.Outcome(result=model.Result.PARTLY_CONFIRMED, confirmed=0, letter="7/26"),
        refusal=model.Grounds(codes=("security",), letter="8/26", by=PersonId(5)),
        withdrawal=model.WithdrawalReason.SETTLED,
    )
    found = cells(request)
    assert found["missing"] == (named("missing", "names"), named("missing", "birth"))
    assert found["result"] == (named("result", "partly_confirmed"),)
    assert (found["confirmed"], found["answer-letter"]) == (0, "7/26")
    assert found["grounds"] == (term("ground", "security"),)
    assert found["refusal-letter"] == "8/26"
    assert found["withdrawal"] == (named("withdrawal", "settled"),)


def test_nothing_internal_and_no_place_of_a_victim_is_exported() -> None:
    plain = received()
    inner = replace(
        plain,
        details=replace(
            plain.details,
            kind=model.Kind.REPATRIATION,
            repatriation=model.Repatriation(
                planned_on=date(2026, 5, 5), crossing="KTI", safety={"medical": model.Check.YES}
            ),
        ),
        assignee=PersonId(77),
        offered_to=PersonId(78),
        refusal_draft=model.Grounds(codes=("security",), letter="DRAFT 1", by=PersonId(5)),
        version=41,
    )
    assert {**cells(inner), "kind": None} == {**cells(plain), "kind": None}


def test_every_field_of_a_request_is_exported_or_left_out_on_purpose() -> None:
    """A new fact has to be let out, or kept in, on purpose."""
    assert {each.name for each in fields(model.Request)} == {
        "reference", "details", "requesting", "requested", "state", "logged_at", "changed_at",
        "received_on", "due_on", "first_due_on", "missing", "outcome", "refusal", "withdrawal",
    } | {  # these stay
        "version", "shared_version", "logged_by", "stepped_at", "assignee", "offered_to",
        "refusal_draft", "reported_steps", "inquired_at", "progress", "progress_at", "numbers",
    }  # fmt: skip


def test_days_are_in_the_zone_of_the_acting_party() -> None:
    late = LATER.replace(hour=16, minute=30)  # the next day in Beijing, the same in Phnom Penh
    found = cells(replace(received(), logged_at=late, changed_at=late))
    assert (found["logged"], found["state-since"]) == (date(2026, 3, 20), date(2026, 3, 21))


def test_those_logged_first_are_on_top() -> None:
    later = replace(received(), reference=Reference("KH26-00000"), logged_at=LATER)
    rows = sheet(later, received()).rows
    assert [row[0] for row in rows] == [REFERENCE, "KH26-00000"]


@pytest.mark.parametrize("total", [1, exports.MAX_REQUESTS])
def test_as_many_requests_leave_as_a_file_holds(total: int) -> None:
    exports.check_count(total)


def test_a_file_is_neither_empty_nor_too_long() -> None:
    with pytest.raises(UserError, match="error-export-empty"):
        exports.check_count(0)
    with pytest.raises(UserError, match="error-export-too-many") as caught:
        exports.check_count(exports.MAX_REQUESTS + 1)
    assert caught.value.values == {
        "total": exports.MAX_REQUESTS + 1,
        "most": exports.MAX_REQUESTS,
    }


def test_a_table_comes_back_as_it_was_written_down() -> None:
    missing = (model.Missing.NAMES, model.Missing.LETTER)
    made = sheet(received(), replace(received(), missing=missing))
    assert load_attachment(Spreadsheet, dump_attachment(made)) == made
    with pytest.raises(TypeError):
        load_attachment(Spreadsheet, dump_attachment(made).replace('{"day":', '{"moment":'))
