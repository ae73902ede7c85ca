"""Every message of the stories in every language: its lines, cells, buttons and facts.

None is larger than its budget, and its facts are the same in each language.
``MESSAGE_SIZES=FILE pytest tests/stories`` collects them, and
``python -m tests.stories.message_sizes FILE`` prints the median and the maximum for each language.
"""

import json
import os
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pytest

from bot.i18n.catalog import Catalog, CatalogError
from bot.i18n.formatting import ROOM, _label_width, plain, width, without_isolates
from bot.workers.message_sender import MessageSender, OutgoingMessage
from liaison.core.cards import MAX_BUTTONS, Card, Text, dump
from liaison.core.outbox import Op
from tests.stories.message_facts import unequal
from tests.stories.pushed_keys import add_keys

FOLDED = 3
"""The lines of a quotation that are seen before it is unfolded."""
LINE = ROOM[1]
"""The cells of a line on a phone, and of the label of a button that is alone in its row."""
MAX_LINES = {True: 8, False: 12}
"""Of a pushed message, and of an opened one."""
MAX_CELLS = {"zh": 180}
"""Of a pushed message."""
USUAL_CELLS = 260
FACTS = 4
"""Of a pushed message without a budget of its own: the lines between its headline and what it asks
for.
"""
ONE_FACT_MORE = ("notice-approval-", "notice-log")
"""How messages begin that have all terms to which the Parties agree, or a request that continues
another one.
"""


class Budget(NamedTuple):
    """The most lines, cells of a pushed message in any language, and buttons, and why so many."""

    reason: str
    lines: int
    cells: int = USUAL_CELLS
    buttons: int = MAX_BUTTONS


TODOS = Budget("a list of to-dos, with a button each", lines=24, cells=1200, buttons=16)
VALUES = Budget("each value of what is sent has a line", lines=24)
DAYS = Budget("a list of holidays", lines=24)
FIGURES = Budget("a table of figures", lines=18)
MINUTES = Budget("what became of a meeting", lines=18)
LONGER = {
    "morning-title": TODOS,
    "outage-ended": TODOS,
    "outage-updates-lost": TODOS,
    "outage-restored": TODOS,
    "due-title": Budget("a list of due dates, with a button each", lines=8, cells=440),
    "draft-check": VALUES,
    "check-doubtful": VALUES,
    "draft-changed": VALUES,
    "draft-press": VALUES,
    "error-setting-same": VALUES,
    "draft-which": VALUES,
    "proposal-check": VALUES,
    "deadlines-explain-title": Budget("how a due date is counted, step by step", lines=20),
    "meeting-emergency": Budget("the cause of an emergency comes first", lines=10, cells=380),
    "proposal-sent": Budget("up to five times are proposed", lines=14),
    "notice-meeting-propose": Budget("up to five times are proposed", lines=10, cells=380),
    "reminder-agreement-ends": Budget("the notice to end the Agreement", lines=8, cells=300),
    "notice-agree": Budget("what was stated from which letter", lines=8, cells=330),
    "notice-object": Budget("what was stated from which letter", lines=8, cells=330),
    "notice-record": Budget("what was stated from which letter", lines=8, cells=330),
    "notice-ask": Budget("all that is missing is named", lines=8, cells=330),
    "notice-statements": Budget("the whole request, for a new person", lines=8, cells=330),
    "notice-correct": Budget("both versions of the result", lines=8, cells=360),
    "notice-correct-sent": Budget("both versions of a value", lines=8, cells=360),
    "holidays-title": DAYS,
    "recorded-holidays": DAYS,
    "people-title": Budget("a list of people", lines=16),
    "procedure-title": Budget("who does each step of five, and when", lines=17),
    "scorecard-title": FIGURES,
    "report-title": FIGURES,
    "recorded-report": FIGURES,
    "minutes-title": MINUTES,
    "recorded-minutes-file": MINUTES,
}
"""The budgets of messages that may be larger, by their first text."""
LISTS = {key for key, budget in LONGER.items() if budget is TODOS}
LISTS |= {"due-title", "notice-handover"}
"""Messages about several records, without a reference of one in their headlines."""
WITHOUT_ICON = {
    "morning-title": "a greeting above a list, in which each line has its icon",
    "today-message": "the pinned counts of to-dos",
    "today-none": "the pinned counts of to-dos, all zero",
    "answer": "a message whose text both Parties took out",
    "recorded-pin": "an answer, to what was typed in another window",
}
"""Pushed messages whose headlines have no icon, and why."""
_SUBSCRIPT = re.compile("\u17d2.")
"""A Khmer letter below another one, which needs no cell."""
_VARYING = re.compile(
    r'(?<="command":")[^"]*|[A-Z]{1,2}\d\d-[0-9A-Z]{5}|\d{4}-\d\d-\d\d(?:T[\d:+.]*)?'
)
"""What differs from request to request: commands, which no one sees, references, days, moments."""
_REFERENCE = re.compile(r"[A-Z]{1,2}\d\d-[0-9A-Z]{5}")
_STATE = re.compile("(?:activity-|disclosure-)?state")
_MEASURED: set[tuple[str, bool]] = set()
_COLLECTED: list[dict[str, Any]] = []
"""The messages of this story."""
RENDER = Catalog.render
"""Without the subtitles, which a story needs in English alone."""


