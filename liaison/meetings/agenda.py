"""The agenda of a meeting: items of both Parties, kept until they are discussed (Article 7).

An item is on the agenda of its own meeting. After that meeting, or if it does not take place, it is
also on that of every later one of the kind, until it is discussed or its own Party removes it.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from liaison.audit.digests import RecordKind
from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.cards import Text, text
from liaison.core.errors import Conflict, UserError
from liaison.core.people import NotYourSide, Person, PersonId
from liaison.core.references import Reference, parse_reference
from liaison.core.text_parsing import fold_typed
from liaison.core.validation import parse_title
from liaison.core.vocabulary import Vocabularies
from liaison.meetings.model import Meeting, MeetingCode, MeetingState

AGENDA_RECORD = RecordKind("agenda")

ItemId = NewType("ItemId", int)

_TOPIC = re.compile(
    "#(overdue|refused|objected|returned|difference|consent|activity)(?: ([0-9A-Z-]+))?"
)
"""The title of an item that was taken from the draft agenda, in place of a typed one."""
_LIKE_A_REFERENCE = re.compile(r"[A-Za-z]{2}[0-9]{2}-?[0-9A-Za-z]{5}")


class ItemState(StrEnum):
    """The state of an item."""

    OPEN = "open"
    DISCUSSED = "discussed"
    DROPPED = "dropped"
    """Removed by the Party that added it."""


class ItemMark(StrEnum):
    """The state of an item as shown on one agenda."""

    OPEN = "open"
    CARRIED = "carried"
    """Carried over from that meeting."""
    DISCUSSED = "discussed"
    DROPPED = "dropped"


class ItemAction(StrEnum):
    """A step of an item."""

    DISCUSS = "discuss"
    CARRY = "carry"
    """Carry the item over to the next meeting of the kind."""
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEntry:
    """A new agenda item: its typed title, and the case it is about."""

    title: str
    case: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """The current version of an item of a ``meeting``. Instants are aware UTC. ``carried`` counts
    how often it was carried over, ``carried_at`` is the end of the last meeting that did so, and
    ``settled_in`` the meeting at which it was discussed.
    """

    id: ItemId
    meeting: MeetingCode
    kind: MeetingKind
    title: str
    case: Reference | None
    party: PartyCode
    person: PersonId
    at: datetime
    state: ItemState = ItemState.OPEN
    version: int = 1
    carried: int = 0
    carried_at: datetime | None = None
    settled_in: MeetingCode | None = None
    ended_at: datetime | None = None


def topic_of(title: str, case: str | None = None) -> Text | None:
    """What the title of an item from the draft agenda says, perhaps with the reference of its
    request; None if it was typed.
    """
    found = _TOPIC.fullmatch(title)
    if found is None:
        return None
    code = found[2] or case or ""
    return text("agenda-topic", topic=found[1], code=code, with_code="yes" if code else "no")


def parse_entry(typed: str, known: Vocabularies = ()) -> AgendaEntry:
    """Parse an agenda item, also with a case before it. Raises ``NotATitle`` or ``WrongValue``."""
    first, _, others = typed.strip().partition(" ")
    if _LIKE_A_REFERENCE.fullmatch(fold_typed(first)) is None:
        return AgendaEntry(title=parse_title(typed, known=known))
    case = parse_reference(first)
    return AgendaEntry(title=parse_title(others, known=known), case=case)


def is_alive(meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting is proposed or agreed, and not over."""
    alive = meeting.state in (MeetingState.PROPOSED, MeetingState.AGREED)
    return alive and not meeting.is_over(now)


def check_alive(meeting: Meeting, now: datetime) -> None:
    """Check that an agenda is still open. Raises ``UserError``."""
    if not is_alive(meeting, now):
        raise UserError("error-agenda-closed", code=meeting.code)


def check_held(meeting: Meeting, now: datetime) -> None:
    """Check that a meeting took place. Raises ``Conflict``."""
    if not meeting.is_over(now):
        raise Conflict("error-meeting-not-over", code=meeting.code)
    if not meeting.held:
        disputed = "yes" if meeting.disputed else "no"
        raise Conflict("error-meeting-not-held", code=meeting.code, disputed=disputed)


def mark_on(item: AgendaItem, meeting: Meeting) -> ItemMark:
    """The state of an item as shown on the agenda of a meeting."""
    slot = meeting.slot
    if item.carried_at is not None and slot is not None and slot.end <= item.carried_at:
        return ItemMark.CARRIED
    ended_later = item.ended_at is not None and slot is not None and slot.end <= item.ended_at
    is_open = ended_later and item.settled_in != meeting.code
    return ItemMark.OPEN if is_open else ItemMark(item.state)


def take_item_step(
    item: AgendaItem, action: ItemAction, meeting: Meeting, *, actor: Person, now: datetime
) -> AgendaItem:
    """The item after a person's step on the agenda of a meeting. Raises ``UserError``."""
    if action is ItemAction.DROP and actor.party != item.party:
        raise NotYourSide
    if mark_on(item, meeting) is _MARKS[action] or item.state is not ItemState.OPEN:
        raise Conflict("error-item-ended", item=item.id)
    updated = replace(item, version=item.version + 1)
    if action is ItemAction.DROP:
        return replace(updated, state=ItemState.DROPPED, ended_at=now)
    check_held(meeting, now)
    if action is ItemAction.DISCUSS:
        return replace(updated, state=ItemState.DISCUSSED, settled_in=meeting.code, ended_at=now)
    end = None if meeting.slot is None else meeting.slot.end
    return replace(updated, carried=item.carried + 1, carried_at=end)


_MARKS = {
    ItemAction.DISCUSS: ItemMark.DISCUSSED,
    ItemAction.CARRY: ItemMark.CARRIED,
    ItemAction.DROP: ItemMark.DROPPED,
}
