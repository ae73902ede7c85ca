"""An upgrade while services run: what the old service does not know, it leaves to the new one."""

import asyncio
from datetime import datetime
from typing import Any

import pytest

from liaison.core.cards import card, text
from liaison.core.outbox import Message
from liaison.core.people import Role
from liaison.core.timers import run_timer
from liaison.core.transaction import Tx
from sandbox import Sandbox
from storage.crypto import FieldCipher
from storage.errors import StorageError
from storage.queues.outbox_rows import message_of
from tests.contract.storage.test_migrations import grow
from tests.service.conftest import Open, RunningService, news, numbered, seen

NEW_KEY, NEW_KIND = "error-internal", "brand-new"


async def new_looks(tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
    if kind != NEW_KIND:
        await run_timer(tx, kind=kind, subject=subject, since=since)
        return
    await tx.audit("looked", subject, actor=None)
    await tx.schedule_timer(kind, subject, None)


async def planned(service: RunningService) -> list[tuple[Any, ...]]:
    """The new subject, and how often it was tried."""
    rows = await service.rows("timers", "kind, attempts")
    return [row for row in rows if row[0] == NEW_KIND]


def forget(service: RunningService, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a service have no text for the new key."""
    has = service.app.catalog.has
    monkeypatch.setattr(
        service.app.catalog, "has", lambda key, language: key != NEW_KEY and has(key, language)
    )


async def test_a_service_leaves_what_it_does_not_know_to_a_newer_one(
    open_service: Open, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = [sandbox.user(first_name=name) for name in ("Ada", "Bo", "Cy")]
    async with (
        open_service(timer_runner=run_timer, strict=False) as old,
        open_service(timer_runner=new_looks) as new,
    ):
        forget(old, monkeypatch)
        for phone in phones:
            await new.join(phone, role=Role.ADMIN)
            await new.say(
                news(phone, numbered(1)),
                news(phone, card(text(NEW_KEY))),
                news(phone, card(text("command-menu"))),
            )
        async with new.app.database.transaction() as tx:
            await tx.outbox.flush()
            await tx.schedule_timer(NEW_KIND, "7", tx.now)
        for _ in range(10):
            await old.later(1)
        assert {state for (state,) in await old.rows("outbox", "state")} == {"sent", "waiting"}
        assert await planned(old) == [(NEW_KIND, 0)]
        for _ in range(4):
            await new.later(3)
            await old.later(3)
        assert {state for (state,) in await old.rows("outbox", "state")} == {"sent"}
        assert await planned(old) == []
        assert [action for _, action in await old.rows("audit", "seq, action")] == ["looked"]
    for phone in phones:
        assert len(seen(phone)) == len(set(seen(phone))) == 3


async def test_a_message_of_a_kind_that_is_not_known_stops_no_one(
    open_service: Open, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo = sandbox.user(first_name="Ada"), sandbox.user(first_name="Bo")
    known = message_of

    def newer(row: Any, cipher: FieldCipher) -> Message:
        if row.chat_id == ada.user_id:
            raise ValueError("hologram")
        return known(row, cipher)

    async with open_service() as service:
        for phone in (ada, bo):
            await service.join(phone)
        monkeypatch.setattr("storage.queues.outbox.message_of", newer)
        await service.send(news(ada, numbered(1)), news(bo, numbered(2)))
        assert len(seen(bo)) == 1
        assert await service.rows("outbox", "state, attempts") == [("sent", 1), ("waiting", 0)]


async def test_a_service_ends_once_the_schema_is_too_new(service: RunningService, url: str) -> None:
    await service.settle()
    stop = asyncio.Event()
    running = asyncio.create_task(service.app.run(stop))
    await service.sandbox.wait_for(service.sandbox.polling)
    # In a thread: a transaction of the service may be open, and ends in this one.
    await asyncio.to_thread(grow, url, floor="9999")
    await service.app.outages.detect()
    with pytest.raises(StorageError) as ended:
        await asyncio.wait_for(running, 30)
    assert ended.value.key == "setup-database-too-new"


async def test_texts_within_a_text_have_to_be_known_too(
    open_service: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_service(strict=False) as service:
        forget(service, monkeypatch)
        catalog = service.app.catalog
        assert catalog.knows(text("command-menu", a="x", b=3))
        assert not catalog.knows(text("command-menu"), text(NEW_KEY))
        assert not catalog.knows(text("command-menu", a=text(NEW_KEY)))
        assert not catalog.knows(text("command-menu", a=(text("command-menu"), text(NEW_KEY))))
