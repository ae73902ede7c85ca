"""What people do by plan, and what goes wrong meanwhile by chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TypeAlias

from bot.crash import POINTS
from sandbox.faults import Fault, FaultKind
from tests.driver import MORNING
from tests.faults.model import STAFF, Case

BEGINNING = MORNING + timedelta(minutes=20, seconds=10)
"""Not at a full minute, at which the lives of messages end: as ever, a rung of the ladder that
comes after as long is a little earlier.
"""
WAITS = (1, 2, 5, 24)
"""Hours, each at most once: on the second day rungs and reminders are due at one moment, and what
is told then depends on which is the first.
"""
MINUTES = timedelta(minutes=7)
"""Whatever comes due, comes due some minutes before somebody does something."""
CALLS = ("sendMessage", "sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates",
         "deleteMessage")  # fmt: skip
FAULTS = (
    Fault(FaultKind.HANG_UP_BEFORE),
    Fault(FaultKind.HANG_UP_AFTER, after_effect=True),
    Fault(FaultKind.ERROR, code=429, description="Too Many Requests", retry_after=3),
    Fault(FaultKind.ERROR, code=502, description="Bad Gateway", html=True),
)


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody types, or presses as a button of the newest card about the case."""

    who: str
    line: str
    presses: bool = False

    @property
    def case(self) -> str:
        """The reference of the case of a press."""
        return self.line.split()[1]


@dataclass(frozen=True, slots=True)
class Waits:
    """Nobody does anything until so long after the beginning."""

    until: timedelta


Step: TypeAlias = tuple[Deed, ...] | Waits
"""What happens at once, or that nothing does."""


@dataclass(frozen=True, slots=True)
class Dies:
    """Who is the next to reach a point so many times dies there."""

    point: str
    times: int


@dataclass(frozen=True, slots=True)
class Fails:
    """The next call of a method goes wrong."""

    method: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Changes:
    """The desk starts anew, the other one takes over, both work from now on."""

    restarts: bool
    swaps: bool
    together: bool


Mishap: TypeAlias = Dies | Fails | Changes


@dataclass(frozen=True, slots=True)
class Schedule:
    """A plan, and the mishaps before each of its steps, by the number of the step."""

    plan: tuple[Step, ...]
    mishaps: tuple[tuple[int, Mishap], ...] = ()

    def before(self, number: int) -> Iterator[Mishap]:
        """The mishaps before a step."""
        return (each for at, each in self.mishaps if at == number)


def draw_plan(known: Sequence[Case], *, seed: int) -> tuple[Step, ...]:
    """What people do with some cases, mostly what they may."""
    chance, cases = Random(seed), [replace(case) for case in known]
    steps: list[Step] = []
    passed, waits = timedelta(), chance.sample(WAITS, len(WAITS))
    for _ in range(chance.randint(3, 5)):
        if steps and chance.random() < 0.25:
            passed += timedelta(hours=waits.pop()) + MINUTES
            steps.append(Waits(passed))
        busy = chance.sample(cases, chance.choice((1, 1, 2)))
        today = (BEGINNING + passed).date()
        deeds = [_deed(chance, case, today) for case in busy]
        others = [who for who in STAFF if who not in {each.who for each in deeds}]
        asks = chance.sample(others, chance.choice((0, 0, 1)))
        steps.append((*deeds, *(Deed(who, "/help") for who in asks)))
    return tuple(steps)


def _deed(chance: Random, case: Case, today: date) -> Deed:
    # What two keys are for waits for a code, which differs from run to run.
    legal = sorted(each for each in case.legal(today) if not each[1].startswith("extend"))
    presses = chance.random() < 0.4
    if legal and chance.random() < 0.85:
        who, line = chance.choice(legal)
    else:
        who, line = chance.choice(STAFF), f"close {case.reference}"
    if presses:
        line = line.replace(case.reference, f"{case.reference} @{case.seen_by(who)}")
    case.take(who, line, today=today)
    return Deed(who, line if presses else f"/{line}", presses)


def draw_mishaps(chance: Random, steps: int) -> Iterator[tuple[int, Mishap]]:
    """What goes wrong meanwhile."""
    for _ in range(chance.randint(1, 4)):
        match chance.choice(("dies", "dies", "fails", "changes")):
            case "dies":
                mishap: Mishap = Dies(chance.choice(sorted(POINTS)), chance.randint(1, 3))
            case "fails":
                mishap = Fails(chance.choice(CALLS), chance.choice(FAULTS))
            case _:
                mishap = Changes(*(chance.random() < 0.5 for _ in range(3)))
        yield chance.randrange(steps), mishap
