"""Two months of twelve people, twenty requests, a meeting, two emergencies, an inquiry and a
joint approval: each message, its hour, its lines and its language, and which have a sound, are
those of a second table of the rules. It knows only the dates. No edit changes nothing, and no line
of an edited message of a morning is out of date.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from sandbox.api.bot_api import Call
from sandbox.demo.driver import HOLD, OK, text_of
from tests.scenario import ScenarioDriver, ScenarioUser, open_driver, plain
from tests.stories.prepared_state import check_end
from tests.stories.story_databases import StoryDatabase
from tests.stories.todos.message_table import owed, table
from tests.stories.todos.table_lines import render
from tests.stories.todos.two_months import (
    CASES,
    DUTY_CHANGES,
    MEETING_ACTS,
    PEOPLE,
    REFERENCE,
    START,
    Case,
)
from tests.stories.todos.two_months_played import play
from tests.stories.todos.working_days import ZONES, local_time

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


def stale(player: ScenarioUser, references: dict[Case, str]) -> Iterator[tuple[datetime, str]]:
    """The lines of edited messages of a morning that were not true when they were edited."""
    name = player.part.name.lower()
    begun = {player.words(each, count=0).split("0")[0] for each in ("morning-title", "due-title")}
    for call in player.driver.sandbox.calls:
        text = plain(text_of(call))
        mine = (call.chat_id, call.method) == (player.phone.user_id, "editmessagetext")
        if not mine or not any(text.startswith(each) for each in begun):
            continue
        at = call.at.replace(second=0, microsecond=0)
        lines = {*owed(name, local_time(player.part.party, at))}
        true = set[str]()
        for now in (local_time(each, at) for each in ZONES):  # days are those of the asked Party
            left = (
                x if x.left is None else x._replace(left=(x.due - now.date()).days) for x in lines
            )
            true |= {render(player, each, references, now) for each in left}
        found = (each for each in text.split("\n") if REFERENCE.search(each))
        yield from ((call.at, each) for each in found if each not in true)


def unchanged(driver: ScenarioDriver) -> list[Call]:
    """The edits that were refused, though their message was there: they would change nothing. What
    Telegram no longer deletes after an outage loses its content, and names the menu.
    """
    calls = driver.sandbox.calls
    gone = {(c.chat_id, c.values["message_id"]) for c in calls if c.method == "deletemessage"}
    refused = (c for c in calls if c.method == "editmessagetext" and c.code != OK)
    there = (c for c in refused if (c.chat_id, c.values["message_id"]) not in gone)
    return [c for c in there if "/menu" not in text_of(c)]


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
                assert not [*stale(player, references)], name
            assert not [(each.at, text_of(each)) for each in unchanged(driver)]
            await check_end(driver)
