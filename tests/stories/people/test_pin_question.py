"""The question for the PIN: what is written at it is the PIN alone, and what was said is kept."""

import pytest

from liaison.people import pins
from tests.scenario import PIN, ScenarioDriver, ScenarioUser
from tests.stories.people.test_pins import ASKED, TEN_MINUTES

BEGINS_WITH = "one_request"


@pytest.fixture(autouse=True)
async def asked_again(service: ScenarioDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for the PIN again after ten minutes, as outside of the tests."""
    monkeypatch.setattr(pins, "PIN_VALID_FOR", TEN_MINUTES)
    await service.give_pins(service["dara"])
    await service.turn(TEN_MINUTES)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("延期到4月20日", "4月20日"),
        ("extend to 20 april", "20 april"),
        ("/extend 4月20日", "4月20日"),
    ],
)
async def test_what_is_written_at_the_question_is_only_the_pin_and_the_day_is_kept(
    typed: str, day: str, reference: str, service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await service["li"].sends(f"/receive {reference} today")
    assert f" · {reference} {day}”" in await dara.says(typed)
    for polite in ("បាទ", "好", "ok thanks"):
        assert f" · {reference} {day}”" in await dara.says(polite), polite
    asked = await dara.says("111111")
    assert "This is not your PIN." in asked
    assert f" · {reference} {day}”" in asked
    assert f"Why do you need until 20 April for {reference}?" in await dara.says(PIN)
    assert not dara.has_seen("111111")
    await service.turn(TEN_MINUTES)
    assert "the last day" not in await dara.says("/cancel", "请假3月5日到3月7日")
    assert "Who is your deputy from 5 March to 7 March?" in await dara.says(PIN)


async def test_a_command_that_is_refused_does_not_wait_for_the_pin_again(
    dara: ScenarioUser,
) -> None:
    assert ASKED in await dara.says("/refuse KH26-7F3K9")
    await dara.says(PIN)
    assert "Continue" not in str(dara.buttons)
    assert ASKED not in await dara.says("to do")


async def test_who_leaves_the_question_reads_which_act_was_not_sent(
    reference: str, dara: ScenarioUser
) -> None:
    waiting = (
        (f"/refuse {reference}", f"Refuse a request · {reference}"),
        ("/disclose", "Propose a disclosure"),
        ("请假3月5日到3月7日", "Say when you are out of office"),
    )
    for line, named in waiting:
        assert ASKED in await dara.says(line)
        assert named in await dara.says("/today"), line


@pytest.mark.parametrize("typed", ["嗯", "from nine at night"])
async def test_at_a_check_that_waits_for_the_pin_again_the_answer_is_about_the_question(
    typed: str, service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    await service.give_pins(bopha)
    await bopha.says("/settings quiet_hours 21-7", PIN)
    assert bopha.buttons[0] == "Send to China"
    await service.turn(TEN_MINUTES)
    assert "Nothing was sent: answer this question first." in await bopha.says(typed)
    assert ASKED in bopha.card
    assert "Send to China" not in bopha.card
    assert "Not finished" not in bopha.card
    await bopha.says(PIN)
    assert bopha.buttons[0] == "Send to China"
