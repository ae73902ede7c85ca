"""An auditor reads what the own people did, and changes nothing."""

from liaison.core.people import Role
from liaison.pages.service import end_session
from tests.scenario import ScenarioDriver, ScenarioUser, person_of
from tests.service.web.visitor import open_session
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.notes.note_steps import writes
from tests.stories.people.joining import comes_in
from tests.stories.prepared_state import reference_of

BEGINS_WITH = "one_request"


async def test_an_auditor_reads_the_record_the_scorecard_and_who_opened_which_note(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = reference_of(service)
    await writes(sokha)
    await li.says(f"/note {reference} open 1")
    await writes(li, "The second one.")
    await li.says(f"/note {reference} open 2")
    for _ in range(6):
        await sokha.says(f"/note {reference} open 1")
    await bopha.says("/invite")
    assert "Auditor" in bopha.buttons
    rith = await comes_in(service, bopha, "Rith", Role.AUDITOR)
    rith.sees("You are auditor for Cambodia.")
    commands = [line.command for line in rith.phone.commands]
    assert commands == ["menu", "help", "today", "overview", "audit"]
    assert "You have nothing to do." in await rith.says("/today")
    assert rith.buttons == ["Menu"]
    assert "“To do” or “Overview”" in await rith.says("/help")
    assert "Note 1 opened: today" in await rith.says("/audit")
    assert "Li" not in rith.card
    assert "Note written: today" in await rith.presses("Next ›")
    assert "Sent: today" in rith.card
    assert f"Sokha – {reference}" in rith.card
    await rith.says("/audit")
    await rith.presses("Note openings")
    opened = rith.sees("Note 1 opened")
    assert f"China (focal person) – {reference}" in opened
    assert "Note 2 opened" not in opened
    assert "There is nothing before this entry." in await rith.says("/audit 1")
    assert "Sent: today" in await rith.says(f"/audit {reference}")
    assert f" – {reference}" in rith.card
    code = await raises_emergency(sokha, "3.3 14:00")
    assert "Proposed: today" in await rith.says(f"/audit {code}")
    assert "Auditor" not in rith.card
    assert "Write a whole number from 1 to" in await rith.says("/audit XX")
    assert "000" not in rith.card
    assert "Joint scorecard" in await rith.says("/overview")
    assert "Overview" not in rith.buttons
    refused = [
        "/inbox",
        "/inbox all",
        "/inbox F8QX3",
        "/ack",
        "/ack F8QX3",
        f"/request {reference}",
    ]
    for typed in (*refused, f"/note {reference}", "/people", "/pin", "123/26"):
        await rith.says(typed)
        assert rith.card.startswith("Your role does not allow this: ask a colleague. ")


async def test_who_becomes_auditor_reads_no_record_of_the_party(
    service: ScenarioDriver, reference: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    assert "Received today" in li.buttons
    await service["wang"].says("/role 2 auditor ok")
    li.sees("You are now auditor in the liaison bot.")
    await zhang.sends(f"/receive {reference} today")
    zhang.sees("Receipt is recorded.", reference)
    assert not [each for each in li.visible if "Receipt" in each.text]
    await li.presses("Received today")
    assert (
        li.toasts[-1]
        == "Your role does not allow this: ask a colleague. The role of Zhang allows it."
    )


async def test_the_audit_record_names_what_was_done_and_to_whom(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    rith = await comes_in(service, bopha, "Rith", Role.AUDITOR)
    await open_session(service, "sokha")
    async with service.app.database.transaction() as tx:
        await end_session(tx, await person_of(tx, service["sokha"]), None)
    await bopha.says("/suspend 2 ok", "/restore 2 ok", "/role 3 focal_person ok")
    await rith.says("/audit")
    for line in (
        "New role: focal person: today 09:02, Bopha – Dara",
        "Access restored: today 09:02, Bopha – Sokha",
        "Access suspended: today 09:02, Bopha – Sokha",
        "Signed out of the page: today 09:02, Sokha – Sokha",
    ):
        assert line in rith.card
