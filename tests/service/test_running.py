"""The service while it runs: woken at once, stopped within ten seconds, nothing lost."""

import asyncio
import json
import os
import signal
import sys
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from sqlite3 import connect

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.app import App
from bot.cli import main
from bot.settings import Settings
from bot.workers import dispatcher, sender
from handlers.input.commands import Reply
from liaison.core.cards import Button, card, text
from liaison.core.transaction import People, Tx
from sandbox import Phone, Sandbox
from storage.engine.database_url import file_of, parse_database_url
from storage.engine.integrity import owned
from tests import scenario
from tests.contract.samples import KH, join
from tests.faults.process import DemoServer, Options, SharedClock, begun, forked, prepare
from tests.faults.scenario_driver import options_in
from tests.service.conftest import Open, news, numbered, seen

MENU = card(text("command-menu"), rows=[(Button(text("command-help"), "help"),)])
CANARY = "canary-in-a-message"
TOKEN = scenario.TOKEN.get_secret_value()


async def menu(_words: str, _tx: Tx) -> Reply:
    return Reply(card=MENU, toast=text("command-requests"))


@asynccontextmanager
async def running(app: App) -> AsyncIterator[None]:
    """Run a service beside the test, and stop it afterwards."""
    stop = asyncio.Event()
    task = asyncio.create_task(app.run(stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, 30)


async def test_everything_is_woken_and_nothing_waits_for_the_next_poll(
    open_service: Open, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "POLL_SECONDS", 60.0)
    monkeypatch.setattr(sender, "POLL_SECONDS", 60.0)
    alice = sandbox.user(first_name="Alice")
    async with open_service(menu) as service:
        await service.join(alice)
        async with running(service.app):
            for _ in range(5):
                before = len(seen(alice))
                alice.say("menu")
                await sandbox.wait_for(partial(more_seen, alice, before))
            alice.press("Help")
            await sandbox.wait_for(lambda: alice.answers)


def more_seen(phone: Phone, before: int) -> bool:
    return len(seen(phone)) > before


@pytest.fixture
async def telegram() -> AsyncIterator[Sandbox]:
    """A sandbox on the machine's own time, as the process has it."""
    async with await Sandbox.start() as sandbox:
        sandbox.bot_username(TOKEN)
        yield sandbox


@pytest.fixture
async def options(telegram: Sandbox, url: str, folder: Path) -> Options:
    """Of a process that is forked, for what no command line is needed for."""
    made = options_in(folder, telegram, url)
    SharedClock.make(made.clock)
    await asyncio.to_thread(prepare)
    return made


async def test_sigterm_ends_it_at_a_lock(telegram: Sandbox, url: str, options: Options) -> None:
    process = DemoServer(replace(options, stops_soon=True))
    await telegram.wait_for(lambda: called(telegram, "getupdates") > 0, 40)
    with closing(connect(file_of(parse_database_url(url)))) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        telegram.user(first_name="Alice").say("hello")
        await telegram.wait_for(lambda: not telegram.polling(), 40)
        assert await process.stop() == 0
    logged = options.log.read_text(encoding="utf-8")
    assert json.loads(logged.splitlines()[-1])["event"] == "stop-cut-short"
    assert len(telegram.pending()) == 1


async def test_a_refusal_is_answered_at_once(telegram: Sandbox, url: str, options: Options) -> None:
    alice = telegram.user(first_name="Alice")
    app = App(Settings(token=SecretStr(TOKEN), api_base=telegram.url, database_url=url))
    await app.open()
    async with app.database.transaction() as tx:
        person = await join(tx, KH, alice.user_id)
        await tx.of(People).change(person.id, language="en")
    await app.close()
    process = DemoServer(options)
    alice.say("/request KH26-00000")
    await telegram.wait_for(lambda: any("There is nothing" in each for each in seen(alice)), 40)
    assert await process.stop() == 0
    assert "update-failed" not in options.log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("point", "repeats"), [("dispatch.claimed", [False]), ("delivery.after_send", [False, True])]
)
async def test_where_one_was_killed_the_next_goes_on_at_once(
    telegram: Sandbox, url: str, options: Options, point: str, repeats: list[bool]
) -> None:
    alice, bob = (telegram.user(first_name=name) for name in ("Alice", "Bob"))
    alice.say("hello")
    killed = DemoServer(replace(options, crash=point))
    assert await killed.ended(60) == -signal.SIGKILL
    with closing(connect(file_of(parse_database_url(url)), isolation_level=None)) as database:
        # To wait for the leases of the dead process would take minutes.
        ahead = "strftime('%Y-%m-%d %H:%M:%f000', {}, '+9 minutes')".format
        database.execute(f"UPDATE leases SET until = {ahead('until')}")
        claimed = f"UPDATE outbox SET next_at = {ahead('next_at')} WHERE error = 'claimed'"
        assert database.execute(claimed).rowcount == len(repeats) - 1
    bob.say("hello")
    after = DemoServer(options)
    await telegram.wait_for(lambda: seen(bob) and len(seen(alice)) == len(repeats), 60)
    await after.stop()
    assert ["may have received this message before" in said for said in seen(alice)] == repeats, (
        seen(alice)
    )


