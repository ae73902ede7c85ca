"""Attendance: asked when a meeting is agreed and before it begins, until a person has answered."""

from datetime import timedelta

import pytest

from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, at
from tests.stories.audible_messages import sounds, told
from tests.stories.meetings.proposal_steps import newest_code, raises_emergency
from tests.stories.meetings.test_agendas import agreed
from tests.stories.sent_messages import buttons_under, never_notified


async def test_a_reminder_that_an_outage_delayed_says_so(service: ScenarioDriver) -> None:
    await raises_emergency(service["dara"], "4 March 03:30")
    await service["zhang"].presses("✓ Accept option 1")
    await service.turn_to(at(3, 3, 18))
    await service.outage(timedelta(hours=1))
    assert "in 1 h 30 min" in service["li"].sees("Late by 30 min: the bot was offline.")


async def test_reminders_come_a_day_two_hours_and_a_quarter_before(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    await raises_emergency(dara, "4 March 03:30")
    await zhang.presses("✓ Accept option 1")
    await service.turn_to(at(3, 2, 20, 29))
    never_notified(li, "in 24 h")
    await service.turn_to(at(3, 2, 20, 31))  # half past four at night
    li.sees("in 24 h")
    await service.turn_to(at(3, 3, 18, 31))
    assert li.sees("in 2 h").count("March") == 1
    assert buttons_under(li, "in 2 h")[:3] == ["Attending", "Not attending", "Substitute"]
    await li.presses("Attending")
    assert "Attendance: Attending\nWednesday, 4 March" in li.card
    await li.presses_send()
    await service.turn_to(at(3, 3, 20, 16))
    assert buttons_under(li, "in 15 min") == ["Details", "Menu"]
    await service.turn_to(at(3, 3, 20, 31))
    assert "Attending" not in buttons_under(dara, "is agreed")
    for person in (dara, zhang, service["sokha"]):
        assert not any("Attending" in each.labels for each in person.visible)
    for typed in ("会开完了", "yes it took place"):
        assert "Please check." in await zhang.says("/cancel", typed), typed
        zhang.sees("Record that it took place", "Time: Wednesday, 4 March", "By video")
    await zhang.sends()
    code = newest_code(zhang)
    for player in (zhang, dara):
        assert "China: it took place." in await player.says(f"/meeting {code}")
    assert "record whether it took place" in await dara.says("/today")
    assert "Please check." in await zhang.says(f"/minutes {code} 12/26 MPS")
    assert "First record" not in await zhang.says("/cancel", f"/decide {code}")
    await zhang.says("/cancel")
    heard = len(sounds(dara))
    await service.turn_to(at(3, 3, 21, 29))
    assert len(sounds(dara)) == heard, "no one is told again once it has begun"
    await service.turn_to(at(3, 3, 21, 31))
    assert len(sounds(dara)) == heard + 1
    never_notified(zhang, "has passed.")
    code = dara.sees("has passed.").partition(" has passed.")[0].split()[-1]
    for typed in ("否", "ទេ", "no"):
        assert "Record that it did not take place" in await dara.says("/cancel", typed), typed
    for typed in ("是", "បាទ", "yes"):
        assert "Record that it took place" in await dara.says("/cancel", typed), typed
    await dara.says("/cancel")
    await service.turn_to(at(3, 5, 2, 1))
    assert "· record whether it took place" in dara.sees("Good morning. To do: 1")
    await dara.sends(f"/held {code} yes")
    assert "· record what was decided" in await dara.says("/today")
    await zhang.sends(f"/decide {code} CN 2026-04-30 A form")
    assert "record what was decided" not in await dara.says("/today")


async def test_who_does_not_come_is_not_reminded_and_the_substitute_is(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "4 March 14:00")
    await zhang.presses("✓ Accept option 1")
    assert f"Do you attend {code}?" in await dara.says("/attend")
    assert dara.buttons == ["Attending", "Not attending", "Substitute", f"Open {code}"]
    assert "This is not one of the choices." in await dara.says("perhaps")
    await dara.presses("Substitute")
    assert "Substitute: Sokha" in await dara.presses("Sokha")
    never_notified(sokha, "as a substitute")
    assert "Dara (MoI) sends Sokha" in await dara.presses_send()
    facts = "Wednesday, 4 March, 14:00 Phnom Penh · 15:00 Beijing · By video."
    asks = f"Dara asks you to attend {code} (emergency meeting) as a substitute: {facts}"
    assert asks in sokha.sees("as a substitute")
    asked = buttons_under(sokha, "as a substitute")
    assert asked == ["Attending", "Not attending", f"Open {code}", "Menu"]
    assert "focal person (NCCT) attends" not in await zhang.says(f"/meeting {code}")
    await sokha.presses("Attending")
    assert f"{code} emergency meeting" in await sokha.presses_send()
    await zhang.says(f"/attend {code} yes")
    assert "China: Zhang (MPS) attends" in await zhang.presses_send()
    dara.sees("China: coordinator (MPS) attends")
    assert "coordinator (MoI) sends a substitute and focal person (NCCT) attends" in zhang.card
    await service.turn_to(at(3, 3, 7, 1))
    assert sokha.has_seen("in 24 h.") == 1
    never_notified(dara, "in 24 h.")


async def test_the_line_that_asks_who_attends_names_the_day_and_the_hour_in_both_capitals(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 19, 7))
    asks = f"{code} · consultation on a difference · Thursday, 19 March, 14:00 Phnom Penh · 15:00"
    assert asks in await sokha.says("/today")
    await service.turn_to(at(3, 12, 3))
    assert told(sokha, asks) >= 1


