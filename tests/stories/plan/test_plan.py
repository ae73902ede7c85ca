"""The plan of action: in each reader's words, moved by who leads, brought up in time."""

from dataclasses import replace
from datetime import date, timedelta

from bot.profile.agreement_file import default_agreement
from bot.profile.plan_file import example_plan
from liaison.core.agreement import PartyCode
from liaison.core.cards import text
from liaison.core.transaction import Tx
from liaison.lifecycle.steps import Step, finish_step
from liaison.plan.repository import Activities
from liaison.plan.rules import Intent
from tests.contract.samples import once
from tests.scenario import ScenarioDriver, ScenarioUser, at
from tests.stories.audible_messages import told
from tests.stories.prepared_state import skip_to
from tests.stories.sent_messages import never_notified

KH, CN = PartyCode("KH"), PartyCode("CN")
LAST = date(2026, 4, 28)
"""A Tuesday; so are the days a week before and a week after it, and all of them are worked."""
COMING = "Activity 1 · ends on 28 April"
OVER = "Activity 1 · should have ended on 28 April"


def intent(words: str = "Joint operation", lead: PartyCode | None = CN) -> Intent:
    titles = {"en": words, "km": "ប្រតិបត្តិការរួមគ្នា", "zh": "联合行动"}
    return Intent(titles=titles, lead=lead, first_on=date(2026, 4, 1), last_on=LAST)


async def planned(service: ScenarioDriver, *plan: Intent) -> None:
    """Add activities as the plan that ships with the Agreement is added."""

    async def add(tx: Tx) -> None:
        for each in plan:
            activity = await tx.of(Activities).add(each, source=None, actor=None)
            await finish_step(tx, Step(activity, "import", actor=None))

    await once(service.app.database, add)


async def test_each_reader_sees_the_plan_in_the_own_language(driver: ScenarioDriver) -> None:
    await driver.gather("bopha", "sokha", "dara", "wang", "li", "zhang")
    await planned(driver, *example_plan(default_agreement()).activities)
    for name, words in {
        "sokha": "ប្រតិបត្តិការអនុវត្តច្បាប់រួមគ្នា",
        "dara": "Joint law enforcement operation",
        "li": "联合执法行动",
    }.items():
        player = driver[name]
        await player.says("/plan")
        assert words in player.sees_key("plan-title", which="open", total=5)
        await player.chooses("button-open-activity", number=4)
        assert words in player.sees_key(
            "named-value", name=text("field-lead"), value=text("activity-lead-both")
        )


