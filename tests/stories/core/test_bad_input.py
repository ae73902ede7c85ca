"""Whatever a person sends that cannot act: one clear sentence, and nothing changed or lost."""

import re

import pytest
from sqlalchemy import select

from storage.migrations.tables import METADATA
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.prepared_state import received, reference_of

BEGINS_WITH = "one_request"
OF_MESSAGES = {"chat_messages", "conversations", "inbox", "message_slots", "outbox", "timestamps"}
"""The tables that messages and the clock change."""


async def facts(service: ScenarioDriver) -> dict[str, list[str]]:
    """Every record that is kept, by its table, to be compared."""
    kept = [each for each in METADATA.sorted_tables if each.name not in OF_MESSAGES]
    async with service.app.database.transaction() as tx:
        rows = {each.name: await tx._sql.run(select(each)) for each in kept}
    return {name: sorted(repr(tuple(row)) for row in found) for name, found in rows.items()}


async def unchanged(service: ScenarioDriver, player: ScenarioUser, words: str, answer: str) -> None:
    """Say something that changes nothing and gets exactly one message, with the answer in it."""
    before, seen = await facts(service), len([m for m in player.visible if m.from_bot])
    await player.says(words)
    assert answer in player.card, player.card
    assert len([m for m in player.visible if m.from_bot]) == seen + 1
    assert await facts(service) == before


NO_REQUEST = "There is nothing with this number or code."
UNKNOWN = "There is no such command."
ODD = "The bot did not understand this."
LONG = "words " * 12
"""More than a button can carry."""


async def test_words_that_cannot_act_get_one_sentence(service: ScenarioDriver) -> None:
    for words, answer in (
        ("/supply", "No request is at that step now."),
        ("/request KH26-00000", f"“KH26-00000”: {NO_REQUEST}"),
        ("/request nonsense", NO_REQUEST),
        ("/request '; DROP TABLE requests; --", NO_REQUEST),
        ("/close KH26-7F3K9", NO_REQUEST),
        ("/requests everything", "“everything”: This is not one of the choices: Open, "),
        ("/menu nonsense", "“nonsense”: This is not one of the choices: "),
        ("/requests open 0", "Write a whole number"),
        ("/frobnicate now", f"“/frobnicate”: {UNKNOWN}"),
        ("/", "Write a letter number, a reference or what you want to do"),
        ("hello", "What the bot does"),
        ("😀" * 50, ODD),
        ("\u202e\u200ftxet", ODD),
        ("<b>bold</b> & <script>", ODD),
        ("x" * 4096, ODD),
        ("/new" + "x" * 4000, UNKNOWN),
        ("/explain 2026-13-45", "The bot cannot read this date."),
        ("/explain KH26-00000", NO_REQUEST),
        (
            "/invite",
            "Your role does not allow this: ask a colleague.",
        ),
        (
            "/suspend 1",
            "Your role does not allow this: ask a colleague.",
        ),
        ("/draft abc kind verification", "This is not open now"),
    ):
        await unchanged(service, service["sokha"], words, answer)


async def test_a_step_at_the_wrong_time_or_side_changes_nothing(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser
) -> None:
    for words, answer in (
        ("/receive {ref} today", "can do this."),
        ("/answer {ref} confirmed -", "can do this."),
        ("/close {ref}", "Nothing was changed. Below is its state, and what can be done."),
        ("/supply {ref} 9/26", "This cannot be done with"),
        ("/withdraw {ref} because", "This is not one of the choices."),
        ("/withdraw {ref} , " + LONG, "This is not one of the choices."),
        ("/withdraw {ref} 1 Sok Dara", "Write the letter number"),
        ("/agree {ref}", "This cannot be done with"),
    ):
        await unchanged(service, sokha, words.format(ref=reference), answer)


