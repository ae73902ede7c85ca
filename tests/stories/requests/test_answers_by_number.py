"""The persons of a verification are answered by number, or counted, so that they add up."""

import pytest

from liaison.core.cards import Text, short, text
from tests.pdf_pages import text_of
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, log_verification
from tests.stories.prepared_state import prove, received, reference_of

BEGINS_WITH = "one_request"


@pytest.mark.parametrize("typed", ["", "１＝ｃ，２＝ｎ，３＝ｕ"])
async def test_persons_are_answered_by_number_in_chinese_until_each_has_an_answer(
    driver: ScenarioDriver, typed: str
) -> None:
    await driver.gather("sokha", "li")
    sokha, li = driver["sokha"], driver["li"]
    reference = await log_verification(driver, "sokha", persons=3, children=1, letter="123/26 MoI")
    await li.sends(f"/receive {reference} today")
    await li.says(f"/answer {reference}")
    await li.chooses("button-by-number")
    if typed:
        await li.says("1=c，2=对")
        li.sees_key("error-not-a-choice")
        assert li.words("button-by-number") not in li.buttons
        await li.says(typed)
    else:
        for number, said in ((1, "unknown"), (2, "unknown"), (2, "confirmed")):
            await li.chooses(
                "numbers-said", number=number, said=short(text(f"numbers-word-{said}"))
            )
        await li.chooses("button-continue")
    await li.chooses("button-no-letter")
    await li.chooses("button-change", field=text("field-result"))
    for number, said in ((1, "confirmed"), (2, "not-confirmed")):
        word = short(text(f"numbers-word-{said}"))
        assert li.words("numbers-said", number=number, said=word) in li.buttons
    await li.chooses("button-continue")
    await li.sends()
    sokha.sees_key("notice-answer-part", reference=reference)
    first = (numbers("confirmed", "1"), numbers("not-confirmed", "2"))
    sokha.sees_key("request-numbers", numbers=(*first, numbers("unknown", "3")))
    await li.says(f"/answer {reference} 3=c,4=n -")
    assert li.words("error-counts", persons=3) in li.card.splitlines()[0]
    await li.says(f"/answer {reference} 3=u -")
    same = li.words("error-numbers-same", numbers=(*first, numbers("unknown", "3")))
    assert same in li.card.splitlines()[0]
    for line in ("partly 2", "confirmed"):
        await li.says(f"/answer {reference} {line}")
        assert li.words("error-answered-by-number", numbers=first) in li.card, line
    await li.says(f"/correct {reference} 1=n")
    li.sees_key("error-reply-not-complete", reference=reference)
    assert reference in await li.says(f"/answer {reference}")
    assert li.words("result-confirmed") not in li.buttons
    await li.sends(f"/answer {reference} 3=c 18/26")
    both = (numbers("confirmed", "1, 3"), numbers("not-confirmed", "2"))
    sokha.sees_key("request-numbers", numbers=both)
    result = text("outcome", result=text("result-partly-confirmed"), confirmed=2, persons=3)
    sokha.sees_key("request-outcome", result=result, letter="18/26", with_letter="yes")
    await li.says(f"/correct {reference} 3=u")
    assert li.words("error-counts", persons=3) in li.card
    await sokha.says(f"/request {reference} history")
    assert sokha.words("action-answer-part") in sokha.card
    for value in (*first, *both):
        assert sokha.words(value.key, **value.values) in sokha.card


