"""Whoever has to be told of a step was told: no row of the database is looked at for that, either.

The history alone does not show it, as a desk that tells nobody anything shows nothing wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from tests.faults.history import RULES, STAFF, Figure, Violation, Wrong
from tests.faults.model import INNER
from tests.faults.sights import Reader
from tests.faults.transcript import Doing, Moment

REMINDED: Final = (15, 7, 3, 1, 0)
"""So many days before the last one."""
TOLD_AGAIN: Final = 2


def untold(
    moments: Sequence[Moment], figures: Mapping[str, Figure], reader: Reader
) -> Iterator[Violation]:
    """Who of the other Party saw nothing of a case after one of its steps, at rest and by day."""
    for reference, (at, verb) in _last_steps(moments, reader).items():
        side = RULES[verb].side
        for who, figure in figures.items():
            named = figure.role in STAFF and figure.side(reference) != side
            if named and not list(seen_of(moments[at:], who, reference)):
                yield Violation(Wrong.UNTOLD, reference, who, verb)


def seen_of(moments: Sequence[Moment], who: str, words: str) -> Iterator[Moment]:
    """What somebody was shown in which these words stand."""
    for each in moments:
        if each.who == who and each.doing is Doing.SEES and words in each.words:
            yield each


def reminded_on(received: date) -> Iterator[date]:
    """The days on which somebody has to be reminded of a verification."""
    for left in REMINDED:
        yield received + timedelta(days=30 - left)


def _last_steps(moments: Sequence[Moment], reader: Reader) -> dict[str, tuple[int, str]]:
    """The place and the verb of the last step of each case that both Parties hear of."""
    found: dict[str, tuple[int, str]] = {}
    for at, moment in enumerate(moments):
        sight = None if moment.done else reader.reads(moment.words)
        if sight is None or sight.recorded is None or sight.recorded in INNER or sight.again:
            continue
        if sight.reference not in found or found[sight.reference][1] != sight.recorded:
            found[sight.reference] = at, sight.recorded
    return found
