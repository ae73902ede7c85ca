"""The profile of the agreement: its values, and how a wrong value is named."""

import tomllib
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from bot.profile.agreement_file import default_agreement, load_agreement
from bot.profile.toml_file import ProfileError
from liaison.core.agreement import (
    EscalationPolicy,
    EscalationStep,
    EscalationTarget,
    Priority,
    party_name,
)
from liaison.core.errors import UserError
from liaison.core.working_time import DeadlineRule

PROFILE = files("liaison").joinpath("profiles", "kh-cn-2016.toml").read_text(encoding="utf-8")
AGREEMENT = default_agreement()
MISSING, UNKNOWN = "setup-profile-missing", "setup-profile-unknown-field"


def test_the_agreement_says_what_the_articles_say() -> None:
    assert AGREEMENT.languages == ("zh", "km", "en")
    assert AGREEMENT.prevailing == "en"
    assert AGREEMENT.verification == DeadlineRule(30, "calendar", "none")
    assert [each.code for each in AGREEMENT.request_types if each.counts_from_receipt] == [
        "verification"
    ]
    assert len(AGREEMENT.grounds) == 5
    assert (AGREEMENT.meetings.first_host, AGREEMENT.meetings.first_year) == ("CN", 2017)
    assert AGREEMENT.termination_days == 90


def changed(tmp_path: Path, find: str, put: str) -> Path:
    """The profile with one place changed."""
    text = PROFILE.replace(find, put, 1)
    assert text != PROFILE
    path = tmp_path / "changed.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_policy_of_one_step_is_enough(tmp_path: Path) -> None:
    begins = PROFILE.index("emergency = [")
    steps = PROFILE[begins : PROFILE.index("]", begins)]
    alone = 'emergency = [{ to = "admins", after_minutes = 1 },'
    policies = load_agreement(changed(tmp_path, steps, alone)).notices.escalation_policies
    step = EscalationStep(to=EscalationTarget.ADMINS, after=timedelta(minutes=1))
    assert policies[Priority.EMERGENCY] == EscalationPolicy((step,))


def test_a_zone_may_have_digits(tmp_path: Path) -> None:
    agreement = load_agreement(changed(tmp_path, '"Asia/Shanghai"', '"Etc/GMT-8"'))
    assert agreement.party("CN").zone == "Etc/GMT-8"


def test_each_party_knows_its_place_and_the_other() -> None:
    cambodia, china = AGREEMENT.party("KH"), AGREEMENT.party("CN")
    assert (cambodia.zone, cambodia.language) == ("Asia/Phnom_Penh", "km")
    assert (china.zone, china.language) == ("Asia/Shanghai", "zh")
    assert AGREEMENT.other("KH") is china
    assert AGREEMENT.other("CN") is cambodia


@pytest.mark.parametrize("code", ["", "kh", "US"])
def test_a_party_of_no_agreement_is_refused(code: str) -> None:
    with pytest.raises(UserError, match="error-not-of-choices") as refused:
        AGREEMENT.other(code)
    assert refused.value.values == {"choices": tuple(party_name(e.code) for e in AGREEMENT.parties)}


def test_an_agreement_is_hashable() -> None:
    assert {AGREEMENT: 1, AGREEMENT.party("KH"): 2}[AGREEMENT] == 1


def number(find: str, put: int, field: str) -> tuple[str, str, str, str]:
    """A row of the table below: another number in the place of the one that ``find`` ends with."""
    return find, f"{find.rpartition(' ')[0]} {put}", field, str(put)


def wrong(tmp_path: Path, *, find: str, put: str) -> ProfileError:
    """How the profile is refused with one place changed."""
    with pytest.raises(ProfileError) as refused:
        load_agreement(changed(tmp_path, find, put))
    return refused.value


