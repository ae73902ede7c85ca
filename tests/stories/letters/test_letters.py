"""Letters that the service makes: printed by one side, and scanned by the other."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.documents import pdf
from bot.documents.word import WordTemplate
from tests.pdf_pages import codes_of, text_of
from tests.scenario import ScenarioDriver, ScenarioUser, at, log_verification
from tests.service.web.visitor import URL, Visitor
from tests.stories.disclosures.disclosure_steps import audited, consented, has_no_file
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.pages.doors import opened, served
from tests.stories.prepared_state import BOTH_PARTIES, PreparedState, gathered, skip_to
from tests.stories.redactions.test_redactions import NAME, places, proposed, taken_out
from tests.stories.story_databases import StoryDatabase

BEGINS_WITH = "both_parties"
UNKNOWN = "This code is of no letter that you can open here."


async def logged(service: ScenarioDriver) -> str:
    return await log_verification(service, "sokha", persons=3, children=1, letter="123/26 MoI")


def code_on(player: ScenarioUser) -> str:
    """What follows the address in the link on the newest letter."""
    [link] = codes_of(player.calendar())
    return link.replace("?start=", "/").rpartition("/")[2]


async def test_a_letter_is_printed_scanned_and_received(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, wang: ScenarioUser
) -> None:
    reference = await logged(service)
    await sokha.presses("Letter (PDF)")
    sokha.sees("The letter is being sent: request", reference)
    assert "123/26 MoI" in text_of(sokha.calendar())
    assert "Status: waiting for receipt" in await wang.says(f"/start {code_on(sokha)}")
    shown = await li.says(f"/start {code_on(sokha)}")
    assert "Scanned letter: request, number 123/26 MoI" in shown
    assert "Received on: 2 March\nReply due by: 1 April" in shown
    assert "Receipt is recorded." in await li.sends()
    await li.presses("Letter (PDF)")
    li.sees("The letter is being sent: confirmation of receipt")
    shown = await sokha.says(f"/start {code_on(li)}")
    assert "Scanned letter: confirmation of receipt" in shown
    assert "30 days left" in shown
    assert [each for each, _ in await audited(service, "letter")] == [reference] * 2


async def test_a_letter_is_asked_for_in_words(service: ScenarioDriver, sokha: ScenarioUser) -> None:
    reference = await logged(service)
    for typed in ("print the letter", "បោះពុម្ពលិខិត", f"打印公函 {reference}"):
        assert f"Letters on {reference}" in await sokha.says(typed), typed


async def test_a_letter_that_was_scanned_before_shows_the_request_as_it_is(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    await sokha.says(f"/letter {reference} request")
    code = code_on(sokha)
    await li.says(f"/receive {reference} today")
    await li.sends()
    assert "30 days left" in await li.says(f"/start {code}")
    for damaged in (code[:-1], f"{code}a", code.lower(), code.replace("_", "-")):
        assert UNKNOWN in await li.says(f"/start {damaged}")
    for wrong in ("pdf", "en xlsx"):
        said = await li.says(f"/letter {reference} receipt {wrong}")
        assert "There is no such letter" in said
    assert "Scanned letter: request" in await sokha.says(f"/start {code}")


async def test_the_letters_of_the_other_steps_open_what_they_call_for(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, dara: ScenarioUser
) -> None:
    reference = await logged(service)
    await li.says(f"/receive {reference} today")
    await li.sends()
    await li.says(f"/ask {reference} names")
    await li.sends()
    await li.presses("Letter (PDF)")
    assert "Write its number" in await sokha.says(f"/start {code_on(li)}")
    await sokha.says("130/26 MoI")
    await sokha.sends()
    await sokha.presses("Letter (PDF)")
    assert "130/26 MoI" in text_of(sokha.calendar())
    await dara.says(f"/extend {reference} 2026-04-15 court")
    await dara.sends()
    await dara.presses("Letter (PDF)", "In English")
    assert "from 1 April 2026 to 15 April 2026" in text_of(dara.calendar())
    zhang = service["zhang"]
    assert "15 April" in await zhang.says(f"/start {code_on(dara)}")
    assert "Agree" in " ".join(zhang.buttons)
    await li.says(f"/answer {reference} confirmed 18/26 MPS")
    await li.sends()
    await li.presses("Letters (PDF)", "Reply")
    shown = await sokha.says(f"/start {code_on(li)}")
    assert "Scanned letter: reply, number 18/26 MPS" in shown
    assert "Close request" in sokha.buttons


async def test_a_consent_and_an_invitation_have_letters(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await consented(dara, zhang)
    await zhang.presses("Letter (PDF)")
    zhang.sees("The letter is being sent: consent to a disclosure", code)
    assert "55/26 MPS" in text_of(zhang.calendar())
    await zhang.says("/propose")
    for word in ("difference", "other", "6 March 14:00", "video", "KH", "-"):
        await zhang.says(word)
    await zhang.sends()
    await zhang.presses("Letter (PDF)")
    assert "Scanned letter: invitation to a meeting" in await dara.says(f"/start {code_on(zhang)}")


async def opened_more(player: ScenarioUser, code: str) -> Sequence[str]:
    """The buttons of a meeting behind More."""
    await player.says(f"/meeting {code}")
    await player.presses("More…")
    return player.buttons


async def test_an_emergency_has_its_invitation(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    assert "Letters (PDF)" not in await opened_more(zhang, code)
    assert "Letters (PDF)" in await opened_more(dara, code)
    await dara.presses("Letters (PDF)", "Invitation")
    shown = await zhang.says(f"/start {code_on(dara)}")
    assert "Scanned letter: invitation to a meeting" in shown
    assert "✓ Accept option 1" in zhang.buttons
    await zhang.presses("✓ Accept option 1")
    await skip_to(service, at(3, 3, 9, 0))
    await dara.sends(f"/held {code} yes")
    assert "Letters (PDF)" not in await opened_more(dara, code)
    assert "There is no letter" in await dara.says(f"/letter {code}")


async def test_a_code_that_is_not_valid_has_one_answer(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    await sokha.says(f"/letter {reference} request")
    code = code_on(sokha)
    changed = code[:-1] + ("a" if code[-1] != "a" else "b")
    other = code.replace(reference, "KH26-7F3KK")
    for wrong in (changed, other, f"{reference}_qabcdefgh"):
        assert UNKNOWN in await li.says(f"/start {wrong}")
    assert UNKNOWN in await li.says(f"/scan {reference}")
    assert "has not been received" not in await li.says(f"/request {reference}")


async def test_who_has_not_joined_is_told_of_no_invitation_by_a_letter(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    reference = await logged(service)
    await sokha.says(f"/letter {reference} request")
    stranger = service.stranger("Visal")
    await stranger.says(f"/start {code_on(sokha)}")
    stranger.sees("for appointed people only")
    assert await audited(service, "invite.refused") == []


async def test_a_name_on_a_printed_letter_is_not_shown_again_by_its_code(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter=NAME)
    await sokha.presses("Letter (PDF)")
    code = code_on(sokha)
    assert f"Scanned letter: request, number {NAME}" in await zhang.says(f"/start {code}")
    proposal = await proposed(dara, reference)
    await zhang.sends(f"/approval {proposal} agree")
    await taken_out(service)
    for player in (sokha, zhang):
        shown = await player.says(f"/start {code}")
        assert "Scanned letter: request. The record no longer has the number" in shown
        assert NAME not in shown
    assert await places(service, NAME) == []


async def test_a_letter_is_made_in_each_language(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    reference = await logged(service)
    await sokha.says(f"/letter {reference}")
    assert "Request" in sokha.buttons
    for language in ("zh", "en", "km"):
        await sokha.says(f"/letter {reference} request {language}")
        assert reference in text_of(sokha.calendar())
        await sokha.presses("Word file (DOCX)")
        assert "123/26 MoI" in WordTemplate(sokha.calendar()).text()
    await sokha.says(f"/letter {reference} request en odt")
    sokha.sees("There is no such letter")
    assert "There is no such letter" in await sokha.says(f"/letter {reference} refusal")


async def test_without_the_extra_one_sentence_says_so(
    service: ScenarioDriver, sokha: ScenarioUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await logged(service)
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    pdf.has_font.cache_clear()
    await sokha.presses("Letter (PDF)")
    pdf.has_font.cache_clear()
    assert "“documents”" in sokha.toasts[-1]
    has_no_file(sokha)


@pytest.fixture(scope="module")
def joined(store: StoryDatabase) -> PreparedState:
    return gathered(*BOTH_PARTIES, store=store)


async def test_a_letter_is_scanned_on_the_page(joined: PreparedState, folder: Path) -> None:
    async with opened(joined, folder) as service:
        reference = await logged(service)
        sokha = service["sokha"]
        await sokha.presses("Letter (PDF)")
        [link] = codes_of(sokha.calendar())
        assert link.startswith(f"{URL}/letter/")
        async with served(service) as (http, base):
            path = link.removeprefix(URL)
            shown = await (await http.get(f"{base}{path}")).text()
            assert f"?language=zh&amp;letter={path.rpartition('/')[2]}" in shown
            li = await Visitor.signed_in(http, base, service, "li")
            await li.get(link.removeprefix(URL))
            assert "123/26 MoI" in li.text
            await li.press("打开公函")
            assert "3月2日" in li.text  # the check, with the day filled in
            await li.get(link.removeprefix(URL)[:-1])
            assert li.status == 404
            page = await Visitor.signed_in(http, base, service, "sokha")
            await page.get()
            in_chat = [each.message_id for each in sokha.visible]
            await page.write(f"/letter {reference} request en")
            await service.settle()
            await page.get()
            [made] = [each for each in page.read.addresses if each.startswith("/file/")]
            assert (await page.request("GET", made)).status == 200
            assert [each.message_id for each in sokha.visible] == in_chat
            li.token = "0" * 43  # signed out: the letter is opened after signing in
            assert (
                f"letter={link.rpartition('/')[2]}"
                in (await li.request("GET", link.removeprefix(URL))).headers["Location"]
            )
