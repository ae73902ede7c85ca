"""Reads a plan of action in TOML. ``profiles/plan-2017-example.toml`` documents each field."""

from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.profile.toml_file import ProfileError, Table, load_toml, wrong_value
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.errors import UserError
from liaison.core.validation import parse_title
from liaison.plan.rules import BOTH, ExamplePlan, Intent

_KEYS = {
    "error-profile-unreadable": "error-plan-unreadable",
    "error-profile-syntax": "error-plan-syntax",
    "error-profile-missing": "error-plan-missing",
    "error-profile-unknown-field": "error-plan-unknown-field",
    "error-profile-value": "error-plan-value",
}


def _title(written: str) -> str:
    try:
        return parse_title(written)
    except UserError:
        raise ValueError from None


class _Activity(Table):
    titles: dict[str, Annotated[str, AfterValidator(_title)]]
    lead: str
    first: date | None = None
    last: date


class _PlanFile(Table):
    activities: Annotated[tuple[_Activity, ...], Field(strict=False, min_length=1)]


def example_plan(agreement: Agreement) -> ExamplePlan:
    """The plan that ships with the Agreement; without activities for another agreement."""
    example = files("liaison").joinpath("profiles", "plan-2017-example.toml")
    try:
        return ExamplePlan(load_plan(example, agreement))
    except ProfileError:
        return ExamplePlan(())


def load_plan(path: Path | Traversable, agreement: Agreement) -> tuple[Intent, ...]:
    """Read the activities of a file. Raises ``ProfileError`` with the path of a wrong field."""
    try:
        plan = load_toml(path, _PlanFile)
        return tuple(
            _intent(row, f"activities[{number}]", agreement)
            for number, row in enumerate(plan.activities)
        )
    except ProfileError as error:
        raise ProfileError(_KEYS[error.key], error.values) from error


def _intent(row: _Activity, path: str, agreement: Agreement) -> Intent:
    if row.lead not in (*(party.code for party in agreement.parties), BOTH):
        raise wrong_value(f"{path}.lead", row.lead)
    if row.first is not None and row.first > row.last:
        raise wrong_value(f"{path}.last", row.last.isoformat())
    for language in (*agreement.languages, *row.titles):
        field = {"field": f"{path}.titles.{language}"}
        if language not in row.titles:
            raise ProfileError("error-profile-missing", field)
        if language not in agreement.languages:
            raise ProfileError("error-profile-unknown-field", field)
    lead = None if row.lead == BOTH else PartyCode(row.lead)
    return Intent(titles=row.titles, lead=lead, first_on=row.first, last_on=row.last)
