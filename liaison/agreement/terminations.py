"""The end of the Agreement: a notice of termination, its days, and whom they are brought up with.

A notice takes effect so many days after the other Party received it (Article 12). Day 0 is the
local date of receipt there, and the Agreement stands until the last day ends there. Whether a
notice still runs follows from its facts and now, and is never stored.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from liaison.audit.digests import RecordKind
from liaison.core.access import APPROVER_ROLES, NotYourRole
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.errors import Conflict, UserError
from liaison.core.form import DateOutOfRange
from liaison.core.people import Person, PersonId
from liaison.core.working_time import DAY, at_hour, day_ends, local_date
from liaison.lifecycle.reminders import ReminderPlan, plan_reminders

TERMINATION_RECORD = RecordKind("termination")

TerminationCode = NewType("TerminationCode", str)

CODE_PREFIX = "T"


class TerminationState(StrEnum):
    """Where a notice of termination stands."""

    RUNNING = "running"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    """It took effect: the Agreement has ended."""


class TerminationRuns(Conflict):
    """A notice of termination is recorded already and runs."""

    key = "error-termination-runs"


class NoTermination(Conflict):
    """No notice of termination runs."""

    key = "error-no-termination"


class AgreementEnded(Conflict):
    """A notice of termination has taken effect."""

    key = "error-agreement-ended"


class NotYourTermination(UserError):
    """Only the Party that gave the notice takes it back."""

    key = "error-not-your-termination"


class EntryExists(Conflict):
    """There is no entry that the own Party could still strike."""

    key = "error-entry-exists"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByLetter:
    """What a diplomatic letter said: its reference, a local date, and who recorded it when."""

    letter: str
    day: date
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination:
    """A notice of termination. ``party`` gave it; the other one received it on ``notice.day``.

    ``ends_on`` is the last local day of the Agreement there and ``ends_at`` the aware instant at
    which that day is over. ``agreement`` is the id of the profile.
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
        """Where it stands at an aware instant."""
        if self.withdrawal is not None:
            return TerminationState.WITHDRAWN
        return TerminationState.ENDED if self.ends_at <= now else TerminationState.RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationReminder:
    """One reminder to a Party: when it came due (aware UTC)."""

    at: datetime
    party: PartyCode


def give_notice(
    notice: ByLetter, party: PartyCode, agreement: Agreement, *, code: TerminationCode
) -> Termination:
    """Let the days run from the receipt of a notice on (Article 12)."""
    ends_on = notice.day + agreement.termination_days * DAY
    return Termination(
        code=code,
        agreement=agreement.id,
        party=party,
        notice=notice,
        ends_on=ends_on,
        ends_at=day_ends(ends_on, agreement.other(party).zone),
    )


def check_receipt(day: date, party: PartyCode, agreement: Agreement, now: datetime) -> date:
    """Let the date pass on which the notice of a Party was received: not in the future, and not so
    long ago that the Agreement would have ended; a local date of the Party that received it.

    Raises ``DateOutOfRange``.
    """
    today = local_date(now, agreement.other(party).zone)
    return _check_between(day, today - agreement.termination_days * DAY, today)


def check_recorder(person: Person) -> None:
    """Let coordinators and administrators pass. Raises ``NotYourRole``."""
    if person.role not in APPROVER_ROLES:
        raise NotYourRole


def check_not_ended(termination: Termination | None, now: datetime) -> None:
    """Let pass what takes an Agreement that has not ended. Raises ``AgreementEnded``."""
    if termination is not None and termination.state(now) is TerminationState.ENDED:
        raise AgreementEnded(last=termination.ends_on)


def check_none_exists(termination: Termination | None, now: datetime) -> None:
    """Let a notice be recorded where none stands. Raises ``TerminationRuns`` or
    ``AgreementEnded``.
    """
    if termination is None:
        return
    match termination.state(now):
        case TerminationState.RUNNING:
            raise TerminationRuns(last=termination.ends_on)
        case TerminationState.ENDED:
            raise AgreementEnded(last=termination.ends_on)
        case TerminationState.WITHDRAWN:
            return


def check_withdrawal(
    termination: Termination | None, person: Person, *, alone: bool, now: datetime
) -> Termination:
    """Let a person take a notice back: of the Party that gave it or, where that one has nobody at
    the desk (``alone``), of the other one.

    Raises ``NotYourRole``, ``NoTermination``, ``AgreementEnded`` or ``NotYourTermination``.
    """
    check_recorder(person)
    if termination is None:
        raise NoTermination
    match termination.state(now):
        case TerminationState.WITHDRAWN:
            raise NoTermination
        case TerminationState.ENDED:
            raise AgreementEnded(last=termination.ends_on)
        case TerminationState.RUNNING:
            if person.party != termination.party and not alone:
                raise NotYourTermination
            return termination


def check_withdrawal_day(
    termination: Termination, day: date, agreement: Agreement, now: datetime
) -> date:
    """Let the date of the letter pass that takes a notice back: from its receipt until today, a
    local date of the Party that received the notice. Raises ``DateOutOfRange``.
    """
    today = local_date(now, agreement.other(termination.party).zone)
    return _check_between(day, termination.notice.day, today)


def withdraw(termination: Termination, withdrawal: ByLetter) -> Termination:
    """The notice once it was taken back."""
    return replace(termination, withdrawal=withdrawal, version=termination.version + 1)


def check_strike(
    termination: Termination, *, own: bool, other_party_notified: bool, now: datetime
) -> Termination:
    """Let the latest entry be struck that the own Party recorded by mistake: that of a notice, or
    of the letter that takes one back.

    ``own`` says whether somebody of the Party recorded it, ``other_party_notified`` whether the
    other one has acknowledged it. Raises ``EntryExists``, also once the days of the notice are
    over.
    """
    if other_party_notified or not own or termination.ends_at <= now:
        raise EntryExists
    return termination


def reinstate(termination: Termination) -> Termination:
    """The notice once the entry that it was taken back is struck."""
    return replace(termination, withdrawal=None, version=termination.version + 1)


def next_termination_reminders(
    termination: Termination, agreement: Agreement, *, since: datetime, now: datetime
) -> ReminderPlan[TerminationReminder]:
    """Decide what came due after ``since`` and until ``now``, and when to check again.

    Each Party is told some days before the last day of the Agreement and on that day, at the hour
    of reminders in its own zone. Of what came due together only the last is told.
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


def _check_between(day: date, first: date, last: date) -> date:
    if not first <= day <= last:
        raise DateOutOfRange(first=first, last=last)
    return day
