"""Validates answers of the sandbox by the Bot API's schema and by both libraries."""

import json
from pathlib import Path
from typing import Any

import aiogram.types
import telegram

SCHEMA_FILE = Path(__file__).with_name("schema.json")
SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
METHODS: dict[str, Any] = {name.lower(): found for name, found in SCHEMA["methods"].items()}
SCALARS: dict[str, type] = {"Integer": int, "String": str, "Boolean": bool, "Float": float}


class ResponseValidator:
    """Collects the problems of results; `ignored` holds the update_ids of raw updates."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.ignored: set[int] = set()
        self.updates_seen = 0

    def result(self, method: str, result: Any) -> None:
        expected = METHODS[method]["result"]
        if method == "getupdates":
            for update in result:
                self.update(update)
        else:
            self.problems += problems(result, expected, method)

    def update(self, update: Any) -> None:
        if update["update_id"] in self.ignored:
            return
        self.updates_seen += 1
        self.problems += problems(update, "Update", "update")
        kinds = set(update) - {"update_id"}
        if len(kinds) != 1:
            self.problems.append(f"an update of {len(kinds)} kinds: {sorted(kinds)}")
        try:
            read_by_aiogram = aiogram.types.Update.model_validate(update)
            read_by_ptb = telegram.Update.de_json(update, None)
        except (ValueError, TypeError, KeyError) as error:
            self.problems.append(f"a library cannot read it: {error!r}")
            return
        if read_by_aiogram.event_type not in kinds:
            self.problems.append(f"aiogram takes it for {read_by_aiogram.event_type}")
        if not any(getattr(read_by_ptb, kind, None) for kind in kinds):
            self.problems.append(f"python-telegram-bot sees none of {sorted(kinds)}")


def problems(value: Any, expected: str, where: str) -> list[str]:
    """The problems of `value` as an object of the type `expected`."""
    if value is None:
        return [f"{where} is null"]
    if expected.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where} is no array"]
        inner = expected.removeprefix("Array of ")
        return [
            found
            for place, item in enumerate(value)
            for found in problems(item, inner, f"{where}[{place}]")
        ]
    if expected in SCALARS:
        return [] if type(value) is SCALARS[expected] else [f"{where} is no {expected}: {value!r}"]
    if expected == "True":
        return [] if value is True else [f"{where} is not true: {value!r}"]
    if expected in SCHEMA["unions"]:
        return union_problems(value, expected, where)
    return object_problems(value, expected, where)


def union_problems(value: Any, expected: str, where: str) -> list[str]:
    tried = [problems(value, one, where) for one in SCHEMA["unions"][expected]]
    return [] if [] in tried else min(tried, key=len)


def object_problems(value: Any, expected: str, where: str) -> list[str]:
    if expected not in SCHEMA["types"]:
        return [f"{where} has a type that the sandbox should not use: {expected}"]
    if not isinstance(value, dict):
        return [f"{where} is no {expected}: {value!r}"]
    fields = SCHEMA["types"][expected]
    found = [f"{where} has an unknown field {name}" for name in value if name not in fields]
    for name, (kind, required, *words) in fields.items():
        if name in value:
            found += problems(value[name], kind, f"{where}.{name}")
            if words and value[name] not in words:
                found.append(f"{where}.{name} is none of {words}: {value[name]!r}")
        elif required:
            found.append(f"{where} lacks {name}")
    return found
