"""The diagram of the packages, drawn from the import contracts in ``pyproject.toml``."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import Any

from tests.docs.blocks import ROOT

WIDTH, HEIGHT, GAP, MARGIN = 620, 76, 10, 20
ASIDE = 150
INK, PAPER, PACKAGE, APART = "#1b2733", "#ffffff", "#e6eef5", "#f4ecdc"


def import_contracts() -> Mapping[str, Mapping[str, Any]]:
    """The contracts by their ids, as import-linter reads them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {row["id"]: row for row in project["tool"]["importlinter"]["contracts"]}


def drawn(contracts: Mapping[str, Mapping[str, Any]]) -> str:
    """An SVG of the packages, each above those that it may import: with the libraries that only it
    may import, the packages inside ``liaison`` in their order, and the sandbox apart.
    """
    layers = [row.split(" | ") for row in contracts["packages"]["layers"]]
    notes = _notes(contracts)
    height = len(layers) * (HEIGHT + GAP) - GAP
    total_width, total_height = WIDTH + GAP + ASIDE + 2 * MARGIN, height + 2 * MARGIN + 28
    order = "; ".join(" beside ".join(row) for row in layers)
    frame = f'viewBox="0 0 {total_width} {total_height}" font-family="sans-serif"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {frame} role="img" aria-labelledby="title desc">',
        '<title id="title">The packages and the libraries that each may import</title>',
        f'<desc id="desc">From top to bottom: {escape(order)}. Imports go down only.</desc>',
        f'<rect width="{total_width}" height="{total_height}" fill="{PAPER}"/>',
    ]
    for number, row in enumerate(layers):
        top = MARGIN + number * (HEIGHT + GAP)
        width = (WIDTH - GAP * (len(row) - 1)) // len(row)
        for place, package in enumerate(row):
            left = MARGIN + place * (width + GAP)
            lines += _box(left, top, (width, HEIGHT), PACKAGE, package, notes.get(package, ()))
    apart = contracts["sandbox-alone"]["source_modules"]
    place = MARGIN + WIDTH + GAP
    reason = ("imports nothing", "of the service")
    lines += _box(place, MARGIN, (ASIDE, height), APART, apart[0], reason)
    foot = "A package imports only what is below it. → means: may import."
    lines.append(_text(MARGIN, total_height - 14, foot, 'font-size="13"'))
    return "\n".join([*lines, "</svg>"]) + "\n"


def _notes(contracts: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """By package, the libraries that only it may import, and in which of its modules."""
    found: dict[str, list[str]] = {}
    for row in contracts.values():
        if row["type"] != "protected":
            continue
        libraries = ", ".join(row["protected_modules"])
        by_package: dict[str, list[str]] = {}
        for importer in row["allowed_importers"]:
            package, _, module = importer.partition(".")
            by_package.setdefault(package, []).extend([module] if module else [])
        for package, modules in by_package.items():
            where = f" ({', '.join(modules)})" if modules else ""
            found.setdefault(package, []).append(libraries + where)
    order = " → ".join(contracts["liaison"]["layers"]).replace(" | ", ", ")
    return found | {
        package: ["no framework", order] for package in contracts["pure"]["source_modules"]
    }


def _box(
    left: int, top: int, size: tuple[int, int], fill: str, title: str, notes: Sequence[str]
) -> Iterator[str]:
    width, height = size
    yield (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="6"'
        f' fill="{fill}" stroke="{INK}"/>'
    )
    yield _text(left + 12, top + 22, title, 'font-size="15" font-weight="bold"')
    # One line below the name holds about as many letters as the box is wide.
    for number, line in enumerate(_folded(notes, (width - 24) // 6)):
        yield _text(left + 12, top + 40 + number * 14, line, 'font-size="11"')


def _text(left: int, base: int, words: str, style: str) -> str:
    return f'<text x="{left}" y="{base}" {style} fill="{INK}">{escape(words)}</text>'


def _folded(notes: Sequence[str], room: int) -> list[str]:
    lines: list[str] = []
    for note in notes:
        if lines and len(lines[-1]) + len(note) + 3 <= room:
            lines[-1] += f" · {note}"
        else:
            lines += wrap(note, room)
    return lines