@pytest.mark.parametrize(
    ("find", "put", "field", "value"),
    [
        ('"Asia/Shanghai"', '"Asia/Peking"', "parties[1].zone", "'Asia/Peking'"),
        ('"Asia/Shanghai"', '"Asia"', "parties[1].zone", "'Asia'"),
        ('"Asia/Shanghai"', '"../etc"', "parties[1].zone", "'../etc'"),
        ('language = "km"', 'language = "kh"', "parties[0].language", "'kh'"),
        ('code = "CN"', 'code = "KH"', "parties", "['KH', 'KH']"),
        ('code = "CN"', 'code = "China"', "parties[1].code", "'China'"),
        ('"saturday", "sunday"', '"saturday", "sunnday"', "parties[0].weekend[1]", "'sunnday'"),
        ('"saturday",', '"sunday",', "parties[0].weekend", "['sunday', 'sunday']"),
        number("days = 30", 0, "verification.days"),
        ('unit = "calendar"', 'unit = "weeks"', "verification.unit", "'weeks'"),
        ('roll = "none"', 'roll = "back"', "verification.roll", "'back'"),
        number("hour = 9", 24, "reminders.hour"),
        ("[15, 7, 3, 1, 0]", "[]", "reminders.days_before", "[]"),
        ("[15, 7, 3, 1, 0]", "[15, -1]", "reminders.days_before[1]", "-1"),
        ('"KTI"', '"K-I"', "lists.crossing_points[0]", "'K-I'"),
        ('prevailing = "en"', 'prevailing = "fr"', "prevailing", "'fr'"),
        ('first_host = "CN"', 'first_host = "US"', "meetings.first_host", "'US'"),
        ("[30, 7, 1]", "[30, -1]", "plan.days_before[1]", "-1"),
        number("overdue_every_days = 7", 0, "plan.overdue_every_days"),
        number("refusal = 8", 0, "articles.refusal"),
        ("[60, 30, 14, 7, 1]", "[91]", "termination.reminder_days[0]", "91"),
        number("from_hour = 20", 24, "quiet_hours.from_hour"),
        number("until_hour = 7", -1, "quiet_hours.until_hour"),
        number("due_soon_days = 7", 367, "notices.due_soon_days"),
        number("forgotten_after_days = 7", 0, "notices.forgotten_after_days"),
        number("after_seconds = 120", 9, "notices.outage_after_seconds"),
        ("hour = 9              #", "hour = 24 #", "digests.hour", "24"),
        ('"monday"', '"Monday"', "digests.weekly_day", "'Monday'"),
        ('"deputy", after', '"depuyt", after', "escalation.important[0].to", "'depuyt'"),
        ("minutes = 2880", "minutes = -1", "escalation.important[0].after_minutes", "-1"),
        number("after_minutes = 10", 43201, "escalation.emergency[0].after_minutes"),
        # The last step repeats: without a wait it would never end.
        number('"daily", after_minutes = 720', 0, "escalation.emergency[5].after_minutes"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    tmp_path: Path, find: str, put: str, field: str, value: str
) -> None:
    error = wrong(tmp_path, find=find, put=put)
    assert error.key == "setup-profile-value"
    assert error.values == {"field": field, "value": value}


def test_a_weekend_leaves_a_day_to_work(tmp_path: Path) -> None:
    week = '"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"'
    error = wrong(tmp_path, find='"saturday", "sunday"', put=week)
    assert (error.key, error.values["field"]) == ("setup-profile-value", "parties[0].weekend")


def test_a_party_too_many_is_refused(tmp_path: Path) -> None:
    first = PROFILE[PROFILE.index("[[parties]]") : PROFILE.index('[[parties]]\ncode = "CN"')]
    error = wrong(tmp_path, find=first, put=first + first.replace('"KH"', '"LA"', 1))
    assert error.values == {"field": "parties", "value": "['KH', 'LA', 'CN']"}


@pytest.mark.parametrize(
    ("find", "put", "key", "field"),
    [
        ('id = "kh-cn-2016"', "", MISSING, "id"),
        ("[receipt]", "[reciept]", MISSING, "receipt"),
        ("hour = 9", "hour = 9\nhuor = 9", UNKNOWN, "reminders.huor"),
        ("refusal = 8", "refusal = 8\nx = 1", UNKNOWN, "articles.x"),
        ('id = "', 'extra = 1\nid = "', UNKNOWN, "extra"),
        ("[escalation]", "[escalation]\nroutine = []", UNKNOWN, "escalation.routine"),
        ('to = "deputy", ', "", MISSING, "escalation.important[0].to"),
    ],
)
def test_a_field_too_few_or_too_many_is_named(
    tmp_path: Path, find: str, put: str, key: str, field: str
) -> None:
    error = wrong(tmp_path, find=find, put=put)
    assert (error.key, error.values) == (key, {"field": field})


def test_the_profile_has_no_texts_for_people() -> None:
    def leaves(value: object) -> list[str]:
        match value:
            case dict():
                return [leaf for each in value.values() for leaf in leaves(each)]
            case list():
                return [leaf for each in value for leaf in leaves(each)]
            case str():
                return [value]
            case _:
                return []

    found = [leaf for leaf in leaves(tomllib.loads(PROFILE)) if " " in leaf]
    assert found == [AGREEMENT.party("KH").letter_numbers]


SCHEME = "{n}/{yy} MoI"


@pytest.mark.parametrize(
    ("scheme", "first", "later"),
    [
        ("{n}/{yyyy} MoI", "1/2026 MoI", "345/2105 MoI"),
        ("公刑〔{yyyy}〕{n}号", "公刑〔2026〕1号", "公刑〔2105〕345号"),
        ("លេខ {n}/{yy} ក.ម", "លេខ 1/26 ក.ម", "លេខ 345/05 ក.ម"),
        ("MOI-{yyyy}-{n}", "MOI-2026-1", "MOI-2105-345"),
    ],
)
def test_a_scheme_gives_the_numbers_of_letters(
    tmp_path: Path, scheme: str, first: str, later: str
) -> None:
    party = load_agreement(changed(tmp_path, SCHEME, scheme)).party("KH")
    assert (party.letter_number(1, 2026), party.letter_number(345, 2105)) == (first, later)
    assert [party.counted_letter(first, year) for year in (2026, 2105)] == [1, 0]
    assert party.counted_letter(later, 2105) == 345


@pytest.mark.parametrize("letter", ["12/26 MoI", "១២/២៦ MoI", "012／26 moi"])
def test_a_letter_is_counted_however_it_is_typed(letter: str) -> None:
    assert AGREEMENT.party("KH").counted_letter(letter, 2026) == 12


@pytest.mark.parametrize("letter", ["12", "/26 MoI", "x/26 MoI", "1/26 MoI.", "1234567/26 MoI"])
def test_a_letter_of_another_form_is_not_counted(letter: str) -> None:
    assert AGREEMENT.party("KH").counted_letter(letter, 2026) == 0


def test_a_party_needs_no_scheme(tmp_path: Path) -> None:
    party = load_agreement(changed(tmp_path, f'letter_numbers = "{SCHEME}"', "")).party("KH")
    assert (party.letter_numbers, party.letter_number(1, 2026)) == (None, "")


@pytest.mark.parametrize(
    "scheme",
    [
        "", "MoI", "{n} MoI", "{yy} MoI", "{n}/{yy}/{yyyy}", "{n}/{n}/{yy}", "{n}/{yy} {office}",
        "{n}/{yy} {} MoI", "{n}/{yy} MoI}", "{n!r}/{yy}", "{n} persons of {yyyy}", "{n}/{yy} @ MoI",
        "{n}/{yy}" + " MoI" * 10, " {n}/{yy}", "1.{n}.{yyyy}", "+855 12 34 {n} {yyyy}",
        "born {n} {yyyy}", "N0{n}12345{yy}",
        "letter no. {n}/{yy}", "{n}/{yy} 2 March",
    ],
)  # fmt: skip
def test_a_scheme_that_gives_no_letter_numbers_is_named(tmp_path: Path, scheme: str) -> None:
    error = wrong(tmp_path, find=SCHEME, put=scheme)
    assert error.key == "setup-profile-letter-numbers"
    assert error.values == {"field": "parties[0].letter_numbers", "value": scheme}
