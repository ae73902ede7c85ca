"""A meeting between two Parties, and people of both, for the tests of rules."""

from datetime import UTC, datetime, timedelta

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.people import AccountStatus, Person, PersonId, Role
from liaison.core.references import new_coded
from liaison.meetings.model import (
    Meeting,
    MeetingActionContext,
    MeetingCode,
    MeetingProposal,
    Occasion,
)
from liaison.meetings.rules import Places, propose

KH, CN = PartyCode("KH"), PartyCode("CN")
HOUR = timedelta(hours=1)
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
OPTIONS: Places = ((TOMORROW, None), (TOMORROW + HOUR, "Nanchang"))
CODE = MeetingCode(new_coded("M", 2026, lambda count: bytes(range(count))))


def act(
    party: PartyCode,
    role: Role = Role.COORDINATOR,
    *,
    binds: bool = True,
    at: datetime = NOW,
    number: int = 1,
) -> MeetingActionContext:
    """A person of a Party acts."""
    person = Person(
        id=PersonId(number + (10 if party == CN else 0)),
        number=number,
        party=party,
        role=role,
        agency="Office",
        name="Person",
        chat_id=1000 + number,
        language="en",
        status=AccountStatus.ACTIVE,
        joined_at=NOW - timedelta(days=9),
    )
    return MeetingActionContext(person=person, at=at, binds=binds)


def emergency(options: Places = OPTIONS) -> MeetingProposal:
    """An emergency meeting with two options."""
    return MeetingProposal(
        kind=MeetingKind.EMERGENCY,
        occasion=Occasion.AT_RISK,
        urgent=True,
        case=None,
        options=tuple(options),
        host=KH,
    )


def proposed(*, binds: bool = True, options: Places = OPTIONS) -> Meeting:
    """An emergency meeting that Cambodia has just proposed."""
    meeting, _ = propose(emergency(options), act(KH, binds=binds), code=CODE, about="")
    return meeting
