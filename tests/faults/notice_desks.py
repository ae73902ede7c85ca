"""Two Parties that acknowledge what they are told, or leave it to others."""

import re
from collections.abc import Iterator

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from liaison.domain.cards import text
from tests.faults.desks import any_of, anybody
from tests.faults.meeting_desks import MeetingDesks
from tests.faults.model import Case
from tests.faults.pair import FIGURES
from tests.faults.transcript import Doing
from tests.faults.untold import seen_of

CODE = "Q"
READERS = {"KH": "Dara", "CN": "Zhang"}
"""The coordinators, who may read and acknowledge whatever their Party is told."""
MOST_PAGES = 9


class NoticeDesks(MeetingDesks):
    """``heard`` are the codes of what was acknowledged, and since when nobody is asked about it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: dict[str, int] = {}
        please = re.escape(self.cast.catalog.plain(text("notice-please", code=CODE), "en"))
        self.please = re.compile(please.replace(CODE, r"(\w{5})"))

    def asked(self, since: int = 0) -> Iterator[tuple[str, str]]:
        """Who was asked to acknowledge what, by its code, from a place of the transcript on."""
        for each in self.cast.transcript.moments[since:]:
            found = self.please.search(each.words) if each.doing is Doing.SEES else None
            if found is not None:
                yield each.who, found[1]

    def is_open(self, party: str, code: str) -> bool:
        """Whether a coordinator of a Party sees that a notice waits for a word."""
        reader = self.player(READERS[party])
        self.wait(reader.says(f"/inbox {code}"))
        found = self.please.search(reader.card)
        return found is not None and found[1] == code

    @precondition(lambda self: any(self.asked()))
    @rule(words=st.lists(st.tuples(any_of, anybody, st.booleans()), min_size=1, max_size=3))
    def acknowledge(self, words: list[tuple[int, str, bool]]) -> None:
        """Somebody acknowledges a notice, mostly one that is new to the own Party."""
        for number, who, presses in words:
            asked = list(dict.fromkeys(self.asked()))
            own = [(to, code) for to, code in asked if FIGURES[to].party == FIGURES[who].party]
            new = [(to, code) for to, code in own if code not in self.heard]
            chosen = new if new and number % 4 else asked
            self.acknowledges(who, chosen[number % len(chosen)][1], presses=presses)

    def acknowledges(self, who: str, code: str, *, presses: bool) -> None:
        """Let somebody say so of one notice, and look at what came of it."""
        told = [to for to, each in self.asked() if each == code]
        party = FIGURES[told[0]].party
        may = FIGURES[who].party == party and (who in told or who == READERS[party])
        may = may and who not in self.suspended
        was_open = self.is_open(party, code)
        assert not (was_open and code in self.heard), code
        before = len(self.cast.transcript.moments)
        self.gives(who, f"ack {code}", presses=presses)
        said = self.cast.catalog.plain(text("notice-acknowledged", who=who, at=CODE), "en")
        did = [*seen_of(self.cast.transcript.moments[before:], who, said.split(CODE, 1)[0])]
        if was_open and may:
            assert did, (who, code)
            self.count.update(("steps", "acknowledge"))
            self.heard[code] = len(self.cast.transcript.moments)
        assert self.is_open(party, code) is (was_open and not may), (who, code)

    @precondition(lambda self: self.cases)
    @rule(number=any_of)
    def opens_the_inbox(self, number: int) -> None:
        self.look_into_inbox(self.case(number))

    def look_into_inbox(self, case: Case) -> None:
        """A request waits for a word of everybody who was told of it, until one of them has said
        so or somebody has taken a step.
        """
        headline = self.cast.catalog.plain(text("notice-log", reference=case.reference), "en")
        arrived = [
            (each.who, found[1])
            for each in self.cast.transcript.moments
            if headline in each.words
            if (found := self.please.search(each.words))
        ]
        for who, code in dict.fromkeys(arrived):
            if who in self.suspended:
                continue
            waits = case.version == 1 and code not in self.heard
            assert (code in self.inbox(who)) is waits, (who, code, case)

    def inbox(self, who: str) -> str:
        """All that waits for a word of somebody."""
        shown = ""
        for page in range(1, MOST_PAGES):
            self.wait(self.player(who).says(f"/inbox mine {page}"))
            shown += self.player(who).card
            if f"inbox mine {page + 1}" not in self.cast.transcript.moments[-1].buttons:
                break
        return shown

    @invariant()
    def nobody_is_asked_again(self) -> None:
        for code, since in self.heard.items():
            again = [who for who, each in self.asked(since) if each == code]
            assert not again, (code, again)
