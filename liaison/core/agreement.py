"""An agreement as data: its Parties, periods and lists."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Literal, NewType, TypeAlias, get_args

from liaison.core.cards import Text, text
from liaison.core.errors import WrongValue
from liaison.core.text_parsing import fold_typed
from liaison.core.vocabulary import Vocabularies
from liaison.core.working_time import DeadlineRule, Hours, WorkCalendar

PartyCode = NewType("PartyCode", str)

MIN_MESSAGE_HOURS = 12
"""So that a notice of the evening is still in the chat in the morning."""
MAX_MESSAGE_HOURS = 44
"""Telegram cannot delete messages older than 48 hours; this leaves a margin for late deletions."""
MAX_NOTE_MINUTES = 60
MAX_OWN_MESSAGES = 20
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


class Priority(StrEnum):
    """The urgency of a notice."""

    ROUTINE = "routine"
    """For information; needs no acknowledgement."""
    IMPORTANT = "important"
    """Needs an acknowledgement; waits for the morning of a working day."""
    URGENT = "urgent"
    """Goes at once to the person on duty, and escalates until it is answered."""
    EMERGENCY = "emergency"
    """Needs an acknowledgement at once, at any hour."""


class EscalationTarget(StrEnum):
    """Who is notified next of a notice that was not acknowledged."""

    SAME_PEOPLE = "again"
    """The same people, and their acting deputies."""
    DEPUTY = "deputy"
    """The deputies whom these people named last, even if those people are not absent now."""
    COORDINATORS = "coordinators"
    """The coordinators of the own Party."""
    ADMINS = "admins"
    """The administrators of the own Party."""
    OTHER_SIDE = "other_side"
    """The coordinators of the other Party, once, with a notice of their own: this notice does not
    wait for their acknowledgement.
    """
    DAILY = "daily"
    """All people of the own Party who were notified so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStep:
    """One escalation step: who is notified, and how long after the previous step. The time is
    working time in the policy of to-dos, ``Priority.IMPORTANT``, and else elapsed time.
    """

    to: EscalationTarget
    after: timedelta


EscalationPolicy: TypeAlias = tuple[EscalationStep, ...]
"""Steps in their order; the last one repeats, except for an urgent notice. A routine one has
none.
"""

