"""Two Parties that agree on emergency meetings beside their cases, or do not."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from typing_extensions import override

from tests.driver import plain
from tests.faults.desks import ZONES, Desks, any_of, anybody
from tests.faults.emergency import LINES, Emergency, call
from tests.faults.history import NAMES
from tests.faults.model import STAFF
from tests.faults.pair import FIGURES
from tests.faults.untold import seen_of

HOUR = 14


class MeetingDesks(Desks):
    """One emergency at a time. ``begun`` is where the last step about it was taken."""

    def __init__(self) -> None:
        super().__init__()
        self.meeting: Emergency | None = None
        self.begun = 0

    @precondition(lambda self: not self.meets())
    @rule(who=st.sampled_from(STAFF), days=st.integers(1, 9))
    def calls(self, who: str, days: int) -> None:
        """Somebody calls the other Party to a meeting."""
        if who in self.suspended:
            return
        figure = FIGURES[who]
        zone = ZONES[figure.party]
        local = self.cast.sandbox.now().astimezone(zone) + timedelta(days=days)
        start = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
        self.cast.sandbox.faults.clear()
        self.begun = len(self.cast.transcript.moments)
        code = self.wait(call(self.player(who), start))
        self.meeting = Emergency(code, figure.party, start, backed=figure.role == "coordinator")
        self.meeting.steps.append(("proposed", NAMES[figure.party]))
        self.count["propose"] += 1
        self.both_look()

    @precondition(lambda self: self.meets())
    @rule(words=st.lists(st.tuples(any_of, anybody, st.booleans()), min_size=1, max_size=3))
    def confer(self, words: list[tuple[int, str, bool]]) -> None:
        """Somebody says a word about it, mostly one that counts, typed or by a button bound to what
        is seen now.
        """
        for number, who, presses in words:
            meeting = self.steady_meeting()
            legal = list(meeting.legal(self.cast.sandbox.now()))
            every = [(who, line.format(code=meeting.code)) for line in LINES]
            lines = legal if legal and number % 4 else every
            self.confers(*lines[number % len(lines)], presses=presses)

    def confers(self, who: str, line: str, *, presses: bool) -> None:
        """Let somebody say a line about the meeting, and look at what came of it."""
        meeting = self.steady_meeting()
        before = len(self.cast.transcript.moments)
        if presses:
            line = line.replace(meeting.code, f"{meeting.code} @{len(meeting.steps)}")
        silent = who in self.suspended
        verb = None if silent else meeting.take(who, line, now=self.cast.sandbox.now())
        self.gives(who, line, presses=presses)
        if verb is not None:
            self.begun = before
            self.count.update(("steps", verb))
        self.both_look()

    def meets(self) -> bool:
        """Whether there is a meeting about which something may be done."""
        return self.meeting is not None and self.meeting.alive(self.cast.sandbox.now())

    def steady_meeting(self) -> Emergency:
        """The meeting. Shortly before it begins or is over time passes first."""
        assert self.meeting is not None
        self.clear_of(*self.meeting.moments)
        if self.meeting.pass_time(self.cast.sandbox.now()):
            self.count["expire"] += 1
        return self.meeting

    def both_look(self) -> None:
        """Somebody of each Party sees how it stands, and each step that led there once."""
        meeting = self.steady_meeting()
        for who in self.lookers():
            player = self.player(who)
            self.wait(player.says(f"/meeting {meeting.code}"))
            for words in meeting.shown(self.cast.catalog):
                assert words in player.card, (who, words, player.card)
            self.wait(player.says(f"/meeting {meeting.code} history"))
            told = [line.rsplit(": ", 1)[1] for line in plain(player.card).splitlines()[1:] if line]
            assert told == [f"{step} ({by})" for step, by in meeting.steps], (who, told, meeting)

    @override
    def untold(self) -> list[object]:
        found = super().untold()
        if self.meeting is not None and self.meeting.steps[-1][0] != "confirmed by a coordinator":
            by = self.meeting.steps[-1][1]
            seen = self.cast.transcript.moments[self.begun :]
            found += [
                (who, self.meeting)
                for who, each in FIGURES.items()
                if each.role == "coordinator" and NAMES[each.party] != by
                if not list(seen_of(seen, who, self.meeting.code))
            ]
        return found

    @override
    def at_the_end(self) -> None:
        super().at_the_end()
        if self.meeting is not None:
            self.both_look()
