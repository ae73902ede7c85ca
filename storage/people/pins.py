"""The PINs of people, as salted hashes, sealed with the key of their Party."""

from datetime import datetime

from sqlalchemy import String, delete, exists, select
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.people import repository as people_repository
from liaison.people.pins import PIN_TRIES, Pin
from storage.crypto.field_encryption import Ciphertext
from storage.engine.schema import Rows, UtcDateTime, WideInteger, check, table_of
from storage.engine.statements import Statements


class PinRows(Rows, table=True):
    """PINs, one of each person who has one. ``proof`` is sealed with the key of the Party."""

    __tablename__ = "pins"
    __table_args__ = (
        check("party_named", "length(party) = 2"),
        check("wrong_counted", f"wrong >= 0 AND wrong < {PIN_TRIES}"),
    )
    person: PersonId = Field(primary_key=True, sa_type=WideInteger, foreign_key="people.id")
    party: str
    proof: Ciphertext = Field(sa_type=String)
    wrong: int
    locked_until: datetime | None = Field(sa_type=UtcDateTime)
    proven_until: datetime | None = Field(sa_type=UtcDateTime)


PINS = table_of(PinRows)
_PIN = PINS.c


class Pins(people_repository.Pins):
    """The PIN of each person, where there is one."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def put(self, pin: Pin) -> None:
        values = {
            "party": pin.party,
            "proof": self._sql.seals.pack(
                pin.proof, table="pins", row=pin.person, column="proof", party=pin.party
            ),
            "wrong": pin.wrong,
            "locked_until": pin.locked_until,
            "proven_until": pin.proven_until,
        }
        new = self._sql.insert(PINS).values(person=pin.person, **values)
        await self._sql.run(new.on_conflict_do_update(index_elements=["person"], set_=values))

    async def get(self, person: PersonId) -> Pin | None:
        its = select(PinRows).where(_PIN.person == person)
        row = await self._sql.row(its.with_for_update())
        if row is None:
            return None
        proof = self._sql.seals.unpack(
            row.proof, table="pins", row=row.person, column="proof", party=row.party
        )
        return Pin(
            person=row.person,
            party=PartyCode(row.party),
            proof=proof,
            wrong=row.wrong,
            locked_until=row.locked_until,
            proven_until=row.proven_until,
        )

    async def exists(self, person: PersonId) -> bool:
        found = await self._sql.run(select(exists().where(_PIN.person == person)))
        return bool(found.scalar_one())

    async def remove(self, person: PersonId) -> None:
        await self._sql.run(delete(PINS).where(_PIN.person == person))
