"""Going away, standing in, and coming back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from liaison.audit.service import record_step
from liaison.core.channels import Address
from liaison.core.people import Person, Role
from liaison.core.transaction import Absences, People
from liaison.notifications.recipients import absence_lines, deputies_of
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.disclosures.disclosure_steps import audited
from tests.stories.people.joining import comes_in
from tests.stories.sent_messages import never_notified

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
UNKNOWN = "This person is not on your list"
AWAY = "Out of office until 6 March; deputy: Dara."


async def person_of(service: ScenarioDriver, player: ScenarioUser) -> Person:
    """What the service knows of a person."""
    async with service.app.database.transaction() as tx:
        person = await tx.of(People).by_address(Address(player.phone.user_id))
    assert person is not None
    return person


async def test_a_time_away_is_asked_for_step_by_step_and_ended_with_a_button(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, bopha: ScenarioUser
) -> None:
    assert "From which day are you out of office?" in await sokha.says("/away")
    assert "What is the last day?" in await sokha.presses("Today")
    assert "Who is your deputy from 2 March to 6 March?" in await sokha.says("6 March")
    assert "Dara" in sokha.buttons
    assert not {"Sokha", "Bopha", "Li", "Zhang"} & set(sokha.buttons)
    await sokha.presses("Dara")
    sokha.sees("You are out of office from 2 March to 6 March. Dara is your deputy")
    dara.sees("Dara: Sokha is out of office from 2 March to 6 March. You are the deputy")
    assert AWAY in await bopha.says("/people")
    assert AWAY in await bopha.presses("Sokha")
    assert "From 2 March to 6 March. Deputy: Dara." in await sokha.says("/away")
    assert "You are back in office." in await sokha.presses("I am back in office")
    dara.sees("you are no longer the deputy of Sokha")
    assert "Out of office" not in await bopha.says("/people")
    for action in ("absence.put", "absence.end"):
        assert len(await audited(service, action)) == 1


@pytest.mark.parametrize(
    ("language", "day", "asked", "recorded", "told", "over"),
    [
        (
            "en",
            "3 March",
            "Who is your deputy on 3 March?",
            "You are out of office on 3 March. Dara",
            "Dara: Sokha is out of office on 3 March. You are the deputy",
            "Dara: you are no longer the deputy of Sokha for 3 March.",
        ),
        (
            "km",
            "ថ្ងៃទី៣\xa0ខែមីនា",
            "ជំនួសលោកអ្នក នៅថ្ងៃទី៣\xa0ខែមីនា?",
            "អវត្តមានរបស់លោកអ្នក នៅថ្ងៃទី៣\xa0ខែមីនា។",
            "ជូន Dara៖ Sokha អវត្តមាននៅថ្ងៃទី៣\xa0ខែមីនា ហើយលោកអ្នកជាអ្នកជំនួស។",
            "ជូន Dara៖ លោកអ្នកលែងជាអ្នកជំនួសរបស់ Sokha នៅថ្ងៃទី៣\xa0ខែមីនា ហើយ។",
        ),
        (
            "zh",
            "3月3日",
            "3月3日由谁代班？",
            "已登记您于3月3日不在岗，代班人：Dara",
            "Dara：Sokha于3月3日不在岗，由您代班。",
            "Dara：您不再担任Sokha于3月3日不在岗期间的代班人。",
        ),
    ],
)
async def test_a_single_day_of_absence_is_shown_once(
    driver: ScenarioDriver, language: str, day: str, asked: str, recorded: str, told: str, over: str
) -> None:
    await driver.gather("sokha", "dara", language=language)
    sokha, dara = driver["sokha"], driver["dara"]
    assert asked in await sokha.says("/away 3/3/2026 3/3/2026")
    assert recorded in await sokha.presses("Dara")
    dara.sees(told)
    await dara.says("/people 1")
    assert dara.card.count(day) == 1
    await sokha.says("/away")
    assert sokha.card.count(day) == 1
    await sokha.says("/away end")
    dara.sees(over)


async def test_everything_fits_in_one_typed_line(sokha: ScenarioUser, dara: ScenarioUser) -> None:
    await sokha.says("/away 2026-03-05 12/3/2026 ３")
    sokha.sees("You are out of office from 5 March to 12 March. Dara is your deputy")
    dara.sees("Sokha is out of office from 5 March")
    await sokha.says("I am back in office on 7 March")
    assert "From 5 March to 12 March. Deputy: Dara." in await sokha.says("/away")
    assert "You are back in office." in await sokha.says("i am back")
    assert "You are not recorded as out of office." in await sokha.says("/away end")


async def test_a_day_that_is_denied_begins_no_absence(sokha: ScenarioUser) -> None:
    for typed in ("out of office tomorrow, no, next week", "明天请假，不，下周请假"):
        assert "From which day are you out of office?" in await sokha.says("/cancel", typed)


async def test_a_range_of_days_needs_only_a_deputy(sokha: ScenarioUser) -> None:
    for typed in (
        "I am away 3–7 April",
        "4月3日到7日请假",
        "សុំច្បាប់ ពីថ្ងៃទី ៣ ដល់ថ្ងៃទី ៧ ខែមេសា",
        "away 2026-04-03 to 2026-04-07",
        "i am on leave from the 3rd to 7 April",
        "4月3日到7日我不在",
    ):
        assert "Who is your deputy from 3 April to 7 April?" in await sokha.says("/cancel", typed)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("到周五", "4 March to 6 March"),
        ("ដល់ថ្ងៃទី៩ ខែមីនា", "4 March to 9 March"),
        ("10 March to 12 March", "10 March to 12 March"),
    ],
)
async def test_days_typed_at_the_question_for_the_deputy_keep_the_first_day(
    sokha: ScenarioUser, typed: str, days: str
) -> None:
    assert "from 4 March to 5 March?" in await sokha.says("/away 4/3/2026 5/3/2026")
    assert f"Who is your deputy from {days}?" in await sokha.says(typed)
    assert f"You are out of office from {days}. Dara" in await sokha.says("Dara")


async def test_a_sentence_has_the_days_and_the_deputy(sokha: ScenarioUser) -> None:
    asked = "Who is your deputy from 9 March to 11 March?"
    for typed in ("我下周一到周三出差，由张代理", "I am away 9–11 March, see the darastory file"):
        assert asked in await sokha.says(typed)
    for typed in ("I am away 9–11 March, Dara is my deputy", "下周一至周三休假由dara代理"):
        assert asked in await sokha.says("/away end", typed)
        assert "Dara is your deputy" in await sokha.presses("Dara")
    for first in ("我9日请假，由dara代理", "我9日请假"):
        assert "What is the last day?" in await sokha.says("/away end", first)
        assert asked in await sokha.says("11 March")
    assert "Dara is your deputy" in await sokha.says("由dara代理")


@pytest.mark.parametrize(
    ("sick", "back"),
    [("今天生病请假", "取消请假"), ("ថ្ងៃនេះខ្ញុំឈឺ សុំឈប់", "លុបច្បាប់ឈប់")],
)
async def test_who_is_sick_today_is_away_until_it_is_cancelled(
    sokha: ScenarioUser, sick: str, back: str
) -> None:
    assert "What is the last day?" in await sokha.says(sick)
    await sokha.presses("Today", "Dara")
    sokha.sees("You are out of office on 2 March. Dara is your deputy")
    assert "You are back" in await sokha.says(back)


async def test_a_new_time_away_takes_the_place_of_the_old_one_and_both_deputies_know(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    vanna = await comes_in(service, service["bopha"], "Vanna", Role.FOCAL_PERSON)
    await sokha.says("/away 2026-03-02 2026-03-06 3", "/away 2026-03-02 2026-03-13 4")
    dara.sees("you are no longer the deputy of Sokha")
    vanna.sees("Sokha is out of office from 2 March to 13 March. You are the deputy")
    assert "Out of office until 13 March; deputy: Vanna." in await dara.says("/people")


async def test_the_same_absence_typed_twice_is_recorded_and_told_once(
    sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    for _ in range(2):
        assert "Dara is your deputy" in await sokha.says("/away 2026-03-02 2026-03-06 3")
    assert dara.has_seen("Sokha is out of office from") == 1


async def test_an_absence_of_the_night_is_told_in_the_morning_in_its_state_then(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    ten_in_the_evening = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    await service.turn_to(ten_in_the_evening)
    await sokha.says("/away 2026-03-03 2026-03-06 3", "/away 2026-03-03 2026-03-05 3")
    never_notified(dara, "Sokha is out of office")
    await service.turn_to(ten_in_the_evening + timedelta(hours=11))
    dara.sees("Sokha is out of office from 3 March to 5 March. You are the deputy")
    assert dara.has_seen("Sokha is out of office") == 1


async def test_it_ends_by_itself_when_the_last_day_is_over_in_the_partys_own_zone(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    await sokha.says("/away 2026-03-02 2026-03-06 3")
    midnight_in_phnom_penh = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
    await service.turn_to(midnight_in_phnom_penh - timedelta(minutes=1))
    assert AWAY in await dara.says("/people")
    await service.turn_to(midnight_in_phnom_penh)
    assert "Out of office" not in await dara.says("/people")
    never_notified(dara, "no longer the deputy")
    assert "From which day are you out of office?" in await sokha.says("/away")


async def test_a_loop_is_refused_and_nothing_is_changed(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    vanna = await comes_in(service, service["bopha"], "Vanna", Role.FOCAL_PERSON)
    await sokha.says("/away 2026-03-02 2026-03-06 3")
    await dara.says("/away 2026-03-04 2026-03-10 4")
    await vanna.says("/away 2026-03-06 2026-03-13 2")
    assert (
        "Sokha is out of office on some of these days, with a deputy that leads back" in vanna.card
    )
    never_notified(sokha, "Vanna is out of office")
    assert "deputy: Sokha" not in await vanna.says("/people")
    await vanna.says("/away 2026-03-07 2026-03-13 2")
    sokha.sees("Vanna is out of office from 7 March")


async def test_deputies_of_deputies_resolve_for_as_long_as_they_are_away(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    vanna = await comes_in(service, service["bopha"], "Vanna", Role.FOCAL_PERSON)
    await sokha.says("/away 2026-03-02 2026-03-06 3")
    await dara.says("/away 2026-03-03 2026-03-04 4")
    away, deputy, other = [await person_of(service, each) for each in (sokha, dara, vanna)]
    standing_in = {}
    for day in (2, 3, 4, 5, 7):
        await service.turn_to(datetime(2026, 3, day, 3, 0, tzinfo=UTC))
        async with service.app.database.transaction() as tx:
            standing_in[day] = await deputies_of(tx, [away])
            assert await deputies_of(tx, [other]) == []
            assert await deputies_of(tx, [away, deputy], named=True) == [deputy, other]
            assert (away.id not in await absence_lines(tx, away.party)) is (day == 7)
    assert standing_in == {2: [deputy], 3: [other], 4: [other], 5: [deputy], 7: []}


async def test_who_comes_back_early_still_has_the_deputy_last_named(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    await sokha.says("/away 2026-03-02 2026-03-06 3")
    await service.turn(timedelta(days=1))
    await sokha.says("/away end")
    away, deputy = await person_of(service, sokha), await person_of(service, dara)
    async with service.app.database.transaction() as tx:
        assert await deputies_of(tx, [away]) == []
        assert await deputies_of(tx, [away], named=True) == [deputy]


async def test_a_suspended_deputy_is_no_longer_a_deputy(
    service: ScenarioDriver, sokha: ScenarioUser, bopha: ScenarioUser
) -> None:
    await sokha.says("/away 2026-03-02 2026-03-06 3")
    await bopha.says("/suspend 3 ok", "/people")
    bopha.sees("Out of office until 6 March; no deputy now.")
    away = await person_of(service, sokha)
    async with service.app.database.transaction() as tx:
        assert await deputies_of(tx, [away]) == []
        assert await deputies_of(tx, [away], named=True) == []


async def test_a_deputy_of_the_other_party_is_refused_like_an_unknown_one(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await comes_in(service, service["wang"], "Chen", Role.FOCAL_PERSON)
    answers = []
    for number in ("4", "99", "Li"):
        await sokha.says(f"/away 2026-03-02 2026-03-06 {number}")
        answers.append(sokha.card.partition(": ")[2])
    assert UNKNOWN in answers[0]
    assert len(set(answers)) == 1
    assert "From which day are you out of office?" in await sokha.says("/away")


async def test_bad_input_gets_one_clear_sentence_and_changes_nothing(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    answers = {
        "2026-02-20 2026-03-01 3": "1 March has passed.",
        "2026-02-20 2026-03-06 3": "20 February has passed.",
        "2026-03-06 2026-03-05 3": "Give a date from 6 March 2026 to 3 March 2027.",
        "2026-03-02 2027-03-04 3": "Give a date from 2 March 2026 to 3 March 2027.",
        "2027-03-04": "Give a date from 2 March 2026 to 3 March 2027.",
        "2026-03-02 2026-03-06 2": "You cannot be your own deputy.",
        "2026-03-02 2026-03-06 1": "Bopha does not have your rights.",
        "someday": "The bot cannot read this date.",
        "2026-03-02 31/2/2026 3": "The bot cannot read this date.",
        "end": "You are not recorded as out of office.",
    }
    said = {}
    for line in answers:
        await sokha.says(f"/away {line}")
        said[line] = sokha.card
    assert [line for line, answer in answers.items() if answer not in said[line]] == []
    never_notified(dara, "Sokha is out of office")
    async with service.app.database.transaction() as tx:
        assert [await tx.of(Absences).of(party.code) for party in tx.agreement.parties] == [[], []]


async def test_a_suspended_colleague_cannot_be_named(
    service: ScenarioDriver, sokha: ScenarioUser, bopha: ScenarioUser
) -> None:
    vanna = await comes_in(service, service["bopha"], "Vanna", Role.FOCAL_PERSON)
    await sokha.says("/away 2026-03-02 2026-03-06")
    assert {"Dara", "Vanna"} <= set(sokha.buttons)
    await bopha.says("/suspend 3 ok")
    await sokha.presses("Dara")
    assert "The access of Dara is suspended." in sokha.toasts[-1]
    await sokha.says("/away 2026-03-02 2026-03-06")
    assert "Dara" not in sokha.buttons
    await sokha.presses("Vanna")
    vanna.sees("Sokha is out of office from 2 March")
    await bopha.says("/suspend 4 ok")
    assert "Your access to the liaison bot is suspended." in await vanna.says("/away")
    assert "No colleague can be your deputy." in await sokha.says("/away 2026-03-02 2026-03-06 4")


async def test_a_mistyped_day_can_be_typed_again(sokha: ScenarioUser) -> None:
    assert "The bot cannot read this date." in await sokha.says("/away", "some week")
    assert "“next week” can be read in two ways." in await sokha.says("next week")
    assert sokha.buttons == ["9 March", "13 March", "Cancel"]
    assert "What is the last day?" in await sokha.says("3 March")
    assert "Give a date from 3 March 2026 to 3 March 2027." in await sokha.says("2 March")
    await sokha.says("6 March", "3")
    sokha.sees("You are out of office from 3 March to 6 March. Dara is your deputy")


async def test_only_another_administrator_is_the_deputy_of_an_administrator(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    assert "No colleague can be your deputy." in await bopha.says("/away")
    rithy = await comes_in(service, service["bopha"], "Rithy", Role.ADMIN)
    await bopha.says("/away 2026-03-02 2026-03-06")
    assert "Rithy" in bopha.buttons
    assert not {"Sokha", "Dara"} & set(bopha.buttons)
    await bopha.presses("Rithy")
    rithy.sees("Bopha is out of office from 2 March")


async def test_people_shows_since_when_a_person_cannot_be_reached(service: ScenarioDriver) -> None:
    person = await person_of(service, service["sokha"])
    async with service.app.database.transaction() as tx:
        late_in_utc = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)
        await tx.of(People).change(person.id, unreachable_since=late_in_utc)
        await record_step(tx, "unreachable", person, actor=None)
    assert "Not reachable through Telegram since 2 March." in await service["dara"].says("/people")
    assert "Not reachable" not in await service["li"].says("/people")


async def test_a_first_day_that_has_passed_is_refused_and_asked_for_again(
    sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    assert "1 January has passed. Give today or a later day" in await sokha.says("/away", "1.1")
    assert "What is the last day?" in await sokha.says("1.1.2027")
    await sokha.says("2.1.2027")
    await sokha.presses("Dara")
    dara.sees("Sokha is out of office from 1 January 2027 to 2 January 2027")


@pytest.mark.parametrize("typed", ["not dara", "មិនមែន dara", "除Dara外", "dara?", "dara is ill"])
async def test_a_name_with_other_words_is_no_deputy(sokha: ScenarioUser, typed: str) -> None:
    await sokha.says("/away 2026-03-05 2026-03-06")
    await sokha.says(typed)
    never_notified(sokha, "Dara is your deputy")
    assert "Dara" in sokha.buttons
    await sokha.says("dara please")
    sokha.sees("Dara is your deputy")


@pytest.mark.parametrize("typed", ["ដកការអវត្តមាន", "撤销请假"])
async def test_words_that_withdraw_an_absence_begin_none(sokha: ScenarioUser, typed: str) -> None:
    assert "What is the" not in await sokha.says(typed)


@pytest.mark.parametrize("typed", ["Dara is away tomorrow", "明天dara请假", "Dara សុំច្បាប់ថ្ងៃស្អែក"])
async def test_that_a_colleague_is_away_begins_no_own_absence(
    sokha: ScenarioUser, typed: str
) -> None:
    assert "last day" not in await sokha.says(typed)
    assert "last day" not in await sokha.says("tomorrow")


async def test_a_colleague_who_is_away_records_it_alone(sokha: ScenarioUser) -> None:
    shown = await sokha.says("Dara is on leave")
    assert "Each person records their own absence. Please ask Dara to do so." in shown
    assert "What is the last day?" in await sokha.says("明天不在岗，dara代班")


@pytest.mark.parametrize("typed", ["ស្អែកខ្ញុំឈប់ ឱ្យ Dara ជំនួស", "ខ្ញុំឈប់ថ្ងៃស្អែក"])
async def test_to_stop_work_on_a_day_is_an_absence(sokha: ScenarioUser, typed: str) -> None:
    assert "What is the last day?" in await sokha.says(typed)
    assert "Nothing was recorded" in await sokha.says("ឈប់")
