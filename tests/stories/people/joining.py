"""People who come in during a story, by an invitation made in the chat."""

from sqlalchemy import update

from liaison.audit.service import record_step
from liaison.core.people import Role
from liaison.people.rules import Invite
from storage.engine.schema import record_of
from storage.people.membership import INVITES, InviteRows
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
    await service.give_pins(player)
    return player


async def comes_from_the_operator(
    service: ScenarioDriver, role: Role = Role.COORDINATOR, *, pin: bool = True
) -> ScenarioUser:
    """Let the operator invite a person of Cambodia on the command line, who joins, by default with
    a PIN.
    """
    token = await service.service.invite(party="KH", role=role, agency="Unit 7")
    await service.settle()
    part = Part(name="Vanna", party="KH", role=role, language="en", agency="Unit 7")
    phone = service.sandbox.user(first_name="Vanna", language_code="en")
    player = ScenarioUser(service, part, phone, "en")
    await player.says(f"/start {token}")
    await player.presses("English", "Skip")
    if pin:
        await service.give_pins(player)
    return player


async def invited_by_the_operator(service: ScenarioDriver) -> None:
    """Let all who are there have come by links of the operator: no one may confirm the change of an
    administrator for the one who invited them.
    """
    async with service.app.database.transaction() as tx:
        found = update(INVITES).values(invited_by=None).returning(InviteRows)
        for row in await tx._sql.rows(found):
            await record_step(tx, "made", record_of(Invite, row), actor=None)
