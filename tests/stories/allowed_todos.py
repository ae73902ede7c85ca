"""Whose to-dos a chat may name. At its end every story is held against the lines of the table
whose key begins with ``todo-``: each to-do that was written to a chat, in whatever language, is
about a request of the reader's Party, and on the side of it that owes it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from sqlalchemy import Row

from liaison.core.cards import Text, text
from sandbox.demo.driver import OK, text_of
from tests.scenario import ScenarioDriver, plain
from tests.stories.allowed_recipients import EITHER, READERS, StoredState

KIND, DUE = "\N{LATIN SMALL LETTER EZH}", "\N{LATIN SMALL LETTER YOGH}"
"""Letters that no text has, in place of what differs from request to request."""
REFERENCE = "KH00-00000"
_LINES: dict[object, Sequence[tuple[str, re.Pattern[str]]]] = {}
_ABOUT = re.compile(r"[A-Z]{2}\d\d-[0-9A-Z]{5}")


def check_todos(driver: ScenarioDriver, kept: StoredState) -> None:
    """Hold every to-do that was sent against the table."""
    lines = _lines_of(driver)
    readers: dict[int, set[str]] = {}
    for person in kept.people.values():
        readers.setdefault(person.chat_id, set()).add(person.party)
    for call in driver.sandbox.calls:
        written = plain(text_of(call))
        if call.code != OK or call.chat_id not in readers or not _ABOUT.search(written):
            continue
        for whose, line in lines:
            for found in line.finditer(written):
                owed_by = _sides(kept.requests, found["reference"], whose)
                assert owed_by & readers[call.chat_id], (call.chat_id, found[0])


def _sides(requests: Mapping[str, Row[Any]], reference: str, whose: str) -> set[str]:
    request = requests[reference]
    return {request.requesting, request.requested} if whose == EITHER else {getattr(request, whose)}


def _lines_of(driver: ScenarioDriver) -> Sequence[tuple[str, re.Pattern[str]]]:
    """The same of each agreement, written once."""
    agreement = driver.app.agreement
    names = tuple((each.code, each.name) for each in agreement.parties)
    known = (names, tuple(agreement.languages))
    if known not in _LINES:
        _LINES[known] = list(_lines(driver))
    return _LINES[known]


def _lines(driver: ScenarioDriver) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each to-do of the table with the side that owes it, in each language of the service."""
    for key, whose, *_ in READERS:
        if key.startswith("todo-"):
            agreement, now = driver.app.agreement, driver.app.clock.now()
            states = ("answered", "refused")
            for party, language, state in product(agreement.parties, agreement.languages, states):
                about, due = _as(REFERENCE + KIND), _as(DUE)
                shown = text(key, request=about, due=due, step=due, state=state)
                catalog = driver.catalog.for_reader(party.code, now)
                written = re.escape(plain(catalog.text(shown, language)).partition(DUE)[0])
                line = written.replace(KIND, ".*?").replace(
                    re.escape(REFERENCE), f"(?P<reference>{_ABOUT.pattern})"
                )
                yield whose, re.compile(line)


def _as(letter: str) -> Text:
    return text("answer", value=letter)
