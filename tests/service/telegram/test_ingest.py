"""What Telegram tells is kept before it is confirmed."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import ClientSession
from structlog.testing import capture_logs

from bot import crash
from bot.telegram import ingest
from bot.telegram.ingest import ALLOWED, update_lane
from liaison.core.cards import Card, card, text
from liaison.core.people import Role
from liaison.core.transaction import Tx
from sandbox import Fault, FaultKind, Phone, Sandbox
from tests.service.conftest import TOKEN, Ended, Open, RunningService, SettableClock, ends_at


async def hello(_words: str, _tx: Tx) -> Card:
    return card(text("command-menu"))


@pytest.fixture
def options() -> dict[str, Any]:
    return {"handler": hello}


@pytest.mark.parametrize(
    "point",
    [
        "ingest.before_commit",
        "ingest.after_commit",
        "ingest.before_confirm",
        "ingest.after_confirm",
    ],
)
async def test_an_update_is_confirmed_only_after_its_commit(
    open_service: Open, sandbox: Sandbox, hook: Callable[[crash.Hook], None], point: str
) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service(hello) as service:
        await service.join(alice)
        alice.say("hello")
        hook(ends_at(point))
        with pytest.raises(Ended):
            await service.settle()
        kept = await service.rows("inbox", "update_id, state")
        confirmed = sandbox.pending() == []
        assert confirmed <= (len(kept) == 2)
        assert (len(kept) == 2) is (point != "ingest.before_commit")
    async with open_service(hello) as service:
        await service.settle()
        assert sandbox.pending() == []
        assert {state for _, state in await service.rows("inbox", "update_id, state")} == {"done"}
    assert [each.text for each in alice.visible if each.from_bot] == ["Open the menu"]


TROUBLES = {
    "conflict": Fault(FaultKind.ERROR, code=409, description="Conflict: terminated by other"),
    "webhook": Fault(FaultKind.ERROR, code=409, description="Conflict: webhook is active"),
    "server": Fault(FaultKind.ERROR, code=502, html=True),
    "flood": Fault(FaultKind.ERROR, code=429, description="Too Many", retry_after=3),
    "token": Fault(FaultKind.ERROR, code=401, description="Unauthorized"),
    "garbage": Fault(FaultKind.ERROR, code=200, html=True),
    "not ok": Fault(FaultKind.ERROR, code=200, description="what?"),
    "hang-up": Fault(FaultKind.HANG_UP_BEFORE),
    "hang-up after": Fault(FaultKind.HANG_UP_AFTER, after_effect=True),
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_whatever_polling_answers_nothing_is_lost(
    service: RunningService, alice: Phone, sandbox: Sandbox, trouble: str
) -> None:
    fault = TROUBLES[trouble]
    fault.method, fault.applied = "getUpdates", 0
    alice.say("hello")
    sandbox.faults.add(fault)
    await service.settle()
    assert fault.applied == 1
    await service.settle()
    assert [each.text for each in alice.visible if each.from_bot] == ["Open the menu"]


async def test_a_second_poller_is_reported_once(open_service: Open, sandbox: Sandbox) -> None:
    ada = sandbox.user(first_name="Ada")
    async with open_service(hello) as service:
        await service.join(ada, role=Role.ADMIN)
        sandbox.faults.error(409, "Conflict: terminated", method="getUpdates", times=5)
        for _ in range(6):
            await service.settle()
        assert await service.rows("audit", "action") == [("alert-conflict",)]
    assert [each.text[3:27] for each in ada.visible if each.from_bot] == [
        "Another program receives"
    ]


async def test_an_update_without_a_number_stops_no_one(
    service: RunningService, alice: Phone, sandbox: Sandbox
) -> None:
    alice.say("hello")
    (update,) = sandbox.pending()
    strange = [{}, {"update_id": "7"}, {"update_id": True}, {"update_id": -1}, 7, None, []]
    await service.app.ingest.receive([*strange, update])
    await service.settle()
    assert [each.text for each in alice.visible if each.from_bot] == ["Open the menu"]


async def test_after_a_quiet_week_numbers_may_restart(
    service: RunningService, alice: Phone, sandbox: Sandbox
) -> None:
    for number in (900_000, 5):
        alice.say("hello")
        (update,) = sandbox.pending()
        sandbox.store.first_bot().updates.clear()
        sandbox.inject({**update, "update_id": number}, lane=alice.user_id)
        await service.settle()
        assert sandbox.pending() == []
    assert [each.text for each in alice.visible if each.from_bot] == ["Open the menu"] * 2


async def test_each_start_names_the_kinds_of_updates(open_service: Open, sandbox: Sandbox) -> None:
    async with open_service(hello) as service:
        await service.settle()
    polls = [call for call in sandbox.calls if call.method == "getupdates"]
    assert json.loads(polls[0].values["allowed_updates"]) == list(ALLOWED)
    assert "offset" not in polls[0].values


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"message": {"chat": {"id": 7}}}, (7, False)),
        ({"edited_message": {"chat": {"id": 7}}}, (7, False)),
        ({"my_chat_member": {"chat": {"id": -7}}}, (-7, False)),
        ({"callback_query": {"message": {"chat": {"id": 7}}, "from": {"id": 8}}}, (7, True)),
        ({"callback_query": {"from": {"id": 8}}}, (8, True)),
        ({"callback_query": {"message": 5}}, (None, True)),
        ({"callback_query": None}, (None, False)),
        ({"message": None}, (None, False)),
        ({"message": {"chat": {"id": "7"}}}, (None, False)),
        ({"message": {"chat": {"id": True}}}, (None, False)),
        ({"message": {"chat": {"id": 2**70}}}, (None, False)),
        ({"poll": {}}, (None, False)),
    ],
)
def test_the_chat_of_an_update_is_found_or_not_and_nothing_breaks(
    update: dict[str, Any], lane: tuple[int | None, bool]
) -> None:
    assert update_lane(update) == lane


async def test_a_foreign_webhook_is_removed(open_service: Open, sandbox: Sandbox) -> None:
    bopha = sandbox.user(first_name="Bopha")
    async with open_service(hello) as service:
        await service.join(bopha, role=Role.ADMIN)
        url = f"{sandbox.url}/bot{TOKEN}/setWebhook"
        async with ClientSession() as session:
            await session.post(url, json={"url": "http://127.0.0.1:9/elsewhere"})
        assert sandbox.store.first_bot().webhook is not None
        await service.types(bopha, "hello")
        assert sandbox.store.first_bot().webhook is None
        await service.settle()
    assert sandbox.pending() == []
    told = [each.text.split(".")[0] for each in bopha.visible if each.from_bot]
    expected = [
        "⚠️ Another program receives this bot’s messages with the same token",
        "Open the menu",
    ]
    assert told == expected


WEBHOOK = "Conflict: can't use getUpdates method while webhook is active"


async def test_a_webhook_is_taken_back_after_faults(open_service: Open, sandbox: Sandbox) -> None:
    async with open_service(hello) as service:
        sandbox.faults.server_error(method="getUpdates")
        sandbox.faults.error(409, WEBHOOK, method="getUpdates", times=3)
        for _ in range(4):
            await service.settle()
        assert await service.rows("audit", "action") == [("alert-conflict",)]
    taken = [call for call in sandbox.calls if call.method == "deletewebhook"]
    assert len(taken) == 3


async def test_a_conflict_while_the_database_fails_ends_nothing(
    service: RunningService, alice: Phone, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise OSError

    alice.say("hello")
    sandbox.faults.error(409, WEBHOOK, method="getUpdates")
    with monkeypatch.context() as failing, capture_logs() as logs:
        failing.setattr(ingest, "alert", broken)
        assert await service.app.ingest._turn(asyncio.Event()) > 0
    assert "ingest-failed" in [line["event"] for line in logs]
    sandbox.faults.error(409, WEBHOOK, method="getUpdates")
    await service.settle()
    assert await service.rows("audit", "action") == [("alert-conflict",)]
    await service.settle()
    assert [each.text for each in alice.visible if each.from_bot] == ["Open the menu"]


async def test_one_of_us_that_slept_past_its_lease_is_no_thief(
    open_service: Open, sandbox: Sandbox, clock: SettableClock
) -> None:
    conflict = "Conflict: terminated by other getUpdates request"
    async with open_service() as slept, open_service() as awake:
        assert await slept.app.ingest._is_leader()
        clock.turn(ingest.LEASE.total_seconds())
        assert await awake.app.ingest._is_leader()
        for service in (slept, awake):
            sandbox.faults.error(409, conflict, method="getUpdates")
            await service.app.ingest._turn(asyncio.Event())
        assert not slept.app.ingest.polls
        assert awake.app.ingest.polls
        await awake.settle()
        assert await awake.rows("audit", "action") == []
        sandbox.faults.error(409, conflict, method="getUpdates", times=2)
        for _ in range(2):
            await awake.app.ingest._turn(asyncio.Event())
        assert await awake.rows("audit", "action") == [("alert-conflict",)]
