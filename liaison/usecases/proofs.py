"""What the audit record says of a step: what was stated in clear, and digests of the rows."""

from collections.abc import Mapping
from typing import Any

from liaison.domain.access import Action
from liaison.domain.activities import Activity
from liaison.domain.agendas import AgendaItem
from liaison.domain.meeting_facts import Meeting, MeetingEvent
from liaison.domain.people import Person
from liaison.domain.proofs import EVENT, ROW, SALT_BYTES, Matter, Place, digest_of
from liaison.domain.request_facts import Event, Request
from liaison.domain.two_keys import TwoKey
from liaison.usecases.ports import Tx

_ASKS = (Action.LOG, Action.RECORD)


async def request_step(tx: Tx, person: Person, request: Request, event: Event) -> None:
    """Record a step of a case. What only one Party sees is proven and not told."""
    facts = {} if event.private else _stated(request, event)
    place = Place(Matter.REQUEST, request.reference)
    proof = await _proof(tx, place, request, event)
    action, subject = f"request.{event.action}", request.reference
    await tx.audit(action, subject, by=person, version=request.version, **facts, **proof)


def _stated(request: Request, event: Event) -> Mapping[str, Any]:
    facts: dict[str, Any] = {
        "state": request.state,
        "received_on": request.received_on,
        "due_on": request.due_on,
        "said": dict(event.facts),
    }
    if event.letter is not None:
        facts["by_letter"] = event.letter
    if event.action in _ASKS:
        asked = request.asked
        facts |= {
            "kind": asked.kind,
            "urgent": asked.urgent,
            "persons": asked.persons,
            "children": asked.children,
            "needed_by": asked.needed_by,
            "letter": asked.letter.reference,
            "letter_day": asked.letter.day,
            "channel": asked.letter.channel,
        }
    return facts


async def meeting_step(
    tx: Tx, person: Person | None, meeting: Meeting, event: MeetingEvent
) -> None:
    """Record a step of a meeting: when, and at whose place; the venues are proven and not told."""
    slot, offer = meeting.slot, meeting.offer
    facts: dict[str, Any] = {"state": meeting.state}
    if slot is not None:
        facts |= {"start": slot.start, "end": slot.end, "host": slot.host}
    if offer is not None:
        facts |= {"offers": [each.start for each in offer.options], "offered_host": offer.host}
    proof = await _proof(tx, Place(Matter.MEETING, meeting.code), meeting, event)
    action = f"meeting.{event.action}"
    await tx.audit(action, meeting.code, by=person, version=meeting.version, **facts, **proof)


async def agenda_step(
    tx: Tx, person: Person, meeting: Meeting, item: AgendaItem, step: str
) -> None:
    """Record what became of an item of an agenda; its words are proven and not told."""
    proof = await _proof(tx, Place(Matter.AGENDA, str(item.id)), item)
    facts = {"item": item.id, "version": item.version, "state": item.state, "case": item.case}
    await tx.audit(f"agenda.{step}", meeting.code, by=person, **facts, **proof)


async def activity_step(
    tx: Tx, person: Person | None, activity: Activity, step: str, **more: Any
) -> None:
    """Record a step of an activity: who leads it, and its days; its words are proven, not told."""
    about, intent = str(activity.number), activity.intent
    proof = await _proof(tx, Place(Matter.ACTIVITY, about), activity)
    facts = {
        "version": activity.version,
        "state": activity.state,
        "lead": intent.lead,
        "first_on": intent.first_on,
        "last_on": intent.last_on,
    }
    await tx.audit(f"activity.{step}", about, by=person, **more, **facts, **proof)


async def two_key_step(tx: Tx, person: Person | None, key: TwoKey, step: str) -> None:
    """Record a step of a proposal, with what would change and into what."""
    change = key.change
    facts = {
        "of": change.of,
        "version": key.version,
        "state": key.state,
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
        "reason": change.reason,
        "expires_at": key.expires_at,
    }
    proof = await _proof(tx, Place(Matter.TWO_KEY, key.code), key)
    await tx.audit(f"two_key.{step}", key.code, by=person, **facts, **proof)


async def _proof(
    tx: Tx, place: Place, row: object, event: object | None = None
) -> Mapping[str, str]:
    salt = await tx.proven.salt(place, lambda: tx.random(SALT_BYTES).hex())
    proof = {ROW: digest_of(row, salt)}
    return proof if event is None else {**proof, EVENT: digest_of(event, salt)}
