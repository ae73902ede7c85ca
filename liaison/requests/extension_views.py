"""The lines and buttons of the extension of a case."""

from collections.abc import Iterator, Sequence
from datetime import date

from liaison.approvals.rules import Approval, ApprovalAction
from liaison.core.agreement import Agreement
from liaison.core.cards import Button, Row, Text, named, text
from liaison.core.people import Person
from liaison.requests.model import Request


def extension_lines(
    agreement: Agreement, request: Request, approval: Approval | None
) -> Iterator[Text]:
    """The first due date of an extended case, and the open proposal with its dates."""
    if request.first_due_on is not None and request.due_on is not None:
        yield text("case-extended", first=request.first_due_on, due=request.due_on)
    if approval is not None:
        yield text(
            "case-extension-proposed",
            party=text(agreement.party(approval.party).name),
            first=date.fromisoformat(approval.change.before),
            due=date.fromisoformat(approval.change.after),
            reason=named("extension-reason", approval.change.reason),
            ends=approval.expires_at,
            code=approval.code,
        )


def extension_rows(viewer: Person, request: Request, approval: Approval | None) -> Sequence[Row]:
    """The buttons of a coordinator: to propose or, bound to the proposal shown, to decide on it."""
    reference = request.reference
    if approval is None:
        seen = f"@{request.seen_version(viewer.party)}"
        return [(Button(text("button-extend"), f"extend {reference} {seen}"),)]
    own = approval.party == viewer.party
    actions = [ApprovalAction.WITHDRAW] if own else [ApprovalAction.AGREE, ApprovalAction.DECLINE]
    return [
        tuple(
            Button(
                text(f"button-extension-{action}"), f"extend {reference} {action} {approval.code}"
            )
            for action in actions
        )
    ]
