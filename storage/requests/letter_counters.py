"""The counters of letter numbers."""

from sqlalchemy import case
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.registry import Concept
from liaison.letters import repository
from storage.engine.schema import Rows, check, table_of
from storage.engine.statements import Repository, Stored, inserting


class LetterCounterRows(Rows, table=True):
    """The last number of the letters of a Party in a year."""

    __tablename__ = "letter_counters"
    __table_args__ = (
        check("party_named", "length(party) = 2"),
        check("number_positive", "number > 0"),
    )
    party: str = Field(primary_key=True)
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    number: int


LETTER_COUNTERS = table_of(LetterCounterRows)
_NUMBER = LETTER_COUNTERS.c.number
_TAKING = inserting(
    LETTER_COUNTERS,
    lambda row: row.on_conflict_do_update(
        index_elements=["party", "year"],
        set_={
            "number": case((row.excluded.number > _NUMBER, row.excluded.number), else_=_NUMBER + 1)
        },
    ).returning(LETTER_COUNTERS.c.number),
)


class LetterCounters(Repository, repository.LetterCounters):
    """Counters, each a row that is locked from its change on."""

    async def take(self, party: PartyCode, year: int, *, above: int = 0) -> int:
        new = {"party": party, "year": year, "number": above + 1}
        return int((await self._sql.run(_TAKING[self._sql.dialect], new)).scalar_one())


CONCEPT: Concept = (Stored(repository.LetterCounters, LetterCounters),)
