"""What a proposal of each kind would change."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from liaison.approvals.rules import Change, TwoKeyKind
from liaison.core.access import STAFF
from liaison.core.cards import Button, Text, text
from liaison.core.people import Person
from liaison.disclosures.rules import code_in
from liaison.disclosures.views import terms_text
from liaison.settings.model import SETTINGS, load_value
from liaison.settings.views import change_text

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


def matter_buttons(viewer: Person, change: Change) -> Iterator[Button]:
    """The way to what a proposal is about, where that has a card of its own."""
    if change.kind is TwoKeyKind.ACTIVITY:
        label = text("button-open-activity", number=int(change.of))
        yield Button(label, f"activity {change.of}")
    elif change.kind is TwoKeyKind.DIFFERENCE:
        yield Button(text("button-open-difference", code=change.of), f"difference {change.of}")
    elif change.kind is TwoKeyKind.DISCLOSURE and viewer.role in STAFF:
        code = code_in(change)
        yield Button(text("button-open-disclosure", code=code), f"ledger {code}")
