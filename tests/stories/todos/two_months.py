"""Two months of twelve people, twenty requests, a meeting, two emergencies, an inquiry, a joint
approval, two absences, duty rosters and four outages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from tests.scenario import PARTS, at
from tests.stories.todos.working_days import DAY, ZONES, is_worked, local_time, moment

REFERENCE = re.compile(r"(?<![0-9A-Z])(?:KH|CN|M)26-[0-9A-Z]{5}(?![0-9A-Z])")
PEOPLE = PARTS | {
    "vanna": replace(PARTS["sokha"], name="Vanna", language="en"),
    "rithy": replace(PARTS["dara"], name="Rithy", language="km"),
    "sophea": replace(PARTS["bopha"], name="Sophea"),
    "chen": replace(PARTS["li"], name="Chen", language="en"),
    "sun": replace(PARTS["zhang"], name="Sun"),
    "zhao": replace(PARTS["wang"], name="Zhao"),
}
"""Of each role one person acts, and the other never does: Vanna, Rithy, Sophea, Li, Sun, Zhao."""
TEAMS = {
    party: {
        role: {name for name, part in PEOPLE.items() if (part.party, part.role) == (party, role)}
        for role in ("focal_person", "coordinator", "admin")
    }
    for party in ZONES
}


START, END = at(3, 2, 3), at(4, 30, 4)
OUTAGES = (
    (at(4, 7, 5), at(4, 7, 8)),
    (at(4, 9, 0, 30), at(4, 9, 2, 30)),  # over nine o'clock
    (at(4, 10, 4), at(4, 12, 4)),  # until a Sunday, on which a reply is due
    (at(4, 21, 4), at(4, 24, 4)),
)
ABSENCES = {
    "sokha": ("vanna", date(2026, 3, 30), date(2026, 4, 3)),
    "chen": ("li", date(2026, 4, 1), date(2026, 4, 8)),  # over a holiday, and an outage
}
"""Who is away, with which deputy, and the first and last day."""
DUTY = {
    "KH": ("bopha", *["sokha"] * 5, "dara", "dara"),
    "CN": ("wang", *["chen"] * 5, "zhang", "sun"),
}
"""The administrator who enters it, and who is on duty from Monday to Sunday."""


class DutyChange(NamedTuple):
    """When an administrator puts a person on duty on a day of the week, Monday being 1."""

    when: datetime
    admin: str
    weekday: int
    name: str


DUTY_CHANGES = (
    # While Sokha is away, on a Wednesday.
    DutyChange(at(4, 1, 5), "bopha", 3, "dara"),
    DutyChange(at(4, 20, 5), "wang", 1, "li"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request, and when what was done about it (UTC)."""

    asker: str
    logged: datetime
    received: datetime | None = None
    replied: datetime | None = None
    closed: datetime | None = None
    withdrawn: datetime | None = None
    inquired: datetime | None = None
    reported: datetime | None = None
    proposed: datetime | None = None
    extended: datetime | None = None
    extended_to: date | None = None
    asked_at: datetime | None = None
    """When information was asked for."""
    supplied: datetime | None = None
    returned: datetime | None = None
    replied_again: datetime | None = None
    agreed: datetime | None = None
    received_on: date | None = None
    """The day on which a request came by letter, that is recorded later."""
    assigned: bool = False
    refused: bool = False
    needed_by: date | None = None
    urgent: bool = False

    @property
    def asking(self) -> str:
        """The requesting Party."""
        return PEOPLE[self.asker].party

    @property
    def asked(self) -> str:
        """The requested Party."""
        return "CN" if self.asking == "KH" else "KH"

    @property
    def handler(self) -> str:
        """Who acts for the requested Party."""
        return "chen" if self.asked == "CN" else "sokha"

    @property
    def acts(self) -> Iterator[tuple[datetime, str, str, "Case"]]:
        """When who does what. A request by letter is received when it is recorded."""
        closer, proposer = ("dara", "zhang") if self.asking == "KH" else ("zhang", "dara")
        began = (self.logged, self.asker, "log")
        if self.received_on is not None:
            began = (self.logged, self.handler, "record")
        for when, who, act in (
            began,
            (self.received if self.received_on is None else None, self.handler, "receive"),
            (self.agreed, closer, "agree"),
            (self.asked_at, self.handler, "ask"),
            (self.supplied, closer, "supply"),
            (self.received if self.assigned else None, self.handler, "assign"),
            (self.inquired, self.asker, "inquire"),
            (self.reported, self.handler, "progress"),
            (self.proposed, proposer, "propose"),
            (self.extended, closer, "extend"),
            (self.replied, *((proposer, "refuse") if self.refused else (self.handler, "answer"))),
            (self.returned, self.asker, "return"),
            (self.replied_again, self.handler, "answer"),
            (self.closed, closer, "close"),
            (self.withdrawn, closer, "withdraw"),
        ):
            if when is not None:
                yield when, who, act, self

    @property
    def waiting(self) -> set[str]:
        """Who waits for it: the one who sent it or, if it came by letter, all."""
        team = TEAMS[self.asking]
        all_of_them = team["focal_person"] | team["coordinator"]
        return {self.asker} if self.received_on is None else all_of_them

    def last_reply(self, now: datetime) -> datetime | None:
        """When the reply was given that has not been returned."""
        if done(self.replied_again, now):
            return self.replied_again
        return self.replied if done(self.replied, now) and not done(self.returned, now) else None

    def due_on(self, now: datetime) -> date:
        """Thirty days after the day of receipt, or the day that was named or agreed by now."""
        if self.needed_by is not None:
            return self.needed_by
        if self.extended_to is not None and done(self.extended, now):
            return self.extended_to
        assert self.received is not None
        received_on = self.received_on or local_time(self.asked, self.received).date()
        return received_on + timedelta(days=30)

    def changed(self, now: datetime) -> datetime:
        """When it was last changed; to ask and to propose change nothing."""
        changes = (each for each in self.acts if each[2] not in {"inquire", "propose"})
        return max(when for when, *_ in changes if when <= now)


