"""The whole story, told in each of the three languages and on both databases.

The demonstration tells it as well: there Cambodia mostly reads Khmer, and China Chinese.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from storage.migrate import fresh
from tests.driver import PARTS, Story, open_cast

pytestmark = pytest.mark.stories


async def tell(database_url: str, *, cambodia: str, china: str) -> Story:
    """Play all scenes with everybody of a Party reading one language."""
    languages = {"KH": cambodia, "CN": china}
    parts = {name: replace(part, language=languages[part.party]) for name, part in PARTS.items()}
    async with open_cast(database_url=database_url, digests=False, parts=parts) as cast:
        story = Story(cast)
        for scene in story.scenes():
            await scene.play()
    return story


async def test_the_story_is_told_where_each_party_reads_the_others_language(folder: Path) -> None:
    story = await tell(fresh(folder), cambodia="zh", china="km")
    assert story.reference.startswith("KH26-")


async def test_the_story_is_told_in_english_on_postgresql(postgresql: str) -> None:
    story = await tell(postgresql, cambodia="en", china="en")
    assert story.reference.startswith("KH26-")