async def test_where_all_decline_all_are_reminded_and_no_message_asks_once_it_has_begun(
    service: ScenarioDriver, dara: ScenarioUser, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "2 March 16:00")
    await service["zhang"].presses("✓ Accept option 1")
    for person in (dara, sokha):
        await person.says(f"/attend {code} no")
        await person.presses_send()
    await service.turn_to(at(3, 2, 7, 1))
    for person in (dara, sokha):
        person.sees(f"Meeting {code} (emergency meeting): in 2 h.")
    never_notified(service["bopha"], "in 2 h")
    assert "Attending" in buttons_under(li, f"The meeting {code} is agreed")
    await service.turn_to(at(3, 2, 9, 1))
    assert not any("Attending" in each.labels for each in li.visible)


async def test_who_attends_is_checked_and_taken_back_before_the_other_party_sees_it(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await dara.says(f"/meeting {code}")
    assert "Attendance: Attending\nThursday, 5 March" in await zhang.says("/attend yes")
    await zhang.presses_send()
    await li.says(f"/attend {code} no")
    await li.presses_send()  # each person answers alone
    await zhang.presses("Take back")
    await service.turn(HOLD)
    assert "attends" not in dara.card
    dara.sees("China: focal person (MPS) does not attend")
    await zhang.presses("Change: Attendance", "Not attending")
    await zhang.sends()
    dara.sees("coordinator (MPS) does not attend")


async def test_attendance_in_words_is_of_the_person_who_writes_and_never_taken_for_thanks(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code, no, yes = await agreed(service, start=at(3, 5, 2)), "/attend no", "/attend yes"
    comes, not_coming = "Attendance: Attending", "Attendance: Not attending"
    await zhang.says(f"/attend {code} yes")
    assert not_coming in await zhang.says("ខ្ញុំទៅមិនបាន")
    for typed in ("我也参加", "我们2人参加", "យើង ២ នាក់ ចូលរួម", "2 of us will attend", "好的，参加"):
        assert not_coming in await zhang.says("/cancel", no)
        assert comes in await zhang.says(typed)
        assert comes in await zhang.says("/cancel", typed), typed
    for typed, other in (("是", "否"), ("បាទ", "ទេ"), ("yes", "no"), ("参加", "不能")):
        assert comes in await zhang.says("/attend", typed), typed
        assert not_coming in await zhang.says("/attend", other), other
    assert comes in await zhang.says(yes)
    await zhang.says("/cancel")
    other = await raises_emergency(dara, "4 March 14:00")
    third = await agreed(service, start=at(3, 6, 2))
    for typed in ("好的，参加", "យើង ២ នាក់ ចូលរួម", "我们参加"):
        await zhang.says("/menu", typed)
        offered = " ".join(zhang.buttons)
        assert all(each in offered for each in (code, other, third)), "one is only proposed"
    await zhang.says("/menu", "不参加")
    await zhang.presses(next(each for each in zhang.buttons if third in each))
    assert f"· {third}" in zhang.sees(not_coming)
    await zhang.sends()
    assert f"{third} " in zhang.sees("China: Zhang (MPS) does not attend")


async def test_the_answer_of_one_person_ends_the_notice_for_that_person_alone(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    await dara.presses("Attending")
    await dara.presses_send()
    assert "You have seen all notifications." in await dara.says("/inbox")
    assert [each for each in sokha.visible if "Attending" in each.labels]
    await service.turn(timedelta(minutes=30))
    for person in (sokha, dara):
        never_notified(person, "Again: no one has seen this")
    await sokha.presses("Not attending")
    await sokha.presses_send()
    assert "You have seen all notifications." in await sokha.says("/inbox")
    await service.turn(timedelta(hours=2))
    never_notified(zhang, f"Cambodia has not seen this notification yet: “✓ The meeting {code}")


@pytest.mark.parametrize("typed", ["不参加，王替我", "ខ្ញុំមិនអាចចូលរួមបានទេ", "I cannot come"])
async def test_who_does_not_come_is_offered_to_name_a_substitute(
    dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser, typed: str
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    asked = f"Who attends {code} in your place?"
    assert asked in await sokha.says("I can not come, Dara will replace me")
    await sokha.says("/cancel", typed)
    assert "Attendance: Not attending" in sokha.card
    assert asked in await sokha.presses("Change: Attendance", "Substitute")
    for said in ("王替我参加", "ចូលរួមជំនួសខ្ញុំ", "in my place"):
        assert asked in await sokha.says("/cancel", said)
        assert "Dara" in sokha.buttons
    for said in ("派Dara代我", "Dara ទៅជំនួសខ្ញុំ", "Dara will replace me"):
        assert asked in await sokha.says("/cancel", said), said
        assert sokha.buttons[0] == "Dara"
    for said in ("Dara不参加", "Dara មិនចូលរួម"):
        assert f"Do you attend {code}?" in await sokha.says("/cancel", said), said


async def test_who_is_named_as_a_substitute_is_a_colleague_or_is_asked_again(
    dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    await sokha.says(f"/attend {code}", "substitute")
    for typed in ("达拉", "ដ"):
        await sokha.says(typed)
        sokha.sees("choices: Dara.", f"Who attends {code} in your place?")
    for typed in ("Dar", "please Dara"):
        assert "Substitute: Dara" in await sokha.says(f"/attend {code}", "substitute", typed)


async def test_a_substitute_is_named_by_the_button_after_a_refusal_was_checked(
    dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser, sokha: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    for person, name in ((li, "Zhang"), (sokha, "Dara")):
        assert "Attendance: Not attending" in await person.says(f"/attend {code}", "no")
        await person.says("substitute")
        person.sees(f"Who attends {code} in your place?")
        assert f"Substitute: {name}" in await person.says(name)


@pytest.mark.parametrize("typed", ["我和Dara参加", "ខ្ញុំនិង Dara ចូលរួម", "Dara and I will attend"])
async def test_who_names_colleagues_answers_alone_and_reads_that_they_must_too(
    dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser, typed: str
) -> None:
    await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    assert "This is your own answer. Dara must answer too." in await sokha.says(typed)
    await sokha.presses_send()
    assert "Cambodia: Sokha (NCCT) attends" in sokha.card
    assert "Dara (MoI)" not in sokha.card


async def test_a_substitute_who_is_not_needed_any_more_reads_so_and_has_no_buttons(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    asked = "as a substitute"
    code = await agreed(service, start=at(3, 5, 2))
    for answer in ("yes", "no"):
        await dara.says(f"/attend {code}")
        await dara.presses("Substitute", "Sokha")
        await dara.sends()
        assert "Attending" in buttons_under(sokha, asked)
        await dara.says(f"/attend {code} {answer}")
        await dara.sends()
        assert "Nothing to do here" in sokha.sees(asked), answer
        assert not {"Attending", "Not attending"} & {*buttons_under(sokha, asked)}, answer
    await dara.says(f"/attend {code}")
    await dara.presses("Substitute", "Sokha")
    await dara.sends()
    await zhang.sends(f"/calloff {code} settled")
    assert not {"Attending", "Not attending"} & {*buttons_under(sokha, asked)}
    assert asked not in await sokha.says("/inbox")


@pytest.mark.parametrize(
    "typed", ["不是不参加", "មិនមែនមិនចូលរួមទេ", "It is not that I will not attend"]
)
async def test_who_denies_that_they_do_not_come_is_asked_back(
    dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser, typed: str
) -> None:
    await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    assert "did not understand" in await sokha.says(typed)
    assert "Attendance" not in sokha.card
    assert "Attendance: Attending" in await sokha.says("I will attend")
    assert "Attendance: Attending" in await sokha.says(typed)
    assert "did not understand" in sokha.card


@pytest.mark.parametrize(
    "typed",
    [
        "等等，我去不了",
        "我来不了",
        "ចាំសិន ចូលរួមមិនបាន",
        "ទៅមិនបាន",
        "wait, I can't come",
        "Cannot make it",
    ],
)
async def test_who_changes_their_mind_at_the_check_does_not_attend(
    dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser, typed: str
) -> None:
    await raises_emergency(dara, "3.3 14:00")
    await zhang.presses("✓ Accept option 1")
    assert "Attendance: Attending" in await sokha.says("I will attend")
    assert "Attendance: Not attending" in await sokha.says(typed)
    await sokha.presses_send()
    assert "Sokha (NCCT) does not attend" in sokha.card
