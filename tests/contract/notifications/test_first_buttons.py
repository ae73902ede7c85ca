"""A pushed message asks for one thing: its first button is that, or "seen" if it asks nothing."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from liaison.agreement.service import AMENDMENT_APPROVAL
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import APPROVAL_SUBJECT, ApprovalState
from liaison.approvals.service import PROPOSED
from liaison.core.agreement import Priority
from liaison.core.cards import MAX_BUTTONS, Button, one_page
from liaison.core.people import Person
from liaison.meetings.model import MEETING_SUBJECT
from liaison.meetings.repository import Meetings
from liaison.meetings.step_notifications import CONFIRMATION, PROPOSAL
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import load_subject
from liaison.notifications.views import notice_card
from liaison.requests import rules as request_rules
from liaison.requests.model import RECEIPT_NOTICE, Action, Request, State
from liaison.requests.repository import Requests
from liaison.requests.service import OFFER
from storage.database import Database
from storage.transaction import Transaction
from tests.contract.approvals.test_approvals import CHANGE, ended, proposal
from tests.contract.meetings.test_meetings import proposed
from tests.contract.notifications.test_notifications import NOTICE
from tests.contract.samples import join
from tests.unit.samples import (
    BOPHA,
    DARA,
    DUE_ON,
    KH,
    LETTER,
    LI,
    RECEIVED_ON,
    REFERENCE,
    SOKHA,
    WANG,
    act,
    asked,
    flagged,
    received,
    request_in,
    sent,
)

SEEN = "button-acknowledge"
DETAILS = "button-details"
LINKS = (DETAILS, "button-more", "button-menu")
RECORDED, RECORDING = request_rules.record(
    asked(),
    act(LI, letter=LETTER),
    reference=REFERENCE,
    requesting=KH,
    received_on=RECEIVED_ON,
    due_on=DUE_ON,
    today=RECEIVED_ON,
)
ASSIGNED = replace(received(), assignee=LI.id)


async def joined(tx: Transaction) -> None:
    """The people of the samples, with their ids."""
    for each in (SOKHA, DARA, BOPHA, LI, WANG):
        assert (await join(tx, each.party, each.number, each.role)).id == each.id


async def buttons(tx: Transaction, viewer: Person, notice: Notice) -> Sequence[Button]:
    """The buttons of a notice that is pushed to a person."""
    told = replace(notice, party=viewer.party)
    shown = one_page(await notice_card(tx, viewer, told, await load_subject(tx, told)))
    return [each for row in shown.rows for each in row]


def check(shown: Sequence[Button], step: str | None) -> None:
    """The first button is that step, and none is "seen"; without a step, the first is "seen", and
    it is the only one that does something; of who owes no step that others owe, the details.
    """
    keys = [each.label.key for each in shown]
    assert len(shown) <= MAX_BUTTONS
    if step is None:
        assert [each for each in keys if each not in LINKS] == keys[:1] == [SEEN]
    elif step == DETAILS:
        assert keys[0] == DETAILS
        assert set(keys) <= set(LINKS)
    else:
        assert shown[0].command.split()[0] == step
        assert SEEN not in keys


@pytest.mark.parametrize(
    ("key", "request_", "viewer", "step"),
    [
        (RECEIPT_NOTICE, sent(), LI, "receive"),
        (OFFER, replace(received(), offered_to=LI.id), LI, "assign"),
        (Action.ASK, flagged(), SOKHA, "supply"),
        (Action.ASK, flagged(), DARA, DETAILS),  # Sokha, who sent it, supplies it and closes it
        (Action.ANSWER, request_in(State.ANSWERED), SOKHA, "close"),
        (Action.ANSWER, request_in(State.ANSWERED), DARA, DETAILS),
        (Action.REFUSE, request_in(State.REFUSED), DARA, DETAILS),
        (Action.REFUSE, request_in(State.REFUSED), SOKHA, "close"),
        (Action.RETURN, received(), LI, "answer"),
        (Action.RECORD, RECORDED, SOKHA, "agree"),
        (Action.INQUIRE, request_rules.inquire(received(), act(SOKHA))[0], LI, "status"),
        (Action.EXTEND, received(), DARA, "extend"),
        (Action.OBJECT, received(), LI, None),
        (Action.ASSIGN, ASSIGNED, LI, "answer"),
        (Action.ASSIGN, ASSIGNED, WANG, None),
        (Action.CORRECT, request_in(State.ANSWERED), SOKHA, None),
        (Action.CORRECT, request_in(State.REFUSED), SOKHA, None),
        (Action.CORRECT, received(), LI, None),
        (Action.EXTEND, received(), SOKHA, "request"),  # only a coordinator decides
    ],
)
async def test_of_a_request(
    db: Database, key: str, request_: Request, viewer: Person, step: str | None
) -> None:
    async with db.transaction() as tx:
        await joined(tx)
        await tx.of(Requests).add(request_, RECORDING)
        if key == Action.EXTEND:
            change = replace(CHANGE, of=REFERENCE)
            assert await tx.of(Approvals).add(replace(proposal(WANG), change=change))
        check(
            await buttons(tx, viewer, replace(NOTICE, notice_key=key, subject_id=REFERENCE)), step
        )


@pytest.mark.parametrize("priority", [Priority.IMPORTANT, Priority.EMERGENCY])
@pytest.mark.parametrize(
    ("key", "viewer", "confirmed"), [(PROPOSAL, WANG, True), (CONFIRMATION, DARA, False)]
)
async def test_of_a_proposed_meeting(
    db: Database, priority: Priority, key: str, viewer: Person, confirmed: bool
) -> None:
    meeting, event = proposed(DARA)
    assert meeting.offer is not None
    meeting = replace(meeting, offer=replace(meeting.offer, confirmed=confirmed))
    async with db.transaction() as tx:
        await joined(tx)
        await tx.of(Meetings).add(meeting, event)
        notice = replace(
            NOTICE,
            subject=MEETING_SUBJECT,
            subject_id=meeting.code,
            notice_key=key,
            priority=priority,
        )
        check(await buttons(tx, viewer, notice), "accept")


@pytest.mark.parametrize("waits", [True, False])
async def test_of_an_approval(db: Database, waits: bool) -> None:
    change = replace(CHANGE, kind=AMENDMENT_APPROVAL)
    approval = replace(proposal(DARA), change=change)
    async with db.transaction() as tx:
        await joined(tx)
        assert await tx.of(Approvals).add(approval)
        notice = replace(
            NOTICE, subject=APPROVAL_SUBJECT, subject_id=approval.code, notice_key=PROPOSED
        )
        if waits:
            check(await buttons(tx, WANG, notice), "approval")
        else:
            assert await tx.of(Approvals).change(ended(approval, ApprovalState.DECLINED, WANG.id))
            check(await buttons(tx, DARA, notice), None)
