"""What the audit record says of a step: what was stated in clear, and digests of the rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison.domain.access import Action
from liaison.domain.activities import Activity
from liaison.domain.agendas import AgendaItem
from liaison.domain.differences import Difference
from liaison.domain.disclosures import Disclosure, disclosure_facts
from liaison.domain.holidays import DayChange
from liaison.domain.meeting_facts import Meeting, MeetingEvent
from liaison.domain.notes import Note
from liaison.domain.people import Person
from liaison.domain.proofs import (
    EVENT,
    NO_ROW,
    NO_SALT,
    ROW,
    ROWS,
    SALT_BYTES,
    Matter,
    Place,
    digest_of,
    note_facts,
    person_facts,
)
from liaison.domain.references import Reference
from liaison.domain.request_facts import Event, Request
from liaison.domain.retention import LegalHold
from liaison.domain.schedules import Change, Value, dump_value
from liaison.domain.terminations import Termination
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


async def disclosure_step(
    tx: Tx, person: Person, disclosure: Disclosure, step: str, **facts: Any
) -> None:
    """Record what was proposed to be disclosed, or that a consent was taken back."""
    proof = await _proof(
        tx, Place(Matter.DISCLOSURE, disclosure.code), disclosure_facts(disclosure)
    )
    await tx.audit(f"disclosure.{step}", disclosure.code, by=person, **facts, **proof)


async def person_step(tx: Tx, by: Person, person: Person, step: str, **facts: Any) -> None:
    """Record what became of a person, as it stands after the step; the name is not told."""
    about = str(person.id)
    proof = await _proof(tx, Place(Matter.PERSON, about), person_facts(person))
    await tx.audit(f"person.{step}", about, by=by, **facts, **proof)


async def note_written(tx: Tx, person: Person, note: Note, said: str) -> None:
    """Record that a note was written; what it says is proven and not told."""
    place = Place(Matter.NOTE, note.reference).within(note.number)
    proof = await _proof(tx, place, note_facts(note, said))
    facts = {"number": note.number, "kind": note.kind, ROWS: {note.number: proof[ROW]}}
    await tx.audit("note.write", note.reference, by=person, **facts)


async def notes_erased(tx: Tx, reference: Reference, notes: Sequence[Note]) -> None:
    """Record that notes of a case say nothing any more. The salts go with the words: else whoever
    has them could try words against the digest of then. What is left the lines say in clear.
    """
    whole = Place(Matter.NOTE, reference)
    await tx.proven.forget([whole.within(each.number) for each in notes])
    rows = {each.number: digest_of(note_facts(each, None), NO_SALT) for each in notes}
    await tx.audit("note.erase", reference, by=None, numbers=list(rows), rows=rows)


async def hold_step(tx: Tx, person: Person, hold: LegalHold, step: str, *, stands: bool) -> None:
    """Record that a hold was put on a case, or that it stands no longer."""
    digest = digest_of(hold, NO_SALT) if stands else NO_ROW
    facts = {"letter": hold.letter, ROWS: {hold.party: digest}}
    await tx.audit(f"hold.{step}", hold.reference, by=person, **facts)


async def termination_step(
    tx: Tx,
    person: Person,
    termination: Termination,
    step: str,
    *,
    stands: bool = True,
    **facts: Any,
) -> None:
    """Record an entry about the end of the Agreement, or that a notice is kept no longer."""
    code = termination.code
    proof: dict[str, str | None] = {ROW: NO_ROW}
    if stands:
        proof = await _proof(tx, Place(Matter.TERMINATION, code), termination)
    await tx.audit(f"termination.{step}", code, by=person, **facts, **proof)


async def difference_step(tx: Tx, person: Person, difference: Difference, step: str) -> None:
    """Record a step of a difference; its title is proven and not told."""
    code = difference.code
    proof = await _proof(tx, Place(Matter.DIFFERENCE, code), difference)
    await tx.audit(f"difference.{step}", code, by=person, version=difference.version, **proof)


async def setting_step(tx: Tx, person: Person, change: Change, before: Value) -> None:
    """Record what was set, and what held before."""
    facts = {
        "whose": change.party or "both",
        "before": dump_value(before),
        "value": None if change.value is None else dump_value(change.value),
        ROWS: {change.number: digest_of(change, NO_SALT)},
    }
    await tx.audit("setting.set", change.code, by=person, **facts)


async def holidays_step(tx: Tx, person: Person | None, days: Sequence[DayChange]) -> None:
    """Record what was said of days of a Party, of all of them the same."""
    facts = {
        "kind": days[0].said.kind,
        "days": [each.said.day for each in days],
        ROWS: {each.number: digest_of(each, NO_SALT) for each in days},
    }
    await tx.audit("holidays.say", days[0].party, by=person, **facts)


async def _proof(
    tx: Tx, place: Place, row: object, event: object | None = None
) -> dict[str, str | None]:
    salt = await tx.proven.salt(place, lambda: tx.random(SALT_BYTES).hex())
    proof: dict[str, str | None] = {ROW: digest_of(row, salt)}
    return proof if event is None else {**proof, EVENT: digest_of(event, salt)}
