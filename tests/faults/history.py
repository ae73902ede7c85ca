"""Judges a history by what people did and saw alone: no row of the database is looked at.

For each case it puts the steps that were shown as recorded into an order that the rules allow, and
then holds against that order whatever anybody was shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from tests.faults.sights import EXTENSIONS, LOG, Proposal, Reader, Sight, is_bound, lines_of
from tests.faults.transcript import Doing, Moment

DAYS = timedelta(days=30)
STAFF = ("focal_person", "coordinator")
ASKS, ANSWERS = "requesting", "requested"
EITHER = ""


class Wrong(StrEnum):
    """What a history can have that it must not."""

    ILLEGAL = "recorded without a legal predecessor"
    NOT_THEIRS = "recorded for a role or a side that may not"
    TWICE = "one deed shown as recorded twice"
    UNASKED = "recorded for somebody who did nothing"
    LOST = "an earlier state after a later one was shown as recorded"
    AHEAD = "a state that nobody has brought about"
    CONTRADICTION = "the two Parties see two things at rest"
    DUE = "a due date that is not thirty days after receipt"
    INNER = "the other Party sees what is not for it"
    UNTOLD = "somebody who has to be told saw nothing of it"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong, with the case and the person who was shown it."""

    wrong: Wrong
    reference: str
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Whom the checker knows: the Party and the role in which somebody plays."""

    party: str
    role: str

    def side(self, reference: str) -> str:
        """On which side of a case the person stands: its reference begins with who asks."""
        return ASKS if reference.startswith(self.party) else ANSWERS


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a case stands by the rules. ``extended`` is the last day that both Parties agreed to,
    ``proposal`` what one of them proposes.
    """

    state: str = ""
    flagged: bool = False
    drafted: bool = False
    assignee: str | None = None
    extended: date | None = None
    proposal: Proposal | None = None

    def ended(self, state: str) -> "Stand":
        """Where it stands once nothing is to be answered any more."""
        return Stand(state=state, assignee=self.assignee, extended=self.extended)

    def keyed(self, verb: str, party: str, proposal: Proposal | None) -> "Stand | None":
        """Where it stands after a Party has turned a key; None where that key is not its own."""
        if verb == "extension-proposed":
            return replace(self, proposal=proposal)
        own = verb == "extension-withdraw"
        if self.proposal is None or own is not (self.proposal.party == party):
            return None
        to = self.proposal.to if verb == "extension-agree" else self.extended
        return replace(self, proposal=None, extended=to)

    def shown_to(self, side: str) -> "Stand":
        """What a side may see of it."""
        return self if side == ANSWERS else replace(self, drafted=False, assignee=None)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may take a step, from which states, and where it leads; nowhere where ``to`` is empty.
    The ``side`` is empty where it is either.
    """

    side: str
    roles: Sequence[str]
    begins: Sequence[str]
    to: str = ""

    def is_for(self, figure: Figure, reference: str) -> bool:
        """Whether it is a step of that person's side and role."""
        return self.side in (EITHER, figure.side(reference)) and figure.role in self.roles


