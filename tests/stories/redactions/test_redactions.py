"""A name that slipped into a letter's number is taken out of everything by both Parties."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from liaison.core.audit_chain import dump_entry
from liaison.core.cards import card, text
from liaison.core.channels import Address
from liaison.core.people import Role
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
from tests.stories.meetings.test_agendas import agreed, put, take_place
from tests.stories.people.joining import comes_in
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


async def test_of_a_corrected_number_the_one_of_the_named_time_is_taken_out(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="47/26 MoI")
    await zhang.sends(f"/receive {reference} today")
    await sokha.sends(f"/correct {reference} letter {NAME}")
    first, second = [
        line for line in (await dara.says(f"/redact {reference}")).splitlines() if "Letter" in line
    ]
    assert first.split()[-1] < second.split()[-1]
    await dara.presses("Text 2")
    await dara.sends()
    await zhang.sends(f"/approval {code_in(dara.card, 'K')} agree")
    await taken_out(service)
    assert await places(service, NAME) == []
    assert "47/26 MoI" in await sokha.says(f"/request {reference} history")


async def test_a_name_in_a_letters_number_is_taken_out_of_everything(
    service: ScenarioDriver, folder: Path, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await logged(service)
    await zhang.sends(f"/receive {reference} today")
    assert {"requests", "sokha"} <= {*await places(service, NAME)}
    assert "audit" not in await places(service, NAME)

    await zhang.says(f"/request {reference}")
    await zhang.presses("Take out personal data")
    zhang.sees(f"Which text of {reference} contains personal data?")
    zhang.sees("1. Letter · Written: today 10:02")
    await zhang.presses("Text 1")
    zhang.sees("for good, and delete all earlier messages from the chats of both Parties")
    await zhang.sends()
    code = code_in(zhang.card, "K")
    asked = dara.sees(f"{reference}: take out personal data (Letter) for good")
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
    nothing = f"There is no such text of {reference} to take out"
    assert nothing in await zhang.says(f"/redact {reference}")
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
        await tx.outbox.pause_chat(Address(li.phone.user_id), tx.now + timedelta(hours=1))
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


async def test_what_the_service_stores_itself_is_not_taken_out(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    reference = await logged(service)
    for words in ("KH", f"{reference} done"):
        await dara.sends(f"/difference open {words}")
        code = code_in(dara.card, "D")
        assert f"Of {code} nothing can be taken out" in await dara.says(f"/redact {code}")


async def test_the_number_of_a_card_that_was_typed_as_that_of_a_letter_is_taken_out(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="704219")
    assert await places(service, "704219") != []
    await agreed_by(service, zhang, await proposed(dara, reference))
    assert await places(service, "704219") == []
    assert "[taken out by both Parties]" in await zhang.says(f"/request {reference}")


async def test_one_small_word_is_kept_as_a_name_so_that_it_can_be_taken_out(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2), venue=None)
    await put(dara, code, "not_confirmed")
    await put(dara, code, "chanthou")
    assert "Chanthou" in await zhang.says(f"/agenda {code}")
    proposal = await proposed(dara, code, "2. Item")
    await agreed_by(service, zhang, proposal)
    assert await places(service, "Chanthou") == []
    assert "Not_confirmed" in await dara.says(f"/agenda {code}")


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
    nothing = f"There is no such text of {reference} to take out"
    assert nothing in await dara.says(f"/redact {reference}")
    other = await logged(service)
    assert f"no such text of {other}" in await dara.says(f"/redact {other} Chanthou")
    assert "There is nothing with" in await dara.says("/redact KH26-00000")
    assert "There is no" in await dara.says("/redact M26-00000")
    assert "The role of Bopha and Dara allows it." in await sokha.says(f"/redact {other}")
    assert "approvals" not in await places(service, "redaction")


async def agreed_by(service: ScenarioDriver, player: ScenarioUser, code: str) -> None:
    """The other Party agrees to a redaction, and what it takes is over."""
    await player.sends(f"/approval {code} agree")
    await taken_out(service)


async def test_the_agency_of_a_person_is_taken_out_and_set_anew(
    service: ScenarioDriver, wang: ScenarioUser, dara: ScenarioUser, sokha: ScenarioUser
) -> None:
    await wang.says("/redact CN-2")
    wang.sees("There is no such text of person 2 of China to take out.")  # the agency of others
    await wang.says("/agency 2 Home of Sok Chanthou")
    await wang.presses("Send to Li")
    await service.turn(2 * MINUTE)
    await wang.sends("/appoint 2 2026-03-01 MPS 12/26")
    assert {"people", "notices", "li", "dara"} <= {*await places(service, "Sok Chanthou")}
    await wang.says("/people 2")
    await wang.presses("More…", "Take out personal data")
    wang.sees("Which text of person 2 of China contains personal data?")
    wang.sees("2. Letter · Since: ")
    await wang.presses("Text 1")
    await wang.sends()
    code = code_in(wang.card, "K")
    dara.sees("person 2 of China: take out personal data (Agency)")
    assert "person 2" in await dara.says(f"/approval {code}")
    assert "Open CN-2" not in dara.buttons
    await agreed_by(service, dara, code)
    assert await places(service, "Sok Chanthou") == []
    sokha.sees("A text of person 2 of China was taken out, as both Parties agreed.")
    assert "[taken out by both Parties]" in await wang.says("/people 2")
    assert "BITA" in await wang.sends("/agency 2 BITA")
    for line in ("/redact CN-2", "/redact CN", "/redact KH-99", "/redact 2", "/redact here"):
        assert "There is nothing with this number or code" in await dara.says(line), line


async def test_the_agency_of_an_invitation_that_was_revoked_is_taken_out(
    service: ScenarioDriver, wang: ScenarioUser, dara: ScenarioUser
) -> None:
    await comes_in(service, wang, "Chen", Role.ADMIN)
    await wang.says("/redact CN")
    wang.sees("There is no such text of the invitations of China to take out.")
    await wang.says("/invite admin Home of Sok Chanthou")
    asked = code_in(wang.card, "N")
    await wang.says("/invite coordinator", "Home of Sok Chanthou")
    await wang.presses_invite()
    await wang.says("/invites")
    await wang.presses("Home of Sok Chanthou", "Revoke invitation", "Take out personal data")
    assert "2. " not in wang.card
    code = await proposed(wang, "CN", "Agency")
    dara.sees("the invitations of China: take out personal data (Agency)")
    await agreed_by(service, dara, code)
    assert await places(service, "Sok Chanthou") == []
    assert "[taken out by both Parties]" in await wang.says(f"/confirm {asked}")


async def consents(service: ScenarioDriver) -> str:
    """Cambodia asks to disclose, by a letter that names somebody."""
    await service["dara"].sends(
        f"/disclose cases unodc statistics status 2026-06-30 2026-03-01 {NAME}"
    )
    return code_in(service["dara"].card, "C")


async def holds(service: ScenarioDriver) -> str:
    """Cambodia holds a request, by a letter that names somebody."""
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service["dara"].sends(f"/hold {reference} on {NAME}")
    return reference


async def appoints(service: ScenarioDriver) -> str:
    """Cambodia appoints a focal person, by a letter that names somebody."""
    await service["bopha"].sends(f"/appoint 2 2026-03-01 {NAME}")
    return "KH-2"


async def differs(service: ScenarioDriver) -> str:
    """Cambodia opens a difference about somebody."""
    await service["dara"].sends(f"/difference open {NAME}")
    return code_in(service["dara"].card, "D")


async def amends(service: ScenarioDriver) -> str:
    """Cambodia proposes an amendment, in a text that names somebody."""
    await service["dara"].sends(f"/amend 2026-03-01 {NAME}")
    return code_in(service["dara"].card, "K")


async def terminates(service: ScenarioDriver) -> str:
    """Cambodia records a notice of termination, by a letter that names somebody."""
    await service["dara"].sends(f"/terminate KH 2026-03-01 {NAME}")
    await service["dara"].says("/agreement")
    await service["dara"].presses("More…", "Take out personal data")
    return code_in(service["dara"].card, "T")


async def decides(service: ScenarioDriver) -> str:
    """A meeting decides something about somebody."""
    start = at(3, 5, 2)
    code = await agreed(service, start=start)
    await take_place(service, code, start + timedelta(hours=3))
    await service["dara"].sends(f"/decide {code} CN 2026-04-30 {NAME} {code}")
    return code


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (consents, "Letter"),
        (holds, "2. Letter"),
        (appoints, "Letter"),
        (differs, "Difference"),
        (amends, "Letter"),
        (terminates, "Letter"),
        (decides, "Decision"),
    ],
)
async def test_letters_and_titles_of_all_records_are_taken_out(
    service: ScenarioDriver,
    dara: ScenarioUser,
    zhang: ScenarioUser,
    made: Callable[[ScenarioDriver], Awaitable[str]],
    field: str,
) -> None:
    code = await made(service)
    assert await places(service, NAME)
    await agreed_by(service, zhang, await proposed(dara, code, field))
    assert await places(service, NAME) == []
    assert f"{field} · " not in await dara.says(f"/redact {code}")


async def test_the_other_party_does_not_learn_of_a_hold(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    reference = await holds(service)
    assert "2. " not in await zhang.says(f"/redact {reference}")
