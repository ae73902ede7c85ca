"""The seam where sealing will stand: no column holds what did not come through it."""

import pytest
from sqlalchemy import text

import storage.conversations
import storage.inbox
import storage.outbox_rows
from storage.database import Database
from tests.contract.samples import LEASE, hello

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
    for module in (storage.inbox, storage.outbox_rows, storage.conversations):
        monkeypatch.setattr(module, "pack", seal)
        monkeypatch.setattr(module, "unpack", unseal)
    async with db.transaction() as tx:
        await tx.inbox.add(5, chat_id=1, press=False, payload=WORDS)
        await tx.say(hello(1, WORDS))
        await tx.conversations.set(1, state="new", data={"draft": WORDS})
    async with db.transaction() as tx:
        columns = ("inbox.payload", "outbox.card", "conversations.data")
        for table, column in (each.split(".") for each in columns):
            stored = (await tx._sql.run(text(f"SELECT {column} FROM {table}"))).scalar_one()
            assert WORDS[::-1] in stored
            assert WORDS not in stored
    async with db.transaction() as tx:
        [update] = await tx.inbox.claim(limit=1, lease=LEASE)
        [message] = await tx.outbox.claim(limit=1, lease=LEASE)
        assert update.payload == WORDS
        assert message.message == hello(1, WORDS)
        assert (await tx.conversations.get(1)).data == {"draft": WORDS}
        assert await tx.inbox.done(update)
        assert await tx.outbox.sent(message, message_id=41)
    async with db.transaction() as tx:
        for column in ("payload FROM inbox", "card FROM outbox"):
            assert (await tx._sql.run(text(f"SELECT {column}"))).scalar_one() is None
