"""Which to-dos a morning names, and to whom, and how one of several is chosen."""

from datetime import timedelta

import pytest

from liaison.core.cards import text
from tests.scenario import ScenarioDriver, ScenarioUser, at, log_verification
from tests.stories.audible_messages import sounds
from tests.stories.prepared_state import received, reference_of
from tests.stories.sent_messages import buttons_under, never_notified

BEGINS_WITH = "one_request"


async def test_of_several_to_dos_one_is_chosen_by_its_letter_its_place_or_after_its_day(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await li.says("/language zh")
    li.language = "zh"
    reference = reference_of(service)
    other = await log_verification(service, "sokha", persons=1, children=0, letter="98/26")
    await service.turn(timedelta(days=3))  # to Thursday: three working days are until Tuesday
    for typed in ("98/26", "第2项", "ទី២", other):
        await li.says("改日提醒")
        await li.says(typed)
        assert other in await li.says("下周一"), typed
    await li.says("改日提醒")
    for day, shown in (("10号", "3月10日"), ("下周一", "3月9日")):
        assert "改日提醒待办" in await li.says(day)
        assert shown in li.card
    assert "该项不在所列选项之中" in await li.says("随便")
    assert f"3月9日（周一）提醒您：📨 {reference}" in await li.presses(
        next(each for each in li.buttons if reference in each)
    )


@pytest.mark.parametrize(
    ("language", "typed"),
    [("zh", "周五提醒我"), ("km", "រំលឹកខ្ញុំថ្ងៃសុក្រ"), ("en", "remind me on Friday")],
)
async def test_a_reminder_is_asked_for_in_words(
    service: ScenarioDriver, li: ScenarioUser, language: str, typed: str
) -> None:
    reference = reference_of(service)
    await service.turn(timedelta(days=1))  # to Tuesday: Friday is not too far
    await li.says(f"/language {language}")
    li.language = language
    assert reference in await li.says(typed)
    assert "6" in li.card or "៦" in li.card
    other = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await li.says(typed)
    assert li.words("target-which", does=text("command-defer")) in li.card
    await li.presses(next(each for each in li.buttons if other in each))
    assert other in li.card


async def test_a_day_that_is_too_late_is_quoted_as_it_was_typed(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await li.says("/language km")
    li.language = "km"
    assert "«ថ្ងៃទី២៩ ខែឧសភា»" in await li.says("រំលឹកខ្ញុំអំពី 123/26 ថ្ងៃទី២៩ ខែឧសភា")
    await li.says(f"/defer {reference_of(service)}")
    assert "ប្រព័ន្ធនឹងរំលឹកនៅថ្ងៃពុធ" in await li.says("/defer 123/26 4 March")
    assert "មិនទាន់ចប់" not in li.card


async def test_a_morning_for_information_names_first_what_is_owed(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await received(service)
    theirs = await log_verification(service, "li", persons=1, children=0, letter="公刑〔2026〕8号")
    await service.turn_to(at(3, 9, 1, 1))
    card = li.sees("To do: 1", "For information:", theirs)
    assert 0 < card.index("reply due in 23 days") < card.index("For information:")
    assert "One more" not in card


async def test_who_asked_hears_once_after_three_working_days_that_no_one_received_it(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    reference = reference_of(service)
    await service.turn_to(at(3, 2, 4))
    before = len(sounds(sokha))
    await service.turn_to(at(3, 5, 1, 59))
    assert len(sounds(sokha)) == before
    await service.turn_to(at(3, 20, 4))
    (heard,) = sounds(sokha)[before:]
    assert reference in heard
    assert "receipt" in heard


async def test_who_may_not_do_what_is_near_reads_who_can(
    service: ScenarioDriver, sokha: ScenarioUser, wang: ScenarioUser
) -> None:
    await sokha.sends("/new", "information", "routine", "1", "0", "8/26", "-", "-", "17 March")
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service.turn_to(at(3, 16, 1, 1))
    wang.sees("due tomorrow", "Li and Zhang can do this. Please make sure that it is done.")
    assert "I am on it" not in buttons_under(wang, "Li and Zhang can do this.")
    service["li"].sees("Good morning. To do: 3", "9/26 · Identity check · receipt not confirmed")
    never_notified(service["li"], "One more is in the list")
    for name in ("li", "zhang"):
        service[name].phone.block()
    await service.turn_to(at(3, 17, 1, 1))
    wang.sees("No one in the service can do this now.")


async def test_of_a_request_that_was_asked_about_one_due_date_is_told_with_its_act(
    service: ScenarioDriver,
) -> None:
    await received(service)
    li = service["li"]
    await li.sends(f"/ask {reference_of(service)} portrait")
    await service.turn_to(at(3, 30, 1, 1))
    li.sees("reply due in 2 days", "Please reply by the end of the due date, Beijing time.")
    assert "I am on it" in buttons_under(li, "Please reply by")
    never_notified(li, "Due dates: 2")


async def test_the_line_of_a_proposal_says_until_when_it_is_open_and_not_the_due_date(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await service.turn_to(at(3, 20, 3))
    await zhang.sends(f"/extend {reference} 15 April court")
    await service.turn_to(at(3, 31, 1, 1))
    line = f"joint approval: {reference}: due 1 April → 15 April · answer by 3 April, 10:02"
    assert line in sounds(dara)[-1]
    await service.turn_to(at(4, 2, 1, 1))
    assert line in sounds(dara)[-1]
    assert "open until tomorrow 11:02" in await zhang.says("/today")


async def test_today_names_what_leaves_in_a_moment_and_no_longer_asks_for_it(
    service: ScenarioDriver, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    sent = await received(service)
    await li.says(f"/answer {sent} confirmed 18/26")
    await li.presses_send()
    shown = await li.says("/today")
    assert f"Reply · {sent} (Li) leaves today 10:06 unless it is taken back." in shown
    assert "Take back" in li.buttons
    assert not any(label.startswith("Reply") for label in li.buttons)
    assert f"{sent} (Li) leaves today" in await zhang.says("/today")
    assert "Take back" not in zhang.buttons
    await li.presses("Take back")
    await li.presses("Cancel")
    await li.says("/today")
    assert any(label.startswith("Reply") for label in li.buttons)
