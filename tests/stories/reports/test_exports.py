"""Files that leave the service: what is in them, for whom, and in whose language (Article 9)."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import text as sql

from liaison.core.channels import Address
from tests.scenario import ScenarioDriver, ScenarioUser, log_verification, plain
from tests.stories.disclosures.disclosure_steps import (
    LINE,
    audited,
    consented,
    exported,
    has_no_file,
)
from tests.stories.prepared_state import reference_of

MORE = (
    "numbers of people, dates, urgency, channels, letter numbers, and from closed lists: "
    "missing information, results, grounds of refusal and reasons for withdrawal."
)


BEGINS_WITH = "one_request"


async def test_an_export_under_a_consent_names_it_the_recipient_and_its_end(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference, code = reference_of(service), await consented(dara, zhang)
    assert "the prior written consent of China (Article 9)." in await dara.says("/export")
    await dara.presses(f"Under {code}")
    dara.sees("The file is being sent. Requests in it: 1.")
    rows = exported(dara)
    said = [row[0] for row in rows[:7]]
    assert said[0] == "Export of requests: 1"
    assert "For: United Nations Office on Drugs and Crime. Purpose: statistics." in said
    assert (
        f"Consent {code} of China for all requests: letter 55/26 MPS of 1 March 2026, until"
        " and including 30 June 2026." in said
    )
    assert "Confidential (Article 9): no other use, and no other recipient." in said
    assert any(line and line.startswith("May contain: references,") for line in said)
    assert any(line and line.endswith("by: coordinator, Cambodia.") for line in said)
    head, request = rows[-2], rows[-1]
    assert head[:3] == ["Reference", "Type", "Status"]
    assert head[-1] == "In this status since"
    # Excel counts days: 46083 is 2 March. Nothing was received yet.
    assert request == [
        reference,
        "verification of nationality and identity",
        "waiting for receipt",
        "Cambodia",
        "China",
        "3",
        "1",
        "46083",
        "46083",
    ]
    assert dara.sees("May contain: references")  # under the file as well
    [(subject, facts)] = await audited(service, "export")
    assert subject == code
    assert '"third_party":"unodc"' in facts.replace(" ", "")
    assert '"count":1' in facts.replace(" ", "")
    assert '"item":"cases"' in facts.replace(" ", "")
    assert '"year":null' in facts.replace(" ", "")
    assert await audited(service, "export.withheld") == []


async def test_the_own_authority_needs_no_consent_and_gets_all_of_class_1(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await dara.says("/export")
    dara.sees("There is no consent now under which anything may be disclosed.")
    await dara.presses("For your own competent authority")
    rows = exported(dara)
    assert ["For Ministry of Interior of Cambodia only."] in rows
    assert "Letter of the request" in rows[-2]
    assert "123/26 MoI" in rows[-1]
    await dara.says("/export own 2025")
    dara.sees("There are no requests to export. No file was made.")
    assert "Requests in it: 1." in await dara.says("/export own 2026")
    assert [subject for subject, _ in await audited(service, "export")] == ["own-KH", "own-KH"]


async def test_an_export_is_for_the_third_party_the_request_and_the_scope_of_the_consent(
    service: ScenarioDriver, reference: str, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    line = f"/disclose {reference} iom protection status 2026-06-30 2026-03-01 55/26 MPS"
    code = await consented(dara, zhang, line)
    for wanted, said in {
        f"/export {code} unodc": f"covers request {reference} for IOM: ",
        f"/export {code} iom record": "type, status, numbers and dates. Nothing was exported.",
        f"/export {code} iom cases": f"covers request {reference} for IOM: type,",
        f"/export {code} nobody": "This is not one of the choices.",
        "/export C26-00000 iom": "There is nothing with this number or code.",
    }.items():
        assert said in await dara.says(wanted)
    await zhang.says(f"/export {code} iom")
    zhang.sees(f"The consent {code} was given to Cambodia, not to China. Nothing was exported.")
    has_no_file(dara)
    has_no_file(zhang)
    assert await audited(service, "export") == []
    await dara.says(f"/export {code}")
    await dara.presses("IOM")
    assert exported(dara)[-1][0] == reference


async def test_a_consent_for_one_request_lets_no_other_request_out(
    service: ScenarioDriver, reference: str, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    other = await log_verification(service, "sokha", persons=1, children=0, letter="124/26 MoI")
    line = f"/disclose {reference} iom protection record 2026-06-30 2026-03-01 55/26 MPS"
    code = await consented(dara, zhang, line)
    await dara.says(f"/export {code} iom")
    rows = exported(dara)
    assert [row[0] for row in rows[-2:]] == ["Reference", reference]
    assert other not in str(rows)
    assert "124/26 MoI" not in str(rows)
    await dara.says(f"/export {code} iom {other}")
    dara.sees(f"covers request {reference} for")


@pytest.mark.parametrize(
    ("scope", "more"), [("status", "numbers of people, dates."), ("record", MORE)]
)
async def test_each_file_tells_what_may_be_in_it_and_what_never_is_and_the_record_the_scope(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, scope: str, more: str
) -> None:
    code = await consented(dara, zhang, LINE.replace(" status ", f" {scope} "))
    await dara.says(f"/export {code} unodc")
    said = {row[0] for row in exported(dara)}
    assert f"May contain: references, types of request, status, Parties, {more}" in said
    assert "Does not contain names, documents, addresses, photos, health data or notes." in said
    for action in ("disclosure.propose", "export"):
        [(_, facts)] = await audited(service, action)
        told = json.loads(facts)
        assert (told["third_party"], told["scope"], told["item"]) == ("unodc", scope, "cases")


async def test_a_file_that_waits_is_not_sent_once_the_consent_is_withdrawn(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await consented(dara, zhang)
    async with service.app.database.transaction() as tx:
        await tx.outbox.pause_chat(Address(dara.phone.user_id), tx.now + timedelta(hours=1))
    dara.phone.say(f"/export {code} unodc")
    await service.settle()
    await zhang.sends(f"/disclosures {code} withdraw")
    await service.turn(timedelta(hours=2))
    dara.sees("The file is being sent.")
    has_no_file(dara)


@pytest.mark.parametrize(
    ("language", "reference", "status", "authority"),
    [("km", "លេខយោង", "ស្ថានភាព", "ក្រសួងមហាផ្ទៃ"), ("zh", "编号", "状态", "内政部")],
)
async def test_the_file_and_the_ledger_speak_the_language_of_their_reader(
    service: ScenarioDriver,
    dara: ScenarioUser,
    zhang: ScenarioUser,
    language: str,
    reference: str,
    status: str,
    authority: str,
) -> None:
    await dara.says(f"/language {language}")
    dara.language = language
    code = await consented(dara, zhang)
    await dara.says(f"/disclosures {code}")
    dara.sees_key("disclosure-state", state="granted")
    await dara.chooses("button-export")
    rows = exported(dara)
    assert rows[-2][0] == reference
    assert rows[-2][2] == status
    assert rows[-1][2] == dara.words("state", state="sent")
    await dara.says("/export own")
    said = [row[0] or "" for row in exported(dara)[:6]]
    assert any(authority in line for line in said)
    caption = [plain(each.text) for each in dara.visible if each.document is not None][-1]
    assert all(line in caption for line in said)  # none was cut off


async def test_a_reference_that_begins_like_a_formula_stays_a_text(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    was = await letter(service, "=1+1")
    await dara.says("/export own")
    assert "=1+1" in exported(dara)[-1]
    await letter(service, was)  # or the record would rightly call it changed


async def letter(service: ScenarioDriver, reference: str) -> str:
    """Let the request have that letter; gives the one that it had."""
    async with service.app.database.transaction() as tx:
        found = await tx._sql.run(sql("SELECT letter_reference FROM requests"))
        was = str(found.scalar_one())
        its = {"reference": reference}
        await tx._sql.run(sql("UPDATE requests SET letter_reference = :reference"), its)
    return was


async def test_a_file_may_have_less_than_the_consent_covers(
    service: ScenarioDriver, reference: str, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    other = await log_verification(service, "sokha", persons=1, children=0, letter="124/26 MoI")
    code = await consented(dara, zhang, LINE.replace(" status ", " record "))
    assert "Requests in it: 1." in await dara.says(f"/export {code} unodc {reference}")
    assert other not in str(exported(dara))
    assert "123/26 MoI" in str(exported(dara))
    assert "Requests in it: 2." in await dara.says(f"/export {code} unodc status")
    rows = exported(dara)
    assert {row[0] for row in rows[-2:]} == {reference, other}
    assert "Letter of the request" not in str(rows)
    assert "123/26 MoI" not in str(rows)
    told = [json.loads(facts) for _, facts in await audited(service, "export")]
    assert [(each["scope"], each["item"], each["count"]) for each in told] == [
        ("record", reference, 1),
        ("status", "cases", 2),
    ]
