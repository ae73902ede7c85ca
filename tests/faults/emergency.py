"""How an emergency meeting must stand after what people did, and what they do about one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.catalog import Catalog
from liaison.domain.cards import text
from tests.driver import Player
from tests.faults.history import NAMES, STAFF
from tests.faults.pair import FIGURES

LASTS = timedelta(minutes=60)
CODE = re.compile(r"\bM\d{2}-[0-9A-Z]{5}\b", re.ASCII)
LINES = (
    "accept {code} 1", "accept {code}", "decline {code} time", "retract {code} time",
    "calloff {code} time",
)  # fmt: skip
DESK = "the desk"
STEPS = {
    "propose": "proposed",
    "accept": "an option accepted",
    "back": "confirmed by a coordinator",
    "decline": "declined",
    "retract": "withdrawn",
    "calloff": "cancelled",
    "expire": "expired",
}
"""What the history of a meeting calls a step."""
ENDS = {
    "decline": "declined",
    "retract": "withdrawn",
    "calloff": "cancelled",
    "expire": "expired",
}
"""Where the steps lead that leave nothing to agree to."""


@dataclass(slots=True)
class Emergency:
    """A meeting as it must be, of one option. ``by`` is the Party that proposed it, ``backed``
    whether a coordinator of it stands behind that, ``steps`` are what was done and by whom.
    """

    code: str
    by: str
    start: datetime
    backed: bool
    chosen: bool = False
    state: str = "proposed"
    steps: list[tuple[str, str]] = field(default_factory=list)

    def alive(self, now: datetime) -> bool:
        """Whether something may still be done about it."""
        return self.state in ("proposed", "agreed") and now < self.moments[-1]

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When it begins, which ends what is only proposed, and when it is over."""
        return self.start, self.start + LASTS

    def pass_time(self, now: datetime) -> bool:
        """What nobody agreed to in time expires; whether it did just now."""
        expires = self.state == "proposed" and self.start <= now
        if expires:
            self._step("expire", DESK)
        return expires

    def legal(self, now: datetime) -> Iterator[tuple[str, str]]:
        """All that people may do now: who, and the line."""
        for who in FIGURES:
            for pattern in LINES:
                line = pattern.format(code=self.code)
                if replace(self, steps=[*self.steps]).take(who, line, now=now):
                    yield who, line

    def take(self, who: str, line: str, *, now: datetime) -> str | None:
        """Do what a line says; the step that is then recorded, or None where nothing is."""
        command, *args = line.split()
        figure = FIGURES[who]
        stale = any(each != f"@{len(self.steps)}" for each in args if each.startswith("@"))
        if stale or figure.role not in STAFF:
            return None
        proposed = self.state == "proposed"
        own, binds = figure.party == self.by, figure.role == "coordinator"
        verb = "back" if command == "accept" and args[-1] != "1" else command
        may = {
            "accept": proposed and binds and not own and not self.chosen,
            "back": proposed and binds and own and not self.backed,
            "decline": proposed and binds and not own,
            "retract": proposed and own,
            "calloff": self.state == "agreed" and binds and now < self.moments[-1],
        }
        if not may[verb]:
            return None
        self._step(verb, NAMES[figure.party])
        return verb

    def _step(self, verb: str, by: str) -> None:
        self.chosen = self.chosen or verb == "accept"
        self.backed = self.backed or verb == "back"
        self.state = ENDS.get(verb, self.state)
        if self.state == "proposed" and self.chosen and self.backed:
            self.state = "agreed"
        self.steps.append((STEPS[verb], by))

    def shown(self, catalog: Catalog) -> Iterator[str]:
        """What stands on its card, whoever looks."""
        other = next(name for party, name in NAMES.items() if party != self.by)
        own = NAMES[self.by]
        at = "Q"
        said = catalog.plain(text(f"meeting-state-{self.state}", at=at, party=own), "en")
        yield said.split(at, 1)[0]
        if self.state == "proposed":
            whom = own if self.chosen else other
            waits = "confirm" if self.chosen else "answer" if self.backed else "both"
            yield catalog.plain(text(f"meeting-waits-{waits}", party=whom, own=own), "en")


async def call(player: Player, start: datetime) -> str:
    """Propose an emergency meeting by video at one time; gives its code."""
    words = f"{start.day}.{start.month}.{start.year} {start:%H:%M}"
    for each in ("/emergency", "at_risk", "-", words, "video", "no", player.part.party):
        await player.says(each)
    await player.chooses("button-send-proposal")
    found = CODE.search(player.card)
    assert found is not None, player.card
    return found[0]
