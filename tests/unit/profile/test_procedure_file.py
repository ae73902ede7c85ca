"""The procedure that ships as an example, and what is wrong with a file of one."""

from importlib.resources import files
from pathlib import Path

import pytest

from bot.profile.procedure_file import FILE, example_procedure
from bot.profile.toml_file import ProfileError
from tests.unit.samples import AGREEMENT

TEXT = files("liaison").joinpath("profiles", FILE).read_text(encoding="utf-8")


def test_the_included_profile_has_an_example_in_three_languages() -> None:
    steps = example_procedure(AGREEMENT, None).steps
    assert {frozenset(each.titles) for each in steps} == {frozenset(AGREEMENT.languages)}
    assert len({each.code for each in steps}) == len(steps)


def test_another_profile_has_the_procedure_beside_it_or_none(tmp_path: Path) -> None:
    profile = tmp_path / "profile.toml"
    assert example_procedure(AGREEMENT, profile).steps == ()
    (tmp_path / FILE).write_text(TEXT, encoding="utf-8")
    assert example_procedure(AGREEMENT, profile) == example_procedure(AGREEMENT, None)


@pytest.mark.parametrize(
    ("find", "put", "key", "field"),
    [
        ('event = "medical"', 'event = "escort"', "setup-procedure-cycle", "steps[12]"),
        ('event = "medical"', 'event = "moon"', "setup-procedure-never", "steps[12]"),
        ('code = "medical"', 'code = "consent"', "setup-procedure-twice", "steps[11]"),
        ('zh = "登记收悉"', 'fr = "a"', "setup-procedure-titles", "steps[3]"),
        ('role = "coordinator"', 'role = "admin"', "setup-procedure-role", "steps[1]"),
        ("days = 30", "days = -3", "setup-procedure-early", "steps[4]"),
        ('gate = "escort"', 'gate = "moon"', "setup-profile-value", f"{FILE}: steps[12].gate"),
        ("days = 30", "days = 400", "setup-profile-value", f"{FILE}: steps[4].days"),
        ('side = "requested"', "", "setup-profile-missing", f"{FILE}: steps[3].side"),
        ("days = 30", "days = 30\nday = 1", "setup-profile-unknown-field", f"{FILE}: steps[4].day"),
    ],
)
def test_a_wrong_file_is_named_with_the_step_that_is_wrong(
    tmp_path: Path, find: str, put: str, key: str, field: str
) -> None:
    assert find in TEXT
    (tmp_path / FILE).write_text(TEXT.replace(find, put, 1), encoding="utf-8")
    with pytest.raises(ProfileError) as refused:
        example_procedure(AGREEMENT, tmp_path / "profile.toml")
    assert (refused.value.key, refused.value.values["field"]) == (key, field)


def test_personal_data_in_a_title_is_named(tmp_path: Path) -> None:
    said = 'zh = "Sok Dara, +855 12 345 678"'
    (tmp_path / FILE).write_text(TEXT.replace('zh = "登记收悉"', said, 1), encoding="utf-8")
    with pytest.raises(ProfileError, match="setup-letter-personal") as refused:
        example_procedure(AGREEMENT, tmp_path / "profile.toml")
    assert refused.value.values == {"field": f"{FILE}: steps[3]"}