async def test_a_wrong_value_changes_nothing(service: ScenarioDriver, li: ScenarioUser) -> None:
    reference = await received(service)
    for words, answer in (
        ("/answer {ref} done -", "This is not one of the choices."),
        ("/answer {ref} partly_confirmed 5 -", "The numbers do not add up"),
        ("/answer {ref} partly_confirmed 3 -", "Write a whole number from 1 to 2."),
        ("/ask {ref} everything ok", "This is not one of the choices."),
        ("/ask {ref} , " + LONG, "This is not one of the choices."),
        ("/answer {ref} , " + LONG, "This is not one of the choices."),
        ("/answer {ref} \u202e " + LONG, "This is not one of the choices."),
        ("/refuse {ref} , " + LONG, "This is not one of the choices."),
        ("/assign {ref} 999", "This person is not on your list"),
        ("/assign {ref} nobody", "This person is not on your list"),
        ("/refuse {ref} weather 9/26", "This is not one of the choices."),
        ("/receive {ref} today", "already recorded: "),
        ("/supply {ref} 9/26", "can do this."),
    ):
        await unchanged(service, li, words.format(ref=reference), answer)


async def test_administrators_take_no_step_in_a_request(service: ScenarioDriver) -> None:
    reference = reference_of(service)
    wang = service["wang"]
    await unchanged(service, wang, f"/receive {reference} today", "Your role does not allow")
    await wang.says(f"/request {reference}")
    assert "Received today" not in wang.buttons


async def test_a_forged_button_changes_nothing(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/menu")
    before = await facts(service)
    for data in (
        "?",
        "menu now",
        "receive",
        "request KH26-00000",
        "draft",
        "x" * 64,
        "start",
        "\u202e",
    ):
        answered = len(sokha.toasts)
        sokha.phone.press_data(data)
        await service.settle()
        assert len(sokha.toasts) == answered + 1, data
    assert await facts(service) == before


async def test_a_command_may_not_be_pressed_where_no_button_has_it(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says("/menu")
    before = await facts(service)
    forged = f"receive {reference} @1 today"
    other = next(each for each in li.visible if "Received today" in each.labels)
    for message_id in (li.visible[-1].message_id, sokha.visible[-1].message_id, 0):
        li.phone.press_data(forged, message_id)
        await service.settle()
        assert li.toasts[-1].startswith("This button is no longer valid.")
    assert await facts(service) == before
    li.phone.press_data(forged, other.message_id)
    await service.settle()
    await li.sends()
    assert await facts(service) != before


async def test_what_is_not_text_is_taken_off_the_chat_and_never_fetched(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    before, phone = await facts(service), sokha.phone
    for send in (
        phone.send_photo,
        phone.send_document,
        phone.send_voice,
        phone.send_contact,
        phone.send_location,
        phone.send_sticker,
    ):
        sent = send()
        await service.settle()
        assert "Only text is accepted here." in sokha.card
        assert next(m for m in phone.transcript if m.message_id == sent).deleted
    assert "getfile" not in {call.method for call in service.sandbox.calls}
    assert await facts(service) == before


async def test_a_forwarded_command_does_not_act(service: ScenarioDriver, li: ScenarioUser) -> None:
    reference = reference_of(service)
    before = await facts(service)
    li.phone.forward(f"/receive {reference} today")
    await service.settle()
    li.sees("Forwarded messages are ignored.")
    assert await facts(service) == before


async def test_an_edit_changes_nothing(service: ScenarioDriver, sokha: ScenarioUser) -> None:
    await sokha.says("/menu")
    before = await facts(service)
    sokha.phone.edit("/new")
    await service.settle()
    sokha.sees("An edited message changes nothing.")
    assert await facts(service) == before


async def test_no_exception_reaches_the_log(
    service: ScenarioDriver, sokha: ScenarioUser, capsys: pytest.CaptureFixture[str]
) -> None:
    await sokha.says(
        "/request x", "/explain x", "/new", "x", "/cancel", "😀", "/start", "/language xx"
    )
    sokha.phone.send_photo()
    sokha.phone.edit("y")
    await service.settle()
    logged = "".join(capsys.readouterr())
    assert "[info" in logged
    assert not re.search(r"\[(warning|error|critical)|Traceback", logged), logged


@pytest.mark.parametrize("typed", ["-2", "\N{MINUS SIGN}2", "- \N{KHMER DIGIT TWO}"])
async def test_a_negative_number_presses_no_button(sokha: ScenarioUser, typed: str) -> None:
    await sokha.says("/new")
    await sokha.presses("Identity check", "urgent")
    assert "Write a whole number from 1 to 999." in await sokha.says(typed)
    await sokha.says("3")
    assert "Write a whole number from 0 to 3." in await sokha.says(typed)
