"""The agenda of a meeting: what both Parties put on it, kept until it was discussed (Article 7).

An item stands on the agenda of its own meeting. Once that one is over, or came to nothing, it
stands on every later one of the kind too, until it was discussed or the Party that put it there
takes it off.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from liaison.audit.digests import RecordKind
from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.errors import Conflict, UserError
from liaison.core.people import Person, PersonId
from liaison.core.references import Reference, parse_reference
from liaison.core.text_parsing import fold_typed
from liaison.core.validation import parse_title
from liaison.meetings.model import Meeting, MeetingCode, MeetingState

AGENDA_RECORD = RecordKind("agenda")

ItemId = NewType("ItemId", int)

_LIKE_A_REFERENCE = re.compile(r"[A-Za-z]{2}[0-9]{2}-?[0-9A-Za-z]{5}")


class ItemState(StrEnum):
    """Where an item stands."""

    OPEN = "open"
    DISCUSSED = "discussed"
    DROPPED = "dropped"
    """Taken off by the Party that put it there."""


class ItemMark(StrEnum):
    """What is shown of an item on one agenda."""

    OPEN = "open"
    CARRIED = "carried"
    """Carried over from that meeting."""
    DISCUSSED = "discussed"
    DROPPED = "dropped"


class ItemAction(StrEnum):
    """A step of an item."""

    DISCUSS = "discuss"
    CARRY = "carry"
    """Leave it for the next meeting of the kind."""
    DROP = "drop"


class UnknownItem(UserError):
    """The agenda has no item of that number."""

    key = "error-unknown-item"


CHANGED = "error-stale-item"
"""The sentence that says that an item has changed since the person saw it."""


class ItemRecorded(Conflict):
    """That very step of the item is recorded already."""

    key = "error-item-recorded"


class ItemEnded(Conflict):
    """The item was discussed or taken off."""

    key = "error-item-ended"


class NotYourItem(UserError):
    """Only the Party that put an item on the agenda takes it off."""

    key = "error-not-your-item"


class AgendaClosed(UserError):
    """The meeting is over or came to nothing: nothing is put on its agenda any more."""

    key = "error-agenda-closed"


class MeetingNotOver(UserError):
    """What became of a meeting is recorded once it is over."""

    key = "error-meeting-not-over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What somebody wants to put on an agenda: typed words, and the case they are about."""

    title: str
    case: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """An item as it stands. Instants are aware UTC.

    ``meeting`` is the one that it was put on the agenda of; ``carried`` counts how often it was
    left for the next one, ``carried_at`` is the end of the last meeting that left it.
    ``settled_in`` is the meeting at which it was discussed.
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


def parse_entry(typed: str) -> Entry:
    """Read words to be put on an agenda; the reference of a case may stand in front of them.

    Raises ``NotATitle``, or ``UnknownReference`` for one that is mistyped.
    """
    first, _, others = typed.strip().partition(" ")
    if _LIKE_A_REFERENCE.fullmatch(fold_typed(first)) is None:
        return Entry(title=parse_title(typed))
    case = parse_reference(first)
    return Entry(title=parse_title(others), case=case)


def is_alive(meeting: Meeting, now: datetime) -> bool:
    """Whether a meeting is still to come, or going on."""
    alive = meeting.state in (MeetingState.PROPOSED, MeetingState.AGREED)
    return alive and not meeting.is_over(now)


def check_alive(meeting: Meeting, now: datetime) -> None:
    """Let something be put on an agenda. Raises ``AgendaClosed``."""
    if not is_alive(meeting, now):
        raise AgendaClosed(code=meeting.code)


def check_over(meeting: Meeting, now: datetime) -> None:
    """Let it be recorded what became of a meeting. Raises ``MeetingNotOver``."""
    if not meeting.is_over(now):
        raise MeetingNotOver(code=meeting.code)


def mark_on(item: AgendaItem, meeting: Meeting) -> ItemMark:
    """What an item is on one agenda that it stands on."""
    if item.state is not ItemState.OPEN:
        return ItemMark(item.state)
    slot = meeting.slot
    passed = item.carried_at is not None and slot is not None and slot.end <= item.carried_at
    return ItemMark.CARRIED if passed else ItemMark.OPEN


def take_step(
    item: AgendaItem, action: ItemAction, meeting: Meeting, *, actor: Person, now: datetime
) -> AgendaItem:
    """The item after a step that somebody takes on the agenda of a meeting that it stands on.

    Raises ``ItemRecorded``, ``ItemEnded``, ``NotYourItem`` or ``MeetingNotOver``.
    """
    if action is ItemAction.DROP and actor.party != item.party:
        raise NotYourItem(item=item.id)
    mark = mark_on(item, meeting)
    if mark is _MARKS[action]:
        raise ItemRecorded(item=item.id)
    if item.state is not ItemState.OPEN:
        raise ItemEnded(item=item.id)
    moved = replace(item, version=item.version + 1)
    if action is ItemAction.DROP:
        return replace(moved, state=ItemState.DROPPED, ended_at=now)
    check_over(meeting, now)
    if action is ItemAction.DISCUSS:
        return replace(moved, state=ItemState.DISCUSSED, settled_in=meeting.code, ended_at=now)
    return replace(moved, carried=item.carried + 1, carried_at=_end(meeting))


_MARKS = {
    ItemAction.DISCUSS: ItemMark.DISCUSSED,
    ItemAction.CARRY: ItemMark.CARRIED,
    ItemAction.DROP: ItemMark.DROPPED,
}


def _end(meeting: Meeting) -> datetime:
    if meeting.slot is None:
        msg = "a meeting without a slot is not over"
        raise ValueError(msg)
    return meeting.slot.end
