"""The lines of the table of messages, and their words."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from liaison.core.agreement import PartyCode, party_name, term
from liaison.core.cards import Text, short, text
from tests.scenario import ScenarioUser
from tests.stories.todos.two_months import APPROVAL, MEETING, PEOPLE, STARTS, TEAMS, Case
from tests.stories.todos.working_days import DAY, is_worked, local_time

DIGITS = {"en": "0123456789", "km": "០១២៣៤៥៦៧៨៩", "zh": "0123456789"}


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
    since: datetime | None = None
    """Since when it is owed, if not since the last step."""

    def other_rank(self) -> int:
        """Of what the other Party owes, the same: a reply is due, or a receipt is not confirmed."""
        if not self.key.startswith("todo-wait"):
            return 4
        if self.left is not None and self.left <= 7:
            return int(self.left >= 0)
        return 2 if self.key == "todo-wait-receipt" else 4


def render(player: ScenarioUser, line: Line, references: dict[Case, str], now: datetime) -> str:
    """A line in the language of the person who reads it at that moment."""
    sent = local_time(player.part.party, line.case.logged).date()
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
    team, meeting = TEAMS[player.part.party], STARTS.get(line.case)
    staff = team["coordinator"] | (set() if meeting else team["focal_person"])
    names = tuple(text("answer", value=PEOPLE[each].name) for each in PEOPLE if each in staff)
    starts = meeting or now
    minutes = (starts - now) // timedelta(minutes=1)
    parties = {
        "notice-withdraw": line.case.asking,
        "notice-of-other": line.case.asked,
        "notice-meeting-own": line.case.asked,
    }
    code = references[APPROVAL if "decide" in line.key else line.case]
    kind = text("meeting-kind-difference" if line.case is MEETING else "meeting-kind-emergency")
    asking = party_name(PartyCode(line.case.asking))
    is_own = line.key == "notice-for-others" and line.case.asking == player.part.party
    asks = "receive" if not meeting else "approval" if is_own else "accept"
    told_at = moment_text(player, now)
    told = "notice-meeting-emergency" if meeting else "notice-log"
    about = text(told, reference=code, code=code, kind=kind, other_party=asking)
    shown = text(
        line.key,
        code=code,
        kind=kind,
        at=told_at if line.key == "notice-of-other" else starts,
        day=starts.date(),
        days=line.left or 0,
        hours=minutes // 60,
        minutes=minutes % 60,
        reference=references[line.case],
        about=about if line.key == "notice-of-other" else references[line.case],
        party=party_name(PartyCode(parties.get(line.key, player.part.party))),
        able="yes",
        names=names,
        request=request,
        due=due,
        state="refused" if line.case.refused else "answered",
        missing=(text("missing-names"),),
        letter=f"{[*references].index(line.case)}/26",
        asks=asks,
        progress=text("progress-province"),
        matter=matter(line, references),
        ends=ends(player, line),
    )
    if meeting and line.case is not MEETING:
        shown = text("meeting-emergency", occasion=text("occasion-at-risk"), about=shown)
    return player.words(shown.key, **shown.values)


def moment_text(player: ScenarioUser, now: datetime) -> Text:
    """A moment of a person's Party, which names its day."""
    digits = str.maketrans("0123456789", DIGITS[player.language])
    return text("moment-own", day=now.date(), time=f"{now:%H:%M}".translate(digits))


def ends(player: ScenarioUser, line: Line) -> Text | date:
    """Until when a proposal about a request can be answered: two weeks."""
    if line.case.proposed is None:
        return date.max
    return moment_text(player, local_time(player.part.party, line.case.proposed + 14 * DAY))


def matter(line: Line, references: dict[Case, str]) -> Text:
    """What was proposed about a request."""
    if line.case.proposed is None or line.case.extended_to is None:
        return text("todo-not-due")
    before, after = line.case.due_on(line.case.proposed), line.case.extended_to
    return text("approval-extension", reference=references[line.case], before=before, after=after)