CASES = (
    Case(
        asker="sokha", logged=START, received=at(3, 3, 4), replied=at(3, 30, 5), closed=at(3, 31, 5)
    ),
    Case(asker="sokha", logged=at(3, 3, 3)),
    # Due on a Saturday, while its handler has just been away, and long overdue.
    Case(
        asker="chen", logged=at(3, 4, 3), received=at(3, 5, 4), replied=at(4, 20, 4), assigned=True
    ),
    # Sokha asks about its progress in an evening, and is answered a week later.
    Case(
        asker="sokha",
        logged=at(3, 6, 3),
        received=at(3, 9, 6),
        inquired=at(3, 17, 14),
        reported=at(3, 24, 5),
    ),
    # Logged on a Saturday; the reply is never closed.
    Case(asker="chen", logged=at(3, 7, 3), received=at(3, 9, 4), replied=at(3, 10, 5)),
    # Logged in the evening; due on a Sunday.
    Case(asker="dara", logged=at(3, 12, 14, 30), received=at(3, 13, 4)),
    Case(asker="zhang", logged=at(3, 13, 3)),
    Case(asker="sokha", logged=at(3, 16, 3), needed_by=date(2026, 3, 30)),
    # Due on the day after Khmer New Year.
    Case(asker="chen", logged=at(3, 17, 3), received=at(3, 18, 4), replied=at(4, 17, 5)),
    Case(asker="sokha", logged=at(3, 20, 3), received=at(3, 23, 4), withdrawn=at(3, 27, 6)),
    Case(asker="zhang", logged=at(3, 24, 3), received=at(3, 25, 4), replied=at(4, 2, 5)),
    # Its last week begins in the long outage; due on a Sunday, until both Parties extend it.
    Case(
        asker="dara",
        logged=at(3, 26, 3),
        received=at(3, 27, 4),
        proposed=at(4, 13, 5),
        extended=at(4, 20, 6),
        extended_to=date(2026, 5, 11),
    ),
    # Came by letter, recorded by Sokha a day later; China agrees after ten days. No one replies.
    Case(
        asker="li",
        received_on=date(2026, 3, 9),
        logged=at(3, 10, 7, 10),
        received=at(3, 10, 7, 10),
        agreed=at(3, 20, 7, 10),
    ),
    # Information is asked for in an evening; Sokha, who is to send it, goes away.
    Case(
        asker="sokha",
        logged=at(3, 18, 7, 20),
        received=at(3, 19, 7, 20),
        asked_at=at(3, 23, 14, 20),
        supplied=at(4, 2, 7, 20),
        replied=at(4, 13, 7, 20),
    ),
    # The reply is returned in an evening, and given again after its handler was away.
    Case(
        asker="chen",
        logged=at(3, 19, 7, 30),
        received=at(3, 20, 7, 30),
        replied=at(3, 25, 7, 30),
        returned=at(3, 26, 14, 30),
        replied_again=at(4, 8, 7, 30),
    ),
    # Refused by Zhang; no one closes it.
    Case(
        asker="sokha",
        logged=at(3, 24, 7, 40),
        received=at(3, 25, 7, 40),
        replied=at(3, 31, 7, 40),
        refused=True,
    ),
    # Urgent, on a Friday evening, and received at night, when the administrators are told.
    Case(
        asker="sokha",
        urgent=True,
        logged=at(3, 13, 12, 30),
        received=at(3, 13, 17),
        replied=at(3, 16, 5),
        closed=at(3, 17, 5),
    ),
    # Urgent, on a Friday evening, and received on Sunday.
    Case(
        asker="sokha",
        urgent=True,
        logged=at(3, 20, 13, 20),
        received=at(3, 22, 6),
        replied=at(3, 23, 5, 20),
        closed=at(3, 24, 5, 20),
    ),
    # Urgent, on the evening of the day that Dara is on duty; received the next day.
    Case(asker="chen", urgent=True, logged=at(4, 1, 14), received=at(4, 2, 3), replied=at(4, 3, 5)),
    # Urgent, an hour before nine, and received after it was told again.
    Case(asker="zhang", urgent=True, logged=at(4, 17, 1, 5), received=at(4, 17, 2, 30)),
)


