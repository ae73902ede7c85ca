"""Who is away, from when until when, and who stands in."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from liaison.core.absences import Absence
from liaison.core.people import AccountStatus, PersonId
from liaison.core.repository import Absences, People
from liaison.core.working_time import DAY
from storage.database import Database
from tests.contract.samples import CN, KH, join
from tests.contract.samples import DAY as TODAY

pytestmark = pytest.mark.contract

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
async def test_a_party_knows_the_times_away_of_its_own_people(db: Database) -> None:
    past = Absence(person=THIRD, first=TODAY - 9 * DAY, last=TODAY - 8 * DAY, deputy=FIRST)
    async with db.transaction() as tx:
        await tx.of(Absences).put(past)
        await tx.of(Absences).put(WEEK)
    async with db.transaction() as tx:
        assert await tx.of(Absences).of(KH) == [WEEK, past]
        assert await tx.of(Absences).of(CN) == []


@pytest.mark.usefixtures("people")
async def test_a_person_has_one_time_away_the_last_one_named(db: Database) -> None:
    later = replace(WEEK, first=TODAY + DAY, last=TODAY + 2 * DAY, deputy=THIRD)
    async with db.transaction() as tx:
        await tx.of(Absences).put(WEEK)
        await tx.of(Absences).put(later)
        assert await tx.of(Absences).of(KH) == [later]


@pytest.mark.usefixtures("people")
async def test_an_ended_time_away_is_forgotten_and_no_other(db: Database) -> None:
    other = Absence(person=THIRD, first=TODAY, last=TODAY, deputy=SECOND)
    async with db.transaction() as tx:
        await tx.of(Absences).put(WEEK)
        await tx.of(Absences).put(other)
        await tx.of(Absences).end(FIRST)
        await tx.of(Absences).end(SECOND)
        assert await tx.of(Absences).of(KH) == [other]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("status", [AccountStatus.SUSPENDED, AccountStatus.REMOVED])
async def test_only_who_is_active_counts_as_away(db: Database, status: AccountStatus) -> None:
    async with db.transaction() as tx:
        await tx.of(Absences).put(WEEK)
        await tx.of(People).set_status(FIRST, status)
        assert await tx.of(Absences).of(KH) == []


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "absence", [replace(WEEK, person=PersonId(99)), replace(WEEK, deputy=PersonId(99))]
)
async def test_neither_the_person_nor_the_deputy_can_be_made_up(
    db: Database, absence: Absence
) -> None:
    async def write() -> None:
        async with db.transaction() as tx:
            await tx.of(Absences).put(absence)

    with pytest.raises(IntegrityError):
        await write()
