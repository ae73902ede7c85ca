"""The path of the persons of a request: what comes next begins from what came before."""

from datetime import timedelta

import pytest

from liaison.core.cards import Text, text
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, at, log_verification
from tests.stories.audible_messages import sounds, told
from tests.stories.prepared_state import received, reference_of
from tests.stories.sent_messages import buttons_under

BEGINS_WITH = "one_request"


async def test_a_repatriation_begins_from_its_verification_and_both_cards_open_each_other(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    first = reference_of(service)
    await received(service)
    assert f"This cannot be done with {first} now." in await sokha.says(f"/new {first}")
    assert "Next request" not in sokha.buttons
    none = await log_verification(service, "sokha", persons=1, children=0, letter="8/26")
    for step in (f"/receive {none} today", f"/answer {none} not 19/26"):
        await li.sends(step)
    assert "not confirmed (0 of 1)" in await sokha.says(f"/request {none}")
    assert "Next request" not in sokha.buttons
    await li.sends(f"/answer {first} partly 2 18/26")
    await sokha.says(f"/request {first}")
    await sokha.presses("Next request")
    sokha.sees(f"Continues {first}: its numbers and your letter are filled in")
    sokha.sees("How many of them are children?")
    await sokha.says("1")
    assert "are filled in" not in sokha.card
    await sokha.says("-", "-", "3月20日前", "12 March", "KTI", *("yes",) * 5)
    for line in (f"Continues {first}", "Type: repatriation", "People: 2", "Letter: 123/26 MoI"):
        assert line in sokha.card
    assert "already belongs" not in sokha.card
    await sokha.presses("Change", "Letter")
    await sokha.sends("125/26 MoI")
    notice = li.sees("new request.")
    assert f"Continues {first}" in notice
    assert "Letter 125/26 MoI" in notice
    assert "Letter 125/26 MoI" in await li.presses("Details")
    assert f"Continues {first}" in li.card
    assert "Continued by KH26-" in await li.presses("More…", first)
    assert "Next request" not in li.buttons
    assert "Continued by KH26-" in await li.presses("History")
    await sokha.says(f"/request {first}")
    await sokha.presses("More…")
    await sokha.presses(next(each for each in sokha.buttons if each.startswith("KH26-")))
    assert f"Continues {first}" in sokha.card
    await sokha.presses("History")
    assert "Letter 125/26 MoI, police channel, Reply needed by 20 March" in sokha.card
    assert f" and Continues {first}" in sokha.card


async def test_kinds_of_help_are_chosen_in_khmer_and_read_in_chinese(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("sokha", "li")
    sokha, li = driver["sokha"], driver["li"]
    legal, health = help_named("legal"), help_named("health")
    await sokha.says("/new", "protection", "routine", "3", "1", "9/26", "-", "-", "20 March")
    await sokha.chooses("agreement-assistance-shelter")
    await sokha.chooses("choice-chosen", label=help_named("shelter"))
    assert sokha.words("button-continue") not in sokha.buttons
    await sokha.chooses("agreement-assistance-legal", "agreement-assistance-health")
    await sokha.chooses("button-continue")
    assert sokha.words("field-assistance") in sokha.card
    await sokha.sends()
    asked = li.sees_key("named-value", name=text("field-assistance"), value=(legal, health))
    reference = asked[asked.index("KH26-") :][:10]
    await li.says(f"/request {reference} history")
    for kind in (legal, health):
        li.sees_key(kind.key)


async def test_a_postponed_return_that_no_one_decides_reaches_the_administrators(
    service: ScenarioDriver, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await asks_for_an_unsafe_return(sokha)
    await zhang.says(f"/safety {reference}")
    await zhang.presses("Postpone…")
    await zhang.sends("13 March")
    await service.turn_to(at(3, 12, 2, 1))
    assert "approve or postpone" not in await service["wang"].says("/today")
    await service.turn_to(at(3, 20, 2, 1))
    assert "safety check: approve or postpone" in await service["wang"].says("/today")


async def test_an_approval_counts_for_the_day_of_return_that_its_check_has_shown(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await asks_for_an_unsafe_return(sokha)
    await zhang.says(f"/safety {reference} postpone 2026-03-23")
    await zhang.presses_send()
    assert "Return planned on: 12 March" in await dara.says(f"/safety {reference} approve court")
    await dara.presses_send()
    await service.turn(HOLD)
    assert "Changed by China (coordinator)" in dara.sees("Not sent: Approval of the return")
    assert "23 March" in await dara.says(f"/safety {reference} approve court")


async def test_an_unsafe_return_is_postponed_and_then_approved_by_both_parties(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await asks_for_an_unsafe_return(sokha)
    assert "must approve or postpone" not in dara.sees("the safety check left points open")
    zhang.sees("new request.")
    await zhang.says(f"/request {reference}")
    asked = zhang.card
    for line in (
        "Return planned on: 12 March; crossing point: Techo (KTI)",
        "the coordinators of Cambodia and China must approve or postpone.",
    ):
        assert line in asked
    await service["li"].says(f"/safety {reference}")
    service["li"].sees("You have nothing to decide about the safety check")
    await service.turn_to(at(3, 9, 2, 1))
    for each in (dara, zhang):
        each.sees("safety check: approve or postpone · due in 3 days")
    await dara.sends(f"/safety {reference} approve court")
    await zhang.presses("Decide on the safety check", "Postpone…")
    assert "Give a date from 13 March" in await zhang.says("11 March")
    await zhang.sends("23 March")
    decide = "Decide on the safety check"
    assert "Return planned on: 23 March" in dara.sees("Earlier approvals no longer apply")
    assert buttons_under(dara, "has postponed the return.")[0] == decide
    assert buttons_under(sokha, "has postponed the return.")[0] == "Answer the safety check"
    assert "Seen" not in buttons_under(service["li"], "has postponed the return.")
    for each in (dara, zhang):
        assert "safety check: approve or postpone · due in 14 days" in await each.says("/today")
    await service.turn_to(at(3, 10, 2, 1))
    heard = len(sounds(dara))
    await service.turn_to(at(3, 11, 2, 1))
    dara.sees("approve or postpone · due in 12 days", "For information:")
    assert len(sounds(dara)) == heard
    await service.turn_to(at(3, 16, 2, 1))
    dara.sees("safety check: approve or postpone · due in 7 days")
    await dara.presses(f"Safety check {reference}")
    assert not {"They agree to return", "Each child has a guardian"} & {*dara.buttons}
    await dara.presses("Answered by letter")
    assert "Open points: The return is voluntary, Each child has a guardian" in dara.card
    await zhang.says(f"/safety {reference} approve court")
    await dara.sends()
    await zhang.sends()
    dara.sees("has approved the return")
    for each, first in ((sokha, "Details"), (zhang, "Details")):
        assert buttons_under(each, "has approved the return")[-2:] == [first, "Menu"]
    await zhang.says(f"/request {reference}")
    assert zhang.buttons[0] == "Received today"
    await dara.says(f"/request {reference}")
    assert "China approved after the safety check: a court" in dara.card
    await dara.says(f"/safety {reference} approve court")
    dara.sees("You have nothing to decide about the safety check")
    assert "Postponement of the return: 9 March" in await dara.says(f"/request {reference} history")
    assert "China (coordinator) – 23 March" in dara.card
    planned = "Return planned on: 12 March; crossing point: Techo (KTI)"
    assert planned in dara.card, "the day that was sent"
    assert "Dara – a letter has answered what was open" in dara.card
    assert "China (coordinator) – a court or an authority has decided" in dara.card


async def test_one_yes_too_many_sends_no_request(sokha: ScenarioUser) -> None:
    await sokha.says("/new", "repatriation", "routine", "2", "0", "9/26", "-", "-", "20 March")
    checked = await sokha.says("12 March", "KTI", "yes", "yes", "yes", "yes")
    for typed in ("yes", "បាទ", "是"):
        await sokha.says(typed)
        sokha.sees("Nothing was changed.", checked)
    await sokha.presses("Send to China")
    sokha.sees("It goes to China")


async def test_the_safety_check_is_answered_in_words_that_are_no_count_of_persons(
    sokha: ScenarioUser,
) -> None:
    await sokha.says("/new", "repatriation", "routine", "3", "1", "9/26", "-", "-", "20 March")
    await sokha.says("12 March")
    for typed in ("有监护人", "没有监护人", "មានអាណាព្យាបាលម្នាក់", "人数改为0"):
        assert f"“{typed}”: This is not one of the choices." in await sokha.says(typed)
        sokha.sees("Where will the border be crossed?")
    await sokha.says("KTI", "是，自愿", "បាទ", "មានអាណាព្យាបាលម្នាក់", "没有", "ចាស")
    for line in ("People: 3", "Return is voluntary: yes", "Guardian for each child: yes"):
        assert line in sokha.card
    assert "Medical needs covered: no\nInterpreter available: yes" in sokha.card
    await sokha.says("/cancel", "/new", "repatriation", "routine", "3", "1", "9/26", "-", "-")
    await sokha.says("20 March", "12 March", "KTI", "មិនស្ម័គ្រចិត្ត", "是", "没有监护人", "-", "-")
    assert "Return is voluntary: no" in sokha.card
    assert "Guardian for each child: no" in sokha.card
    assert "Guardian for each child: yes" in await sokha.says("有监护人")


@pytest.mark.parametrize(
    ("assessed", "arranged", "unclear", "unknown"),
    [
        ("not yet assessed", "not yet", "one yes, one not", "not known"),
        ("还没有评估", "还没有", "一个有一个没有", "不知道"),
        ("នៅមិនទាន់បានវាយតម្លៃ", "មិនទាន់", "មិនទាំងអស់ទេ", "មិនដឹង"),
    ],
)
async def test_what_is_not_yet_done_is_a_no_and_a_question_without_an_answer_is_told(
    sokha: ScenarioUser, assessed: str, arranged: str, unclear: str, unknown: str
) -> None:
    await sokha.says("/new", "repatriation", "routine", "2", "1", "9/26", "-", "-", "20 March")
    assert "Crossing point: not stated\n" in await sokha.says("12 March", unknown)
    assert f"“{unclear}”: This is not one of the choices." in await sokha.says(unclear)
    assert "Medical needs covered: not answered\n" in await sokha.says(
        "yes", assessed, arranged, unknown
    )
    await sokha.says(arranged)
    for line in ("Risk of new trafficking assessed: no", "Guardian for each child: no"):
        assert line in sokha.card
    assert "Interpreter available: no" in sokha.card


@pytest.mark.parametrize(
    ("typed", "line", "yes"),
    [
        ("自愿否", "Return is voluntary", "自愿改为是"),
        ("voluntary: no", "Return is voluntary", "Return is voluntary: yes"),
        ("ស្ម័គ្រចិត្ត៖ ទេ", "Return is voluntary", "ស្ម័គ្រចិត្ត"),
        ("已评估再次被拐卖的风险：否", "Risk of new trafficking assessed", "risk assessed: yes"),
        ("监护人：否", "Guardian for each child", "អាណាព្យាបាល៖ បាទ"),
        ("medical needs: no", "Medical needs covered", "医疗：是"),
        ("អ្នកបកប្រែ ទេ", "Interpreter available", "interpreter: yes"),
        ("口译否", "Interpreter available", "口译是"),
    ],
)
async def test_a_no_behind_the_name_of_its_line_is_the_value_of_that_line(
    sokha: ScenarioUser, typed: str, line: str, yes: str
) -> None:
    await sokha.says("/new", "repatriation", "routine", "2", "1", "9/26", "-", "-", "20 March")
    checked = await sokha.says("12 March", "KTI", "yes", "yes", "yes", "yes", "yes")
    await sokha.says(typed)
    sokha.sees(f"{line}: no")
    assert sokha.card.count(": yes") == checked.count(": yes") - 1
    assert f"{line}: yes" in await sokha.says(yes)


@pytest.mark.parametrize(
    ("found", "approve", "later"),
    [
        ("已找到监护人", "批准", "推迟到4月10日"),
        ("រកឃើញអាណាព្យាបាលហើយ", "ឯកភាព", "ពន្យារដល់ថ្ងៃទី ១០ មេសា"),
        ("guardian found", "approve", "postpone to 10 April"),
    ],
)
async def test_what_was_answered_no_becomes_yes_and_a_return_is_decided_in_words(
    sokha: ScenarioUser,
    dara: ScenarioUser,
    zhang: ScenarioUser,
    found: str,
    approve: str,
    later: str,
) -> None:
    reference = await asks_for_an_unsafe_return(sokha, "yes", "yes", "no", "no", "yes")
    assert "Answer the safety check" not in sokha.buttons  # a "no" is for the coordinators
    await zhang.says(f"/safety {reference}")
    assert zhang.buttons[0] != "Answer the safety check"
    await zhang.says(approve, later)
    zhang.sees(f"Postponement of the return · {reference}")
    zhang.sees("Return planned on: 12 March → 10 April")
    decide = "Decide on the safety check"
    assert decide in buttons_under(dara, "the safety check left points open")
    await zhang.sends()
    assert decide not in buttons_under(dara, "the safety check left points open")
    assert decide in buttons_under(dara, "has postponed the return.")
    await zhang.says(found)
    assert "Guardian for each child: no → yes" in zhang.card
    await zhang.sends()
    for each in (zhang, sokha):
        await each.says(f"/request {reference} history")
        each.sees("Each child has a guardian: no, ", "Each child has a guardian: no → yes")
    assert "Each child has a guardian: yes" in await sokha.says(f"/request {reference}")
    assert "Safety check: the coordinators" not in sokha.card


async def test_what_was_left_unanswered_is_answered_later_by_who_sent_it_or_a_coordinator(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await asks_for_an_unsafe_return(sokha, "yes", "yes", "yes", "-", "-")
    await sokha.presses("Answer the safety check")
    assert sokha.buttons[:2] == ["Medical needs covered", "Interpreter available"]
    await sokha.presses("Medical needs covered", "no", "Change: Medical needs covered", "yes")
    assert "Medical needs covered: yes" in sokha.card
    await sokha.sends()
    zhang.sees(f"{reference}: a point of the safety check has been answered.")
    await zhang.says(f"/safety {reference}")
    assert "Is an interpreter available?" in await zhang.presses("Answer the safety check")
    await zhang.presses("not applicable")
    assert "An interpreter is available: not applicable" in await zhang.sends()
    for person in (dara, zhang):
        left = buttons_under(person, "the safety check left points open")
        assert "Decide on the safety check" not in left
        assert "safety check" not in await person.says("/today")
        await person.says(f"/safety {reference}")
        person.sees("You have nothing to decide about the safety check")
    await dara.says(f"/request {reference} history")
    assert "Sokha – Medical needs are covered: yes" in dara.card


async def test_a_safety_check_and_a_receipt_each_settle_their_own_notice_alone(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference, dara = await asks_for_an_unsafe_return(sokha), service["dara"]
    arrived = f"{reference}: new request."
    decide = f"{reference}: the safety check left points open."
    for each in (dara, zhang):
        assert "Decide on the safety check" in buttons_under(each, decide)
    assert not buttons_under(li, decide)
    await zhang.sends(f"/safety {reference} approve letter")
    for each in (li, zhang):
        assert "Received today" in buttons_under(each, arrived)
    assert "Decide on the safety check" not in buttons_under(zhang, decide)
    await li.sends(f"/receive {reference} today")
    for each in (li, zhang):
        assert "Received today" not in buttons_under(each, arrived)
        each.sees("✓ Done by Li")
    assert "Decide on the safety check" not in buttons_under(dara, decide)
    approved = f"{reference}: China has approved the return after the safety check."
    assert "Decide on the safety check" in buttons_under(dara, approved)


async def test_who_has_approved_a_return_hears_that_the_other_party_has_not_decided(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await asks_for_an_unsafe_return(sokha)
    await zhang.sends(f"/safety {reference} approve court")
    line = "safety check: Cambodia has not decided"
    for day, due in ((12, "due today"), (13, "overdue by one day"), (16, "overdue by 4 days")):
        await service.turn_to(at(3, day, 1, 1))
        assert f"{line} · {due}" in zhang.sees("For information:", reference)
    await dara.sends(f"/safety {reference} approve court")
    assert line not in await zhang.says("/today")


async def test_a_return_is_reported_as_carried_out_only_by_its_button_before_both_have_decided(
    sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await asks_for_an_unsafe_return(sokha)
    await zhang.sends(f"/receive {reference} today")
    doubt = "⚠️ Safety check: the coordinators of Cambodia and China must approve or postpone."
    assert doubt in await zhang.says(f"/answer {reference} done 31/26")
    await zhang.says("发送")
    zhang.sees("Not sent. The button “Send to Cambodia” sends it as it is", doubt)


async def test_what_is_due_about_one_return_comes_in_one_message_on_a_morning(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await asks_for_an_unsafe_return(sokha, needed="12 March")
    decide = "safety check: approve or postpone · due tomorrow"
    lines = {zhang: "receipt not confirmed · due tomorrow", dara: "has not confirmed receipt"}
    for each, line in lines.items():
        await service.turn_to(at(3, 11, 2, 0) - timedelta(hours=each is zhang, minutes=1))
        before = told(each, reference)
        await service.turn(timedelta(minutes=2))
        assert told(each, reference) == before + 1
        assert line in each.sees(decide)
    steps = [f"Confirm receipt {reference}", f"Safety check {reference}"]
    assert buttons_under(zhang, decide)[:2] == steps


async def asks_for_an_unsafe_return(
    sokha: ScenarioUser, *answers: str, needed: str = "30 March"
) -> str:
    """Ask for a return, which is not voluntary, with a child without guardian, if no others are
    given; its reference.
    """
    await sokha.says("/new", "repatriation", "routine", "2", "1", "77/26", "-", "-", needed)
    await sokha.says("12 March", "KTI", *(answers or ("no", "yes", "no", "yes", "-")))
    sokha.sees("Not settled:" if answers else "Not settled: Return is voluntary, Guardian for each")
    await sokha.sends()
    return sokha.card[sokha.card.index("KH26-") :][:10]


def help_named(code: str) -> Text:
    """The name of a kind of help."""
    return text(f"agreement-assistance-{code}")
