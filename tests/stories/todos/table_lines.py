"""The lines of the table of messages, and their words."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from liaison.core.agreement import PartyCode, party_name, term
from liaison.core.cards import Text, short, text
from tests.scenario import ScenarioUser
from tests.stories.todos.two_months import MEETING, MEETING_AT, PEOPLE, TEAMS, Case
from tests.stories.todos.working_days import DAY, is_worked, local_time


class Line(NamedTuple):
    """A line of a morning: overdue 0, due soon 1, not received 2, no action for a week 3, other
    acts 4, news that asks for no act 5, what is for information only 6.
    """

    rank: int
    due: date
    own: bool
    key: str
    case: Case
    left: int | None = None


def render(player: ScenarioUser, line: Line, references: dict[Case, str], now: datetime) -> str:
    """A line in the language of the person who reads it at that moment."""
    sent = local_time(line.case.asked, line.case.logged).date()
    due: Text = text("todo-open-for", days=(now.date() - sent).days)
    if line.left is not None:
        key = "todo-due" if line.left >= 0 else "todo-overdue"
        due = text(key, days=abs(line.left), day=line.due)
        last = next(d for n in range(9) if is_worked(line.case.asked, d := line.due - n * DAY))
        if player.part.party == line.case.asked and now.date() <= last < line.due:
            due = text("todo-due-off", due=due, last=last)
    request = text(
        "todo-request",
        reference=references[line.case],
        letter=f"{[*references].index(line.case)}/26",
        lettered="yes",
        kind=short(term("request", "information" if line.case.needed_by else "verification")),
        urgent="yes" if line.case.urgent else "no",
    )
    team = TEAMS[player.part.party]
    staff = team["focal_person"] | team["coordinator"]
    names = tuple(text("answer", value=PEOPLE[each].name) for each in PEOPLE if each in staff)
    minutes = (MEETING_AT - now) // timedelta(minutes=1)
    parties = {"notice-withdraw": line.case.asking, "notice-of-other": line.case.asked}
    party = parties.get(line.key, player.part.party)
    asking = party_name(PartyCode(line.case.asking))
    about = text("notice-log", reference=references[line.case], other_party=asking)
    return player.words(
        line.key,
        code=references[MEETING],
        at=MEETING_AT,
        day=MEETING_AT.date(),
        days=line.left or 0,
        hours=minutes // 60,
        minutes=minutes % 60,
        reference=references[line.case],
        about=about if line.key == "notice-of-other" else references[line.case],
        party=party_name(PartyCode(party)),
        names=names,
        kind=text("meeting-kind-difference"),
        request=request,
        due=due,
        state="answered",
        internal="no",
        asks="yes",
    )
