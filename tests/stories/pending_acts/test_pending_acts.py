"""Check, Send, Take back: a slip never leaves the Party."""

from datetime import UTC, datetime, timedelta

import pytest

from liaison.core.text_parsing import ascii_digits
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, log_verification, plain
from tests.stories.audible_messages import sounds
from tests.stories.prepared_state import received, reference_of
from tests.stories.sent_messages import never_notified

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
TAKE = "Take back"
LONG = "公刑〔2026〕18号 复函第二册及全部附件目录"
BEGINS_WITH = "one_request"


@pytest.fixture
async def reference(service: ScenarioDriver, li: ScenarioUser) -> str:
    """The request, received."""
    await received(service)
    return reference_of(service)


async def test_a_slip_is_seen_at_the_check_and_each_value_is_changed_by_itself(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says(f"/answer {reference}")
    await li.presses("partly confirmed")
    for typed in ("两人", "1 not 2", "Li Wei 8", "3 persons are confirmed"):
        await li.says(typed)
    li.sees("“3 persons are confirmed”: Write the letter number")
    await li.says("81/26")
    card = li.sees("Please check. This goes to Cambodia.")
    assert "Result: partly confirmed (2 of 3)\nLetter: 81/26" in card
    await li.presses("Change: Letter")
    assert f"Result: partly confirmed (2 of 3)\nLetter: {LONG}" in await li.says(LONG)
    await li.presses("Change: Result", "partly confirmed", "1")
    assert f"Result: partly confirmed (1 of 3)\nLetter: {LONG}" in li.card
    never_notified(sokha, "has replied")
    await li.sends()
    sokha.sees(f"Result: partly confirmed (1 of 3). Letter {LONG}.")


async def test_a_line_at_the_check_that_can_be_a_value_changes_it_and_any_other_is_a_search(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says(f"/answer {reference} partly 2 18/26")
    for typed, shown in (
        ("partly 1", "partly confirmed (1 of 3)"),
        ("not confirmed", "not confirmed (0 of 3)"),
        ("confirmed", "confirmed (3 of 3)"),
        ("人数错了，三人都确认", "confirmed (3 of 3)"),
        ("ខុសហើយ ម្នាក់ក៏មិនបញ្ជាក់", "not confirmed (0 of 3)"),
        ("wrong number, two people are confirmed", "partly confirmed (2 of 3)"),
    ):
        assert f"{shown}\nLetter: 18/26" in await li.says(typed)
    for typed, shown in (
        ("不是，是1人", "(1 of 3)\nLetter: 18/26"),
        ("ទេ, ២ នាក់", "(2 of 3)\nLetter: 18/26"),
        ("no, 公刑〔2026〕19号", "(2 of 3)\nLetter: 公刑〔2026〕19号"),
        ("wrong letter number, it is 18/26", "(2 of 3)\nLetter: 18/26"),
        ("no wait 1 not 2", "(1 of 3)\nLetter: 18/26"),
        ("4", "The numbers do not add up"),
        ("不对，是14号", "Nothing was changed. Write the line"),
        ("文号改为19/26", "(1 of 3)\nLetter: 19/26"),
        ("លិខិតលេខ ១៨/២៦", "(1 of 3)\nLetter: ១៨/២៦"),
        ("结果是未确认，不是部分", "not confirmed (0 of 3)\nLetter: ១៨/២៦"),
        ("result is partly 2 and letter 17/26", "partly confirmed (2 of 3)\nLetter: 17/26"),
        ("结果是未确认，文号改为16/26", "not confirmed (0 of 3)\nLetter: 16/26"),
        ("result: banana, letter 15/26", "Nothing was changed."),
        ("tell them, letter 15/26", "(0 of 3)\nLetter: 16/26"),
        ("the letter is wrong", "By which letter does the reply go?"),
        ("19/26", "Letter: 19/26"),
        ("what is overdue", "None at present"),
        ("letter", "By which letter does the reply go?"),
        ("19/26", "Letter: 19/26"),
    ):
        assert ascii_digits(shown) in await li.says(typed)
    assert "Letter: 19/26" in await li.says("banana")
    await li.says(f"/answer {reference} partly 1 my letter")
    li.sees("“my letter”: Write the letter number")
    assert "partly confirmed (1 of 3)\nLetter: 20/26" in await li.says("20/26")
    assert "Letter: 9/26" in await sokha.says(f"/withdraw {reference} settled 9/26", "mistake")
    assert "settled" not in sokha.card


async def test_a_doubtful_letter_number_is_sent_by_its_button_and_by_no_word(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser
) -> None:
    other = await log_verification(service, "sokha", persons=1, children=0, letter="124/26 MoI")
    for letter, doubt in (
        ("130/26 NCCT", ""),
        ("១២៦/២៦ ក.ម", ""),
        ("126/26 ស.ជ.ណ.", ""),
        ("123/26 MoI", ""),
        ("3/26", "does not look like the letter numbers of Cambodia, for example 124/26 MoI"),
        ("李伟18", "“李伟18” looks like a name or a sentence, not like the number of a letter."),
        ("Dara 12", "“Dara 12” looks like a name or a sentence"),
        ("ចាន់ដារ៉ា១២", "“ចាន់ដារ៉ា12” looks like a name or a sentence"),
        ("KH26-7F3KK", "KH26-7F3KK is a reference of the bot"),
        ("KH26-ABCDE", "KH26-ABCDE is a reference of the bot"),
        ("124/26 MoI", f"This letter number already belongs to {other}."),
    ):
        await sokha.says(f"/withdraw {reference} settled {letter}")
        assert ("⚠️" in sokha.card) is bool(doubt)
        sokha.sees(doubt)
        for typed in ("បាទ", "是", "ok", "确认", "យល់ព្រម", "/send") if doubt else ():
            await sokha.says(typed)
            assert "Until then you can take it back." not in sokha.card, (letter, typed)
            sokha.sees("The button “Send to China” sends it as it is", "This goes to China.", doubt)
    await sokha.says("Send to China")
    sokha.sees("Until then you can take it back.")
    await sokha.presses("Take back")
    await sokha.says("/cancel", "/new verification urgent 2 0", "1", "-", "-", "ok")
    sokha.sees("The button “Send to China” sends it as it is", "does not look like the letter")
    await sokha.says("/cancel")
    await sokha.says(f"/withdraw {reference} settled", "2 March 2026")
    sokha.sees("“2 March 2026”: Write the letter number: this is a date.")
    for formula, number in (
        ("លិខិតលេខ ៥៥/២៦ ក.ម. ចុះថ្ងៃទី០១ ខែមីនា ឆ្នាំ២០២៦", "55/26"),
        ("公刑〔2026〕18号，3月1日，外交途径", "公刑〔2026〕18号"),
        ("55/26 MoI of 1 March", "55/26 MoI\n"),
    ):
        await sokha.says(f"/withdraw {reference} settled", formula)
        assert f"Letter: {number}" in f"{sokha.card}\n"
        assert "01" not in sokha.card.split("Letter: ")[1].split("\n")[0]
    await sokha.says(f"/withdraw {reference} settled 124/26 MoI")
    await sokha.presses_send()
    assert "⚠️" not in sokha.sees("Until then you can take it back.")
    await service.turn(HOLD * 2)
    third = await log_verification(service, "sokha", persons=1, children=0, letter="126/26 MoI")
    await sokha.says(f"/withdraw {third} settled 124/26 MoI")
    sokha.sees(f"This letter number already belongs to {reference}.")


async def test_one_typed_line_fills_the_check_and_sends_nothing(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says(f"/answer {reference} confirmed 18/26")
    await service.turn(HOLD * 2)
    never_notified(sokha, "has replied")
    check, change = li.card, li.visible[-1].buttons[1][0].data
    await li.says(f"/{change}".replace(" 1", " 99"))
    assert li.card == check
    assert "Not sent. Nothing was changed." in await li.presses("Cancel")
    await service.turn(HOLD * 2)
    never_notified(sokha, "has replied")


async def test_a_word_for_send_alone_sends_the_check_below_which_nothing_has_come(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    answer = f"/answer {reference} confirmed 18/26"
    for typed in (
        "发送",
        "好，发送",
        "确认",
        "确定",
        "可以",
        "没问题",
        "បញ្ជូន",
        "យល់ព្រម",
        "send",
        "ok",
        "是",
        "បាទ",
        "yes",
    ):
        await li.says(answer, typed)
        assert "Until then you can take it back." in li.card, typed
        await li.presses("Take back")
    for typed in ("柬方", "发送了吗", "发送？", "先不发送", "明天发送", "ok send 1"):
        await li.says(answer, typed)
        assert TAKE not in li.buttons, typed
    await li.says(f"/ask {reference} 1")
    li.sees(f"Not finished, nothing was sent: Reply to a request · {reference}.")
    await li.says("/cancel", f"/answer {reference} not 18/26")
    assert "confirmed (3 of 3)" in await li.says("确认")
    await log_verification(service, "sokha", persons=1, children=0, letter="124/26 MoI")
    for typed, to in (("ok", ""), ("发送", "124/26 MoI"), ("确认", "124/26 MoI")):
        await li.says(typed, to=to)
        assert TAKE not in li.buttons, typed
    for typed in ("否", "ទេ", "no", "不对", "别发", "今天"):
        wrong = "The bot did not understand" if typed == "今天" else "What is wrong?"
        assert f"“{typed}”: " in await li.says(answer, typed), typed
        li.sees(wrong, "Please check. This goes to Cambodia.")
    assert "Not sent. The button “Send to" in await li.says("是")
    assert "Letter: 公刑〔2026〕22号" in await li.says("公刑〔2026〕22号")
    await li.says("好的")
    await li.presses("Take back")
    await li.says(answer, "取消")
    assert "Not sent. Nothing was changed." in await li.says(answer, "បោះបង់")
    await service.turn(HOLD)
    never_notified(sokha, "has replied")
    await sokha.says("/new", "verification", "urgent", "2", "0", "129/26 MoI", "-", "-")
    assert "Letter: 129/26 MoI" in await sokha.says("ទេ")
    assert "Not sent. The button “Send to" in await sokha.says("ផ្ញើ")
    assert "Until then you can take it back." in await sokha.says("Send to China")


async def test_words_that_are_no_act_offer_to_take_back_what_has_not_left(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    assert "Letter: 18/26" in li.sees("It goes to Cambodia today")
    for typed in ("/cancel", "no wait", "等等，先不办结", "ទេ ខុសហើយ", "លុប"):
        li.phone.press_again()
        assert f"Reply · {sent} (Li) leaves today 10:06" in await li.says(typed)
    await li.presses("Take back")
    await service.turn(HOLD)
    never_notified(sokha, "has replied")


async def test_the_items_of_a_list_are_changed_at_the_check(
    reference: str, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.says(f"/refuse {reference} security {LONG}")
    await zhang.presses("Change: Grounds", "sovereignty", "Continue")
    assert f"Grounds: sovereignty and security\nLetter: {LONG}" in zhang.card
    await zhang.sends()
    sokha.sees("Grounds of refusal: sovereignty and security.")


@pytest.fixture
async def sent(reference: str, li: ScenarioUser) -> str:
    """The request, and a reply to it that has not left."""
    await li.says(f"/answer {reference} confirmed 18/26")
    await li.presses_send()
    return reference


async def test_what_was_sent_is_taken_back_until_it_leaves(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    li.sees("It goes to Cambodia today 10:06")
    await service.turn(HOLD - 20 * SECOND)
    await li.presses("Take back")
    assert li.toasts[-1] == "Taken back. Cambodia has seen nothing."
    li.sees("Please check. This goes to Cambodia.")
    await service.turn(HOLD)
    never_notified(sokha, "has replied")
    await li.presses_send()
    take_back = li.phone.visible[-1].buttons[0][0].data
    assert take_back is not None
    await service.restart()
    await service.turn(HOLD)
    sokha.sees(f"{sent}: China has replied")
    await li.presses_shown(take_back, about=sent)
    assert "This is not on its way" in li.toasts[-1]
    assert "This is not on its way" in await li.says(f"/{take_back}")
    assert "Status: replied" in await sokha.says(f"/request {sent}")


async def test_after_an_act_has_left_words_for_taking_back_offer_what_still_helps(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await service.turn(HOLD)
    for typed in ("撤回", "取消", "ដកវិញ", "stop"):
        await li.says(typed)
        assert "What is the result for" in await li.presses("Correct the reply")
        await li.says("stop")
    other = await log_verification(service, "sokha", persons=1, children=0, letter="124/26 MoI")
    await sokha.says("取消", "stop")
    assert sokha.buttons == ["Correct a value", f"Open {other}", "Menu"]  # it ends no record
    for typed in ("撤回", "ដកវិញ"):
        assert f"Open {other}" in (await sokha.says(typed), *sokha.buttons)
        assert "Why" in await sokha.presses("Withdraw request")
        await sokha.says("/cancel")


async def test_an_act_that_is_no_longer_possible_does_not_leave_and_its_sender_is_told(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says(f"/withdraw {reference} settled -")
    await li.says(f"/answer {reference} confirmed 18/26")
    await sokha.presses_send()
    await service.turn(SECOND)
    await li.presses_send()
    await service.turn(HOLD)
    li.sees(f"Not sent: Reply · {reference} (Li).")
    never_notified(sokha, "has replied")
    sokha.sees("The request is withdrawn.", reference)


async def test_an_act_leaves_on_the_day_on_which_it_was_sent(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await service.turn_to(datetime(2026, 3, 2, 15, 59, 30, tzinfo=UTC))
    await li.says(f"/answer {reference} confirmed 18/26")
    await li.presses_send()
    await service.turn(timedelta(seconds=29))
    assert "Status: replied" in await sokha.says(f"/request {reference}")


async def test_a_new_request_is_taken_back_with_all_its_answers(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.says("/new", "verification", "urgent", "2", "0", "9/26", "-", "-")
    check = sokha.card
    await sokha.presses_send()
    await sokha.presses("Take back")
    assert sokha.card == check
    await service.turn(HOLD)
    never_notified(li, "2 people")
    await sokha.sends()
    li.sees("2 people, no children")


async def test_nothing_leaves_in_the_name_of_a_person_who_was_suspended(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service["wang"].says("/suspend 2 ok")
    assert {each.text for each in service["li"].visible} == {service["li"].card}
    assert "Your access to the liaison bot is suspended." in service["li"].card
    await service.turn(HOLD)
    never_notified(sokha, "has replied")
    zhang.sees(withheld := f"Not sent: Reply · {sent}. Li may no longer do this.")
    assert withheld in sounds(zhang)[-1]
    await service["wang"].says("/restore 2 ok")
    service["li"].sees(f"Not sent while you had no access: Reply · {sent}.")


async def test_colleagues_see_what_is_on_its_way_and_the_other_party_does_not(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    leaves = f"Reply · {sent} (Li) leaves today 10:06"
    for words in (f"/request {sent}", "/today", f"/refuse {sent} security 19/26"):
        assert (leaves in await zhang.says(words), "Reply" in zhang.buttons) == (True, False)
    assert leaves not in await sokha.says(f"/request {sent}")
    await zhang.presses_send()
    assert zhang.toasts[-1].startswith(leaves)
    (taking,) = (row[0].data for each in li.visible for row in each.buttons if row[0].label == TAKE)
    for line in (f"/{taking}", "take back"):
        await zhang.says(line)
        assert f"Only the colleague who sent this can take it back:\n\n{leaves}" in zhang.card
    await service.turn(HOLD)
    sokha.sees(f"{sent}: China has replied")


async def test_what_is_taken_back_leaves_a_newer_check_in_its_place(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says(f"/ask {sent} 1")
    await li.presses("Take back")
    li.sees("You are checking or writing something newer, which is kept.", "Letter: 18/26")
    await li.sends()
    never_notified(sokha, "has replied")
    sokha.sees("information")


async def test_a_refusal_does_not_leave_if_its_coordinator_lost_that_role(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = reference_of(service)
    await zhang.says(f"/refuse {reference} security 31/26")
    await zhang.presses_send()
    await service["wang"].says("/role 3 focal_person ok")
    await service.turn(HOLD)
    zhang.sees("Not sent")
    assert "Refused" not in await li.says(f"/request {reference}")


async def test_the_card_of_an_act_that_was_taken_back_by_typing_does_not_say_that_it_leaves(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await li.says(f"/receive {reference_of(service)} today")
    await li.presses_send()
    await li.says("take back")
    assert [each for each in li.visible if "It goes to Cambodia today" in each.text] == []
    assert "Please check. This goes to Cambodia." in li.card


async def test_what_is_asked_comes_last_and_what_is_ended_or_left_is_named(
    reference: str, sokha: ScenarioUser
) -> None:
    check, named = f"/withdraw {reference} settled 126/26", f"Withdraw your request · {reference}."
    await sokha.says(check, "/requests")
    await sokha.presses("Continue", "Change: Reason")
    assert "Why is the request withdrawn?" in plain(sokha.visible[-1].text)
    await sokha.says(check)
    assert f"nothing was sent: {named}" in await sokha.says("/new")
    ended = await sokha.says("/cancel")
    assert "Draft deleted." in ended
    assert f"nothing was sent: {named}" in ended
    assert "Please check. This goes to China." in await sokha.presses("Continue")
    assert named not in await sokha.says("/cancel")
