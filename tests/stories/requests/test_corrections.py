"""What was wrong is corrected, and what is insufficient is returned, both in the open."""

from dataclasses import replace

import pytest

from liaison.core.cards import text
from liaison.core.text_parsing import ascii_digits
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, log_verification
from tests.stories.audible_messages import sounds, told
from tests.stories.prepared_state import received, reference_of
from tests.stories.sent_messages import never_notified

BEGINS_WITH = "one_request"
ANSWERED_WRONGLY = ("答错了", "ឆ្លើយខុស", "I answered wrongly")


@pytest.fixture
async def reference(service: ScenarioDriver, li: ScenarioUser) -> str:
    """The request, received on 2 March and answered."""
    await received(service)
    await li.sends(f"/answer {reference_of(service)} partly 2 18/26")
    return reference_of(service)


async def test_a_correction_in_words_begins_or_while_it_can_be_taken_back_offers_that(
    reference: str, li: ScenarioUser
) -> None:
    assert "Result: partly confirmed (1 of 3)" in await li.says("写错了，是1人确认2人未确认")
    assert f"Correction · {reference}" in await li.says("61/26")
    await li.presses_send()
    for typed in ("写错了，是2人确认1人未确认", "不是1人，是2人", "ខុសហើយ ២ នាក់បញ្ជាក់"):
        assert "Until then you can take it back." in await li.says(typed)
        assert li.buttons == ["Take back"]


