"""Terminations of the Agreement, with their days and reminders, and differences about it.

A notice of termination takes effect a number of days after the other Party received it (Article
12). Day 0 is the local date of receipt; the Agreement ends at the end of the last day there. The
state of a notice is computed from its facts and the present time, and is never stored. A difference
(Article 11) is opened by one Party and closed by both.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from liaison.approvals.rules import ApprovalKind
from liaison.audit.digests import RecordKind
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.errors import Conflict
from liaison.core.form import Days
from liaison.core.people import APPROVER_ROLES, NotYourSide, Person, PersonId, require_role
from liaison.core.references import DifferenceCode, code_parser
from liaison.core.working_time import DAY, at_hour, day_ends, local_date
from liaison.lifecycle.model import ReminderPlan, plan_reminders

TERMINATION_RECORD = RecordKind("termination")

TerminationCode = NewType("TerminationCode", str)

TERMINATION_PREFIX = "T"


class TerminationState(StrEnum):
    """The state of a notice of termination."""

    RUNNING = "running"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    """It has taken effect: the Agreement has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByLetter:
    """A diplomatic letter: its reference, a local date, and who recorded it when (aware UTC)."""

    letter: str
    day: date
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination:
    """A notice of termination that ``party`` gave; the other Party received it on ``notice.day``.

    ``ends_on`` is the last local day of the Agreement at the receiving Party and ``ends_at`` the
    end of that day (aware UTC). ``agreement`` is the id of the profile.
    """

    code: TerminationCode
    agreement: str
    party: PartyCode
    notice: ByLetter
    ends_on: date
    ends_at: datetime
    withdrawal: ByLetter | None = None
    version: int = 1

    def state(self, now: datetime) -> TerminationState:
        """The state at an aware instant."""
        if self.withdrawal is not None:
            return TerminationState.WITHDRAWN
        return TerminationState.ENDED if self.ends_at <= now else TerminationState.RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationReminder:
    """A reminder to a Party and the instant at which it came due (aware UTC)."""

    at: datetime
    party: PartyCode


def give_notice(
    notice: ByLetter, party: PartyCode, agreement: Agreement, *, code: TerminationCode
) -> Termination:
    """Create a notice of termination; its days start with the receipt (Article 12)."""
    ends_on = notice.day + agreement.termination_days * DAY
    return Termination(
        code=code,
        agreement=agreement.id,
        party=party,
        notice=notice,
        ends_on=ends_on,
        ends_at=day_ends(ends_on, agreement.other(party).zone),
    )


def receipt_days(party: PartyCode, agreement: Agreement, now: datetime) -> Days:
    """The possible local days of receipt: not in the future, nor before the Agreement would end."""
    today = local_date(now, agreement.other(party).zone)
    return Days(today=today, first=today - agreement.termination_days * DAY, last=today)


def check_not_ended(termination: Termination | None, now: datetime) -> None:
    """Check that the Agreement has not ended. Raises ``Conflict``."""
    if termination is not None and termination.state(now) is TerminationState.ENDED:
        raise Conflict("error-agreement-ended", last=termination.ends_on)


def check_none_exists(termination: Termination | None, now: datetime) -> None:
    """Check that no notice is in force. Raises ``Conflict``."""
    check_not_ended(termination, now)
    if termination is not None and termination.withdrawal is None:
        raise Conflict("error-termination-runs", last=termination.ends_on)


def check_withdrawal(
    termination: Termination | None, person: Person, *, alone: bool, now: datetime
) -> Termination:
    """Check that a person may withdraw the notice: one of the Party that gave it or, if that Party
    has no approvers (``alone``), of the other one. Raises ``UserError``.
    """
    require_role(person, APPROVER_ROLES)
    check_not_ended(termination, now)
    if termination is None or termination.withdrawal is not None:
        raise Conflict("error-no-termination")
    if person.party != termination.party and not alone:
        raise NotYourSide
    return termination


def withdrawal_days(termination: Termination, agreement: Agreement, now: datetime) -> Days:
    """The possible dates, local to its receiver, of the letter that withdraws a notice."""
    today = local_date(now, agreement.other(termination.party).zone)
    return Days(today=today, first=termination.notice.day, last=today)


def withdraw(termination: Termination, withdrawal: ByLetter | None) -> Termination:
    """Withdraw a notice; without a letter put it back in force, as its withdrawal was deleted."""
    return replace(termination, withdrawal=withdrawal, version=termination.version + 1)


def check_strike(
    termination: Termination, by: PartyCode, *, own: bool, acknowledged: bool, now: datetime
) -> Termination:
    """Check that the Party ``by`` may delete the latest entry: one that its person recorded
    (``own``) and the other Party has not ``acknowledged``, or a notice that the other one recorded
    in its name, also after ``ends_at``. Raises ``Conflict``.
    """
    disowned = not own and by == termination.party and termination.withdrawal is None
    if not disowned and (acknowledged or not own or termination.ends_at <= now):
        raise Conflict("error-entry-exists")
    return termination


def next_termination_reminders(
    termination: Termination, agreement: Agreement, *, since: datetime, now: datetime
) -> ReminderPlan[TerminationReminder]:
    """Decide which reminders came due after ``since`` and until ``now``, and the next check: some
    days before the last day of the Agreement and on it, at the reminder hour of each Party's zone.
    Of several that are due, only the last is sent.
    """
    if termination.withdrawal is not None:
        return ReminderPlan()
    hour = agreement.reminders.hour
    schedule = (
        TerminationReminder(
            at=at_hour(termination.ends_on - days * DAY, hour, party.zone), party=party.code
        )
        for days in {*agreement.termination_reminder_days, 0}
        for party in agreement.parties
    )
    return plan_reminders(
        sorted(schedule, key=lambda reminder: reminder.at),
        since=since,
        now=now,
        slot=lambda reminder: reminder.party,
        until=termination.ends_at,
    )


DIFFERENCE_RECORD = RecordKind("difference")
DIFFERENCE_APPROVAL = ApprovalKind("difference")
"""The closing of a difference as settled (Article 11)."""

DIFFERENCE_PREFIX = "D"


parse_difference_code = code_parser(DifferenceCode, DIFFERENCE_PREFIX, "/agreement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A difference, opened by ``by`` of ``party``. Instants are aware UTC. ``title`` describes the
    subject in a few words without personal data (class 1).
    """

    code: DifferenceCode
    title: str
    party: PartyCode
    by: PersonId
    opened_at: datetime
    closed_at: datetime | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it is not settled yet."""
        return self.closed_at is None


def check_difference_open(difference: Difference) -> None:
    """Check that the difference is open. Raises ``Conflict``."""
    if difference.closed_at is not None:
        raise Conflict("error-difference-closed", code=difference.code, at=difference.closed_at)


def close_difference(difference: Difference, *, at: datetime) -> Difference:
    """Close a difference that both Parties settled. Raises ``Conflict``."""
    check_difference_open(difference)
    return replace(difference, closed_at=at, version=difference.version + 1)
