"""Activities: who changes their state, in which order, and when they are overdue."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from liaison.core.agreement import PartyCode
from liaison.core.errors import Conflict, UserError
from liaison.core.form import DateOutOfRange
from liaison.plan import rules
from tests.unit.samples import AGREEMENT, BOPHA, CHEN, CN, DARA, KH, LATER, LI, SOKHA, WANG

LAST = date(2026, 7, 31)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def activity(
    lead: PartyCode | None = CN, state: rules.ActivityState = rules.ActivityState.PLANNED
) -> rules.Activity:
    """A joint operation that a Party leads, or both."""
    return rules.Activity(
        number=rules.ActivityNumber(3),
        intent=rules.Intent(
            titles={"en": "Joint operation", "km": "ប្រតិបត្តិការ", "zh": "联合行动"},
            lead=lead,
            first_on=date(2026, 5, 1),
            last_on=LAST,
        ),
        state=state,
        source=None,
        version=1,
        made_by=None,
        made_at=LATER,
        changed_at=LATER,
    )


def test_the_lead_party_starts_and_finishes_an_activity() -> None:
    later = LATER + DAY
    started = rules.take_action(activity(), rules.ActivityAction.START, LI, later)
    under_way = rules.ActivityState.UNDER_WAY
    assert started == replace(activity(), state=under_way, version=2, changed_at=later)
    done = rules.take_action(started, rules.ActivityAction.FINISH, WANG, later + DAY)
    assert (done.state, done.version, done.is_open) == (rules.ActivityState.DONE, 3, False)
    at_once = rules.take_action(activity(), rules.ActivityAction.FINISH, LI, later)
    assert (at_once.state, at_once.version) == (rules.ActivityState.DONE, 2)


REFUSED: dict[tuple[rules.ActivityState, rules.ActivityAction], str | None] = {
    (rules.ActivityState.PROPOSED, rules.ActivityAction.START): "error-activity-not-approved",
    (rules.ActivityState.PROPOSED, rules.ActivityAction.FINISH): "error-activity-not-approved",
    (rules.ActivityState.PLANNED, rules.ActivityAction.START): None,
    (rules.ActivityState.PLANNED, rules.ActivityAction.FINISH): None,
    (rules.ActivityState.UNDER_WAY, rules.ActivityAction.START): "error-already-recorded",
    (rules.ActivityState.UNDER_WAY, rules.ActivityAction.FINISH): None,
    (rules.ActivityState.DONE, rules.ActivityAction.START): "error-activity-ended",
    (rules.ActivityState.DONE, rules.ActivityAction.FINISH): "error-already-recorded",
    (rules.ActivityState.DROPPED, rules.ActivityAction.START): "error-activity-ended",
    (rules.ActivityState.DROPPED, rules.ActivityAction.FINISH): "error-activity-ended",
}


@pytest.mark.parametrize(
    ("state", "action", "lead", "who"),
    list(
        product(
            rules.ActivityState,
            rules.ActivityAction,
            (KH, CN, None),
            (SOKHA, DARA, BOPHA, LI, WANG, CHEN),
        )
    ),
)
def test_every_combination_of_state_action_lead_and_person(
    state: rules.ActivityState, action: rules.ActivityAction, lead: PartyCode | None, who: object
) -> None:
    people = {each.id: each for each in (SOKHA, DARA, BOPHA, LI, WANG, CHEN)}
    person = next(each for each in people.values() if each is who)
    expected = REFUSED[state, action]
    if lead not in (None, person.party):
        expected = "error-not-your-side"
    if person in (BOPHA, CHEN):
        expected = "error-not-your-role"
    now = activity(lead, state)
    assert rules.may_act(now, action, person) is (expected is None)
    if expected is not None:
        with pytest.raises(UserError, match=expected):
            rules.take_action(now, action, person, LATER)
    else:
        assert rules.take_action(now, action, person, LATER).version == 2


def test_the_same_status_twice_tells_the_time_of_the_first() -> None:
    done = activity(state=rules.ActivityState.DONE)
    with pytest.raises(Conflict, match="error-already-recorded") as refused:
        rules.take_action(done, rules.ActivityAction.FINISH, LI, LATER + DAY)
    assert refused.value.values == {"at": LATER}


@pytest.mark.parametrize(
    ("lead", "ends"),
    [
        (CN, datetime(2026, 7, 31, 16, tzinfo=UTC)),
        (KH, datetime(2026, 7, 31, 17, tzinfo=UTC)),
        (None, datetime(2026, 7, 31, 17, tzinfo=UTC)),
    ],
)
def test_it_is_overdue_after_its_last_day(lead: PartyCode | None, ends: datetime) -> None:
    for after, over in ((-SECOND, 0), (0 * SECOND, 1), (DAY - SECOND, 1), (DAY, 2)):
        for state in rules.ActivityState:
            expected = over if state in rules.OPEN_ACTIVITIES else 0
            assert rules.days_over(activity(lead, state), AGREEMENT, ends + after) == expected


def test_a_title_is_in_the_language_of_the_reader_or_the_same_for_all() -> None:
    written = activity()
    assert [written.title(each, "en") for each in ("zh", "fr")] == ["联合行动", "Joint operation"]
    typed = replace(written, intent=replace(written.intent, titles={"*": "a decision"}))
    assert {typed.title(each, "en") for each in ("en", "km", "zh")} == {"a decision"}


def test_a_last_day_is_today_or_within_five_years() -> None:
    for day in (LAST, LAST + rules.MAX_AHEAD):
        assert rules.last_days(LAST).check(day) == day
    for day in (LAST - DAY, LAST + rules.MAX_AHEAD + DAY):
        with pytest.raises(DateOutOfRange):
            rules.last_days(LAST).check(day)


def test_both_parties_move_the_last_day_and_drop_an_activity() -> None:
    later, day = LATER + DAY, LAST + 30 * DAY
    moved = rules.with_last_day(activity(), day, later)
    intent = replace(activity().intent, last_on=day)
    assert moved == replace(activity(), intent=intent, version=2, changed_at=later)
    gone = rules.dropped(moved, later)
    assert gone == replace(moved, state=rules.ActivityState.DROPPED, version=3)
    for state in (rules.ActivityState.DONE, rules.ActivityState.DROPPED):
        ended = activity(state=state)
        with pytest.raises(Conflict, match="error-activity-ended"):
            rules.with_last_day(ended, day, later)
        with pytest.raises(Conflict, match="error-activity-ended"):
            rules.dropped(ended, later)
        with pytest.raises(Conflict, match="error-activity-ended"):
            rules.check_last_day_move(ended, day, LATER.date())


def test_another_last_day_is_not_before_the_first_one_nor_in_the_past_nor_the_same() -> None:
    first = date(2026, 5, 1)
    assert rules.check_last_day_move(activity(), first, LATER.date()) == first
    assert rules.check_last_day_move(activity(), LAST - DAY, LAST - DAY) == LAST - DAY
    with pytest.raises(UserError, match="error-setting-same"):
        rules.check_last_day_move(activity(), LAST, LATER.date())
    for day, today in ((first - DAY, LATER.date()), (LAST - 2 * DAY, LAST - DAY)):
        with pytest.raises(DateOutOfRange):
            rules.check_last_day_move(activity(), day, today)
