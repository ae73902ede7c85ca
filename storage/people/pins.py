"""The PINs of people, as salted hashes, encrypted with the key of their Party."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import String, delete, exists, select
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.people import repository as people_repository
from liaison.people.pins import PIN_ATTEMPTS, Pin
from storage.crypto.field_encryption import Ciphertext
from storage.engine.schema import Rows, UtcDateTime, WideInteger, check, table_of
from storage.engine.statements import Repository


class PinRows(Rows, table=True):
    """PINs, at most one for each person. ``pin_hash`` is encrypted with the key of the Party."""

    __tablename__ = "pins"
    __table_args__ = (
        check("party_named", "length(party) = 2"),
        check("wrong_counted", f"failed_attempts >= 0 AND failed_attempts < {PIN_ATTEMPTS}"),
    )
    person: PersonId = Field(primary_key=True, sa_type=WideInteger, foreign_key="people.id")
    party: str
    pin_hash: Ciphertext = Field(sa_type=String)
    failed_attempts: int
    locked_until: datetime | None = Field(sa_type=UtcDateTime)
    verified_until: datetime | None = Field(sa_type=UtcDateTime)
    waits_since: datetime | None = Field(sa_type=UtcDateTime)


PINS = table_of(PinRows)
_PIN = PINS.c


class Pins(Repository, people_repository.Pins):
    """The PIN of each person, if there is one."""

    async def put(self, pin: Pin) -> None:
        values = {
            "party": pin.party,
            "pin_hash": self._sql.cipher.encrypt(
                pin.pin_hash, table="pins", row=pin.person, column="pin_hash", party=pin.party
            ),
            "failed_attempts": pin.failed_attempts,
            "locked_until": pin.locked_until,
            "verified_until": pin.verified_until,
            "waits_since": pin.waits_since,
        }
        new = self._sql.insert(PINS).values(person=pin.person, **values)
        await self._sql.run(new.on_conflict_do_update(index_elements=["person"], set_=values))

    async def get(self, person: PersonId) -> Pin | None:
        its = select(PinRows).where(_PIN.person == person)
        row = await self._sql.row(its.with_for_update())
        if row is None:
            return None
        proof = self._sql.cipher.decrypt(
            row.pin_hash, table="pins", row=row.person, column="pin_hash", party=row.party
        )
        return Pin(
            person=row.person,
            party=PartyCode(row.party),
            pin_hash=proof,
            failed_attempts=row.failed_attempts,
            locked_until=row.locked_until,
            verified_until=row.verified_until,
            waits_since=row.waits_since,
        )

    async def exists(self, person: PersonId) -> bool:
        found = await self._sql.run(select(exists().where(_PIN.person == person)))
        return bool(found.scalar_one())

    async def owners(self, party: PartyCode) -> Collection[PersonId]:
        found = select(_PIN.person).where(_PIN.party == party, _PIN.waits_since.is_(None))
        return set((await self._sql.run(found)).scalars())

    async def remove(self, person: PersonId) -> None:
        await self._sql.run(delete(PINS).where(_PIN.person == person))
