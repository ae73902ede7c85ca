"""The data of a request: request, reply, and each step."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from liaison.approvals.rules import ApprovalKind
from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, Role
from liaison.core.references import Reference
from liaison.lifecycle.model import HistoryEntry

REQUEST_SUBJECT = Subject("request")
RECEIPT_NOTICE = "receipt"
"""The key of notices that a receipt must be confirmed."""
REQUEST_RECORD = RecordKind("request")
EXTENSION_APPROVAL = ApprovalKind("extension")
"""An extension of the due date of a request."""

MAX_PERSONS = 999


class Side(StrEnum):
    """The role of a Party in a request."""

    REQUESTING = "requesting"
    REQUESTED = "requested"


class State(StrEnum):
    """The state of a request. Due soon and overdue are none: they follow from dates and now."""

    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


OPEN = frozenset({State.SENT, State.RECEIVED})
"""The states in which a reply is due."""


class Action(StrEnum):
    """A step of a request."""

    LOG = "log"
    """The requesting Party sends its request."""
    RECORD = "record"
    """The requested Party records a request that it received by letter."""
    RECEIVE = "receive"
    ASK = "ask"
    SUPPLY = "supply"
    ASSIGN = "assign"
    ANSWER = "answer"
    DRAFT_REFUSAL = "draft_refusal"
    """No longer taken, as the next one: a refusal waits for approval as a pending act."""
    DROP_REFUSAL = "drop_refusal"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    AGREE = "agree"
    """Agree with steps that the other Party reported by letter."""
    OBJECT = "object"
    """Object to steps that the other Party reported by letter."""
    EXTEND = "extend"
    """Both Parties move the due date: one proposes, the other agrees."""
    INQUIRE = "inquire"
    """The requesting Party asks about the progress of its request."""
    PROGRESS = "progress"
    """The requested Party reports the progress of the request."""
    CORRECT = "correct"
    """A Party corrects its reply, refusal or another value that it sent; both versions are kept."""
    RETURN = "return"
    """The requesting Party returns an answer as insufficient; the due date stays."""
    APPROVE_SAFETY = "approve_safety"
    """A Party approves a repatriation in spite of what its safety check left open."""
    POSTPONE = "postpone"
    """A Party postpones such a repatriation."""
    ANSWER_PART = "answer_part"
    """The requested Party answers some persons of a verification by their numbers in the letter."""
    ANSWER_SAFETY = "answer_safety"
    """A point that the safety check left unanswered is answered."""


class Kind(StrEnum):
    """The type of a request: a closed list from the Agreement (Articles 2 to 6)."""

    VERIFICATION = "verification"
    REPATRIATION = "repatriation"
    PROTECTION = "protection"
    INVESTIGATION = "investigation"
    INFORMATION = "information"
    HANDOVER = "handover"
    PREVENTION = "prevention"


class Channel(StrEnum):
    """The channel of an official letter (Article 5)."""

    POLICE = "police"
    DIPLOMATIC = "diplomatic"


class Result(StrEnum):
    """The result of a request: the first three are for verifications, the others for the rest."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    PARTLY_CONFIRMED = "partly_confirmed"
    DONE = "done"
    PARTLY_DONE = "partly_done"
    NOT_POSSIBLE = "not_possible"


class WithdrawalReason(StrEnum):
    """Why a request is withdrawn."""

    SETTLED = "settled"
    DUPLICATE = "duplicate"
    MISTAKE = "mistake"
    WISH = "wish"
    OTHER_CHANNEL = "other_channel"


class ExtensionReason(StrEnum):
    """Why more time is needed for a reply; details are sent by the official channel."""

    INFORMATION_AWAITED = "information_awaited"
    MANY_PERSONS = "many_persons"
    COURT = "court"
    HOLIDAYS = "holidays"
    OTHER_CHANNEL = "other_channel"
    WRONG_RECEIPT = "wrong_receipt"
    VERIFYING = "verifying"


class Missing(StrEnum):
    """Information that the requested Party needs; details are sent by the official channel."""

    NAMES = "names"
    BIRTH = "birth"
    DOCUMENTS = "documents"
    PORTRAIT = "portrait"
    ORIGIN = "origin"
    FAMILY = "family"
    CIRCUMSTANCES = "circumstances"
    LETTER = "letter"


class Progress(StrEnum):
    """The progress of the work on a request; details are sent by the official channel."""

    IN_PROGRESS = "in_progress"
    PROVINCE = "province"
    """An authority in a province has been asked."""
    OTHER_AUTHORITY = "other_authority"
    MORE_TIME = "more_time"
    LETTER = "letter"
    """The reply is on its way by letter."""


