"""The table of all figures."""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = "  "
HEADING = ("figure", "service", "peer", "ratio", "what the peer is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line: the service, its peer, and the first divided by the second."""

    what: str
    ours: float
    peer: float | None = None
    beside: str = ""
    """The name of the peer."""
    unit: str = ""
    ratio: float | None = None
    """Set if it was measured pair by pair, else it is computed from the two values."""

    def cells(self) -> tuple[str, ...]:
        """The line as text."""
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
    """A value with three significant digits."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f} {unit}".rstrip()


def table(figures: Sequence[Figure]) -> str:
    """All lines under one heading, in columns: numbers to the right, text to the left."""
    lines = [HEADING, *(figure.cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        GAP.join(
            cell.rjust(width) if 0 < at < 4 else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
