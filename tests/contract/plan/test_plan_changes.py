"""Approvals of plan changes, while others change the same activity."""

import asyncio
from collections.abc import Awaitable

from liaison.approvals import service as approval_service
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import ApprovalAction, ApprovalCode, ApprovalState
from liaison.core.errors import UserError
from liaison.lifecycle.model import VersionedRef
from liaison.plan import service as plan_service
from liaison.plan.repository import Activities
from liaison.plan.rules import ACTIVITY_APPROVAL, ActivityAction, ActivityNumber, ActivityState
from storage.database import Database
from tests.contract.meetings.test_meetings import both
from tests.contract.plan.test_activities import intent
from tests.contract.samples import once


async def refused(step: Awaitable[object]) -> bool:
    """Whether a step is refused; any other failure is one of the test."""
    try:
        await step
    except UserError:
        return True
    return False


async def test_an_activity_is_either_dropped_or_done(db: Database) -> None:
    alice, bob = await once(db, both)
    for _ in range(5):
        async with db.transaction() as tx:
            added = await tx.of(Activities).add(intent(None), source=None, actor=None)
            ref = VersionedRef(added.number)
            checked = await plan_service.check_activity_change(tx, alice, ref)
            approval = await plan_service.propose_change(tx, alice, checked, None)

        async def agree(code: ApprovalCode = approval.code) -> None:
            async with db.transaction() as tx:
                proposed = await approval_service.lock(tx, code)
                await approval_service.answer_proposal(tx, bob, proposed, ApprovalAction.AGREE)

        async def finish(ref: VersionedRef[ActivityNumber] = ref) -> None:
            await once(db, lambda tx: plan_service.move(tx, alice, ref, ActivityAction.FINISH))

        late = await asyncio.gather(refused(agree()), refused(finish()))
        assert sorted(late) == [False, True]
        async with db.transaction() as tx:
            found = await tx.of(Activities).lock(added.number)
            ended = await tx.of(Approvals).get(approval.code)
            assert found is not None
            assert ended is not None
            dropped = found.state is ActivityState.DROPPED
            assert dropped is not late[0]
            assert ended.state is (ApprovalState.AGREED if dropped else ApprovalState.EXPIRED)
            assert await tx.of(Approvals).find_open(ACTIVITY_APPROVAL, str(added.number)) is None
            assert await tx.missing_timers() == []
