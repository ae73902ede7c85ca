"""The versions of the procedure, and the marks of its steps, as they are kept."""

from liaison.core.people import Person, Role
from liaison.core.references import Reference
from liaison.letters.model import LetterAct
from liaison.procedures.model import (
    Gate,
    Mark,
    OmissionReason,
    ProcedureNumber,
    ProcedureStep,
    StepEvent,
    StepMark,
)
from liaison.procedures.repository import Procedures, StepMarks
from liaison.procedures.rules import in_force_from
from liaison.requests.model import Kind, Side
from storage.database import Database
from tests.contract.meetings.test_meetings import both
from tests.contract.samples import REFERENCE, SECOND, START, logged

STEPS = (
    ProcedureStep(
        code="escort",
        kind=Kind.VERIFICATION,
        side=Side.REQUESTING,
        role=Role.COORDINATOR,
        event="sent",
        days=3,
        titles={"en": "Name the escort", "km": "អ្នករួមដំណើរ", "zh": "确定护送人员"},
        letter=LetterAct.REQUEST,
        gate=Gate.ESCORT,
        done_by=StepEvent.SENT,
    ),
)


def step_mark(person: Person, number: int = 1, of: Mark = Mark.DONE) -> StepMark:
    return StepMark(
        reference=REFERENCE,
        number=number,
        step="escort",
        mark=of,
        reason=OmissionReason.NOT_NEEDED if of is Mark.LEFT_OUT else None,
        party=person.party,
        by=person.id,
        at=START,
    )


async def test_a_version_is_found_as_it_was_added_and_listed_once_it_is_agreed(
    db: Database,
) -> None:
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        first = await tx.of(Procedures).add(STEPS, actor=alice)
        second = await tx.of(Procedures).add(STEPS * 2, actor=alice)
        assert await tx.of(Procedures).agreed() == []
        for each, at in ((first, START), (second, START + SECOND)):
            assert await tx.of(Procedures).change(in_force_from(each, at))
        assert [each.number for each in await tx.of(Procedures).agreed()] == [2, 1]
    async with db.transaction() as tx:
        assert await tx.of(Procedures).lock(ProcedureNumber(1)) == in_force_from(first, START)
        assert await tx.of(Procedures).get(ProcedureNumber(3)) is None


async def test_the_marks_of_requests_are_kept_in_order(db: Database) -> None:
    async with db.transaction() as tx:
        alice, _ = await both(tx)
        await logged(tx, alice)
        marks = [step_mark(alice), step_mark(alice, 2, Mark.LEFT_OUT)]
        for each in marks:
            await tx.of(StepMarks).add(each)
    async with db.transaction() as tx:
        found = await tx.of(StepMarks).of([REFERENCE, Reference("KH26-00000")])
        assert found == {REFERENCE: marks}
