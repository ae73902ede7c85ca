"""A meeting between two Parties, and people of both, for the tests of rules."""

from datetime import UTC, datetime, timedelta

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.channels import Address
from liaison.core.people import AccountStatus, Person, PersonId, Role
from liaison.core.references import new_coded
from liaison.meetings import model
from liaison.meetings.rules import Places, propose

KH, CN = PartyCode("KH"), PartyCode("CN")
HOUR = timedelta(hours=1)
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
OPTIONS: Places = ((TOMORROW, None), (TOMORROW + HOUR, "Nanchang"))
CODE = model.MeetingCode(new_coded("M", 2026, lambda count: bytes(range(count))))


def act(
    party: PartyCode,
    role: Role = Role.COORDINATOR,
    *,
    binds: bool = True,
    at: datetime = NOW,
    number: int = 1,
) -> model.MeetingActionContext:
    """A person of a Party acts."""
    person = Person(
        id=PersonId(number + (10 if party == CN else 0)),
        number=number,
        party=party,
        role=role,
        agency="Office",
        name="Person",
        address=Address(1000 + number),
        language="en",
        status=AccountStatus.ACTIVE,
        joined_at=NOW - timedelta(days=9),
    )
    return model.MeetingActionContext(person=person, at=at, binds=binds)


def emergency(options: Places = OPTIONS) -> model.MeetingProposal:
    """An emergency meeting with two options."""
    return model.MeetingProposal(
        kind=MeetingKind.EMERGENCY,
        occasion=model.Occasion.AT_RISK,
        urgent=True,
        case=None,
        options=tuple(options),
        host=KH,
    )


def proposed(*, binds: bool = True, options: Places = OPTIONS) -> model.Meeting:
    """An emergency meeting that Cambodia has just proposed."""
    meeting, _ = propose(emergency(options), act(KH, binds=binds), code=CODE, about="")
    return meeting
