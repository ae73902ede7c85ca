"""Views of approvals: one proposal, and the list of open ones."""

from liaison.approvals.repository import Approvals
from liaison.approvals.rules import APPROVAL_SUBJECT, Approval, ApprovalAction, ApprovalCode
from liaison.approvals.service import ApprovalType, approval_type, change_text, terms_of
from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, field_line, text
from liaison.core.people import Person, PersonId, may_use, shown_to
from liaison.core.transaction import People, Tx
from liaison.notifications.delivery import delivery_status_lines
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import EndsBy, SubjectRecord


async def approval_card(tx: Tx, viewer: Person, approval: Approval, *, brief: bool = False) -> Card:
    """A proposal and its present state; a ``brief`` card has no title."""
    kind = approval_type(tx, approval.change)
    title = text("approval-title", code=approval.code, party=party_name(approval.party))
    lines = [
        *([] if brief else [title]),
        change_text(tx, approval.change),
        *[field_line(*each) for each in await terms_of(tx, approval.change)],
        await state_line(tx, viewer, approval),
    ]
    told = await delivery_status_lines(tx, viewer, APPROVAL_SUBJECT, approval.code)
    opens = () if kind.opens is None else (kind.opens(approval.change),)
    if opens and not may_use(tx.registry, opens[0].command.split()[0], viewer.role):
        opens = ()
    back = (Button(text("command-approvals"), "approvals"), *MENU)
    answers, withdrawal = _steps(tx, viewer, approval)
    rows = [answers, opens, back]
    return card(lines, rows=rows, more=[withdrawal], view=f"approval {approval.code}", details=told)


async def approvals_card(tx: Tx) -> Card:
    """The proposals that wait for approval, oldest first."""
    known = tx.registry.all(ApprovalType)
    found = [each for each in await tx.of(Approvals).listed() if each.change.kind in known]
    lines = [approval_line(tx, each) for each in found]
    rows = [
        (Button(text("button-open", code=each.code), command_of(each, known[each.change.kind])),)
        for each in found
    ]
    return card(text("approvals-title"), lines or [text("list-none")], rows=[*rows, MENU])


def approval_line(tx: Tx, approval: Approval) -> Text:
    """A proposal that waits for the decision of the other Party."""
    return text(
        "approval-line",
        code=approval.code,
        party=party_name(approval.party),
        matter=change_text(tx, approval.change),
        ends=approval.expires_at,
    )


def command_of(approval: Approval, kind: ApprovalType) -> str:
    """The command that shows a proposal, or its record."""
    return f"approval {approval.code}" if kind.command is None else kind.command(approval.change)


async def state_line(tx: Tx, viewer: Person, approval: Approval) -> Text:
    """Until when a proposal can be answered, or how it ended."""
    if approval.is_open:
        return text("approval-open", ends=approval.expires_at)
    who = await name_for(tx, viewer, approval.ended_by)
    at = approval.ended_at or tx.now
    return text("approval-ended", state=approval.state, who=who, at=at)


async def name_for(tx: Tx, viewer: Person, person: PersonId | None) -> Text:
    """The name of a person of the viewer's Party, else the role and the Party, or the bot."""
    found = await tx.of(People).get(person)
    return text("history-bot") if found is None else shown_to(viewer, found)


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
    if (lock := approval_type(tx, approval.change).lock) is not None:
        await lock(tx, approval)
    theirs = approval.party != notice.party
    return SubjectRecord(
        card=lambda viewer: approval_card(tx, viewer, approval, brief=True),
        asked="approval" if theirs and approval.is_open else "",
        ends_by=EndsBy.STEP if theirs and approval.is_open else EndsBy.SEEN,
        says_end=theirs and not approval.is_open,
    )


async def state_of(tx: Tx, _person: Person, code: str) -> str | None:
    """The state of a proposal, which both Parties see."""
    approval = await tx.of(Approvals).get(ApprovalCode(code))
    return None if approval is None else approval.state
