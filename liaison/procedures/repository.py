"""The interface of the repositories of procedures."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import Versioned
from liaison.procedures.model import Procedure, ProcedureNumber, ProcedureStep, StepMark


class Procedures(Versioned[ProcedureNumber, Procedure], Protocol):
    """The versions of the procedure; both Parties see all of them."""

    async def add(self, steps: tuple[ProcedureStep, ...], *, actor: Person) -> Procedure:
        """Add a version under the next number."""

    async def get(self, number: ProcedureNumber) -> Procedure | None:
        """One version, not locked."""

    async def agreed(self) -> Sequence[Procedure]:
        """The versions that both Parties agreed to, the one in force first."""


class StepMarks(Protocol):
    """What was done of the procedure in requests."""

    async def add(self, mark: StepMark) -> None:
        """Add a mark."""

    async def of(self, references: Sequence[Reference]) -> Mapping[Reference, Sequence[StepMark]]:
        """The marks of each of these requests, in order."""
