"""Views of approvals: one proposal, and the list of open ones."""

from collections.abc import Sequence

from liaison.approvals.approval_type import ApprovalType, approval_type, change_text
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ApprovalAction, ApprovalCode
from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, text
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import SubjectRecord


async def approval_card(
    tx: Tx, viewer: Person, approval: Approval, banners: Sequence[Text] = (), *, brief: bool = False
) -> Card:
    """A proposal and its present state; a ``brief`` card has no title."""
    kind = approval_type(tx, approval.change)
    title = text("approval-title", code=approval.code, party=party_name(approval.party))
    lines = [
        *([] if brief else [title]),
        change_text(tx, approval.change),
        *[
            text("draft-line", question=named("field", name), answer=value)
            for name, value in await kind.terms(tx, approval.change)
        ],
        await _state_line(tx, viewer, approval),
    ]
    opens = tuple(kind.buttons(viewer, approval.change))
    back: Row = (Button(text("menu-approvals"), "approvals"), *MENU)
    answers, withdrawal = _steps(tx, viewer, approval)
    rows = [answers, opens, back]
    return card(banners, lines, rows=rows, more=[withdrawal], view=f"approval {approval.code}")


async def approvals_card(tx: Tx) -> Card:
    """The proposals that wait for approval, oldest first."""
    known = tx.registry.all(ApprovalType)
    found = [each for each in await tx.of(Approvals).listed() if each.change.kind in known]
    lines = [
        text(
            "approval-line",
            code=each.code,
            party=party_name(each.party),
            matter=change_text(tx, each.change),
            ends=each.expires_at,
        )
        for each in found
    ]
    rows: list[Row] = [
        (
            Button(
                text("button-open", code=each.code),
                command_of(each, known[each.change.kind]),
            ),
        )
        for each in found
    ]
    return card(text("approvals-title"), lines or [text("approvals-none")], rows=[*rows, MENU])


def command_of(approval: Approval, kind: ApprovalType) -> str:
    """The command that shows a proposal, or its record."""
    return f"approval {approval.code}" if kind.command is None else kind.command(approval.change)


async def _state_line(tx: Tx, viewer: Person, approval: Approval) -> Text:
    if approval.is_open:
        return text("approval-open", ends=approval.expires_at)
    actor = None if approval.ended_by is None else await tx.of(People).get(approval.ended_by)
    at = approval.ended_at or tx.now
    if actor is None:
        return text("approval-expired", at=at)
    own = actor.party == viewer.party
    other = text("approval-by", party=party_name(actor.party))
    who = text("answer", value=actor.name) if own else other
    return text(f"approval-{approval.state}", who=who, at=at)


def _steps(tx: Tx, viewer: Person, approval: Approval) -> tuple[Row, Row]:
    """The buttons that answer a proposal, and the one that withdraws it."""
    if not approval.is_open or viewer.role not in approval_type(tx, approval.change).approvers:
        return (), ()
    agree, decline, withdraw = (
        Button(text(f"button-approval-{each}"), f"approval {approval.code} {each}")
        for each in (ApprovalAction.AGREE, ApprovalAction.DECLINE, ApprovalAction.WITHDRAW)
    )
    return ((), (withdraw,)) if approval.party == viewer.party else ((agree, decline), ())


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """Load the proposal that a notice is about."""
    approval = await tx.of(Approvals).get(ApprovalCode(notice.subject_id))
    if approval is None:
        return SubjectRecord()
    await approval_type(tx, approval.change).lock(tx, approval)
    asks = approval.is_open and approval.party != notice.party
    return SubjectRecord(
        card=lambda viewer: approval_card(tx, viewer, approval, brief=True),
        asked="approval" if asks else "",
    )
