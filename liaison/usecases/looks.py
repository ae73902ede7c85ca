"""Looking at a subject whose time has come: which concept it belongs to."""

from datetime import datetime

from liaison.domain.activities import ActivityNumber
from liaison.domain.agreements import PartyCode
from liaison.domain.meeting_facts import MeetingCode
from liaison.domain.nominations import NominationCode
from liaison.domain.references import Reference
from liaison.domain.terminations import TerminationCode
from liaison.domain.two_keys import TwoKeyCode
from liaison.usecases import (
    activities,
    digests,
    holidays,
    meeting_looks,
    meetings,
    nominations,
    notices,
    reminders,
    requests,
    second_keys,
    terminations,
    two_keys,
)
from liaison.usecases.ports import Tx


async def look_at(tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
    """Look at a subject; ``since`` is when it was last looked at (aware UTC).

    Raises ``LookupError`` for a kind of subject that nobody looks at.
    """
    match kind:
        case requests.WAKE:
            await reminders.look(tx, Reference(subject), since=since)
        case meetings.WAKE:
            await meeting_looks.look(tx, MeetingCode(subject), since=since)
        case meeting_looks.ANNUAL_WAKE:
            await meeting_looks.look_at_year(tx, PartyCode(subject), since=since)
        case activities.WAKE:
            await activities.look(tx, ActivityNumber(int(subject)), since=since)
        case two_keys.WAKE:
            await second_keys.look(tx, TwoKeyCode(subject))
        case holidays.WAKE:
            await holidays.look(tx, PartyCode(subject))
        case nominations.WAKE:
            await nominations.look(tx, NominationCode(subject))
        case terminations.WAKE:
            await terminations.look(tx, TerminationCode(subject), since=since)
        case notices.WAKE:
            await notices.look(tx, subject)
        case digests.WAKE:
            await digests.look(tx, PartyCode(subject), since=since)
        case _:
            raise LookupError(kind)
