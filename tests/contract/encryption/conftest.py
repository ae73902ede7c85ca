"""A service with its own keys."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.crypto import KeyFile, new_keys, save_keys
from storage.database import Database
from tests.contract.encryption.encrypted import OWNERS, fill, opened
from tests.contract.samples import START, Clock, once


@pytest.fixture
def file(folder: Path) -> Path:
    """The keys of the service."""
    made = folder / "keys.json"
    save_keys(made, new_keys(OWNERS, at=START))
    return made


@pytest.fixture
async def service(url: str, clock: Clock, file: Path) -> AsyncIterator[Database]:
    """A service with something in each encrypted column."""
    async with opened(url, clock, KeyFile(file)) as made:
        await once(made, fill)
        yield made
