"""How a case must stand after what people did, as far as one Party or the other may see it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tests.faults.history import ASKS, NAMES, RULES, Stand
from tests.faults.pair import FIGURES
from tests.faults.sights import ANSWERS, EXTENSIONS, Proposal, Sight, lines_of

DAYS = timedelta(days=30)
MORE = timedelta(days=10)
"""By which an extension is proposed."""
OPEN_FOR = timedelta(days=14)
"""So long the other Party may answer a proposal."""
SENT = Stand(state="sent")
STAFF = tuple(name for name, figure in FIGURES.items() if figure.role != "admin")
INNER = ("assign", "draft-refusal", "drop-refusal")
"""Steps of which the requesting Party hears nothing."""
LINES = (
    "receive {case} today", "ask {case} names,documents ok", "supply {case} 130/26 MoI",
    "assign {case} me", "answer {case} {result} -", "refuse {case} security 31/26",
    "refuse {case} ok", "refuse {case} drop", "withdraw {case} settled -", "close {case}",
    "extend {case} {day} court", "extend {case} agree {code}", "extend {case} decline {code}",
    "extend {case} withdraw {code}",
)  # fmt: skip
"""Whole lines, each of which takes a step where it may be taken."""
RESULTS = {"verification": "confirmed", "information": "done"}


@dataclass(slots=True)
class Case:
    """A case as it must be. ``version`` counts its steps, ``shared`` those that both Parties see,
    by the number of the last of them. ``code`` is that of the last proposal to extend it, which is
    open until it ``expires``.
    """

    reference: str
    kind: str
    needed_by: date
    stand: Stand = SENT
    version: int = 1
    shared: int = 1
    received: date | None = None
    code: str = "K26-00000"
    expires: datetime | None = None

    @property
    def answering(self) -> str:
        """The Party that is asked."""
        return next(each for each in NAMES if not self.reference.startswith(each))

    @property
    def first_due(self) -> date | None:
        """The last day: the Agreement's for a verification, else the one that was asked for."""
        if self.received is None:
            return None
        return self.received + DAYS if self.kind == "verification" else self.needed_by

    @property
    def due(self) -> date | None:
        """The last day, as both Parties may have moved it."""
        return self.stand.extended or self.first_due

    def seen_by(self, who: str) -> int:
        """The version that a person's card shows and its buttons carry."""
        return self.shared if FIGURES[who].side(self.reference) == ASKS else self.version

    def line(self, pattern: str) -> str:
        """A line about this case."""
        day = (self.due or self.needed_by) + MORE
        return pattern.format(
            case=self.reference, result=RESULTS[self.kind], day=day, code=self.code
        )

    def legal(self, today: date) -> Iterator[tuple[str, str]]:
        """All that people may do today: who, and the line."""
        for who in STAFF:
            for pattern in LINES:
                line = self.line(pattern)
                if replace(self).take(who, line, today=today) is not None:
                    yield who, line

    def take(self, who: str, line: str, *, today: date) -> str | None:
        """Do what a line says, typed or from a button; the step that is then recorded, or None
        where nothing is. ``today`` is the date in the requested Party's zone.
        """
        command, _, *args = [*lines_of(line), ""]
        seen = [each for each in args if each.startswith("@")]
        args = [each for each in args if each not in seen]
        verb = _verb(who, command, args)
        figure, rule = FIGURES[who], RULES[verb]
        wrong_version = seen and seen[0] != f"@{self.seen_by(who)}"
        if wrong_version or not rule.is_for(figure, self.reference):
            return None
        if self.stand.state not in rule.begins:
            return None
        keys = verb in EXTENSIONS
        after = self._keyed(who, verb, args, today) if keys else self._after(who, verb, args)
        if after is None:
            return None
        self.stand = after
        if keys and verb != "extension-agree":
            return verb
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
                return stand.ended(RULES[verb].to)

    def _keyed(self, who: str, verb: str, args: list[str], today: date) -> Stand | None:
        stand = self.stand
        party = NAMES[FIGURES[who].party]
        if verb == "extension-proposed":
            to = date.fromisoformat(args[0])
            fits = self.due is not None and to > self.due and to >= today
            proposal = Proposal(party, to)
            return stand.keyed(verb, party, proposal) if fits and not stand.proposal else None
        if args[1] != self.code or stand.proposal is None:
            return None
        passed = verb == "extension-agree" and stand.proposal.to < today
        return None if passed else stand.keyed(verb, party, None)

    def show(self, code: str, at: datetime) -> None:
        """A proposal has been given a code, and is open from then on."""
        self.code, self.expires = code, at + OPEN_FOR

    def pass_time(self, now: datetime) -> None:
        """What nobody answers is open no longer."""
        if self.stand.proposal is not None and self.expires is not None and self.expires <= now:
            self.stand = replace(self.stand, proposal=None)

    def differs(self, who: str, sight: Sight | None) -> str:
        """What a person's look at the case shows otherwise than it is; empty where nothing does."""
        if sight is None:
            return f"{who} sees nothing of {self.reference}"
        must = self.stand.shown_to(FIGURES[who].side(self.reference))
        if must.proposal is not None:
            must = replace(must, proposal=replace(must.proposal, code=self.code))
        extended = sight.due if sight.first_due is not None else None
        shown = Stand(
            sight.state or "",
            sight.flagged,
            sight.drafted,
            sight.assignee,
            extended,
            sight.proposal,
        )
        first = sight.first_due or sight.due
        dates = (sight.received, first, sight.due) == (self.received, self.first_due, self.due)
        return "" if shown == must and dates else f"{who} sees {sight}, but it is {self}"


def _verb(who: str, command: str, args: list[str]) -> str:
    if command == "extend":
        return f"extension-{args[0] if args[0] in ANSWERS else 'proposed'}"
    if command != "refuse":
        return command
    if "drop" in args:
        return "drop-refusal"
    drafts = "ok" not in args and FIGURES[who].role == "focal_person"
    return "draft-refusal" if drafts else "refuse"
