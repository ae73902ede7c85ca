"""The whole story on PostgreSQL, where each Party reads the language of the other.

The demonstration tells it on SQLite: there Cambodia mostly reads Khmer, and China Chinese.
"""

from dataclasses import replace

from tests.scenario import PARTS, Story, open_driver


async def tell(database_url: str, *, cambodia: str, china: str) -> Story:
    """Play all scenes with everybody of a Party reading one language."""
    languages = {"KH": cambodia, "CN": china}
    parts = {name: replace(part, language=languages[part.party]) for name, part in PARTS.items()}
    async with open_driver(database_url=database_url, parts=parts) as driver:
        story = Story(driver)
        for scene in story.scenes():
            await scene.play()
    return story


async def test_the_story_is_told_where_each_party_reads_the_others_language_on_postgresql(
    postgresql: str,
) -> None:
    story = await tell(postgresql, cambodia="zh", china="km")
    assert story.reference.startswith("KH26-")
