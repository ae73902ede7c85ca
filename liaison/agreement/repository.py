"""What a use case may ask of the repositories of the Agreement's own clocks."""

from collections.abc import Sequence
from typing import Protocol

from liaison.agreement.differences import Difference
from liaison.agreement.terminations import Termination, TerminationCode
from liaison.core.references import DifferenceCode
from liaison.core.repository import Versioned


class Terminations(Versioned[Termination], Protocol):
    """Notices of termination: both Parties see the same."""

    async def add(self, termination: Termination) -> bool:
        """Keep a new notice; false where one stands already."""

    async def get(self, code: TerminationCode) -> Termination | None:
        """One notice; nobody else changes it before this transaction ends."""

    async def exists(self, code: TerminationCode) -> bool:
        """Whether a code is taken."""

    async def latest(self) -> Termination | None:
        """The notice that stands or, where none does, that was taken back last; like ``get``."""

    async def strike(self, termination: Termination) -> bool:
        """Keep a notice no longer; false where it is no longer of that version."""


class Differences(Versioned[Difference], Protocol):
    """Differences about the Agreement: both Parties see the same."""

    async def add(self, difference: Difference) -> None:
        """Keep a new one."""

    async def get(self, code: DifferenceCode) -> Difference | None:
        """One of them; nobody else changes it before this transaction ends."""

    async def exists(self, code: DifferenceCode) -> bool:
        """Whether a code is taken."""

    async def opened(self) -> Sequence[Difference]:
        """Those that are open, oldest first."""
