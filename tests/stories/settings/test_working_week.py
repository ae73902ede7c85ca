"""Quiet hours and the working week of a Party."""

from liaison.settings.repository import SettingChanges
from tests.contract.samples import once
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.settings.test_settings import received


async def test_quiet_hours_are_the_own_partys_and_hold_at_once(
    service: ScenarioDriver, bopha: ScenarioUser, wang: ScenarioUser
) -> None:
    await bopha.says("/settings hours")
    await bopha.presses("Quiet hours")
    await bopha.says("22:00 06:00")
    assert "Saved. Quiet hours: 20:00 to 07:00 → 22:00 to 06:00" in await bopha.sends()
    bopha.sees("Last set by Bopha")
    for player in (service["dara"], service["zhang"]):
        player.sees("The quiet hours of Cambodia are now 22:00 to 06:00.")
    assert "Now: 20:00 to 07:00" in await wang.says("/settings quiet_hours")
    assert "22:00 to 06:00 → 20:00 to 07:00" in await bopha.presses("Undo the last change")
    assert "Now: 20:00 to 07:00" in await bopha.sends()


async def test_a_value_changes_no_check_that_another_message_has_come_after(
    bopha: ScenarioUser,
) -> None:
    await bopha.says("/settings quiet_hours 21-7")
    assert "09:00 → 08:30" in await bopha.says("简报时间 8点半")
    assert "Quiet hours" not in await bopha.says("3")
    assert "Send to China" not in bopha.buttons
    assert "Holidays of Cambodia" in await bopha.says("/holidays")
    assert "Quiet hours" not in await bopha.says("4.1")
    await bopha.says("/send")
    assert "20:00 to 07:00 → 22:00 to 07:00" in await bopha.says("22-7")


async def test_how_near_a_due_date_has_a_message_of_its_own_is_the_own_partys(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    await bopha.says("/settings near_days 5")
    card = bopha.sees("Separate messages for due dates from: 3 days → 5 days")
    assert "No due date is so near today. Each has a separate message." in card
    assert "Saved. Separate messages for due dates from" in await bopha.presses("✓ Save")


async def test_a_working_week_of_six_days(service: ScenarioDriver, bopha: ScenarioUser) -> None:
    await bopha.says("/settings working_days 1-6")
    bopha.sees("Monday, Tuesday, Wednesday, Thursday, Friday and Saturday")
    await bopha.sends()
    assert "30 May is a working day in Cambodia." in await bopha.says("/explain 2026-04-30")


async def test_both_parties_are_told_what_another_week_moves(service: ScenarioDriver) -> None:
    reference = await received(service)
    await service["wang"].sends("/settings working_days 1 2 5")
    for player in (service["dara"], service["zhang"]):
        player.sees("The working days of China are now Monday, Tuesday and Friday.")
        player.sees(f"{reference} is still due 1 April; the last working day before that is now")
        player.sees("31 March")
    assert "Due: 1 April" in await service["li"].says(f"/explain {reference}")


async def test_a_shorter_week_does_not_make_one_long_rest_of_the_holidays(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    await bopha.says("/holidays import")
    fridays = ("2026-05-08", "2026-05-15", "2026-05-22")
    await bopha.sends("\n".join(f"{day} Rest" for day in ("2026-05-06", "2026-05-07", *fridays)))
    bopha.sees("5 days are recorded.")
    assert "This goes to China." in await bopha.says("/settings working_days 3-5")
    await bopha.says("/holidays import")
    await bopha.sends("\n".join(f"2026-05-{day} Rest" for day in (13, 14, 20, 21)))
    bopha.sees("4 days are recorded.")
    assert "would have no working day" in await bopha.says("/settings working_days 3-5")
    assert not await once(service.app.database, lambda tx: tx.of(SettingChanges).changes())
