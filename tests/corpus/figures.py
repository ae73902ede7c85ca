"""Figures of the filter on the two corpora: ``python -m tests.corpus.figures``.

For a rule of before, run it in a checkout of that commit with the corpora of today.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from handlers.input import pii_detector
from liaison.core.references import CodePrefix
from tests.registered import REGISTRY
from tests.unit.samples import AGREEMENT

CORPORA = Path(__file__).parent
OWN = CORPORA / "personal.toml"
BY_ANOTHER = CORPORA / "by_another_hand.toml"
"""Lines by an author who had not seen the detector; it is not tuned to them."""
CLEAN = "clean"
TODAY = date(2026, 11, 25)
"""The date for the lines of the corpora."""

find_personal = partial(
    pii_detector.find_personal,
    vocabularies=AGREEMENT.vocabularies,
    prefixes=REGISTRY.all(CodePrefix),
)


def read_corpus(place: Path) -> Mapping[str, Sequence[str]]:
    """The lines of each kind, all languages together, and the clean ones."""
    table = tomllib.loads(place.read_text("utf-8"))
    return {kind: list(chain.from_iterable(each.values())) for kind, each in table.items()}


def filter_table() -> str:
    """What is found in the lines with personal data, and in those without, of each corpus."""
    rows = ["| Corpus | Detected | False alarms |", "| --- | --- | --- |"]
    for place in (OWN, BY_ANOTHER):
        corpus = read_corpus(place)
        counted = {True: [0, 0], False: [0, 0]}
        for kind, lines in corpus.items():
            count = counted[kind != CLEAN]
            count[0] += sum(find_personal(line, today=TODAY) is not None for line in lines)
            count[1] += len(lines)
        (found, personal), (alarms, clean) = counted.values()
        rows.append(
            f"| `tests/corpus/{place.name}` | {found} of {personal} | {alarms} of {clean} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    print(filter_table())  # noqa: T201
