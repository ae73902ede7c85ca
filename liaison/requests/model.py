"""What a case is made of: the facts that are kept of a request, an answer and each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from liaison.approvals.rules import ApprovalKind
from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, Role
from liaison.core.references import Reference
from liaison.lifecycle.conflicts import HistoryEntry

REQUEST_SUBJECT = Subject("request")
REQUEST_RECORD = RecordKind("request")
EXTENSION_APPROVAL = ApprovalKind("extension")
"""The due date of a case."""

MOST_PERSONS = 999


class Side(StrEnum):
    """On which side of a case a Party stands."""

    REQUESTING = "requesting"
    REQUESTED = "requested"


class State(StrEnum):
    """Where a case stands. Due soon and overdue are no states: they follow from dates and now."""

    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


OPEN = frozenset({State.SENT, State.RECEIVED})
"""The states in which an answer is still owed."""


class Action(StrEnum):
    """A step in the life of a case."""

    LOG = "log"
    """The requesting Party sends its request."""
    RECORD = "record"
    """The requested Party records a request that came to it by letter."""
    RECEIVE = "receive"
    ASK = "ask"
    SUPPLY = "supply"
    ASSIGN = "assign"
    ANSWER = "answer"
    DRAFT_REFUSAL = "draft_refusal"
    DROP_REFUSAL = "drop_refusal"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    AGREE = "agree"
    """Agree with what the other Party stated by letter."""
    OBJECT = "object"
    """Object to what the other Party stated by letter."""
    EXTEND = "extend"
    """Both Parties move the due date: one proposes, the other agrees."""


class Kind(StrEnum):
    """What a request asks for: a closed list from the Agreement (Articles 2 to 6)."""

    VERIFICATION = "verification"
    REPATRIATION = "repatriation"
    PROTECTION = "protection"
    INVESTIGATION = "investigation"
    INFORMATION = "information"
    HANDOVER = "handover"
    PREVENTION = "prevention"


class Channel(StrEnum):
    """The way an official letter went (Article 5)."""

    POLICE = "police"
    DIPLOMATIC = "diplomatic"


class Result(StrEnum):
    """How a request was answered: the first three for a verification, the others for the rest."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    PARTLY_CONFIRMED = "partly_confirmed"
    DONE = "done"
    PARTLY_DONE = "partly_done"
    NOT_POSSIBLE = "not_possible"


class WithdrawalReason(StrEnum):
    """Why a request is taken back."""

    SETTLED = "settled"
    DUPLICATE = "duplicate"
    MISTAKE = "mistake"
    WISH = "wish"
    OTHER_CHANNEL = "other_channel"


class ExtensionReason(StrEnum):
    """Why more time is needed for an answer; the particulars go by the official channel."""

    INFORMATION_AWAITED = "information_awaited"
    MANY_PERSONS = "many_persons"
    COURT = "court"
    HOLIDAYS = "holidays"
    OTHER_CHANNEL = "other_channel"


class Missing(StrEnum):
    """What the requested Party still needs; the particulars go by the official channel."""

    NAMES = "names"
    BIRTH = "birth"
    DOCUMENTS = "documents"
    PORTRAIT = "portrait"
    ORIGIN = "origin"
    FAMILY = "family"
    CIRCUMSTANCES = "circumstances"
    LETTER = "letter"


class Check(StrEnum):
    """The answer to one question of the safety check before a repatriation."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """What a Party says of a fact that the other Party stated by letter."""

    AGREED = "agreed"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The official letter that carries what the desk must not: its reference, date and channel."""

    reference: str | None = None
    day: date | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repatriation:
    """The advance notice of a return (Article 5). A question that is not in ``safety`` was not
    answered, and is shown so.
    """

    planned_on: date | None = None
    crossing: str | None = None
    safety: Mapping[str, Check] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An answer: for a verification with the number of persons confirmed."""

    result: Result
    confirmed: int | None = None
    letter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """A refusal, or the draft of one: grounds of Article 8 and the letter that gives the reason."""

    codes: tuple[str, ...]
    letter: str
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedStep:
    """A fact that one Party stated for the other from a letter, and what the other says of it."""

    version: int
    action: Action
    by: PartyCode
    letter: str
    verdict: Verdict | None = None
    reviewed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetails:
    """What a request asks, as its logging collects it."""

    kind: Kind
    urgent: bool
    persons: int
    children: int
    letter: Letter
    needed_by: date | None = None
    repatriation: Repatriation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A case as it stands.

    ``received_on`` and ``due_on`` are dates in the requested Party's zone; instants are aware UTC.
    ``first_due_on`` is the due date before both Parties extended it, where they did.
    ``offered_to`` may take the case over from an ``assignee`` who no longer can.
    ``changed_at`` is when the case came to its state, ``stepped_at`` when the last step of any kind
    was taken; ``version`` counts every change, and
    ``shared_version`` is the last one that both Parties may see.
    """

    reference: Reference
    details: RequestDetails
    requesting: PartyCode
    requested: PartyCode
    state: State
    version: int
    shared_version: int
    logged_by: PersonId
    logged_at: datetime
    changed_at: datetime
    stepped_at: datetime
    received_on: date | None = None
    due_on: date | None = None
    first_due_on: date | None = None
    assignee: PersonId | None = None
    offered_to: PersonId | None = None
    missing: tuple[Missing, ...] = ()
    outcome: Outcome | None = None
    refusal_draft: Grounds | None = None
    refusal: Grounds | None = None
    withdrawal: WithdrawalReason | None = None
    reported_steps: tuple[ReportedStep, ...] = ()

    def side(self, party: PartyCode) -> Side:
        """On which side a Party of this case stands."""
        return Side.REQUESTING if party == self.requesting else Side.REQUESTED

    def seen_version(self, party: PartyCode) -> int:
        """The version that a Party can know of: the requested one's inner steps stay its own."""
        return self.version if party == self.requested else self.shared_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(HistoryEntry):
    """One line of a case's history. ``facts`` are class 1; a ``private`` one only ``party`` sees.

    ``stated_for`` is the Party whose step was recorded from its ``letter`` by ``party``.
    """

    reference: Reference
    action: Action
    party: PartyCode
    role: Role
    person: PersonId
    private: bool = False
    stated_for: PartyCode | None = None
    letter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionContext:
    """Somebody does something now, or records from ``letter`` what the other Party did."""

    person: Person
    at: datetime
    letter: str | None = None


def results_of(kind: Kind) -> tuple[Result, ...]:
    """The results that answer a request of a kind."""
    if kind is Kind.VERIFICATION:
        return (Result.CONFIRMED, Result.NOT_CONFIRMED, Result.PARTLY_CONFIRMED)
    return (Result.DONE, Result.PARTLY_DONE, Result.NOT_POSSIBLE)
