"""Whoever has to be told of a step was told: no row of the database is looked at for that, either.

The history alone does not show it, as a desk that tells nobody anything shows nothing wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from tests.faults.history import STAFF, Figure, Violation, Wrong
from tests.faults.model import INNER
from tests.faults.sights import EXTENSIONS, LOG, Reader
from tests.faults.transcript import Doing, Moment

REMINDED: Final = (15, 7, 3, 1, 0)
"""So many days before the last one."""
TOLD_AGAIN: Final = 2


def untold(
    moments: Sequence[Moment], figures: Mapping[str, Figure], reader: Reader
) -> Iterator[Violation]:
    """Who of the other Party saw nothing of a case after one of its steps, at rest and by day: its
    coordinators and whoever works on the case, or all where nobody does, and all of a new one.
    """
    holders = _holders(moments, reader)
    for reference, (at, verb) in _last_steps(moments, reader).items():
        party = figures[moments[at].who].party
        begin = _begin(moments, at)
        others = [
            name
            for name, each in figures.items()
            if each.party != party and not _was_away(moments, name, begin, reader)
        ]
        staff = [name for name in others if figures[name].role in STAFF]
        holder = [name for name in staff if name in holders[reference]]
        named = [name for name in staff if figures[name].role == "coordinator"]
        if verb == LOG:
            named = staff
        elif verb not in EXTENSIONS:
            named += holder or staff
        for who in dict.fromkeys(named):
            if not list(seen_of(moments[begin:], who, reference)):
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


def _was_away(moments: Sequence[Moment], who: str, since: int, reader: Reader) -> bool:
    """Whether somebody had no access at a place of the transcript, or at some time after it."""
    away = False
    for place, each in enumerate(moments):
        access = reader.changes_access(each.words) if each.who == who and not each.done else None
        if access is not None:
            away = not access
        if away and place >= since:
            return True
    return away


def _begin(moments: Sequence[Moment], at: int) -> int:
    """The place of the last deed of whoever saw something there: others may see it sooner."""
    who = moments[at].who
    return max(n for n in range(at) if moments[n].who == who and moments[n].done)


def _holders(moments: Sequence[Moment], reader: Reader) -> dict[str, tuple[str | None, ...]]:
    """Who works on each case: who logged it, and whom it was assigned to on the other side."""
    found: dict[str, tuple[str | None, ...]] = {}
    for moment in moments:
        sight = None if moment.done else reader.reads(moment.words)
        if sight is None:
            continue
        logged, assigned = found.get(sight.reference, (None, None))
        if sight.recorded == LOG:
            logged = moment.who
        found[sight.reference] = logged, sight.assignee or assigned
    return found


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
