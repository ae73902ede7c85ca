"""Sending, editing and deleting messages."""

from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardMarkup
from telegram.error import BadRequest
from telegram.ext import ExtBot

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import Raw, keyboard

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


async def test_an_unknown_chat_is_not_found(
    raw: Raw, aiogram_bot: Bot, ptb_bot: ExtBot[None], bob: Phone
) -> None:
    for chat_id in (bob.user_id, 999, "nonsense", "@nobody", -5):
        answer = await raw("sendMessage", chat_id=chat_id, text="x")
        assert answer.error == "Bad Request: chat not found"
    assert (await raw("sendMessage", text="x")).error == "Bad Request: chat_id is empty"
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await aiogram_bot.send_message(bob.user_id, "x")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await ptb_bot.send_message(bob.user_id, "x")


@pytest.mark.parametrize("text", ["", " \n\t ", "<b></b>", "<i> </i>"])
async def test_a_text_without_content_is_refused(raw: Raw, alice: Phone, text: str) -> None:
    answer = await raw("sendMessage", chat_id=alice.user_id, text=text, parse_mode="HTML")
    assert answer.error == "Bad Request: message text is empty"


async def test_4096_characters_are_sent_and_4097_are_not(raw: Raw, alice: Phone) -> None:
    marked = f"<b>{'x' * 4096}</b>"
    sent = await raw("sendMessage", chat_id=alice.user_id, text=marked, parse_mode="HTML")
    assert len(sent.result["text"]) == 4096
    answer = await raw("sendMessage", chat_id=alice.user_id, text="x" * 4097)
    assert answer.error == "Bad Request: message is too long"
    where = {"chat_id": alice.user_id, "message_id": sent.result["message_id"]}
    answer = await raw("editMessageText", **where, text="x" * 4097)
    assert answer.error == "Bad Request: message is too long"


async def test_an_edit_without_change_is_refused(raw: Raw, aiogram_bot: Bot, alice: Phone) -> None:
    markup = keyboard("Go")
    sent = await raw("sendMessage", chat_id=alice.user_id, text="one", reply_markup=markup)
    where: dict[str, Any] = {"chat_id": alice.user_id, "message_id": sent.result["message_id"]}
    same = await raw("editMessageText", **where, text="one ", reply_markup=markup)
    assert same.error == NOT_MODIFIED
    assert (await raw("editMessageReplyMarkup", **where, reply_markup=markup)).error == NOT_MODIFIED
    await raw("editMessageText", **where, text="two", reply_markup=markup)
    again = await raw("editMessageText", **where, text="two", reply_markup=markup)
    assert again.error == NOT_MODIFIED
    same_markup = InlineKeyboardMarkup.model_validate(markup)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await aiogram_bot.edit_message_reply_markup(**where, reply_markup=same_markup)


async def test_only_an_existing_message_of_the_bot_can_be_edited(raw: Raw, alice: Phone) -> None:
    not_found = "Bad Request: message to edit not found"
    own = alice.say("mine")
    edit: dict[str, Any] = {"chat_id": alice.user_id, "text": "x"}
    assert (await raw("editMessageText", **edit, message_id=99)).error == not_found
    assert (await raw("editMessageText", **edit)).error == not_found
    theirs = await raw("editMessageText", **edit, message_id=own)
    assert theirs.error == "Bad Request: message can't be edited"
    sent = (await raw("sendMessage", **edit)).result["message_id"]
    await raw("deleteMessage", chat_id=alice.user_id, message_id=sent)
    assert (await raw("editMessageText", **edit, message_id=sent)).error == not_found
    gone = await raw("editMessageReplyMarkup", chat_id=alice.user_id, message_id=sent)
    assert gone.error == not_found


async def test_a_message_can_be_deleted_for_48_hours(
    raw: Raw, aiogram_bot: Bot, ptb_bot: ExtBot[None], sandbox: Sandbox, alice: Phone
) -> None:
    first = await aiogram_bot.send_message(alice.user_id, "one")
    second = await aiogram_bot.send_message(alice.user_id, "two")
    said = alice.say("mine")
    sandbox.turn(timedelta(hours=48))
    assert await ptb_bot.delete_message(alice.user_id, first.message_id)
    assert await aiogram_bot.delete_message(alice.user_id, said)
    assert [line.text for line in alice.visible] == ["/start", "two"]
    assert [line.deleted for line in alice.transcript] == [False, True, False, True]
    sandbox.turn(timedelta(seconds=1))
    late = await raw("deleteMessage", chat_id=alice.user_id, message_id=second.message_id)
    assert late.error == "Bad Request: message can't be deleted"
    for gone in (first.message_id, 99):
        answer = await raw("deleteMessage", chat_id=alice.user_id, message_id=gone)
        assert answer.error == "Bad Request: message to delete not found"


async def test_a_caption_may_have_1024_characters(raw: Raw, alice: Phone) -> None:
    await raw("sendMessage", chat_id=alice.user_id, text="x")
    file = alice.send_document("a.txt", b"a", "text/plain", "see /help")
    sent_by_alice = alice.transcript[-1]
    assert (sent_by_alice.message_id, sent_by_alice.text) == (file, "see /help")
    stored = next(iter(alice.bot.files))
    where: dict[str, Any] = {"chat_id": alice.user_id, "document": stored}
    bold = await raw("sendDocument", **where, caption="<b>b</b>", parse_mode="HTML")
    assert bold.result["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert (await raw("sendDocument", **where, caption="x" * 1024)).result
    long = await raw("sendDocument", **where, caption="x" * 1025)
    assert long.error == "Bad Request: message caption is too long"


async def test_a_document_has_no_text_to_edit(raw: Raw, alice: Phone) -> None:
    alice.send_document()
    stored = next(iter(alice.bot.files))
    sent = await raw("sendDocument", chat_id=alice.user_id, document=stored)
    answer = await raw(
        "editMessageText", chat_id=alice.user_id, message_id=sent.result["message_id"], text="x"
    )
    assert answer.error == "Bad Request: there is no text in the message to edit"
