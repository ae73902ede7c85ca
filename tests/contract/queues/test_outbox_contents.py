"""What a message in the outbox carries: it comes out as it went in, and is erased once sent."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from liaison.core.cards import Button, card, text
from liaison.core.channels import Address
from liaison.core.outbox import (
    CalendarEvent,
    Document,
    Message,
    Op,
    SendPrecondition,
    Spreadsheet,
    Urgency,
)
from liaison.core.people import PersonId
from liaison.meetings.model import MEETING_SUBJECT
from liaison.requests.model import REQUEST_SUBJECT
from storage.database import Database
from storage.queues.outbox import Ending
from storage.queues.outbox_rows import ENCRYPTED, OUTBOX
from tests.contract.queues.test_outbox import ENDINGS, claim, letter, sent
from tests.contract.samples import KH, REFERENCE, SECOND, START, hello, join, once

WHOLE = Message(
    address=Address(7),
    op=Op.EDIT,
    recipient=PersonId(1),
    card=card(
        text("requests-received", ref=REFERENCE, due=START.date(), at=START, n=3),
        rows=[(Button(text("menu"), "/menu"),)],
    ),
    toast=text("saved", ref=REFERENCE),
    as_alert=True,
    message_slot="talk",
    edit_only=True,
    replaces=True,
    message_id=44,
    query_id="q",
    dedupe_key="once",
    precondition=SendPrecondition(
        notice="7F3K9", subject=REQUEST_SUBJECT, subject_id=REFERENCE, states=("sent", "received")
    ),
    urgency=Urgency.REPLY,
    must_deliver=False,
)
EVENT = CalendarEvent(
    uid="M26-7F3K9",
    sequence=2,
    cancelled=True,
    updated_at=START,
    start=START + SECOND,
    end=START + 2 * SECOND,
    title=text("meeting", host=text("party"), at=START),
    lines=(text("request", ref=REFERENCE), text("day", day=START.date(), n=3)),
    venue="Phnom Penh; hall 2, „B“",
)
FILE = replace(hello(1, "a", op=Op.FILE), calendar_event=EVENT)
SHEET = Spreadsheet(
    name="C26-7F3K9",
    lines=(text("export-made", at=START, party=text("party")),),
    columns=(text("field-reference"), text("field-persons")),
    rows=((REFERENCE, 3, START.date(), (text("state", state="sent"),), None),),
)
TABLE = replace(FILE, address=Address(3), calendar_event=None, spreadsheet=SHEET)
DOCUMENT = Document(
    name="KH26-7F3K9-request-km",
    made_at=START,
    layout="letter",
    language="km",
    content=text("request", reference=REFERENCE, lines=(text("day", day=START.date(), n=3),)),
)
PAPER = replace(FILE, address=Address(4), calendar_event=None, document=DOCUMENT)


def one_of_each(words: str) -> list[Message]:
    """Messages with a value in each column that may be encrypted."""
    return [
        replace(hello(1, words, op=Op.MAIL), mail_address=words),
        replace(hello(2, words, op=Op.ANSWER_CALLBACK), toast=text(words), query_id="a press"),
        FILE,
        TABLE,
        PAPER,
    ]


@pytest.mark.parametrize(
    "message",
    [
        WHOLE,
        *(
            replace(hello(1, "a"), precondition=given)
            for given in (
                SendPrecondition(notice="7F3K9"),
                SendPrecondition(subject=REQUEST_SUBJECT, subject_id=REFERENCE, states=("sent",)),
                SendPrecondition(subject=REQUEST_SUBJECT, subject_id=REFERENCE),
                SendPrecondition(
                    subject=MEETING_SUBJECT, subject_id="M26-7F3K9", states=("proposed", "agreed")
                ),
            )
        ),
        letter("a"),
        replace(letter("a", address=None), recipient=PersonId(1)),
        FILE,
        replace(FILE, calendar_event=replace(EVENT, cancelled=False, lines=(), venue=None)),
        TABLE,
        replace(TABLE, spreadsheet=replace(SHEET, rows=())),
        PAPER,
        replace(hello(1, "a"), silent=True, time_to_live=timedelta(minutes=10)),
        Message(address=Address(2), op=Op.DELETE, message_id=41, must_deliver=False, expired=True),
    ],
)
async def test_a_message_is_kept_unchanged_until_it_is_sent(db: Database, message: Message) -> None:
    async with db.transaction() as tx:
        await join(tx, KH, 7)
        await tx.enqueue(message)
    [row] = await claim(db)
    assert (row.message, row.attempts, row.repeat) == (message, 1, False)
    assert await sent(db, row, 41)
    stored = (await once(db, lambda tx: tx._sql.run(select(OUTBOX)))).one()
    assert stored.state == "sent"
    assert {getattr(stored, name) for name in ENCRYPTED} == {None}


@pytest.mark.parametrize("state", ENDINGS)
async def test_what_is_given_up_is_erased_or_left_to_operators(db: Database, state: Ending) -> None:
    async with db.transaction() as tx:
        for message in one_of_each("words"):
            await tx.enqueue(message)
    rows = await claim(db)
    assert len(rows) == 5
    async with db.transaction() as tx:
        for row in rows:
            assert await tx.outbox.give_up(row, state=state, error="x")
    async with db.transaction() as tx:
        for name in ENCRYPTED:
            left = select(OUTBOX.c.id).where(OUTBOX.c[name].is_not(None))
            found = (await tx._sql.run(left)).scalars().all()
            assert bool(found) is (state == "dead"), name
