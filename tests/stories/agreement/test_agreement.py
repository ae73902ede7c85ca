"""The Agreement's own clocks: amended with both approvals, ended by letter."""

from datetime import timedelta

import pytest

from liaison.agreement.repository import Differences, Terminations
from liaison.approvals.repository import Approvals
from liaison.core.text_parsing import ascii_digits
from tests.scenario import ScenarioDriver, ScenarioUser, at, code_in
from tests.stories.audible_messages import sounds, told
from tests.stories.prepared_state import skip_to
from tests.stories.sent_messages import never_notified

ENDS = "The Agreement ends on 31 May, by notice of China."
ENDED = "The Agreement ended on 31 May, by notice of China."


async def ended_by_china(service: ScenarioDriver) -> None:
    """Cambodia records that it received China's notice on 2 March: the last day is 31 May."""
    await service["dara"].says("/terminate KH 2026-03-01 18/26 MFA")
    await service["dara"].presses("Change: Party that ends it", "China", "Change: Received on")
    await service["dara"].sends("2 March")
    service["dara"].sees("The notice of termination of China is recorded.")


async def test_everyone_reads_the_clauses_the_parties_and_the_state(
    sokha: ScenarioUser, wang: ScenarioUser
) -> None:
    await sokha.says("/menu agreement")
    await sokha.presses("The Agreement")
    for line in (
        "on Strengthening Cooperation in Counter Trafficking in Persons",
        "Cambodia: Ministry of Interior of Cambodia",
        "China: Ministry of Public Security of China",
        "Article 5: the result of an identity check is due 30 days",
        "a repatriation is announced in advance",
        "Article 7: the competent authorities consult once a year",
        "Article 8: a request can be refused on these grounds",
        "sovereignty, security",
        "Article 9: information received stays confidential",
        "Article 11: differences are settled by consultation",
        "Article 12: the Agreement is amended when both Parties consent",
        "It ends 90 days after the other side received the notice",
        "Amendments: none.",
        "Differences: none open.",
    ):
        assert line in sokha.card, line
    assert sokha.buttons == ["Menu"]
    await wang.says("/agreement")
    assert wang.buttons == ["Propose an amendment", "More…", "Menu"]