@pytest.mark.parametrize(
    "typed",
    [
        "两人确认，一人未确认",
        "two confirmed, one not confirmed",
        "two people confirmed",
        "ពីរនាក់បញ្ជាក់ ម្នាក់មិនបញ្ជាក់",
        "只确认2个",
        "确认2",
        "确认 2",
        "除一人外都确认",
        "三人中只有两人确认",
        "បញ្ជាក់បាន២",
        "បានបញ្ជាក់តែ ២ ប៉ុណ្ណោះ",
        "only 2 confirmed",
        "3人中2人确认",
        "ក្នុង ៣ នាក់ បញ្ជាក់ ២ នាក់",
        "2 of 3 confirmed",
    ],
)
async def test_some_confirmed_and_others_not_is_a_partial_result(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    await received(service)
    await li.says(f"/answer {reference_of(service)}", typed)
    if typed == "two confirmed, one not confirmed":  # two of what is asked
        await li.says("2")
    await li.says("18/26")
    li.sees("Result: partly confirmed (2 of 3)")
    assert li.buttons[0] == li.send_label


async def test_what_is_not_sure_is_no_full_result_and_a_correction_is_no_letter_number(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await received(service)
    answer = f"/answer {reference_of(service)}"
    for typed, shown in (
        ("确认不了", "Result: not confirmed (0 of 3)"),
        ("cannot confirm", "Result: not confirmed (0 of 3)"),
        ("បញ្ជាក់មិនបាន", "Result: not confirmed (0 of 3)"),
        ("只有一人不能确认", "How many of the 3 people are confirmed?"),
        ("部分确认", "How many of the 3 people are confirmed?"),
        ("不确定能确认", "What is the result for the 3 people?"),
        ("not all confirmed", "What is the result for the 3 people?"),
        ("2 weren't confirmed", "What is the result for the 3 people?"),
        ("三个都确认", "confirmed (3 of 3)"),
        ("មិនមែនជាជនកម្ពុជាទេ ទាំង ៣ នាក់", "not confirmed (0 of 3)"),
    ):
        assert shown in await li.says(answer, typed)
    for lines in (
        ("បញ្ជាក់បាន ១ នាក់ មិនបានបញ្ជាក់ ២ នាក់",),
        ("确认1人，未确认2人",),
        ("1 confirmed, 2 not confirmed",),
        ("部分确认", "2人未确认"),
        ("partly", "2 could not be confirmed"),
        ("បញ្ជាក់បានមួយផ្នែក", "មិនបានបញ្ជាក់ ២ នាក់"),
    ):
        shown = await li.says("/cancel", answer, *lines)
        assert "Result: partly confirmed (1 of 3)." in shown, lines
        assert "This part is not done." not in shown, lines
    for typed in (
        "第1号已确认，2号未能确认",
        "1: confirmed, 2: not confirmed",
        "លេខ ១ បញ្ជាក់បាន លេខ ២ មិនបាន",
    ):
        shown = await li.says("/cancel", answer, "部分确认", typed)
        assert "Result: 1: confirmed, 2: not confirmed and 3: unanswered." in shown
    await li.says("/cancel", answer, "三个都确认")
    for typed in ("结果应为3人", "12号改成13号", "លេខត្រូវជា ១៨/២៦", "17/26 instead of 18/26"):
        assert f"“{ascii_digits(typed)}”: Write the letter number alone" in await li.says(typed)
        li.sees("By which letter does the reply go?")
    assert "confirmed (3 of 3)\nLetter: 公刑〔2026〕18号" in await li.says("公刑〔2026〕18号")
    for typed, result in (
        ("confirmed 3 letter 1/26 2026-03-02", "confirmed (3 of 3)"),
        ("confirmed 2 letter 1/26", "partly confirmed (2 of 3)"),
        ("部分 2 1/26", "partly confirmed (2 of 3)"),
        ("部分确认 2人 公函 1/26", "partly confirmed (2 of 3)"),
        ("confirmed 2 people 1/26", "partly confirmed (2 of 3)"),
        ("បញ្ជាក់បានមួយផ្នែក ២នាក់ លិខិត ១/២៦", "partly confirmed (2 of 3)"),
        ("confirmed 3 1/26 2026-03-02", "confirmed (3 of 3)"),
        ("not_confirmed 公函 1/26", "not confirmed (0 of 3)"),
    ):
        assert (await li.says(f"{answer} {typed}")).endswith(f"{result}\nLetter: 1/26"), typed


async def test_an_answer_is_corrected_and_both_versions_stay_in_the_history(
    service: ScenarioDriver,
    reference: str,
    sokha: ScenarioUser,
    li: ScenarioUser,
    zhang: ScenarioUser,
) -> None:
    await li.presses("Correct the reply")
    assert f"Correction · {reference}. Sent before: partly confirmed (2 of 3)." in li.card
    await li.presses("partly confirmed", "1")
    for typed in ("not confirmed", "not confirmed"):  # also the beginning of another command
        assert f"“{typed}”: Write the letter number" in await li.says(typed)
    assert f"Correction · {reference}" in await li.says("19/26")
    changed = "partly confirmed (2 of 3) → partly confirmed (1 of 3)"
    assert f"Result: {changed}\nLetter: 18/26 → 19/26" in li.card
    await li.sends()
    assert li.sees(f"{changed}.").startswith("The correction is sent")
    assert sokha.sees(f"{changed} and Letter: 18/26 → 19/26.").startswith("✏️ ")
    sokha.sees("Result: partly confirmed (1 of 3). Letter 19/26.")
    await sokha.presses("Details")
    assert sokha.buttons[0] == "Close request"
    assert "Return as insufficient" in sokha.buttons
    await sokha.says(f"/request {reference} history")
    assert "– partly confirmed (2 of 3) and letter 18/26" in sokha.card
    assert "– partly confirmed (1 of 3) and letter 19/26" in sokha.card
    await li.says(f"/correct {reference} partly 1 19/26")
    li.sees(
        f"{reference} already has this reply or refusal. Give another result, ground or letter."
    )
    assert "What is the result for the 3 people?" in li.card
    await li.says(f"/correct {reference} partly 1 20/26")
    assert "Result: partly confirmed (1 of 3)\nLetter: 19/26 → 20/26" in li.card
    for typed in ("更正答复，公函20/26", "កែចម្លើយ លេខលិខិត ២០/២៦", "correct reply, letter 20/26"):
        await li.says("/cancel", typed)
        assert "Result: partly confirmed (1 of 3)\nLetter: 19/26 → 20/26" in li.card, typed
    await li.sends()
    sokha.sees("China has corrected the reply: Letter: 19/26 → 20/26.")
    heard = [each for each in sounds(sokha) if "China has corrected the reply" in each]
    assert len(heard) == 2
    assert sum("China has corrected" in each.text for each in sokha.visible) == 1
    assert told(zhang, "China has corrected the reply") == 2
    assert not any("China has corrected the reply" in each for each in sounds(zhang))
    await zhang.sends(f"/correct {reference} partly 1 21/26")
    assert told(li, "China has corrected the reply: Letter: 20/26 → 21/26.") == 1
    service.parts = {**service.parts, "chen": replace(service.parts["li"], name="Chen")}
    await service.gather("chen", subtitled=True)
    await zhang.sends(f"/correct {reference} partly 1 22/26")
    assert told(li, "China has corrected the reply: Letter: 21/26 → 22/26.") == 1
    never_notified(service["chen"], "has corrected")


async def test_a_closed_request_is_not_corrected_and_its_reply_not_returned(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    assert "Result: partly confirmed (2 of 3)" in await sokha.says(f"/close {reference}")
    await sokha.sends()
    await li.says(f"/request {reference}")
    assert "Correct the reply" not in li.buttons
    await li.says(f"/correct {reference} partly 1 19/26")
    closed = f"{reference} is closed, so nothing of it can be corrected or returned."
    assert "Send an official letter, or a new request." in li.sees(closed)
    assert "Please check." not in li.card
    assert "after that, send an official letter or a new request" in await li.says("答复有误")
    for typed in ANSWERED_WRONGLY:
        told = await li.says(typed)
        assert "if nothing can be corrected there any more, send an official letter." in told, typed
    assert closed in await sokha.says(f"/return {reference} 1")
    never_notified(sokha, "has corrected")


async def test_of_a_letter_typed_with_what_is_missing_it_is_said_that_none_is_recorded(
    reference: str, sokha: ScenarioUser
) -> None:
    left = "“77/26”: No letter number is recorded at this step."
    await sokha.says(f"/return {reference} portrait letter 77/26")
    sokha.sees(left, "Missing information: photographs")
    await sokha.presses("Cancel")
    await sokha.says(f"return {reference}, photographs missing, letter 77/26")
    sokha.sees(left)
    assert "“photographs missing”" not in sokha.card
    assert "✅ Photographs" in sokha.buttons


async def test_a_refusal_is_corrected_when_a_coordinator_has_approved_it(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    """Zhang reads Chinese, Sokha reads Khmer."""
    refused = reference_of(service)
    await zhang.sends(f"/refuse {refused} security 18/26")
    await li.says(f"/request {refused}")
    await li.presses("Correct the refusal")
    assert f"Correction · {refused}. Sent before: security." in li.card
    await li.presses("principles of law", "Continue")
    await li.says("19/26")
    change = "security → principles of law"
    assert f"Grounds: {change}" in li.card
    await li.presses("Send for approval")
    assert f"Grounds: {change}" in zhang.sees(f"Correction · {refused}.")
    await zhang.presses("Approve and send")
    never_notified(sokha, "corrected")
    await service.turn(HOLD)
    change = f"{change} and Letter: 18/26 → 19/26"
    card = sokha.sees(f"{refused}: China has corrected the refusal: {change}.")
    assert "Grounds of refusal: principles of law. The reason is in letter 19/26." in card
    assert "– security and letter 18/26" in await sokha.says(f"/request {refused} history")
    assert "– principles of law and letter 19/26" in sokha.card
    for typed in ("退回", "បង្វិលវិញ", f"/return {refused}"):
        await sokha.says(typed)
        assert "A refusal cannot be returned." in sokha.card
        assert sokha.buttons[1] == "Ask again"
    for typed in (f"{refused} កែតម្រូវ លេខលិខិត ៩០/២៦", f"{refused} 更正 公函90/26"):
        await li.says("/cancel", typed)
        assert "Grounds: principles of law\nLetter: 19/26 → 90/26" in li.card, typed
    await zhang.says(f"/correct {refused} legal_principles 19/26")
    zhang.sees(f"{refused} already has this reply or refusal.")


async def test_an_insufficient_answer_is_returned_and_due_on_the_same_day(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says("刚才答复错了，两个都是")
    assert reference in li.sees("What is the result for the 3 people?")
    await sokha.says("the reply was wrong", "photographs, copies of documents", "fingers")
    assert "is not one of the choices" in sokha.card
    await sokha.presses("Continue")
    await sokha.sends()
    card = li.sees(f"{reference}: the reply was returned as insufficient.")
    assert "Reply due by the end of 1 April" in card
    assert "Missing: copies of documents and photographs." in card
    assert "(focal person) – copies of documents and photographs" in await li.presses("Details")
    await li.says(f"/request {reference} history")
    assert "Li – partly confirmed (2 of 3) and letter 18/26" in li.card
    assert "Cambodia (focal person) – copies of documents and photographs" in li.card
    assert "reply due in 30 days" in await li.says("/today")


async def test_a_wrong_day_of_receipt_is_corrected_by_both_parties(
    service: ScenarioDriver, zhang: ScenarioUser, dara: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/correct {reference}")
    li.sees("If the day of receipt is wrong, write “wrong receipt date”:")
    for typed in ("wrong receipt date", "收悉日期有误", "ថ្ងៃទទួលខុស"):
        await li.says(typed)
        li.sees("Your role does not allow this: ask a colleague. The role of Zhang allows it.")
        li.sees("A coordinator proposes an extension, also if the day of receipt is wrong.")
    await zhang.says(f"/extend {reference} 3 April")
    await zhang.presses("Wrong day of receipt")
    await zhang.sends()
    dara.sees("Reason: the day of receipt was recorded wrongly.")
    await dara.presses("Agree to the extension")
    await dara.sends()
    li.sees("Reply due by the end of 3 April")


@pytest.mark.parametrize("typed", ANSWERED_WRONGLY)
async def test_a_wrong_reply_is_taken_back_and_later_corrected(
    service: ScenarioDriver, li: ScenarioUser, typed: str
) -> None:
    reference = await received(service)
    await li.says(f"/answer {reference} confirmed -")
    await li.presses_send()
    assert "confirmed (3 of 3)\nLetter: not stated" in await li.says(typed)
    await li.sends()
    await li.says(typed)
    assert "Correct the reply" in li.buttons


async def test_what_the_requesting_party_sent_is_corrected_and_both_versions_stay(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await sokha.says(f"/request {reference}")
    await sokha.presses("More…", "Correct a value", "People")
    assert "“0”: The numbers do not add up: the request concerns 3 people." in await sokha.says("0")
    assert "People: 3 → 2" in await sokha.says("2")
    never_notified(li, "corrected")
    await sokha.sends()
    sokha.sees("The correction is sent: 3 → 2.")
    for each in (li, dara):
        each.sees(f"{reference}: Cambodia has corrected what it sent: People: 3 → 2.")
    assert li.buttons[0] == "✓ Seen"
    assert "2 people" in li.card
    await sokha.says(f"/correct {reference} persons 2")
    sokha.sees("It is already set like this. Nothing was changed.")
    await sokha.says(f"/correct {reference} arrival 2")
    sokha.sees("“arrival 2”: This is not one of the choices.", "Which value do you correct?")
    await sokha.sends(f"/correct {reference} letter 124/26 MoI")
    li.sees("Letter: 123/26 MoI → 124/26 MoI.")
    await li.sends(f"/ask {reference} 1")
    await sokha.sends(f"/supply {reference} 5/26 MoI")
    await sokha.sends(f"/correct {reference} information 6/26 MoI")
    li.sees("Letter with information: 5/26 MoI → 6/26 MoI.")
    await sokha.sends(f"/withdraw {reference} mistake 7/26 MoI")
    await sokha.sends(f"/correct {reference} withdrawal_letter 8/26 MoI")
    li.sees("Letter of withdrawal: 7/26 MoI → 8/26 MoI.")
    await sokha.says(f"/correct {reference}", "Reason for withdrawal")
    await sokha.sends("sent twice")
    li.sees("Reason for withdrawal: sent by mistake → sent twice.", "Reason: sent twice")
    await sokha.says(f"/request {reference} history")
    assert "Sokha – letter 5/26 MoI" in sokha.card
    assert "Sokha – Letter with information: 5/26 MoI → 6/26 MoI" in sokha.card
    await sokha.presses("Next ›")
    assert "3 people, one of them a child and Letter 123/26 MoI" in sokha.card
    await li.says(f"/correct {reference}")
    li.sees(f"This cannot be done with {reference} now.", "Letter 124/26 MoI")
    assert "can be corrected until its request is closed" in await li.says("/correct")


async def test_the_days_of_a_request_are_corrected(sokha: ScenarioUser, li: ScenarioUser) -> None:
    await sokha.sends(
        "new request information routine 2 people 0 children "
        "letter 9/26 MoI of 26 February, police, needed by 20 March"
    )
    sokha.sees("The request is sent.")
    await sokha.presses("More…", "Correct a value", "Date of the letter")
    assert "“30 February”: The bot cannot read this date." in await sokha.says("30 February")
    await sokha.sends("25 February")
    li.sees("Date of the letter: 26 February → 25 February.", "Letter 9/26 MoI of 25 February")
    await sokha.presses("More…", "Correct a value", "Reply needed by")
    assert "Give a date from 2 March 2026" in await sokha.says("1 March 2026")
    await sokha.sends("18 March")
    li.sees("Reply needed by: 20 March → 18 March.")
    await sokha.presses("History")
    sokha.sees("of 26 February, police channel", "Reply needed by: 20 March → 18 March")


async def test_a_number_of_persons_is_corrected_in_words(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    reference = await received(service)
    for typed, change in (
        ("应为4人", "People: 3 → 4"),
        ("不是3人，是4人", "People: 3 → 4"),
        ("not 3 but 2 persons", "People: 3 → 2"),
        ("ចំនួនត្រឹមត្រូវគឺ ៤ នាក់", "People: 3 → 4"),
        ("should be 2 children", "Children: 1 → 2"),
    ):
        assert change in await sokha.says(typed), typed
        sokha.sees(f"Correction · {reference}")
        await sokha.says("/cancel")
    for typed in ("ចំនួនបុគ្គល ៤", "人数4"):  # where another value is asked for
        await sokha.says(f"/correct {reference}", "Letter", typed)
        sokha.sees(f"Correction · {reference}", "People: 3 → 4")
        await sokha.says("/cancel")
    assert "People: what is right? Now: 3" in await sokha.says("not 3 persons")
    other = await log_verification(service, "dara", persons=2, children=0, letter="9/26 MoI")
    assert "Choose one, or write its number." in await dara.says("/menu", "应为4人")
    await dara.says("/cancel", f"/request {other}")
    assert "People: 2 → 4" in await dara.says("应为4人")
    dara.sees(f"Correction · {other}")


async def test_where_no_reply_can_be_returned_this_is_said(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    for language, typed in (("zh", "退回"), ("km", "ប្រគល់ត្រឡប់"), ("en", "return")):
        await li.says(f"/language {language}")
        li.language = language
        await li.says(typed)
        li.sees_key("target-none", does=text("command-return"), about="requests")
        assert li.buttons == [li.words("command-requests.button"), li.words("button-menu")]
    assert reference in await li.says("the reply was wrong")
    assert "Partly confirmed" in li.buttons
    assert f"What is missing in the reply to {reference}?" in await sokha.says(
        "the reply was wrong"
    )
