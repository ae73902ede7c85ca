"""What a handler raises, and what no handler can read, loses nothing and delays no one else."""

from typing import Any

import pytest

from bot.workers.dispatcher import MAX_ATTEMPTS
from liaison.core.agreement import PartyCode
from liaison.core.cards import Card, card, text
from liaison.core.channels import Address
from liaison.core.people import Role
from liaison.core.transaction import People, Tx
from sandbox import Phone, Sandbox
from tests.service.conftest import Open, RunningService

MENU = card(text("command-menu"))


class Broken(Exception):
    """A fault of ours."""


class Handler:
    """Fails as often as ``fails`` says, after it has changed something."""

    def __init__(self) -> None:
        self.fails = 0
        self.calls = 0

    async def __call__(self, words: str, tx: Tx) -> Card:
        if words != "break":
            return MENU
        self.calls += 1
        await tx.audit("changed", "x", actor=None)
        await tx.of(People).add(
            party=PartyCode("CN"),
            role=Role.COORDINATOR,
            agency="x",
            name="x",
            address=Address(self.calls),
            at=tx.now,
        )
        if self.calls <= self.fails:
            raise Broken
        return MENU


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture
def options(handler: Handler) -> dict[str, Any]:
    return {"handler": handler}


async def changes(service: RunningService) -> int:
    return len([row for row in await service.rows("audit", "action") if row == ("changed",)])


async def test_a_poison_update_is_dead_at_once_with_one_alert_and_delays_no_one(
    service: RunningService, alice: Phone, ada: Phone, sandbox: Sandbox
) -> None:
    number = sandbox.inject({"surprise": {"chat": {"id": 5}}})
    await service.types(alice, "hello")
    assert (number, 1, "dead") in await service.rows("inbox", "update_id, attempts, state")
    assert await service.rows("audit", "action, subject") == [("alert-dead-update", str(number))]
    assert alice.visible[-1].text == "Open the menu"
    alerts = [each.text for each in ada.visible if each.from_bot]
    assert len(alerts) == 1
    assert str(number) in alerts[0]


async def test_a_poison_update_costs_no_other(open_service: Open, sandbox: Sandbox) -> None:
    people = [sandbox.user(first_name=f"Person {number}") for number in range(99)]
    async with open_service(Handler()) as service:
        for place, phone in enumerate(people):
            phone.say("hello")
            if place == 50:
                sandbox.inject({"surprise": 1})
        await service.settle()
        states = [state for (state,) in await service.rows("inbox", "state")]
    assert states == ["dead"]
    assert all(phone.visible[-1].from_bot for phone in people)


async def test_a_handler_that_raises_is_rolled_back_and_tried_again_later(
    service: RunningService, handler: Handler, alice: Phone
) -> None:
    handler.fails = 2
    await service.types(alice, "break")
    assert (handler.calls, await changes(service)) == (1, 0)
    await service.later(0.9)
    assert handler.calls == 1
    await service.later(0.1)
    assert (handler.calls, await changes(service)) == (2, 0)
    await service.later(2)
    assert (handler.calls, await changes(service)) == (3, 1)
    assert len(await service.rows("people")) == 2
    assert [each.text for each in alice.visible if each.from_bot] == ["Open the menu"]


async def test_a_handler_that_always_raises_dies_after_eight_tries_with_an_alert(
    service: RunningService, handler: Handler, alice: Phone, ada: Phone
) -> None:
    handler.fails = 100
    await service.types(alice, "break")
    for pause in (1, 2, 4, 8, 16, 32, 64):
        await service.later(pause)
    assert handler.calls == MAX_ATTEMPTS
    await service.later(3_600)
    assert (handler.calls, await changes(service)) == (MAX_ATTEMPTS, 0)
    assert ("dead", "Broken") in await service.rows("inbox", "state, error")
    alerts = [row for (row,) in await service.rows("audit", "action")]
    assert alerts == ["alert-dead", "alert-dead-update"]  # by the audit and by the dispatch
    assert [each.text[:9] for each in alice.visible if each.from_bot] == ["The bot c"]
    told = [each.text for each in ada.visible if each.from_bot]
    assert [each.split(" ")[1] for each in told] == ["The", "Updates"]


async def test_a_failing_update_holds_back_only_its_own_chat(
    service: RunningService, handler: Handler, alice: Phone, bob: Phone
) -> None:
    handler.fails = 1
    alice.say("break")
    alice.say("after")
    await service.types(bob, "hello")
    assert [each.text for each in bob.visible if each.from_bot] == ["Open the menu"]
    assert [each for each in alice.visible if each.from_bot] == []
    await service.later(1)
    assert [each.text for each in alice.visible if each.from_bot] == ["Open the menu"] * 2


async def test_a_wrong_result_of_a_handler_fails(open_service: Open, alice: Phone) -> None:

    async def wrong(_words: str, _tx: Tx) -> Any:
        return "prose"

    async with open_service(wrong) as service:
        await service.join(alice)
        await service.types(alice, "hello")
        assert ("waiting", "TypeError") in await service.rows("inbox", "state, error")


@pytest.mark.parametrize("field", ["message_id", "date"])
async def test_a_number_that_no_database_keeps_is_set_aside_at_once(
    service: RunningService, alice: Phone, sandbox: Sandbox, field: str
) -> None:
    alice.say("hello")
    (update,) = sandbox.pending()
    sandbox.store.first_bot().updates.clear()
    sandbox.inject({**update, "message": {**update["message"], field: 2**63}})
    await service.settle()
    found = await service.rows("inbox", "id, state, error, attempts")
    assert found[-1][1:] == ("dead", "unreadable", 1)


async def test_a_press_with_a_name_that_could_be_words_is_set_aside_and_not_kept_in_clear(
    service: RunningService, alice: Phone, sandbox: Sandbox
) -> None:
    person = {"id": alice.user_id, "is_bot": False, "first_name": "Alice"}
    chat = {"id": alice.user_id, "type": "private"}
    message = {"message_id": 7, "date": 1_772_400_000, "chat": chat, "text": "Menu"}
    press = {"from": person, "chat_instance": "1", "data": "menu", "message": message}
    for name in ("Li Mei", "李梅", ""):
        sandbox.inject({"callback_query": {**press, "id": name}})
        await service.settle()
        found = await service.rows("inbox", "id, state, error, payload")
        assert found[-1][1:3] == ("dead", "unreadable")
        assert name not in found[-1][3] or not name
    assert "toast" not in [op for _, op in await service.rows("outbox", "id, op")]
    sandbox.inject({"callback_query": {**press, "id": "-42"}})
    await service.settle()
    assert (await service.rows("inbox", "id, state"))[-1][1:] == ("done",)
