"""The people of the stories. Each has the own language, and a story reads as one conversation in
English: see ``tests/subtitles.py``.
"""

import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.i18n.catalog import Catalog
from bot.i18n.messages import Messages
from handlers.input import labels
from handlers.input.labels import fold_label, spell
from storage import database
from storage.engine import connection, database_url
from storage.engine.connection import run_shielded
from storage.migrations.migrate import upgrade
from tests.postgres import empty
from tests.scenario import ScenarioDriver, ScenarioUser, log_verification, open_driver
from tests.stories.checked_cards import hold_to_rules
from tests.stories.direct_calls import call_directly
from tests.stories.message_sizes import hold_to_budgets
from tests.stories.prepared_state import (
    BOTH_PARTIES,
    FILES,
    PreparedState,
    check_end,
    gathered,
    reference_of,
)
from tests.stories.sent_messages import collect_unchanged_edits
from tests.stories.story_databases import Server, StoryDatabase
from tests.subtitles import subtitled

_T = TypeVar("_T")


@pytest.fixture(autouse=True)
def without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin and commit in the thread of the test on SQLite: in memory neither waits, and handing
    them to a thread takes a third of the time of a story.
    """

    async def run(threads: ThreadPoolExecutor, work: Callable[..., _T], *given: Any) -> _T:
        if threads._max_workers == 1:
            return work(*given)
        return await run_shielded(threads, work, *given)

    for module in (connection, database):
        monkeypatch.setattr(module, "run_shielded", run)


@pytest.fixture(autouse=True, scope="session")
def formatted_once() -> Iterator[None]:
    """Share formatted texts without values and folded phrases: each story begins with a service of
    its own, which would make those of the same menus and labels again.
    """
    begin, shared = Catalog.__init__, dict[object, Any]()

    def begun(catalog: Catalog, messages: Mapping[str, Messages], **given: Any) -> None:
        begin(catalog, messages, **given)
        parties = tuple((each.code, each.name) for each in catalog.agreement.parties)
        kind = (type(catalog), tuple(messages.values()), parties)
        catalog._fixed = shared.setdefault(kind, {})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Catalog, "__init__", begun)
        for each in (fold_label, spell):
            patch.setattr(labels, each.__name__, cache(each))
        yield


@pytest.fixture(autouse=True)
def journal_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the journal of SQLite in memory: no process of a story is killed."""
    monkeypatch.setattr(database_url, "journal_of", lambda _version: ("memory", "full"))


@pytest.fixture(autouse=True)
def checked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hold every card and act of a story to the rules of all. A module in which a restored backup
    sends again what was sent has ``SENDS_AGAIN``.
    """
    wrong: list[str] = []
    hold_to_rules(monkeypatch, wrong)
    hold_to_budgets(monkeypatch, wrong)
    if not hasattr(request.module, "SENDS_AGAIN"):
        collect_unchanged_edits(monkeypatch, wrong)
    yield
    assert not wrong


@pytest.fixture(autouse=True)
def without_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call the sandbox directly: the tests of the service go over HTTP."""
    call_directly(monkeypatch)


@pytest.fixture
def postgresql(server: str) -> str:
    """A new PostgreSQL database."""
    empty(server)
    upgrade(server)
    return server


@pytest.fixture(scope="session")
def store(request: pytest.FixtureRequest) -> StoryDatabase:
    """Where the stories lie: ``STORIES_DATABASE=postgresql`` puts them on a server."""
    if os.environ.get("STORIES_DATABASE") == "postgresql":
        return Server(request.getfixturevalue("server"))
    return FILES


@pytest.fixture
async def driver(store: StoryDatabase, folder: Path) -> AsyncIterator[ScenarioDriver]:
    """A service and a sandbox, and no one in them yet."""
    with store.new(folder) as url, subtitled({}):
        async with open_driver(database_url=url) as opened:
            yield opened
            await check_end(opened)


@pytest.fixture(scope="session")
def both_parties(store: StoryDatabase) -> PreparedState:
    """An administrator, a focal person and a coordinator of each Party."""
    return gathered(*BOTH_PARTIES, store=store)


@pytest.fixture(scope="session")
def one_request(store: StoryDatabase) -> PreparedState:
    """The same people, after Sokha has logged a request: three persons, one of them a child."""

    async def logs(driver: ScenarioDriver) -> None:
        await log_verification(driver, "sokha", persons=3, children=1, letter="123/26 MoI")

    return gathered(*BOTH_PARTIES, logs=logs, store=store)


@pytest.fixture
def company(request: pytest.FixtureRequest) -> PreparedState:
    """What is at the service when a story begins: a module names another fixture of this kind, such
    as ``one_request``, in ``BEGINS_WITH``.
    """
    begins: PreparedState = request.getfixturevalue(
        getattr(request.module, "BEGINS_WITH", "both_parties")
    )
    return begins


@pytest.fixture
async def service(company: PreparedState, folder: Path) -> AsyncIterator[ScenarioDriver]:
    """Both Parties at the service: an administrator, a focal person and a coordinator each."""
    async with company.open(folder) as opened:
        yield opened
        await check_end(opened)


@pytest.fixture
async def cambodia_alone(driver: ScenarioDriver) -> ScenarioDriver:
    """Only Cambodia is at the service."""
    await driver.gather("bopha", "sokha", "dara", subtitled=True)
    return driver


@pytest.fixture
def reference(service: ScenarioDriver) -> str:
    """The request of ``one_request``."""
    return reference_of(service)


def person(name: str) -> Callable[[ScenarioDriver], ScenarioUser]:
    """A person of ``PARTS`` who is at the service."""

    @pytest.fixture(name=name)
    def found(service: ScenarioDriver) -> ScenarioUser:
        return service[name]

    return found


sokha, dara, bopha = person("sokha"), person("dara"), person("bopha")
li, zhang, wang = person("li"), person("zhang"), person("wang")
