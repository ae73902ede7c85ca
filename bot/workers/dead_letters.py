"""Personal data of updates that could not be handled: the message in the chat and the payload.

It is read from the raw payload, as the libraries may not be able to parse it.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from handlers.input.pii_detector import find_personal
from liaison.core.validation import could_be_pin
from liaison.core.vocabulary import Vocabularies

_WORDS = frozenset({"text", "caption", "data"})
_TYPED = ("message", "edited_message")
_LATEST = 2**33
"""The latest date, in seconds since 1970."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadUpdateContent:
    """The message of a dead update, if there is one, and when it was sent (aware UTC), unless it is
    an edit. ``must_be_deleted``: it is no text, or the PII detector finds something in the update,
    or it could be a PIN.
    """

    message_id: int | None = None
    sent_at: datetime | None = None
    must_be_deleted: bool = False


def dead_update_content(
    payload: str, vocabularies: Vocabularies, *, prefixes: Collection[object], today: date
) -> DeadUpdateContent:
    """Examine the payload of an update; ``prefixes`` begin the codes of records."""

    def is_personal(words: str) -> bool:
        return find_personal(words, vocabularies, prefixes=prefixes, today=today) is not None

    try:
        raw = json.loads(payload)
    except (ValueError, RecursionError):
        return DeadUpdateContent(must_be_deleted=is_personal(payload))
    typed: Mapping[str, object] = next(
        (raw[name] for name in _TYPED if isinstance(_of(raw, name), dict)), {}
    )
    number, at = _number(typed, "message_id"), _number(_of(raw, "message"), "date")
    no_text = bool(typed) and not isinstance(typed.get("text"), str)
    seen = any(could_be_pin(typed) or is_personal(typed) for typed in _strings(raw))
    return DeadUpdateContent(
        message_id=number,
        sent_at=None if at is None or at > _LATEST else datetime.fromtimestamp(at, UTC),
        must_be_deleted=no_text or seen,
    )


def _strings(value: Any) -> Iterator[str]:
    """All strings of an update that may be typed text."""
    left = [value]
    while left:
        match left.pop():
            case dict() as found:
                yield from (found[name] for name in _WORDS if isinstance(found.get(name), str))
                left += found.values()
            case list() as found:
                left += found


def _of(raw: Any, name: str) -> Any:
    return raw.get(name) if isinstance(raw, dict) else None


def _number(raw: Any, name: str) -> int | None:
    found = _of(raw, name)
    return found if type(found) is int and 0 < found < 2**62 else None
