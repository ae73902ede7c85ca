"""Marks: the latest one of a person about a record counts, and each Party has its own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from liaison.core.people import PersonId
from liaison.requests.model import REQUEST_SUBJECT
from liaison.todos.model import TodoMark
from liaison.todos.repository import TodoMarks
from storage.database import Database
from tests.contract.samples import CN, KH, REFERENCE, START, join, once


def mark(person: PersonId, **changes: object) -> TodoMark:
    usual = TodoMark(person=person, subject=REQUEST_SUBJECT, subject_id=REFERENCE)
    return replace(usual, **changes)  # type: ignore[arg-type]


async def test_a_mark_comes_back_as_it_was_saved_and_to_its_party_alone(db: Database) -> None:
    async with db.transaction() as tx:
        sokha, dara, li = await join(tx, KH, 1), await join(tx, KH, 2), await join(tx, CN, 3)
        marks = [
            mark(sokha.id, deferred_until=date(2026, 4, 1)),
            mark(sokha.id, subject_id="KH26-00000", taken_at=START + timedelta(microseconds=1)),
            mark(dara.id),
        ]
        theirs = mark(li.id, taken_at=START, deferred_until=date(2026, 3, 16))
        for each in (*marks, theirs):
            await tx.of(TodoMarks).put(each)
    async with db.transaction() as tx:
        found = await tx.of(TodoMarks).of(KH)
        assert {(each.person, each.subject_id): each for each in found} == {
            (each.person, each.subject_id): each for each in marks
        }
        assert len(found) == len(marks)
        assert await tx.of(TodoMarks).of(CN) == [theirs]


async def test_a_later_mark_takes_the_place_of_the_earlier_one(db: Database) -> None:
    async with db.transaction() as tx:
        sokha, dara = await join(tx, KH, 1), await join(tx, KH, 2)
        deferred = mark(sokha.id, deferred_until=date(2026, 4, 1))
        await tx.of(TodoMarks).put(deferred)
        await tx.of(TodoMarks).put(mark(dara.id, taken_at=START))
    taken = mark(sokha.id, taken_at=START)
    await once(db, lambda tx: tx.of(TodoMarks).put(taken))
    async with db.transaction() as tx:
        assert await tx.of(TodoMarks).of(KH) == [taken, mark(dara.id, taken_at=START)]


async def test_no_mark_is_of_a_person_who_does_not_exist(db: Database) -> None:
    async def put() -> None:
        await once(db, lambda tx: tx.of(TodoMarks).put(mark(PersonId(99))))

    with pytest.raises(IntegrityError):
        await put()
