"""What a notice is about: a case, a meeting, an activity, or nothing with a card of its own."""

from dataclasses import dataclass

from liaison.core.outbox import Subject
from liaison.core.people import PersonId
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.meetings.model import Meeting, MeetingCode, Presence
from liaison.notifications.rules import Notice
from liaison.plan.rules import Activity, ActivityNumber
from liaison.requests.model import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The matter of a notice, locked; ``absent`` are those who said not to come to a meeting."""

    request: Request | None = None
    meeting: Meeting | None = None
    activity: Activity | None = None
    absent: frozenset[PersonId] = frozenset()


async def matter_of(tx: Tx, notice: Notice) -> Matter:
    """Look up what a notice is about; nobody else changes it before this transaction ends."""
    match notice.subject:
        case Subject.REQUEST:
            found = await tx.requests.get(Reference(notice.of), party=notice.party)
            return Matter(request=found)
        case Subject.MEETING:
            code = MeetingCode(notice.of)
            meeting = await tx.meetings.get(code)
            said = await tx.meetings.attendances(code)
            absent = frozenset(each.person for each in said if each.presence is not Presence.YES)
            return Matter(meeting=meeting, absent=absent)
        case Subject.ACTIVITY:
            return Matter(activity=await tx.activities.get(ActivityNumber(int(notice.of))))
        case Subject.PERSON | Subject.KEY | Subject.AGREEMENT | Subject.DESK:
            return Matter()
