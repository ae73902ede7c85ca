"""Files in the outbox: what a calendar is told comes out as it went in, and leaves once sent."""

from dataclasses import replace

import pytest
from sqlalchemy import select

import storage.outbox_rows
from liaison.domain.appointments import Appointment
from liaison.domain.cards import Button, card, text
from liaison.usecases.ports import Message, Op
from storage.database import Database
from storage.outbox_rows import OUTBOX
from tests.contract.samples import REFERENCE, SECOND, START, hello
from tests.contract.test_outbox import claim, said, say, sent
from tests.contract.test_payloads import seal, unseal

pytestmark = pytest.mark.contract

FILE = Message(
    chat_id=1,
    op=Op.FILE,
    card=card(text("a"), rows=[(Button(text("menu"), "/menu"),)]),
    appointment=Appointment(
        uid="M26-7F3K9",
        sequence=2,
        cancelled=True,
        stamp=START,
        start=START + SECOND,
        end=START + 2 * SECOND,
        title=text("meeting", host=text("party"), at=START),
        lines=(text("case", ref=REFERENCE), text("day", day=START.date(), n=3)),
        venue="Phnom Penh; hall 2, „B“",
    ),
)


@pytest.mark.parametrize(
    "entry",
    [
        FILE.appointment,
        Appointment(
            uid="M26-7F3K9",
            sequence=0,
            cancelled=False,
            stamp=START,
            start=START,
            end=START + SECOND,
            title=text("meeting"),
            lines=(),
            venue=None,
        ),
    ],
)
async def test_a_file_comes_out_as_it_went_in(db: Database, entry: Appointment) -> None:
    file = replace(FILE, appointment=entry)
    await say(db, file)
    [row] = await claim(db)
    assert row.message == file


async def test_a_file_passes_the_seam_both_ways_and_leaves_once_it_is_sent(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.outbox_rows, "pack", seal)
    monkeypatch.setattr(storage.outbox_rows, "unpack", unseal)
    await say(db, FILE)
    async with db.transaction() as tx:
        stored = (await tx._sql.run(select(OUTBOX.c.appointment))).scalar_one()
        assert "hall"[::-1] in stored
        assert "hall" not in stored
    [row] = await claim(db)
    assert row.message == FILE
    await sent(db, row, 41)
    async with db.transaction() as tx:
        assert (await tx._sql.run(select(OUTBOX.c.appointment))).scalar_one() is None


async def test_a_file_waits_its_turn_in_its_chat(db: Database) -> None:
    await say(db, FILE, hello(1, "b"))
    [first] = await claim(db)
    assert first.message == FILE
    await sent(db, first, 41)
    assert said(await claim(db)) == ["b"]
