"""Settings: an administrator's own hours hold at once, what both share takes both approvals."""

import json
from datetime import timedelta

import pytest

from liaison.approvals.repository import Approvals
from liaison.settings.repository import SettingChanges
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, at, code_in, log_verification
from tests.stories.audible_messages import sounds, told
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.sent_messages import never_notified

DAY = timedelta(days=1)


async def received(service: ScenarioDriver) -> str:
    """A request of Cambodia that China has received on 2 March: the answer is due by 1 April."""
    reference = await log_verification(service, "sokha", persons=3, children=1, letter="123/26 MoI")
    await service["li"].sends(f"/receive {reference} today")
    return reference


async def proposed(player: ScenarioUser, line: str) -> str:
    """Propose a shared value in one line; gives the code of the proposal."""
    await player.sends(f"/settings {line}")
    return code_in(player.card, "K")


async def test_the_reminders_are_changed_in_the_middle_of_a_running_request(
    service: ScenarioDriver,
    bopha: ScenarioUser,
    zhang: ScenarioUser,
    wang: ScenarioUser,
    li: ScenarioUser,
) -> None:
    await received(service)
    await bopha.says("/menu")
    await bopha.presses("Settings", "Reminders of requests")
    bopha.sees("Joint settings: a change takes effect when China agrees.")
    await bopha.presses("Reminders before the due date")
    bopha.sees("Now: 15, 7, 3 and 1 days before, and on the day", "Never changed.")
    assert "Change of “Reminders before the due date”" in await bopha.says("20 10 5 1 0")
    bopha.sees("and on the day → 20, 10, 5 and 1 days before, and on the day")
    bopha.sees("1 of one open request will get reminders on other days. First change: 12 March")
    assert "Proposed to China" in await bopha.sends()

    # The other Party is asked; until it agrees, nothing changes.
    await wang.says("/settings reminder_days")
    wang.sees("Now: 15, 7, 3 and 1 days before, and on the day")
    zhang.sees("Reminders before the due date")
    await zhang.presses("Agree")
    assert "in effect." in await zhang.sends()
    bopha.sees("Reminders before the due date")
    wang.sees("Now: 20, 10, 5 and 1 days before, and on the day")
    wang.sees("Initial setting: 15, 7, 3 and 1 days before, and on the day")
    wang.sees("Last set: proposed by Cambodia (administrator), agreed by Zhang, 2 March")

    # Due on 1 April: twenty days before is 12 March, at nine in Beijing.
    await service.turn_to(at(3, 12, 0, 59))
    never_notified(li, "reply due in 20 days")
    await service.turn_to(at(3, 12, 1))
    assert told(li, "reply due in 20 days") == 1
    await service.turn_to(at(3, 17, 1, 5))
    assert told(li, "reply due in 15 days") == 0  # the line of 12 March counts on, without a sound
    await service.turn_to(at(3, 27, 1, 0))
    assert told(li, "reply due in 5 days") == 1


