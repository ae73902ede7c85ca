"""Two chats side by side in a terminal, aligned by the width of their characters."""

import unicodedata
from itertools import zip_longest

from sandbox.demo.driver import ScenarioUser, plain

WIDTH = 52
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def side_by_side(left: ScenarioUser, right: ScenarioUser, *, newest: int) -> str:
    """The newest messages of two phones, next to each other."""
    columns = [_column(player, newest) for player in (left, right)]
    return "\n".join(
        f"{padded(a, WIDTH)} │ {b}".rstrip() for a, b in zip_longest(*columns, fillvalue="")
    )


def _column(player: ScenarioUser, newest: int) -> list[str]:
    part = player.part
    lines = [f"{part.name} ({part.party}, {player.language})", "─" * WIDTH]
    for message in player.visible[-newest:]:
        mark = "" if message.from_bot else "▸ "
        for paragraph in plain(message.text).split("\n"):
            lines += wrapped(mark + paragraph, WIDTH)
        lines += [
            line
            for row in message.buttons
            for line in wrapped(" ".join(f"[{plain(button.label)}]" for button in row), WIDTH)
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
    """A text in lines of so many cells, broken at spaces if there are any."""
    lines = [""]
    for word in _pieces(shown, cells):
        if width(lines[-1]) + width(word) > cells and lines[-1]:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return lines


def _pieces(shown: str, cells: int) -> list[str]:
    """Words with their leading spaces; a word wider than a line is cut."""
    pieces: list[str] = []
    for word in shown.split(" "):
        rest = f" {word}"
        while width(rest) > cells:
            cut = max(at for at in range(1, len(rest)) if width(rest[:at]) <= cells)
            pieces.append(rest[:cut])
            rest = rest[cut:]
        pieces.append(rest)
    return pieces
