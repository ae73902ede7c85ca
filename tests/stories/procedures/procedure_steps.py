"""A procedure that is in force, for stories."""

from liaison.core.transaction import Tx
from liaison.lifecycle.steps import Step, finish_step
from liaison.procedures.model import ProcedureStep
from liaison.procedures.repository import Procedures
from liaison.procedures.rules import in_force_from
from tests.contract.samples import once
from tests.scenario import ScenarioDriver, person_of


async def agreed_procedure(service: ScenarioDriver) -> None:
    """Propose the example of the profile, and agree to it."""
    dara, zhang = service["dara"], service["zhang"]
    await dara.sends("/procedure import")
    await zhang.chooses("button-approval-agree")
    await zhang.sends()


async def put_in_force(service: ScenarioDriver, *steps: ProcedureStep) -> None:
    """Put steps in force as if both Parties had agreed to them."""

    async def put(tx: Tx) -> None:
        actor = await person_of(tx, service["dara"])
        made = await tx.of(Procedures).add(steps, actor=actor)
        agreed = in_force_from(made, tx.now)
        assert await tx.of(Procedures).change(agreed)
        await finish_step(tx, Step(agreed, "agree", actor=actor))

    await once(service.app.database, put)
