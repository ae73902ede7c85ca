"""What stands in the place of a text that was taken out, and how a text is taken out of a value."""

import json
import re
from contextlib import suppress
from typing import Any

TAKEN_OUT = "█████"
"""Stored in the place of a text; no one can type it. Readers see words in their language."""

_KEY = re.compile(r"(?!\d{6,}\Z)[a-z0-9]+(?:[-_:][a-z0-9]+)*")
"""A number of up to five digits, or the name of a choice, of a command or of a text."""


def is_key(value: str) -> bool:
    """Whether a text is like what the service stores itself."""
    return bool(_KEY.fullmatch(value))


def distinct_from_keys(typed: str) -> str:
    """A typed text, as a name if it is one word like what the service stores itself."""
    return typed.capitalize() if is_key(typed) else typed


def take_out(stored: str, typed: str) -> str:
    """A stored value without a text that was typed: it is replaced where it is the whole value, a
    part between spaces, or such a part of a value in JSON.
    """
    return str(_without(stored, re.compile(rf"(?<!\S){re.escape(typed)}(?!\S)")))


def _without(value: Any, typed: re.Pattern[str]) -> Any:
    match value:
        case dict():
            return {name: _without(each, typed) for name, each in value.items()}
        case list():
            return [_without(each, typed) for each in value]
        case str() if value[:1] in ("{", "["):
            with suppress(ValueError):
                read = json.loads(value)
                found = _without(read, typed)
                if found != read:
                    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return typed.sub(TAKEN_OUT, value) if isinstance(value, str) else value
