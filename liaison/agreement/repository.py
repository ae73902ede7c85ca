"""Repositories of terminations and differences."""

from collections.abc import Sequence
from typing import Protocol

from liaison.agreement.rules import Difference, Termination, TerminationCode
from liaison.core.references import DifferenceCode
from liaison.core.transaction import Versioned


class Terminations(Versioned[TerminationCode, Termination], Protocol):
    """Notices of termination; both Parties see the same."""

    async def add(self, termination: Termination) -> bool:
        """Save a new notice; false if there is already one."""

    async def latest(self) -> Termination | None:
        """Load and lock the notice in force or, without one, the last one that was withdrawn."""

    async def strike(self, termination: Termination) -> bool:
        """Delete a notice; false if its version has changed."""


class Differences(Versioned[DifferenceCode, Difference], Protocol):
    """Differences about the Agreement; both Parties see the same."""

    async def add(self, difference: Difference) -> None:
        """Save a new difference."""

    async def opened(self) -> Sequence[Difference]:
        """The open differences, oldest first."""
