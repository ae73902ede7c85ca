"""One Party alone at the service, with the other one's letters."""

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, code_in, log_verification
from tests.stories.sent_messages import never_notified


async def record_chinese_request(driver: ScenarioDriver) -> str:
    sokha = driver["sokha"]
    await sokha.says("/record")
    await sokha.presses("Identity check", "routine", "2", "0")
    await sokha.says("公刑〔2026〕18号", "20 February")
    await sokha.presses("police channel")
    assert "The time to reply has begun." in await sokha.sends("27 February")
    return code_in(sokha.card, "CN")


async def test_a_request_that_came_by_letter_starts_the_clock_on_its_day(
    cambodia_alone: ScenarioDriver,
) -> None:
    reference = await record_chinese_request(cambodia_alone)
    assert reference.startswith("CN26-")
    sokha = cambodia_alone["sokha"]
    sokha.sees("Reply due by the end of 29 March, Phnom Penh time: 27 days left.")
    sokha.sees(
        "Request that came by letter: recorded by Cambodia from letter 公刑〔2026〕18号. "
        "No comment yet."
    )
    sokha.sees("Letter 公刑〔2026〕18号 of 20 February, police channel")
    cambodia_alone["dara"].sees(f"{reference}: a request from a letter was recorded.")
    await sokha.sends(f"/answer {reference} confirmed 125/26")
    sokha.sees("The reply is sent.", reference)
    await sokha.presses("Record the closing from a letter")
    await sokha.sends("公刑〔2026〕40号")
    sokha.sees("Recorded from the letter of China.", "Status: closed")


async def test_a_correction_and_the_word_none_are_no_number_of_a_letter(
    cambodia_alone: ScenarioDriver,
) -> None:
    sokha, wrong = cambodia_alone["sokha"], ("应为18号", "លេខត្រូវជា ១៨/២៦", "无", "គ្មានទេ")
    await sokha.says("/record", "verification", "routine", "2", "0")
    for typed in wrong:
        assert "Write the letter number" in await sokha.says(typed), typed
    sokha.sees("“គ្មានទេ”: Write the letter number: this step needs one.")
    await sokha.says("公刑〔2026〕18号", "20 February", "police", "27 February", "-")
    await sokha.sends()
    reference = code_in(sokha.card, "CN")
    for typed in ("无", "没有公函", "គ្មានលេខ", "none"):
        assert "Letter: not stated" in await sokha.says(f"/answer {reference} confirmed", typed)
    for typed in wrong:
        await sokha.says("/cancel", f"/refuse {reference} security", typed)
        assert "Write the letter number" in sokha.card, typed
    await sokha.sends(f"/answer {reference} confirmed 125/26")
    await sokha.presses("Record the closing from a letter")
    for typed in wrong:
        assert "Write the letter number" in await sokha.says(typed), typed
    assert "Letter: 公刑〔2026〕40号" in await sokha.says("公刑〔2026〕40号")


async def test_the_other_party_is_asked_once_when_its_people_come(
    cambodia_alone: ScenarioDriver,
) -> None:
    reference = await record_chinese_request(cambodia_alone)
    await cambodia_alone.join("wang", language="en")
    li = await cambodia_alone.join("li", language="en")
    li.sees(f"{reference}: something was recorded from a letter of China.")
    await li.presses("Object")
    li.sees(
        "Recorded: Request that came by letter: today 10:02, Cambodia (focal person) – Identity"
    )
    await li.sends()
    li.sees("Recorded: China objects to what was recorded from its letter.")
    assert "Object" not in li.buttons
    sokha = cambodia_alone["sokha"]
    card = sokha.sees(f"{reference}: China objects to what was recorded from its letter.")
    assert "recorded by Cambodia from letter 公刑〔2026〕18号. The Party concerned objects" in card
    assert "Received on 27 February" in card
    await li.says(f"/agree {reference}")
    li.sees(f"This cannot be done with {reference} now.")


async def test_receipt_and_answer_of_an_absent_party_are_recorded_from_its_letters(
    cambodia_alone: ScenarioDriver,
) -> None:
    sokha = cambodia_alone["sokha"]
    await log_verification(cambodia_alone, "sokha", persons=1, children=0, letter="9/26")
    sokha.sees("China does not use the bot yet")
    await sokha.presses("Record receipt from a letter", "Today")
    await sokha.sends("公刑〔2026〕19号")
    sokha.sees("Confirmation of receipt: recorded by Cambodia from letter 公刑〔2026〕19号.")
    await sokha.presses("Record a reply from a letter", "nationality and identity confirmed")
    await sokha.sends("公刑〔2026〕22号")
    sokha.sees("Reply: recorded by Cambodia from letter 公刑〔2026〕22号.")
    await sokha.presses("Close request")
    assert "The request is closed." in await sokha.sends()


async def test_where_the_other_party_has_people_no_one_acts_for_it(service: ScenarioDriver) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service["sokha"].says(f"/receive {reference} today 公刑〔2026〕19号")
    service["sokha"].sees("Only China can do this.")


async def test_the_other_party_agrees_and_the_person_who_stated_it_is_told_so(
    cambodia_alone: ScenarioDriver,
) -> None:
    reference = await record_chinese_request(cambodia_alone)
    await cambodia_alone.join("wang", language="en")
    li = await cambodia_alone.join("li", language="en")
    await li.presses("Agree")
    await li.sends()
    li.sees("Recorded: China agrees with what was recorded from its letter.")
    sokha = cambodia_alone["sokha"]
    card = sokha.sees(f"{reference}: China agrees with what was recorded from its letter.")
    assert "recorded by Cambodia from letter 公刑〔2026〕18号. The Party concerned agreed" in card
    never_notified(sokha, "objects")
    await li.says(f"/object {reference}")
    li.sees(f"This cannot be done with {reference} now.")
    await sokha.sends(f"/answer {reference} confirmed 22/26")
    assert "recorded by" not in li.sees(f"{reference}: Cambodia has replied")


async def test_a_request_recorded_from_a_letter_is_corrected_by_who_recorded_it(
    cambodia_alone: ScenarioDriver,
) -> None:
    sokha = cambodia_alone["sokha"]
    reference = await record_chinese_request(cambodia_alone)
    await sokha.says(f"/request {reference}")
    await sokha.presses("More…", "Correct a value", "People")
    assert "People: 2 → 3" in await sokha.says("3")
    await sokha.sends()
    sokha.sees("The correction is sent", reference, "3 people")
    assert "People: 2 → 3" in await sokha.says(f"/request {reference} history")
    await sokha.sends(f"/answer {reference} confirmed 3 125/26")
    assert "What is the result" in await sokha.says(f"/correct {reference}")


@pytest.mark.parametrize(
    "typed", ["រឿងបានដោះស្រាយហើយ", "មិនត្រូវការទៀតទេ", "事情已经解决了", "it is settled now"]
)
async def test_a_reason_in_a_sentence_is_no_letter_number(
    service: ScenarioDriver, sokha: ScenarioUser, typed: str
) -> None:
    reference = await log_verification(service, "sokha", persons=3, children=1, letter="9/26")
    await sokha.says(f"/withdraw {reference}", typed)
    sokha.sees("Reason: the matter is settled", "Which letter says so?")
    assert "Letter: 12/26" in await sokha.says("12/26")
