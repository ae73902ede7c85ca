"""Two months of twelve people, fifteen requests, a meeting, two emergencies, an inquiry and a joint
approval: each message, its hour, its lines and its language, and which have a sound, are those of a
second table of the rules. It knows only the dates.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from sandbox.demo.driver import HOLD, OK, text_of
from tests.scenario import ScenarioUser, open_driver, plain
from tests.stories.prepared_state import check_end
from tests.stories.story_databases import StoryDatabase
from tests.stories.todos.message_table import table
from tests.stories.todos.table_lines import render
from tests.stories.todos.two_months import (
    CASES,
    DUTY_CHANGES,
    MEETING_ACTS,
    PEOPLE,
    REFERENCE,
    START,
    Case,
    play,
)
from tests.stories.todos.working_days import local_time

LETTERS = {"en": "[A-Za-z]", "km": "[\u1780-\u17ff]", "zh": "[\u4e00-\u9fff]"}


Told = tuple[tuple[str, ...], bool, bool]
"""A message: its lines, whether it has a sound, and whether it is a step of the legal ladder."""


def messages(player: ScenarioUser) -> Iterator[tuple[datetime, Told]]:
    """All messages that came to a person, except answers: the lines with a reference."""
    name, party = player.part.name.lower(), player.part.party
    own = {each[0] for case in CASES for each in case.acts if each[1] == name}
    own |= {when for when, who, *_ in MEETING_ACTS if who == name}
    own |= {when - HOLD for when in own}
    own |= {each.when for each in DUTY_CHANGES if each.admin == name}
    for call in player.driver.sandbox.calls:
        mine = (call.chat_id, call.method, call.code) == (player.phone.user_id, "sendmessage", OK)
        when = call.at.replace(second=0, microsecond=0)
        if not mine or when < START or when in own:
            continue
        head, *more = plain(text_of(call)).split("\n")
        for line in filter(None, (head, *more)):
            written_in = {each for each, letters in LETTERS.items() if re.search(letters, line)}
            assert player.language in written_in <= {"en", player.language}, (name, line)
        shown = [head] if REFERENCE.search(head) else [x for x in more if REFERENCE.search(x)]
        audible = call.values.get("disable_notification", "false") == "false"
        yield local_time(party, when), (tuple(shown), audible, False)


def expected(player: ScenarioUser, references: dict[Case, str]) -> Iterator[tuple[datetime, Told]]:
    """What the table says, in the language of the person."""
    for when, audible, found in table(player.part.name.lower()):
        shown = tuple(render(player, line, references, when) for line in found)
        yield when, (shown, audible, any(line.own for line in found))


def by_moment(told: Iterable[tuple[datetime, Told]]) -> dict[datetime, list[Told]]:
    """The messages of each moment, in the order of their lines."""
    found = dict[datetime, list[Told]]()
    for when, message in sorted(told):
        found.setdefault(when, []).append(message)
    return found


def check_sounds(wanted: list[Told], told: list[Told]) -> None:
    """Of several messages at one moment one has a sound: a legal step before all else."""
    rings = [lines for lines, audible, _ in told if audible]
    assert len(rings) == any(audible for _, audible, _ in wanted)
    steps = [lines for lines, _, is_step in wanted if is_step]
    assert not steps or rings[0] in steps


async def test_each_person_is_told_what_the_table_says(store: StoryDatabase, folder: Path) -> None:
    with store.new(folder) as url:
        async with open_driver(database_url=url, parts=PEOPLE) as driver:
            await driver.gather(*PEOPLE)
            references = await play(driver)
            for name, player in driver.players.items():
                wanted, told = by_moment(expected(player, references)), by_moment(messages(player))
                assert {when: [each[0] for each in some] for when, some in told.items()} == {
                    when: [each[0] for each in some] for when, some in wanted.items()
                }, name
                for when, some in wanted.items():
                    check_sounds(some, told[when])
            await check_end(driver)
