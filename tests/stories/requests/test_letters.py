"""One Party alone at the service, with the other one's letters."""

from tests.scenario import ScenarioDriver, log_verification
from tests.stories.sent_messages import never_notified


async def record_chinese_request(driver: ScenarioDriver) -> str:
    sokha = driver["sokha"]
    await sokha.says("/record")
    for label in ("verification of nationality and identity", "routine", "2", "0"):
        await sokha.presses(label)
    await sokha.says("公刑〔2026〕18号")
    await sokha.says("20 February")
    await sokha.presses("police affairs cooperation mechanism")
    await sokha.says("27 February")
    await sokha.sends()
    sokha.sees("The clock has started.")
    return sokha.card.split()[1]


async def test_a_request_that_came_by_letter_starts_the_clock_on_its_day(
    cambodia_alone: ScenarioDriver,
) -> None:
    reference = await record_chinese_request(cambodia_alone)
    assert reference.startswith("CN26-")
    sokha = cambodia_alone["sokha"]
    sokha.sees("Received on 27 February. Answer due by 29 March: 27 days left.")
    sokha.sees(
        "Request that came by letter: stated by Cambodia from letter 公刑〔2026〕18号. "
        "The other Party has not commented."
    )
    cambodia_alone["dara"].sees(f"{reference}: a request that came by letter has been recorded.")
    await sokha.says(f"/answer {reference} confirmed 125/26")
    await sokha.sends()
    sokha.sees(f"The answer to {reference} has been sent.")
    await sokha.presses("Record the closing from a letter")
    await sokha.says("公刑〔2026〕40号")
    await sokha.sends()
    sokha.sees(f"Recorded for {reference}, as the letter of the other Party says.")
    sokha.sees("State: closed")


async def test_the_other_party_is_asked_once_when_its_people_come(
    cambodia_alone: ScenarioDriver,
) -> None:
    reference = await record_chinese_request(cambodia_alone)
    await cambodia_alone.join("wang", language="en")
    li = await cambodia_alone.join("li", language="en")
    li.sees(f"{reference}: something was stated for your Party from its letter.")
    await li.presses("Object")
    await li.sends()
    li.sees(f"Recorded: your Party objects to what was stated on {reference}.")
    assert "Object" not in li.buttons
    sokha = cambodia_alone["sokha"]
    card = sokha.sees(f"{reference}: the other Party objects to what was stated by letter.")
    assert "stated by Cambodia from letter 公刑〔2026〕18号. The other Party objects" in card
    assert "Received on 27 February" in card
    await li.says(f"/agree {reference}")
    li.sees("Nothing stated by letter waits for a word of your Party.")


async def test_receipt_and_answer_of_an_absent_party_are_recorded_from_its_letters(
    cambodia_alone: ScenarioDriver,
) -> None:
    sokha = cambodia_alone["sokha"]
    reference = await log_verification(
        cambodia_alone, "sokha", persons=1, children=0, letter="9/26"
    )
    sokha.sees("The other Party has nobody at the desk yet")
    await sokha.presses("Record receipt from a letter")
    await sokha.presses("Today")
    await sokha.says("公刑〔2026〕19号")
    await sokha.sends()
    sokha.sees("Receipt: stated by Cambodia from letter 公刑〔2026〕19号.")
    await sokha.presses("Record an answer from a letter")
    await sokha.presses("nationality and identity confirmed")
    await sokha.says("公刑〔2026〕22号")
    await sokha.sends()
    sokha.sees("Answer: stated by Cambodia from letter 公刑〔2026〕22号.")
    await sokha.presses("Acknowledge and close")
    await sokha.sends()
    sokha.sees(f"{reference} has been closed.")


async def test_where_the_other_party_has_people_no_one_acts_for_it(
    service: ScenarioDriver,
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service["sokha"].says(f"/receive {reference} today 公刑〔2026〕19号")
    service["sokha"].sees(f"This step on {reference} belongs to the other Party.")


async def test_the_other_party_agrees_and_the_person_who_stated_it_is_told_so(
    cambodia_alone: ScenarioDriver,
) -> None:
    reference = await record_chinese_request(cambodia_alone)
    await cambodia_alone.join("wang", language="en")
    li = await cambodia_alone.join("li", language="en")
    await li.presses("Agree")
    await li.sends()
    li.sees(f"Recorded: your Party agrees with what was stated on {reference}.")
    sokha = cambodia_alone["sokha"]
    card = sokha.sees(f"{reference}: the other Party agrees with what was stated by letter.")
    assert "stated by Cambodia from letter 公刑〔2026〕18号. The other Party agreed" in card
    never_notified(sokha, "objects")
    await li.says(f"/object {reference}")
    li.sees("Nothing stated by letter waits for a word of your Party.")
