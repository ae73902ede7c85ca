"""What people can do, and the updates that the bot gets."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError
from aiogram.types import Update

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import TOKEN, Raw
from tests.sandbox.response_validator import ResponseValidator


async def heard(raw: Raw, token: str = TOKEN) -> list[dict[str, Any]]:
    """All updates, confirmed."""
    updates: list[dict[str, Any]] = (await raw("getUpdates", token=token)).result
    if updates:
        await raw("getUpdates", token=token, offset=updates[-1]["update_id"] + 1)
    return updates


async def test_every_kind_of_content_arrives(raw: Raw, aiogram_bot: Bot, alice: Phone) -> None:
    alice.send_photo(b"photo", "a /caption")
    alice.send_document("letter.pdf", b"pdf")
    alice.send_voice(4)
    alice.send_contact()
    alice.send_contact("+8613800138000", "Somebody")
    alice.send_location()
    alice.send_sticker()
    updates = await heard(raw)
    kinds = [Update.model_validate(update).message for update in updates]
    assert [message.content_type for message in kinds if message] == [
        *("photo", "document", "voice", "contact", "contact", "location", "sticker")
    ]
    assert updates[0]["message"]["caption_entities"][0]["type"] == "bot_command"
    document = updates[1]["message"]["document"]
    file = await aiogram_bot.get_file(document["file_id"])
    assert file.file_path == "documents/file_1.pdf"
    stream = await aiogram_bot.download_file(file.file_path)
    assert stream is not None
    assert stream.read() == b"pdf"


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


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_bot_is_added_to_a_group_gets_updates_and_leaves(
    raw: Raw, aiogram_bot: Bot, sandbox: Sandbox, alice: Phone, kind: str
) -> None:
    group = sandbox.group(title="Office", kind=kind)
    assert (await raw("leaveChat", chat_id=group.chat_id)).error == "Bad Request: chat not found"
    group.add_bot(by=alice)
    group.say(alice, "/start@liaison_424242_bot")
    group.say_anonymously("from nobody")
    added, member, command, anonymous = await heard(raw)
    assert added["my_chat_member"]["chat"]["type"] == kind
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert member["message"]["new_chat_members"][0]["id"] == 424242
    assert command["message"]["entities"][0] == {"type": "bot_command", "offset": 0, "length": 25}
    assert anonymous["message"]["sender_chat"]["id"] == group.chat_id
    assert anonymous["message"]["from"]["id"] == 1087968824
    assert (await aiogram_bot.send_message(group.chat_id, "hello")).chat.type == kind
    assert await aiogram_bot.leave_chat(group.chat_id)
    assert (await heard(raw))[0]["my_chat_member"]["new_chat_member"]["status"] == "left"
    with pytest.raises(TelegramForbiddenError, match=f"bot is not a member of the {kind} chat"):
        await aiogram_bot.send_message(group.chat_id, "still there?")
    with pytest.raises(LookupError):
        group.say(alice, "nobody aiogram_bot it")


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
