"""The size of every message of the stories in every language: lines, cells and buttons.

``MESSAGE_SIZES=FILE pytest tests/stories`` collects them, and ``python -m
tests.stories.message_sizes FILE`` prints the median and the maximum for each language.
"""

import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from bot.i18n.formatting import plain, width, without_isolates
from bot.workers.rendered_message import MessageSender, OutgoingMessage
from liaison.core.cards import Card, dump_card
from liaison.core.outbox import Op

FOLDED = 3
"""The lines of a quotation that are seen before it is unfolded."""
_SUBSCRIPT = re.compile("\u17d2.")
"""A Khmer letter below another one, which needs no cell."""
_MEASURED: set[tuple[str, bool]] = set()


def hold_to_budgets(patch: pytest.MonkeyPatch) -> None:
    """Measure the messages while a story runs."""
    show = MessageSender._show

    def measured(self: MessageSender, outgoing: OutgoingMessage, **given: Any) -> Any:
        if target := os.environ.get("MESSAGE_SIZES"):
            with Path(target).open("a", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(each)}\n" for each in sizes(self, outgoing))
        return show(self, outgoing, **given)

    patch.setattr(MessageSender, "_show", measured)


def sizes(sender: MessageSender, outgoing: OutgoingMessage) -> Iterator[dict[str, Any]]:
    """How large a message is in each language, but one that was measured before.

    A pushed one does not answer its reader. A change of a record is shown in what was opened.
    """
    card = sender._card(outgoing)
    changed = outgoing.row.message.op is Op.EDIT and not card.view.startswith("inbox")
    pushed = not (outgoing.is_reply or changed)
    if (known := (dump_card(card), pushed)) in _MEASURED:
        return
    _MEASURED.add(known)
    for language in sender._agreement.languages:
        yield _size(sender, outgoing, card, language) | {"pushed": pushed, "language": language}


def _size(
    sender: MessageSender, outgoing: OutgoingMessage, card: Card, language: str
) -> dict[str, Any]:
    rendered = sender._catalog_for(outgoing.person).render(card, [language])
    written, _, quoted = rendered.html.partition("<blockquote")
    lines = [plain(each).strip() for each in without_isolates(written).splitlines()]
    shown = without_isolates(plain(rendered.html))
    return {
        "key": " ".join(line.key for line in card.lines[:3]),
        "lines": len(lines) + min(FOLDED, quoted.count("\n") + bool(quoted)),
        "cells": cells(shown),
        "buttons": sum(map(len, rendered.rows)),
        "text": shown,
        "labels": [label for row in rendered.rows for label, _ in row],
        "test": os.environ.get("PYTEST_CURRENT_TEST", ""),
    }


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
