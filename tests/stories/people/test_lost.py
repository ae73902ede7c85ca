"""A lost telephone: its owner suspends the account at once, from it or from any other."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from bot.crash import CRASH
from liaison.people.pins import slow_hash
from tests.scenario import PIN, ScenarioDriver, ScenarioUser
from tests.stories.audible_messages import sounds
from tests.stories.sent_messages import never_notified

WORDS = "green rice fields"
RECEIVED = "If the words are right, the account is suspended now"


async def test_a_person_suspends_the_own_account_at_once(
    service: ScenarioDriver, dara: ScenarioUser, bopha: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says(f"/lostword {WORDS}", WORDS, "/lost")
    dara.sees("You have suspended your account. Your administrators were notified.")
    bopha.sees("Dara (MoI) has suspended their own account")
    never_notified(zhang, "has suspended")
    assert "suspended" in await dara.says("/overview")
    for typed in ("恢复Dara", "ផ្តល់សិទ្ធិវិញ Dara", "/restore 3"):
        assert "Restore the access of Dara?" in await bopha.says(typed)
    never_notified(dara, "You have access to the liaison bot again.")
    await bopha.presses("Yes, restore")
    dara.sees("You have access to the liaison bot again. Your earlier words for a lost phone")
    assert RECEIVED in await service.stranger("Thief").says(f"/lost {WORDS}")
    assert "You have nothing to do." in await dara.says("/today")


async def test_another_administrator_restores_the_person_by_the_button_of_the_message(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("wang", "li", language="zh")
    wang, li = driver["wang"], driver["li"]
    await li.says("/lost")
    wang.sees("须与Li本人核实后再恢复。")
    await wang.presses("恢复权限", "是，恢复")
    assert "您使用联络系统的权限已恢复。" in li.card
    assert "挂失口令" not in li.card


@pytest.mark.parametrize("typed", ["手机丢了", "បាត់ទូរសព្ទ", "I lost my phone"])
async def test_a_sentence_only_says_how_and_a_button_suspends(
    dara: ScenarioUser, typed: str
) -> None:
    assert "From another phone, write /lost and the words" in await dara.says(typed)
    assert "You have nothing to do." in await dara.says("/today", typed, "/today")
    await dara.says(typed)
    await dara.presses("Yes, suspend")
    dara.sees("You have suspended your account.")


async def test_the_question_takes_yes_and_no(dara: ScenarioUser, bopha: ScenarioUser) -> None:
    await dara.says("I lost my phone", "no")
    assert "You have nothing to do." in await dara.says("/today")
    await dara.says("I lost my phone", "yes")
    dara.sees("You have suspended your account.")
    assert "suspends the colleague under “People”." in await bopha.says("my phone is lost")
    assert bopha.buttons[:2] == ["Yes, suspend", "People"]


@pytest.mark.parametrize("typed", ["Dara: phone stolen", "Dara 手机丢了", "Dara បាត់ទូរស័ព្ទ"])
async def test_the_phone_of_a_colleague_asks_whether_to_suspend_the_colleague(
    dara: ScenarioUser, bopha: ScenarioUser, typed: str
) -> None:
    assert "Suspend Dara?" in await bopha.says(typed)
    assert "You have nothing to do." in await dara.says("/today")


async def test_the_last_administrator_may_too_and_the_coordinators_are_told(
    bopha: ScenarioUser, dara: ScenarioUser
) -> None:
    await bopha.says("/lost")
    bopha.sees("You have suspended your account. No administrator is left: ask the operator.")
    dara.sees("Bopha (MoI) has suspended their own account")
    dara.sees("No administrator is left: ask the operator.")
    never_notified(dara, "Restore it only after")


@pytest.mark.parametrize("helper", ["stranger", "li", "dara"])
async def test_words_set_before_suspend_the_account_from_any_other(
    service: ScenarioDriver, sokha: ScenarioUser, bopha: ScenarioUser, helper: str
) -> None:
    await service.turn_to(datetime(2026, 3, 2, 15, tzinfo=UTC))  # ten in the evening
    assert "Write 8 to 60 characters." in await sokha.says("/lostword", "short")
    for typed in ("12345678", "aaaaaaaa"):
        assert "too easy to guess" in await sokha.says(typed)
    assert "Please write the same words again." in await sokha.says(WORDS)
    assert "The words are set." in await sokha.says(WORDS.upper())
    never_notified(bopha, "words for a lost phone")
    await sokha.says(f"/lostword {WORDS}", WORDS)
    bopha.sees("Sokha (NCCT) has replaced the words for a lost phone.")
    assert not any(WORDS in (each.text or "") for each in sokha.phone.visible)
    other = service.stranger("Helper") if helper == "stranger" else service[helper]
    if helper == "dara":  # of a suspended account
        await bopha.says("/suspend 3 ok")
    shown = await other.says("/lost red rice fields")
    assert RECEIVED in shown
    assert "ask an administrator or the operator to suspend it." in shown
    never_notified(bopha, "has suspended")
    await service.turn(timedelta(minutes=2))
    assert RECEIVED in await other.says("/lost  Green rice  fields")
    assert "Sokha (NCCT) has suspended their own account" in sounds(bopha)[-1]
    sokha.sees("You have suspended your account.")


@pytest.mark.parametrize("refusal", ["not now, maybe later", "暂时先不设置这个口令"])
async def test_a_refusal_does_not_become_the_words(
    service: ScenarioDriver, dara: ScenarioUser, refusal: str
) -> None:
    assert "Please write the same words again." in await dara.says("/lostword", refusal)
    shown = await dara.says("no, I do not want any")
    assert "These are not the same words as before. No words were set." in shown
    assert "Which words will suspend your account?" in shown
    assert not any(refusal in (each.text or "") for each in dara.phone.visible)
    await service.stranger("Helper").says(f"/lost {refusal}")
    never_notified(dara, "You have suspended your account.")


async def test_no_one_waits_while_words_are_checked(
    service: ScenarioDriver,
    sokha: ScenarioUser,
    bopha: ScenarioUser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await sokha.says(f"/lostword {WORDS}", WORDS)
    answered = Event()
    waited: list[bool] = []

    def slow(words: str, salt: bytes) -> str:
        waited.append(answered.wait(5))
        return slow_hash(words, salt)

    monkeypatch.setattr("liaison.people.service.slow_hash", slow)
    monkeypatch.setattr(
        CRASH, "hook", lambda point: answered.set() if point == "dispatch.after_commit" else None
    )
    service.stranger("Helper").phone.say(f"/lost {WORDS}")
    bopha.phone.say("/today")
    await service.settle()
    assert waited == [True]
    bopha.sees("Sokha (NCCT) has suspended their own account")


async def test_words_of_another_person_are_rejected_as_easy_to_guess(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    for typed in (WORDS, "GREEN rice fields"):
        assert "The words are set." in await sokha.says("/lostword", typed, typed)
    for _ in range(5):
        guessed = await li.says("/lostword", WORDS, WORDS)
        assert "too easy to guess. Choose other words." in guessed
    others = "red rice fields"
    assert "Too many wrong links or words." in await li.says("/lostword", others, others)
    await service.turn(timedelta(hours=1, seconds=1))
    assert "The words are set." in await li.says("/lostword", others, others)
    await service.stranger("Helper").says(f"/lost {WORDS}")
    sokha.sees("You have suspended your account.")
    never_notified(li, "You have suspended your account.")


async def test_wrong_words_are_limited_as_wrong_links_are(service: ScenarioDriver) -> None:
    await service["sokha"].says(f"/lostword {WORDS}", WORDS)
    for thief in (service["zhang"], service.stranger("Thief")):
        for number in range(5):
            await thief.says(f"/lost guess number {number}")
        await thief.says(f"/lost {WORDS}")
        never_notified(service["bopha"], "has suspended")
    service["zhang"].sees("Too many wrong links or words.")
    assert thief.has_seen(RECEIVED) == 1


async def test_who_waits_for_an_administrator_who_is_gone_sets_another_pin(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("wang", "li", subtitled=True, with_pins=False)
    wang, li = driver["wang"], driver["li"]
    await li.says("/pin new", PIN, PIN)
    assert "Your PIN is not confirmed yet. Wang can do it." in await li.says("/pin new")
    await wang.says("/lost")
    await li.says("/pin")
    await li.presses("Change the PIN")
    assert "Your PIN is set." in await li.says(PIN, PIN)
