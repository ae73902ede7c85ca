"""Conversations: the state of a chat, and no two transactions overwrite each other."""

import pytest

from liaison.core.repository import Conversations, ConversationState
from storage.database import Database
from storage.errors import Conflict
from tests.contract.samples import SECOND, START, Clock, once


async def test_a_chat_without_a_conversation_has_no_state(db: Database) -> None:
    async with db.transaction() as tx:
        assert await tx.of(Conversations).get(1) == ConversationState(None, {}, None)


async def test_what_was_set_is_there_afterwards_with_its_moment(db: Database, clock: Clock) -> None:
    data = {"kind": "verification", "persons": 3, "answers": ["yes", None], "note": "អ ' \" 中"}
    async with db.transaction() as tx:
        await tx.of(Conversations).set(1, state="new:persons", data=data)
        assert await tx.of(Conversations).get(1) == ConversationState("new:persons", data, START)
    clock.turn(SECOND)
    async with db.transaction() as tx:
        assert await tx.of(Conversations).get(1) == ConversationState("new:persons", data, START)
        assert (await tx.of(Conversations).get(2)).state is None


async def test_data_that_is_changed_in_place_is_written_too(db: Database) -> None:
    for step in range(3):
        async with db.transaction() as tx:
            data = (await tx.of(Conversations).get(1)).data
            data[f"step-{step}"] = step
            await tx.of(Conversations).set(1, state="new", data=data)
    async with db.transaction() as tx:
        assert (await tx.of(Conversations).get(1)).data == {"step-0": 0, "step-1": 1, "step-2": 2}


async def test_a_cleared_conversation_is_gone_and_can_begin_again(db: Database) -> None:
    await once(db, lambda tx: tx.of(Conversations).set(1, state="new", data={"a": 1}))
    async with db.transaction() as tx:
        await tx.of(Conversations).clear(1)
        assert await tx.of(Conversations).get(1) == ConversationState(None, {}, None)
    async with db.transaction() as tx:
        assert await tx.of(Conversations).get(1) == ConversationState(None, {}, None)
        await tx.of(Conversations).set(1, state="new", data={})
    assert (await once(db, lambda tx: tx.of(Conversations).get(1))).state == "new"


async def test_a_state_without_data_and_data_without_a_state_are_kept(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.of(Conversations).set(1, state="new", data={})
        await tx.of(Conversations).set(2, state=None, data={"draft": 1})
    async with db.transaction() as tx:
        assert (await tx.of(Conversations).get(1)).state == "new"
        assert (await tx.of(Conversations).get(2)).data == {"draft": 1}


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_moved_conversation_is_kept(replicas: list[Database], *, begun: bool) -> None:
    # On SQLite a transaction is the only writer from its beginning on: this cannot happen there.
    first, second = replicas[:2]
    if begun:
        await once(first, lambda tx: tx.of(Conversations).set(1, state="new", data={"step": 0}))

    async def interrupted() -> None:
        async with first.transaction() as tx:
            await tx.of(Conversations).get(1)
            async with second.transaction() as other:
                await other.of(Conversations).set(1, state="new", data={"step": 1})
            await tx.of(Conversations).set(1, state="new", data={"step": 2})

    with pytest.raises(Conflict):
        await interrupted()
    assert (await once(first, lambda tx: tx.of(Conversations).get(1))).data == {"step": 1}