def run_with(settings: dict[str, str], said: Path) -> None:
    """`liaison run` in a process that was forked; a warning ends it."""
    warnings.simplefilter("error")
    os.environ.update({f"LIAISON_{name}": value for name, value in settings.items()})
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT), sys.stderr.fileno())
    sys.argv = ["liaison", "run"]
    main()


async def test_a_second_process_is_refused(telegram: Sandbox, url: str, folder: Path) -> None:
    settings = {"TOKEN": TOKEN, "API_BASE": telegram.url, "DATABASE_URL": url}
    with owned(parse_database_url(url)):
        code = await asyncio.to_thread(forked, run_with, settings, folder / "said")
    [said] = (folder / "said").read_text("utf-8").splitlines()
    assert code == 2
    assert said.startswith(f"Another “liaison run” uses the database {folder}/liaison.db. Stop it")
    assert telegram.calls == []


async def test_no_token_and_no_typed_text_gets_into_the_log(
    telegram: Sandbox, url: str, folder: Path
) -> None:
    people = [telegram.user(first_name=CANARY) for _ in range(6)]
    telegram.faults.error(409, "Conflict: terminated", method="getUpdates")
    telegram.faults.hang_up(after_effect=False, method="getUpdates")
    telegram.faults.server_error(method="getMe")
    telegram.faults.server_error(method="sendMessage")
    telegram.faults.hang_up(after_effect=False, method="sendMessage")
    telegram.faults.error(200, TOKEN, method="sendMessage")
    telegram.faults.too_many(1, method="sendMessage")
    telegram.faults.error(400, f"Bad Request: {CANARY}", method="sendMessage")
    telegram.inject({"surprise": CANARY, "message": {"text": CANARY}})
    settings = {"TOKEN": TOKEN, "API_BASE": telegram.url, "DATABASE_URL": url}
    await asyncio.to_thread(prepare)
    process = begun(run_with, settings | {"LOG_LEVEL": "DEBUG"}, folder / "said")
    for phone in people:
        phone.say(CANARY)
        phone.press_data(CANARY)
    await telegram.wait_for(lambda: called(telegram, "sendmessage") > 5, 40)
    telegram.faults.error(401, "Unauthorized", method="sendMessage", times=None)
    people[0].say(CANARY)
    before = called(telegram, "sendmessage")
    await telegram.wait_for(lambda: called(telegram, "sendmessage") > before, 40)
    assert core_limits(process.pid) == ["0", "0"]
    process.terminate()
    await asyncio.to_thread(process.join, 30)
    assert process.exitcode == 0
    logged = (folder / "said").read_text("utf-8")
    lines = [json.loads(line) for line in logged.splitlines()]
    events = [line["event"] for line in lines]
    remedies = {line.get("remedy") for line in lines if line["event"] == "poll-failed"}
    assert remedies == {"liaison doctor"}
    assert {"started", "stopped", "poll-failed", "telegram-unusable"} <= set(events)
    assert {"alert-dead-update", "alert-unsent", "outbox", "handled"} <= set(events)
    caused = {event: set[str]() for event in events}
    for line in lines:
        caused[line["event"]] |= {line["cause"] or "start"} if "cause" in line else set()
    updates = caused["handled"]
    assert updates & caused["outbox"] & caused["call"]
    others = (caused["outbox"] | caused["call"]) - updates - {"start"}
    assert {each for each in others if not each.startswith("timer:")} == set()
    assert TOKEN.partition(":")[2] not in logged
    assert CANARY not in logged


def core_limits(pid: int | None) -> list[str]:
    """How large a core of a process may be: the soft and the hard limit, in bytes."""
    limits = Path(f"/proc/{pid}/limits").read_text("ascii").splitlines()
    [core] = [each for each in limits if each.startswith("Max core file size")]
    return core.split()[4:6]


def called(telegram: Sandbox, method: str) -> int:
    return len([call for call in telegram.calls if call.method == method])


async def test_the_first_service_on_a_database_warns_of_it(open_service: Open) -> None:
    async with open_service(menu) as service:
        for warned in (["database-new"], []):
            with capture_logs() as logs:
                await service.app.take_over()
            assert [line["event"] for line in logs] == warned
            await service.settle()


async def test_a_database_that_fails_while_the_service_stops_is_no_error_of_the_stop(
    open_service: Open, alice: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_service(menu) as service:
        await service.join(alice)
        await service.say(news(alice, numbered(1)))
        await service.app.sender._round()
        with monkeypatch.context() as broken, capture_logs() as logs:
            broken.setattr(service.app.database, "transaction", _broken)
            stopped = asyncio.Event()
            stopped.set()
            await service.app.sender.run(stopped)
        assert [line["event"] for line in logs] == ["delivery-failed"]
        service.clock.turn(31)
        await service.settle()
    assert len(seen(alice)) >= 1


def _broken(**_options: object) -> None:
    raise OSError
