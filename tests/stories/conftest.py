"""The people of the stories. All read English here, so that a story reads as one conversation."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from typing_extensions import override

from storage import database
from tests.contract.servers import empty
from tests.driver import Cast, Player, log_verification, open_cast
from tests.stories.company import BOTH_PARTIES, FILES, Company, check_end, gathered
from tests.stories.stores import Server, Store

_T = TypeVar("_T")


class InCallersThread(Executor):
    """Runs what is submitted at once, in the thread that submits it."""

    @override
    def submit(self, fn: Callable[..., _T], /, *args: Any, **kwargs: Any) -> Future[_T]:
        done: Future[_T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # raised where the result is awaited
            done.set_exception(error)
        return done


@pytest.fixture(autouse=True, scope="package")
def without_threads() -> Iterator[None]:
    """Begin and commit in the thread of the test on SQLite: in memory neither waits, and handing
    them to a thread takes a quarter of the time of a story.
    """

    def made(most: int, name: str) -> Executor:
        return InCallersThread() if most == 1 else ThreadPoolExecutor(most, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "ThreadPoolExecutor", made)
        yield


@pytest.fixture
def postgresql(server: str) -> str:
    """An empty PostgreSQL database."""
    empty(server)
    return server


@pytest.fixture(scope="session")
def store(request: pytest.FixtureRequest) -> Store:
    """Where the stories lie: ``STORIES_DATABASE=postgresql`` puts them on a server."""
    if os.environ.get("STORIES_DATABASE") == "postgresql":
        return Server(request.getfixturevalue("server"))
    return FILES


@pytest.fixture
def digests() -> bool:
    """Whether digests are sent: only the stories about them wait for each morning."""
    return False


@pytest.fixture
async def cast(store: Store, folder: Path, *, digests: bool) -> AsyncIterator[Cast]:
    """A desk and a sandbox, and nobody in them yet."""
    with store.new(folder) as url:
        async with open_cast(database_url=url, digests=digests) as opened:
            yield opened
            await check_end(opened)


@pytest.fixture(scope="session")
def both_parties(store: Store) -> Company:
    """An administrator, a focal person and a coordinator of each Party."""
    return gathered(*BOTH_PARTIES, store=store)


@pytest.fixture(scope="session")
def one_case(store: Store) -> Company:
    """The same people, after Sokha has logged a case: three persons, one of them a child."""

    async def logs(cast: Cast) -> None:
        await log_verification(cast, "sokha", persons=3, children=1, letter="123/26 MoI")

    return gathered(*BOTH_PARTIES, logs=logs, store=store)


@pytest.fixture
def company(both_parties: Company) -> Company:
    """What is at the desk when a story begins; stories of one case take ``one_case``."""
    return both_parties


@pytest.fixture
async def desk(company: Company, folder: Path, *, digests: bool) -> AsyncIterator[Cast]:
    """Both Parties at the desk: an administrator, a focal person and a coordinator each."""
    async with company.open(folder, digests=digests) as opened:
        yield opened
        await check_end(opened)


@pytest.fixture
async def cambodia_alone(cast: Cast) -> Cast:
    """Only Cambodia is at the desk."""
    await cast.gather("bopha", "sokha", "dara", language="en")
    return cast


@pytest.fixture
def sokha(desk: Cast) -> Player:
    """Focal person of Cambodia."""
    return desk["sokha"]


@pytest.fixture
def dara(desk: Cast) -> Player:
    """Coordinator of Cambodia."""
    return desk["dara"]


@pytest.fixture
def bopha(desk: Cast) -> Player:
    """Administrator of Cambodia."""
    return desk["bopha"]


@pytest.fixture
def li(desk: Cast) -> Player:
    """Focal person of China."""
    return desk["li"]


@pytest.fixture
def wang(desk: Cast) -> Player:
    """Administrator of China."""
    return desk["wang"]


@pytest.fixture
def zhang(desk: Cast) -> Player:
    """Coordinator of China."""
    return desk["zhang"]
