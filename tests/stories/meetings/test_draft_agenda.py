"""The draft agenda of an annual consultation: the same for both Parties, fourteen days before."""

from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, at, log_verification
from tests.stories.meetings.proposal_steps import changes, proposes
from tests.stories.prepared_state import skip_to
from tests.stories.sent_messages import never_notified

READY = "the draft agenda of the annual consultation on"


async def annual(dara: ScenarioUser, zhang: ScenarioUser, day: str = "20.5") -> str:
    """An annual consultation that both have agreed: its code."""
    code = await proposes(dara, "/propose", "annual", f"{day} 9:00", "Phnom Penh", "KH")
    await zhang.sends(f"/accept {code} 1")
    return code


async def test_both_get_the_same_draft_and_put_a_point_on_the_agenda_by_its_button(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    overdue, refused, returned, settled = [
        await log_verification(service, "sokha", persons=1, children=0, letter=f"{each}/26")
        for each in range(1, 5)
    ]
    for reference in (overdue, refused, returned, settled):
        await service["li"].sends(f"/receive {reference} today")
    await zhang.sends(f"/refuse {refused} security 8/26")
    await service["li"].says(f"/refuse {overdue} security 9/26")
    await service["li"].chooses("button-submit-act")  # which Cambodia may not know
    for each in (returned, settled):
        await zhang.sends(f"/answer {each} confirmed -")
    await sokha.sends(f"/return {returned} names")
    await dara.sends("/difference open Who pays the interpreter")
    code = await annual(dara, zhang)
    await skip_to(service, at(5, 5, 15))
    never_notified(dara, READY)
    await service.turn_to(at(5, 6, 2, 1))
    for player in (dara, zhang):
        player.sees(f"{code}: {READY}", "Points: 5.")
    never_notified(sokha, READY)
    assert f"Draft agenda of {code}: 5" in await zhang.says("Draft agenda")
    shown = [(await each.says(f"/agenda {code} draft")).splitlines() for each in (dara, zhang)]
    assert shown[0] == shown[1]
    lines = dara.card + await dara.says(f"/agenda {code} draft 2")
    for point in (
        f"Overdue request {overdue}",
        f"Overdue request {returned}",
        f"Refused request {refused}",
        f"Request whose reply was returned {returned}",
        "Difference D26-",
    ):
        assert point in lines
    assert settled not in lines
    await dara.says(f"/agenda {code}")
    await dara.presses("Draft agenda")
    await dara.presses("Add point 1")
    first = next(each for each in (overdue, returned) if each in dara.card)
    assert f"Overdue request {first}" in dara.card
    await dara.presses_send()
    await service.turn(HOLD)
    assert f"1. Overdue request – Cambodia · {first}" in await zhang.says(f"/agenda {code}")
    draft = await zhang.says(f"/agenda {code} draft")
    assert f"Overdue request {first} – ✓ on the agenda" in draft
    await zhang.presses("Annual report")
    zhang.sees("Annual report 2026 (2025 in brackets)")


async def test_with_nothing_open_no_draft_is_sent(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await annual(dara, zhang)
    await skip_to(service, at(5, 5, 15))
    await service.turn_to(at(5, 6, 2, 1))
    for each in (dara, zhang):
        never_notified(each, READY)
    assert "None at present." in await dara.says(f"/agenda {code} draft")
    await zhang.sends(f"/calloff {code} settled")
    assert "is over or will not take place" in await dara.says(f"/agenda {code} draft")


async def test_a_consultation_agreed_late_has_its_draft_the_next_morning(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.sends("/difference open Who pays the interpreter")
    code = await annual(dara, zhang, "13.3")
    await service.turn_to(at(3, 3, 2, 1))
    for each in (dara, zhang):
        each.sees(f"{code}: {READY}", "Points: 1.")
    assert "Difference D26-" in await dara.presses("Draft agenda")


async def test_a_consultation_moved_by_a_day_has_no_second_draft_and_one_moved_by_weeks_has(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.sends("/difference open Who pays the interpreter")
    code = await annual(dara, zhang, "16.3")
    await service.turn_to(at(3, 3, 2, 1))
    for each in (dara, zhang):
        each.sees(f"{code}: {READY}", "16 March")
    await changes(zhang, code, "17.3 9:00")
    await service.turn(HOLD)
    await dara.sends(f"/accept {code} 1")
    await service.turn_to(at(3, 5, 2, 1))
    for each in (dara, zhang):
        never_notified(each, f"{READY} 17 March")
    await changes(zhang, code, "20.5 9:00")
    await service.turn(HOLD)
    await dara.sends(f"/accept {code} 1")
    await skip_to(service, at(5, 5, 15))
    for each in (dara, zhang):
        never_notified(each, f"{READY} 20 May")
    await service.turn_to(at(5, 6, 2, 1))
    for each in (dara, zhang):
        each.sees(f"{code}: {READY}", "20 May")
