"""Confidential notes: written in the conversation, opened for minutes, each opening recorded."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from liaison.core.people import NotYourRole
from liaison.core.references import Reference
from liaison.notes import service as note_service
from liaison.notes.rules import NoteKind
from liaison.notes.service import WRITTEN
from liaison.notifications.repository import Notices
from liaison.requests.service import find
from storage.migrations.tables import METADATA
from storage.notifications.rows import NOTICES
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, person_of
from tests.stories.notes.note_steps import WORDS, audited, kept, writes
from tests.stories.prepared_state import reference_of
from tests.stories.sent_messages import never_notified, no_longer_sees

MINUTE = timedelta(minutes=1)
LIST = "Confidential notes of"


BEGINS_WITH = "one_request"


async def test_a_note_is_written_here_and_opened_by_the_other_party_for_some_minutes(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says(f"/request {reference}")
    assert "None at present." in await sokha.presses("🔒 Confidential notes (0)")
    assert f"{reference} · Note: what do you want to write?" in await sokha.presses("Write a note")
    assert "Write no names, numbers, dates of birth or addresses" in sokha.card
    assert "passes through Telegram before it is encrypted" in sokha.card
    assert "You cannot change it after it is sent." in await sokha.says(WORDS)
    assert await kept(service) == []
    await sokha.presses("Change: Note")
    await sokha.says(WORDS)
    await sokha.presses_send()
    assert not [each for each in sokha.visible if WORDS in each.text]
    assert WORDS in await sokha.presses("Take back")
    await sokha.presses_send()
    await service.turn(HOLD)
    assert f"Note 1 of {reference} is stored." in sokha.card
    assert "Note 1 · Note · Cambodia (Sokha)" in sokha.card
    assert not [each for each in sokha.visible if WORDS in each.text]
    assert li.has_seen(f"{reference}: Cambodia has added a confidential note.") == 1
    await li.says(f"/request {reference}")
    assert "Note 1 · Note · Cambodia · today" in await li.presses("🔒 Confidential notes (1)")
    assert "Sokha" not in li.card
    never_notified(li, WORDS)
    assert WORDS in await li.presses("Open note 1")
    assert f"This note of {reference} is deleted from the chat in 10 minutes." in li.card
    assert li.has_seen(LIST) == 1
    assert await audited(service, "note.open") == [("Li", '{"number":1}')]
    await service.turn(9 * MINUTE)
    assert li.has_seen(WORDS) == 1
    await service.turn(2 * MINUTE)
    no_longer_sees(li, WORDS)
    assert li.has_seen(LIST) == 1


async def test_a_note_is_open_as_long_as_the_party_of_its_reader_has_set(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser, wang: ScenarioUser
) -> None:
    await wang.says("/settings note_minutes 5")
    await wang.presses("✓ Save")
    await writes(service["sokha"])
    for reader in (dara, li):
        await reader.says(f"/note {reference_of(service)} open 1")
    assert "is deleted from the chat in 5 minutes." in li.card
    assert "is deleted from the chat in 10 minutes." in dara.card
    await service.turn(6 * MINUTE)
    assert dara.has_seen(WORDS) == 1
    no_longer_sees(li, WORDS)
    await service.turn(5 * MINUTE)
    no_longer_sees(dara, WORDS)


async def test_an_opened_note_that_can_no_longer_be_deleted_is_emptied(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await writes(sokha)
    await li.says(f"/note {reference_of(service)} open 1")
    assert li.has_seen(WORDS) == 1
    await service.outage(timedelta(hours=49))
    assert not [each for each in li.visible if WORDS in each.text]


async def test_every_opening_is_recorded_and_shown_protected(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    await writes(sokha)
    await dara.says(f"/note {reference_of(service)} open 1")
    await dara.says(f"/note {reference_of(service)} open 1")
    assert dara.has_seen(WORDS) == 2
    assert all(each.protect_content for each in dara.visible if WORDS in each.text)
    opened = ("Dara", '{"number":1}')
    assert await audited(service, "note.open") == [opened, opened]
    assert await audited(service, "note.write") == [("Sokha", '{"kind":"note","number":1}')]


async def test_the_text_of_a_note_is_kept_encrypted_and_nowhere_else(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await writes(sokha)
    await sokha.presses("Open note 1")
    [stored] = await kept(service)
    assert stored is not None
    async with service.app.database.transaction() as tx:
        for table in METADATA.sorted_tables:
            rows = [tuple(row) for row in await tx._sql.run(select(table))]
            assert "hospital" not in str(rows), table.name


async def test_a_notice_of_a_note_has_nothing_of_its_text_even_unseen(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await writes(sokha)
    told = []
    async with service.app.database.transaction() as tx:
        for row in await tx._sql.run(select(NOTICES.c.code, NOTICES.c.party)):
            notice = await tx.of(Notices).lock(row.code, party=row.party)
            assert notice is not None
            told.append((notice.notice_key, notice.title))
    assert WRITTEN.key in {topic for topic, _ in told}
    assert WORDS not in str(told)


async def test_an_administrator_reads_no_notes_and_is_offered_none(service: ScenarioDriver) -> None:
    reference = reference_of(service)
    await writes(service["sokha"])
    for admin in (service["wang"], service["bopha"]):
        await admin.says(f"/request {reference}")
        assert not [each for each in admin.buttons if "notes" in each]
        for line in ("note {}", "note {} open 1", "note {} add note Hello", "hold {} on 7/26"):
            await admin.says("/" + line.format(reference))
            assert admin.card.startswith("Your role does not allow this: ask a colleague. ")
        never_notified(admin, WORDS)
    assert await audited(service, "note.open") == []


async def test_the_services_refuse_a_role_as_their_commands_do(service: ScenarioDriver) -> None:
    async with service.app.database.transaction() as tx:
        admin = await person_of(tx, service["wang"])
        request = await find(tx, admin, Reference(reference_of(service)))
        for refused in (
            note_service.write(tx, admin, request, NoteKind.NOTE, WORDS),
            note_service.read(tx, admin, request, 1),
            note_service.check_no_hold(tx, admin, request),
            note_service.find_legal_hold(tx, admin, request),
        ):
            with pytest.raises(NotYourRole):
                await refused
        focal_person = await person_of(tx, service["sokha"])
        with pytest.raises(NotYourRole):
            await note_service.find_legal_hold(tx, focal_person, request)


async def test_a_suspended_person_opens_nothing_by_an_old_button(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, wang: ScenarioUser
) -> None:
    await writes(sokha)
    await li.says(f"/note {reference_of(service)}")
    await wang.says("/people")
    await wang.presses("Li", "Suspend", "Yes, suspend")
    await li.presses_shown(f"note {reference_of(service)} open 1")
    li.sees("Your access to the liaison bot is suspended.")
    never_notified(li, WORDS)
    assert await audited(service, "note.open") == []


async def test_a_reason_names_its_step(
    reference: str, li: ScenarioUser, sokha: ScenarioUser
) -> None:
    await li.says(f"/note {reference}")
    await li.presses("Write a reason")
    assert f"For which step of {reference} do you give the reason?" in li.card
    await li.presses("Reason for a refusal")
    await li.says("The file is with the court.\nIt is not ours to send.")
    await li.presses_send()
    await li.driver.turn(HOLD)
    assert "Note 1 · Reason for a refusal · China (Li)" in li.card
    await sokha.says(f"/note {reference} open 1")
    assert "The file is with the court.\nIt is not ours to send." in sokha.card


async def test_what_is_no_note_is_one_clear_sentence_and_the_question_stays(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser
) -> None:
    await writes(sokha, "x" * 401)
    assert "Write at most 400 characters in at most 8 lines" in sokha.card
    assert await kept(service) == []
    assert not [each for each in sokha.visible if "xxx" in each.text]
    asked = [each.message_id for each in sokha.visible]
    await sokha.says("x" * 401)
    assert [each.message_id for each in sokha.visible][:-1] == asked[:-1]
    assert sokha.visible[-1].message_id not in asked, "the same again is seen to be said again"
    await sokha.says(WORDS)
    await sokha.presses_send()
    await sokha.driver.turn(HOLD)
    assert "Note 1 of" in sokha.card
    for line, said in (
        ("/note KH26-7F3KK", "There is nothing with"),
        (f"/note {reference} add gossip", "This is not one of the choices."),
        (f"/note {reference} sing", "There is nothing with this number or code."),
        (f"/note {reference} page x", "Write a whole number"),
        (f"/note {reference} open", "There is nothing with this number or code."),
        (f"/note {reference} open 2", "There is nothing with this number or code."),
    ):
        await sokha.says(line)
        assert said in sokha.card, line
    await sokha.says(f"/note {reference_of(service)} add note", "602914")
    sokha.sees("A PIN is not a note. Nothing was kept of what you wrote.")
    assert not any("602914" in (each.text or "") for each in sokha.phone.visible)


async def test_a_note_with_an_identity_number_is_kept_nowhere_and_nothing_is_lost(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    typed = "លេខ ១១០១០១១៩៩០០៣០៧៨៥១៥"
    await writes(sokha, typed)
    assert "identity" in sokha.sees("Your message seems to contain")
    assert await kept(service) == []
    assert not [each for each in sokha.visible if typed in each.text]
    await sokha.says(WORDS)
    await sokha.presses_send()
    await sokha.driver.turn(HOLD)
    assert "Note 1 of" in sokha.card


async def test_a_note_for_nothing_that_there_is_does_not_stay_in_the_chat(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    for line in (
        f"/note KH26-7F3KK add note {WORDS}",
        f"/note {reference_of(service)} add a {WORDS}",
    ):
        await sokha.says(line)
        assert not [each for each in sokha.visible if WORDS in each.text]
    assert "This is not one of the choices." in sokha.card
    assert await kept(service) == []


async def test_words_that_are_no_note_do_not_stay_in_the_chat_either(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says(f"/note {reference_of(service)} add note see www.example.org")
    assert "what do you want to write?" in sokha.card
    assert not [each for each in sokha.visible if "www.example.org" in each.text]


async def test_more_notes_than_a_card_holds_are_turned_page_by_page(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    for number in range(6):
        await sokha.says(f"/note {reference_of(service)} add note Word {number}")
        await sokha.presses_send()
    await service.turn(HOLD)
    assert "Page 1 of 2" in sokha.card
    assert "Note 6 · Note" in sokha.card
    assert "Note 1 · Note" in await sokha.presses("Next ›")
    assert "Note 1 · Note" not in await sokha.presses("‹ Previous")
    assert "Page 2 of 2" in await sokha.says(f"/note {reference_of(service)} 1")
    assert "Open note 1" in sokha.buttons
    await sokha.says(f"/note {reference_of(service)} 2")
    await sokha.presses("More…")
    assert "Open note 2" in sokha.buttons
    assert "nothing with this number" in await sokha.says(f"/note {reference_of(service)} 7")


@pytest.mark.parametrize("typed", ["算了", "ឈប់សិន", "never mind"])
async def test_words_that_give_up_are_no_note(
    service: ScenarioDriver, sokha: ScenarioUser, typed: str
) -> None:
    await sokha.says(f"/note {reference_of(service)} add note", "602914")
    assert "Please check" not in await sokha.says(typed)
    sokha.sees("Stopped. Nothing was recorded.")