def hold_to_budgets(patch: pytest.MonkeyPatch, wrong: list[str]) -> None:
    """Measure the messages while a story runs."""
    show = MessageSender._show
    _COLLECTED.clear()
    if target := os.environ.get("MESSAGE_SIZES"):
        _MEASURED.clear()  # so that each story has its messages, in whatever order they run

    def measured(self: MessageSender, outgoing: OutgoingMessage, **given: Any) -> Any:
        found = list(sizes(self, outgoing))
        wrong.extend(fault for each in found if (fault := over(each)))
        wrong.extend(unequal(found))
        _COLLECTED.extend(found)
        if target:
            with Path(target).open("a", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(each)}\n" for each in found)
        return show(self, outgoing, **given)

    patch.setattr(MessageSender, "_show", measured)


def collected_anew() -> list[dict[str, Any]]:
    """The messages that a story will have, also those that were measured before."""
    _MEASURED.clear()
    return _COLLECTED


def sizes(sender: MessageSender, outgoing: OutgoingMessage) -> Iterator[dict[str, Any]]:
    """How a message is in each language, but one that was measured before.

    A pushed one is new and does not answer its reader.
    """
    card = sender._card(outgoing)
    pushed = not outgoing.is_reply and outgoing.op is not Op.EDIT
    if (known := (_look(card), pushed)) in _MEASURED:
        return
    _MEASURED.add(known)
    add_keys(card)
    for language in sender.catalog.agreement.languages:
        with suppress(CatalogError):  # a concept of the tests is written in English alone
            size = _size(sender, outgoing, card, language)
            yield size | {"pushed": pushed, "language": language, "message": len(_MEASURED)}


def _look(card: Card) -> str:
    """A card with numbers for what differs from request to request; a year stays, which may be left
    out.
    """
    found: dict[str, str] = {}
    return _VARYING.sub(
        lambda each: found.setdefault(each[0], f"{each[0][:4]}{len(found)}"), dump(card)
    )


def over(size: dict[str, Any]) -> str:
    """How a message is larger than its budget; "" if it is not. A question has a button for each
    of its answers.
    """
    first, *below = size["key"].split()
    key = below[1] if first == "error-quoted" and below[1:] else first  # an error above a check
    pushed, counted = size["pushed"], size["pushed"] or size["view"] or size["sends"]
    usual = Budget("", MAX_LINES[pushed], MAX_CELLS.get(size["language"], USUAL_CELLS))
    budget = LONGER.get(key, usual)
    facts = FACTS + key.startswith(ONE_FACT_MORE)
    faults = {
        "lines": size["lines"] > budget.lines,
        "cells": pushed and size["cells"] > budget.cells,
        "buttons": counted and size["buttons"] > budget.buttons,
        "labels": bool(size["labels"]),
        "facts": pushed and key not in LONGER and size["facts"] > facts,
        "title": pushed and not _is_title(size["title"], key, size["leads_to"]),
    }
    if not any(faults.values()):
        return ""
    found = {name: size[name] for name, is_over in faults.items() if is_over}
    return f"{size['key']} in {size['language']}: {found}\n{size['text']}"


