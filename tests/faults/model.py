"""How a case must stand after what people did, as far as one Party or the other may see it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.faults.history import ASKS, RULES, Stand
from tests.faults.pair import FIGURES
from tests.faults.sights import Sight, lines_of

DAYS = timedelta(days=30)
SENT = Stand(state="sent")
STAFF = tuple(name for name, figure in FIGURES.items() if figure.role != "admin")
INNER = ("assign", "draft-refusal", "drop-refusal")
"""Steps of which the requesting Party hears nothing."""
LINES = (
    "receive {case} today", "ask {case} names,documents ok", "supply {case} 130/26 MoI",
    "assign {case} me", "answer {case} {result} -", "refuse {case} security 31/26",
    "refuse {case} ok", "refuse {case} drop", "withdraw {case} settled -", "close {case}",
)  # fmt: skip
"""Whole lines, each of which takes a step where it may be taken."""
RESULTS = {"verification": "confirmed", "information": "done"}


@dataclass(slots=True)
class Case:
    """A case as it must be. ``version`` counts its steps, ``shared`` those that both Parties see,
    by the number of the last of them.
    """

    reference: str
    kind: str
    needed_by: date
    stand: Stand = SENT
    version: int = 1
    shared: int = 1
    received: date | None = None

    @property
    def due(self) -> date | None:
        """The last day: the Agreement's for a verification, else the one that was asked for."""
        if self.received is None:
            return None
        return self.received + DAYS if self.kind == "verification" else self.needed_by

    def seen_by(self, who: str) -> int:
        """The version that a person's card shows and its buttons carry."""
        return self.shared if FIGURES[who].side(self.reference) == ASKS else self.version

    def line(self, pattern: str) -> str:
        """A line about this case."""
        return pattern.format(case=self.reference, result=RESULTS[self.kind])

    def legal(self) -> Iterator[tuple[str, str]]:
        """All that people may do now: who, and the line."""
        for who in STAFF:
            for pattern in LINES:
                line = self.line(pattern)
                if replace(self).take(who, line, today=date.max) is not None:
                    yield who, line

    def take(self, who: str, line: str, *, today: date) -> str | None:
        """Do what a line says, typed or from a button; the step that is then recorded, or None
        where nothing is. ``today`` is the date in the requested Party's zone.
        """
        command, _, *args = [*lines_of(line), ""]
        seen = [each for each in args if each.startswith("@")]
        verb = _verb(who, command, args)
        figure, rule = FIGURES[who], RULES[verb]
        wrong_version = seen and seen[0] != f"@{self.seen_by(who)}"
        if wrong_version or figure.side(self.reference) != rule.side:
            return None
        if figure.role not in rule.roles or self.stand.state not in rule.begins:
            return None
        after = self._after(who, verb, args)
        if after is None:
            return None
        self.stand = after
        self.version += 1
        self.shared = self.shared if verb in INNER else self.version
        if verb == "receive":
            self.received = today
        return verb

    def _after(self, who: str, verb: str, args: list[str]) -> Stand | None:
        stand = self.stand
        match verb:
            case "receive":
                return replace(stand, state="received")
            case "ask":
                return replace(stand, flagged=True)
            case "supply":
                return replace(stand, flagged=False) if stand.flagged else None
            case "assign":
                mine = stand.assignee in (None, who) or FIGURES[who].role == "coordinator"
                return replace(stand, assignee=who) if mine else None
            case "draft-refusal":
                return replace(stand, drafted=True)
            case "drop-refusal":
                return replace(stand, drafted=False) if stand.drafted else None
            case "refuse" if "ok" in args and not stand.drafted:
                return None
            case _:
                return Stand(state=RULES[verb].to, assignee=stand.assignee)

    def differs(self, who: str, sight: Sight | None) -> str:
        """What a person's look at the case shows otherwise than it is; empty where nothing does."""
        if sight is None:
            return f"{who} sees nothing of {self.reference}"
        shown = Stand(sight.state or "", sight.flagged, sight.drafted, sight.assignee)
        must = self.stand.shown_to(FIGURES[who].side(self.reference))
        dates = (sight.received, sight.due) == (self.received, self.due)
        return "" if shown == must and dates else f"{who} sees {sight}, but it is {self}"


def _verb(who: str, command: str, args: list[str]) -> str:
    if command != "refuse":
        return command
    if "drop" in args:
        return "drop-refusal"
    drafts = "ok" not in args and FIGURES[who].role == "focal_person"
    return "draft-refusal" if drafts else "refuse"
