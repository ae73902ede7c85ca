"""Quiet hours and the working week of a Party."""

from liaison.settings.repository import SettingChanges
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.settings.test_settings import received


async def test_quiet_hours_are_the_own_partys_and_hold_at_once(
    service: ScenarioDriver, bopha: ScenarioUser, wang: ScenarioUser
) -> None:
    await bopha.says("/settings hours")
    await bopha.presses("Quiet hours")
    await bopha.says("22:00 06:00")
    await bopha.presses("✓ Save")
    bopha.sees("Saved. Quiet hours: 20:00 to 07:00 → 22:00 to 06:00")
    bopha.sees("Last set by Bopha")
    await wang.says("/settings quiet_hours")
    wang.sees("Now: 20:00 to 07:00")
    await bopha.presses("Undo the last change")
    bopha.sees("22:00 to 06:00 → 20:00 to 07:00")
    await bopha.presses("✓ Save")
    bopha.sees("Now: 20:00 to 07:00")


async def test_how_near_a_due_date_has_a_message_of_its_own_is_the_own_partys(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    await bopha.says("/settings near_days 1")
    card = bopha.sees("Separate messages for due dates from: 3 days → 1 day")
    assert "No due date is so near today. Each has a separate message." in card
    await bopha.presses("✓ Save")
    bopha.sees("Saved. Separate messages for due dates from")


async def test_a_working_week_of_six_days(service: ScenarioDriver, bopha: ScenarioUser) -> None:
    await bopha.says("/settings working_days 1-6")
    bopha.sees("Monday, Tuesday, Wednesday, Thursday, Friday and Saturday")
    await bopha.sends()
    await bopha.says("/explain 2026-04-30")
    bopha.sees("30 May is a working day in Cambodia.")


async def test_both_parties_are_told_what_another_week_moves(
    service: ScenarioDriver,
    wang: ScenarioUser,
    zhang: ScenarioUser,
    dara: ScenarioUser,
    li: ScenarioUser,
) -> None:
    reference = await received(service)
    await wang.says("/settings working_days 1 2 5")
    await wang.sends()
    for player in (dara, zhang):
        player.sees("The working days of China are now Monday, Tuesday and Friday.")
        player.sees(f"{reference} is still due 1 April; the last working day before that is now")
        player.sees("31 March")
    await li.says(f"/explain {reference}")
    li.sees("Due: 1 April")


async def test_a_shorter_week_does_not_make_one_long_rest_of_the_holidays(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    await bopha.says("/holidays import")
    fridays = ("2026-05-08", "2026-05-15", "2026-05-22")
    await bopha.says("\n".join(f"{day} Rest" for day in ("2026-05-06", "2026-05-07", *fridays)))
    await bopha.sends()
    bopha.sees("5 days are recorded.")
    await bopha.says("/settings working_days 3-5")
    bopha.sees("This goes to China.")
    await bopha.says("/holidays import")
    await bopha.says("\n".join(f"2026-05-{day} Rest" for day in (13, 14, 20, 21)))
    await bopha.sends()
    bopha.sees("4 days are recorded.")
    await bopha.says("/settings working_days 3-5")
    bopha.sees("would have no working day")
    async with service.app.database.transaction() as tx:
        assert not await tx.of(SettingChanges).changes()