NAMES = {"KH": "Cambodia", "CN": "China"}
OPEN = ("sent", "received")
RULES: Mapping[str, Rule] = {
    LOG: Rule(ASKS, STAFF, ("",), "sent"),
    "receive": Rule(ANSWERS, STAFF, ("sent",), "received"),
    "ask": Rule(ANSWERS, STAFF, ("received",)),
    "supply": Rule(ASKS, STAFF, ("received",)),
    "assign": Rule(ANSWERS, STAFF, ("received",)),
    "answer": Rule(ANSWERS, STAFF, ("received",), "answered"),
    "draft-refusal": Rule(ANSWERS, ("focal_person",), OPEN),
    "drop-refusal": Rule(ANSWERS, STAFF, OPEN),
    "refuse": Rule(ANSWERS, ("coordinator",), OPEN, "refused"),
    "withdraw": Rule(ASKS, STAFF, OPEN, "withdrawn"),
    "close": Rule(ASKS, STAFF, ("answered", "refused"), "closed"),
    **{verb: Rule(EITHER, ("coordinator",), ("received",)) for verb in EXTENSIONS},
}
"""The table of the rules of the desk, section 3, written down once more."""
COMMANDS = {
    LOG: "draft",
    "draft-refusal": "refuse",
    "drop-refusal": "refuse",
    **dict.fromkeys(EXTENSIONS, "extend"),
}
"""What somebody says or presses for a step, where it is not called like the step."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was shown as recorded: it happened after the deed ``begin`` and before it was
    first shown, ``end``, both as places in the history. ``proposal`` is what it put forward.
    """

    verb: str
    who: str
    begin: int
    end: int
    assignee: str | None
    proposal: Proposal | None
    words: str

    def after(self, stand: Stand, figure: Figure) -> Stand | None:
        """Where the case stands after it; None where it cannot be taken."""
        rule = RULES[self.verb]
        if stand.state not in rule.begins:
            return None
        if self.verb in EXTENSIONS:
            return stand.keyed(self.verb, NAMES[figure.party], self.proposal)
        return self._moves(stand, rule, figure)

    def _moves(self, stand: Stand, rule: Rule, figure: Figure) -> Stand | None:
        match self.verb:
            case "ask":
                return replace(stand, flagged=True)
            case "supply":
                return replace(stand, flagged=False) if stand.flagged else None
            case "assign":
                own = stand.assignee in (None, self.who)
                free = own or figure.role == "coordinator"
                return replace(stand, assignee=self.assignee) if free else None
            case "draft-refusal":
                return replace(stand, drafted=True)
            case "drop-refusal":
                return replace(stand, drafted=False) if stand.drafted else None
            case "receive":
                return replace(stand, state=rule.to)
            case _:
                return stand.ended(rule.to)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw at a place in the history, and the place of the deed that it answers."""

    at: int
    begin: int
    who: str
    sight: Sight
    words: str

    @property
    def stand(self) -> Stand:
        shown = self.sight
        extended = shown.due if shown.first_due else None
        return Stand(shown.state or "", shown.flagged, shown.drafted, shown.assignee, extended)


class History:
    """What people did and saw, judged. ``figures`` are those who play, by their names."""

    def __init__(self, moments: Sequence[Moment], figures: Mapping[str, Figure], reader: Reader):
        self._moments = moments
        self._figures = figures
        self._found: list[Violation] = []
        self._steps: dict[str, dict[int, Step]] = {}
        self._carded: set[tuple[str, int]] = set()
        self._seen: dict[str, list[Seen]] = {}
        for at, moment in enumerate(moments):
            if not moment.done and (sight := reader.reads(moment.words)) is not None:
                self._take(at, moment, sight)

    def violations(self) -> list[Violation]:
        """All that is wrong."""
        found = [*self._found]
        for reference in {*self._steps, *self._seen}:
            found += self._judge(reference)
        return found

    def _take(self, at: int, moment: Moment, sight: Sight) -> None:
        command = None if sight.recorded is None else COMMANDS.get(sight.recorded, sight.recorded)
        deed = self._deed(at, moment.who, sight.reference, command)
        news = self._is_news(moment, sight, deed)
        if sight.recorded is not None and not news:
            self._record(at, deed, moment, sight)
        if sight.state is not None and moment.doing is Doing.SEES:
            begin = self._deed(at, moment.who, sight.reference, None) if sight.fresh else None
            begin = -1 if begin is None or news else begin
            seen = Seen(at, begin, moment.who, sight, moment.words)
            self._seen.setdefault(sight.reference, []).append(seen)

    def _is_news(self, moment: Moment, sight: Sight, deed: int | None) -> bool:
        """Whether the other Party is told, in the words in which the own one is answered."""
        if not sight.news or sight.recorded is None:
            return False
        own = self._figures[moment.who].side(sight.reference) == RULES[sight.recorded].side
        return deed is None or not own

    def _deed(self, at: int, who: str, reference: str, command: str | None) -> int | None:
        """The last thing that somebody did about a case, or by that command, or in free words."""
        for place in range(at - 1, -1, -1):
            moment = self._moments[place]
            if moment.who != who or not moment.done:
                continue
            line = [*lines_of(moment.words), "", ""]
            free = moment.doing is Doing.SAYS and not moment.words.startswith("/")
            named = reference in line or line[0] == COMMANDS[LOG]
            if free or (named and command in (None, line[0])):
                return place
        return None

    def _record(self, at: int, deed: int | None, moment: Moment, sight: Sight) -> None:
        verb, reference = sight.recorded or "", sight.reference
        if deed is None:
            self._blame(Wrong.UNASKED, reference, moment)
            return
        figure, rule = self._figures[moment.who], RULES[verb]
        if not rule.is_for(figure, reference):
            self._blame(Wrong.NOT_THEIRS, reference, moment)
        steps, card = self._steps.setdefault(reference, {}), moment.doing is Doing.SEES
        known = (reference, deed)
        if deed in steps:
            if card and known in self._carded and not sight.again:
                self._blame(Wrong.TWICE, reference, moment)
            begun = steps[deed]
            steps[deed] = replace(
                begun,
                assignee=begun.assignee or sight.assignee,
                proposal=begun.proposal or sight.proposal,
            )
        else:
            if self._was_pressed(steps, deed):
                self._blame(Wrong.TWICE, reference, moment)
            shown = sight.assignee, sight.proposal
            steps[deed] = Step(verb, moment.who, deed, at, *shown, moment.words)
        if card:
            self._carded.add(known)

    def _was_pressed(self, steps: Mapping[int, Step], deed: int) -> bool:
        """Whether the very button, which is bound to what was seen, has acted before."""
        press = self._moments[deed]
        bound = press.doing is Doing.PRESSES and is_bound(press.words)
        before = [self._moments[each] for each in steps if each != deed]
        return bound and any((b.who, b.words) == (press.who, press.words) for b in before)

    def _blame(self, wrong: Wrong, reference: str, moment: Moment) -> None:
        self._found.append(Violation(wrong, reference, moment.who, moment.words))

    def _judge(self, reference: str) -> Iterator[Violation]:
        steps = list(self._steps.get(reference, {}).values())
        order = self._ordered(steps)
        while len(order) < len(steps):
            illegal = next(each for each in steps if each not in order)
            yield Violation(Wrong.ILLEGAL, reference, illegal.who, illegal.words)
            steps.remove(illegal)
            order = self._ordered(steps)
        stands = [Stand()]
        for step in order:
            stands.append(step.after(stands[-1], self._figures[step.who]) or stands[-1])
        seen = self._seen.get(reference, [])
        for each in seen:
            for wrong in self._wrong_with(each, order, stands):
                yield Violation(wrong, reference, each.who, each.words)
        yield from self._contradictions(reference, seen, order)

    def _ordered(self, steps: Sequence[Step]) -> list[Step]:
        """The longest legal order of the steps in which none stands before one that was shown
        before it was begun.
        """
        best: list[Step] = []

        def go(done: list[Step], left: Sequence[Step], stand: Stand) -> bool:
            nonlocal best
            if len(done) > len(best):
                best = done
            soonest = min((each.end for each in left), default=0)
            for each in left:
                then = each.after(stand, self._figures[each.who]) if each.begin < soonest else None
                rest = [other for other in left if other is not each]
                if then is not None and go([*done, each], rest, then):
                    return True
            return not left

        go([], sorted(steps, key=lambda each: each.end), Stand())
        return best

    def _wrong_with(
        self, seen: Seen, order: Sequence[Step], stands: Sequence[Stand]
    ) -> Iterator[Wrong]:
        side = self._figures[seen.who].side(seen.sight.reference)
        shown = seen.stand
        if shown != shown.shown_to(side):
            yield Wrong.INNER
        counts = range(1, len(order) + 1)
        most = max((n for n in counts if order[n - 1].begin < seen.at), default=0)
        least = max((n for n in counts if order[n - 1].end < seen.begin), default=1)
        # What is only proposed ends without a step, too.
        views = [replace(each.shown_to(side), proposal=None) for each in stands]
        if shown.shown_to(side) not in views[least : most + 1]:
            yield Wrong.LOST if shown.shown_to(side) in views[1:least] else Wrong.AHEAD
        received, due = seen.sight.received, seen.sight.first_due or seen.sight.due
        if seen.sight.clocked and received is not None and due != received + DAYS:
            yield Wrong.DUE

    def _contradictions(
        self, reference: str, seen: Sequence[Seen], order: Sequence[Step]
    ) -> Iterator[Violation]:
        """Hold against each other what the Parties saw when nothing was under way any more."""
        over = max((each.end for each in order), default=0)
        last: dict[str, tuple[object, Seen]] = {}
        for each in seen:
            if each.begin > over or (each.begin >= 0 and each.at == over):
                sight = each.sight
                facts = (sight.state, sight.flagged, sight.received, sight.due)
                last[self._figures[each.who].party] = facts, each
        if len({facts for facts, _ in last.values()}) > 1:
            _, each = max(last.values(), key=lambda pair: pair[1].at)
            yield Violation(Wrong.CONTRADICTION, reference, each.who, each.words)
