"""From what a person does to what the person sees, over real HTTP."""

import asyncio
from threading import Event
from typing import Any

import pytest
from aiogram import Router
from aiogram.types import Message as Typed

from handlers.input.commands import Command, Placement, Reply
from handlers.input.conversation import Conversation
from liaison.core.agreement import PartyCode
from liaison.core.cards import Button, Card, card, text
from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.people import Role
from liaison.core.transaction import AWAITING, People, Tx
from sandbox import Phone, Sandbox
from tests.service.conftest import Open, RunningService, seen
from tests.service.test_running import running

HELP_BUTTON = (Button(text("command-help"), "help"),)
MENU = card(text("command-menu"), rows=[HELP_BUTTON])
HELP = card(text("command-help"), rows=[(Button(text("command-menu"), "menu"),)])
ASKED = card(text("command-answer"), rows=[HELP_BUTTON])


class NotNow(UserError):
    """What a handler may raise."""

    key = "error-draft-expired"


async def act(words: str, tx: Tx) -> Reply | Card | None:
    """Answers each word in another way."""
    match words:
        case "menu":
            return MENU
        case "help":
            return Reply(card=HELP, toast=text("command-requests"), as_alert=True)
        case "open":
            return Reply(card=ASKED, placement=Placement.START)
        case "go":
            return Reply(card=HELP, placement=Placement.UPDATE)
        case "start":
            return card(text("command-menu"), rows=[(Button(text("command-new"), "open"),)])
        case "photo":
            return Reply(card=HELP, remove=True)
        case "refuse":
            await tx.of(People).add(
                party=PartyCode("KH"),
                role=Role.ADMIN,
                agency="x",
                name="x",
                address=Address(1),
                at=tx.now,
            )
            await tx.audit("never", "x", actor=None)
            raise NotNow
        case "slow":
            await tx.audit("slow", "x", actor=None)
            return card(
                text("error-not-a-count", low=tx.outside(len, words), high=tx.outside(ord, "*"))
            )
        case _:
            return None


@pytest.fixture
def heard() -> list[str]:
    """What was handled, in its order."""
    return []


@pytest.fixture
def options(heard: list[str]) -> dict[str, Any]:
    async def handler(words: str, tx: Tx) -> Reply | Card | None:
        heard.append(words)
        return await act(words, tx)

    return {"handler": handler}


async def refused(service: RunningService) -> list[Any]:
    people = await service.rows("people", "chat_id")
    return [row for row in people if row == (1,)] + await service.rows("audit")


async def test_a_refused_message_changes_nothing(service: RunningService, alice: Phone) -> None:
    await service.types(alice, "refuse")
    assert await refused(service) == []
    assert await service.rows("inbox", "state, attempts") == [("done", 1), ("done", 1)]
    assert alice.visible[-1].text.startswith("This is not open now")


async def test_slow_work_is_done_between_transactions_and_its_update_is_handled_once(
    service: RunningService, alice: Phone, heard: list[str]
) -> None:
    alice.say("slow")
    await service.types(alice, "menu")
    assert heard == ["slow", "slow", "slow", "menu"]
    assert await service.rows("audit", "action") == [("slow",)]
    assert await service.rows("inbox", "state, attempts") == [("done", 1)] * 3
    assert sum("from 4 to 42" in each for each in seen(alice)) == 1


async def test_slow_work_under_way_is_finished_before_the_stop(
    open_service: Open, sandbox: Sandbox, alice: Phone
) -> None:
    begun, over = Event(), Event()

    def work() -> Card:
        begun.set()
        over.wait(5)
        return MENU

    async def handler(_words: str, tx: Tx) -> Card:
        return tx.outside(work)

    async with open_service(handler) as service:
        await service.join(alice)
        async with running(service.app):
            alice.say("menu")
            await sandbox.wait_for(begun.is_set)
            asyncio.get_running_loop().call_later(0.1, over.set)
        assert await service.rows("inbox", "state, attempts") == [("done", 1)] * 2


async def test_a_stranger_gets_every_language(service: RunningService, sandbox: Sandbox) -> None:
    eve = sandbox.user(first_name="Eve")
    await service.types(eve, "menu")
    assert eve.visible[-1].text == "打开菜单\n\nបើកម៉ឺនុយ\n\nOpen the menu"
    assert eve.visible[-1].labels == ["帮助 / ជំនួយ / Help"]


async def test_a_conversation_commits_with_its_change(open_service: Open, alice: Phone) -> None:
    router = Router()
    seen = []

    async def remember(message: Typed, tx: Tx) -> Reply:
        conversation = await Conversation.load(tx, Address(message.chat.id))
        seen.append((conversation.stored.state, conversation.stored.line))
        await conversation.wait_for_argument(Command(name=message.text or ""))
        if message.text == "refuse":
            raise NotNow
        return Reply(card=MENU)

    router.message.register(remember)
    async with open_service(router=router) as service:
        await service.join(alice)
        for words in ("one", "refuse", "two"):
            await service.types(alice, words)
    assert seen == [(None, None), (AWAITING, "one"), (AWAITING, "one")]


async def test_a_handler_cannot_send_past_the_outbox(open_service: Open, alice: Phone) -> None:
    router = Router()
    said = []

    async def speak(message: Typed) -> None:
        try:
            await message.bot.get_chat(1)  # type: ignore[union-attr]  # there is one
        except RuntimeError as error:
            said.append(error)

    router.message.register(speak)
    async with open_service(router=router) as service:
        await service.join(alice)
        await service.types(alice, "hello")
    assert len(said) == 1


async def test_quick_messages_are_handled_in_their_order(
    service: RunningService, alice: Phone, bob: Phone, heard: list[str]
) -> None:
    for number in range(10):
        for phone in (alice, bob):
            phone.say(f"{phone.user.first_name} {number}")
    await service.settle()
    for name in ("Alice", "Bob"):
        own = [words for words in heard if words.startswith(name)]
        assert own == [f"{name} {number}" for number in range(10)]


async def test_after_an_outage_presses_are_handled_first(
    service: RunningService, alice: Phone, bob: Phone, heard: list[str]
) -> None:
    alice.say("typed")
    bob.press_data("pressed")
    await service.settle()
    assert heard == ["pressed", "typed"]


async def test_a_person_who_floods_the_service_keeps_no_one_else_waiting(
    service: RunningService, alice: Phone, bob: Phone, heard: list[str]
) -> None:
    for number in range(500):
        alice.say(f"flood {number}")
    bob.say("menu")
    await service.app.ingest.drain()
    await service.app.dispatcher.drain()
    assert heard.index("menu") <= 1
    heard.remove("menu")
    assert heard == [f"flood {number}" for number in range(500)]
