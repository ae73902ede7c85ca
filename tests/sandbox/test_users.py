"""What people can do, and the updates that the bot gets."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError
from aiogram.types import Update

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import TOKEN, Raw, keyboard
from tests.sandbox.response_validator import ResponseValidator

OTHER = "7:" + "b" * 35


async def heard(raw: Raw, token: str = TOKEN) -> list[dict[str, Any]]:
    """All updates, confirmed."""
    updates: list[dict[str, Any]] = (await raw("getUpdates", token=token)).result
    if updates:
        await raw("getUpdates", token=token, offset=updates[-1]["update_id"] + 1)
    return updates


async def test_a_user_starts_the_bot_with_a_payload(raw: Raw, bob: Phone) -> None:
    bob.start("TOKEN_1")
    bob.open("https://t.me/liaison_424242_bot?start=TOKEN_2")
    bob.open("https://t.me/liaison_424242_bot")
    assert bob.open("https://t.me/somebody_else?start=x") is None
    assert bob.open("https://example.org/?start=x") is None
    messages = [update["message"] for update in await heard(raw)]
    texts = [message["text"] for message in messages]
    assert texts == ["/start TOKEN_1", "/start TOKEN_2", "/start"]
    assert messages[0]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    person = {"id": bob.user_id, "first_name": "Bob", "last_name": "Li"}
    assert messages[0]["from"] == {**person, "is_bot": False, "language_code": "zh-hans"}
    assert messages[0]["chat"] == {**person, "type": "private"}


def test_a_deep_link_has_a_valid_payload(alice: Phone) -> None:
    for payload in ("with space", "x" * 65, "ខ", "a=b"):
        with pytest.raises(ValueError, match="deep link"):
            alice.start(payload)
    assert len(alice.transcript) == 1


async def test_a_long_text_is_split_and_an_empty_one_is_refused(raw: Raw, alice: Phone) -> None:
    alice.say(" " + "x" * 5000 + "\n")
    with pytest.raises(ValueError, match="empty"):
        alice.say(" \n")
    assert [len(update["message"]["text"]) for update in await heard(raw)] == [4096, 904]


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


async def test_an_edit_arrives_as_an_edited_message(raw: Raw, alice: Phone) -> None:
    first = alice.say("/one")
    alice.say("two")
    alice.edit("three")
    alice.edit("/four", first)
    updates = [update for update in await heard(raw) if "edited_message" in update]
    edited = [update["edited_message"] for update in updates]
    assert [message["text"] for message in edited] == ["three", "/four"]
    assert all("edit_date" in message for message in edited)
    assert [line.text for line in alice.transcript[1:]] == ["/four", "three"]
    with pytest.raises(LookupError):
        alice.edit("x", 99)


async def test_a_message_may_come_via_another_bot(raw: Raw, alice: Phone) -> None:
    alice.say("cat", via_bot=True)
    assert (await heard(raw))[0]["message"]["via_bot"]["is_bot"] is True


async def test_each_bot_has_its_own_chat_with_a_user(raw: Raw, alice: Phone) -> None:
    alice.with_bot(OTHER).start()
    assert [update["message"]["text"] for update in await heard(raw, OTHER)] == ["/start"]
    assert await heard(raw) == []
    sent = await raw("sendMessage", token=OTHER, chat_id=alice.user_id, text="from the other")
    assert sent.result["from"]["id"] == 7
    assert [line.text for line in alice.with_bot(OTHER).transcript] == ["/start", "from the other"]
    assert [line.text for line in alice.transcript] == ["/start"]


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


async def test_a_bot_that_was_removed_is_refused(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    group = sandbox.group(title="Office", kind="supergroup", username="office")
    group.add_bot(by=alice, admin=True)
    by_name = await raw("sendMessage", chat_id="@Office", text="x")
    assert by_name.result["chat"]["username"] == "office"
    group.remove_bot(by=alice)
    answer = await raw("sendMessage", chat_id=group.chat_id, text="x")
    assert answer.error == "Forbidden: bot was kicked from the supergroup chat"
    statuses = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in await heard(raw)
        if "my_chat_member" in update
    ]
    assert statuses == ["administrator", "kicked"]


async def test_a_channel_posts_and_edits(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    channel = sandbox.group(title="News", kind="channel")
    channel.add_bot(by=alice)
    post = channel.post("news")
    channel.edit(post, "better news")
    updates = await heard(raw)
    assert [sorted(update)[0] for update in updates] == [
        *("my_chat_member", "channel_post", "edited_channel_post")
    ]
    sent = (await raw("sendMessage", chat_id=channel.chat_id, text="by the bot")).result
    assert "from" not in sent
    assert sent["sender_chat"]["id"] == channel.chat_id


async def test_a_button_in_a_group_is_pressed_by_a_member(
    raw: Raw, sandbox: Sandbox, alice: Phone, bob: Phone
) -> None:
    group = sandbox.group(title="Office")
    group.add_bot(by=alice)
    await raw("sendMessage", chat_id=group.chat_id, text="?", reply_markup=keyboard("Go"))
    group.press(bob, "Go")
    query = (await heard(raw))[-1]["callback_query"]
    assert query["from"]["id"] == bob.user_id
    assert query["message"]["chat"]["id"] == group.chat_id
    assert (await raw("answerCallbackQuery", callback_query_id=query["id"], text="ok")).result
    assert group.transcript(alice.bot)[-1].labels == ["Go"]


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


async def test_a_private_chat_cannot_be_left(raw: Raw, alice: Phone) -> None:
    answer = await raw("leaveChat", chat_id=alice.user_id)
    assert answer.error == "Bad Request: chat member status can't be changed in private chats"


async def test_blocking_twice_gives_one_update_and_forbids_writing(raw: Raw, alice: Phone) -> None:
    alice.block()
    alice.block()
    with pytest.raises(RuntimeError, match="blocked"):
        alice.say("x")
    assert len(await heard(raw)) == 1


def test_invalid_users_and_chats_are_refused(sandbox: Sandbox) -> None:
    sandbox.user(user_id=5, first_name="Five")
    for user_id in (5, 0, -1):
        with pytest.raises(ValueError, match="cannot be used"):
            sandbox.user(user_id=user_id, first_name="Again")
    with pytest.raises(ValueError, match="first name"):
        sandbox.user(first_name="")
    with pytest.raises(ValueError, match="no kind"):
        sandbox.group(title="x", kind="private")


async def test_a_phone_without_a_bot_is_an_error() -> None:
    async with await Sandbox.start() as sandbox:
        phone = sandbox.user(first_name="Early")
        with pytest.raises(LookupError, match="no bot"):
            phone.say("hello?")
        with pytest.raises(LookupError):
            sandbox.bot_username("not a token")


async def test_updates_are_validated(raw: Raw, alice: Phone, validator: ResponseValidator) -> None:
    alice.say("x")
    await heard(raw)
    assert validator.updates_seen == 1
