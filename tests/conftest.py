"""What holds for every test: no network but loopback, no skipping, seeds that can be repeated."""

import gc
import os
import random
import socket
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from sqlalchemy import URL, Engine, create_engine

from liaison.people import pins
from storage import database
from storage.crypto import SERVICE, new_keys, save_keys
from storage.engine.database_url import is_sqlite, make_engine
from tests.memory_folder import memory_folder
from tests.postgres import running_postgres
from tests.scenario import LASTING
from tests.stories.pushed_keys import PUSHED, wrong_keys

settings.register_profile(
    "quick", max_examples=25, deadline=None, print_blob=True, derandomize=True
)
settings.register_profile(
    "soak",
    max_examples=2_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
    phases=tuple(Phase),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

OWNERS = (SERVICE, "KH", "CN", "AA", "BB")
"""Those of the invented agreement, too."""
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
SEED = int(os.environ.get("TEST_SEED", "20261124"))


def pytest_report_header() -> str:
    return f"seed: {SEED} (TEST_SEED sets another)"


gc.disable()  # imports leave nothing to collect, and scanning takes a third of them


def pytest_collection_finish() -> None:
    """Look for garbage as the running service does: a tenth of a story went into it."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash PINs at a low cost: at the real one each takes half a second."""
    monkeypatch.setattr(pins, "COST", 4)


@pytest.fixture(autouse=True, scope="session")
def lasting_pins() -> Iterator[None]:
    """Let a PIN that was entered when a story began count until its end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pins, "PIN_VALID_FOR", LASTING)
        yield


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for databases and logs."""
    with memory_folder() as made:
        yield made


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server."""
    with running_postgres() as url:
        yield url


@pytest.fixture(autouse=True, scope="session")
def servers_of_tests() -> Iterator[None]:
    """Allow a server that is not durable, also in processes of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIAISON_UNSAFE_DATABASE", "true")
        yield


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """Share compiled statements between the engines on SQLite: each test begins with an engine of
    its own, and compiling takes as long as a fifth of a story.
    """
    first = create_engine("sqlite://", query_cache_size=2_000)
    first.connect().close()
    first.dispose()

    def made(place: URL, **options: Any) -> Engine:
        engine = make_engine(place, **options)
        if is_sqlite(place):
            engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "make_engine", made)
        yield


@pytest.fixture(autouse=True, scope="session")
def typed_moments() -> None:
    """A date or moment that is bound without a type fails: newer Pythons no longer convert it."""

    def refuse(value: date) -> str:
        raise TypeError(f"bound without a type: {value!r}")

    sqlite3.register_adapter(date, refuse)
    sqlite3.register_adapter(datetime, refuse)


@pytest.fixture(autouse=True)
def seeded() -> None:
    """Every test starts from the same random state, whatever ran before it."""
    random.seed(SEED)


@pytest.fixture(autouse=True, scope="session")
def keys_file() -> Iterator[Path]:
    """The keys of every service whose settings name no others, and its data folder."""
    with pytest.MonkeyPatch.context() as patch, memory_folder() as made:
        file = made / "keys.json"
        patch.setenv("XDG_DATA_HOME", str(made))
        patch.setenv("LIAISON_KEYS_FILE", str(file))
        save_keys(file, new_keys(OWNERS, at=MADE_AT))
        yield file


class NetworkForbidden(BaseException):
    """A test tried to leave this machine. Not an `Exception`, so that no retry swallows it."""


def _is_here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    if host in {"localhost", ""}:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """Connecting or resolving beyond loopback fails the test that tried."""
    patch = pytest.MonkeyPatch()

    def guarded(name: str) -> None:
        real = getattr(socket.socket, name)

        def connect(self: socket.socket, address: Any) -> Any:
            if not _is_here(address):
                raise NetworkForbidden(address)
            return real(self, address)

        patch.setattr(socket.socket, name, connect)

    guarded("connect")
    guarded("connect_ex")
    resolve = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _is_here((name,)):
            raise NetworkForbidden(name)
        return resolve(host, *args, **kwargs)

    patch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield
    patch.undo()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over which texts the stories of another process have shown."""
    PUSHED.update(getattr(node, "workeroutput", {}).get("pushed", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A skipped or expected failure is a test that did not run: the run fails."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["pushed"] = sorted(PUSHED)
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or exitstatus not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        return
    _check_keys(session, reporter)
    idle = [
        report.nodeid for kind in ("skipped", "xfailed") for report in reporter.stats.get(kind, ())
    ]
    if idle:
        reporter.write_line("")
        for nodeid in idle:
            reporter.write_line(f"skipped counts as failed: {nodeid}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _check_keys(session: pytest.Session, reporter: Any) -> None:
    """After all stories, each text that is sent unasked was in one of them."""
    ran = {report.nodeid.split("::")[0] for report in reporter.stats.get("passed", ())}
    stories = (Path(__file__).parent / "stories").rglob("test_*.py")
    if all(str(each.relative_to(session.config.rootpath)) in ran for each in stories):
        for key in sorted(wrong_keys()):
            reporter.write_line(f"an example in no story, or listed without need: {key}", red=True)
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
