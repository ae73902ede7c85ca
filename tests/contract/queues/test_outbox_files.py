"""Files in the outbox: what a calendar is told comes out as it went in, and leaves once sent."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from liaison.core.attachments import CalendarEvent, Cell, Spreadsheet
from liaison.core.cards import Button, card, text
from liaison.core.outbox import Message, Op
from storage.database import Database
from storage.queues.outbox import Ending
from storage.queues.outbox_rows import ENCRYPTED, OUTBOX
from tests.contract.encryption.test_encrypted_columns import is_sealed
from tests.contract.queues.test_outbox import ENDINGS, claim, said, say, sent
from tests.contract.samples import REFERENCE, SECOND, START, hello

pytestmark = pytest.mark.contract

FILE = Message(
    chat_id=1,
    op=Op.FILE,
    card=card(text("a"), rows=[(Button(text("menu"), "/menu"),)]),
    calendar_event=CalendarEvent(
        uid="M26-7F3K9",
        sequence=2,
        cancelled=True,
        updated_at=START,
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
        FILE.calendar_event,
        CalendarEvent(
            uid="M26-7F3K9",
            sequence=0,
            cancelled=False,
            updated_at=START,
            start=START,
            end=START + SECOND,
            title=text("meeting"),
            lines=(),
            venue=None,
        ),
    ],
)
async def test_a_file_comes_out_as_it_went_in(db: Database, entry: CalendarEvent) -> None:
    file = replace(FILE, calendar_event=entry)
    await say(db, file)
    [row] = await claim(db)
    assert row.message == file


async def test_a_file_is_sealed_and_leaves_once_it_is_sent(db: Database) -> None:
    await say(db, FILE)
    async with db.transaction() as tx:
        stored = (await tx._sql.run(select(OUTBOX.c.calendar_event))).scalar_one()
        assert is_sealed(stored)
    [row] = await claim(db)
    assert row.message == FILE
    await sent(db, row, 41)
    async with db.transaction() as tx:
        assert (await tx._sql.run(select(OUTBOX.c.calendar_event))).scalar_one() is None


@pytest.mark.parametrize("rows", [(), ((REFERENCE, 3, START.date(), (text("state-sent"),), None),)])
async def test_a_table_comes_out_as_it_went_in(
    db: Database, rows: tuple[tuple[Cell, ...], ...]
) -> None:
    spreadsheet = Spreadsheet(
        name="C26-7F3K9",
        lines=(text("export-made", at=START, party=text("party")),),
        columns=(text("column-reference"), text("column-persons")),
        rows=rows,
    )
    file = replace(FILE, calendar_event=None, spreadsheet=spreadsheet)
    await say(db, file)
    [row] = await claim(db)
    assert row.message == file
    await sent(db, row, 41)
    async with db.transaction() as tx:
        assert (await tx._sql.run(select(OUTBOX.c.spreadsheet))).scalar_one() is None


async def test_a_file_waits_its_turn_in_its_chat(db: Database) -> None:
    await say(db, FILE, hello(1, "b"))
    [first] = await claim(db)
    assert first.message == FILE
    await sent(db, first, 41)
    assert said(await claim(db)) == ["b"]


@pytest.mark.parametrize("state", ENDINGS)
async def test_what_is_not_sent_loses_all_that_it_said_unless_somebody_should_look_at_it(
    db: Database, state: Ending
) -> None:
    spreadsheet = Spreadsheet(
        name="own-KH", lines=(text("a"),), columns=(text("b"),), rows=(("c",),)
    )
    async with db.transaction() as tx:
        await tx.enqueue(replace(hello(1, "d", op=Op.MAIL), address="somebody@example.org"))
        await tx.enqueue(replace(hello(2, "e", op=Op.ANSWER_CALLBACK), toast=text("e")))
        await tx.enqueue(replace(FILE, dedupe_key=None))
        await tx.enqueue(
            replace(FILE, dedupe_key=None, chat_id=3, calendar_event=None, spreadsheet=spreadsheet)
        )
    rows = await claim(db)
    assert len(rows) == 4
    async with db.transaction() as tx:
        for row in rows:
            assert await tx.outbox.give_up(row, state=state, error="x")
    async with db.transaction() as tx:
        for name in ENCRYPTED:
            left = select(OUTBOX.c.id).where(OUTBOX.c[name].is_not(None))
            found = (await tx._sql.run(left)).scalars().all()
            assert bool(found) is (state == "dead"), name
