"""The recall of the PII detector on labelled texts, by kind, and its run time."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter_ns

from benchmarks.table import Figure
from bot.profile.agreement_file import default_agreement
from handlers.input.pii_detector import PersonalDataKind, find_personal

CORPORA = Path(__file__).parent.parent / "tests" / "corpus"
VOCABULARIES = default_agreement().vocabularies
OWN = CORPORA / "personal.toml"
BY_ANOTHER = CORPORA / "by_another_hand.toml"
"""Lines by an author who had not seen the detector; it is not tuned to them."""
CLEAN = "clean"
TODAY = date(2026, 11, 25)
"""The date for the lines of the corpora."""
ROUNDS, QUICK_ROUNDS = 20, 2

LONG = "123/26 MoI, the meeting of 12 May 2026, 09:30; " * 87
"""The maximum length of a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How many lines of one kind there are, how many are detected, and how many as that kind."""

    lines: int
    blocked: int
    named: int

    @property
    def recall(self) -> float:
        """The fraction that is detected, as any kind."""
        return self.blocked / self.lines


def read_corpus(place: Path = OWN) -> Mapping[str, Sequence[str]]:
    """The lines of each kind, all languages together, and the clean ones."""
    table = tomllib.loads(place.read_text("utf-8"))
    return {kind: list(chain.from_iterable(each.values())) for kind, each in table.items()}


def seen_in(corpus: Mapping[str, Sequence[str]]) -> Mapping[str, Seen]:
    """Check every line, and count by kind."""
    counted = {}
    for kind, lines in corpus.items():
        found = [find_personal(line, VOCABULARIES, today=TODAY) for line in lines]
        counted[kind] = Seen(
            lines=len(lines),
            blocked=sum(each is not None for each in found),
            named=sum(each == kind for each in found),
        )
    return counted


async def personal_data(*, quick: bool) -> list[Figure]:
    """Recall of each kind, false alarms among the clean lines, and microseconds a text."""
    corpus = read_corpus()
    figures = [*_stopped("filter", corpus), *_stopped("unseen", read_corpus(BY_ANOTHER))]
    rounds = QUICK_ROUNDS if quick else ROUNDS
    lines = [line for each in corpus.values() for line in each]
    figures.append(_timed("filter: a line of the corpus", lines, rounds=rounds))
    figures.append(_timed("filter: 4,089 characters with nothing in them", [LONG], rounds=rounds))
    return figures


def _stopped(whose: str, corpus: Mapping[str, Sequence[str]]) -> list[Figure]:
    """The detected lines of each kind, and of the clean lines."""
    counted = seen_in(corpus)
    clean = counted[CLEAN]
    figures = [
        Figure(
            what=f"{whose}: {kind.replace('_', ' ')}, lines stopped",
            ours=counted[kind].blocked,
            peer=counted[kind].lines,
            beside=f"lines in the corpus; {counted[kind].named} as that kind",
        )
        for kind in PersonalDataKind
    ]
    alarms = Figure(
        what=f"{whose}: false alarms",
        ours=clean.blocked,
        peer=clean.lines,
        beside="lines with nothing in them",
    )
    return [*figures, alarms]


def _timed(what: str, lines: Sequence[str], *, rounds: int) -> Figure:
    taken = []
    for _ in range(rounds):
        start = perf_counter_ns()
        for line in lines:
            find_personal(line, VOCABULARIES, today=TODAY)
        taken.append((perf_counter_ns() - start) / len(lines) / 1_000)
    return Figure(what=what, ours=median(taken), unit="µs")
