"""Looking at a subject whose time has come: which concept it belongs to."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from liaison.domain.activities import ActivityNumber
from liaison.domain.agreements import PartyCode
from liaison.domain.disclosures import DisclosureCode
from liaison.domain.meeting_facts import MeetingCode
from liaison.domain.nominations import NominationCode
from liaison.domain.references import Reference
from liaison.domain.terminations import TerminationCode
from liaison.domain.two_keys import TwoKeyCode
from liaison.usecases import (
    activities,
    digests,
    disclosures,
    holidays,
    lives,
    meeting_looks,
    meetings,
    nominations,
    notices,
    reminders,
    requests,
    retention,
    second_keys,
    terminations,
    two_keys,
)
from liaison.usecases.ports import Tx

Look: TypeAlias = Callable[[Tx, str, datetime], Awaitable[None]]

_LOOKS: Mapping[str, Look] = {
    requests.WAKE: lambda tx, of, since: reminders.look(tx, Reference(of), since=since),
    meetings.WAKE: lambda tx, of, since: meeting_looks.look(tx, MeetingCode(of), since=since),
    meeting_looks.ANNUAL_WAKE: lambda tx, of, since: meeting_looks.look_at_year(
        tx, PartyCode(of), since=since
    ),
    activities.WAKE: lambda tx, of, since: activities.look(
        tx, ActivityNumber(int(of)), since=since
    ),
    two_keys.WAKE: lambda tx, of, _since: second_keys.look(tx, TwoKeyCode(of)),
    holidays.WAKE: lambda tx, of, _since: holidays.look(tx, PartyCode(of)),
    nominations.WAKE: lambda tx, of, _since: nominations.look(tx, NominationCode(of)),
    terminations.WAKE: lambda tx, of, since: terminations.look(
        tx, TerminationCode(of), since=since
    ),
    disclosures.WAKE: lambda tx, of, _since: disclosures.look(tx, DisclosureCode(of)),
    notices.WAKE: lambda tx, of, _since: notices.look(tx, of),
    retention.WAKE: lambda tx, _of, _since: retention.look(tx),
    digests.WAKE: lambda tx, of, since: digests.look(tx, PartyCode(of), since=since),
    lives.WAKE: lambda tx, of, _since: lives.look(tx, int(of)),
}
"""How a subject of each kind is looked at."""


class UnknownKind(LookupError):
    """Nobody here looks at subjects of this kind: a newer desk does."""


async def look_at(tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
    """Look at a subject; ``since`` is when it was last looked at (aware UTC).

    Raises ``UnknownKind`` for a kind of subject that nobody here looks at.
    """
    look = _LOOKS.get(kind)
    if look is None:
        raise UnknownKind(kind)
    await look(tx, subject, since)
