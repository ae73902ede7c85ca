"""Agendas: kept until discussed, carried over, taken off by the Party that put something there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from liaison.core.agreement import MeetingKind
from liaison.core.errors import UserError
from liaison.core.references import UnknownReference
from liaison.core.validation import NotATitle
from liaison.meetings.agenda import (
    AgendaClosed,
    AgendaItem,
    Entry,
    ItemAction,
    ItemEnded,
    ItemId,
    ItemMark,
    ItemRecorded,
    ItemState,
    MeetingNotOver,
    NotYourItem,
    check_alive,
    check_over,
    mark_on,
    parse_entry,
    take_step,
)
from liaison.meetings.model import Meeting, MeetingCode, MeetingState, Occasion, Slot
from tests.unit.samples import CN, DARA, KH, LATER, LI, REFERENCE, SOKHA, WANG

HOUR, YEAR = timedelta(hours=1), timedelta(days=365)
START = datetime(2026, 9, 10, 2, tzinfo=UTC)
END = START + 8 * HOUR


def meeting(number: int = 1, **changes: object) -> Meeting:
    """An agreed annual consultation, one a year."""
    agreed = Meeting(
        code=MeetingCode(f"M26-0000{number}"),
        kind=MeetingKind.ANNUAL,
        occasion=Occasion.YEARLY,
        urgent=False,
        case=None,
        about=str(2025 + number),
        state=MeetingState.AGREED,
        version=2,
        made_by=KH,
        made_at=LATER,
        changed_at=LATER,
        options_made=1,
        slot=Slot(
            start=START + (number - 1) * YEAR,
            end=END + (number - 1) * YEAR,
            venue="Beijing",
            host=CN,
            sequence=2,
        ),
    )
    return replace(agreed, **changes)  # type: ignore[arg-type]  # what a test changes, it knows


FIRST, SECOND = meeting(1), meeting(2)
ITEM = AgendaItem(
    id=ItemId(7),
    meeting=FIRST.code,
    kind=MeetingKind.ANNUAL,
    title="Standard operating procedures",
    case=None,
    party=KH,
    person=SOKHA.id,
    at=LATER,
)


def test_words_may_have_the_reference_of_a_case_in_front() -> None:
    assert parse_entry(" The form of Article 5 ") == Entry(title="The form of Article 5")
    typed = f"{REFERENCE.lower()}  a case that rests"
    assert parse_entry(typed) == Entry(title="a case that rests", case=REFERENCE)
    for mistyped in (f"{REFERENCE[:-1]}0 a case", "kh2600000"):
        with pytest.raises(UnknownReference):
            parse_entry(mistyped)
    for nothing in (REFERENCE, "", "\n"):
        with pytest.raises(NotATitle):
            parse_entry(nothing)


def test_an_agenda_is_open_until_the_meeting_is_over_or_comes_to_nothing() -> None:
    check_alive(FIRST, END - timedelta(seconds=1))
    check_alive(meeting(state=MeetingState.PROPOSED, slot=None), END)
    ended = set(MeetingState) - {MeetingState.PROPOSED, MeetingState.AGREED}
    for closed in (FIRST, *(meeting(state=each) for each in ended)):
        with pytest.raises(AgendaClosed):
            check_alive(closed, END)


def test_only_a_meeting_that_was_held_is_over() -> None:
    check_over(FIRST, END)
    for other in (SECOND, meeting(state=MeetingState.CANCELLED)):
        with pytest.raises(MeetingNotOver):
            check_over(other, END)


def test_what_was_discussed_ends_there() -> None:
    done = take_step(ITEM, ItemAction.DISCUSS, FIRST, actor=LI, now=END)
    assert done == replace(
        ITEM, state=ItemState.DISCUSSED, version=2, settled_in=FIRST.code, ended_at=END
    )
    assert mark_on(done, FIRST) is ItemMark.DISCUSSED


def test_what_is_carried_over_is_open_on_the_next_agenda_until_it_is_discussed_there() -> None:
    carried = take_step(ITEM, ItemAction.CARRY, FIRST, actor=LI, now=END + HOUR)
    assert (carried.state, carried.carried, carried.carried_at) == (ItemState.OPEN, 1, END)
    assert mark_on(carried, FIRST) is ItemMark.CARRIED
    assert mark_on(carried, SECOND) is ItemMark.OPEN
    assert mark_on(carried, meeting(2, state=MeetingState.PROPOSED, slot=None)) is ItemMark.OPEN
    again = take_step(carried, ItemAction.CARRY, SECOND, actor=DARA, now=END + YEAR)
    assert (again.carried, mark_on(again, FIRST)) == (2, ItemMark.CARRIED)
    third = meeting(3)
    done = take_step(again, ItemAction.DISCUSS, third, actor=DARA, now=END + 2 * YEAR)
    assert (done.carried, done.settled_in, mark_on(done, third)) == (
        2,
        third.code,
        ItemMark.DISCUSSED,
    )


def test_the_party_that_put_it_there_takes_it_off_at_any_time_and_the_other_never() -> None:
    for now in (LATER, END + HOUR):
        gone = take_step(ITEM, ItemAction.DROP, FIRST, actor=DARA, now=now)
        assert (gone.state, gone.ended_at, mark_on(gone, FIRST)) == (
            ItemState.DROPPED,
            now,
            ItemMark.DROPPED,
        )
        with pytest.raises(NotYourItem):
            take_step(ITEM, ItemAction.DROP, FIRST, actor=WANG, now=now)


@pytest.mark.parametrize("action", [ItemAction.DISCUSS, ItemAction.CARRY])
def test_nothing_is_recorded_of_a_meeting_before_it_is_over(action: ItemAction) -> None:
    with pytest.raises(MeetingNotOver):
        take_step(ITEM, action, FIRST, actor=DARA, now=END - HOUR)


REFUSED: dict[tuple[ItemAction, ItemAction], type[UserError] | None] = {
    (ItemAction.DISCUSS, ItemAction.DISCUSS): ItemRecorded,
    (ItemAction.DISCUSS, ItemAction.CARRY): ItemEnded,
    (ItemAction.DISCUSS, ItemAction.DROP): ItemEnded,
    (ItemAction.CARRY, ItemAction.DISCUSS): None,
    (ItemAction.CARRY, ItemAction.CARRY): ItemRecorded,
    (ItemAction.CARRY, ItemAction.DROP): None,
    (ItemAction.DROP, ItemAction.DISCUSS): ItemEnded,
    (ItemAction.DROP, ItemAction.CARRY): ItemEnded,
    (ItemAction.DROP, ItemAction.DROP): ItemRecorded,
}


@pytest.mark.parametrize(("first", "second"), sorted(REFUSED))
def test_each_step_after_each_other(first: ItemAction, second: ItemAction) -> None:
    moved = take_step(ITEM, first, FIRST, actor=DARA, now=END)
    refused = REFUSED[first, second]
    if refused is None:
        assert take_step(moved, second, FIRST, actor=DARA, now=END).version == 3
        return
    with pytest.raises(refused) as raised:
        take_step(moved, second, FIRST, actor=DARA, now=END)
    assert raised.value.values == {"item": 7}
