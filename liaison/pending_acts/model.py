"""An act between Send and the moment when it leaves the Party."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from liaison.core.agreement import PartyCode
from liaison.core.cards import JsonObject, Paragraph, Text
from liaison.core.outbox import Subject
from liaison.core.people import PersonId
from liaison.core.working_time import day_ends, local_date

ACT_SUBJECT = Subject("act")
TIMER = "pending-act"
HOLD = timedelta(minutes=2)
"""How long an act can be taken back."""


class ActState(Enum):
    """Why an act has not left."""

    HELD = auto()
    """It can be taken back."""
    WAITS = auto()
    """A coordinator must approve it."""
    RETURNED = auto()
    """A coordinator has returned it to its author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingAct:
    """An act that ``person`` of ``party`` sent. The other Party sees it from ``leaves_at`` on
    (aware UTC); for an act that waits for sign-off or was returned, this is since when.

    ``about`` names its record: a Party has at most one pending act about each in each ``state``.
    One that a coordinator has returned stays until it is sent again. ``line`` is the command that
    takes the act, and ``drafts`` the draft that it needs, if any, by its command; ``title`` and
    ``details`` are for people. If ``person`` has approved it for another one, that is the
    ``author``.
    """

    id: str
    person: PersonId
    party: PartyCode
    about: str
    line: str
    drafts: Mapping[str, JsonObject]
    title: Text
    details: Sequence[Paragraph] = ()
    leaves_at: datetime
    author: PersonId | None = None
    state: ActState = ActState.HELD

    @property
    def waits(self) -> bool:
        """Whether a coordinator must approve it before it leaves."""
        return self.state is ActState.WAITS


def act_slot(act_id: str) -> str:
    """The message slot of an act in the chat of its sender."""
    return f"act {act_id}"


def leaving_time(now: datetime, zone: str) -> datetime:
    """When an act sent now leaves (aware UTC): on the same day in the zone of the sender."""
    return min(now + HOLD, day_ends(local_date(now, zone), zone) - timedelta(seconds=1))
