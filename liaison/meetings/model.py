"""The data of a meeting: its offers, the agreed slot, and attendance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, NewType

from liaison.audit.digests import RecordKind
from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId
from liaison.core.references import DifferenceCode, Reference
from liaison.lifecycle.model import HistoryEntry

MEETING_SUBJECT = Subject("meeting")
MEETING_RECORD = RecordKind("meeting")

MeetingCode = NewType("MeetingCode", str)


class MeetingState(StrEnum):
    """The state of a meeting. That an agreed one is over follows from its slot and now."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class MeetingAction(StrEnum):
    """A step of a meeting."""

    PROPOSE = "propose"
    COUNTER = "counter"
    """A new offer; the consents to the previous one are void."""
    CONFIRM = "back"
    """A coordinator confirms what a focal person of the own Party proposed."""
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    EXPIRE = "expire"
    """The last option has passed: a step of the service without a person."""
    HELD = "held"
    """One Party records that the meeting took place."""
    MISSED = "missed"
    """One Party records that it did not."""
    MINUTES = "minutes"
    """One Party names the letter with the minutes, for the other one to approve."""
    APPROVE_MINUTES = "approve_minutes"


class Occasion(StrEnum):
    """Why a meeting is proposed; details are sent by the official channel."""

    YEARLY = "yearly"
    AT_RISK = "at_risk"
    """A person is in danger."""
    FOUND = "found"
    """Victims were found and need help or shelter at once."""
    RETURN = "return"
    """A return has to be arranged."""
    SUSPECTS = "suspects"
    """Suspects may move, or evidence may be lost."""
    STALLED = "stalled"
    """A case makes no progress."""
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
    """Whether a person attends."""

    YES = "yes"
    NO = "no"
    SUBSTITUTE = "substitute"
    """Another person of the own Party attends instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One offered time and place: an aware UTC instant, and a venue, or None for video. Numbers
    continue over the offers of a meeting; people see those of the open offer, from 1.
    """

    number: int
    start: datetime
    venue: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An open offer.

    ``version`` is that of the meeting at which it was made, and ``by`` the Party that made it;
    ``confirmed`` is True if a person who may bind that Party has confirmed it, ``chosen`` is the
    option that the other Party accepted; ``objection`` is the reason of a change to an agreed
    meeting.
    """

    number: int
    version: int
    by: PartyCode
    person: PersonId
    at: datetime
    options: tuple[Option, ...]
    host: PartyCode
    confirmed: bool
    chosen: int | None = None
    objection: Objection | None = None

    def option(self, number: int) -> Option | None:
        """The option of that number; None if this offer has none."""
        return next((each for each in self.options if each.number == number), None)

    @property
    def choices(self) -> str:
        """The numbers of its options for people, from 1."""
        return " ".join(str(at) for at, _ in enumerate(self.options, 1))

    @property
    def expires_at(self) -> datetime:
        """The start of its last option."""
        return max(option.start for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The agreed time, venue and host; ``sequence`` grows with each change for calendars."""

    start: datetime
    end: datetime
    venue: str | None
    host: PartyCode
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The letter with the minutes, named by a Party; they hold once the other ``approved`` them."""

    letter: str
    by: PartyCode
    approved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingProposal:
    """A new meeting with its first offer; ``difference`` is its subject, if it is recorded."""

    kind: MeetingKind
    occasion: Occasion
    urgent: bool
    case: Reference | None
    options: tuple[tuple[datetime, str | None], ...]
    host: PartyCode
    difference: DifferenceCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The current version of a meeting. Instants are aware UTC.

    ``about`` is the subject, of which at most one proposal of a kind is open: a case, a year, a
    difference, or empty. If there is both an ``offer`` and a ``slot``, the offer is a change of the
    agreed slot, which is valid until the change is agreed. ``options_made`` counts all options.
    Whether the agreed meeting took place is what each Party recorded: the one that made the first
    proposal, and the other one.
    """

    OMITTED_IF_NONE: ClassVar = frozenset({"held_by_maker", "held_by_other", "minutes"})

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
    held_by_maker: bool | None = None
    held_by_other: bool | None = None
    minutes: Minutes | None = None

    @property
    def held(self) -> bool:
        """Whether a Party has recorded that it took place, and none that it did not."""
        return (self.held_by_maker or self.held_by_other or False) and not self.missed

    @property
    def missed(self) -> bool:
        """Whether a Party has recorded that it did not take place."""
        return False in (self.held_by_maker, self.held_by_other)

    @property
    def disputed(self) -> bool:
        """Whether the Parties have recorded differently whether it took place."""
        return {self.held_by_maker, self.held_by_other} == {True, False}

    def invites(self, party: PartyCode) -> bool:
        """Whether a Party invites the other one: by its offer, or by what both have agreed."""
        offered = self.offer is not None and self.offer.by == party
        return offered or (self.state is MeetingState.AGREED and self.made_by == party)

    def held_by(self, party: PartyCode) -> bool | None:
        """Whether it took place, as a Party recorded it; None if it has not yet."""
        return self.held_by_maker if party == self.made_by else self.held_by_other

    @property
    def shared_version(self) -> int:
        """The last version of both Parties: a confirmation of an offer is internal until agreed."""
        offer = self.offer
        return self.version if offer is None or offer.chosen is not None else offer.version

    def replies(self, attendances: "Iterable[Attendance]") -> "Sequence[Attendance]":
        """The replies about attending that were given since the present time was agreed."""
        return [each for each in attendances if each.at >= self.changed_at]

    def has_begun(self, now: datetime) -> bool:
        """Whether its agreed time has begun."""
        return self.slot is not None and self.slot.start <= now

    def is_over(self, now: datetime) -> bool:
        """Whether it was agreed and is past, or a Party has recorded what became of it."""
        recorded = self.held or self.missed
        passed = self.slot is not None and self.slot.end <= now
        return self.state is MeetingState.AGREED and (passed or recorded)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEvent(HistoryEntry):
    """One entry of a meeting's history; a step of the service has no person."""

    code: MeetingCode
    action: MeetingAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A person's reply about attending a meeting, and the substitute, if any."""

    person: PersonId
    party: PartyCode
    presence: Presence
    substitute: PersonId | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingActionContext:
    """A person's action now. ``binds`` is True if the person may bind the Party."""

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
    MeetingKind.DIFFERENCE: (Occasion.INTERPRETATION, Occasion.IMPLEMENTATION, Occasion.OTHER),
}
"""The possible reasons for a meeting of each kind."""
