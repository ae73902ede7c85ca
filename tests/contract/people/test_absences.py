"""Absences: from when until when, and the deputy."""

from dataclasses import replace

import pytest

from liaison.core.absences import Absence
from liaison.core.people import AccountStatus, PersonId
from liaison.core.transaction import Absences, People
from liaison.core.working_time import DAY
from storage.database import Database
from tests.contract.samples import CN, KH, join
from tests.contract.samples import DAY as TODAY

FIRST, SECOND, THIRD, OTHER = map(PersonId, (1, 2, 3, 4))
WEEK = Absence(person=FIRST, first=TODAY, last=TODAY + 6 * DAY, deputy=SECOND)


@pytest.fixture
async def people(db: Database) -> None:
    """Three of Cambodia and one of China."""
    async with db.transaction() as tx:
        joined = [await join(tx, KH, chat_id) for chat_id in (1, 2, 3)]
        joined.append(await join(tx, CN, 4))
    assert [person.id for person in joined] == [FIRST, SECOND, THIRD, OTHER]


@pytest.mark.usefixtures("people")
async def test_a_party_knows_the_last_absence_of_each_person_until_it_ends(db: Database) -> None:
    past = Absence(person=THIRD, first=TODAY - 9 * DAY, last=TODAY - 8 * DAY, deputy=FIRST)
    later = replace(WEEK, first=TODAY + DAY, last=TODAY + 2 * DAY, deputy=THIRD)
    async with db.transaction() as tx:
        for each in (past, WEEK, later):
            await tx.of(Absences).put(each)
    async with db.transaction() as tx:
        assert await tx.of(Absences).of(KH) == [later, past]
        assert await tx.of(Absences).of(CN) == []
        await tx.of(Absences).end(THIRD)
        await tx.of(Absences).end(SECOND)
        assert await tx.of(Absences).of(KH) == [later]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("status", [AccountStatus.SUSPENDED, AccountStatus.REMOVED])
async def test_only_active_people_count_as_absent(db: Database, status: AccountStatus) -> None:
    async with db.transaction() as tx:
        await tx.of(Absences).put(WEEK)
        await tx.of(People).change(FIRST, status=status)
        assert await tx.of(Absences).of(KH) == []
