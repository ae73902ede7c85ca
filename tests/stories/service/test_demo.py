"""The demonstration plays all scenes, and reports a step that failed."""

import asyncio
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from sqlalchemy import select

from bot.commands import demo
from bot.commands.demo import DemoServer
from liaison.core.channels import channel_of
from liaison.core.transaction import People
from liaison.meetings.model import MeetingState
from liaison.requests.model import State
from sandbox import Sandbox
from sandbox import demo as sandbox_demo
from sandbox.demo.render import padded, side_by_side, width, wrapped
from sandbox.page.phone_json import Reader
from storage.meetings.rows import MEETINGS
from storage.plan import ACTIVITIES
from storage.requests.rows import REQUESTS
from tests.docs.catalogue import KEPT, LANGUAGES, kept_form
from tests.fresh_databases import fresh
from tests.scenario import NotSeen, Story, log_verification, open_driver
from tests.stories.message_sizes import collected_anew

MAX_SECONDS = 60
"""Of work: how long it takes depends on what else the machine does."""


async def left_over(service: DemoServer) -> list[list[str]]:
    """The states of the requests that are not closed, the kinds of the meetings that lie ahead, and
    the states of the activities.
    """
    async with service.app.database.transaction() as tx:
        ahead = (MEETINGS.c.state == MeetingState.AGREED) & (MEETINGS.c.slot_start > tx.now)
        kinds = (
            select(REQUESTS.c.state).where(REQUESTS.c.state != State.CLOSED),
            select(MEETINGS.c.kind).where(ahead),
            select(ACTIVITIES.c.state),
        )
        return [sorted(row[0] for row in await tx._sql.run(each)) for each in kinds]


def test_all_scenes_are_played_in_three_languages_side_by_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two requests, the annual meeting and a plan are left to play with. What was sent unasked is
    as it was read and kept: ``make catalogue`` renews that.
    """
    messages = collected_anew()
    said: list[str] = []
    left: list[list[str]] = []
    play = sandbox_demo.play

    async def played(sandbox: Sandbox, service: DemoServer, **given: Any) -> int:
        code = await play(sandbox, service, **given)
        left.extend(await left_over(service))
        return code

    monkeypatch.setattr(sandbox_demo, "play", played)
    began = process_time()
    assert asyncio.run(demo.run(once=True, language=None, port=0, say=said.append)) == 0
    seconds = process_time() - began
    sys.stdout.write(f"the demonstration took {seconds:.1f} seconds of work\n")
    assert seconds < MAX_SECONDS
    assert left == [["received", "sent"], ["annual"], ["planned"] * 5]
    told = "\n".join(said)
    assert told.count("━━━ Scene") == len(re.findall(r"of 15:", told)) == 15
    assert "សូមបញ្ជាក់ថ្ងៃទទួលសំណើ" in told
    assert "请登记收悉日期" in told
    assert "China overdue by one day" in told
    assert said[-1] == "All scenes have been played."
    for language in LANGUAGES:
        kept = (KEPT / f"{language}.txt").read_text(encoding="utf-8")
        assert kept_form(messages, language) == kept


async def channels(service: DemoServer) -> dict[str, set[str]]:
    """The channels of the people of each Party."""
    async with service.app.database.transaction() as tx:
        teams = {each.code: await tx.of(People).team(each.code) for each in tx.agreement.parties}
    return {
        party: {channel_of(each.address).name for each in team} for party, team in teams.items()
    }


@pytest.mark.parametrize(
    ("page_only", "country", "words"),
    [
        ("CN", "China", ("请登记收悉日期", "双方已商定", "联合统计")),
        ("KH", "Cambodia", ("ភាគីទាំងពីរបានព្រមព្រៀងលើកិច្ចប្រជុំ",)),
    ],
)
def test_a_party_without_telegram_tells_the_same_story_on_its_pages(
    monkeypatch: pytest.MonkeyPatch, page_only: str, country: str, words: Sequence[str]
) -> None:
    """From the invitation to a request, a meeting and the scorecard, each in the own language."""
    said, found, play = list[str](), dict[str, set[str]](), sandbox_demo.play

    async def played(sandbox: Sandbox, service: DemoServer, **given: Any) -> int:
        code = await play(sandbox, service, **given)
        found.update(await channels(service))
        assert len(sandbox.phones) == 3
        assert await left_over(service) == [["received", "sent"], ["annual"], ["planned"] * 5]
        return code

    monkeypatch.setattr(sandbox_demo, "play", played)
    code = asyncio.run(
        demo.run(once=True, language=None, port=0, say=said.append, page_only=page_only)
    )
    assert code == 0
    channel = {each: {"page" if each == page_only else "telegram"} for each in ("KH", "CN")}
    assert found == channel
    told = "\n".join(said)
    for each in words:
        assert each in told
    assert said[-2].startswith(f"The people of {country} have no Telegram")


async def test_all_phones_are_shown_in_one_language(folder: Path) -> None:
    """In the rows that its labels need: the English ones are wider than the Chinese."""
    async with open_driver(database_url=fresh(folder), app_type=demo.DemoApp) as driver:
        await driver.gather("sokha", "li")
        await log_verification(driver, "sokha", persons=1, children=0, letter="7/26 MoI")
        await driver["li"].chooses("button-receive-today")
        await driver["li"].sends()
        phones = (driver["li"], driver["sokha"])
        own = side_by_side(*phones, newest=1, reader=Reader(None, driver.service.translated))
        assert "[答复] [请补充信息]" in own
        assert "ផ្ទៀងផ្ទាត់អត្តសញ្ញាណ" in own
        shown = side_by_side(*phones, newest=1, reader=Reader("en", driver.service.translated))
        assert not re.search("[\u4e00-\u9fff\u1780-\u17ff]", shown)
        assert "Li (CN, en)" in shown
        assert re.search(r"^\[Reply\] +│", shown, re.MULTILINE)
        assert re.search(r"^\[Ask for information\] +│", shown, re.MULTILINE)


def test_a_failed_step_ends_the_demo_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    async def forgotten(_story: Story) -> None:
        msg = "no person came"
        raise NotSeen(msg)

    monkeypatch.setattr(Story, "people_join", forgotten)
    said: list[str] = []
    assert asyncio.run(demo.run(once=True, language="en", port=0, say=said.append)) == 1
    assert said[-1] == "This step failed: no person came"


def test_letters_are_as_wide_as_a_terminal_shows_them() -> None:
    assert [width(each) for each in ("abc", "公刑", "កុ", "")] == [3, 4, 1, 0]
    assert padded("公", 4) == "公  "
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("公刑〔2026〕18号", 6) == ["公刑", "〔2026", "〕18号"]
    assert wrapped("2. 双方，期限12月31日。", 8) == ["2. 双", "方，期限", "12月31", "日。"]
