"""The one table that is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line: ours, what stands beside it, and ours divided by it."""

    what: str
    ours: float
    peer: float | None = None
    beside: str = ""
    unit: str = ""
    ratio: float | None = None
    """Given where it was taken pair by pair, else it follows from the two values."""

    def cells(self) -> tuple[str, str, str, str, str]:
        """The line as words."""
        ratio = self.ratio
        if ratio is None and self.peer:
            ratio = self.ours / self.peer
        return (
            self.what,
            shown(self.ours, self.unit),
            "" if self.peer is None else shown(self.peer, self.unit),
            "" if ratio is None else f"{ratio:.2f}",
            self.beside,
        )


def shown(value: float, unit: str) -> str:
    """A value with three digits that mean something."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}".rstrip()


def table(figures: Sequence[Figure]) -> str:
    """All lines under one heading, in columns."""
    heading = ("figure", "desk", "beside it", "ratio", "what stands beside it")
    lines = [heading, *(figure.cells() for figure in figures)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    rows = [GAP.join(_padded(line, widths)).rstrip() for line in lines]
    rule = GAP.join("-" * width for width in widths)
    return "\n".join([rows[0], rule, *rows[1:]])


def _padded(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Numbers stand to the right, words to the left."""
    return [
        cell.rjust(width) if 0 < at < 4 else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]
