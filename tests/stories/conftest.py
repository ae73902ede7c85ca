"""The people of the stories. All read English here, so that a story reads as one conversation."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.contract.servers import empty
from tests.driver import Cast, Player, log_verification, open_cast
from tests.stories.company import BOTH_PARTIES, FILES, Company, check_end, gathered
from tests.stories.stores import Server, Store


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
