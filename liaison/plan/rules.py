"""The action plan: activities with a lead Party, a period and a status.

Overdue follows from the last day and now, and is never stored. Dropping an activity or moving its
dates needs both Parties.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from liaison.approvals.rules import ApprovalKind
from liaison.audit.digests import RecordKind
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.errors import Conflict, UserError, WrongValue
from liaison.core.form import Days
from liaison.core.outbox import Subject
from liaison.core.people import APPROVER_ROLES, STAFF, NotYourSide, Person, PersonId, require_role
from liaison.core.working_time import DAY, local_date
from liaison.meetings.model import MeetingCode

ACTIVITY_SUBJECT = Subject("activity")
ACTIVITY_RECORD = RecordKind("activity")
ACTIVITY_APPROVAL = ApprovalKind("activity")
"""A joint change of the last day of an activity, or that it is dropped."""
PLAN_APPROVAL = ApprovalKind("plan")
"""The plan that ships with the Agreement."""
DECISION_APPROVAL = ApprovalKind("decision")
"""A decision of a meeting, as one Party recorded it."""
APPROVERS = APPROVER_ROLES
DROPPED = "dropped"
"""Replaces the last day in a proposal to drop an activity."""

APPROVED = "approved"
"""The step by which a decision becomes a part of the plan."""

ActivityNumber = NewType("ActivityNumber", int)

BOTH = "both"
"""Both Parties as the lead, in an import file."""
ANY_LANGUAGE = "*"
"""The language code of a title that was typed once for all readers."""
MAX_AHEAD = 5 * 366 * DAY


class ActivityState(StrEnum):
    """The state of an activity."""

    PROPOSED = "proposed"
    """Recorded by one Party as a decision of a meeting, and not approved by the other one."""
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"
    """Dropped by both Parties."""


class ActivityAction(StrEnum):
    """A step of the lead Party alone."""

    START = "start"
    FINISH = "done"


OPEN_ACTIVITIES = frozenset({ActivityState.PLANNED, ActivityState.UNDER_WAY})
"""The states of an activity that is neither done nor dropped."""
_NEXT: Mapping[ActivityAction, ActivityState] = {
    ActivityAction.START: ActivityState.UNDER_WAY,
    ActivityAction.FINISH: ActivityState.DONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """Titles by language, lead Party (None for both), and the period in its local dates."""

    titles: Mapping[str, str] = field(hash=False)
    lead: PartyCode | None
    first_on: date | None
    last_on: date


@dataclass(frozen=True, slots=True)
class ExamplePlan:
    """Registers the plan of action that ships with the Agreement."""

    activities: tuple[Intent, ...]
    key: str = "example"


def in_coming_years(plan: Sequence[Intent], today: date) -> list[Intent]:
    """A plan without leap days, moved by whole years, so that nothing ends before ``today``."""
    first = min((each.last_on for each in plan), default=today)
    years = max(0, today.year - first.year + (first.replace(year=today.year) < today))

    def later(day: date) -> date:
        return day.replace(year=day.year + years)

    return [
        replace(each, first_on=each.first_on and later(each.first_on), last_on=later(each.last_on))
        for each in plan
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """The current version of an activity. Instants are aware UTC. ``source`` is the meeting that
    decided it and ``made_by`` the person who recorded that; both are None for an imported activity.
    """

    number: ActivityNumber
    intent: Intent
    state: ActivityState
    source: MeetingCode | None
    version: int
    made_by: PersonId | None
    made_at: datetime
    changed_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether the activity is neither done nor dropped."""
        return self.state in OPEN_ACTIVITIES

    def title(self, language: str, prevailing: str) -> str:
        """The title in a language, or else the one for all, or of the prevailing language."""
        titles = self.intent.titles
        found = (titles.get(each) for each in (language, ANY_LANGUAGE, prevailing))
        return next((each for each in found if each is not None), "")


def days_over(activity: Activity, agreement: Agreement, now: datetime) -> int:
    """How many days an open activity is overdue; 0 until its last day ends for all lead Parties."""
    if not activity.is_open:
        return 0
    leading = (e for e in agreement.parties if activity.intent.lead in (None, e.code))
    today = min(local_date(now, each.zone) for each in leading)
    return max(0, (today - activity.intent.last_on).days)


def last_days(today: date) -> Days:
    """The possible last days, local to the deciding Party: today or within five years."""
    likely = [today + days * DAY for days in (30, 90, 180)]
    return Days(today=today, first=today, last=today + MAX_AHEAD, likely=likely)


def take_action(
    activity: Activity, action: ActivityAction, actor: Person, now: datetime
) -> Activity:
    """The activity after a step. Raises what ``check_action`` raises."""
    check_action(activity, action, actor)
    return _next_version(replace(activity, state=_NEXT[action]), now)


def check_action(activity: Activity, action: ActivityAction, actor: Person) -> None:
    """Check a step of a lead Party. Raises ``NotYourRole``, ``UserError`` or ``Conflict``."""
    require_role(actor, STAFF)
    if activity.intent.lead not in (None, actor.party):
        raise NotYourSide
    if activity.state is _NEXT[action]:
        raise Conflict("error-already-recorded", at=activity.changed_at)
    check_still_open(activity)


def check_last_day_move(activity: Activity, day: date, today: date) -> date:
    """Check another last day of an open activity, a local date. Raises ``UserError``."""
    check_still_open(activity)
    if day == activity.intent.last_on:
        raise WrongValue("error-setting-same")
    return last_days_of(activity, today).check(day)


def last_days_of(activity: Activity, today: date) -> Days:
    """The other last days that an activity may be given."""
    first = max(today, activity.intent.first_on or today)
    return replace(last_days(first), today=today, likely=(), around=activity.intent.last_on)


def check_still_open(activity: Activity) -> None:
    """Check that an activity is approved, and neither done nor dropped. Raises ``Conflict``."""
    if activity.state is ActivityState.PROPOSED:
        raise Conflict("error-activity-not-approved", number=activity.number)
    if not activity.is_open:
        raise Conflict("error-activity-ended", number=activity.number)


def with_last_day(activity: Activity, day: date, now: datetime) -> Activity:
    """The activity after both Parties have moved its last day. Raises ``Conflict``."""
    check_still_open(activity)
    return _next_version(replace(activity, intent=replace(activity.intent, last_on=day)), now)


def approved(activity: Activity, now: datetime) -> Activity:
    """The activity after the other Party has approved the decision."""
    return _next_version(replace(activity, state=ActivityState.PLANNED), now)


def dropped(activity: Activity, now: datetime) -> Activity:
    """The activity after both Parties have dropped it. Raises ``Conflict``."""
    check_still_open(activity)
    return _next_version(replace(activity, state=ActivityState.DROPPED), now)


def _next_version(changed: Activity, now: datetime) -> Activity:
    return replace(changed, version=changed.version + 1, changed_at=now)


def may_act(activity: Activity, action: ActivityAction, person: Person) -> bool:
    """Whether a person may take a step now."""
    try:
        check_action(activity, action, person)
    except UserError:
        return False
    return True
