"""Two Parties do whatever they may and may not, on two desks that may die and a bad line, against a
small model of the rules.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import ClassVar, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from bot.crash import POINTS
from liaison.domain.agreements import term
from sandbox.faults import Fault, FaultKind
from storage.migrate import fresh
from tests.driver import Player
from tests.faults.history import History
from tests.faults.kills import bad
from tests.faults.model import LINES, RESULTS, STAFF, Case
from tests.faults.pair import FIGURES, open_pair
from tests.faults.sights import REFERENCE, Reader, Sight, is_bound
from tests.faults.transcript import Doing
from tests.faults.untold import untold
from tests.folders import memory_folder

MOST_CASES = 4
ZONES = {"KH": ZoneInfo("Asia/Phnom_Penh"), "CN": ZoneInfo("Asia/Shanghai")}
MOST_DAYS_OFF = 10
BEFORE_MIDNIGHT = timedelta(minutes=30)
FAULTS = {
    "hangs up before": Fault(FaultKind.HANG_UP_BEFORE),
    "hangs up after": Fault(FaultKind.HANG_UP_AFTER, after_effect=True),
    "429": Fault(FaultKind.ERROR, code=429, description="Too Many Requests", retry_after=3),
    "502": Fault(FaultKind.ERROR, code=502, description="Bad Gateway", html=True),
}
METHODS = ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates")
WHOLE = {
    "receive": ("today",),
    "ask": ("ok",),
    "supply": ("MoI",),
    "assign": ("me",),
    "answer": ("-",),
    "refuse": ("ok", "drop", "31/26"),
    "withdraw": ("-",),
}
"""How a line ends that lacks nothing any more, by its command."""
ENDINGS = {"answer", "withdraw", "decline", "close", "refuse"}
"""What is done more seldom than the rest, so that a case has a life."""

_T = TypeVar("_T")
anybody = st.sampled_from(tuple(FIGURES))
any_of = st.integers(0, 999)
MOVES = st.lists(st.tuples(any_of, any_of, st.booleans()), min_size=3, max_size=6)


class Desks(RuleBasedStateMachine):
    """People do one thing after the other; after each all has come to rest. ``database`` makes a
    new one, in a folder where it wants one.
    """

    pace = 1
    database: ClassVar[Callable[[Path], str]] = fresh
    count: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.count["runs"] += 1
        self.cases: list[Case] = []
        self.suspended: set[str] = set()
        self.sound = False
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        folder = self.stack.enter_context(memory_folder())
        url = type(self).database(folder)
        self.cast = self.wait(self.stack.enter_async_context(open_pair(url)))
        self.reader = Reader(self.cast.catalog)

    def wait(self, work: Awaitable[_T]) -> _T:
        """Let something be done on the loop of this machine."""

        async def done() -> _T:
            return await work

        self.sound = False
        return self.runner.run(done())

    def player(self, who: str) -> Player:
        return self.cast[who.lower()]

    def today(self, party: str) -> date:
        """The date of a Party. Shortly before midnight time passes first: a deed has one date."""
        now = self.cast.sandbox.now()
        later = now + BEFORE_MIDNIGHT
        if later.astimezone(ZONES[party]).date() != now.astimezone(ZONES[party]).date():
            self.wait(self.cast.turn(BEFORE_MIDNIGHT))
        return self.cast.sandbox.now().astimezone(ZONES[party]).date()

    def clear_of(self, *moments: datetime) -> None:
        """Shortly before any of these time passes first: a deed is before or after it."""
        for each in moments:
            now = self.cast.sandbox.now()
            if now <= each <= now + BEFORE_MIDNIGHT:
                self.wait(self.cast.turn(BEFORE_MIDNIGHT))

    def steady(self, case: Case) -> date:
        """The date of a deed about a case. Shortly before a proposal lapses time passes first."""
        if case.expires is not None:
            self.clear_of(case.expires)
        today = self.today(case.answering)
        case.pass_time(self.cast.sandbox.now())
        return today

    def legal(self, case: Case) -> list[tuple[str, str]]:
        """All that people may do about a case now."""
        now = self.cast.sandbox.now()
        case.pass_time(now)
        legal = case.legal(now.astimezone(ZONES[case.answering]).date())
        return [move for move in legal if move[0] not in self.suspended]

    def case(self, number: int) -> Case:
        """Some case, mostly one in which something may still be done."""
        alive = [each for each in self.cases if any(self.legal(each))]
        cases = alive if alive and number % 4 else self.cases
        return cases[number % len(cases)]

    def lookers(self) -> list[str]:
        """Somebody of each Party who may look, focal persons before others."""
        pairs = (("Sokha", "Dara"), ("Li", "Zhang"))
        return [other if focal in self.suspended else focal for focal, other in pairs]

    def sights(self, since: int, who: str) -> list[Sight]:
        """What a person was shown about cases, from a place of the transcript on."""
        moments = self.cast.transcript.moments[since:]
        shown = [each.words for each in moments if (each.who, each.doing) == (who, Doing.SEES)]
        return [sight for words in shown if (sight := self.reader.reads(words)) is not None]

    def does(self, who: str, line: str, case: Case, *, presses: bool) -> None:
        """Let somebody say a line or press a button that carries it, and see what comes of it."""
        today = self.steady(case)
        before = len(self.cast.transcript.moments)
        must = None if who in self.suspended else case.take(who, line, today=today)
        self.gives(who, line, presses=presses)
        self.count["steps" if must else "refused"] += 1
        self.count[must or ""] += 1
        own = [each for each in self.sights(before, who) if each.reference == case.reference]
        recorded = {each.recorded for each in own if each.recorded is not None}
        assert recorded == ({must} if must else set()), (who, line, recorded, must)
        if must == "extension-proposed":
            shown = next(each.proposal for each in own if each.proposal is not None)
            case.show(shown.code, self.cast.sandbox.now())

    def gives(self, who: str, line: str, *, presses: bool) -> None:
        """Let somebody press a line, or type it where there is nothing to press."""
        player = self.player(who)
        if presses and any(each.from_bot and each.document is None for each in player.visible):
            player.phone.press_shown(line)
        else:
            player.phone.say(f"/{line}")
        self.wait(self.cast.settle())

    def look(self, who: str, case: Case) -> None:
        self.steady(case)
        before = len(self.cast.transcript.moments)
        self.player(who).phone.say(f"/case {case.reference}")
        self.wait(self.cast.settle())
        found = [each for each in self.sights(before, who) if each.fresh]
        if who in self.suspended:
            assert not found, (who, found)
            return
        differs = case.differs(who, found[-1] if found else None)
        assert not differs, differs

    @initialize(moves=MOVES)
    def first(self, moves: list[tuple[int, int, bool]]) -> None:
        self.begin()
        self.goes_on(moves)

    def begin(self) -> None:
        """Each Party asks the other for something."""
        self.logs("Sokha", "verification")
        self.logs("Zhang", "information")

    @precondition(lambda self: len(self.cases) < MOST_CASES)
    @rule(who=st.sampled_from(STAFF), kind=st.sampled_from(tuple(RESULTS)))
    def logs(self, who: str, kind: str) -> None:
        if who in self.suspended:
            return
        needed_by = self.today(FIGURES[who].party) + timedelta(days=20)
        self.cast.sandbox.faults.clear()
        self.wait(log(self.player(who), kind, needed_by))
        found = REFERENCE.search(self.player(who).card)
        assert found is not None, self.player(who).card
        self.cases.append(Case(found[0], kind, needed_by))

    @rule(moves=MOVES)
    def goes_on(self, moves: list[tuple[int, int, bool]]) -> None:
        """What may be done is done, typed or by a button bound to what is seen now."""
        for number, choice, presses in moves:
            case = self.case(number)
            legal = sorted(self.legal(case), key=lambda move: _ends(move[1]))
            legal += [each for each in legal if not _ends(each[1])] * 3
            if legal:
                who, line = legal[choice % len(legal)]
                if presses:
                    line = line.replace(case.reference, f"{case.reference} @{case.seen_by(who)}")
                self.does(who, line, case, presses=presses)

    @rule(attempts=st.lists(st.tuples(any_of, anybody, any_of), min_size=1, max_size=6))
    def tries(self, attempts: list[tuple[int, str, int]]) -> None:
        """Anybody, administrators too, tries what may not be done: mostly what others may."""
        for number, who, choice in attempts:
            case = self.case(number)
            legal = self.legal(case)
            others = [line for _, line in legal if (who, line) not in legal]
            lines = [case.line(pattern) for pattern in LINES]
            lines = [line for line in lines if (who, line) not in legal]
            lines = others if others and choice % 3 else lines
            self.does(who, lines[choice % len(lines)], case, presses=choice % 2 == 0)

    @rule(choices=st.lists(st.tuples(anybody, any_of), min_size=1, max_size=6))
    def presses_what_was_there(self, choices: list[tuple[str, int]]) -> None:
        """A button that acts by itself and was pressed by anybody, or was ever under a card of the
        person: mostly an old one whose step could be taken now by who saw how the case stands.
        """
        for who, choice in choices:
            case = self.case(choice)
            known = [
                (who, data)
                for each in self.cast.transcript.moments
                for data in (each.words, *(each.buttons if each.who == who else ()))
                if case.reference in data and _acts(data)
            ]
            legal = self.legal(case)
            lines = {data for _, data in known}
            old = [
                (other, data)
                for data in sorted(lines)
                for other in STAFF
                if (other, _unbound(data)) in legal
                and f"@{case.seen_by(other)}" not in data.split()
            ]
            pressed = old if old and choice % 3 else known
            if pressed:
                self.does(*pressed[choice % len(pressed)], case, presses=True)

    @rule(who=anybody)
    def presses_twice(self, who: str) -> None:
        """The same press comes once more."""
        moments = self.cast.transcript.moments
        mine = [each for each in moments if (each.who, each.doing) == (who, Doing.PRESSES)]
        if mine and is_bound(mine[-1].words):
            before = len(self.cast.transcript.moments)
            self.player(who).phone.press_again()
            self.wait(self.cast.settle())
            assert not {each.recorded for each in self.sights(before, who)} - {None}

    @rule(who=anybody, number=any_of)
    def looks(self, who: str, number: int) -> None:
        self.look(who, self.case(number))

    @rule(minutes=st.integers(1, 120) | st.integers(3, 24).map(lambda hours: hours * 60))
    def time_passes(self, minutes: int) -> None:
        self.wait(self.cast.turn(timedelta(minutes=minutes * self.pace)))

    @rule(restarts=st.booleans(), swaps=st.booleans(), together=st.booleans())
    def changes_hands(self, restarts: bool, swaps: bool, together: bool) -> None:
        """A desk starts anew, the other one takes over, both work side by side."""
        if restarts:
            self.wait(self.cast.restart())
        if swaps:
            self.cast.swap()
        self.cast.together = together

    @rule(point=st.sampled_from(sorted(POINTS)), hits=st.integers(1, 3))
    def dies(self, point: str, hits: int) -> None:
        """The desk that comes to a point, for so many times, dies there."""
        self.cast.death.waits_at(point, hits=hits)

    @rule(kind=st.sampled_from(tuple(FAULTS)), method=st.sampled_from(METHODS))
    def line_goes_bad(self, kind: str, method: str) -> None:
        """The next call of a method goes wrong, once."""
        self.cast.sandbox.faults.add(replace(FAULTS[kind], method=method))

    @invariant()
    def history_is_legal(self) -> None:
        self.sound = True
        found = History(self.cast.transcript.moments, FIGURES, self.reader).violations()
        assert found == [], found

    def teardown(self) -> None:
        self.count["deaths"] += self.cast.death.count
        try:
            if self.sound:
                self.at_the_end()
        finally:
            self.runner.run(self.stack.aclose())
            self.runner.close()

    def untold(self) -> list[object]:
        """What somebody has yet to be told."""
        return list(untold(self.cast.transcript.moments, FIGURES, self.reader))

    def at_the_end(self) -> None:
        """By the next working morning everybody has been told; somebody of each Party looks at
        everything.
        """
        self.cast.sandbox.faults.clear()
        left: list[object] = []
        for _ in range(MOST_DAYS_OFF):
            self.wait(self.cast.turn(timedelta(days=1)))
            if not (left := self.untold()):
                break
        assert not left, left
        for case in self.cases:
            for who in self.lookers():
                self.look(who, case)
        self.history_is_legal()
        # A word over the chat that may have been shown is not shown again.
        wrong = set(bad(self.cast.ledger.states())) - {"outbox failed"}
        assert not wrong, wrong


Played = TypeVar("Played", bound=Desks)


@contextmanager
def by_hand(machine: type[Played]) -> Iterator[Played]:
    """Two Parties that do what a test says."""
    desks = machine()
    try:
        desks.begin()
        yield desks
        desks.history_is_legal()
    finally:
        desks.sound = False  # what is left to come is not waited for
        desks.teardown()


def _ends(line: str) -> bool:
    return not ENDINGS.isdisjoint(line.split())


def _acts(data: str) -> bool:
    """Whether a button is bound to what was seen and takes a step by itself."""
    first, *rest = data.split()
    if first == "extend":
        return is_bound(data)
    return is_bound(data) and (first == "close" or rest[-1] in WHOLE.get(first, ()))


def _unbound(data: str) -> str:
    """The line that a button carries, without the version that was seen."""
    return " ".join(word for word in data.split() if not word.startswith("@"))


async def log(player: Player, kind: str, needed_by: date) -> None:
    """Log a request by buttons and a few words."""
    await player.says("/new")
    await player.chooses(f"agreement-request-{kind}")
    await player.chooses("urgency-urgent")
    await player.chooses("answer", value=3)
    await player.chooses("answer", value=1)
    await player.says("123/26 MoI")
    await player.chooses("button-skip")
    await player.chooses(term("channel", "police").key)
    if kind != "verification":
        await player.says(needed_by.isoformat())
    await player.chooses("button-send-new")
