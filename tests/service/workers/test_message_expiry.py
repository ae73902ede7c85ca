"""Messages with a time to live: with a sound or without, and deleted from the chat in time."""

from datetime import timedelta
from typing import Any

import pytest

from handlers.input.replies import Placement, Reply
from liaison.core.cards import Button, card, text
from liaison.core.outbox import Message, Op
from liaison.core.timers import run_timer
from liaison.core.transaction import Tx
from liaison.notifications.message_expiry import ChatMessageKind
from liaison.notifications.repository import ChatMessages
from sandbox import Phone, Sandbox
from tests.service.conftest import RunningService, news, seen, states

MENU = card(text("command-menu"), rows=[(Button(text("button-menu"), "open"),)])
HELP = card(text("command-help"))
LIFETIME = timedelta(minutes=10)


async def opens(words: str, _tx: Tx) -> Reply:
    """A card, and behind its button, or typed, a message with a short life."""
    if words == "open":
        return Reply(card=HELP, toast=text("command-help"), time_to_live=LIFETIME)
    return Reply(card=MENU, placement=Placement.START)


@pytest.fixture
def options() -> dict[str, Any]:
    return {"handler": opens, "timer_runner": run_timer}


@pytest.mark.parametrize("pressed", [True, False])
async def test_a_card_with_a_lifetime_is_a_message_of_its_own_and_goes_in_time(
    service: RunningService, alice: Phone, pressed: bool
) -> None:
    await service.types(alice, "begin")
    if pressed:
        alice.press("Menu")
    else:
        alice.say("open")
    await service.settle()
    assert seen(alice) == ["Open the menu", "Show help"]
    await service.later(LIFETIME.total_seconds() - 1)
    assert seen(alice) == ["Open the menu", "Show help"]
    await service.later(61)
    assert seen(alice) == ["Open the menu"]


async def test_what_is_silent_makes_no_sound_and_nothing_can_be_saved(
    service: RunningService, alice: Phone, sandbox: Sandbox
) -> None:
    await service.send(news(alice, MENU), news(alice, HELP, silent=True))
    sent = [call.values for call in sandbox.calls if call.method == "sendmessage"]
    assert [each["disable_notification"] for each in sent] == ["false", "true"]
    assert [each["protect_content"] for each in sent] == ["true", "true"]


async def test_what_was_changed_meanwhile_stays(service: RunningService, alice: Phone) -> None:
    await service.send(news(alice, MENU))
    (message,) = [each for each in alice.messages if each.from_bot]
    number = message.message_id
    async with service.app.database.transaction() as tx:
        await tx.of(ChatMessages).mark_deletion_requested(alice.user_id, [number])
        tx.of(ChatMessages).track(
            alice.user_id, number, ChatMessageKind.CARD, sent_at=tx.now, check_at=tx.now
        )
    gone = Message(chat_id=alice.user_id, op=Op.DELETE, message_id=number, expired=True)
    await service.send(gone)
    assert seen(alice) == ["Open the menu"]
    assert (await states(service))[-1] == ("superseded", "changed")


async def test_a_card_that_is_gone_expires_quietly(service: RunningService, alice: Phone) -> None:
    await service.send(news(alice, MENU))
    (message,) = [each for each in alice.messages if each.from_bot]
    message.deleted = True
    await service.later(timedelta(hours=25).total_seconds())
    assert [each.message_id for each in alice.messages].count(message.message_id) == 0
    left = await service.once(lambda tx: tx.of(ChatMessages).of_chat(alice.user_id))
    assert message.message_id not in [each.message_id for each in left]
