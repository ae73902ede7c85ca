"""The demonstration plays all scenes, and reports a step that failed."""

import re

import pytest

from bot.commands import demo
from sandbox.demo.render import padded, width, wrapped
from tests.scenario import NotSeen, Story


def test_all_scenes_are_played_in_three_languages_side_by_side() -> None:
    said: list[str] = []
    assert demo.run(once=True, language="en", port=0, say=said.append) == 0
    told = "\n".join(said)
    assert told.count("━━━ Scene") == len(re.findall(r"of 14:", told)) == 14
    assert "សូមបញ្ជាក់ថ្ងៃទទួលសំណើ" in told
    assert "请登记收悉日期" in told
    assert "reply of China overdue" in told
    assert said[-1] == "All scenes have been played."


def test_a_failed_step_ends_the_demo_with_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def forgotten(_story: Story) -> None:
        msg = "no person came"
        raise NotSeen(msg)

    monkeypatch.setattr(Story, "people_join", forgotten)
    said: list[str] = []
    assert demo.run(once=True, language="en", port=0, say=said.append) == 1
    assert said[-1] == "This step failed: no person came"


def test_letters_are_as_wide_as_a_terminal_shows_them() -> None:
    assert [width(each) for each in ("abc", "公刑", "កុ", "")] == [3, 4, 1, 0]
    assert padded("公", 4) == "公  "
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("公刑〔2026〕18号", 6) == ["公刑", "〔2026", "〕18号"]
