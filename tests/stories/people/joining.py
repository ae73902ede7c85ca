"""People who come in during a story, by an invitation made in the chat."""

from liaison.core.people import Role
from tests.scenario import Part, ScenarioDriver, ScenarioUser


async def comes_in(
    service: ScenarioDriver,
    admin: ScenarioUser,
    name: str,
    role: Role,
    *,
    agency: str = "Liaison Office",
) -> ScenarioUser:
    """Let an administrator invite a person, who joins at once."""
    part = Part(name=name, party=admin.part.party, role=role, language="en", agency=agency)
    token = await service.invited(admin, part)
    phone = service.sandbox.user(first_name=name, language_code="en")
    player = ScenarioUser(service, part, phone, "en")
    await player.says(f"/start {token}")
    await admin.presses("Yes, confirm")
    await player.presses("English")
    await player.presses("Skip")
    return player
