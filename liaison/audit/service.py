"""What the audit record says of a step: what is stated in clear, and digests of the rows.

Each type of record is registered once, in ``_KINDS``.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from operator import attrgetter
from typing import Any, TypeVar

from liaison.agreement.differences import Difference
from liaison.agreement.terminations import Termination
from liaison.approvals.rules import TwoKey
from liaison.audit.digests import (
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
from liaison.core.access import Action
from liaison.core.people import Person
from liaison.core.repository import Versioned
from liaison.core.transaction import Tx
from liaison.disclosures.rules import Disclosure, disclosure_facts
from liaison.meetings.agenda import AgendaItem
from liaison.meetings.model import Meeting
from liaison.notes.retention import LegalHold
from liaison.notes.rules import Note
from liaison.plan.rules import Activity
from liaison.requests.model import Event, Request
from liaison.settings.holidays import DayChange
from liaison.settings.model import Change

_R = TypeVar("_R")
_ASKS = (Action.LOG, Action.RECORD)


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note with what it says."""

    note: Note
    said: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """How steps of one type of record are audited, by paths to attributes.

    Lines are about what ``name`` leads to; where several records are named alike, ``part`` tells
    them apart. ``stated``, and what ``states`` gives of a record and the line of its history, is
    told in clear; the digest is made of what ``proven`` gives.
    """

    matter: Matter
    name: str
    _: KW_ONLY
    stated: tuple[str, ...] = ()
    part: str | None = None
    states: Callable[[Any, Any], Mapping[str, Any]] = lambda *_: {}
    proven: Callable[[Any], object] = lambda record: record
    salted: bool = True

    def named(self, record: object) -> str:
        return str(attrgetter(self.name)(record))

    def parted(self, record: object) -> object:
        return None if self.part is None else attrgetter(self.part)(record)

    def place(self, record: object) -> Place:
        whole = Place(self.matter, self.named(record))
        return whole if self.part is None else whole.within(self.parted(record))

    def facts(self, record: object, event: object) -> Mapping[str, Any]:
        stated = {path.rpartition(".")[2]: attrgetter(path)(record) for path in self.stated}
        return {**stated, **self.states(record, event)}


async def save(
    tx: Tx,
    repository: Versioned[_R],
    record: _R,
    step: str,
    *,
    by: Person | None,
    stale: Exception | None = None,
    **facts: Any,
) -> None:
    """Write the next version of a record, and record the step like ``record_step``.

    Raises ``stale`` where the record has changed since it was read. A record that was locked cannot
    have changed.
    """
    if not await repository.change(record):
        raise stale or RuntimeError(f"{type(record).__name__} is locked, and changed all the same")
    await record_step(tx, step, record, by=by, **facts)


async def record_step(
    tx: Tx,
    step: str,
    *records: object,
    by: Person | None,
    event: object | None = None,
    about: str | None = None,
    gone: bool = False,
    **facts: Any,
) -> None:
    """Record a step of records of one type and name, as they are after it or, where they are
    ``gone``, were before it. ``event`` is the line of the history; ``about`` is the subject of the
    line where that is another matter.
    """
    kind = _KINDS[type(records[0])]
    digests: dict[object, str | None] = {}
    proof: dict[str, object] = {}
    for each in records:
        digests[kind.parted(each)] = NO_ROW
        if not gone:
            salt = await _salt(tx, kind.place(each)) if kind.salted else NO_SALT
            digests[kind.parted(each)] = digest_of(kind.proven(each), salt)
            if event is not None:
                proof[EVENT] = digest_of(event, salt)
    proof |= {ROW: digests[None]} if kind.part is None else {ROWS: digests}
    facts |= kind.facts(records[0], event)
    subject = about or kind.named(records[0])
    await tx.audit(f"{kind.matter}.{step}", subject, by=by, **facts, **proof)


async def _salt(tx: Tx, place: Place) -> str:
    return await tx.proven.salt(place, lambda: tx.random(SALT_BYTES).hex())


def _states_of_request(request: Request, event: Event) -> Mapping[str, Any]:
    """What both Parties see; what only one of them sees is proven and not told."""
    if event.private:
        return {}
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


def _states_of_meeting(meeting: Meeting, _: object) -> Mapping[str, Any]:
    """When, and at whose place; the venues are proven and not told."""
    slot, offer = meeting.slot, meeting.offer
    facts: dict[str, Any] = {}
    if slot is not None:
        facts |= {"start": slot.start, "end": slot.end, "host": slot.host}
    if offer is not None:
        facts |= {"offers": [each.start for each in offer.options], "offered_host": offer.host}
    return facts


_PLAN = ("version", "state", "intent.lead", "intent.first_on", "intent.last_on")
_CHANGE = ("change.of", "change.kind", "change.before", "change.after", "change.reason")
_TERMS = ("item", "third_party", "purpose", "scope", "until", "letter")
_KINDS: Mapping[type, _Kind] = {
    Request: _Kind(Matter.REQUEST, "reference", stated=("version",), states=_states_of_request),
    Meeting: _Kind(Matter.MEETING, "code", stated=("version", "state"), states=_states_of_meeting),
    AgendaItem: _Kind(Matter.AGENDA, "id", stated=("version", "state", "case")),
    Activity: _Kind(Matter.ACTIVITY, "number", stated=_PLAN),
    TwoKey: _Kind(Matter.TWO_KEY, "code", stated=("version", "state", "expires_at", *_CHANGE)),
    Disclosure: _Kind(
        Matter.DISCLOSURE,
        "code",
        stated=("version", *(f"terms.{each}" for each in _TERMS)),
        proven=disclosure_facts,
    ),
    Person: _Kind(Matter.PERSON, "id", proven=person_facts),
    WrittenNote: _Kind(
        Matter.NOTE,
        "note.reference",
        stated=("note.number", "note.kind"),
        part="note.number",
        proven=lambda each: note_facts(each.note, each.said),
    ),
    # Erased. Its salt goes with the words: else whoever has it could try words against the digest
    # of then. What is left the lines say in clear.
    Note: _Kind(
        Matter.NOTE,
        "reference",
        part="number",
        proven=lambda each: note_facts(each, None),
        salted=False,
    ),
    LegalHold: _Kind(Matter.HOLD, "reference", stated=("letter",), part="party", salted=False),
    Termination: _Kind(Matter.TERMINATION, "code"),
    Difference: _Kind(Matter.DIFFERENCE, "code", stated=("version",)),
    Change: _Kind(Matter.SETTING, "code", part="number", salted=False),
    DayChange: _Kind(Matter.HOLIDAYS, "party", stated=("said.kind",), part="number", salted=False),
}
