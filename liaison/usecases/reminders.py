"""Looking at a subject again: what the rule says is due now becomes notices, and the next look."""

from datetime import datetime

from liaison.domain.cards import Text, text
from liaison.domain.people import Person, PersonId
from liaison.domain.references import Reference
from liaison.domain.reminders import Rung, Step, next_steps
from liaison.domain.request_facts import Request
from liaison.usecases import notices
from liaison.usecases.ports import Guard, Tx
from liaison.usecases.request_cards import show_case
from liaison.usecases.requests import WAKE


async def look_at(tx: Tx, *, kind: str, subject: str, since: datetime) -> None:
    """Look at a subject whose time has come; ``since`` is when it was last looked at (aware UTC).

    Raises ``LookupError`` for a kind of subject that nobody looks at.
    """
    if kind != WAKE:
        raise LookupError(kind)
    reference = Reference(subject)
    request = await tx.requests.get(reference, party=tx.agreement.parties[0].code)
    if request is None:
        await tx.wake(kind, subject, None)
        return
    plan = next_steps(request, tx.agreement, since=since, now=tx.now)
    told: set[PersonId] = set()
    # Who gets the alert needs no second word about the same day.
    for step in sorted(plan.steps, key=lambda step: step.rung is not Rung.OVERDUE_ALERT):
        for person in await _reminded(tx, request, step):
            if person.id not in told:
                told.add(person.id)
                await _remind(tx, person, request, step)
    await tx.wake(kind, subject, plan.wake_at)


async def _remind(tx: Tx, person: Person, request: Request, step: Step) -> None:
    await notices.tell(
        tx,
        person,
        await show_case(tx, person, request, headline=_headline(request, step)),
        key=f"request:{request.reference}:{step.rung}:{step.at.isoformat()}",
        guard=Guard(reference=request.reference, states=(request.state,)),
    )


async def _reminded(tx: Tx, request: Request, step: Step) -> list[Person]:
    """Whom a reminder is for: who answers the case, or the coordinators of that side."""
    party = request.requesting if step.requesting_side else request.requested
    match step.rung:
        case Rung.DUE | Rung.OVERDUE:
            return list(await notices.responsible(tx, request, party))
        case Rung.RECEIPT | Rung.OVERDUE_ALERT:
            return list(await notices.coordinators(tx, party))


def _headline(request: Request, step: Step) -> Text:
    key = f"reminder-{step.rung.replace('_', '-')}"
    return text(key, reference=request.reference, days=step.days)
