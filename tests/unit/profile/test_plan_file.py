"""The plan of action of the Minutes, which ships as an example."""

from dataclasses import replace
from datetime import date

from bot.profile.plan_file import example_plan
from liaison.core.agreement import PartyCode
from liaison.core.validation import parse_title
from tests.unit.samples import AGREEMENT


def test_the_example_has_the_five_activities_of_the_minutes_in_three_languages() -> None:
    plan = example_plan(AGREEMENT).activities
    assert [(each.lead, each.first_on, each.last_on) for each in plan] == [
        (None, None, date(2016, 12, 31)),
        ("CN", date(2017, 1, 1), date(2017, 3, 31)),
        (None, None, date(2017, 12, 31)),
        (None, date(2017, 5, 1), date(2017, 7, 31)),
        ("CN", None, date(2017, 12, 31)),
    ]
    assert {frozenset(each.titles) for each in plan} == {frozenset(AGREEMENT.languages)}
    titles = [title for each in plan for title in each.titles.values()]
    assert len(set(titles)) == 15
    assert [parse_title(each) for each in titles] == titles


def test_an_agreement_of_another_party_or_language_has_no_example() -> None:
    first, second = AGREEMENT.parties
    other = replace(AGREEMENT, parties=(first, replace(second, code=PartyCode("VN"))))
    assert example_plan(other).activities == ()
    assert example_plan(replace(AGREEMENT, languages=("en", "km"))).activities == ()
