"""The decisions of a meeting, as people typed them."""

from collections.abc import Sequence

from liaison.audit.digests import RecordRef
from liaison.core.agreement import PartyCode
from liaison.core.transaction import Tx
from liaison.meetings.model import MeetingCode
from liaison.plan.repository import Activities
from liaison.plan.rules import ACTIVITY_RECORD
from liaison.redactions.service import TypedText


async def find_typed_texts(tx: Tx, _party: PartyCode, code: str) -> Sequence[TypedText]:
    """The titles of the activities that a meeting decided."""
    return [
        TypedText("decision", title, each.made_at, RecordRef(ACTIVITY_RECORD, str(each.number)))
        for each in await tx.of(Activities).decided(MeetingCode(code))
        for title in each.intent.titles.values()
    ]
