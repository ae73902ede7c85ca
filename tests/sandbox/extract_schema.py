"""Makes `schema.json` anew from the schema in aiogram's source distribution.

`python tests/sandbox/extract_schema.py PATH/TO/aiogram-X.Y.Z` reads `.butcher/schema/schema.json`
there. The wheel does not carry that file, so what the tests need of it is kept beside them. To
extract another method, name it in `schema.json` with its result, or a type or union with nothing.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any


def words(name: str, description: str) -> list[str]:
    """The words that a `type` or `status` may be, as far as the description lists them."""
    if name not in {"type", "status"}:
        return []
    quoted = re.findall(r"'([a-z_]+)'", description)
    return quoted or re.findall(r"must be ([a-z_]+)$", description)


def fields(item: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        field["name"]: [
            field["type"],
            field["required"],
            *words(field["name"], field["description"]),
        ]
        for field in item["annotations"]
    }


def extract(schema: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """What is ``known`` by name, as the schema has it."""
    items = {child["name"]: child for group in schema["items"] for child in group["children"]}
    return {
        "note": known["note"],
        "api": schema["api"]["version"],
        "types": {name: fields(items[name]) for name in known["types"]},
        "unions": {
            name: re.findall(r"^ - (\w+)", items[name]["description"], re.MULTILINE)
            for name in known["unions"]
        },
        "methods": {
            name: {"result": method["result"], "parameters": fields(items[name])}
            for name, method in known["methods"].items()
        },
        "other_methods": sorted(
            name
            for name, item in items.items()
            if item["category"] == "methods" and name not in known["methods"]
        ),
    }


def main() -> None:
    source = Path(sys.argv[1]) / ".butcher" / "schema" / "schema.json"
    target = Path(__file__).with_name("schema.json")
    known = json.loads(target.read_text(encoding="utf-8"))
    found = extract(json.loads(source.read_text(encoding="utf-8")), known)
    lines = json.dumps(found, indent=1, ensure_ascii=False)
    # One field a line keeps the file short and its changes readable.
    lines = re.sub(
        r"\[\n\s+([^\[\]{}]*?)\n\s+\]", lambda m: "[" + " ".join(m[1].split()) + "]", lines
    )
    target.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
