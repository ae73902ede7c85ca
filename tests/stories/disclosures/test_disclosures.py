"""Disclosures to third parties (Article 9): proposed, consented to, taken back, ended."""

from datetime import timedelta

import pytest

from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, at, code_in, plain
from tests.stories.disclosures.disclosure_steps import CODE, LINE, audited, consented, has_no_file
from tests.stories.prepared_state import make
from tests.stories.sent_messages import never_notified

SHORT = LINE.replace("2026-06-30", "2026-03-05")
TERMS = (
    "all requests",
    "Recipient: United Nations Office on Drugs and Crime",
    "Purpose: statistics",
    "Scope: type, status, numbers and dates",
    "Until and including 30 June",
    "Written consent: 55/26 MPS of 1 March",
)


BEGINS_WITH = "one_request"


async def test_a_disclosure_is_proposed_step_by_step_and_consented_to(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/menu agreement")
    assert "Disclosures to third parties (Article 9): 0" in await dara.presses("Disclosures")
    assert "What do you want to disclose?" in await dara.presses("Propose a disclosure")
    assert "For what purpose?" in await dara.presses("all requests", "UNODC")
    await dara.says("statistics")
    assert "Until which day?" in await dara.presses("Status and numbers")
    assert "What is the date of the letter of consent of China?" in await dara.says("30 June")
    assert "You propose to disclose all requests to: UNODC" in await dara.says("1 March")
    assert "Until and including 30 June." in dara.card
    assert "What: all requests" in await dara.says("55/26 MPS")
    assert dara.buttons == ["Send to China", "Change", "Cancel"]
    await dara.presses("Change", "Back", "Change", "Change: Recipient", "IOM", "Change")
    assert dara.buttons[-3:] == ["Change: Date of the letter", "Change: Letter", "Back"]
    await dara.presses("Change: Date of the letter")
    await dara.says("28 February")
    card = dara.sees("Recipient: International Organization for Migration")
    assert "Date of the letter: 28 February" in card
    for field, value in ("Recipient", "UNODC"), ("Date of the letter", "1 March"):
        await dara.says(f"Change: {field}")
        await dara.says(value)
    await dara.presses("Change", "Change: What", "all requests")
    assert "Nothing may be disclosed without this consent." in await dara.sends()
    for line in TERMS:
        assert line in dara.card, line
    assert "waiting for consent" in dara.card
    code, key = code_in(dara.card, "C"), code_in(dara.card, "K")
    await dara.says(f"/export {code} unodc")
    dara.sees(f"China has not consented yet: {key} is open until")
    has_no_file(dara)
    zhang.sees("Disclosure of all requests to UNODC, until", "letter 55/26 MPS of 1 March")
    zhang.sees("scope: type, status, numbers and dates;")
    await zhang.says(f"/approval {key}")
    await zhang.presses(f"Open {code}", f"Open {key}", "Agree")
    await zhang.sends()
    dara.sees("Disclosure of all requests to UNODC")


async def test_the_letter_of_consent_is_compared_with_those_of_the_party_that_consents(
    zhang: ScenarioUser,
) -> None:
    await zhang.says(
        "/disclose cases unodc statistics status 2026-06-30 2026-03-01 公刑〔2026〕9号"
    )
    zhang.sees("This does not look like the letter numbers of Cambodia, for example")
    assert "⚠️" not in await zhang.says("46/26 MoI")
    assert zhang.card.startswith("Propose a disclosure")
    assert "Not sent. The button “Send to" in await zhang.says("同意")


@pytest.mark.parametrize("typed", ["withdraw our consent", "撤回同意", "ដកការយល់ព្រម"])
async def test_to_withdraw_a_consent_is_no_withdrawal_of_a_request(
    dara: ScenarioUser, typed: str
) -> None:
    assert "Disclosures to third parties (Article 9)" in await dara.says(typed)


@pytest.mark.parametrize("who", ["sokha", "wang"])
async def test_who_is_no_coordinator_neither_proposes_nor_consents_nor_exports(
    service: ScenarioDriver, dara: ScenarioUser, who: str
) -> None:
    await dara.sends(LINE)
    key, code = code_in(dara.card, "K"), code_in(dara.card, "C")
    for line in (LINE, "/export own", f"/export {code} unodc"):
        await service[who].says(line)
        service[who].sees("Your role does not allow this: ask a colleague.")
    if who == "sokha":
        await service[who].says("/disclosures")
        assert service[who].buttons == [f"Open {code}", "Menu"]
        await service[who].says(f"/disclosures {code} withdraw")
    else:
        await service[who].says(f"/approval {key} agree")
    service[who].sees("Your role does not allow this: ask a colleague.")
    assert "waiting for consent" in await dara.says(f"/disclosures {code}")


async def test_what_is_declined_is_never_exported(dara: ScenarioUser, zhang: ScenarioUser) -> None:
    await dara.sends(LINE)
    code = code_in(dara.card, "C")
    await zhang.sends(f"/approval {code_in(dara.card, 'K')} decline")
    await dara.says(f"/export {code} unodc")
    dara.sees("China declined, today", "Nothing may be disclosed.")
    has_no_file(dara)
    assert "30 June: declined" in await dara.says("/disclosures")


@pytest.mark.parametrize(
    ("answer", "state"),
    [("agree", "consented"), ("decline", "declined"), ("", "not answered in time")],
)
async def test_open_cards_show_what_became_of_a_proposal(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, answer: str, state: str
) -> None:
    await dara.sends(LINE)
    code, key = code_in(dara.card, "C"), code_in(dara.card, "K")
    if not answer:
        await service.turn_to(at(3, 16, 2))
    for each in (dara, zhang):
        assert f"Disclosure {code}: waiting for consent" in await each.says(f"/disclosures {code}")
    if answer:
        await zhang.sends(f"/approval {key} {answer}")
        who = {dara: "by China (coordinator), 2 March", zhang: "by Zhang, 2 March"}
    else:
        await service.turn_to(at(3, 16, 2, 5))
        who = dict.fromkeys((dara, zhang), "")
    for each, by in who.items():
        assert f"Changed {by}" in each.sees(f"Disclosure {code}: {state}")
        assert not any("waiting for consent" in plain(shown.text) for shown in each.visible[-3:])


async def test_open_cards_show_that_a_consent_has_ended(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await consented(dara, zhang, SHORT)
    await service.turn_to(at(3, 5, 15, 50))
    for each in (dara, zhang):
        assert f"Disclosure {code}: consented" in await each.says(f"/disclosures {code}")
    await service.turn_to(at(3, 5, 16, 5))
    for each in (dara, zhang):
        each.sees(f"Disclosure {code}: expired", "Nothing more may be disclosed")


async def test_a_consent_that_is_withdrawn_ends_at_once_and_both_parties_are_told(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await consented(dara, zhang)
    await dara.says(f"/disclosures {code} withdraw")
    dara.sees("Only China can do this.")
    await zhang.says(f"/disclosures {code}")
    await zhang.presses("Withdraw the consent")
    assert f"Disclosure {code}: consent withdrawn" in await zhang.sends()
    dara.sees(f"China withdrew its consent {code}. Nothing more may be disclosed under it.")
    assert "✓ Seen" in dara.buttons
    assert "China withdrew its consent, today" in await dara.says(f"/export {code} unodc")
    has_no_file(dara)
    assert "China withdrew its consent, " in await zhang.says(f"/disclosures {code} withdraw")
    assert len(await audited(service, "disclosure.withdraw")) == 1


async def test_where_a_party_has_no_coordinator_any_more_its_administrator_is_told_of_the_end(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, bopha: ScenarioUser
) -> None:
    code = await consented(dara, zhang)
    await make(service, dara, active=False)
    await zhang.sends(f"/disclosures {code} withdraw")
    bopha.sees(f"China withdrew its consent {code}.")
    assert f"Disclosure {code}: consent withdrawn" in bopha.card
    assert "Disclosures" not in bopha.buttons


async def test_a_consent_ends_with_its_last_day_where_the_providing_party_is(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await consented(dara, zhang, SHORT)
    # The day of Beijing ends at four in the afternoon in UTC.
    await service.turn_to(at(3, 5, 15, 59))
    assert "The file is being sent." in await dara.says(f"/export {code} unodc")
    ended = f"The consent of China in {code} has ended."
    never_notified(dara, ended)
    await service.turn_to(at(3, 5, 16, 0))
    await dara.says(f"/export {code} unodc")
    dara.sees("The consent ended with 5 March. Nothing more may be disclosed.")
    await service.turn_to(at(3, 6, 3))
    assert dara.has_seen(ended) == zhang.has_seen(ended) == 1
    assert len(await audited(service, "export")) == 1
    assert [each for each, _ in await audited(service, "disclosure.expire")] == [code]


async def test_what_expired_while_the_service_was_down_is_refused_and_told_once(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await consented(dara, zhang, SHORT)
    await service.outage(timedelta(days=9))
    assert "ended with 5 March. Nothing more may be disclosed." in await dara.says(
        f"/export {code} unodc"
    )
    has_no_file(dara)
    assert dara.has_seen(f"The consent of China in {code} has ended.") == 1


async def test_the_record_tells_once_that_a_consent_has_ended(service: ScenarioDriver) -> None:
    code = await consented(service["dara"], service["zhang"], SHORT)
    await service.turn_to(at(3, 6, 3))
    await service.turn_to(at(3, 7, 3))
    assert [each for each, _ in await audited(service, "disclosure.expire")] == [code]


async def test_the_last_day_is_one_of_the_providing_party_also_while_its_day_is_another(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    await service.turn_to(at(3, 2, 16, 30))  # 2 March in Phnom Penh, 3 March in Beijing
    await zhang.sends(LINE.replace("2026-06-30", "2026-03-02"))
    assert CODE.search(zhang.card)
    assert "Until and including 2 March" in zhang.card


async def test_both_parties_propose_at_once_and_each_needs_the_consent_of_the_other(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    for player in (dara, zhang):
        await player.says(LINE)
        await player.presses_send()
    await dara.driver.turn(HOLD)
    codes, keys = set[str](), {}
    for player in (dara, zhang):
        player.sees("waiting for consent")
        await player.says("/disclosures")
        codes |= set(CODE.findall(player.card))
    assert len(codes) == 2
    for code in codes:
        await dara.says(f"/disclosures {code}")
        keys[code] = code_in(dara.card, "K")
    [own] = [code for code in codes if "disclosed by Cambodia" in await _shown(dara, code)]
    assert "Cambodia already made this proposal." in await dara.says(f"/approval {keys[own]} agree")
    await zhang.sends(f"/approval {keys[own]} agree")
    await zhang.says("/disclosures")
    assert zhang.card.count("waiting for consent") == 1
    assert zhang.card.count(": consented") == 1


async def _shown(player: ScenarioUser, code: str) -> str:
    await player.says(f"/disclosures {code}")
    return player.card


async def test_the_same_proposal_twice_makes_one(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.sends(LINE)
    assert "This is already proposed and not answered yet: K26-" in await dara.says(LINE)
    assert len(set(CODE.findall(dara.card))) == 1
    code = code_in(dara.card, "C")
    await dara.says(f"/disclosures {code}")
    key = code_in(dara.card, "K")
    await zhang.sends(f"/approval {key} agree")
    assert "This was already recorded: today" in await zhang.says(f"/approval {key} agree")
    assert f"has already consented to this: {code}." in await dara.says(LINE)
    assert len(await audited(service, "disclosure.grant")) == 1


async def test_the_ledger_has_pages_with_the_newest_on_top(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    for third in ("iom", "unodc", "unicef", "interpol", "asean", "court"):
        await dara.sends(LINE.replace("unodc", third))
        await service.turn(timedelta(seconds=1))
    assert "(Article 9): 6" in await dara.says("/disclosures")
    [newest, *_] = [line for line in dara.card.splitlines() if "→" in line]
    assert "a court" in newest
    assert "International Organization for Migration" not in dara.card
    assert "International Organization for Migration" in await dara.presses("Next ›")
    assert "Page 2 of 2" in dara.card
    assert "Page 1 of 2" in await dara.presses("‹ Previous")


async def test_an_answer_that_is_none_keeps_the_question(dara: ScenarioUser) -> None:
    await dara.says("/disclose cases unodc statistics status", "yesterday", "2 March 2036")
    dara.sees("2 March")  # the first day that it can be
    await dara.sends("30 June", "3 March", "1 March", "no digit", "55/26 MPS")
    assert "waiting for consent" in dara.card
    assert "There is nothing with this number or code." in await dara.says("/disclose KH26-00000")


async def test_under_an_answer_that_is_none_the_choices_stay(dara: ScenarioUser) -> None:
    await dara.says("/disclose", "KH26-00000")
    assert dara.buttons == ["All requests", "Cancel"]


async def test_a_consent_that_would_have_ended_already_is_not_given(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.sends(LINE.replace("2026-06-30", "2026-03-03"))
    key = code_in(dara.card, "K")
    await service.turn_to(at(3, 4, 3))
    await zhang.says(f"/approval {key} agree")
    zhang.sees("The consent ended with 3 March. Nothing more may be disclosed.")
    assert "You declined" in await zhang.sends(f"/approval {key} decline")