async def test_the_plan_of_the_minutes_is_proposed_from_the_chat_and_added_when_both_agree(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    await sokha.says("/plan")
    assert "Propose the plan of the Minutes" not in sokha.buttons
    await sokha.says("/plan import")
    assert "Send to China" not in sokha.buttons
    await dara.says("/plan")
    await dara.presses("Propose the plan of the Minutes")
    assert "Activity: Joint law enforcement operation" in dara.card
    await dara.sends()
    zhang.sees("Plan of the Minutes, activities: 5")
    await zhang.presses("Agree")
    await zhang.sends()
    assert "Action plan: 5 open" in await dara.says("/plan")
    assert "by 31 December" in dara.card
    assert "Propose the plan of the Minutes" not in dara.buttons


async def test_an_activity_of_one_day_names_it_once(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await planned(service, replace(intent(), first_on=LAST))
    await li.says("/activity 1")
    assert "On 28 April" in li.card.splitlines()


async def test_the_lead_party_records_the_state_of_an_activity_and_the_other_reads_it(
    service: ScenarioDriver, li: ScenarioUser, sokha: ScenarioUser, bopha: ScenarioUser
) -> None:
    await planned(service, intent())
    await li.says("/activity 1")
    for line in ("Lead: China", "Period: 1 April to 28 April", "Status: planned"):
        assert line in li.card
    await sokha.says("/activity 1")
    await li.presses("▶ Under way")
    assert "Activity 1 is now under way." in await li.sends()
    assert "China (focal person)" in sokha.sees("Under way: ", "Status: under way")
    for player in (sokha, bopha):
        await player.says("/plan")
        assert "Status: under way" in await player.presses("Activity 1")
        assert "✓ Done" not in player.buttons
    assert sokha.buttons == ["Action plan", "Menu"]
    assert "Only China can do this." in await sokha.says("/activity 1 done")
    await bopha.says("/activity 1 done")
    assert "Your role does not allow this: ask a colleague." in bopha.card
    assert "Status: done" in await li.sends("/activity 1 done")
    assert "None at present." in await sokha.says("/plan")
    assert "1. Joint operation – China, by 28 April: done" in await sokha.presses("All")


async def test_the_plan_is_opened_and_reported_on_in_words(
    service: ScenarioDriver, li: ScenarioUser, sokha: ScenarioUser
) -> None:
    await planned(service, intent(), intent("Training course"))
    for person, typed in ((li, "工作计划进展"), (sokha, "វឌ្ឍនភាពផែនការសកម្មភាព")):
        assert "Action plan: 2 open" in await person.says(typed)
    for typed in ("活动2已完成", "行动计划第2项做完了", "សកម្មភាព ២ បានបញ្ចប់", "activity 2 done"):
        await li.says("/menu", typed)
        li.sees("✓ Done · Activity 2", "Please check. This goes to Cambodia.")
    assert "▶ Under way · Activity 1" in await li.says("/menu", "活动1进行中")
    for typed in ("活动1", "活动1没完成"):
        assert "Status: planned" in await li.says("/menu", typed)
    await li.says("/menu", "活动已完成")
    assert li.buttons == ["1. Joint operation", "2. Training course", "Cancel"]
    assert "Only China can do this." in await sokha.says("សកម្មភាព ២ បានបញ្ចប់")


async def test_an_outdated_button_shows_the_state_and_the_same_press_twice_acts_once(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await planned(service, intent())
    await li.says("/activity 1")
    await zhang.says("/activity 1")
    await li.presses("▶ Under way")
    await li.sends()
    assert "This was already recorded: today" in await li.says("/activity 1 start")
    await zhang.presses_shown("activity 1 @1 done")
    assert "This has changed since you opened it." in zhang.card
    assert "Status: under way" in zhang.card
    await zhang.presses("✓ Done")
    assert "Activity 1 is now done." in await zhang.sends()
    await li.says("/activity 1 start")
    assert "Activity 1 has already ended. Nothing was changed." in li.card


async def test_mornings_remind_coordinators_of_who_leads_until_it_is_done(
    service: ScenarioDriver, zhang: ScenarioUser, li: ScenarioUser, dara: ScenarioUser
) -> None:
    await planned(service, intent())
    for count, (month, day) in enumerate(((3, 30), (4, 21), (4, 27)), 1):  # 29 March: a Sunday
        await service.turn_to(at(month, day, 0, 59))
        assert told(zhang, COMING) == count - 1
        await service.turn_to(at(month, day, 1, 1))
        assert told(zhang, COMING) == count
    await service.turn_to(at(4, 29, 1, 1))
    assert told(zhang, OVER) == 1
    await zhang.presses("Activity 1")
    assert "planned, overdue by one day" in await zhang.says("/plan")
    await zhang.sends("/activity 1 start")
    await service.turn_to(at(5, 6, 1, 1))
    assert told(zhang, OVER) == 2
    await li.sends("/activity 1 done")
    await skip_to(service, at(6, 10, 2))
    assert told(zhang, OVER) == 2
    for player, words in ((li, OVER), (dara, OVER), (dara, COMING)):
        never_notified(player, words)


async def test_where_both_lead_each_is_reminded_at_its_own_nine_o_clock(
    service: ScenarioDriver, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    await planned(service, intent(lead=None))
    await service.turn_to(at(4, 21, 1, 1))
    assert (told(zhang, COMING), told(dara, COMING)) == (2, 1)
    await service.turn_to(at(4, 21, 2, 1))
    assert (told(zhang, COMING), told(dara, COMING)) == (2, 2)


async def test_after_an_outage_one_message_comes_with_the_present_state(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    await planned(service, intent())
    await service.turn_to(at(4, 20, 3))
    before = told(zhang, "Activity 1 ·")
    await service.outage(timedelta(days=18))
    assert told(zhang, "Activity 1 ·") == before + 1
    zhang.sees(OVER)


async def test_a_long_plan_is_turned_page_by_page_and_typed_slips_are_one_sentence(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    await planned(service, *(intent(f"Activity of number {number}") for number in range(1, 7)))
    assert "Action plan: 6 open" in await dara.says("/plan")
    assert "6. Activity of number 6" in await dara.presses("Next ›")
    await dara.says("/activity")
    assert dara.buttons[5] == "6. Activity of number 6"
    assert "Activity 6: Activity of number 6" in await dara.says("៦")
    none = "There is nothing with this number or code."
    for typed, said in (
        ("/activity 7", none),
        ("/activity 0", none),
        ("/activity six", none),
        ("/activity 6 sing", "This is not one of the choices."),
        ("/plan tomorrow", "This is not one of the choices: Open and All"),
    ):
        await dara.says(typed)
        assert said in dara.card, typed


async def test_the_last_day_is_moved_with_both_keys_and_reminders_with_it(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    await planned(service, intent())
    await dara.says("/activity 1")
    assert "It is due by 28 April now." in await dara.presses("Change the last day")
    assert "It takes effect when China agrees." in await dara.sends("12 May")
    assert "Period: 1 April to 28 April" in dara.card
    assert "Activity 1: due by 28 April → 12 May" in dara.card
    assert "Change the last day" not in dara.buttons

    assert "Activity: " in zhang.sees("Activity 1: due by 28 April → 12 May")
    assert zhang.buttons[:2] == ["Agree", "Decline"]
    await zhang.presses("Agree")
    await zhang.sends()
    dara.sees("Activity 1: due by 28 April → 12 May")
    assert "Period: 1 April to 12 May" in await sokha.says("/activity 1")
    assert sokha.buttons == ["Action plan", "Menu"]

    await skip_to(service, at(4, 11, 1, 1))
    never_notified(zhang, "Activity 1 · ends on")
    await service.turn_to(at(4, 13, 1, 1))  # 30 days before 12 May: 12 April, a Sunday
    assert told(zhang, "Activity 1 · ends on 12 May") == 1
    never_notified(zhang, COMING)


async def test_the_last_day_is_moved_in_words_or_by_the_label_behind_more(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await planned(service, intent())
    for person, typed in (
        (zhang, "活动1推迟到5月12日"),
        (zhang, "第1项活动改到5月12日"),
        (zhang, "សកម្មភាពលេខ ១ ពន្យារដល់ថ្ងៃទី ១២ ឧសភា"),
        (dara, "postpone activity 1 to 12 May"),
    ):
        await person.says("/menu", typed)
        person.sees("Please check.", "Last day: 12 May")
    for typed in ("更改完成期限", "ប្តូរថ្ងៃចុងក្រោយ", "Change the last day", "活动1改期"):
        assert "It is due by 28 April now." in await zhang.says("/activity 1", typed), typed
    assert "Give a date from" in await zhang.says("/cancel", "活动1推迟到2月12日")
    assert "Propose to drop" in await zhang.says("/cancel", "活动1提议取消")


async def test_the_present_last_day_is_refused_and_another_one_asked_for(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await planned(service, intent())
    await dara.says("/activity 1")
    await dara.presses("Change the last day")
    for _ in range(2):
        await dara.says("28 April")
        assert "It is already set like this. Nothing was changed." in dara.card
        assert dara.buttons[-1] == "Cancel"
    await dara.sends("12 May")
    zhang.sees("Activity 1: due by 28 April → 12 May")


async def test_an_activity_is_dropped_with_both_keys_and_never_brought_up_again(
    service: ScenarioDriver, wang: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await planned(service, intent())
    assert "Activity 1 (due by 28 April) → dropped" in await wang.sends("/activity 1 drop")
    assert "Status: planned" in wang.card
    await dara.presses("Agree")
    await dara.sends()
    assert "Status: dropped by both Parties" in await wang.says("/activity 1")
    assert wang.buttons == ["Action plan", "Menu"]
    assert "Activity 1 has already ended." in await wang.says("/activity 1 move 2026-05-12")
    await skip_to(service, at(6, 1, 3))
    never_notified(zhang, "Activity 1 ·")


async def test_what_is_declined_or_done_meanwhile_changes_nothing_in_the_plan(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    await planned(service, intent())
    await dara.sends("/activity 1 drop")
    await zhang.presses("Decline")
    await zhang.sends()
    dara.sees("Activity 1")
    assert "Status: planned" in await li.says("/activity 1")
    await dara.sends("/activity 1 move 2026-05-12")
    assert "Agree" in zhang.buttons
    await zhang.says("/activity 1 move 2026-05-19")
    assert "This is already proposed and not answered yet" in zhang.card
    await li.sends("/activity 1 done")
    assert "None at present." in await dara.says("/approvals")
    assert "activity 1" not in await zhang.says("/inbox")


async def test_what_cannot_be_proposed_of_an_activity_is_refused_with_the_reason(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser
) -> None:
    await planned(service, intent())
    for player, typed, said in (
        (
            li,
            "/activity 1 drop",
            "Your role does not allow this: ask a colleague.",
        ),
        (
            li,
            "/activity 1 move",
            "Your role does not allow this: ask a colleague.",
        ),
        (
            dara,
            "/activity 1 move 2026-04-28",
            "It is already set like this. Nothing was changed.",
        ),
        (dara, "/activity 1 move 2026-03-20", "Give a date from 1 April"),
        (dara, "/activity 1 move whenever", "cannot read this date"),
        (dara, "/activity 9 drop", "There is nothing with this number or code."),
    ):
        await player.says(typed)
        assert said in player.card, typed
    await dara.says("/activity 1")
    await li.sends("/activity 1 start")
    await dara.presses_shown("activity 1 @1 drop")
    assert "This has changed since you opened it." in dara.card