def _is_title(line: str, key: str, records: Sequence[str]) -> bool:
    """Whether a line begins with an icon and names the record, if the buttons lead to only one."""
    is_named = key in LISTS or len(records) != 1 or records[0] in line
    return is_named and (key in WITHOUT_ICON or unicodedata.category(line[0]) == "So")


def _size(
    sender: MessageSender, outgoing: OutgoingMessage, card: Card, language: str
) -> dict[str, Any]:
    person = outgoing.person
    rendered = RENDER(sender._catalog_now(outgoing), card, [language])
    written, _, quoted = rendered.html.partition("<blockquote")
    shown = without_isolates(plain(rendered.html))
    details = cells(without_isolates(plain(f"<q{quoted}")))
    is_emergency = any(line.cause for line in card.lines[:1])
    lines = [(line, line.values.get("why")) for line in card.lines[:4]]
    title, *below = filter(None, without_isolates(plain(written)).strip().splitlines())
    commands = " ".join([card.view, *(command for row in rendered.rows for _, command in row)])
    keys = [each.key for pair in lines for each in pair if isinstance(each, Text)]
    return {
        "key": " ".join(["meeting-emergency"] * is_emergency + keys),
        "view": card.view,
        "sends": any(each.sends for row in card.rows for each in row),
        "lines": len(written.strip().splitlines()) + min(FOLDED, len(quoted.splitlines())),
        "cells": cells(without_isolates(plain(written))) + min(FOLDED * LINE, details),
        "title": title,
        "facts": len(below) - sum(line.key.startswith("notice-ask-") for line in card.lines),
        "leads_to": sorted(set(_REFERENCE.findall(commands))),
        "buttons": sum(map(len, rendered.rows)),
        "labels": [*_cut_labels(card, rendered.rows)],
        "text": shown,
        "html": without_isolates(rendered.html),
        "rows": rendered.rows,
        "role": "" if person is None else person.role,
        "state": next(filter(None, map(_state, card.lines)), ""),
        "sound": outgoing.is_audible,
        "test": os.environ.get("PYTEST_CURRENT_TEST", ""),
    }


def _cut_labels(card: Card, rows: Sequence[Sequence[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """The labels that a phone cuts in their rows, with their keys."""
    shown = [(label, ROOM.get(len(row), LINE)) for row in rows for label, _ in row]
    keys = [each.label.key for row in card.rows for each in row]
    for key, (label, room) in zip(keys, shown, strict=True):
        if _label_width(label) > room:
            yield key, label


def _state(line: Text) -> str:
    """The state that a line names; "" if it names none."""
    if _STATE.fullmatch(line.key):
        return f"{line.key}-{str(line.values['state']).replace('_', '-')}"
    inner = (each for each in line.values.values() if isinstance(each, Text))
    return next(filter(None, map(_state, inner)), "")


def cells(written: str) -> int:
    """How many cells a text needs, in Khmer one for each cluster."""
    return width(_SUBSCRIPT.sub("", written).replace("\n", ""))


def main(file: Path) -> None:
    """Print the median and the maximum of what was collected."""
    found: dict[tuple[bool, str], list[Any]] = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        size = json.loads(line)
        found[size["pushed"], size["language"]].append(size)
    for (pushed, language), of in sorted(found.items(), reverse=True):
        figures = "  ".join(
            f"{name} {median(each[name] for each in of):g}/{max(each[name] for each in of)}"
            for name in ("lines", "cells", "buttons")
        )
        which = "pushed" if pushed else "opened"
        sys.stdout.write(f"{which} {language} {len(of)} messages, median/most: {figures}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
