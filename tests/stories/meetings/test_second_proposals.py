"""A proposal beside another one, a host out of turn, how urgency is shown, and no answer."""

from datetime import timedelta

import pytest

from liaison.core.cards import text
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, code_in
from tests.stories.meetings.proposal_steps import (
    UP_TO_THE_VENUE,
    proposes,
    raises_emergency,
)
from tests.stories.sent_messages import never_notified

EMERGENCY = text("meeting-kind-emergency")
DIFFERENCE = text("meeting-kind-difference")


def sees(person: ScenarioUser, key: str, code: str) -> str:
    """A notice about the emergency meeting."""
    cause = text("occasion-at-risk")
    return person.sees_key(key, code=code, kind=EMERGENCY, occasion=cause)


async def test_a_host_out_of_turn_is_warned_about_and_not_refused(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    warning = dara.words("proposal-not-in-turn", party=text("agreement-party-kh"))
    typed = ("/propose", "annual", "20.4 9:00", "video")
    assert warning not in await zhang.says(*typed, "KH")
    assert warning in await dara.says(*typed, "CN")
    await dara.sends()
    dara.sees_key("proposal-sent", how="new")


async def test_both_propose(dara: ScenarioUser, zhang: ScenarioUser) -> None:
    typed = ("/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    code = await proposes(dara, *typed)
    await zhang.sends(*typed)
    zhang.sees_key("proposal-sent", how="second")
    kind, other = text("meeting-kind-difference"), text("occasion-other")
    dara.sees_key("notice-meeting-counter", code=code, kind=kind, occasion=other)


@pytest.mark.parametrize("first", [("/accept {} 1",), ("/counter {}", "5 March 9:00")])
async def test_other_times_leave_only_once_the_first_answer_is_taken_back(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, first: tuple[str, ...]
) -> None:
    code = await proposes(dara, "/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    await zhang.says(*(each.format(code) for each in first), "send")
    assert "take that one back first" in await zhang.says(f"/counter {code}")
    await zhang.says("6 March 9:00", "send")
    zhang.sees("Not sent yet: to send this instead, take that one back first.", "Friday, 6 March")
    assert (zhang.buttons[0], zhang.buttons[-1]) == ("Take back", "Send to Cambodia")
    await zhang.presses("Send to Cambodia")
    zhang.sees("to send this instead, take that one back first", "Friday, 6 March")
    await zhang.presses("Take back")
    zhang.sees("Taken back. Cambodia has seen nothing.", "Friday, 6 March")
    await zhang.presses("Send to Cambodia")
    await service.turn(HOLD)
    dara.sees("China suggests other times", "Friday, 6 March")
    never_notified(dara, "agreed")
    never_notified(dara, "5 March")


async def test_a_proposal_that_is_filled_in_anew_leaves_in_the_place_of_the_first(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.says("/propose annual", "10 March 10:00", "video", "KH", "send")
    await zhang.says("/propose annual", "11 March 10:00", "video", "KH")
    zhang.sees("to send this instead, take that one back first", "11 March")
    await zhang.presses("Take back")
    await zhang.chooses("button-resume-proposal")
    await zhang.sends()
    dara.sees("annual consultation", "Wednesday, 11 March")
    never_notified(dara, "10 March")


async def test_a_check_that_waited_for_an_act_says_that_this_has_left(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(dara, "/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    await zhang.says(f"/accept {code} 1", "send", f"/counter {code}", "6 March 9:00")
    await service.turn(HOLD)
    zhang.sees("was sent. What you checked after it was not sent.")
    assert "Take back" not in {label for each in zhang.visible for label in each.labels}
    await zhang.chooses("button-resume-proposal")
    zhang.sees(f"{code} has changed since you began. Check your answers.")
    await zhang.chooses("objection-time")
    await zhang.sends()
    dara.sees("Change proposed by China:", "Friday, 6 March")


async def test_a_draft_of_other_times_ends_with_its_proposal(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(dara, "/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    await zhang.says(f"/counter {code}", "6 March 9:00")
    await dara.sends(f"/retract {code} settled")
    await zhang.says("/menu")
    await zhang.chooses("button-resume-proposal")
    zhang.sees(code, "Withdrawn")
    await zhang.says("/menu")
    assert zhang.words("button-resume-proposal") not in zhang.buttons


async def test_a_cancellation_does_not_leave_behind_a_change(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await proposes(dara, "/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    await zhang.sends(f"/accept {code} 1")
    await dara.says(f"/calloff {code} time", "6 March 9:00", "send", f"/calloff {code} settled")
    dara.sees("to send this instead, take that one back first")
    await dara.presses("Take back")
    dara.sees("Cancel the meeting", code)
    await dara.sends()
    zhang.sees_key("notice-meeting-cancel", code=code, kind=DIFFERENCE)


async def test_a_second_emergency_for_one_cause_shows_the_first_and_asks_whether_another_is_meant(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.says("/emergency", "at_risk", "3.3 16:00")
    first = await raises_emergency(dara, "3.3 14:00")
    await zhang.presses_send()
    zhang.sees_key("proposal-ask-another", code=first)
    await zhang.chooses("button-open", code=first)
    assert zhang.words("button-accept-option", number=1) in zhang.buttons
    await zhang.says("/emergency")
    await zhang.chooses("button-resume-emergencydraft", "field-another")
    await zhang.sends()
    second = code_in(zhang.card, "M")
    assert second != first
    sees(dara, "notice-meeting-emergency", second)
    await dara.says("/emergency", "found")
    assert dara.words("field-another") not in dara.buttons


async def test_an_emergency_meeting_is_called_urgent_once(
    dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    title = dara.words("meeting-title", code=code, kind=EMERGENCY, urgent="no")
    for person in (dara, zhang):
        await person.says(f"/meeting {code}")
        assert person.card.splitlines()[0].endswith(title)


async def test_another_meeting_that_is_urgent_is_marked(dara: ScenarioUser) -> None:
    typed = ("difference", "interpretation", "4 March 14:00", "video", "KH", "-")
    code = await proposes(dara, "/propose", *typed, "Change", "Urgency", "urgent")
    kind = text("meeting-kind-difference")
    dara.sees_key("meeting-title", code=code, kind=kind, urgent="yes")


async def test_an_emergency_whose_time_is_asked_again_is_kept_while_something_else_is_opened(
    zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    for person, said, time in (
        (zhang, "有人被关押，马上开会，今天下午4点视频", "不是，是5点"),
        (dara, "emergency a person is in danger today 4pm video", "no, at 5"),
    ):
        await person.says(said, time)
        assert len(person.buttons) == 3, "at five in the night or in the afternoon"
        await person.says("/today")
        person.sees_key("waits-emergencydraft")
        await person.chooses("button-resume-emergencydraft")
        person.sees_key("field-host")


async def test_that_the_other_party_has_not_answered_ends_with_its_answer_or_when_it_is_too_late(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    for day, answered in ((2, True), (3, False)):
        await raises_emergency(zhang, f"{day} March 18:00")
        await service.turn(timedelta(minutes=61))
        told = zhang.sees("Cambodia has not answered this notification yet")
        assert f"As of {day} March, 11:0" in told
        assert "Nothing to do" not in told
        if answered:
            await dara.presses("✓ Accept option 1")
        await service.turn(timedelta(hours=23))
        told = zhang.sees("Cambodia has not answered this notification yet")
        assert "Nothing to do here since" in told
        assert ("Agreed" if answered else "Expired: all proposed times have passed.") in told