async def test_what_was_set_is_undone_with_both_keys(
    service: ScenarioDriver, bopha: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    code = await proposed(bopha, "forgotten_days 10")
    await zhang.sends(f"/approval {code} agree")
    assert "Zhang already recorded this, today" in await wang.says(f"/approval {code} agree")
    assert "Now: 10 days" in await bopha.says("/settings forgotten_days")
    assert "10 days → 7 days" in await bopha.presses("Undo the last change")
    await bopha.sends()
    assert "Now: 10 days" in await bopha.says("/settings forgotten_days")
    bopha.sees("A change is proposed:")
    assert "10 days → 7 days" in await zhang.says("/approvals")


async def test_a_second_wrong_value_is_answered_with_more_than_the_first(
    bopha: ScenarioUser,
) -> None:
    await bopha.says("/settings message_hours")
    numbers, wrong = [], "“45”: This cannot be set here. Write a number of hours from 12 to 44."
    for times in range(3):
        assert wrong in await bopha.says("45")
        assert ("This is still not accepted." in bopha.card) is (times > 0)
        assert ("Example: 24 hours, as it is now." in bopha.card) is (times > 0)
        numbers.append(bopha.visible[-1].message_id)
        assert not any(each.text == "45" for each in bopha.visible)
    assert numbers == sorted(set(numbers))
    assert "24 hours → 20 hours" in await bopha.says("20")


async def test_a_setting_is_opened_and_changed_in_words(
    wang: ScenarioUser, bopha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    for typed in ("安静时间改成晚上9点到早上7点", "ម៉ោងផ្អាកការជូនដំណឹង ២១ ដល់ ៧"):
        for person in (wang, bopha):
            assert "New value: 20:00 to 07:00 → 21:00 to 07:00" in await person.says(typed)
            assert person.buttons[0] == person.send_label
    assert "Saved. Quiet hours: 20:00 to 07:00 → 21:00 to 07:00" in await wang.sends()
    assert "21:00 to 07:00 → 20:00 to 07:00" in await wang.sends("免打扰时段 20:00-7:00")
    assert "Time of the daily summary: 09:00 → 08:00" in await wang.says("简报时间改为8点")
    assert wang.buttons[0] == "✓ Save"
    await wang.says("是", to="Saved. Time of the daily summary: 09:00 → 08:00")
    await wang.says("简报时间改为9点", "是的", to="08:00 → 09:00")
    for person, typed in ((wang, "把提醒时间改到8点"), (bopha, "កំណត់ម៉ោងរំលឹក ៨ ព្រឹក")):
        assert "Which setting do you mean?" in await person.says(typed)
        assert person.buttons[1] == "Hour of reminders"
        await person.presses("Time of the daily summary")
        person.sees("Time of the daily summary: 09:00 → 08:00")
    await wang.says("提醒改为前10天")
    wang.sees("“10天”: Then Cambodia would have no separate message before a due date.")
    await wang.says("提醒改为前20天、10天和3天")
    wang.sees("This goes to Cambodia.", "on the day → 20, 10 and 3 days before")
    await wang.says("/settings meeting_minutes 1")
    wang.sees("120 min before → 1 min before")
    await wang.says("/menu", "工作日改为周一到周四")
    wang.sees("Thursday and Friday → Monday, Tuesday, Wednesday and Thursday")
    assert "This cannot be set here." in await wang.says("/menu", "消息保留时间改为2天")
    assert "Now: 20:00 to 07:00" in await zhang.says("免打扰时段")
    for person in (zhang, li):
        assert "ask a colleague. The role of Wang allows it." in await person.says(
            "免打扰改到9点到7点"
        )


@pytest.mark.parametrize(
    ("who", "what", "said"),
    [
        ("zhang", "decline", "China declined."),
        ("bopha", "withdraw", "Cambodia withdrew its proposal."),
    ],
)
async def test_a_proposal_comes_to_nothing(
    service: ScenarioDriver, who: str, what: str, said: str
) -> None:
    code = await proposed(service["bopha"], "forgotten_days 10")
    assert "Nothing changes." in await service[who].sends(f"/approval {code} {what}")
    hears = "zhang" if who == "bopha" else "bopha"
    await service.turn_to(at(3, 3, 3))
    assert any(told(service[each], said) for each in (hears, "dara"))
    assert "Now: 7 days" in await service["bopha"].says("/settings forgotten_days")


async def test_a_proposal_that_no_one_answers_expires(
    service: ScenarioDriver, bopha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposed(bopha, "forgotten_days 10")
    for day in range(3, 26):
        await service.turn_to(at(3, day, 3))
    lapsed = f"{code} was not answered in time"
    for person in (bopha, dara, zhang):
        assert told(person, lapsed) == 1
        assert len([each for each in sounds(person) if lapsed in each]) == (person is not zhang)
    assert told(dara, "open until 16 March, 09:02")
    (*_, last) = (each for each in sounds(zhang) if code in each)
    assert "answer by 16 March, 10:02" in last
    assert "Not answered in time" in await zhang.says(f"/approval {code} agree")


async def test_both_propose_the_same_and_the_second_finds_the_first(
    service: ScenarioDriver, bopha: ScenarioUser, wang: ScenarioUser
) -> None:
    await wang.says("/settings forgotten_days 9")
    code = await proposed(bopha, "forgotten_days 10")
    await wang.presses_send()
    wang.sees(f"This is already proposed and not answered yet: {code}")


async def test_a_line_that_is_sure_fills_the_check_of_a_joint_setting(
    service: ScenarioDriver, bopha: ScenarioUser, zhang: ScenarioUser
) -> None:
    assert "Please check. This goes to China." in await bopha.says("/settings forgotten_days 10 ok")
    assert "7 days → 12 days" in await bopha.says("12")
    await bopha.presses_send()
    await bopha.presses("Take back")
    await service.turn(HOLD)
    never_notified(zhang, "Remind about inactive requests after")


async def test_the_own_key_does_not_turn_the_lock_twice(
    service: ScenarioDriver, bopha: ScenarioUser, dara: ScenarioUser, sokha: ScenarioUser
) -> None:
    code = await proposed(bopha, "rule_days 45")
    for player in (bopha, dara):
        assert "Cambodia already made this proposal." in await player.says(
            f"/approval {code} agree"
        )
    await sokha.says(f"/approval {code} agree")
    sokha.sees("Your role does not allow this: ask a colleague.")


async def test_the_rule_is_changed_and_a_running_request_keeps_its_date(
    service: ScenarioDriver, bopha: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    reference = await received(service)
    assert "The open due date does not change." in await bopha.says("/settings rule_days 45")
    await bopha.sends()
    await zhang.presses("Agree")
    await zhang.sends()
    assert "Reply due by the end of 1 April" in await sokha.says(f"/request {reference}")
    assert "The date was fixed on receipt: 1 April." in await sokha.says(f"/explain {reference}")
    sokha.sees("it is 16 April")
    assert "45 calendar days after the request" in await sokha.says("/explain 2026-03-02 CN")


async def test_nonsense_is_refused_with_the_reason_and_nothing_changes(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    for line, said in (
        ("reminder_days 3 7 15", "from the farthest to the nearest"),
        ("reminder_days", "Now: 15, 7, 3 and 1 days before, and on the day"),
        ("reminder_days ,", "This cannot be set here."),
        ("watch_days off", "This cannot be set here. Write days from"),
        ("reminder_days 40 7", "A reminder 40 days before would never be sent"),
        ("reminder_days 15 7", "would have no separate message before a due date"),
        ("near_days 31", "Write a number of days from 3 to 30"),
        ("near_days 0", "Write a number of days from 3 to 30"),
        ("own_messages 0", "Write a number from 1 to 20"),
        ("reminder_hour 25", "Write a full hour from 0 to 23"),
        ("reminder_hour 22", "20 to 7 o’clock are quiet hours of Cambodia"),
        ("digest_time 19:30", "Write a time in the morning, from 06:00 to 11:00"),
        ("quiet_hours 25-7", "Write two full hours"),
        ("quiet_hours 10-9", "At most 16 hours of a day can be quiet hours."),
        (
            "important_coordinators 700",
            "The coordinators would be notified only after up to 44 days",
        ),
        ("important_coordinators off", "The coordinators must be notified"),
        ("emergency_again 1440", "everyone must be notified within 24 hours"),
        ("meeting_days 366", "A reminder 366 days before would never be sent"),
        ("annual_month 13", "Write a month from 1 to 12"),
        ("working_days", "Now: Monday"),
        ("working_days 8", "Write days from 1 (Monday)"),
        ("working_days 7", "A week needs at least 3 working days."),
        ("rule_days 30", "It is already set like this."),
        ("rule_days undo", "This was never changed"),
        ("rule_unit =7", "Write one of the choices below"),
        ("colour blue", "There is no setting with this name."),
    ):
        await bopha.says(f"/settings {line}")
        assert said in bopha.card, line
    async with service.app.database.transaction() as tx:
        assert not await tx.of(SettingChanges).changes()
        assert not await tx.of(Approvals).listed()


async def test_what_passes_alone_is_refused_together(
    service: ScenarioDriver, bopha: ScenarioUser, zhang: ScenarioUser
) -> None:
    for line in ("rule_unit working", "reminder_days 7 3 1", "rule_days 5"):
        assert "in effect." in await zhang.sends(f"/approval {await proposed(bopha, line)} agree")
    await bopha.says("/settings reminder_days 366 300")
    bopha.sees("would never be sent, as the time is only 7 days.")
    for line in ("emergency_coordinators off", "emergency_admins off"):
        await zhang.sends(f"/approval {await proposed(bopha, line)} agree")
    assert "must reach others" in await bopha.says("/settings emergency_other_side off")
    await zhang.sends(f"/approval {await proposed(bopha, 'urgent_coordinators off')} agree")
    assert "must also reach coordinators" in await bopha.says("/settings urgent_admins off")


async def test_a_refusal_shows_what_there_is_and_waits_for_other_words(bopha: ScenarioUser) -> None:
    assert "There is no setting with this name." in await bopha.says("/settings colour blue")
    assert {"Our hours", "Emergencies"} <= set(bopha.buttons)
    assert "Write one of the choices below" in await bopha.says("/settings rule_unit =7")
    assert "Working days" in bopha.buttons
    assert "Write one of the choices below" in await bopha.says("lunar days")
    assert "New value: calendar days → working days" in await bopha.says("Working days")
    await bopha.says("/settings digest_day someday")
    bopha.sees("a day from 1 (Monday) to 7 (Sunday), or its name")
    assert "Tuesday" in bopha.buttons
    assert "Day of the weekly summary: Monday → Tuesday" in await bopha.says("Tuesday")
    await bopha.says("/settings reminder_days 40 7")
    bopha.sees("A reminder 40 days before would never be sent")
    bopha.sees("Now: 15, 7, 3 and 1 days before, and on the day")
    await bopha.says("20 7 1")
    bopha.sees("15, 7, 3 and 1 days before, and on the day → 20, 7 and 1 days before")


async def test_two_proposals_that_pass_alone_do_not_both_hold(
    service: ScenarioDriver, zhang: ScenarioUser, wang: ScenarioUser, dara: ScenarioUser
) -> None:
    first = await proposed(service["bopha"], "rule_days 20")
    second = await proposed(wang, "reminder_days 25 1")
    await zhang.sends(f"/approval {first} agree")
    await dara.says(f"/approval {second} agree")
    dara.sees("This is no longer possible, and nothing was changed. A reminder 25 days before")
    await wang.says("/settings reminder_days")
    wang.sees("Now: 15, 7, 3 and 1 days before, and on the day")


async def test_how_long_messages_stay_is_undone_and_both_steps_are_audited(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    await bopha.says("/settings message_hours 13")
    await bopha.presses("✓ Save", "Undo the last change")
    bopha.sees("Delete messages after: 13 hours → 24 hours")
    assert "Now: 24 hours" in await bopha.presses("✓ Save")
    assert bopha.buttons == ["Undo the last change", "Our messages", "Menu"]
    async with service.app.database.transaction() as tx:
        entries = [each for each in await tx.audit_lines(1, 1000) if each.action == "setting.set"]
    assert {each.subject for each in entries} == {"message_hours"}
    said = [json.loads(each.facts) for each in entries]
    assert [len(each.pop("rows")) for each in said] == [1, 1]
    assert said == [
        {"whose": "KH", "before": "24", "value": "13"},
        {"whose": "KH", "before": "13", "value": "24"},
    ]


async def test_a_coordinator_looks_and_does_not_set(
    dara: ScenarioUser, sokha: ScenarioUser
) -> None:
    assert "Now: 20:00 to 07:00" in await dara.says("/settings quiet_hours")
    await dara.says("/settings quiet_hours 21-6")
    dara.sees("Your role does not allow this: ask a colleague.")
    await sokha.says("/settings")
    sokha.sees("Your role does not allow this: ask a colleague.")


async def test_a_stale_button_changes_nothing_and_coordinators_are_told_of_a_change(
    bopha: ScenarioUser, dara: ScenarioUser
) -> None:
    await bopha.says("/settings digest_time 10:00", "/settings digest_time 09:30 ok")
    await bopha.presses("✓ Save")
    bopha.sees("This has changed since you opened it.")
    bopha.sees("Now: 09:30")
    assert told(dara, "Bopha has changed a setting. ") == 1
    assert not any("has changed a setting" in each for each in sounds(dara))


async def test_a_step_is_left_out_of_the_policy_of_later_notices(
    service: ScenarioDriver, bopha: ScenarioUser, zhang: ScenarioUser
) -> None:
    await raises_emergency(service["dara"], "3.3 14:00")
    code = await proposed(bopha, "emergency_admins off")
    await zhang.sends(f"/approval {code} agree")
    await zhang.says("/settings emergency")
    zhang.sees("Emergency, step 4: administrators, after: none")
    await service.turn(timedelta(hours=1))
    service["wang"].sees("To you as administrator")
