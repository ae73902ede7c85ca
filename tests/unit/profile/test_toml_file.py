"""Reading a file strictly: each field that is missing, wrong or unknown is named by its path."""

from pathlib import Path

import pytest

from bot.profile.toml_file import MAX_VALUE, ProfileError, Table, load_toml

TOO_LONG = MAX_VALUE * "a"


class Row(Table):
    x: int
    y: bool = True


class Several(Table):
    rows: list[Row]


def refused(path: Path, written: str) -> tuple[str, dict[str, object]]:
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ProfileError) as error:
        load_toml(path, Several)
    assert error.value.text().key == error.value.key
    assert error.value.text().values == error.value.values
    return error.value.key, dict(error.value.values)


@pytest.mark.parametrize(
    ("written", "key", "values"),
    [
        ("", "missing", {"field": "rows"}),
        ("rows = [{x = 1}, {y = true}]", "missing", {"field": "rows[1].x"}),
        ("rows = [{x = 1, z = 2}]", "unknown-field", {"field": "rows[0].z"}),
        ("rows = []\nX = 1", "unknown-field", {"field": "X"}),
        ("rows = 1", "value", {"field": "rows", "value": "1"}),
        ("rows = [1]", "value", {"field": "rows[0]", "value": "1"}),
        ("rows = [{x = true}]", "value", {"field": "rows[0].x", "value": "True"}),
        ("rows = [{x = 1.0}]", "value", {"field": "rows[0].x", "value": "1.0"}),
        ("rows = [{x = '1'}]", "value", {"field": "rows[0].x", "value": "'1'"}),
        ("rows = [{x = 1, y = 1}]", "value", {"field": "rows[0].y", "value": "1"}),
        (
            "rows = [{x = 09:00:00}]",
            "value",
            {"field": "rows[0].x", "value": "datetime.time(9, 0)"},
        ),
        (f"rows = [{{x = '{TOO_LONG}'}}]", "value", {"field": "rows[0].x", "value": "…"}),
    ],
)
def test_what_cannot_be_used_is_named_with_its_path(
    tmp_path: Path, written: str, key: str, values: dict[str, object]
) -> None:
    assert refused(tmp_path / "a.toml", written) == (f"setup-profile-{key}", values)


def test_a_file_is_read_whole_or_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("rows = [{x = 5}, {x = 6, y = false}]", encoding="utf-8")
    assert load_toml(path, Several) == Several(rows=[Row(x=5), Row(x=6, y=False)])
    key, values = refused(path, "rows = ")
    assert (key, values["path"]) == ("setup-profile-syntax", str(path))
    path.write_bytes(b"x = '\xff'")
    for unreadable in (path, tmp_path, tmp_path / "nowhere.toml"):
        with pytest.raises(ProfileError) as error:
            load_toml(unreadable, Several)
        assert error.value.key == "setup-unreadable"
        assert error.value.values == {"file": str(unreadable)}
