"""What a person sees of what both Parties set together: what waits, and one proposal."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from liaison.approvals.rules import KEYHOLDERS, Change, TwoKey, TwoKeyAction, TwoKeyKind
from liaison.core.access import STAFF
from liaison.core.cards import Button, Card, Row, Text, card, text
from liaison.core.people import Person
from liaison.core.transaction import Tx
from liaison.disclosures.rules import code_in
from liaison.disclosures.views import terms_text
from liaison.requests.views import party_name
from liaison.settings.model import SETTINGS, load_value
from liaison.settings.views import change_text

MENU: Row = (Button(text("button-menu"), "menu"),)
DROPPED = "dropped"
"""What would become of an activity that is to be given up, in place of another last day."""


def matter_text(change: Change) -> Text:
    """What a proposal would change, before and after, in one line."""
    match change.kind:
        case TwoKeyKind.SETTING:
            before, after = load_value(change.before), load_value(change.after)
            return change_text(SETTINGS[change.of], before, after)
        case TwoKeyKind.EXTENSION:
            return text(
                "key-extension",
                reference=change.of,
                before=date.fromisoformat(change.before),
                after=date.fromisoformat(change.after),
            )
        case TwoKeyKind.AMENDMENT:
            return text("key-amendment", reference=change.of, day=amendment_day(change))
        case TwoKeyKind.DIFFERENCE:
            return text("key-difference", code=change.of)
        case TwoKeyKind.ACTIVITY:
            return _activity_text(change)
        case TwoKeyKind.DISCLOSURE:
            return terms_text(change)
        case _:
            assert_never(change.kind)


def amendment_day(change: Change) -> date:
    """The date of the text of an amendment."""
    return date.fromisoformat(change.after)


def _activity_text(change: Change) -> Text:
    number, before = int(change.of), date.fromisoformat(change.before)
    if change.after == DROPPED:
        return text("key-activity-dropped", number=number, last=before)
    after = date.fromisoformat(change.after)
    return text("key-activity-moved", number=number, before=before, after=after)


async def key_card(tx: Tx, viewer: Person, key: TwoKey, said: Sequence[Text] = ()) -> Card:
    """A proposal as it stands now, for one person."""
    lines = [
        text("key-title", code=key.code, party=party_name(key.party)),
        matter_text(key.change),
        await _standing(tx, viewer, key),
    ]
    others: Row = (Button(text("menu-keys"), "keys"), *MENU)
    steps = tuple(_steps(viewer, key))
    return card(said, lines, rows=[steps, tuple(_matter(viewer, key.change)), others])


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


def _matter(viewer: Person, change: Change) -> Iterator[Button]:
    """The way to what a proposal is about, where that has a card of its own."""
    if change.kind is TwoKeyKind.ACTIVITY:
        label = text("button-open-activity", number=int(change.of))
        yield Button(label, f"activity {change.of}")
    elif change.kind is TwoKeyKind.DIFFERENCE:
        yield Button(text("button-open-difference", code=change.of), f"difference {change.of}")
    elif change.kind is TwoKeyKind.DISCLOSURE and viewer.role in STAFF:
        code = code_in(change)
        yield Button(text("button-open-disclosure", code=code), f"ledger {code}")


def _steps(viewer: Person, key: TwoKey) -> Iterator[Button]:
    if not key.is_open or viewer.role not in KEYHOLDERS[key.change.kind]:
        return
    own = key.party == viewer.party
    for action in [TwoKeyAction.WITHDRAW] if own else [TwoKeyAction.AGREE, TwoKeyAction.DECLINE]:
        yield Button(text(f"button-key-{action}"), f"key {key.code} {action}")
