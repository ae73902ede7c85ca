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
    language: str = "en",
) -> ScenarioUser:
    """Let an administrator invite a person, who joins at once."""
    part = Part(name=name, party=admin.part.party, role=role, language=language, agency=agency)
    token = await service.invited(admin, part)
    phone = service.sandbox.user(first_name=name, language_code=language)
    player = ScenarioUser(service, part, phone, language)
    await player.says(f"/start {token}")
    await admin.chooses("button-invitation-yes")
    await player.presses(service.language_name(language))
    await player.chooses("button-skip")
    return player