async def test_an_amendment_is_named_by_one_party_and_agreed_by_the_other(
    dara: ScenarioUser, wang: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    await dara.says("/agreement")
    await dara.presses("Propose an amendment")
    assert "What is the reference of the text of 1 March?" in await dara.says("1 March")
    assert "It takes effect when China agrees." in await dara.sends("Protocol 2/2026 MFA")
    assert "Amendments: none." in dara.card
    code = code_in(dara.card, "K")
    assert f"{code}, proposed by Cambodia: Amendment of the Agreement" in dara.card

    zhang.sees("Amendment of the Agreement: Protocol 2/2026 MFA of 1 March")
    assert code in await li.says("/agreement")
    assert li.buttons == ["Menu"]
    await wang.sends(f"/approval {code} agree")
    dara.sees("Amendment of the Agreement: Protocol 2/2026 MFA")
    assert "Amendments agreed: 1" in await li.says("/agreement")
    li.sees("2/2026 MFA of 1 March; proposed by Cambodia (coordinator), agreed by Wang, today")
    await dara.says("/amend 2026-03-01 Protocol 2/2026 MFA")
    dara.sees("Both Parties have already agreed to this text")


@pytest.mark.parametrize("step", ["decline", "withdraw"])
async def test_an_amendment_that_is_not_agreed_amends_nothing(
    service: ScenarioDriver, dara: ScenarioUser, step: str
) -> None:
    assert "“a Protocol”: Write the letter number" in await dara.says("/amend 1 March a Protocol")
    await dara.sends("Protocol 2/2026 MFA")
    code = code_in(dara.card, "K")
    await service["zhang" if step == "decline" else "bopha"].sends(f"/approval {code} {step}")
    assert "Amendments: none." in await dara.says("/agreement")
    assert code not in dara.card


async def test_a_notice_of_termination_is_recorded_step_by_step(
    service: ScenarioDriver, bopha: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    await bopha.says("/agreement")
    await bopha.presses("Record a notice of termination", "China")
    bopha.sees("On which day was the letter of China received?")
    await bopha.presses("Today")
    bopha.sees("China gave notice, received on 2 March, and that the Agreement ends on 31 May.")
    await bopha.says("18/26 MFA")
    bopha.sees("China gave notice to end the Agreement, received on 2 March")
    never_notified(zhang, "has given notice to end the Agreement")
    assert "has given notice to end the Agreement." in await bopha.sends()
    assert "Letter 18/26 MFA, received on 2 March, entered by Bopha." in bopha.card
    assert "The Agreement ends on 31 May: 90 days are left." in bopha.card
    for player in (zhang, wang):
        player.sees("China has given notice to end the Agreement. It ends on 31 May.")
        assert "✓ Seen" in player.buttons
    await zhang.says("/terminate CN 2026-03-01 19/26 MFA")
    zhang.sees("is already recorded: the Agreement ends on 31 May.")
    await service["sokha"].says("/terminate CN 2026-03-01 19/26 MFA")
    service["sokha"].sees("Your role does not allow this: ask a colleague.")


async def test_both_parties_are_reminded_until_it_ends(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    await ended_by_china(service)
    await zhang.presses("✓ Seen")
    everybody = (dara, service["bopha"], zhang, service["wang"])

    def heard() -> list[int]:
        return [each.has_seen(ENDS) for each in everybody]

    # 60 days before 31 May is Wednesday 1 April: nine in Beijing, an hour later in Phnom Penh.
    await skip_to(service, at(4, 1, 0, 59))
    assert heard() == [0, 0, 0, 0]
    await service.turn_to(at(4, 1, 1, 1))
    assert heard() == [0, 0, 1, 1]
    await service.turn_to(at(4, 1, 2, 1))
    assert heard() == [1, 1, 1, 1]
    assert "The Agreement ends on 31 May: 60 days are left." in dara.card
    never_notified(li, ENDS)
    for player in (dara, zhang):
        await player.presses("✓ Seen")

    await skip_to(service, at(5, 31, 3))
    assert ": today." in await dara.says("/agreement")
    await service.turn_to(at(5, 31, 17, 1))
    assert "The Agreement ended on 31 May. China gave notice" in await dara.says("/agreement")
    assert "Propose an amendment" not in dara.buttons
    await zhang.says("/terminate withdraw 2026-05-30 25/26 MFA")
    zhang.sees("The Agreement ended on 31 May. Nothing was recorded.")
    await zhang.says("/terminate KH 2026-05-30 25/26 MFA")
    zhang.sees("The Agreement ended on 31 May. Nothing was recorded.")


async def test_an_agreement_that_has_ended_is_amended_no_more(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    await ended_by_china(service)
    await zhang.presses("✓ Seen")
    await skip_to(service, at(5, 25, 3))
    await dara.sends("/amend 2026-05-25 Protocol 2/2026 MFA")
    code = code_in(dara.card, "K")
    zhang.sees("Amendment of the Agreement: Protocol 2/2026 MFA")
    await service.turn_to(at(5, 31, 17, 1))
    await zhang.says(f"/approval {code} agree")
    await service.turn_to(at(6, 1, 3))
    assert code not in await dara.says("/agreement")
    assert "Amendments: none." in dara.card
    assert code not in await wang.says("/approvals")
    await zhang.says("/amend 2026-06-01 Protocol 3/2026 MFA")
    zhang.sees("The Agreement ended on 31 May. Nothing was recorded.")
    assert "The Agreement ended on 31 May. Nothing was recorded." in await dara.says("/amend")


async def test_each_of_the_days_before_brings_one_reminder(cambodia_alone: ScenarioDriver) -> None:
    service, dara = cambodia_alone, cambodia_alone["dara"]
    await ended_by_china(service)
    # 60, 30, 14, 7 and 1 days before, and the day. 1 May is a holiday, 17 and 24 May are Sundays:
    # those wait for the next morning of work. So near to the end nothing waits over a weekend.
    mornings = [(4, 1), (5, 4), (5, 18), (5, 25), (5, 30), (5, 31)]
    for count, (month, day) in enumerate(mornings):
        morning = at(month, day, 2)
        await service.turn_to(morning - timedelta(minutes=1))
        assert told(dara, ENDS) == count, morning
        await service.turn_to(morning + timedelta(minutes=1))
        assert told(dara, ENDS) == count + 1, morning
        await dara.says("/ack all")


async def test_after_an_outage_over_the_end_all_are_told_once_that_it_ended(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await ended_by_china(service)
    await zhang.presses("✓ Seen")
    await skip_to(service, at(5, 29, 3))
    await service.outage(timedelta(days=6))
    assert sum(f"⏳ {ENDED}" in each for each in sounds(dara)) == 1


async def test_the_party_that_gave_notice_takes_it_back(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    await ended_by_china(service)
    await dara.says("/terminate withdraw 2026-03-05 20/26 MFA")
    dara.sees("Only China can do this.")
    await service.turn_to(at(3, 6, 3))
    await zhang.says("/agreement")
    await zhang.presses("Withdraw the termination notice")
    assert "Give a date from 2 March to 6 March." in await zhang.says("1 March")
    await zhang.sends("5 March", "20/26 MFA")
    zhang.sees("The notice of termination is withdrawn. The Agreement continues.")
    dara.sees("China has withdrawn its notice of termination. The Agreement continues.")
    await sokha.says("/agreement")
    assert "by letter 20/26 MFA of 5 March. The Agreement continues." in sokha.card
    await zhang.says("/terminate withdraw 2026-03-06 21/26 MFA")
    zhang.sees("There is no notice of termination now.")
    await skip_to(service, at(4, 1, 3))
    never_notified(dara, ENDS)
    never_notified(zhang, ENDS)
    await zhang.sends("/terminate KH 2026-04-01 22/26 MFA")
    zhang.sees("The notice of termination of Cambodia is recorded.")


async def test_the_party_that_gave_notice_is_named_in_words(dara: ScenarioUser) -> None:
    for typed in ("cambodia", "ភាគីកម្ពុជា", "柬方", "KH"):
        shown = await dara.says(f"/terminate {typed}")
        assert "On which day was the letter of Cambodia received?" in shown
    shown = await dara.says("/terminate both")
    assert "This is not one of the choices: Cambodia and China." in shown
    assert "the letter of China received?" in await dara.says("ភាគីចិន")


async def test_a_complete_line_is_shown_before_it_is_recorded(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    letter = "ក្រសួងការបរទេស លេខ ១៨/២៦ ចុះថ្ងៃទី ២"
    await dara.says(f"/terminate CN 2026-03-02 {letter}")
    assert f"Letter: {ascii_digits(letter)}" in dara.sees("it ends on 31 May")
    assert f"Letter {ascii_digits(letter)}, received on 2 March" in await dara.sends()
    zhang.sees("China has given notice to end the Agreement.")
    await zhang.says("/terminate withdraw 2026-03-02 20/26 MFA")
    assert "has given notice to end the Agreement." in await dara.says("/agreement")


async def test_an_entry_made_by_mistake_is_struck_until_the_other_party_acknowledges_it(
    service: ScenarioDriver, dara: ScenarioUser, bopha: ScenarioUser, zhang: ScenarioUser
) -> None:
    await ended_by_china(service)
    await bopha.says("/agreement")
    await bopha.presses("Delete this entry, it was a mistake")
    bopha.sees("Delete the entry that China gave notice to end the Agreement")
    assert "The entry is deleted." in await bopha.sends()
    assert "no notice of termination now" not in bopha.card
    zhang.sees("China gave notice to end the Agreement was a mistake and is deleted.")
    assert "There is no entry that you can delete" in await dara.says("/terminate strike")
    await skip_to(service, at(4, 2, 3))
    never_notified(dara, ENDS)

    await dara.sends("/terminate CN 2026-04-01 18/26 MFA")
    await zhang.presses("✓ Seen")
    await dara.says("/agreement")
    assert "Delete this entry, it was a mistake" not in dara.buttons
    assert "There is no entry that you can delete" in await dara.says("/terminate strike")
    await zhang.sends("/terminate withdraw 2026-04-02 20/26 MFA")
    assert "has given notice to end the Agreement." in await zhang.sends("/terminate strike")
    dara.sees("withdrew its notice was a mistake and is deleted.")
    await skip_to(service, at(5, 4, 3))  # 60 days before it was a holiday
    dara.sees("The Agreement ends on 30 June, by notice of China.")


async def test_a_party_strikes_a_notice_that_the_other_one_entered_in_its_name(
    service: ScenarioDriver, dara: ScenarioUser, wang: ScenarioUser
) -> None:
    assert "Give a date from" in await wang.says("/terminate KH 2025-12-01 18/26 MFA")
    await wang.sends("/terminate KH 2025-12-02 18/26 MFA")
    dara.sees("Cambodia has given notice to end", "entered by China (administrator)")
    await dara.presses("✓ Seen")
    assert "There is no entry that you can delete" in await wang.says("/terminate strike")
    await service.turn(timedelta(days=3))
    assert "The entry is deleted." in await dara.sends("/terminate strike")
    wang.sees("Cambodia gave notice to end the Agreement was a mistake and is deleted.")
    await wang.says("/agreement")
    assert "Propose an amendment" in wang.buttons


async def test_alone_in_the_service_a_party_records_the_letter_that_takes_it_back(
    cambodia_alone: ScenarioDriver,
) -> None:
    dara = cambodia_alone["dara"]
    await ended_by_china(cambodia_alone)
    await dara.sends("/terminate withdraw 2026-03-02 20/26 MFA")
    dara.sees("The notice of termination is withdrawn.")
    assert "China has no one here who can." in await dara.says("/amend 2026-03-01 Protocol 2/2026")


async def test_nonsense_is_one_sentence_and_changes_nothing(service: ScenarioDriver) -> None:
    for who, line, said in (
        ("dara", "/amend someday 1/26", "cannot read this date"),
        ("dara", "/amend 2026-03-03 1/26", "Give a date from"),
        ("dara", "/amend 2026-03-01 Protocol of the second year", "Write the letter number"),
        (
            "sokha",
            "/amend 2026-03-01 1/26",
            "Your role does not allow this: ask a colleague.",
        ),
        ("dara", "/terminate XX 2026-03-01 1/26", "This is not one of the choices"),
        ("dara", "/terminate CN 2026-03-03 1/26", "Give a date from"),
        ("dara", "/terminate CN 2025-11-01 1/26", "Give a date from"),
        ("dara", "/terminate CN 2026-03-01 no number", "Write the letter number"),
        ("dara", "/terminate withdraw", "There is no notice of termination now."),
        (
            "bopha",
            "/difference open Who pays",
            "Your role does not allow this: ask a colleague.",
        ),
        ("dara", "/difference open call 012345678901", "Your message seems to contain"),
        ("dara", "/difference D26-00000", "There is nothing with this number or code."),
        ("dara", "/difference K26-7F3K9 close", "There is nothing with this number or code."),
    ):
        await service[who].says(line)
        assert said in service[who].card, line
    async with service.app.database.transaction() as tx:
        assert await tx.of(Approvals).listed() == []
        assert await tx.of(Terminations).latest() is None
        assert await tx.of(Differences).opened() == []
