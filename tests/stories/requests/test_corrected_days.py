"""What is corrected in words at the check of a request, and what is said of another one."""

from datetime import date

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, log_verification


async def test_a_day_of_the_month_at_a_check_with_two_dates_changes_the_one_that_is_named(
    li: ScenarioUser, sokha: ScenarioUser
) -> None:
    begun = ("/new", "information", "routine", "2", "0", "51/26", "1 March", "-", "20 March")
    for person, both, typed in (
        (li, "不是，是22号", {"期限改为22号": 22, "期限20号": 20}),
        (sokha, "ទេ ថ្ងៃទី២២", {"កាលកំណត់ថ្ងៃទី២៤": 24, "ត្រូវការត្រឹមថ្ងៃទី២៥": 25}),
        (sokha, "no, the 25th", {"deadline 24th": 24, "deadline 23rd": 23}),
    ):
        await person.says("/cancel", *begun)
        needed, written = "", person.words("answer", value=date(2026, 3, 1))
        for said, day in typed.items():
            await person.says(said)
            needed = person.words("answer", value=date(2026, 3, day))
            person.sees(needed, written)
        await person.says(both)
        offered = [person.words(f"field-{each}") for each in ("letter-day", "needed-by")]
        assert person.buttons[:2] == offered
        person.sees(needed, written)
        for skips in ("跳过", "រំលង", "skip"):
            await person.says(skips)
            person.sees(person.words("draft-press", example="letter"), needed, written)


async def test_a_day_that_is_said_of_a_line_that_the_check_has_not_changes_no_other_line(
    li: ScenarioUser, sokha: ScenarioUser
) -> None:
    for person, typed in (
        (li, "期限改为22号"),
        (sokha, "ទេ កាលកំណត់ថ្ងៃទី២៤"),
        (sokha, "no, deadline is the 24th"),
    ):
        await person.says(
            "/cancel", "/new", "verification", "routine", "2", "0", "51/26", "1 March"
        )
        await person.says("-", typed)
        written = person.words("answer", value=date(2026, 3, 1))
        person.sees(person.words("draft-press", example="letter"), written)
    await sokha.says("/cancel", "/new", "information", "routine", "2", "0", "51/26", "1 March", "-")
    await sokha.says("no, deadline is the 23rd")
    sokha.sees("Date of the letter: 1 March", "Reply needed by: 23 March")
    assert "This part is not done." not in sokha.card
    for typed in ("continue", "继续", "បន្ត"):
        assert "Reply needed by: 23 March" in await sokha.says("/menu", typed), typed
    assert "This can be more than one line." in await sokha.says("10/26")
    assert sokha.buttons[:2] == ["Letter", "Date of the letter"]


@pytest.mark.parametrize("typed", ["20号之前", "20号", "ត្រឹមថ្ងៃទី២០", "ថ្ងៃទី២០", "by the 20th"])
async def test_the_day_of_a_month_by_which_a_reply_is_needed_is_the_next_one(
    sokha: ScenarioUser, typed: str
) -> None:
    await sokha.says("/new", "protection", "routine", "2", "0", "9/26", "-", "-", typed, "-")
    sokha.sees("Reply needed by: 20 March")


async def test_a_sentence_about_another_request_leaves_an_open_draft_or_check_as_it_is(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=3, children=0, letter="129/26 MoI")
    other = await log_verification(service, "sokha", persons=2, children=0, letter="128/26 MoI")
    begun = ("/new", "verification", "routine", "2", "0", "51/26", "1 March", "-")
    for typed in ("129/26 should be 4 persons", "សំណើ ១២៩/២៦ ត្រូវជា ៤ នាក់", f"{reference} 应为4人"):
        await sokha.says("/cancel", *begun, typed)
        sokha.sees(f"Correction · {reference}", "People: 3 → 4", "You have a draft of a request.")
        assert "People: 2" in await sokha.says("/cancel", "Continue the draft")
        await sokha.says("/cancel")
    for person, typed, asked in (
        (li, "129/26公函已经收悉", "On which day was the request received?"),
        (sokha, "ដកសំណើលេខ ១២៩/២៦ វិញ", "Why is the request withdrawn?"),
        (sokha, "withdraw 129/26, they were found", "Which letter says so?"),
    ):
        await person.says("/new", typed)  # a draft that has no letter yet
        person.sees(reference, asked, "You have a draft of a request.")
        assert "Letter" not in await person.says("/cancel", "Continue the draft"), typed
        await person.says("/cancel")
    for each in (reference, other):
        await li.sends(f"/receive {each} today")
    for typed, confirmed in (
        ("129/26 全部确认", 3),
        ("应为3人确认", 3),
        ("it should be 3 confirmed", 3),
        ("ត្រូវជា បញ្ជាក់ ៣ នាក់", 3),
        ("应为2人", 2),
        ("it should be 2", 2),
        ("129/26 应为1人确认", 1),
    ):
        await li.says(f"/answer {reference} partly 2 公刑〔2026〕18号")
        assert f"({confirmed} of 3)\nLetter: 公刑〔2026〕18号" in await li.says(typed), typed
    assert other in await li.says("128/26 全部确认")
    assert "(1 of 3)\nLetter: 公刑〔2026〕18号" in await li.says("/send")


async def test_a_number_of_children_with_a_counter_is_not_one_of_all_persons(
    sokha: ScenarioUser,
) -> None:
    await sokha.says("/new", "verification", "routine", "5", "3", "55/26 MoI", "1 March", "police")
    for said, number in (("儿童1名", 1), ("កុមារ ២ នាក់", 2), ("未成年4人", 4), ("1 minor", 1)):
        shown = await sokha.says(said)
        assert f"People: 5\nChildren: {number}\n" in shown, said
