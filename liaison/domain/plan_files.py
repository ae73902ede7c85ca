"""A plan of action as a file in TOML, read strictly: what cannot be used is named by its path.

See ``liaison/agreements/plan-2017-example.toml`` for what each field means.
"""

from importlib.resources.abc import Traversable
from pathlib import Path

from liaison.domain.activities import Intent
from liaison.domain.agreements import Agreement, PartyCode
from liaison.domain.profiles import ProfileError, ProfileTable, load_profile
from liaison.domain.titles import parse_title

BOTH = "both"

_KEYS = {
    "error-profile-unreadable": "error-plan-unreadable",
    "error-profile-syntax": "error-plan-syntax",
    "error-profile-missing": "error-plan-missing",
    "error-profile-unknown-field": "error-plan-unknown-field",
    "error-profile-value": "error-plan-value",
}


class PlanError(ProfileError):
    """The file cannot be used; ``values`` name the field by its path."""


def load_plan(path: Path | Traversable, agreement: Agreement) -> tuple[Intent, ...]:
    """Read the activities of a file. Raises ``PlanError`` with the path of a wrong field."""
    try:
        return load_profile(
            path, lambda table: table.tables("activities", lambda row: _read(row, agreement))
        )
    except ProfileError as error:
        raise PlanError(_KEYS[error.key], error.values) from error


def _read(row: ProfileTable, agreement: Agreement) -> Intent:
    parties = [each.code for each in agreement.parties]
    lead = row.choice("lead", (*parties, BOTH))
    first_on = row.day("first") if row.has("first") else None
    last_on = row.day("last")
    if first_on is not None and first_on > last_on:
        row.refuse("last", last_on.isoformat())
    return Intent(
        titles=row.table("titles", lambda titles: _read_titles(titles, agreement)),
        lead=None if lead == BOTH else PartyCode(lead),
        first_on=first_on,
        last_on=last_on,
    )


def _read_titles(row: ProfileTable, agreement: Agreement) -> dict[str, str]:
    return {language: row.words(language, parse_title) for language in agreement.languages}
