"""The file of a request for the archive: what both Parties recorded, on paper."""

import pytest

from liaison.core.audit_chain import parse_head
from tests.pdf_pages import archive_faults, codes_of, text_of
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.disclosures.disclosure_steps import audited
from tests.stories.prepared_state import received, reference_of

BEGINS_WITH = "one_request"


async def test_a_coordinator_makes_the_file_of_a_request_with_its_letters_and_steps(
    service: ScenarioDriver, dara: ScenarioUser, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.sends(f"/answer {reference} confirmed 18/26")
    await dara.says(f"/request {reference}")
    await dara.presses("More…", "File (PDF)")
    assert dara.sees(f"The file of {reference} is being sent.").count("is being sent") == 1
    await dara.says(f"/export {reference} en")
    content = dara.calendar()
    shown = text_of(content)
    for said in (
        f"File of request {reference}",
        "Confidential (Article 9)",
        "letter 18/26",
        "Confirmation of receipt: ",
        "09:04 Phnom Penh · 10:04 Beijing",
        "Due date",
    ):
        assert said in shown, shown
    for name in ("Sokha", "Li", "Dara"):
        assert name not in shown.split()
    [code] = codes_of(content)
    exported = [facts for _, facts in await audited(service, "export")]
    assert f'"until":{parse_head(code).seq}' in exported[-1]
    assert "File (PDF)" not in [*(await _all_buttons(sokha, reference))]


async def _all_buttons(player: ScenarioUser, reference: str) -> list[str]:
    await player.says(f"/request {reference}")
    await player.presses("More…")
    return player.buttons


@pytest.mark.parametrize(("language", "said"), [("zh", "办理记录"), ("km", "សំណុំឯកសារ")])
async def test_the_file_of_a_request_is_made_in_another_language(
    service: ScenarioDriver, dara: ScenarioUser, language: str, said: str
) -> None:
    reference = reference_of(service)
    await dara.says(f"/export {reference} {language}")
    assert said in "".join(text_of(dara.calendar()).split())
    assert not archive_faults(dara.calendar())


async def test_a_file_of_what_there_is_not_is_one_sentence(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    before = await audited(service, "export")
    assert "There is nothing with this number or code" in await dara.says("/export KH26-7F3KK")
    await dara.says(f"/export {reference_of(service)} fr")
    assert await audited(service, "export") == before
