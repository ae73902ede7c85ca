"""Databases by name, and the table of the campaigns."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.engine.database_url import parse_database_url
from storage.migrations.migrate import upgrade
from tests.faults.campaign import TABLE, table
from tests.fresh_databases import fresh
from tests.postgres import run
from tests.stories.direct_calls import call_directly


@pytest.fixture(autouse=True)
def without_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call the sandbox directly where the service runs in the process of the test."""
    call_directly(monkeypatch)


@pytest.fixture
def files(folder: Path) -> Callable[[str], str]:
    """New SQLite files by name."""

    def made(name: str) -> str:
        for old in folder.glob(f"{name}.db*"):  # of an earlier story
            old.unlink()
        return fresh(folder, f"{name}.db")

    return made


@pytest.fixture
def databases(server: str) -> Callable[[str], str]:
    """New PostgreSQL databases by name."""

    def made(name: str) -> str:
        run(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # of an earlier story or test
        run(server, f'CREATE DATABASE "{name}"')
        url = parse_database_url(server).set(database=name).render_as_string(hide_password=False)
        upgrade(url)
        return url

    return made


@pytest.fixture(params=["files", "databases"], ids=["sqlite", "postgresql"])
def urls(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """New databases by name, on SQLite and on PostgreSQL."""
    made: Callable[[str], str] = request.getfixturevalue(request.param)
    return made


class _Workers:
    """Takes the campaigns over from processes that ran a part of the tests."""

    @staticmethod
    def pytest_testnodedown(node: Any) -> None:
        TABLE.extend(map(tuple, node.workeroutput["campaigns"]))


def pytest_configure(config: pytest.Config) -> None:
    """Know of the processes of pytest-xdist, where it is there."""
    if config.pluginmanager.has_plugin("xdist"):
        config.pluginmanager.register(_Workers())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the campaigns to the process that prints them."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["campaigns"] = TABLE


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the campaigns found."""
    if TABLE:
        terminalreporter.section("campaigns")
        for line in table():
            terminalreporter.write_line(line)
