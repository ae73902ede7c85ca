"""What people can do, and the updates that the bot gets."""

from typing import Any

import pytest

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import TOKEN, Raw
from tests.sandbox.response_validator import ResponseValidator


async def heard(raw: Raw, token: str = TOKEN) -> list[dict[str, Any]]:
    """All updates, confirmed."""
    updates: list[dict[str, Any]] = (await raw("getUpdates", token=token)).result
    if updates:
        await raw("getUpdates", token=token, offset=updates[-1]["update_id"] + 1)
    return updates


async def test_forwards_have_origins(raw: Raw, sandbox: Sandbox, alice: Phone, bob: Phone) -> None:
    channel = sandbox.group(title="News", kind="channel")
    group = sandbox.group(title="Office", kind="supergroup")
    alice.forward("own")
    alice.forward("hers", author=bob)
    alice.forward("hidden", origin="hidden_user", author=bob)
    alice.forward("group", origin="chat", chat_id=group.chat_id)
    alice.forward("channel", origin="channel", chat_id=channel.chat_id)
    with pytest.raises(ValueError, match="origin"):
        alice.forward("nowhere", origin="chat")
    origins = [update["message"]["forward_origin"] for update in await heard(raw)]
    kinds = [origin["type"] for origin in origins]
    assert kinds == ["user", "user", "hidden_user", "chat", "channel"]
    assert origins[1]["sender_user"]["id"] == bob.user_id
    assert origins[2]["sender_user_name"] == "Bob"


async def test_only_own_messages_can_be_deleted(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    group = sandbox.group(title="Office")
    group.add_bot(by=alice)
    said = group.say(alice, "hers")
    sent = (await raw("sendMessage", chat_id=group.chat_id, text="own")).result
    where: dict[str, Any] = {"chat_id": group.chat_id}
    own = await raw("deleteMessage", **where, message_id=sent["message_id"])
    assert own.result is True
    theirs = await raw("deleteMessage", **where, message_id=said)
    assert theirs.error == "Bad Request: message can't be deleted"
    group.add_bot(by=alice, admin=True)
    assert (await raw("deleteMessage", **where, message_id=said)).result is True


def test_invalid_users_and_chats_are_refused(sandbox: Sandbox) -> None:
    sandbox.user(user_id=5, first_name="Five")
    for user_id in (5, 0, -1):
        with pytest.raises(ValueError, match="cannot be used"):
            sandbox.user(user_id=user_id, first_name="Again")
    with pytest.raises(ValueError, match="first name"):
        sandbox.user(first_name="")
    with pytest.raises(ValueError, match="no kind"):
        sandbox.group(title="x", kind="private")


async def test_updates_are_validated(raw: Raw, alice: Phone, validator: ResponseValidator) -> None:
    alice.say("x")
    await heard(raw)
    assert validator.updates_seen == 1
