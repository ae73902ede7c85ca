"""Reads the plan of action that ships with the Agreement, as an example of one."""

from datetime import date
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from bot.profile.toml_file import Table, load_toml
from liaison.core.agreement import Agreement, PartyCode
from liaison.plan.rules import BOTH, ExamplePlan, Intent

EXAMPLE = files("liaison").joinpath("profiles", "plan-2017-example.toml")


class _Activity(Table):
    titles: dict[str, str]
    lead: str
    first: date | None = None
    last: date


class _PlanFile(Table):
    activities: Annotated[tuple[_Activity, ...], Field(strict=False)]


def example_plan(agreement: Agreement) -> ExamplePlan:
    """The plan of the file; without activities for an agreement of other Parties or languages."""
    activities = load_toml(EXAMPLE, _PlanFile).activities
    leads = {BOTH, *(party.code for party in agreement.parties)}
    languages = set(agreement.languages)
    fits = all(each.lead in leads and set(each.titles) == languages for each in activities)
    return ExamplePlan(tuple(map(_intent, activities)) if fits else ())


def _intent(row: _Activity) -> Intent:
    lead = None if row.lead == BOTH else PartyCode(row.lead)
    return Intent(titles=row.titles, lead=lead, first_on=row.first, last_on=row.last)
