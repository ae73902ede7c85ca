"""What a person sees of the extension of a case: both dates, and what is proposed."""

from collections.abc import Iterator, Sequence
from datetime import date

from liaison.approvals.rules import TwoKey, TwoKeyAction
from liaison.core.agreement import Agreement
from liaison.core.cards import Button, Row, Text, named, text
from liaison.core.people import Person
from liaison.requests.model import Request


def extension_lines(agreement: Agreement, request: Request, key: TwoKey | None) -> Iterator[Text]:
    """The date before both Parties extended it, and the proposal that waits: before and after."""
    if request.first_due_on is not None and request.due_on is not None:
        yield text("case-extended", first=request.first_due_on, due=request.due_on)
    if key is not None:
        yield text(
            "case-extension-proposed",
            party=text(agreement.party(key.party).name),
            first=date.fromisoformat(key.change.before),
            due=date.fromisoformat(key.change.after),
            reason=named("extension-reason", key.change.reason),
            ends=key.expires_at,
            code=key.code,
        )


def extension_rows(viewer: Person, request: Request, key: TwoKey | None) -> Sequence[Row]:
    """What a coordinator may press: to propose or, bound to the proposal shown, to end it."""
    reference = request.reference
    if key is None:
        seen = f"@{request.seen_version(viewer.party)}"
        return [(Button(text("button-extend"), f"extend {reference} {seen}"),)]
    own = key.party == viewer.party
    actions = [TwoKeyAction.WITHDRAW] if own else [TwoKeyAction.AGREE, TwoKeyAction.DECLINE]
    return [
        tuple(
            Button(text(f"button-extension-{action}"), f"extend {reference} {action} {key.code}")
            for action in actions
        )
    ]
