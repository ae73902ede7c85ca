"""A blocked event loop is detected, logged, and its process ended."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.monitoring import watchdog
from bot.monitoring.watchdog import STUCK, Watchdog, write_line
from tests.service.conftest import Open, SettableClock
from tests.service.test_running import running

ROOT = Path(__file__).parents[3]


class Watched:
    """A watchdog whose looks the test takes, on a clock that it turns."""

    def __init__(self, clock: SettableClock) -> None:
        self.clock = clock
        self.lines: list[dict[str, Any]] = []
        self.ends = 0
        self.dog = Watchdog(clock, say=self._say, end=self._end)

    def look(self, seconds: float, *, every: float = 0.5) -> None:
        """Let time pass while the thread checks and the loop is blocked."""
        for _ in range(round(seconds / every)):
            self.clock.turn(every)
            self.dog.check()

    async def turn(self) -> None:
        """Let the loop turn."""
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    def events(self) -> list[str]:
        return [line["event"] for line in self.lines]

    def _say(self, line: bytes) -> None:
        self.lines.append(json.loads(line))

    def _end(self) -> None:
        self.ends += 1


@pytest.fixture
def watched(clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> Watched:
    monkeypatch.setattr(
        watchdog, "CHECK_INTERVAL_SECONDS", 3600.0
    )  # the thread leaves it to the test
    return Watched(clock)


async def test_systemd_hears_of_the_start_the_loop_and_the_end(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        stop = asyncio.Event()
        running = asyncio.create_task(watched.dog.run(stop))
        await watched.turn()
        assert systemd.recv(64) == b"READY=1"
        watched.look(0.5)
        await watched.turn()
        assert systemd.recv(64) == b"WATCHDOG=1"
        watched.look(20.0)  # the loop is blocked
        with pytest.raises(BlockingIOError):
            systemd.recv(64)
        stop.set()
        await running
        assert b"STOPPING=1" in (systemd.recv(64), systemd.recv(64))


async def test_a_loop_that_turns_is_left_alone(watched: Watched) -> None:
    watched.dog.start()
    with capture_logs() as logs:
        for _ in range(240):
            watched.look(0.5)
            await watched.turn()
    watched.dog.stop()
    assert (watched.events(), watched.ends, logs) == ([], 0, [])


async def test_one_that_is_late_is_told_once_by_place_and_seconds(watched: Watched) -> None:
    watched.dog.start()
    watched.look(0.5)
    watched.look(1.0)
    assert watched.events() == []
    watched.look(20.0)
    [line] = watched.lines
    assert line["event"] == "loop-late"
    assert line["level"] == "error"
    assert line["code"] == "1.5 s"
    assert line["timestamp"].startswith("2026-03-16T03:00:02")
    assert watched.ends == 0
    with capture_logs() as logs:
        await watched.turn()
    assert [(each["event"], each["code"]) for each in logs] == [("event-loop-late", "21.0 s")]
    watched.dog.stop()


async def test_a_late_one_that_no_look_saw_is_told_by_its_end(watched: Watched) -> None:
    watched.dog.start()
    watched.look(0.5)
    watched.clock.turn(1.25)
    with capture_logs() as logs:
        await watched.turn()
    assert [(each["event"], each["code"]) for each in logs] == [("event-loop-late", "1.2 s")]
    assert watched.events() == []
    watched.dog.stop()


async def test_after_half_a_minute_the_process_ends_with_a_last_log_line(watched: Watched) -> None:
    watched.dog.start()
    watched.look(0.5)
    watched.look(30.0)
    assert watched.ends == 0
    watched.look(0.5)
    assert watched.events() == ["loop-late", "loop-stuck"]
    assert watched.lines[-1]["code"] == "30.5 s"
    assert watched.ends == 1
    watched.dog.stop()


async def test_a_process_that_was_stopped_as_a_whole_is_not_ended(watched: Watched) -> None:
    watched.dog.start()
    watched.look(0.5)
    watched.look(3600.0, every=3600.0)
    assert watched.ends == 0
    await watched.turn()
    watched.look(0.5)
    await watched.turn()
    watched.look(0.5)
    assert (watched.events(), watched.ends) == ([], 0)
    watched.dog.stop()


async def test_a_service_is_watched(open_service: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    dog = Watchdog(SystemClock())
    answered, answer = asyncio.Event(), dog._answer

    def answering(asked: float) -> None:
        answer(asked)
        answered.set()

    monkeypatch.setattr(dog, "_answer", answering)
    async with open_service() as service:
        service.app.watchdog = dog
        async with running(service.app):
            await asyncio.wait_for(answered.wait(), 20)
        assert dog._thread is not None
        assert not dog._thread.is_alive()


# A real process

CANNOT_LOG = """
import asyncio
from bot.monitoring import watchdog
from bot.clock import SystemClock
from bot.log import configure

watchdog.CHECK_INTERVAL_SECONDS = 0.01
watchdog.STUCK_SECONDS = 0.1
configure()

async def main():
    watchdog.Watchdog(SystemClock()).start()
    while True:
        watchdog.log.error('full', code='x' * 90)

asyncio.run(main())
"""
"""No one reads what is logged: the loop holds the lock of the logs while it waits for that."""


def test_it_ends_also_where_no_one_reads_its_logs() -> None:
    reads, writes = os.pipe()
    try:
        with subprocess.Popen(
            [sys.executable, "-c", CANNOT_LOG], cwd=ROOT, stderr=writes
        ) as process:
            assert process.wait(timeout=60) == STUCK
    finally:
        os.close(reads)
        os.close(writes)


def test_a_line_is_given_up_where_stderr_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "_STDERR", -1)
    write_line(b"nobody hears this\n")
