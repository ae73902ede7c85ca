"""An act between Send and the moment when it leaves the Party."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from liaison.core.agreement import PartyCode
from liaison.core.cards import Text
from liaison.core.errors import UserError
from liaison.core.people import PersonId
from liaison.core.working_time import day_ends, local_date

HOLD = timedelta(minutes=2)
"""How long an act can be taken back."""


class AlreadyPending(UserError):
    """Another act about the same record leaves in a moment; ``pending`` says when."""

    key = "error-act-pending"


class NothingPending(UserError):
    """The act has left already, or was taken back."""

    key = "error-act-left"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingAct:
    """An act that ``person`` of ``party`` sent, and that leaves at ``leaves_at`` (aware UTC).

    ``about`` names its record: a Party has at most one pending act about each. ``line`` is the
    command that takes the act, and ``data`` the stored conversation that it needs, as JSON; the
    ``title`` names the act and its record for people.
    """

    id: str
    person: PersonId
    party: PartyCode
    about: str
    line: str
    data: str
    title: Text
    leaves_at: datetime


def leaving_time(now: datetime, zone: str) -> datetime:
    """When an act sent now leaves (aware UTC): on the same day in the zone of the sender, as the
    day of an act counts.
    """
    return min(now + HOLD, day_ends(local_date(now, zone), zone) - timedelta(seconds=1))
