"""Before a setting changes its card shows what the change affects."""

from liaison.settings.model import SETTINGS, Topic
from tests.scenario import ScenarioDriver, ScenarioUser, log_verification
from tests.stories.settings.test_settings import proposed, received

OTHER_VALUES = {
    "working_days": "1-6",
    "quiet_hours": "22-6",
    "digest_time": "10:00",
    "digest_day": "2",
    "message_hours": "15",
    "note_minutes": "5",
    "near_days": "5",
    "own_messages": "2",
    "rule_days": "45",
    "rule_unit": "working",
    "rule_roll": "next_working_day",
    "reminder_days": "20 10 5 1 0",
    "reminder_hour": "10",
    "receipt_hours": "48",
    "watch_days": "10 3",
    "watch_hours": "24",
    "proposal_days": "5 1",
    "close_days": "14",
    "important_days": "5",
    "forgotten_days": "10",
    "important_deputy": "12",
    "important_coordinators": "48",
    "important_admins": "48",
    "urgent_again": "30",
    "urgent_deputy": "30",
    "urgent_coordinators": "30",
    "urgent_admins": "60",
    "urgent_other_side": "30",
    "emergency_again": "15",
    "emergency_deputy": "5",
    "emergency_coordinators": "15",
    "emergency_admins": "15",
    "emergency_other_side": "5",
    "emergency_daily": "360",
    "annual_month": "10",
    "meeting_days": "20 5",
    "meeting_minutes": "60",
    "urgent_minutes": "60",
    "plan_days": "20 5",
    "plan_overdue_days": "14",
    "key_days": "20",
    "end_days": "20 5",
}
EFFECTS = {
    Topic.HOURS: "No notification is open.",
    Topic.CLOCK: "The rule applies to requests received after the change, also to one that was",
    "rule_days": "The open due date does not change.",
    "message_hours": "This also applies to messages that are already in the chats.",
    "note_minutes": "A note that is open now is deleted as planned.",
    "near_days": "No due date is so near today.",
    "own_messages": "Each has a separate message.",
    "reminder_days": "1 of 2 open requests will get reminders on other days.",
    "reminder_hour": "The next reminders of 2 open requests do not change.",
    Topic.REMINDERS: "This also applies to to-dos that are open now.",
    Topic.IMPORTANT: "This also applies to to-dos that are open now.",
    Topic.URGENT: "This applies to notifications made after the change.",
    Topic.EMERGENCY: "This applies to notifications made after the change.",
    Topic.MEETINGS: "There are no coming meetings.",
    Topic.PLAN: "There are no open activities.",
    "key_days": "No proposal is open.",
    "end_days": "There is no notice of termination.",
}
"""What a change of a setting, or of each one of a group, affects."""


async def test_each_preview_shows_what_the_change_affects(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    await received(service)
    await log_verification(service, "sokha", persons=1, children=0, letter="124/26 MoI")
    for code in SETTINGS:
        await bopha.says(f"/settings {code} {OTHER_VALUES[code]}")
        assert " → " in bopha.card, code
        said = EFFECTS.get(code) or EFFECTS[SETTINGS[code].group]
        assert said in bopha.card, (code, bopha.card)
    await service["zhang"].sends("/terminate KH 2026-03-02 18/26 MFA ok")
    await service["li"].says("/settings")
    code = await proposed(bopha, "forgotten_days 10")
    assert "The open proposal keeps its time." in await bopha.says("/settings key_days 20")
    await bopha.says("/settings end_days 20 5")
    bopha.sees("The reminders of the notice of termination change")
    assert "The open notification keeps its steps." in await bopha.says("/settings urgent_again 12")
    await service["zhang"].sends(f"/approval {code} agree")
    await bopha.says("/settings forgotten_days")
    bopha.sees("Last set: proposed by Bopha, agreed by China (coordinator), today")
    await service["dara"].says("/settings forgotten_days")
    service["dara"].sees("proposed by Bopha, agreed by China (coordinator)")
