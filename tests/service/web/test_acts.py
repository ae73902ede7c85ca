"""Acts on the page are those of the chat: the same checks, PINs, filters and answers."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from liaison.core.channels import page_of
from liaison.pages.repository import PageMessages
from tests.scenario import HOLD, PIN, log_verification
from tests.service.web.conftest import Served

pytestmark = pytest.mark.asyncio(loop_scope="module")
PERSONAL = "passport N12345678 of 3 May 1990"


async def logged(shared: Served, letter: str) -> str:
    """A request from China; gives its reference."""
    return await log_verification(shared.driver, "li", persons=3, children=1, letter=letter)


async def test_receipt_is_confirmed_on_the_page_and_told_to_the_other_party(
    shared: Served,
) -> None:
    reference = await logged(shared, "11/26 MPS")
    sokha = await shared.visitor("sokha")
    await sokha.get(f"/show?line=request {reference}")
    assert "Received on: 2 March" in await sokha.press("Received today")
    assert "The receipt" not in shared.driver["li"].card
    await sokha.press(shared.driver["sokha"].send_label)
    await shared.driver.turn(HOLD)
    shared.driver["li"].sees(f"{reference}: receipt is confirmed.")


async def test_a_second_press_and_a_press_on_a_kept_page_change_nothing(shared: Served) -> None:
    reference = await logged(shared, "12/26 MPS")
    sokha = await shared.visitor("sokha")
    await sokha.get(f"/show?line=request {reference}")
    form = sokha.form("Received today")
    await sokha.press("Received today")
    send = sokha.form(shared.driver["sokha"].send_label)
    await sokha.post(send.action, send.fields)
    said = await sokha.post(send.action, send.fields)  # pressed twice
    assert "Take back" in said or "sent" in said
    await shared.driver.turn(HOLD)
    before = await shared.acts()
    said = await sokha.post(form.action, form.fields)  # back, then pressed again
    assert reference in said
    await sokha.post(send.action, send.fields)
    await shared.driver.turn(HOLD)
    assert await shared.acts() == before


async def test_only_what_this_session_was_shown_can_be_pressed(shared: Served) -> None:
    reference = await logged(shared, "13/26 MPS")
    sokha, dara = await shared.visitor("sokha"), await shared.visitor("dara")
    await sokha.get(f"/show?line=request {reference}")
    await dara.get(f"/show?line=request {reference}")
    before = await shared.acts()
    own = sokha.form("Received today").fields
    other = dara.form("Received today").fields
    for fields in (
        {"line": own["line"]},
        {**own, "signature": ""},
        {**own, "signature": other["signature"]},
        {**own, "line": "lost"},
        {**own, "line": f"{own['line']} "},
        {"line": "lost", "signature": own["signature"]},
        {"text": "/lost", "signature": own["signature"]},
        {"text": "/lost"},
        {"text": "/lost", "signature": "é" * 64},
    ):
        await sokha.post("/act", fields)
        assert sokha.status == 403, fields
    assert await shared.acts() == before


async def test_a_post_of_another_site_is_refused(shared: Served) -> None:
    sokha = await shared.visitor("sokha")
    await sokha.get()
    form = next(each for each in sokha.read.forms if "text" in each.fields)
    fields = {**form.fields, "text": "/today"}
    for headers in (
        {"Origin": "https://other.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ):
        response = await sokha.request("POST", "/act", data=fields, headers=headers)
        assert response.status == 403, headers
    for headers in ({"Origin": "https://page.example"}, {"Origin": "null"}):
        response = await sokha.request("POST", "/act", data=fields, headers=headers)
        assert response.status == 303, headers


async def test_personal_data_is_refused_and_nothing_of_it_is_stored(shared: Served) -> None:
    sokha = await shared.visitor("sokha")
    await sokha.get()
    said = await sokha.write(PERSONAL)
    assert "N12345678" not in said
    assert "The service did not keep it." in said
    address = page_of((await shared.person("sokha")).id)
    async with shared.driver.app.database.transaction() as tx:
        found = await tx.of(PageMessages).of(address)
    assert found
    assert "N12345678" not in repr(found)


async def test_what_was_typed_in_an_ended_session_is_sent_after_signing_in(
    shared: Served,
) -> None:
    sokha = await shared.visitor("sokha")
    await sokha.get()
    shared.driver.sandbox.turn(timedelta(minutes=31))
    said = await sokha.write("agenda & <plan>")
    assert sokha.status == 401
    assert "Your session has ended" in said
    assert "agenda &amp; &lt;plan&gt;" in sokha.shown
    kept = next(each for each in sokha.read.forms if "text" in each.fields)
    again = await shared.visitor("dara")
    again.shown = sokha.shown
    await again.post(kept.action, {**kept.fields, "text": "/requests"})
    assert again.status == 403
    assert "Check what you wrote" in again.text
    form = next(each for each in again.read.forms if "text" in each.fields)
    await again.post(form.action, {**form.fields, "text": "/requests"})
    assert again.status == 200
    assert "Requests" in again.text


async def test_a_note_is_written_and_opened_for_minutes(shared: Served) -> None:
    reference = await logged(shared, "13/26 MPS")
    sokha = await shared.visitor("sokha")
    await sokha.get()
    said = await sokha.write(f"/note {reference} add note")
    assert "What you write is encrypted before it is stored." in said
    assert "Telegram" not in said
    await sokha.write("The house has a blue door.")
    await sokha.press(shared.driver["sokha"].send_label)
    await shared.driver.turn(HOLD)
    said = await sokha.write(f"/note {reference} open 1")
    assert "The house has a blue door." in said
    assert "leaves this page in 10 minutes" in said
    assert 'http-equiv="refresh"' in sokha.shown


async def test_a_pin_is_asked_for_in_a_field_that_shows_nothing(shared: Served) -> None:
    sokha = await shared.visitor("sokha")
    await sokha.get()
    assert "Which 6 digits?" in await sokha.write("/pin new")
    assert "Telegram" not in sokha.text
    assert 'type="password" name="secret" autocomplete="off"' in sokha.shown
    assert "Write the same 6 digits again." in await sokha.write(PIN)
    assert PIN not in sokha.shown
    await sokha.write(PIN)
    assert 'name="secret"' not in sokha.shown
    assert PIN not in sokha.shown


@pytest.mark.parametrize("typed", ["", "   ", "\0"])
async def test_an_empty_text_does_nothing(shared: Served, typed: str) -> None:
    sokha = await shared.visitor("sokha")
    await sokha.get()
    before = await shared.acts()
    await sokha.write(typed)
    assert sokha.status == 200
    assert await shared.acts() == before


async def test_the_same_words_again_are_seen_to_be_read(shared: Served) -> None:
    dara = await shared.visitor("dara")
    await dara.get()
    await dara.write("/emergency at_risk tomorrow 10am")
    for typed, read in (("qq", 1), ("ww", 2), ("ww", 3), ("tomorrow 11am", 1), ("qq", 1)):
        said = await dara.write(typed)
        assert (f"Your text was read {read} times." in said) == (read > 1), typed
        assert ("Nothing was changed." in said) == (len(typed) == 2), typed
    await dara.write("/cancel")


async def test_a_text_does_not_answer_what_another_window_was_asked(shared: Served) -> None:
    dara = await shared.visitor("dara")
    other = replace(dara)
    await dara.get()
    await dara.write("/new verification routine 3 1")
    await other.get()
    await other.write("/cancel")
    await other.write("/emergency at_risk")
    said = await dara.write("124/26 MoI")
    assert dara.status == 409
    assert "Something else is asked now than on that page." in said
    assert "124/26 MoI" in said
    await dara.get()
    assert "Choose a time or write one" in dara.text
    await dara.write("tomorrow 10am")
    assert "Send to China" in dara.text
    await dara.write("/cancel")


async def test_what_is_refused_is_said_in_one_sentence(shared: Served) -> None:
    sokha = await shared.visitor("sokha")
    await sokha.get()
    for path, fields, said in (
        ("/act", {"line": "lost"}, "This button is no longer valid."),
        ("/act", {"text": "agenda"}, "This page was open for too long."),
        ("/act", {**sokha.form("Send").fields, "text": "a" * 5000}, "This text is too long."),
    ):
        await sokha.post(path, fields)
        assert said in re.findall("<h1.*?>(.*?)</h1>", sokha.shown)[0]
        assert "Nothing was changed" not in sokha.text


async def test_words_for_a_lost_phone_and_the_orientation_do_not_speak_of_a_chat(
    shared: Served,
) -> None:
    sokha = await shared.visitor("sokha")
    await sokha.get()
    for typed in ("/lostword", "/cancel", "/intro 1", "/intro 2", "/intro 3"):
        said = (await sokha.write(typed)).casefold()
        assert "this chat" not in said, typed
        assert "this bot" not in said, typed
        assert "telegram" not in said, typed
