"""The seam where sealing will stand: no column holds what did not come through it."""

from dataclasses import replace

import pytest
from sqlalchemy import text

import storage.conversations
import storage.inbox
import storage.notice_rows
import storage.outbox_rows
from liaison.domain.cards import text as say
from liaison.usecases.ports import Op
from storage.database import Database
from tests.contract.samples import LEASE, hello
from tests.contract.test_notices import NOTICE

pytestmark = pytest.mark.contract

WORDS = "canary"


def seal(value: str, *, table: str, row: int | str, column: str) -> str:
    return f"{table}/{row}/{column}/{value[::-1]}"


def unseal(stored: str, *, table: str, row: int | str, column: str) -> str:
    place = f"{table}/{row}/{column}/"
    assert stored.startswith(place), "opened at another place than it was sealed for"
    return stored.removeprefix(place)[::-1]


async def test_payloads_cards_and_drafts_pass_the_seam_both_ways(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (storage.inbox, storage.outbox_rows, storage.notice_rows, storage.conversations):
        monkeypatch.setattr(module, "pack", seal)
        monkeypatch.setattr(module, "unpack", unseal)
    letter = replace(hello(1, WORDS, op=Op.MAIL), address=WORDS)
    notice = replace(NOTICE, headline=say(WORDS))
    async with db.transaction() as tx:
        await tx.inbox.add(5, chat_id=1, press=False, payload=WORDS)
        await tx.say(letter)
        await tx.notices.add(notice)
        await tx.conversations.set(1, state="new", data={"draft": WORDS})
    async with db.transaction() as tx:
        columns = (
            "inbox.payload",
            "outbox.card",
            "outbox.address",
            "notices.headline",
            "conversations.data",
        )
        for table, column in (each.split(".") for each in columns):
            stored = (await tx._sql.run(text(f"SELECT {column} FROM {table}"))).scalar_one()
            assert WORDS[::-1] in stored
            assert WORDS not in stored
    async with db.transaction() as tx:
        [update] = await tx.inbox.claim(limit=1, lease=LEASE)
        [message] = await tx.outbox.claim(limit=1, lease=LEASE)
        assert update.payload == WORDS
        assert message.message == letter
        assert await tx.notices.get(notice.code, party=notice.party) == notice
        assert (await tx.conversations.get(1)).data == {"draft": WORDS}
        assert await tx.inbox.done(update)
        assert await tx.outbox.sent(message, message_id=None)
    async with db.transaction() as tx:
        for column in ("payload FROM inbox", "card FROM outbox", "address FROM outbox"):
            assert (await tx._sql.run(text(f"SELECT {column}"))).scalar_one() is None
