"""Reads the procedure that ships with the profile of an agreement, as an example of one."""

from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.clock import SystemClock
from bot.profile.toml_file import ProfileError, Table, load_toml
from handlers.input.pii_detector import find_personal
from liaison.core.agreement import Agreement
from liaison.core.people import STAFF, Role
from liaison.letters.model import LetterAct
from liaison.procedures.model import (
    ExampleProcedure,
    Gate,
    ProcedureStep,
    StepEvent,
)
from liaison.procedures.rules import Fault, fault_of
from liaison.requests.model import Kind, Side

FILE = "procedure-example.toml"
MAX_DAYS = 366
_FAULTS = {
    Fault.TWICE: "setup-procedure-twice",
    Fault.EARLY: "setup-procedure-early",
    Fault.NEVER: "setup-procedure-never",
    Fault.CYCLE: "setup-procedure-cycle",
}

_Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=30)]
_Title = Annotated[str, StringConstraints(pattern=r"^\S[^\n]*$", max_length=80)]


class _Step(Table):
    code: _Code
    kind: Annotated[Kind, Field(strict=False)]
    side: Annotated[Side, Field(strict=False)]
    role: Annotated[Role, Field(strict=False)]
    event: _Code
    days: int = Field(ge=-MAX_DAYS, le=MAX_DAYS)
    letter: Annotated[LetterAct, Field(strict=False)] | None = None
    gate: Annotated[Gate, Field(strict=False)] | None = None
    done_by: Annotated[StepEvent, Field(strict=False)] | None = None
    titles: dict[str, _Title]


class _ProcedureFile(Table):
    steps: Annotated[tuple[_Step, ...], Field(strict=False, min_length=1, max_length=60)]


def example_procedure(agreement: Agreement, profile: Path | None) -> ExampleProcedure:
    """The procedure beside a profile, if there is one, or that of the included profile. Raises
    ``ProfileError`` with the path of the step that is wrong.
    """
    if profile is None:
        return load_procedure(files("liaison").joinpath("profiles", FILE), agreement)
    path = profile.parent / FILE
    return load_procedure(path, agreement) if path.exists() else ExampleProcedure(())


def load_procedure(path: Path | Traversable, agreement: Agreement) -> ExampleProcedure:
    """Read the file of a procedure. Raises ``ProfileError``."""
    today = SystemClock().now().date()
    is_personal = partial(
        find_personal, vocabularies=agreement.vocabularies, prefixes=(), today=today
    )
    read = load_toml(path, _ProcedureFile, name=FILE)
    steps = tuple(ProcedureStep(**dict(each)) for each in read.steps)
    for at, each in enumerate(steps):
        if set(each.titles) != set(agreement.languages):
            raise _wrong_step(path, at, "setup-procedure-titles")
        if any(map(is_personal, each.titles.values())):
            raise ProfileError("setup-letter-personal", {"field": f"{FILE}: steps[{at}]"})
        if each.role not in STAFF:
            raise _wrong_step(path, at, "setup-procedure-role")
    if (found := fault_of(steps)) is not None:
        at, fault = found
        raise _wrong_step(path, at, _FAULTS[fault])
    return ExampleProcedure(steps)


def _wrong_step(path: Path | Traversable, at: int, key: str) -> ProfileError:
    return ProfileError(key, {"path": str(path), "field": f"steps[{at}]"})
