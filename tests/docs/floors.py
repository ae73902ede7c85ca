"""The picture of the floors, drawn from the import contracts in ``pyproject.toml``."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from tests.docs.blocks import ROOT

WIDTH, HEIGHT, GAP, MARGIN = 620, 76, 10, 20
ASIDE = 150
INK, PAPER, FLOOR, BESIDE = "#1b2733", "#ffffff", "#e6eef5", "#f4ecdc"


def import_contracts() -> Mapping[str, Mapping[str, Any]]:
    """The contracts by their ids, as the linter reads them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {row["id"]: row for row in project["tool"]["importlinter"]["contracts"]}


def drawn(contracts: Mapping[str, Mapping[str, Any]]) -> str:
    """An SVG of the layers, top floor first: on each package what it may import of the libraries
    that are kept to one floor, and beside them what imports nothing of ours.
    """
    floors = [row.split(" | ") for row in contracts["floors"]["layers"]]
    keepers = _keepers(contracts)
    height = len(floors) * (HEIGHT + GAP) - GAP
    total_width, total_height = WIDTH + GAP + ASIDE + 2 * MARGIN, height + 2 * MARGIN + 28
    said = "; ".join(" beside ".join(row) for row in floors)
    frame = f'viewBox="0 0 {total_width} {total_height}" font-family="sans-serif"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {frame} role="img" aria-labelledby="title desc">',
        '<title id="title">The floors and what may stand on them</title>',
        f'<desc id="desc">From top to bottom: {escape(said)}. Imports only go down.</desc>',
        f'<rect width="{total_width}" height="{total_height}" fill="{PAPER}"/>',
    ]
    for number, row in enumerate(floors):
        top = MARGIN + number * (HEIGHT + GAP)
        width = (WIDTH - GAP * (len(row) - 1)) // len(row)
        for place, package in enumerate(row):
            left = MARGIN + place * (width + GAP)
            lines += _box(left, top, (width, HEIGHT), FLOOR, package, keepers.get(package, ()))
    alone = contracts["sandbox-alone"]["source_modules"]
    place = MARGIN + WIDTH + GAP
    lines += _box(place, MARGIN, (ASIDE, height), BESIDE, alone[0], ("imports nothing", "of ours"))
    foot = "↓ An import may go down, never up or sideways."
    lines.append(_text(MARGIN, total_height - 14, foot, 'font-size="13"'))
    return "\n".join([*lines, "</svg>"]) + "\n"


def _keepers(contracts: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """By package, lines that say which libraries only it may import, and where."""
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
    return found | {package: ["no framework"] for package in contracts["pure"]["source_modules"]}


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
            lines.append(note)
    return lines
