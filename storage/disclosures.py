"""The ledger of disclosures to third parties: both Parties see the same, nothing is deleted."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index, String, insert, select, true
from sqlmodel import Field

from liaison.approvals.rules import ApprovalCode, ApprovalState
from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.core.references import Reference
from liaison.core.registry import Concept
from liaison.disclosures import repository as disclosure_repository
from liaison.disclosures.rules import (
    DISCLOSURE_RECORD,
    Disclosure,
    DisclosureTerms,
    Scope,
    disclosure_facts,
)
from liaison.disclosures.service import TIMER
from storage.approvals import APPROVALS, Approvals
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.records import Listing, VersionedRecords
from storage.engine.schema import (
    Columns,
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    one_of,
    record_of,
    table_of,
)
from storage.engine.statements import Statements, Stored
from storage.queues.timers import TimedRecords
from storage.queues.work_queue import NOW
from storage.record_digests import ProvenTable

_MAX = 50


class DisclosureRows(Rows, table=True):
    """Disclosures. ``proposal`` is their joint approval, ``item`` a reference or ``requests``."""

    __tablename__ = "disclosures"
    __table_args__ = (
        check("code_length", "length(code) = 9"),
        check("parties_named", "length(disclosing) = 2 AND length(providing) = 2"),
        check("provided_by_the_other", "disclosing <> providing"),
        check("item_named", "length(item) > 0"),
        check("third_party_named", "length(third_party) > 0"),
        check("purpose_named", "length(purpose) > 0"),
        one_of("scope", Scope),
        check("consented_by_letter", "length(letter) > 0"),
        check("consented_before_it_ends", "letter_day <= until"),
        check("ends_later", "made_at < ends_at"),
        check("version", "version >= 1"),
        check("withdrawn_by_somebody", "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)"),
        Index("ix_disclosures_made", "made_at"),
    )
    code: str = Field(primary_key=True)
    proposal: str = Field(foreign_key="approvals.code", unique=True)
    disclosing: str
    providing: str
    item: str
    third_party: str
    purpose: str
    scope: str
    until: date
    ends_at: datetime = Field(sa_type=UtcDateTime)
    letter: Ciphertext = Field(sa_type=String)
    letter_day: date
    made_at: datetime = Field(sa_type=UtcDateTime)
    version: int
    withdrawn_at: datetime | None = Field(sa_type=UtcDateTime)
    withdrawn_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")


DISCLOSURES = table_of(DisclosureRows)
ENCRYPTED = EncryptedColumns(table=DISCLOSURES, columns=("letter",), once_clear=True)
_ROW = DISCLOSURES.c
_IS_AGREED = APPROVALS.c.state == ApprovalState.AGREED.value
_NEWEST = (_ROW.made_at.desc(), _ROW.code)
_LISTING = Listing(DisclosureRows, true(), *_NEWEST)


class Disclosures(VersionedRecords[Disclosure, DisclosureRows], disclosure_repository.Disclosures):
    """Disclosures: proposed, consented to or ended without consent."""

    _rows = DisclosureRows

    def __init__(self, sql: Statements) -> None:
        super().__init__(sql)
        self._keys = Approvals(sql)

    def _values(self, disclosure: Disclosure) -> Columns:
        facts = disclosure_facts(disclosure)
        letter = disclosure.terms.letter
        return {**facts, **ENCRYPTED.encrypt(self._sql.cipher, disclosure, letter=letter)}

    async def add(self, disclosure: Disclosure) -> None:
        await self._sql.run(insert(DISCLOSURES).values(self._values(disclosure)).inline())

    async def listed(self, *, offset: int, limit: int) -> tuple[Sequence[Disclosure], int]:
        return await self._page(_LISTING, offset=offset, limit=limit)

    async def of_request(self, reference: Reference) -> Sequence[Disclosure]:
        found = select(DisclosureRows).where(_ROW.item == reference)
        return await self._all(found.order_by(_ROW.made_at, _ROW.code))

    async def agreed(self, disclosing: PartyCode) -> Sequence[Disclosure]:
        found = (
            select(DisclosureRows)
            .join(APPROVALS, APPROVALS.c.code == _ROW.proposal)
            .where(
                _ROW.disclosing == disclosing,
                _IS_AGREED,
                _ROW.withdrawn_at.is_(None),
                _ROW.ends_at > self._sql.now,
            )
        )
        return await self._all(found.order_by(*_NEWEST).limit(_MAX))

    async def _of(self, row: DisclosureRows) -> Disclosure:
        approval = await self._keys.get(ApprovalCode(row.proposal))
        if approval is None:
            msg = "a foreign key holds every proposal of a disclosure"
            raise RuntimeError(msg)
        [letter] = ENCRYPTED.decrypt(self._sql.cipher, row)
        terms = record_of(DisclosureTerms, row, letter=letter)
        return record_of(Disclosure, row, terms=terms, approval=approval)


def _facts_of(row: DisclosureRows, cipher: FieldCipher) -> Columns:
    [letter] = ENCRYPTED.decrypt(cipher, row)
    return {column.name: getattr(row, column.name) for column in _ROW} | {"letter": letter}


_IS_GRANTED = (
    _ROW.withdrawn_at.is_(None)
    & (_ROW.ends_at > NOW)
    & _ROW.proposal.in_(select(APPROVALS.c.code).where(_IS_AGREED))
)

CONCEPT: Concept = (
    TimedRecords(TIMER, _ROW.code, _IS_GRANTED),
    Stored(disclosure_repository.Disclosures, Disclosures),
    ENCRYPTED,
    ProvenTable(DISCLOSURES, DISCLOSURE_RECORD, names=("code",), read=_facts_of),
)
