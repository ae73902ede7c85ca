"""Two chats side by side in a terminal, aligned by the width of their characters."""

import re
import unicodedata
from itertools import zip_longest

from sandbox.demo.driver import ScenarioUser, plain
from sandbox.page.phone_json import Reader

WIDTH = 52
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_CHINESE = "\u3400-\u9fff"
_OPENING = "\uff08\u3014\u300a\u300c\u201c"
_CLOSING = "\uff0c\u3002\uff1b\uff1a\u3001\uff09\u3015\u300b\u300d\u201d\uff01\uff1f\u2026"
_PIECE = re.compile(
    f" ?[{_OPENING}]*(?:[{_CHINESE}]|[^ {_CHINESE}{_OPENING}{_CLOSING}]+)[{_CLOSING}]*| ?."
)
"""A word, or a Chinese letter, with its leading space and the marks that stay with it."""


def side_by_side(left: ScenarioUser, right: ScenarioUser, *, newest: int, reader: Reader) -> str:
    """The newest messages of two phones, next to each other."""
    columns = [_column(player, newest, reader) for player in (left, right)]
    return "\n".join(
        f"{padded(a, WIDTH)} │ {b}".rstrip() for a, b in zip_longest(*columns, fillvalue="")
    )


def _column(player: ScenarioUser, newest: int, reader: Reader) -> list[str]:
    part = player.part
    lines = [f"{part.name} ({part.party}, {reader.language or player.language})", "─" * WIDTH]
    for message in player.visible[-newest:]:
        mark = "" if message.from_bot else "▸ "
        for paragraph in plain(reader.text(message)[0]).split("\n"):
            lines += wrapped(mark + paragraph, WIDTH)
        lines += [
            line
            for row in reader.rows(message)
            for line in wrapped(" ".join(f"[{plain(label)}]" for label, _ in row), WIDTH)
        ]
        lines.append("")
    return lines


def width(shown: str) -> int:
    """How many cells a text has in a terminal."""
    return sum(
        0
        if unicodedata.category(letter) in _NO_WIDTH
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in shown
    )


def padded(shown: str, cells: int) -> str:
    """A text padded with spaces to so many cells."""
    return shown + " " * max(0, cells - width(shown))


def wrapped(shown: str, cells: int) -> list[str]:
    """A text in lines of so many cells, broken between words and Chinese letters."""
    lines = [""]
    for word in _pieces(shown, cells):
        if width(lines[-1]) + width(word) > cells and lines[-1]:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return lines


def _pieces(shown: str, cells: int) -> list[str]:
    """The pieces between which a line may end; one that is wider than a line is cut."""
    pieces: list[str] = []
    for piece in _PIECE.findall(shown):
        rest = piece
        while width(rest) > cells:
            cut = max(at for at in range(1, len(rest)) if width(rest[:at]) <= cells)
            pieces.append(rest[:cut])
            rest = rest[cut:]
        pieces.append(rest)
    return pieces
