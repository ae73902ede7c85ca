"""People who come in during a story, by an invitation made in the chat."""

from liaison.core.people import Role
from tests.driver import Cast, Part, Player


async def comes_in(
    desk: Cast, admin: Player, name: str, role: Role, *, agency: str = "Liaison Office"
) -> Player:
    """Let an administrator invite somebody, who comes at once."""
    part = Part(name=name, party=admin.part.party, role=role, language="en", agency=agency)
    token = await desk.invited(admin, part)
    phone = desk.sandbox.user(first_name=name, language_code="en")
    player = Player(desk, part, phone, "en")
    await player.says(f"/start {token}")
    await player.presses("English")
    return player
