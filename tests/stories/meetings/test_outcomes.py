"""After a meeting: both Parties record whether it took place, and approve what comes of it."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

from tests.scenario import ScenarioDriver, ScenarioUser, at, code_in
from tests.stories.meetings.proposal_steps import changes
from tests.stories.meetings.test_agendas import agreed, take_place
from tests.stories.prepared_state import make


async def test_a_decision_that_the_other_party_declines_is_no_part_of_the_plan(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await take_place(service, code, at(3, 5, 6))
    await dara.sends(f"/decide {code} CN 2026-07-31 A workshop")
    await dara.sends(f"/minutes {code} 12/26 MoI")
    assert "To do: 1\n" in await zhang.says("/today")
    assert f"Minutes of {code} · answer by" in zhang.card
    assert " · and one more" in zhang.card
    asked = zhang.sees("Please agree or decline.", "Decision: A workshop")
    await zhang.says(f"/approval {code_in(asked, 'K')}")
    await zhang.presses("Decline")
    await zhang.sends()
    dara.sees(f"Decision of {code}, activity 1")
    assert "Seen by" not in service["wang"].sees("Declined by Zhang, 5 March")
    for player, who in ((dara, "China (coordinator)"), (zhang, "Zhang")):
        await player.says("/activity 1")
        assert f"Declined by {who}, today" in player.card
        assert "not yet approved by both Parties" not in player.card
        await player.says("/activity 1 done")
        assert "None at present." in await player.says("/plan")


async def test_whether_a_meeting_took_place_is_asked_of_both_parties_and_never_assumed(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    service.parts = {**service.parts, "sun": replace(service.parts["zhang"], name="Sun")}
    await service.gather("sun", subtitled=True)
    code = await agreed(service, start=at(3, 5, 2))
    await service.turn_to(at(3, 5, 6))
    for player in (dara, zhang, service["sun"]):
        player.sees(f"{code} has passed.")
        assert player.buttons[:2] == ["It took place", "It did not"]
    await sokha.says(f"/meeting {code}")
    assert "It took place" not in sokha.buttons
    assert "It took place:" not in sokha.card
    for typed, act in (
        ("开了", "Record that it took place"),
        ("没开成", "Record that it did not take place"),
        ("បានប្រជុំ", "Record that it took place"),
        ("បានលើក", "Record that it did not take place"),
        ("it did not take place", "Record that it did not take place"),
        ("会议没有开", "Record that it did not take place"),
        ("ប្រជុំមិនបានធ្វើទេ", "Record that it did not take place"),
        ("the meeting took place", "Record that it took place"),
    ):
        await dara.says(typed)
        assert f"{act} · {code}" in dara.sees("Please check.")
        for answer in ("no", "否", "ទេ"):  # at a check it opens no other act
            assert f"{act} · {code}" in await dara.says(answer)
        await dara.says("cancel")
    for typed in (f"/decide {code} CN 2026-07-31 A workshop", f"/minutes {code}"):
        assert f"First record that {code} took place." in await dara.says(typed)
        assert dara.buttons[0] == "It took place"
    await dara.says("/held")
    assert dara.buttons[:2] == ["It took place", "It did not"]
    await dara.presses("It took place")
    await zhang.presses("It took place")
    await dara.presses_send()
    await zhang.presses_send()
    await service.turn(timedelta(minutes=3))
    assert "✓ Done by Zhang" in service["sun"].sees(f"{code} has passed.")
    assert "It took place" not in service["sun"].buttons
    for player in (dara, zhang):
        assert "Cambodia: it took place." in await player.says(f"/meeting {code}")
        assert "China: it took place." in player.card
        assert "record whether it took place" not in await player.says("/today")
        assert f"{code} · consultation on a difference · record what was decided" in player.card


async def test_a_meeting_that_did_not_take_place_gets_another_time(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await service.turn_to(at(3, 5, 6))
    await dara.says("/today")
    assert f"{code} · consultation on a difference · record whether it took place" in dara.card
    await zhang.sends("It did not")
    dara.sees(f"China has recorded that {code} (consultation on a difference) did not take place.")
    assert "When:" in await dara.sends(f"/held {code} yes")
    assert "Cambodia: it took place." in dara.card
    zhang.sees(f"Cambodia has recorded that {code} took place; China, that it did not.")
    for player in (dara, zhang):
        assert "the Parties differ on whether it took place" in await player.says("/today")
        for typed in (f"/minutes {code}", f"/decide {code}", f"/meeting {code}"):
            await player.says(typed)
            assert player.buttons[:2] == ["It took place", "It did not"]
        assert "recorded different things" in await player.says(f"/minutes {code}")
    await service.turn_to(at(3, 6, 2, 1))
    for player in (dara, zhang):
        assert "the Parties differ" in player.sees("Good morning. To do: 1")
    await dara.says(f"/agenda {code}")
    assert "Record a decision" not in dara.buttons
    await zhang.says(f"/meeting {code}")
    await zhang.presses("Change the time", "the time does not suit")
    await zhang.sends("9 March 10:00")
    await dara.presses("✓ Accept option 1")
    await dara.sends()
    card = zhang.sees("Agreed by both Parties")
    assert "When: Monday, 9 March" in card
    assert "took place" not in card


async def test_what_took_place_names_the_agreed_time_and_ends_an_open_change_of_it(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await changes(zhang, code, "7 March 10:00")
    assert "7 March" in await dara.says(f"/meeting {code}")
    await service.turn_to(at(3, 5, 6))
    for player in (dara, zhang):
        for answer in ("no", "yes"):
            card = await player.says(f"/held {code} {answer}")
            assert "Time: Thursday, 5 March" in card
            assert "7 March" not in card
        assert "7 March" not in await player.sends()
        assert "it took place." in player.card
    for player, typed in product((dara, zhang), (f"/meeting {code}", "/meetings open", "/today")):
        assert "7 March" not in await player.says(typed)
        assert "answer" not in player.card
    assert "It took place: Thursday, 5 March" in await dara.says(f"/meeting {code}")
    assert "It took place" in await dara.presses("History")


async def test_who_recorded_that_it_took_place_reads_that_the_other_differs(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await service.turn_to(at(3, 5, 6))
    await dara.sends(f"/held {code} yes")
    await zhang.sends(f"/held {code} no")
    differs = f"China has recorded that {code} did not take place; Cambodia, that it did."
    dara.sees(differs)
    asking = next(each for each in reversed(dara.visible) if differs in each.text)
    assert asking.labels[:2] == ["It took place", "It did not"]
    await zhang.sends(f"/held {code} yes")
    assert all("It did not" not in each.labels for each in dara.visible)
    assert "Nothing to do" in dara.sees(differs)


async def test_minutes_are_named_by_one_party_and_count_when_the_other_has_approved_them(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    assert f"cannot be done with {code} now" in await dara.says(f"/minutes {code} 12/26")
    await take_place(service, code, at(3, 5, 6))
    assert "Only a coordinator can do this" in await li.says(f"/minutes {code} 12/26")
    said = await dara.says("纪要：双方同意每季度通报一次情况")
    assert said.startswith("“双方同意每季度通报一次情况”: The content stays in the letter")
    await dara.says("/cancel")
    for typed in ("minutes 12/26 MoI", "会议纪要：公函12/26 MoI", "កំណត់ហេតុ លេខ 12/26 MoI"):
        assert f"Record the minutes · {code}" in await dara.says(typed)
        assert "Letter: 12/26 MoI" in dara.card
        await dara.says("cancel")
    await dara.says(f"/meeting {code}")
    await dara.presses("Record the minutes")
    assert "Write the letter number" in await dara.says("a nice meeting")
    await dara.sends("12/26 MoI")
    line = "Minutes: letter 12/26 MoI of Cambodia, not yet approved by both Parties"
    for player in (dara, li):
        assert line in await player.says(f"/meeting {code}")
    await zhang.says(f"/meeting {code}")
    assert zhang.buttons[0].startswith("Open K26-")
    await dara.says(f"/meeting {code}")
    assert "Record the minutes" not in dara.buttons
    assert "This is already proposed and not answered yet: K26-" in await zhang.says("/minutes")
    assert zhang.buttons[0].startswith("Open K26-")
    assert "Letter: 12/26 MoI" in zhang.sees("Please agree or decline.")
    await zhang.presses("Decline")
    zhang.sees("Letter: 12/26 MoI")
    await zhang.sends()
    declined = "Minutes: letter 12/26 MoI of Cambodia, not approved"
    assert declined in (await dara.says(f"/meeting {code}")).splitlines()
    await zhang.sends(f"/minutes {code} 7/26 MPS")
    await dara.presses("Agree")
    await dara.sends()
    for player in (dara, zhang):
        await player.says(f"/meeting {code}")
        assert "Minutes: letter 7/26 MPS of China, approved by both Parties" in player.card
    await dara.says(f"/minutes {code} 13/26 MoI")
    approved = f"Both Parties have already approved the minutes of {code}."
    assert approved in dara.card
    assert approved in await dara.says(f"/held {code} no")


async def test_where_there_is_no_coordinator_a_focal_person_records_what_a_meeting_decided(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await make(service, zhang, active=False)
    await service.turn_to(at(3, 5, 6))
    await li.sends(f"/held {code} yes")
    assert f"{code} · consultation on a difference · record what was decided" in await li.says(
        "/today"
    )
    await li.sends(f"/decide {code} CN 2026-07-31 A workshop")
    await dara.presses("Agree")
    await dara.sends()
    approved = f"Both Parties have approved a decision of {code}, so it took place."
    assert approved in await dara.says(f"/held {code} no")
    await li.says(f"/meeting {code}")
    await li.presses("Record the minutes")
    await li.sends("7/26 MPS")
    await dara.presses("Agree")
    await dara.sends()
    assert "Minutes: letter 7/26 MPS of China, approved by both Parties" in await li.says(
        f"/meeting {code}"
    )
    assert "Agreed by both Parties" not in li.card
