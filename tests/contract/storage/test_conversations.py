"""Conversations: the state of a chat, and no two transactions overwrite each other."""

import pytest

from liaison.core.channels import Address
from liaison.core.transaction import (
    AWAITING,
    NO_CONVERSATION,
    CheckedCommand,
    Conversations,
    ConversationState,
)
from storage.database import Database
from storage.errors import WriteConflict
from tests.contract.samples import SECOND, START, Clock, once

NEW = ConversationState(state="new")
STEP_1, STEP_2 = (ConversationState(unsent=(each,)) for each in "12")


async def test_a_chat_without_a_conversation_has_no_state(db: Database) -> None:
    assert await once(db, lambda tx: tx.of(Conversations).get(Address(1))) == NO_CONVERSATION


async def test_what_was_set_is_there_afterwards_with_its_moment(db: Database, clock: Clock) -> None:
    state = ConversationState(
        state=AWAITING,
        line="receive KH26-7F3KK",
        until=START + SECOND,
        is_day=True,
        check=CheckedCommand(id="a", line="close KH26-7F3KK", about="KH26-7F3KK"),
        drafts={"draft": {"id": "b", "answers": {"persons": 3, "note": "អ ' \" 中"}}},
        shown='{"text":[],"rows":[],"details":[],"view":""}',
    )
    async with db.transaction() as tx:
        await tx.of(Conversations).set(Address(1), state)
        assert await tx.of(Conversations).get(Address(1)) == state
    clock.turn(SECOND)
    async with db.transaction() as tx:
        found = await tx.of(Conversations).get(Address(1))
        assert (found, found.at) == (state, START)
        assert (await tx.of(Conversations).get(Address(2))).state is None


async def test_a_cleared_conversation_is_gone_and_can_begin_again(db: Database) -> None:
    await once(db, lambda tx: tx.of(Conversations).set(Address(1), NEW))
    async with db.transaction() as tx:
        await tx.of(Conversations).set(Address(1), NO_CONVERSATION)
        assert await tx.of(Conversations).get(Address(1)) == NO_CONVERSATION
    async with db.transaction() as tx:
        assert await tx.of(Conversations).get(Address(1)) == NO_CONVERSATION
        await tx.of(Conversations).set(Address(1), NEW)
    assert (await once(db, lambda tx: tx.of(Conversations).get(Address(1)))).state == "new"


async def test_a_state_without_data_and_data_without_a_state_are_kept(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.of(Conversations).set(Address(1), NEW)
        await tx.of(Conversations).set(Address(2), STEP_1)
    async with db.transaction() as tx:
        assert (await tx.of(Conversations).get(Address(1))).state == "new"
        assert await tx.of(Conversations).get(Address(2)) == STEP_1


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_moved_conversation_is_kept(replicas: list[Database], *, begun: bool) -> None:
    # On SQLite a transaction is the only writer from its beginning on: this cannot happen there.
    first, second = replicas[:2]
    if begun:
        await once(first, lambda tx: tx.of(Conversations).set(Address(1), NEW))

    async def interrupted() -> None:
        async with first.transaction() as tx:
            await tx.of(Conversations).get(Address(1))
            async with second.transaction() as other:
                await other.of(Conversations).set(Address(1), STEP_1)
            await tx.of(Conversations).set(Address(1), STEP_2)

    with pytest.raises(WriteConflict):
        await interrupted()
    assert (await once(first, lambda tx: tx.of(Conversations).get(Address(1)))) == STEP_1