async def test_numbers_without_a_result_and_a_letter_with_the_number_0_are_asked_again(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/answer {reference}")
    await li.presses("By number…")
    for typed in ("1 2", "1、2", "1"):
        assert f"“{typed}”: This is not one of the choices." in await li.says(typed)
        assert li.buttons[:3] == [f"{number}: unanswered" for number in (1, 2, 3)]
    await li.says("1 confirmed 2 not 3 confirmed")
    for typed in ("0", "0号"):
        shown = await li.says(typed)
        assert f"“{typed}”: Write the letter number with its digits, not only 0." in shown
    li.sees("By which letter does the reply go?")


async def test_counts_that_do_not_add_up_are_said_at_the_question_and_at_the_check(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await received(service)
    answer, wrong = f"/answer {reference_of(service)}", "The numbers do not add up"
    for typed in (
        "2人确认，2人未能确认",
        "3人确认，1人未能确认",
        "2 confirmed, 2 not confirmed",
        "4人已确认",
        "5 confirmed",
        "បញ្ជាក់បាន ២ នាក់ មិនបាន ២ នាក់",
    ):
        await li.says("/cancel", answer, typed)
        li.sees(f"{wrong}: the request concerns 3 people.", "What is the result for the 3 people?")
    assert "How many of the 3 people are confirmed?" in await li.says(f"{answer} partly 5 19/26")
    assert f"“5”: {wrong}" in li.card
    kept = "Result: partly confirmed (2 of 3)\nLetter: 19/26"
    assert kept in await li.says("2")
    for typed in ("4人", "2人确认，2人未能确认", "៤ នាក់"):
        shown = await li.says(typed)
        assert f": {wrong}" in shown, typed
        assert kept in shown, typed
    assert "“3人”: Write a whole number from 1 to 2." in await li.says("3人")


async def test_a_result_by_number_that_was_sent_is_changed_in_the_open(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.sends(f"/answer {reference} 1=c 17/26")
    await li.says(f"/answer {reference}", "1号已确认")
    same = "By number, the reply is already: 1: confirmed and 2–3: unanswered."
    li.sees(f"“1号已确认”: Nothing in this is new. {same}", "What is the result for the 3 people?")
    await li.says("1号未能确认", "18/26")
    change = "1: confirmed and 2–3: unanswered → 1: not confirmed and 2–3: unanswered"
    li.sees(f"Correction · {reference}", f"Result: {change}\nLetter: 18/26")
    await li.sends()
    li.sees(f"The correction is sent: {change}.")
    sokha.sees(f"China has corrected the reply: {change}.")
    assert sokha.buttons[0] == "✓ Seen"
    await sokha.says(f"/request {reference} history")
    assert "Part of the reply: today 09:06, China (focal person) – 1: confirmed" in sokha.card
    assert "– 1: not confirmed, 2–3: unanswered and letter 18/26" in sokha.card
    for line, before, after in (
        ("answer {} 1=u -", "1: not confirmed and 2–3: unanswered", "1–3: unanswered"),
        ("answer {} 1=c -", None, None),
        (
            "answer {} 1=n,2=c,3=c 19/26",
            "1: confirmed and 2–3: unanswered",
            "2–3: confirmed and 1: not confirmed",
        ),
        (
            "correct {} 1=c,2=n 19/26",
            "2–3: confirmed and 1: not confirmed",
            "1, 3: confirmed and 2: not confirmed",
        ),
    ):
        await li.says(f"/{line.format(reference)}")
        assert before is None or f"Result: {before} → {after}" in li.card, line
        await li.sends()
        if before is not None:
            sokha.sees(f"China has corrected the reply: {before} → {after}.")
    assert sokha.buttons[0] == "✓ Seen"


def numbers(said: str, which: str) -> Text:
    """What is said of persons by their numbers."""
    return text(f"numbers-{said}", numbers=which)


async def test_a_number_of_persons_answers_the_question_for_the_children(
    sokha: ScenarioUser,
) -> None:
    for typed in ("2 people", "2名", "២ នាក់"):
        await sokha.says("/new verification 3 routine", typed, "41/26 MoI", "1 March", "police")
        sokha.sees("People: 3", "Children: 2")
        await sokha.says("/cancel")


@pytest.mark.parametrize("typed", ["3月20日，儿童3月18日走", "២០ មីនា ម៉ោង ១០", "20 march 10am"])
async def test_the_numbers_of_a_day_are_no_counts(li: ScenarioUser, typed: str) -> None:
    await li.says("/new repatriation 2 routine 1", "41/26 MPS", "1 March", "police", "1 April")
    await li.says(typed, "/cancel")
    await li.says("/new repatriation 2 routine 1", "41/26 MPS", "1 March", "police", "1 April")
    li.sees("On which day is the return planned?")
    await li.says(typed)
    assert "changed" not in li.card


async def asked_for(service: ScenarioDriver, persons: int) -> str:
    """Ask to verify so many persons, and let China confirm receipt; the reference."""
    sokha = service["sokha"]
    await sokha.says(
        "/new", "verification", "routine", str(persons), "4", "1/26 MoI", "-", "police"
    )
    await sokha.sends()
    reference = sokha.card[sokha.card.index("KH26-") :][:10]
    await service["li"].sends(f"/receive {reference} today")
    return reference


async def test_thirty_persons_are_answered_in_three_parts_and_the_last_stops_the_clock(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await asked_for(service, 30)
    await li.says(f"/answer {reference}", "By number…")
    assert li.buttons == ["1–10", "11–20", "21–30", "Back to the request"]
    await li.presses("1–10", "2: unanswered")
    assert li.buttons[:3] == ["1: unanswered", "2: confirmed", "3: unanswered"]
    await li.says("1–12 confirmed", "5/26 MPS")
    assert "Result: 1–12: confirmed and 13–30: unanswered" in li.card
    await li.presses_send()
    await service.turn(HOLD)
    told = sokha.sees("China has replied for some people. Letter 5/26 MPS.")
    assert "By number: 1–12: confirmed and 13–30: unanswered." in told
    assert "Reply due by the end of 1 April, Beijing time: 30 days left." in told
    assert "reply due in 30 days (1 April)" in await li.says("/today")

    await li.sends(f"/answer {reference} 13-20=n,21-25=c 6/26 MPS")
    told = sokha.sees("China has replied for some people. Letter 6/26 MPS.")
    assert "By number: 17 confirmed, 8 not confirmed and 5 unanswered." in told
    await li.presses("Letter (PDF)")
    li.sees("The letter is being sent: part of a reply", reference)
    printed = " ".join(text_of(li.calendar()).split())
    for each in ("6/26 MPS", "1–12, 21–25号已确认、13–20号未能确认、26–30号待复"):
        assert each in printed
    await sokha.says(f"/request {reference}")
    assert "1–12, 21–25: confirmed, 13–20: not confirmed and 26–30: unanswered." in sokha.card

    by_number = "Some people were already answered by number: 1–12, 21–25: confirmed"
    for typed, said in (
        ("26 to 31 confirmed 7/26 MPS", "The numbers do not add up: the request concerns 30"),
        ("confirmed 7/26 MPS", by_number),
        ("partly 29 7/26 MPS", by_number),
    ):
        await li.says("/cancel", f"/answer {reference} {typed}")
        assert said in li.card, typed
    await li.says("/cancel", f"/answer {reference}")
    await li.presses("By number…", "21–30")
    assert li.buttons[4:6] == ["25: confirmed", "26: unanswered"]
    await li.presses("All: confirmed", "Without a letter")
    assert "Result: 1–12, 21–30: confirmed and 13–20: not confirmed" in li.card
    await li.presses_send()
    await service.turn(HOLD)
    assert "Result: partly confirmed (22 of 30)." in sokha.sees("China has replied.")
    assert "Status: replied" in await li.says(f"/request {reference}")
    await sokha.says(f"/request {reference} history")
    for line in ("1–12: confirmed and letter 5/26 MPS", "13–20: not confirmed and letter 6/26 MPS"):
        assert line in sokha.card
    await prove(service.app.database)


async def test_two_hundred_persons_are_answered_one_by_one_in_one_line(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await asked_for(service, 200)
    await li.says(f"/answer {reference}", "By number…")
    assert li.buttons[7] == "71–80"
    each = (f"{number}={'c' if number % 2 else 'n'}" for number in range(1, 121))
    await li.sends(f"/answer {reference} {','.join(each)} 8/26 MPS")
    counted = "By number: 60 confirmed, 60 not confirmed and 80 unanswered."
    assert counted in sokha.sees("China has replied for some people.")
    counted = "By number: 60 confirmed, 60 not confirmed and 80 unanswered."
    assert counted in await li.says(f"/request {reference}")
    await li.says(f"/answer {reference}", "By number…")
    assert li.buttons[0] == "121–130"
    await li.says("121 to 200 not confirmed", "9/26 MPS")
    await li.presses_send()
    await service.turn(HOLD)
    assert "partly confirmed (60 of 200)" in sokha.sees("China has replied.")


@pytest.mark.parametrize("typed", ["1–12号已确认", "លេខ ១ ដល់ ១២ បានបញ្ជាក់"])
async def test_a_part_is_said_in_the_words_of_each_language(
    driver: ScenarioDriver, typed: str
) -> None:
    await driver.gather("sokha", "li")
    sokha, li = driver["sokha"], driver["li"]
    await sokha.says("/new", "verification", "routine", "30", "4", "1/26 MoI", "-", "police")
    await sokha.sends()
    reference = sokha.card[sokha.card.index("KH26-") :][:10]
    await li.sends(f"/receive {reference} today")
    await li.says(f"/answer {reference}")
    await li.chooses("button-by-number")
    assert li.words("numbers-range", first=11, last=20) in li.buttons
    await li.says(typed, "5/26 MPS")
    await li.sends()
    first = text("numbers-confirmed", numbers="1–12")
    sokha.sees_key("request-numbers", numbers=(first, text("numbers-unknown", numbers="13–30")))