APPROVAL = Case(asker="zhang", logged=at(4, 13, 5))
"""The proposal to extend a due date."""
MEETING = Case(asker="dara", logged=at(4, 27, 5), received=at(4, 28, 3))
"""Proposed by Dara and accepted by Zhang. Dara alone says that she attends."""
EMERGENCY = Case(asker="dara", logged=at(3, 5, 15), received=at(3, 6, 1, 30))
"""Raised at night, and accepted by Zhang in the morning."""
UNANSWERED = Case(asker="chen", logged=at(4, 15, 12))
"""An emergency raised on a holiday, which no coordinator of either Party answers."""
STARTS = {
    MEETING: at(4, 30, 5, 30),
    EMERGENCY: at(3, 6, 7),
    UNANSWERED: at(4, 15, 15, 20),
}
PROPOSAL = ("difference", "other", "30 April 12:30", "video", "KH", "-")
MEETING_ACTS = (
    (EMERGENCY.logged, "dara", "6 March 14:00", EMERGENCY),
    (at(3, 6, 1, 30), "zhang", "/accept {} 1", EMERGENCY),
    (at(3, 6, 8, 30), "dara", "/held {} yes", EMERGENCY),
    (at(3, 10, 6), "zhang", "/held {} yes", EMERGENCY),
    (UNANSWERED.logged, "chen", "15 April 23:20", UNANSWERED),
    (MEETING.logged, "dara", "/propose", MEETING),
    (at(4, 28, 3), "zhang", "/accept {} 1", MEETING),
    (at(4, 28, 4), "dara", "/attend {} yes", MEETING),
)
AT_ONCE = {"assign", "inquire", "progress"}
"""The acts that are not checked before they leave, or that the other Party does not see."""


def done(act: datetime | None, now: datetime) -> bool:
    """Whether an act was done by now."""
    return act is not None and act <= now


def with_deputy(names: set[str], day: date) -> set[str]:
    return names | deputies(names, day)


def deputies(names: set[str], day: date) -> set[str]:
    """The deputies of those of them who are away on a day."""
    away = {name: of for name, of in ABSENCES.items() if of[1] <= day <= of[2]}
    return {away[name][0] for name in names & away.keys()}


def moments(party: str) -> Iterator[datetime]:
    """Nine o'clock of each day, but not during an outage, and the ends of outages."""
    day = local_time(party, START).date() + DAY
    while (nine := moment(party, day, 9)) < END:
        if not any(start <= nine <= end for start, end in OUTAGES):
            yield nine
        yield from (local_time(party, e) for _, e in OUTAGES if local_time(party, e).date() == day)
        day += DAY


def on_duty(party: str, now: datetime, day: date) -> str:
    """Who is on duty on a day, as the roster is now."""
    _, *names = DUTY[party]
    for each in DUTY_CHANGES:
        if PEOPLE[each.admin].party == party and each.when <= now:
            names[each.weekday - 1] = each.name
    name = names[day.weekday()]
    return deputies({name}, day).pop() if deputies({name}, day) else name


@cache
def worked_after(party: str, when: datetime, days: float, *, running: bool = False) -> datetime:
    """So many working days after a moment; if ``running``, in which the service was running."""
    wall, left = local_time(party, when), 2 * 24 * days
    while left or not is_worked(party, wall.date()):
        down = running and any(start <= wall < end for start, end in OUTAGES)
        left -= is_worked(party, wall.date()) and not down
        wall += timedelta(minutes=30)
    return wall


def escalated(party: str, when: datetime, days: int, now: datetime) -> bool:
    """Whether so many working days have passed, not counting the time of outages."""
    return worked_after(party, when, days, running=True) <= now


def morning_after(party: str, when: datetime, days: float) -> date:
    """The first day that is nine o'clock so many working days after a moment."""
    wall = worked_after(party, when, days)
    return wall.date() if wall.time() <= time(9) else wall.date() + DAY