class Check(StrEnum):
    """The answer to one question of the safety check before a repatriation."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class SafetyReason(StrEnum):
    """Why a repatriation is approved in spite of what its safety check left open."""

    AGREED = "agreed"
    """The persons now agree."""
    GUARDIAN = "guardian"
    """A guardian or an authority takes care of each child."""
    LETTER = "letter"
    """A letter has answered what was open."""
    COURT = "court"
    """A court or an authority has decided it."""


class Verdict(StrEnum):
    """A Party's review of a step that the other Party reported by letter."""

    AGREED = "agreed"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The official letter with the confidential content: its reference, date and channel."""

    reference: str | None = None
    day: date | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repatriation:
    """The advance notice of a repatriation (Article 5); a check not in ``safety`` is unanswered.
    Each Party decides on the checks that are ``open_points``; ``approvals`` are their reasons.
    """

    OMITTED_IF_NONE: ClassVar = frozenset({"open_points", "approvals", "postponed"})

    planned_on: date | None = None
    crossing: str | None = None
    safety: Mapping[str, Check] = field(default_factory=dict)
    open_points: tuple[str, ...] | None = None
    approvals: Mapping[PartyCode, SafetyReason] | None = None
    postponed: bool | None = None

    def waits_for(self, party: PartyCode) -> bool:
        """Whether a Party has yet to approve or postpone it."""
        return bool(self.open_points) and party not in (self.approvals or {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A reply: for a verification with the number of persons confirmed."""

    result: Result
    confirmed: int | None = None
    letter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """A refusal, or its draft: grounds of Article 8 and the letter that gives the reason."""

    codes: tuple[str, ...]
    letter: str
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedStep:
    """A step of the other Party, reported from a letter, and the other Party's review of it."""

    version: int
    action: Action
    by: PartyCode
    letter: str
    verdict: Verdict | None = None
    reviewed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetails:
    """The content of a request, as its conversation collects it: ``assistance`` are the kinds of
    help (Article 4 b), ``follows`` is the request about the same persons that it continues.
    """

    OMITTED_IF_NONE: ClassVar = frozenset({"assistance", "follows"})

    kind: Kind
    urgent: bool
    persons: int
    children: int
    letter: Letter
    needed_by: date | None = None
    repatriation: Repatriation | None = None
    assistance: tuple[str, ...] | None = None
    follows: Reference | None = None

    @property
    def told(self) -> Mapping[str, str]:
        """The facts of the history: which request it continues, and the kinds of help."""
        facts = {"follows": self.follows, "assistance": ",".join(self.assistance or ())}
        return {name: each for name, each in facts.items() if each}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The current version of a request.

    ``received_on`` and ``due_on`` are dates in the requested Party's zone; instants are aware UTC.
    ``first_due_on`` is the due date before the first extension, if any. ``offered_to`` may take the
    request over from an ``assignee`` who has left. ``changed_at`` is when the request entered its
    state, ``stepped_at`` when the last step of any kind but an inquiry was taken, ``inquired_at``
    is the time of an unanswered inquiry about progress. ``progress`` is the answer to the last
    inquiry, which a new one clears; ``progress_at`` is when it was given or, as long as there is
    none, when it was first asked for. ``version`` counts every change, and
    ``shared_version`` is the last one that both Parties may see. ``numbers`` are the persons of a
    verification that were answered by number, and whether each was confirmed.
    """

    OMITTED_IF_NONE: ClassVar = frozenset({"inquired_at", "progress", "progress_at", "numbers"})

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
    inquired_at: datetime | None = None
    progress: Progress | None = None
    progress_at: datetime | None = None
    numbers: Mapping[int, bool] | None = None

    def side(self, party: PartyCode) -> Side:
        """The role of a Party in this request."""
        return Side.REQUESTING if party == self.requesting else Side.REQUESTED

    def seen_version(self, party: PartyCode) -> int:
        """The version that a Party can see; internal steps are the requested Party's."""
        return self.version if party == self.requested else self.shared_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(HistoryEntry):
    """An entry of a request's history. ``facts`` may name letters; ``private``: for ``party`` only.
    ``stated_for`` is the Party whose step ``party`` recorded from its ``letter``.
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
    """A person's action now, or the recording of the other Party's step from ``letter``."""

    person: Person
    at: datetime
    letter: str | None = None


def counts_of(request: Request, result: Result) -> Collection[int | None]:
    """The possible numbers of confirmed persons for a result; None is no number. After answers by
    number it agrees with them, and is partial only if each person has one.
    """
    persons, known = request.details.persons, request.numbers or {}
    if request.details.kind is not Kind.VERIFICATION:
        return (None,)
    exact = {Result.CONFIRMED: (persons,), Result.NOT_CONFIRMED: (0,)}
    if result not in exact and 0 < len(known) < persons:
        return ()
    confirmed = sum(known.values())
    possible = range(confirmed, persons - len(known) + confirmed + 1)
    return [count for count in exact.get(result, range(1, persons)) if count in possible]


def number_facts(numbers: Mapping[int, bool] | None, persons: int = 0) -> Mapping[str, str]:
    """The numbers of the persons by their answers, as facts; of ``persons`` also those without."""
    known = (numbers or {}).items()
    found = {
        "numbers-confirmed": in_ranges(number for number, confirmed in known if confirmed),
        "numbers-not-confirmed": in_ranges(number for number, confirmed in known if not confirmed),
        "numbers-unknown": in_ranges({*range(1, persons + 1)}.difference(numbers or ())),
    }
    return {name: each for name, each in found.items() if each}


def in_ranges(numbers: Iterable[int]) -> str:
    """Numbers in ascending order, those that follow each other as a range: ``1–3, 5``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if not runs or number != runs[-1][-1] + 1:
            runs.append([number])
        runs[-1].append(number)
    return ", ".join("–".join(map(str, sorted({run[0], run[-1]}))) for run in runs)


def results_of(kind: Kind) -> tuple[Result, ...]:
    """The possible results of a request of a kind."""
    if kind is Kind.VERIFICATION:
        return (Result.CONFIRMED, Result.NOT_CONFIRMED, Result.PARTLY_CONFIRMED)
    return (Result.DONE, Result.PARTLY_DONE, Result.NOT_POSSIBLE)
