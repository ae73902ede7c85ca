"""The acts that were sent and have not left."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, UniqueConstraint, bindparam, delete, select
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.cards import Card, card, dump, load
from liaison.core.people import PersonId
from liaison.core.registry import Concept
from liaison.pending_acts import repository as act_repository
from liaison.pending_acts.model import ActState, PendingAct
from storage.crypto import Ciphertext
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import (
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    record_of,
    required,
    table_of,
)
from storage.engine.statements import ReadOnce, Statements, Stored


class PendingActRows(Rows, table=True):
    """Pending acts. ``payload`` is the command line and the draft, encrypted with the key
    of the Party. ``about`` ends with the mark of the state.
    """

    __tablename__ = "pending_acts"
    __table_args__ = (
        check("party_named", "length(party) = 2"),
        UniqueConstraint("party", "about"),
    )
    id: str = Field(primary_key=True)
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    party: str
    about: str
    payload: Ciphertext = Field(sa_type=Text)
    leaves_at: datetime = Field(sa_type=UtcDateTime)


PENDING_ACTS = table_of(PendingActRows)
_ENCRYPTED = EncryptedColumns(table=PENDING_ACTS, columns=("payload",), party="party")
_MARKS = {ActState.WAITS: " sign-off", ActState.RETURNED: " returned", ActState.HELD: ""}
"""The end of ``about`` in each state; a state without a mark comes last."""
_OF_PARTY = (
    select(PendingActRows)
    .where(PENDING_ACTS.c.party == bindparam("its_party"))
    .order_by(PENDING_ACTS.c.leaves_at, PENDING_ACTS.c.id)
)
_TAKING = (
    delete(PENDING_ACTS).where(PENDING_ACTS.c.id == bindparam("its_id")).returning(PendingActRows)
)


class PendingActs(act_repository.PendingActs, ReadOnce):
    """Pending acts; of two transactions that take the same one, only the first gets it."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql
        self._listed: dict[PartyCode, Sequence[PendingAct]] = {}  # each card shows them

    async def add(self, act: PendingAct) -> bool:
        shown = dump(card(act.title, *act.details))
        content = [act.line, json.dumps(act.drafts), shown, act.author]
        payload = _ENCRYPTED.encrypt(self._sql.cipher, act, payload=json.dumps(content))
        about = f"{act.about}{_MARKS[act.state]}"
        values = columns_of(PendingActRows, act, about=about, **payload)
        self._listed.clear()
        new = self._sql.insert(PENDING_ACTS).values(values).on_conflict_do_nothing()
        return await self._sql.changes(new) > 0

    async def of_party(self, party: PartyCode, *states: ActState) -> Sequence[PendingAct]:
        if party not in self._listed:
            rows = await self._sql.rows(_OF_PARTY, {"its_party": party})
            self._listed[party] = [self._act(row) for row in rows]
        return [each for each in self._listed[party] if not states or each.state in states]

    async def take(self, act: str) -> PendingAct | None:
        self._listed.clear()
        row = await self._sql.row(_TAKING, {"its_id": act})
        return None if row is None else self._act(row)

    def _act(self, row: PendingActRows) -> PendingAct:
        [payload] = _ENCRYPTED.decrypt(self._sql.cipher, row)
        # An earlier one has no author.
        line, drafts, shown, *author = json.loads(required(payload))
        (title,), *details = load(Card, shown).paragraphs
        state = next(each for each, mark in _MARKS.items() if row.about.endswith(mark))
        return record_of(
            PendingAct,
            row,
            about=row.about.removesuffix(_MARKS[state]),
            state=state,
            line=line,
            drafts=json.loads(drafts),
            title=title,
            details=tuple(details),
            author=next(iter(author), None),
        )


CONCEPT: Concept = (
    Stored(act_repository.PendingActs, PendingActs),
    _ENCRYPTED,
)
