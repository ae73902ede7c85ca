"""The whole story, told in each of the three languages and on both databases."""

from pathlib import Path

import pytest

from bot.demo import cast as played
from bot.demo.cast import open_cast
from bot.demo.story import Story
from storage.migrate import fresh

pytestmark = pytest.mark.stories


async def tell(database_url: str, monkeypatch: pytest.MonkeyPatch, language: str) -> Story:
    """Play all scenes with everybody reading one language."""
    parts = {
        name: played.Part(
            name=part.name,
            party=part.party,
            role=part.role,
            language=language,
            agency=part.agency,
        )
        for name, part in played.PARTS.items()
    }
    for name, part in parts.items():
        monkeypatch.setitem(played.PARTS, name, part)
    async with open_cast(database_url=database_url, digests=False) as cast:
        story = Story(cast)
        for scene in story.scenes():
            await scene.play()
    return story


@pytest.mark.parametrize("language", ["en", "km", "zh"])
async def test_the_story_is_told_in_every_language(
    folder: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    story = await tell(fresh(folder), monkeypatch, language)
    assert story.reference.startswith("KH26-")


async def test_the_story_is_told_on_postgresql(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = await tell(postgresql, monkeypatch, "en")
    assert story.reference.startswith("KH26-")
