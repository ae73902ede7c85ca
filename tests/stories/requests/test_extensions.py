"""The extension of a request: one Party proposes it, the other agrees or declines."""

import re
from datetime import UTC, datetime

import pytest

from liaison.core.references import new_coded
from liaison.core.working_time import DAY
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, code_in, log_verification
from tests.stories.audible_messages import sounds
from tests.stories.prepared_state import received
from tests.stories.sent_messages import never_notified, told

DUE = re.compile(r"(?<=reply due )(in [0-9]+ days|tomorrow|today)")

BEGINS_WITH = "one_request"


@pytest.fixture
async def reference(service: ScenarioDriver) -> str:
    """The request, which is received and due by 1 April."""
    return await received(service)


async def proposes(player: ScenarioUser, reference: str, *, day: str = "15 April") -> str:
    """Propose an extension in one line; gives the code of the proposal."""
    await player.sends(f"/extend {reference} {day} court")
    return code_in(player.card, "K")


async def test_an_extension_is_proposed_by_one_party_and_agreed_by_the_other(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/request {reference}")
    await zhang.presses("Propose an extension")
    zhang.sees(f"What is the new due date for {reference}?")
    await zhang.presses("15 April", "Before a court")
    assert "You proposed an extension." in await zhang.sends()
    zhang.sees("by the end of 1 April", "China proposes a new due date: 1 April → 15 April")
    assert "Agree to the extension" not in zhang.buttons
    for _page in range(2):
        await zhang.presses("More…")
    assert "Withdraw proposal" in zhang.buttons

    dara.sees(f"{reference}: China proposes an extension.", "Reason: a court is dealing with it.")
    never_notified(service["sokha"], "China proposes an extension")
    for typed, agrees in (("不同意，太晚了", "同意"), ("មិនយល់ព្រម", "យល់ព្រម")):
        assert f"Decline the extension · {reference}" in await dara.says(typed)
        assert f"Agree to the extension · {reference}" in await dara.says(agrees)
    for typed in ("同意延期", "យល់ព្រមពន្យារ"):
        assert f"Agree to the extension · {reference}" in await dara.says("/cancel", typed)
    dara.sees(f"Proposal: {reference}: due 1 April → 15 April")
    await dara.presses_send()
    assert dara.card.startswith(f"Agree to the extension · {reference}\nIt goes to China today")
    await service.turn(HOLD)
    for player in (dara, zhang, li, service["sokha"]):
        player.sees("by the end of 15 April", "Extended by both Parties from 1 April to 15 April.")
    li.sees(f"{reference}: both Parties agreed to extend the due date.")
    assert "You have seen all notifications." in await dara.says("/inbox")

    await li.says(f"/explain {reference}")
    li.sees("Both Parties agreed to extend the date to 15 April.")
    li.sees("By the rule alone it is 1 April.")
    assert "Extension agreed by both Parties" in await li.says(f"/request {reference} history")


async def test_the_requesting_party_proposes_in_words_and_reminders_follow_the_new_date(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await dara.says(f"/extend {reference}", "15 April")
    await dara.presses("Information awaited")
    await dara.sends()
    assert "Reason: information" in await zhang.says(f"/approvals {code_in(dara.card, 'K')}")
    assert "Reason: information" in await zhang.presses(zhang.buttons[0])
    await zhang.sends()
    zhang.sees("Agreed: the due date is extended.", reference)
    zhang.sees(f"{reference}: the proposed extension is no longer open.", "by the end of 15 April")
    days: dict[str, str] = {}
    for _ in range(44):
        before = len(sounds(li))
        await service.turn(DAY)
        days |= {
            f"{service.sandbox.now():%d %B}": found[0]
            for each in sounds(li)[before:]
            if (found := DUE.search(each)) is not None
        }
    # Of the old date, 1 April, the fifteenth day before was 17 March.
    idle = {"09 March": "in 37 days", "16 March": "in 30 days", "23 March": "in 23 days"}
    assert days == idle | {
        "30 March": "in 16 days",  # as each week, no action was taken
        "31 March": "in 15 days",
        "07 April": "in 8 days",  # that Monday was a day off
        "08 April": "in 7 days",
        "13 April": "in 2 days",  # the third day before is a Sunday
        "14 April": "tomorrow",
        "15 April": "today",
    }


async def test_days_more_are_counted_from_the_due_date(
    reference: str, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    for player, language, typed, due in (
        (zhang, "zh", "还要延期10天", "4月11日"),
        (zhang, "zh", "再十天", "4月11日"),
        (dara, "km", "ត្រូវការ ១០ ថ្ងៃទៀត", "ថ្ងៃទី១១\u00a0ខែមេសា"),
        (dara, "en", "need 10 more days", "11 April"),
    ):
        await player.says(f"/language {language}")
        player.language = language
        assert reference in await player.says("/cancel", typed), typed
        await player.presses(player.buttons[2])
        player.sees(due)
        assert player.buttons[0] == player.send_label
    for reason, chosen in (
        ("地方仍在核查", "information is still awaited"),
        ("តុលាការកំពុងដោះស្រាយ", "a court is dealing with it"),
        ("还在核实", "the verification is not finished"),
        ("កំពុងផ្ទៀងផ្ទាត់", "the verification is not finished"),
        ("too many people, all in one letter", "many people are concerned"),
    ):
        await dara.says("/cancel", "need 10 more days", reason)
        assert chosen in dara.card, reason
    assert "Give a date from 2 April 2026" in await dara.says("/cancel", "extend by 400 days")


async def test_a_reason_is_taken_only_where_it_is_named_and_a_day_beside_it_is_the_new_date(
    reference: str, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    zhang.language, dara.language = "zh", "km"
    await zhang.says("/language zh", "申请延期15天")
    zhang.sees("4月16日")
    assert "4月16日的原因" in await zhang.says("案情复杂,办不完")
    assert f"请选择提议将{reference}延期至4月20日的原因" in await zhang.says("延到4月20日,办不完")
    assert "法院正在审理" in await zhang.says("法院4月10日开庭")
    zhang.sees("4月20日")
    await zhang.says("/cancel", "申请延期15天", "延至4月21日，等待地方资料")
    assert "4月21日" in zhang.sees("尚待补充信息")
    await zhang.says("/cancel", "申请延期15天")
    assert "4月16日的原因" in await zhang.says("延到3月20日,法院")
    await dara.says("/language km", "ត្រូវការ ១០ ថ្ងៃទៀត", "ដល់ថ្ងៃទី២០ មេសា កំពុងពិនិត្យ")
    assert dara.buttons[0] != dara.send_label
    assert "ថ្ងៃទី២០\u00a0ខែមេសា" in dara.card


async def test_what_was_owed_by_the_old_date_is_not_called_for_any_longer(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await service.turn(25 * DAY)
    assert "reply due in 5 days (1 April)" in await li.says("/today")
    code = await proposes(dara, reference)
    await zhang.sends(f"/extend {reference} agree {code}")
    assert "reply due in 19 days (15 April)" in await li.says("/today")


@pytest.mark.parametrize("label", ["Decline the extension", "Decline"], ids=["notice", "code"])
async def test_a_declined_extension_leaves_the_date_as_it_was(
    reference: str, dara: ScenarioUser, zhang: ScenarioUser, label: str
) -> None:
    await dara.says(f"/approvals {await proposes(zhang, reference)}")
    await dara.presses(label)
    await dara.sends()
    dara.sees("You declined the extension. The date does not change.")
    assert "You have seen all notifications." in await dara.says("/inbox")
    zhang.sees(f"{reference}: Cambodia declined the extension. The date does not change.")
    await zhang.says(f"/request {reference} history")
    zhang.sees("Extension declined: today 10:08, Cambodia (coordinator) – ", "Extension proposed")
    zhang.sees("Reply due by the end of 1 April")
    assert "K26-" not in await zhang.says(f"/request {reference}")
    await zhang.presses("More…")
    assert "Propose an extension" in zhang.buttons
    assert "Notifications that you have not seen yet: 1" in await zhang.says("/inbox")
    await proposes(zhang, reference)
    assert "You have seen all notifications." in await zhang.says("/inbox")


async def test_an_extension_that_no_one_answers_expires_and_both_are_told(
    service: ScenarioDriver, reference: str, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(zhang, reference)
    await service.turn(13 * DAY)
    never_notified(zhang, "was not answered in time")
    await service.turn(2 * DAY)
    for player in (dara, zhang):
        player.sees(f"{reference}: the proposed extension was not answered in time.")
    assert "proposes to extend" not in await dara.says("/inbox")
    assert f"{code} is no longer open." in await dara.says(f"/extend {reference} agree {code}")
    dara.sees("Reply due by the end of 1 April")
    assert await proposes(dara, reference) != code


async def test_a_deferred_extension_is_named_again_three_days_before_it_expires(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(zhang, await received(service))
    await dara.says(f"/defer {code} 16 March")
    for day, times in ((12, 0), (13, 1)):
        await service.turn_to(datetime(2026, 3, day, 3, 0, tzinfo=UTC))
        since = service.sandbox.now() - DAY / 2
        assert len(told(dara, f"{code} · joint approval", since=since)) == times


async def test_an_extension_is_to_be_decided_by_the_due_date_of_its_request(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await service.turn_to(datetime(2026, 4, 1, 0, 30, tzinfo=UTC))
    code = await proposes(zhang, reference)
    for day, due in ((1, "due today"), (2, "overdue by one day")):
        await service.turn_to(datetime(2026, 4, day, 2, 1, tzinfo=UTC))
        dara.sees("Due dates: 1", f"{code} · joint approval", f"07:32 · {due} (1 April)")
        dara.sees(f"reply of China {due} (1 April)")
        assert dara.buttons[0] == f"Open {code}"
    await zhang.sends(f"/extend {reference} withdraw {code}")
    await service.turn_to(datetime(2026, 4, 3, 2, 1, tzinfo=UTC))
    dara.sees("reply of China overdue by 2 days")
    assert code not in dara.card


async def test_a_withdrawn_extension_can_be_agreed_to_no_longer(
    service: ScenarioDriver, reference: str, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    old = await proposes(zhang, reference)
    dara.sees("China proposes an extension")
    await dara.presses("Agree to the extension")
    await dara.sends()
    await zhang.presses_shown(f"extend {reference} withdraw {old}")
    zhang.sees("is no longer open", "Reply due by the end of 15 April")

    await zhang.sends(f"/extend {reference} 2026-04-20 holidays")
    await zhang.presses("Withdraw proposal")
    await zhang.sends()
    zhang.sees("You withdrew the proposed extension. The date does not change.")
    dara.sees(f"{reference}: China withdrew its proposed extension.", "by the end of 15 April")


async def test_of_two_that_propose_at_once_the_second_is_told_of_the_first(
    service: ScenarioDriver, reference: str, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.says(f"/extend {reference} 2026-04-15 court")
    await dara.says(f"/extend {reference} 2026-04-20 holidays")
    for each in (zhang, dara):
        await each.presses_send()
    await service.turn(HOLD)
    first, second = (zhang, dara) if "You proposed" in zhang.card else (dara, zhang)
    assert code_in(first.card, "K") in second.sees("Not sent: Propose an extension")
    await second.presses("Agree to the extension")
    await second.sends()
    until = "15 April" if first is zhang else "20 April"
    for player in (first, second):
        player.sees(f"Reply due by the end of {until}")


async def test_a_press_on_an_old_proposal_never_agrees_to_a_newer_one(
    reference: str, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    old = await proposes(zhang, reference)
    await zhang.sends(f"/extend {reference} withdraw {old}")
    new = await proposes(zhang, reference, day="2026-12-24")
    await dara.says(f"/extend {reference} agree {old}")
    dara.sees(f"{old} is no longer open. Nothing was changed", "1 April → 24 December")
    await dara.sends(f"/extend {reference} decline {new}")
    dara.sees("the proposed extension is no longer open.", "by the end of 1 April")
    await dara.says(f"/extend {reference} decline {new}")
    dara.sees("This was already recorded: ")


async def test_an_extension_is_not_proposed_from_an_old_card(
    service: ScenarioDriver, reference: str, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    await zhang.says(f"/request {reference}")
    await li.says(f"/assign {reference} me")
    await zhang.presses_shown(f"extend {reference} @2")
    zhang.sees("This has changed since you opened it.")


async def test_an_answer_ends_the_proposal_with_the_request(
    service: ScenarioDriver, reference: str, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(zhang, reference)
    await service["li"].sends(f"/answer {reference} confirmed -")
    await zhang.says(f"/request {reference} history")
    zhang.sees("Proposed extension no longer needed: today 10:08, the bot")
    assert f"{code} is no longer open." in await dara.says(f"/extend {reference} agree {code}")
    await service.turn(15 * DAY)
    never_notified(dara, "was not answered in time")


async def test_nonsense_is_refused_and_nothing_is_proposed(
    reference: str, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    for typed, answer in (
        ("2026-04-01 court", "Give a date from 2 April 2026 to 2 April 2027."),
        ("2027-04-03 court", "Give a date from 2 April 2026 to 2 April 2027."),
        ("2026-03-01", "Give a date from 2 April 2026 to 2 April 2027."),
        ("soon", "The bot cannot read this date."),
        ("2026-02-30 court", "The bot cannot read this date."),
        ("2026-04-15 whim", "This is not one of the choices."),
        ("agree", "There is nothing with this number or code."),
        ("agree K26-00000", "There is nothing with this number or code."),
        ("agree nonsense", "There is nothing with this number or code."),
    ):
        await zhang.says(f"/extend {reference} {typed}")
        assert answer in zhang.card, typed
    await zhang.says(f"/request {reference}")
    await zhang.presses("More…")
    assert "Propose an extension" in zhang.buttons
    never_notified(dara, "proposes to extend")


async def test_a_text_that_is_no_reason_is_refused_and_the_date_is_kept(
    reference: str, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    await zhang.says(f"/extend {reference}", "15 April")
    for words in ("whim", "no idea at all"):
        assert "This is not one of the choices." in await zhang.says(words)
        assert "Before a court" in zhang.buttons
    await zhang.sends("court")
    dara.sees("China proposes an extension.")


async def test_who_would_extend_sees_at_once_what_is_proposed_already(
    reference: str, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    code = await proposes(zhang, reference)
    for player in (zhang, dara):
        await player.says(f"/extend {reference}")
        assert f"This is already proposed and not answered yet: {code}." in player.card
        assert "China proposes a new due date" in player.card
    assert "Agree to the extension" in dara.buttons


async def test_each_party_turns_only_its_own_key_and_only_coordinators_do(
    reference: str, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    for typed in (f"/extend {reference} 2026-04-15 court", "同意延期", "យល់ព្រមពន្យារ"):
        assert "ask a colleague. The role of Zhang allows it." in await li.says(typed), typed
    code = await proposes(zhang, reference)
    assert "China already made this" in await zhang.says(f"/extend {reference} agree {code}")
    assert f"proposed {code}, so only" in await dara.says(f"/extend {reference} withdraw {code}")
    dara.sees("Reply due by the end of 1 April")


async def test_a_proposal_of_another_request_is_unknown_here(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    first = await received(service)
    code = await proposes(zhang, first)
    second = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await zhang.sends(f"/receive {second} today")
    await dara.says(f"/extend {second} agree {code}")
    dara.sees("There is nothing with this number or code.", "Reply due by the end of 1 April")


async def test_a_code_that_no_proposal_has_is_unknown(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(zhang, await received(service))
    unknown = new_coded("K", 2026, bytes)
    for line in (f"/approval {unknown} agree", f"/approval {unknown}", f"/approval {code}X agree"):
        assert "There is nothing with this number or code." in await dara.says(line)
    never_notified(zhang, "both Parties agreed")


async def test_a_party_that_is_alone_cannot_extend(cambodia_alone: ScenarioDriver) -> None:
    dara = cambodia_alone["dara"]
    reference = await log_verification(
        cambodia_alone, "sokha", persons=1, children=0, letter="123/26 MoI"
    )
    await dara.sends(f"/receive {reference} 2026-03-02 17/26 MPS")
    await dara.says(f"/extend {reference} 2026-04-15 court")
    dara.sees("Both Parties must agree, but China has no one here who can.")


async def test_a_request_without_a_treaty_clock_is_explained_with_both_dates(
    dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    await sokha.sends("/new", "information", "routine", "1", "0", "9/26", "-", "-", "2026-03-20")
    reference = code_in(sokha.card, "KH")
    await zhang.sends(f"/receive {reference} today")
    code = await proposes(zhang, reference)
    await dara.sends(f"/extend {reference} agree {code}")
    await sokha.says(f"/explain {reference}")
    sokha.sees("The requesting Party needs the reply by 20 March.")
    sokha.sees("Extended by both Parties from 20 March to 15 April.")


async def test_an_extension_to_a_date_that_has_passed_is_agreed_to_no_more(
    service: ScenarioDriver, reference: str, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn(29 * DAY)
    code = await proposes(zhang, reference, day="3 April")
    await service.turn(4 * DAY)
    await dara.says(f"/extend {reference} agree {code}")
    dara.sees("3 April has passed", "Reply was due by 1 April")
    assert "Extended by both Parties" not in dara.card
