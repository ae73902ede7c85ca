"""What a person sees of what both Parties set together: what waits, and one proposal."""

from collections.abc import Iterator, Sequence

from liaison.approvals.kinds import matter_buttons, matter_text
from liaison.approvals.rules import KEYHOLDERS, Change, TwoKey, TwoKeyAction, TwoKeyKind
from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, text
from liaison.core.people import Person
from liaison.core.transaction import Tx


async def key_card(tx: Tx, viewer: Person, key: TwoKey, said: Sequence[Text] = ()) -> Card:
    """A proposal as it stands now, for one person."""
    lines = [
        text("key-title", code=key.code, party=party_name(key.party)),
        matter_text(key.change),
        await _standing(tx, viewer, key),
    ]
    others: Row = (Button(text("menu-keys"), "keys"), *MENU)
    steps = tuple(_steps(viewer, key))
    return card(said, lines, rows=[steps, tuple(matter_buttons(viewer, key.change)), others])


async def keys_card(tx: Tx) -> Card:
    """Everything that waits for a second key, oldest first."""
    found = await tx.two_keys.listed()
    lines = [
        text(
            "key-line",
            code=each.code,
            party=party_name(each.party),
            matter=matter_text(each.change),
            ends=each.expires_at,
        )
        for each in found
    ]
    rows: list[Row] = [
        (Button(text("button-open-key", code=each.code), _line(each.change, each)),)
        for each in found
    ]
    return card(text("keys-title"), lines or [text("keys-none")], rows=[*rows, MENU])


def _line(change: Change, key: TwoKey) -> str:
    """The command that shows a proposal: that of a case is shown with its case."""
    return f"case {change.of}" if change.kind is TwoKeyKind.EXTENSION else f"key {key.code}"


async def _standing(tx: Tx, viewer: Person, key: TwoKey) -> Text:
    if key.is_open:
        return text("key-open", ends=key.expires_at)
    by = None if key.ended_by is None else await tx.people.get(key.ended_by)
    at = key.ended_at or tx.now
    if by is None:
        return text("key-expired", at=at)
    who = text("key-by", name=by.name) if by.party == viewer.party else party_name(by.party)
    return text(f"key-{key.state}", who=who, at=at)


def _steps(viewer: Person, key: TwoKey) -> Iterator[Button]:
    if not key.is_open or viewer.role not in KEYHOLDERS[key.change.kind]:
        return
    own = key.party == viewer.party
    for action in [TwoKeyAction.WITHDRAW] if own else [TwoKeyAction.AGREE, TwoKeyAction.DECLINE]:
        yield Button(text(f"button-key-{action}"), f"key {key.code} {action}")
