"""Letters numbered by the scheme of their Party: a button gives the next number, to one only."""

from pathlib import Path

from tests.scenario import ScenarioDriver, ScenarioUser, at, code_in, log_verification
from tests.service.web.visitor import Visitor
from tests.stories.disclosures.disclosure_steps import audited
from tests.stories.pages.doors import Browser, opened, served
from tests.stories.prepared_state import PreparedState, skip_to

BEGINS_WITH = "both_parties"
BUTTON = "Next number"
TO_LETTER = ("/new", "verification", "routine", "3", "1")


async def logged(service: ScenarioDriver) -> str:
    return await log_verification(service, "sokha", persons=3, children=1, letter="123/26 MoI")


async def test_two_colleagues_and_the_other_party_get_different_numbers(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, li: ScenarioUser
) -> None:
    assert "What is the number" in await sokha.says(*TO_LETTER)
    await dara.says(*TO_LETTER)
    assert "What is the date" in await dara.presses(BUTTON)
    await sokha.presses(BUTTON, "Skip", "police channel")
    sokha.sees("Letter: 2/26 MoI")
    assert "⚠️" not in sokha.card
    reference = code_in(await sokha.sends(), "KH")
    await li.sends(f"/receive {reference} today")
    await li.says(f"/answer {reference} confirmed")
    await li.presses(BUTTON)
    li.sees("Letter: 公刑〔2026〕1号")
    await li.sends()
    assert "公刑〔2026〕1号" in await sokha.says(f"/request {reference}")
    assert await audited(service, "letter.number") == [
        ("KH", '{"number":1,"year":2026}'),
        ("KH", '{"number":2,"year":2026}'),
        ("CN", '{"number":1,"year":2026}'),
    ]


async def test_the_numbers_continue_from_one_that_was_typed(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    await sokha.says(*TO_LETTER, "187/26 MoI", "-", "-")
    assert "Letter 187/26 MoI" in await sokha.sends()
    for number in ("188/26 MoI", "189/26 MoI"):
        await dara.says(*TO_LETTER)
        await dara.presses(BUTTON, "Skip", "police channel")
        assert f"Letter {number}" in await dara.sends()
    assert [each for _, each in await audited(service, "letter.number")] == [
        '{"number":188,"year":2026}',
        '{"number":189,"year":2026}',
    ]


async def test_a_number_of_the_scheme_is_not_doubted_after_letters_of_another_form(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await log_verification(service, "sokha", persons=1, children=0, letter="A-12-B")
    await sokha.says(*TO_LETTER)
    await sokha.presses(BUTTON, "Skip", "police channel")
    assert "⚠️" not in sokha.sees("Letter: 1/26 MoI")
    await sokha.says("change letter", "C/15")
    assert "⚠️" in sokha.sees("Letter: C/15")


async def test_the_numbers_of_a_year_begin_at_midnight_of_the_own_zone(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    await li.sends(f"/receive {reference} today")
    await skip_to(service, at(12, 31, 16, 30))
    await sokha.says(*TO_LETTER)
    await sokha.presses(BUTTON, "Skip", "police channel")
    sokha.sees("Letter: 124/26 MoI")
    await li.says(f"/refuse {reference} security")
    await li.presses(BUTTON)
    li.sees("Letter: 公刑〔2027〕1号")
    await skip_to(service, at(12, 31, 17, 30))
    await sokha.says("change letter")
    await sokha.presses(BUTTON)
    sokha.sees("Letter: 1/27 MoI")


async def test_each_letter_of_the_own_party_is_offered_a_number(
    service: ScenarioDriver,
    sokha: ScenarioUser,
    li: ScenarioUser,
    zhang: ScenarioUser,
    bopha: ScenarioUser,
) -> None:
    reference = await logged(service)
    await sokha.says(f"/correct {reference} letter")
    await sokha.presses(BUTTON)
    sokha.sees("123/26 MoI → 124/26 MoI")
    await sokha.says(f"/withdraw {reference} settled")
    await sokha.presses(BUTTON)
    sokha.sees("Letter: 125/26 MoI")
    await li.sends(f"/receive {reference} today")
    await li.sends(f"/ask {reference} names")
    await sokha.says(f"/supply {reference}")
    await sokha.presses(BUTTON)
    sokha.sees("Letter: 126/26 MoI")
    every = "sovereignty,security,social_order,basic_interests,legal_principles"
    await zhang.says(f"/refuse {reference} {every}")
    await zhang.presses(BUTTON)
    zhang.sees("Letter: 公刑〔2026〕1号")
    await zhang.presses("Change: letter", BUTTON)
    zhang.sees("Letter: 公刑〔2026〕2号", "Grounds: sovereignty")
    await bopha.says("/appoint 2 2026-03-01")
    await bopha.presses(BUTTON)
    bopha.sees("127/26 MoI")


async def test_a_letter_of_the_other_party_is_offered_none(
    cambodia_alone: ScenarioDriver,
) -> None:
    sokha, dara = cambodia_alone["sokha"], cambodia_alone["dara"]
    await sokha.says("/record", "verification", "routine", "2", "0")
    assert "number of the official letter" in sokha.card
    assert BUTTON not in sokha.buttons
    await sokha.says("/cancel")
    reference = await log_verification(
        cambodia_alone, "sokha", persons=1, children=0, letter="7/26 MoI"
    )
    for act in ("receive {} today", "refuse {} security"):
        await sokha.says(f"/{act.format(reference)}")
        assert BUTTON not in sokha.buttons, sokha.card
    await dara.says("/disclose cases unodc statistics status 2026-06-30 2026-03-01")
    assert "letter of consent" in dara.card
    assert BUTTON not in dara.buttons


async def test_a_second_press_takes_no_second_number(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says(*TO_LETTER)
    for _ in range(2):
        sokha.press(BUTTON)
    await service.settle()
    assert len(await audited(service, "letter.number")) == 1
    assert sokha.toasts[-1] == "The number was already taken: continue in the newest message."
    assert "The number was already taken" in await sokha.says("/number")
    assert "Letter: 1/26 MoI" in await sokha.says("/draft", "-", "-")
    await sokha.says("/cancel")
    assert "This is not open now" in await sokha.says("/number")


async def test_a_part_of_its_label_takes_no_number(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says(*TO_LETTER)
    assert "Write the letter number" in await sokha.says("number")
    assert await audited(service, "letter.number") == []
    await sokha.says(BUTTON)
    assert len(await audited(service, "letter.number")) == 1


async def test_the_page_has_the_button_beside_the_field(
    both_parties: PreparedState, folder: Path
) -> None:
    async with opened(both_parties, folder) as driver, served(driver) as (http, base):
        page = await Visitor.signed_in(http, base, driver, "sokha")
        door = Browser(driver, page)
        for typed in TO_LETTER:
            await door.types(typed)
        assert "text" in {name for each in page.read.forms for name in each.fields}
        assert await door.presses("number draft ")
        for typed in ("-", "-"):
            await door.types(typed)
        assert "1/26 MoI" in page.text
