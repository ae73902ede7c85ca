"""Reads TOML files strictly: each wrong field is named by its path."""

import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from liaison.core.errors import KeyedError

MAX_VALUE = 1_000
"""Characters of a wrong value that are shown; of a longer one only the field is named."""

_Model = TypeVar("_Model", bound="Table")


class ProfileError(KeyedError):
    """A file cannot be used; ``values`` have the path of the field."""


class Table(BaseModel):
    """A table of a file: types are strict, and no other field is allowed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def load_toml(path: Path | Traversable, model: type[_Model], *, name: str = "") -> _Model:
    """Read a file. Raises ``ProfileError`` with the path of the first field that is wrong, behind
    the ``name`` of a file that is not the profile itself.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        detail = {"path": str(path), "detail": str(error)}
        raise ProfileError("setup-profile-syntax", detail) from error
    except (OSError, ValueError, RecursionError) as error:
        # It cannot be read, or it is not UTF-8, too long or nested too deep.
        raise ProfileError("setup-unreadable", {"file": str(path)}) from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
    within = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in first["loc"])
    field = ": ".join(filter(None, (name, within[1:])))
    match first["type"]:
        case "missing":
            raise ProfileError("setup-profile-missing", {"field": field})
        case "extra_forbidden":
            raise ProfileError("setup-profile-unknown-field", {"field": field})
        case _:
            raise wrong_value(field, first["input"])


def wrong_value(field: str, value: object) -> ProfileError:
    """The error for a field with a wrong value."""
    try:
        shown = repr(value)
    except (ValueError, RecursionError):  # a number too long for Python, or tables nested too deep
        shown = "…"
    if len(shown) > MAX_VALUE:
        shown = "…"
    return ProfileError("setup-profile-value", {"field": field, "value": shown})
