"""What proves that rows are what the steps said."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from liaison.domain.audits import BrokenRecord, Line
from liaison.domain.proofs import Matter, Place, Proofs, Proven, check, check_all_there, digest_of

pytestmark = pytest.mark.unit

PLACE = Place(Matter.REQUEST, "KH26-7F3K9")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Something with values of every sort."""

    due_on: date = date(2026, 4, 14)
    at: datetime = datetime(2026, 3, 15, 2, 0, tzinfo=UTC)
    facts: dict[str, object] = field(default_factory=lambda: {"b": 1, "a": ("x", None)})


def line(seq: int, action: str, facts: str, *, subject: str = PLACE.of) -> Line:
    return Line(seq, "", None, None, None, action, subject, facts, "")


def proofs(*lines: Line) -> Proofs:
    made = Proofs()
    made.take(lines)
    return made


def broken(proven: Proven, known: Proofs) -> str | None:
    try:
        check(proven, known.proof(proven.place))
    except BrokenRecord as error:
        return error.text().key
    return None


def test_the_same_matter_has_the_same_digest_however_it_is_written() -> None:
    case = Case()
    phnom_penh = timezone(timedelta(hours=7))
    same = replace(case, at=case.at.astimezone(phnom_penh), facts={"a": ["x", None], "b": 1})
    assert digest_of(case, "salt") == digest_of(same, "salt")
    assert digest_of(case, "salt") != digest_of(case, "other")
    assert digest_of(case, "salt") != digest_of(replace(case, due_on=date(2026, 4, 15)), "salt")
    with pytest.raises(TypeError):
        digest_of(object(), "salt")


def test_a_row_is_held_against_the_latest_line_and_its_history_against_each() -> None:
    old, new, event = Case(), Case(due_on=date(2026, 4, 20)), Case(facts={})
    known = proofs(
        line(1, "request.log", f'{{"version":1,"row":"{digest_of(old, "s")}","event":"x"}}'),
        line(2, "guard.blocked", '{"kind":"phone"}'),
        line(
            3,
            "request.extend",
            f'{{"version":2,"row":"{digest_of(new, "s")}","event":"{digest_of(event, "s")}"}}',
        ),
    )
    assert broken(Proven(PLACE, new, "s"), known) is None
    assert broken(Proven(PLACE, old, "s"), known) == "audit-fault-row"
    assert broken(Proven(PLACE, new, None), known) == "audit-fault-row"
    first, second = replace(PLACE, version=1), replace(PLACE, version=2)
    assert broken(Proven(second, event, "s"), known) is None
    assert broken(Proven(first, event, "s"), known) == "audit-fault-row"


def test_a_row_of_which_no_line_tells_and_a_line_without_its_row_are_found() -> None:
    known = proofs(line(1, "agenda.add", '{"item":7,"row":"x"}', subject="M26-7F3K9"))
    item = Place(Matter.AGENDA, "7")
    assert broken(Proven(Place(Matter.AGENDA, "8"), Case(), "s"), known) == "audit-fault-unknown"
    check_all_there(known.missing([item], until=1))
    check_all_there(known.missing([], until=0))
    with pytest.raises(BrokenRecord, match="audit-fault-gone"):
        check_all_there(known.missing([], until=1))


def test_what_was_recorded_before_there_were_digests_is_not_held_against_anything() -> None:
    known = proofs(
        line(1, "request.log", '{"version":1}'),
        line(2, "meeting.attend", '{"presence":"yes"}', subject="M26-7F3K9"),
        line(3, "activity.done", "no JSON", subject="5"),
        line(4, "two_key.propose", "[1]", subject="K26-7F3K9"),
    )
    assert broken(Proven(PLACE, Case(), None), known) is None
    assert broken(Proven(replace(PLACE, version=1), Case(), None), known) is None
    assert broken(Proven(Place(Matter.ACTIVITY, "5"), Case(), None), known) is None
    assert known.proof(Place(Matter.MEETING, "M26-7F3K9")) is None
