"""Administrators of two Parties who take somebody's access away for a time."""

from hypothesis.stateful import invariant, rule

from liaison.domain.cards import text
from tests.faults.desks import any_of, anybody
from tests.faults.emergency import CODE
from tests.faults.history import Figure
from tests.faults.notice_desks import NoticeDesks
from tests.faults.pair import FIGURES
from tests.faults.sights import REFERENCE

FOCAL = {"KH": "Sokha", "CN": "Li"}
NUMBER = 2
"""Of the focal person in each Party."""


class PeopleDesks(NoticeDesks):
    """``since`` is where the access of those who have none was taken away."""

    def __init__(self) -> None:
        super().__init__()
        self.since: dict[str, int] = {}

    @rule(who=anybody, number=any_of)
    def turns_out(self, who: str, number: int) -> None:
        """Somebody takes access away from a focal person or gives it back: mostly one who may."""
        party = FIGURES[who].party
        if number % 3:
            who = next(name for name, each in FIGURES.items() if each == Figure(party, "admin"))
        self.changes_standing(who)

    def changes_standing(self, who: str) -> None:
        """Let somebody do so; no one but an administrator can."""
        figure = FIGURES[who]
        focal = FOCAL[figure.party]
        command = "restore" if focal in self.suspended else "suspend"
        self.wait(self.player(who).says(f"/{command} {NUMBER}"))
        if figure.role == "admin":
            self.count.update(("steps", command))
            self.suspended ^= {focal}
            self.since[focal] = len(self.cast.transcript.moments)
        before = len(self.cast.transcript.moments)
        self.wait(self.player(focal).says("/menu"))
        sentence = self.cast.catalog.plain(text("standing-suspended"), "en")
        told = [each.words for each in self.cast.transcript.moments[before:] if each.who == focal]
        told = [words for words in told if sentence in words]
        assert bool(told) is (focal in self.suspended), (focal, told)

    @invariant()
    def who_is_suspended_sees_nothing_new(self) -> None:
        for who in self.suspended:
            for each in self.cast.transcript.moments[self.since[who] :]:
                if each.who == who and not each.done:
                    shown = REFERENCE.search(each.words) or CODE.search(each.words)
                    assert shown is None, (who, each)
