"""Plans of action in files: the example of the Minutes, and each wrong line named by its path."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from bot.profile.plan_file import load_plan
from bot.profile.toml_file import ProfileError
from tests.unit.samples import AGREEMENT

EXAMPLE = files("liaison").joinpath("profiles", "plan-2017-example.toml")
ONE = """
[[activities]]
lead = "KH"
first = 2026-05-01
last = 2026-07-31
titles = { en = "a", km = "ក", zh = "甲" }
"""


def test_the_example_has_the_five_activities_of_the_minutes_in_three_languages() -> None:
    plan = load_plan(EXAMPLE, AGREEMENT)
    assert [(each.lead, each.first_on, each.last_on) for each in plan] == [
        (None, None, date(2016, 12, 31)),
        ("CN", date(2017, 1, 1), date(2017, 3, 31)),
        (None, None, date(2017, 12, 31)),
        (None, date(2017, 5, 1), date(2017, 7, 31)),
        ("CN", None, date(2017, 12, 31)),
    ]
    assert {frozenset(each.titles) for each in plan} == {frozenset(AGREEMENT.languages)}
    assert len({title for each in plan for title in each.titles.values()}) == 15


def refused(tmp_path: Path, written: str) -> tuple[str, dict[str, object]]:
    path = tmp_path / "plan.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ProfileError) as error:
        load_plan(path, AGREEMENT)
    return error.value.key, {n: v for n, v in error.value.values.items() if n != "path"}


@pytest.mark.parametrize(
    ("there", "instead", "key", "field", "value"),
    [
        ('"KH"', '"US"', "value", "lead", "'US'"),
        ('"KH"', "1", "value", "lead", "1"),
        ("2026-07-31", '"soon"', "value", "last", "'soon'"),
        ("2026-07-31", "2026-04-30", "value", "last", "'2026-04-30'"),
        ("first = 2026-05-01", "first = 5", "value", "first", "5"),
        ('"ក"', '""', "value", "titles.km", "''"),
        ('"a"', '"see https://example.org"', "value", "titles.en", "'see https://example.org'"),
        (', zh = "甲"', "", "missing", "titles.zh", None),
        ("last = 2026-07-31", "", "missing", "last", None),
        ("first =", "frist =", "unknown-field", "frist", None),
        (', zh = "甲"', ', zh = "甲", fr = "a"', "unknown-field", "titles.fr", None),
    ],
)
def test_each_wrong_value_is_named_by_its_path(
    tmp_path: Path, there: str, instead: str, key: str, field: str, value: str | None
) -> None:
    wrong = ONE.replace(there, instead)
    assert wrong != ONE
    values = {"field": f"activities[1].{field}"} | ({} if value is None else {"value": value})
    assert refused(tmp_path, ONE + wrong) == (f"error-plan-{key}", values)


def test_a_file_without_activities_is_none(tmp_path: Path) -> None:
    assert refused(tmp_path, "") == ("error-plan-missing", {"field": "activities"})
    found = refused(tmp_path, "activities = [")
    assert found == ("error-plan-syntax", {"detail": "Invalid value (at end of document)"})
    with pytest.raises(ProfileError) as error:
        load_plan(tmp_path / "nowhere.toml", AGREEMENT)
    assert error.value.key == "error-plan-unreadable"