LISTS: Mapping[str, str] = {
    "channels": "channel",
    "grounds": "ground",
    "assistance": "assistance",
    "safety_checks": "check",
    "crossing_points": "crossing",
    "third_parties": "third-party",
    "purposes": "purpose",
}
"""The closed lists of an agreement, and the concept of their codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of the agreement. ``name``, ``authority`` and ``capital`` are keys of the catalog.

    ``weekend`` counts as ``date.weekday()``; ``holidays`` is a country code, and the official
    holidays of every year up to ``holidays_published_until`` are known. Quiet hours are from
    ``quiet_from`` until ``quiet_until``, hours of local time. Digests are sent ``digest_at``
    minutes after local midnight, the weekly one on ``weekly_digest_day`` as ``date.weekday()``
    counts. From ``near_days`` before the due date on, a reminder has a message of its own; more
    than ``own_messages`` of one morning share one. A message stays in a chat for
    ``message_hours``, an opened confidential note for ``note_minutes``. If ``approves_replies``,
    a coordinator approves the replies of focal persons, as their refusals. ``letter_numbers`` is
    the scheme of the numbers of its letters, with ``{n}`` and ``{yy}`` or ``{yyyy}``.
    """

    code: PartyCode
    name: str
    authority: str
    capital: str
    zone: str
    language: str
    weekend: tuple[int, ...]
    holidays: str
    holidays_published_until: int
    quiet_from: int
    quiet_until: int
    digest_at: int
    weekly_digest_day: int
    near_days: int
    own_messages: int
    message_hours: int
    note_minutes: int
    approves_replies: bool
    letter_numbers: str | None = None

    def letter_number(self, number: int, year: int) -> str:
        """The number of a letter of a year by the scheme; empty without one."""
        return self._scheme(year).replace("{n}", str(number))

    def counted_letter(self, letter: str, year: int) -> int:
        """The number that the scheme counts in a letter of a year; 0 in one of another form."""
        head, _, tail = map(re.escape, fold_typed(self._scheme(year)).partition("{n}"))
        counted = re.fullmatch(f"{head}([0-9]{{1,6}}){tail}", fold_typed(letter), re.IGNORECASE)
        return 0 if counted is None else int(counted[1])

    def _scheme(self, year: int) -> str:
        scheme = self.letter_numbers or ""
        return scheme.replace("{yyyy}", str(year)).replace("{yy}", f"{year % 100:02}")

    def hours(self, calendar: WorkCalendar) -> Hours:
        """The working hours and quiet hours, with the working days of a calendar."""
        return Hours(
            zone=self.zone,
            calendar=calendar,
            quiet_from=self.quiet_from,
            quiet_until=self.quiet_until,
            morning=self.digest_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestType:
    """A type of request, its Articles, and whether its due date is counted from the receipt."""

    code: str
    articles: tuple[int, ...]
    counts_from_receipt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """Reminders: of an open request so many days before the due date, in the morning message; those
    of a termination at ``hour``, local. The requesting Party is told ``watch_days`` before, and if
    the other Party has not answered after ``watch_hours`` of working time. The morning message
    names a proposal, also of a meeting, ``proposal_days`` before it ends, and every ``close_days``
    what has no due date: a request that can be closed, a meeting whose attendance or decisions are
    missing, and a notice that no one has seen.
    """

    days_before: tuple[int, ...]
    hour: int
    watch_days: tuple[int, ...]
    watch_hours: int
    proposal_days: tuple[int, ...]
    close_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRules:
    """Thresholds, and the escalation policies: a request is due soon from ``due_soon_days`` before
    its due date on, and forgotten ``forgotten_after_days`` after its last step.
    """

    due_soon_days: int
    forgotten_after_days: int
    outage_after: timedelta
    escalation_policies: Mapping[Priority, EscalationPolicy] = field(hash=False)


class MeetingKind(StrEnum):
    """The purpose of a meeting (Articles 7 and 11)."""

    ANNUAL = "annual"
    """The annual consultation, held alternately in the two countries."""
    EMERGENCY = "emergency"
    DIFFERENCE = "difference"
    """A consultation on a difference about the Agreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRules:
    """The rules for meetings (Article 7) and their reminders.

    The host of the annual consultation alternates from ``first_host`` in ``first_year``; if none is
    agreed by the first working day of ``annual_month``, the coordinators are notified. ``lengths``
    is the assumed length of a meeting by kind. Reminders are in the morning message so many whole
    days before, and messages so many minutes before; for an emergency in minutes only. So many days
    before an annual consultation its draft agenda is sent.
    """

    first_host: PartyCode
    first_year: int
    annual_month: int
    lengths: Mapping[MeetingKind, timedelta] = field(hash=False)
    days_before: tuple[int, ...]
    minutes_before: tuple[int, ...]
    emergency_minutes_before: tuple[int, ...]
    draft_agenda_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRules:
    """Days before an activity ends, and between those it is overdue, when a morning names it."""

    days_before: tuple[int, ...]
    overdue_every_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRules:
    """How many days notes are kept after the end of their request, and dead letters."""

    note_days: int
    dead_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two Parties and all agreed rules that the service needs.

    ``articles`` maps a subject to the Article that governs it. Termination is counted in days from
    the receipt of its notice (Article 12); a proposal waits for the other Party for
    ``approval_days``. ``vocabularies`` are those of its languages.
    """

    id: str
    name: str
    parties: tuple[Party, Party]
    languages: tuple[str, ...]
    vocabularies: Vocabularies
    prevailing: str
    articles: Mapping[str, int] = field(hash=False)
    verification: DeadlineRule
    reminders: Reminders
    receipt_alert_hours: int
    notices: NoticeRules
    request_types: tuple[RequestType, ...]
    channels: tuple[str, ...]
    grounds: tuple[str, ...]
    assistance: tuple[str, ...]
    safety_checks: tuple[str, ...]
    crossing_points: tuple[str, ...]
    third_parties: tuple[str, ...]
    purposes: tuple[str, ...]
    meetings: MeetingRules
    plan: PlanRules
    approval_days: int
    retention: RetentionRules
    termination_days: int
    termination_reminder_days: tuple[int, ...]

    def language_name(self, code: str) -> Text:
        """What a language of the agreement calls itself."""
        named = {each.language: each.name for each in self.vocabularies}
        return text("answer", value=named.get(code, code))

    def party(self, code: str) -> Party:
        """The Party of that code. Raises ``WrongValue``."""
        for party in self.parties:
            if party.code == code:
                return party
        names = tuple(party_name(each.code) for each in self.parties)
        raise WrongValue("error-not-of-choices", choices=names)

    def other(self, code: str) -> Party:
        """The other Party. Raises ``WrongValue``."""
        first, second = self.parties
        return second if self.party(code) is first else first

    def request_type(self, code: str) -> RequestType:
        """The request type of that code. Raises ``KeyError``."""
        return {each.code: each for each in self.request_types}[code]


def term(concept: str, code: str) -> Text:
    """The catalog text for a code of a concept: ``request`` or one of ``LISTS``."""
    return text(f"agreement-{concept}-{code.lower().replace('_', '-')}")


def party_name(code: PartyCode) -> Text:
    """The name of a Party."""
    return text(f"agreement-party-{code.lower()}")
