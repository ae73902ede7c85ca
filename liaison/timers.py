"""Looking at a subject whose time has come: which concept it belongs to."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from liaison import approval_kinds
from liaison.agreement import termination_service
from liaison.agreement.terminations import TerminationCode
from liaison.approvals import service as approval_service
from liaison.approvals.rules import TwoKeyCode
from liaison.core.agreement import PartyCode
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.disclosures import service as disclosure_service
from liaison.disclosures.rules import DisclosureCode
from liaison.meetings import service as meeting_service
from liaison.meetings import timers as meeting_timers
from liaison.meetings.model import MeetingCode
from liaison.notes import timers as note_timers
from liaison.notifications import chat_messages
from liaison.notifications import service as notification_service
from liaison.people import nomination_service
from liaison.people.nominations import NominationCode
from liaison.plan import service as plan_service
from liaison.plan.rules import ActivityNumber
from liaison.reports import timers as report_timers
from liaison.requests import service as request_service
from liaison.requests import timers as request_timers
from liaison.settings import holiday_service

Look: TypeAlias = Callable[[Tx, str, datetime], Awaitable[None]]

_LOOKS: Mapping[str, Look] = {
    request_service.WAKE: lambda tx, of, since: request_timers.look(tx, Reference(of), since=since),
    meeting_service.WAKE: lambda tx, of, since: meeting_timers.look(
        tx, MeetingCode(of), since=since
    ),
    meeting_timers.ANNUAL_WAKE: lambda tx, of, since: meeting_timers.look_at_year(
        tx, PartyCode(of), since=since
    ),
    plan_service.WAKE: lambda tx, of, since: plan_service.look(
        tx, ActivityNumber(int(of)), since=since
    ),
    approval_service.WAKE: lambda tx, of, _since: approval_kinds.look(tx, TwoKeyCode(of)),
    holiday_service.WAKE: lambda tx, of, _since: holiday_service.look(tx, PartyCode(of)),
    nomination_service.WAKE: lambda tx, of, _since: nomination_service.look(tx, NominationCode(of)),
    termination_service.WAKE: lambda tx, of, since: termination_service.look(
        tx, TerminationCode(of), since=since
    ),
    disclosure_service.WAKE: lambda tx, of, _since: disclosure_service.look(tx, DisclosureCode(of)),
    notification_service.WAKE: lambda tx, of, _since: notification_service.look(tx, of),
    note_timers.WAKE: lambda tx, _of, _since: note_timers.look(tx),
    report_timers.WAKE: lambda tx, of, since: report_timers.look(tx, PartyCode(of), since=since),
    chat_messages.WAKE: lambda tx, of, _since: chat_messages.look(tx, int(of)),
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
