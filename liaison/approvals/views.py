"""What a person sees of what both Parties set together: what waits, and one proposal."""

from collections.abc import Iterator, Sequence

from liaison.approvals.approval_type import ApprovalType, approval_type, change_text
from liaison.approvals.repository import TwoKeys
from liaison.approvals.rules import TwoKey, TwoKeyAction, TwoKeyCode
from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, text
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import SubjectRecord


async def key_card(tx: Tx, viewer: Person, key: TwoKey, said: Sequence[Text] = ()) -> Card:
    """A proposal as it stands now, for one person."""
    lines = [
        text("key-title", code=key.code, party=party_name(key.party)),
        change_text(tx, key.change),
        await _standing(tx, viewer, key),
    ]
    others: Row = (Button(text("menu-keys"), "keys"), *MENU)
    steps = tuple(_steps(tx, viewer, key))
    opens = tuple(approval_type(tx, key.change).buttons(viewer, key.change))
    return card(said, lines, rows=[steps, opens, others])


async def keys_card(tx: Tx) -> Card:
    """Everything that waits for a second key, oldest first."""
    known = tx.registry.all(ApprovalType)
    found = [each for each in await tx.of(TwoKeys).listed() if each.change.kind in known]
    lines = [
        text(
            "key-line",
            code=each.code,
            party=party_name(each.party),
            matter=change_text(tx, each.change),
            ends=each.expires_at,
        )
        for each in found
    ]
    rows: list[Row] = [
        (Button(text("button-open-key", code=each.code), _command(tx, each)),) for each in found
    ]
    return card(text("keys-title"), lines or [text("keys-none")], rows=[*rows, MENU])


def _command(tx: Tx, key: TwoKey) -> str:
    """The command that shows a proposal: its own, or that of its record."""
    command = approval_type(tx, key.change).command
    return f"key {key.code}" if command is None else command(key.change)


async def _standing(tx: Tx, viewer: Person, key: TwoKey) -> Text:
    if key.is_open:
        return text("key-open", ends=key.expires_at)
    by = None if key.ended_by is None else await tx.of(People).get(key.ended_by)
    at = key.ended_at or tx.now
    if by is None:
        return text("key-expired", at=at)
    who = text("key-by", name=by.name) if by.party == viewer.party else party_name(by.party)
    return text(f"key-{key.state}", who=who, at=at)


def _steps(tx: Tx, viewer: Person, key: TwoKey) -> Iterator[Button]:
    if not key.is_open or viewer.role not in approval_type(tx, key.change).approvers:
        return
    own = key.party == viewer.party
    for action in [TwoKeyAction.WITHDRAW] if own else [TwoKeyAction.AGREE, TwoKeyAction.DECLINE]:
        yield Button(text(f"button-key-{action}"), f"key {key.code} {action}")


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """The proposal that a notice is about."""
    key = await tx.of(TwoKeys).get(TwoKeyCode(notice.of))
    if key is None:
        return SubjectRecord()
    return SubjectRecord(card=lambda viewer: key_card(tx, viewer, key))
