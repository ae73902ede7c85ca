"""What a meeting is made of: its versions, the slot that both Parties agreed on, who comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from liaison.audit.digests import RecordKind
from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId
from liaison.core.references import DifferenceCode, Reference
from liaison.lifecycle.conflicts import HistoryEntry

MEETING_SUBJECT = Subject("meeting")
MEETING_RECORD = RecordKind("meeting")

MeetingCode = NewType("MeetingCode", str)


class MeetingState(StrEnum):
    """Where a meeting stands. That an agreed one is over follows from its slot and now."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class MeetingAction(StrEnum):
    """A step in the life of a meeting."""

    PROPOSE = "propose"
    COUNTER = "counter"
    """A new version; the consents to the one before fall."""
    BACK = "back"
    """A coordinator says yes to what a focal person of the own Party proposed."""
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    EXPIRE = "expire"
    """The last option has passed: the desk's own step, taken by nobody."""


class Occasion(StrEnum):
    """Why a meeting is proposed; the particulars go by the official channel."""

    YEARLY = "yearly"
    AT_RISK = "at_risk"
    """Somebody is in danger."""
    FOUND = "found"
    """Victims were found and need help or shelter at once."""
    RETURN = "return"
    """A return has to be arranged."""
    SUSPECTS = "suspects"
    """Suspects are about to move, or evidence to be lost."""
    STALLED = "stalled"
    """A case does not go on."""
    INTERPRETATION = "interpretation"
    IMPLEMENTATION = "implementation"
    OTHER = "other"


class Objection(StrEnum):
    """Why a meeting is declined, withdrawn, changed or cancelled."""

    TIME = "time"
    VENUE = "venue"
    PREPARATION = "preparation"
    SETTLED = "settled"
    OTHER_CHANNEL = "other_channel"


class Presence(StrEnum):
    """What a person says of coming."""

    YES = "yes"
    NO = "no"
    SUBSTITUTE = "substitute"
    """Somebody else of the own Party comes instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One time and place that a version offers: an aware UTC instant, and a venue, or by video.

    Numbers run on over the versions of a meeting, so that a number never means another slot.
    """

    number: int
    start: datetime
    venue: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A version that is on the table.

    ``version`` is that of the meeting at which it was made, and ``by`` the Party that made it;
    ``backed`` says that somebody who may bind that Party stands behind it, ``chosen`` which option
    the other Party accepted; ``objection`` is what a change says against what is agreed.
    """

    number: int
    version: int
    by: PartyCode
    person: PersonId
    at: datetime
    options: tuple[Option, ...]
    host: PartyCode
    backed: bool
    chosen: int | None = None
    objection: Objection | None = None

    def option(self, number: int) -> Option | None:
        """The option of that number; None where this version has none such."""
        return next((each for each in self.options if each.number == number), None)

    @property
    def expires_at(self) -> datetime:
        """When its last option passes."""
        return max(option.start for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What both Parties agreed: when, where and at whose place. ``sequence`` counts up with every
    change that calendars must follow.
    """

    start: datetime
    end: datetime
    venue: str | None
    host: PartyCode
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingProposal:
    """What somebody wants to meet about, and the first offer. Options are not numbered yet.

    ``difference`` is the one that is to be consulted on, where it was opened at the desk.
    """

    kind: MeetingKind
    occasion: Occasion
    urgent: bool
    case: Reference | None
    options: tuple[tuple[datetime, str | None], ...]
    host: PartyCode
    difference: DifferenceCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as it stands. Instants are aware UTC.

    ``about`` names what at most one open proposal of a kind may be about: a case, a year, a
    difference, or nothing in particular. ``offer`` is on the table; beside ``slot`` it is a change
    of what is agreed, which stands until the change is agreed, too. ``options_made`` counts all
    options.
    """

    code: MeetingCode
    kind: MeetingKind
    occasion: Occasion
    urgent: bool
    case: Reference | None
    about: str
    state: MeetingState
    version: int
    made_by: PartyCode
    made_at: datetime
    changed_at: datetime
    options_made: int
    offer: Offer | None = None
    slot: Slot | None = None
    objection: Objection | None = None

    @property
    def shared_version(self) -> int:
        """The last version that both Parties may see: that a coordinator stands behind an offer is
        an inner step of the Party that made it, as long as nothing is agreed by it.
        """
        offer = self.offer
        return self.version if offer is None or offer.chosen is not None else offer.version

    def is_over(self, now: datetime) -> bool:
        """Whether it was agreed and its time has passed."""
        return self.state is MeetingState.AGREED and self.slot is not None and self.slot.end <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEvent(HistoryEntry):
    """One line of a meeting's history; of the desk's own steps without a person."""

    code: MeetingCode
    action: MeetingAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """What a person said of coming to a meeting, and who comes instead."""

    person: PersonId
    party: PartyCode
    presence: Presence
    substitute: PersonId | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingActionContext:
    """Somebody does something now. ``binds`` says whether the person's word is the Party's."""

    person: Person
    at: datetime
    binds: bool


OCCASIONS: Mapping[MeetingKind, tuple[Occasion, ...]] = {
    MeetingKind.ANNUAL: (Occasion.YEARLY,),
    MeetingKind.EMERGENCY: (
        Occasion.AT_RISK,
        Occasion.FOUND,
        Occasion.RETURN,
        Occasion.SUSPECTS,
        Occasion.STALLED,
        Occasion.OTHER,
    ),
    MeetingKind.DIFFERENCE: (
        Occasion.INTERPRETATION,
        Occasion.IMPLEMENTATION,
        Occasion.OTHER,
    ),
}
"""Why a meeting of each kind may be proposed."""
