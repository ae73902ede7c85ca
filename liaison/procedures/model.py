"""The data of a procedure: its versions, their steps, and what was done of them in a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from liaison.approvals.rules import ApprovalKind
from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId, Role
from liaison.core.references import Reference
from liaison.letters.model import LetterAct
from liaison.requests.model import Kind, Side

PROCEDURE_RECORD = RecordKind("procedure")
STEP_RECORD = RecordKind("procedure_step")
PROCEDURE_APPROVAL = ApprovalKind("procedure")
"""A version of the procedure, in the place of the one in force."""

ProcedureNumber = NewType("ProcedureNumber", int)
"""The number of a version of the procedure."""


class StepEvent(StrEnum):
    """What happens to a request, and what the days of a step count from."""

    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"
    PLANNED = "planned"
    """The planned day of a repatriation, which can be postponed."""


class Gate(StrEnum):
    """What must be settled before a repatriation goes on."""

    CONSENT = "consent"
    """The victim's consent."""
    GUARDIAN = "guardian"
    """A guardian for each child; a request without children has no such step."""
    MEDICAL = "medical"
    TRAVEL_DOCUMENT = "travel_document"
    ESCORT = "escort"
    RECEPTION = "reception"


class Mark(StrEnum):
    """What was recorded of a step."""

    DONE = "done"
    LEFT_OUT = "left_out"


class OmissionReason(StrEnum):
    """Why a step is left out; details are sent by the official channel."""

    NOT_NEEDED = "not_needed"
    DONE_BEFORE = "done_before"
    """It was done in an earlier request about the same persons."""
    OTHER_AUTHORITY = "other_authority"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureStep:
    """A step for requests of a ``kind``: who of which ``side`` does it, and by when, so many
    ``days`` after an ``event``, before it if they are negative. The event is a ``StepEvent``, or
    the ``code`` of a step. ``titles`` are by language. A step that is ``done_by`` an act of the
    request has no to-do of its own.
    """

    code: str
    kind: Kind
    side: Side
    role: Role
    event: str
    days: int
    titles: Mapping[str, str] = field(hash=False)
    letter: LetterAct | None = None
    gate: Gate | None = None
    done_by: StepEvent | None = None


@dataclass(frozen=True, slots=True)
class ExampleProcedure:
    """Registers the procedure that ships with the profile of the Agreement."""

    steps: tuple[ProcedureStep, ...]
    key: str = "example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A version of the procedure, proposed ``by`` a person; in force ``agreed_at``, until another
    one is. Instants are aware UTC.
    """

    number: ProcedureNumber
    steps: tuple[ProcedureStep, ...]
    party: PartyCode
    by: PersonId
    made_at: datetime
    agreed_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """A step of a request that a person marked as done, or as left out for a ``reason``. All marks
    are kept, the latest of a step counts.
    """

    reference: Reference
    number: int
    step: str
    mark: Mark
    reason: OmissionReason | None
    party: PartyCode
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """A step in a request, with its ``number`` in the procedure. ``counts_from`` and ``due_on`` are
    dates of the requested Party; there is none while what the step counts from has not happened,
    and no due date of one that is done or left out. ``is_owed``: the request goes on.
    """

    number: int
    step: ProcedureStep
    mark: StepMark | None = None
    is_done: bool = False
    is_owed: bool = True
    counts_from: date | None = None
    due_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor left out."""
        return not self.is_done and self.mark is None

    def is_early(self, today: date) -> bool:
        """Whether its time has not come on a day of the requested Party."""
        day = self.counts_from
        return day is None or (self.step.days >= 0 and today < day)

    @property
    def has_to_be_marked(self) -> bool:
        """Whether a person has to mark it, as no act of the request does it."""
        return self.is_open and self.step.done_by is None
