"""A name that slipped into a letter's number is taken out of everything by both Parties."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from liaison.core.audit_chain import dump_entry
from liaison.core.cards import card, text
from liaison.notifications.sounds import Tells, message_to
from storage.audit import FIRST
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import METADATA
from tests.scenario import (
    ScenarioDriver,
    ScenarioUser,
    at,
    code_in,
    log_verification,
    person_of,
    plain,
)
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.meetings.test_agendas import agreed, put
from tests.stories.prepared_state import received
from tests.stories.sent_messages import never_notified, told
from verifier.verify_audit import verify

NAME = "47/26 Sok Chanthou"
MINUTE = timedelta(minutes=1)
PEOPLE = ("bopha", "sokha", "dara", "wang", "li", "zhang")


async def logged(service: ScenarioDriver) -> str:
    """Sokha logs a request, with a name in the number of the letter."""
    return await log_verification(service, "sokha", persons=1, children=0, letter=NAME)


async def proposed(player: ScenarioUser, code: str, field: str = "Letter") -> str:
    """A person proposes to take a text out: the code of the proposal."""
    shown = await player.says(f"/redact {code}")
    number = next(each for each in shown.splitlines() if field in each)[0]
    await player.presses(f"Text {number}")
    await player.sends()
    return code_in(player.card, "K")


async def taken_out(service: ScenarioDriver) -> None:
    """The minute passes after which the chats are emptied."""
    await service.turn(2 * MINUTE)


async def places(service: ScenarioDriver, words: str) -> list[str]:
    """Where a text is: tables, encrypted or not, and chats."""
    database, found = service.app.database, list[str]()
    async with database.transaction(decides=False) as tx:
        sql = tx._sql
        for table in METADATA.sorted_tables:
            encrypted = database.registry.find(EncryptedColumns, table.name)
            for row in await sql.rows(select(table)):
                values = [str(each) for each in row]
                if encrypted is not None:
                    values += map(str, encrypted.decrypt(sql.cipher, row))
                found += [table.name for each in values if words in each]
    for name in PEOPLE:
        shown = [plain(each.text) for each in service[name].visible]
        found += [name for each in shown if words in each]
    return found


async def test_a_name_in_a_letters_number_is_taken_out_of_everything(
    service: ScenarioDriver, folder: Path, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    await zhang.sends(f"/receive {reference} today")
    assert {"requests", "sokha"} <= {*await places(service, NAME)}
    assert "audit" not in await places(service, NAME)

    await zhang.says(f"/request {reference}")
    await zhang.presses("Take out a text")
    zhang.sees(f"Which text of {reference} contains personal data?")
    zhang.sees("1. Letter, today 10:02")
    await zhang.presses("Text 1")
    zhang.sees("delete all earlier messages from all chats")
    await zhang.sends()
    code = code_in(zhang.card, "K")
    asked = dara.sees(f"{reference}: take out a text (Letter)")
    assert NAME not in asked
    assert NAME not in await dara.says(f"/approval {code}")
    await dara.says("/approvals")
    await service["sokha"].says("/new")
    await dara.sends(f"/approval {code} agree")
    await taken_out(service)

    assert await places(service, NAME) == []
    file = folder / "liaison.db"  # none on PostgreSQL
    assert not file.exists() or b"Chanthou" not in file.read_bytes()
    for name in PEOPLE:
        service[name].sees(f"A text of {reference} was taken out, as both Parties agreed.")
    assert "[taken out by both Parties]" in await zhang.says(f"/request {reference}")
    assert "[taken out by both Parties]" in await dara.says(f"/request {reference} history")
    assert "Reply due" in zhang.card
    assert "has no such text to take out" in await zhang.says(f"/redact {reference}")
    async with service.app.database.transaction(decides=False) as tx:
        entries = await tx.audit_lines(FIRST, 500)
    assert [each.subject for each in entries if each.action == "redaction.apply"] == [reference]
    exported = [dump_entry(each) for each in entries]
    assert verify(exported, None) == (entries[-1].seq, entries[-1].hash)


async def test_a_redaction_that_is_not_agreed_changes_nothing(
    service: ScenarioDriver, dara: ScenarioUser, wang: ScenarioUser
) -> None:
    reference = await logged(service)
    before = await places(service, NAME)
    code = await proposed(dara, reference)
    await dara.says(f"/redact {reference}")
    await dara.presses("Text 1")
    dara.sees(f"already proposed and not answered yet: {code}")
    await wang.sends(f"/approval {code} decline")
    await taken_out(service)
    dara.sees(f"{code}: China declined.")
    assert {*before} <= {*await places(service, NAME)}
    never_notified(dara, "was taken out")


async def test_what_waits_in_the_queue_arrives_without_the_text(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    code = await proposed(dara, reference)
    async with service.app.database.transaction() as tx:
        await tx.outbox.pause_chat(li.phone.user_id, tx.now + timedelta(hours=1))
        person = await person_of(tx, li)
        await tx.enqueue(
            message_to(person, card(text("answer", value=NAME)), Tells.ACCESS, dedupe_key="due")
        )
    assert "outbox" in await places(service, NAME)
    await service["zhang"].sends(f"/approval {code} agree")
    await taken_out(service)
    assert {*await places(service, NAME)} == {"li"}, "Telegram accepts no deletion for an hour"
    await service.turn(timedelta(hours=1))
    assert await places(service, NAME) == []
    assert "[taken out by both Parties]" in told(li, "[taken out by both Parties]")[0]
    never_notified(li, NAME, since=at(3, 2, 2, 30))


@pytest.mark.parametrize(("field", "words"), [("Place", "Hall of Sok Chanthou"), ("Item", NAME)])
async def test_the_place_of_a_meeting_and_an_item_are_taken_out(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, field: str, words: str
) -> None:
    code = await agreed(service, start=at(3, 5, 2), venue="Hall of Sok Chanthou")
    await put(dara, code, NAME)
    assert "zhang" in await places(service, words) or field == "Item"
    proposal = await proposed(zhang, code, field)
    await dara.sends(f"/approval {proposal} agree")
    await taken_out(service)
    assert await places(service, words) == []
    await dara.says(f"/meeting {code}" if field == "Place" else f"/agenda {code}")
    dara.sees("[taken out by both Parties]")


@pytest.mark.parametrize("word", ["not_confirmed", "province", "answer", "KH", "notice-receive"])
async def test_a_word_that_the_service_stores_itself_is_not_taken_out(
    service: ScenarioDriver, dara: ScenarioUser, word: str
) -> None:
    code = await agreed(service, start=at(3, 5, 2), venue=None)
    await put(dara, code, word)
    assert f"{code} has no such text to take out" in await dara.says(f"/redact {code}")


async def test_a_text_without_which_a_record_cannot_be_read_stays(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await received(service)
    await service["li"].sends(f"/answer {reference} not_confirmed 12/26")
    database = service.app.database
    with pytest.raises(ValueError, match=f"{reference} cannot be read"):
        async with database.transaction() as tx:
            await tx.take_out("not_confirmed")
    assert "not confirmed" in await dara.says(f"/request {reference}")


async def test_an_emergency_comes_again_when_the_chats_are_emptied(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    proposal = await proposed(dara, await logged(service))
    code = await raises_emergency(dara, "5 March 14:00")
    await zhang.sends(f"/approval {proposal} agree")
    await taken_out(service)
    for each in (zhang, li):
        each.sees(code)


async def test_nothing_is_taken_out_of_what_holds_no_typed_text(
    service: ScenarioDriver, dara: ScenarioUser, sokha: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="-")
    nothing = f"{reference} has no such text to take out"
    assert nothing in await dara.says(f"/redact {reference}")
    other = await logged(service)
    assert f"{other} has no such text" in await dara.says(f"/redact {other} Chanthou")
    assert "There is nothing with" in await dara.says("/redact KH26-00000")
    assert "There is no" in await dara.says("/redact M26-00000")
    assert "The role of Bopha and Dara allows it." in await sokha.says(f"/redact {other}")
    assert "approvals" not in await places(service, "redaction")
