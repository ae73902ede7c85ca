"""The types of record that steps are audited of."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from operator import attrgetter
from typing import Any

from liaison.agreement.differences import Difference
from liaison.agreement.terminations import Termination
from liaison.approvals.rules import TwoKey
from liaison.audit.digests import (
    Matter,
    Place,
    person_facts,
)
from liaison.core.people import Person
from liaison.disclosures.rules import Disclosure, disclosure_facts
from liaison.meetings.agenda import AgendaItem
from liaison.meetings.model import Meeting
from liaison.notes.retention import LegalHold
from liaison.notes.rules import Note, WrittenNote, note_facts
from liaison.plan.rules import Activity
from liaison.requests.model import Action, Event, Request
from liaison.settings.holidays import DayChange
from liaison.settings.model import Change

_ASKS = (Action.LOG, Action.RECORD)


@dataclass(frozen=True, slots=True)
class RecordedType:
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
        """By what name a record is audited."""
        return str(attrgetter(self.name)(record))

    def parted(self, record: object) -> object:
        """What tells a record from others of its name; None where nothing does."""
        return None if self.part is None else attrgetter(self.part)(record)

    def place(self, record: object) -> Place:
        """The row that the digest of a record is made of."""
        whole = Place(self.matter, self.named(record))
        return whole if self.part is None else whole.within(self.parted(record))

    def facts(self, record: object, event: object) -> Mapping[str, Any]:
        """What is told in clear of a record and the line of its history."""
        stated = {path.rpartition(".")[2]: attrgetter(path)(record) for path in self.stated}
        return {**stated, **self.states(record, event)}


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
RECORD_TYPES: Mapping[type, RecordedType] = {
    Request: RecordedType(
        Matter.REQUEST, "reference", stated=("version",), states=_states_of_request
    ),
    Meeting: RecordedType(
        Matter.MEETING, "code", stated=("version", "state"), states=_states_of_meeting
    ),
    AgendaItem: RecordedType(Matter.AGENDA, "id", stated=("version", "state", "case")),
    Activity: RecordedType(Matter.ACTIVITY, "number", stated=_PLAN),
    TwoKey: RecordedType(
        Matter.TWO_KEY, "code", stated=("version", "state", "expires_at", *_CHANGE)
    ),
    Disclosure: RecordedType(
        Matter.DISCLOSURE,
        "code",
        stated=("version", *(f"terms.{each}" for each in _TERMS)),
        proven=disclosure_facts,
    ),
    Person: RecordedType(Matter.PERSON, "id", proven=person_facts),
    WrittenNote: RecordedType(
        Matter.NOTE,
        "note.reference",
        stated=("note.number", "note.kind"),
        part="note.number",
        proven=lambda each: note_facts(each.note, each.said),
    ),
    # Erased. Its salt goes with the words: else whoever has it could try words against the digest
    # of then. What is left the lines say in clear.
    Note: RecordedType(
        Matter.NOTE,
        "reference",
        part="number",
        proven=lambda each: note_facts(each, None),
        salted=False,
    ),
    LegalHold: RecordedType(
        Matter.HOLD, "reference", stated=("letter",), part="party", salted=False
    ),
    Termination: RecordedType(Matter.TERMINATION, "code"),
    Difference: RecordedType(Matter.DIFFERENCE, "code", stated=("version",)),
    Change: RecordedType(Matter.SETTING, "code", part="number", salted=False),
    DayChange: RecordedType(
        Matter.HOLIDAYS, "party", stated=("said.kind",), part="number", salted=False
    ),
}
