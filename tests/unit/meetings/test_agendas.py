"""Agendas: kept until discussed, carried over, taken off by the Party that put something there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from liaison.core.agreement import MeetingKind
from liaison.core.errors import Conflict, UserError, WrongValue
from liaison.core.validation import NotATitle
from liaison.meetings import agenda
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
        held_by_maker=True,
    )
    return replace(agreed, **changes)  # type: ignore[arg-type]  # what a test changes, it knows


FIRST, SECOND = meeting(1), meeting(2)
ITEM = agenda.AgendaItem(
    id=agenda.ItemId(7),
    meeting=FIRST.code,
    kind=MeetingKind.ANNUAL,
    title="Standard operating procedures",
    case=None,
    party=KH,
    person=SOKHA.id,
    at=LATER,
)


def test_words_may_have_the_reference_of_a_case_in_front() -> None:
    form = "The form of Article 5"
    assert agenda.parse_entry(f" {form} ") == agenda.AgendaEntry(title=form)
    typed = f"{REFERENCE.lower()}  a case that rests"
    assert agenda.parse_entry(typed) == agenda.AgendaEntry(
        title="a case that rests", case=REFERENCE
    )
    for mistyped in (f"{REFERENCE[:-1]}0 a case", "kh2600000"):
        with pytest.raises(WrongValue, match="error-unknown-code"):
            agenda.parse_entry(mistyped)
    for nothing in (REFERENCE, "", "\n"):
        with pytest.raises(NotATitle):
            agenda.parse_entry(nothing)


def test_an_agenda_is_open_until_the_meeting_is_over_or_comes_to_nothing() -> None:
    agenda.check_alive(meeting(held_by_maker=None), END - timedelta(seconds=1))
    agenda.check_alive(meeting(state=MeetingState.PROPOSED, slot=None), END)
    ended = set(MeetingState) - {MeetingState.PROPOSED, MeetingState.AGREED}
    for closed in (FIRST, *(meeting(state=each) for each in ended)):
        with pytest.raises(UserError, match="error-agenda-closed"):
            agenda.check_alive(closed, END)


def test_results_are_of_a_meeting_that_is_over_and_that_no_party_says_was_not_held() -> None:
    for now in (END, END - HOUR):  # the Party that recorded it does not wait for its end
        agenda.check_held(FIRST, now)
    agenda.check_held(meeting(held_by_maker=None, held_by_other=True), END)
    for other, wrong in (
        (meeting(2, held_by_maker=None), "error-meeting-not-over"),
        (meeting(state=MeetingState.CANCELLED), "error-meeting-not-over"),
        (meeting(held_by_maker=None), "error-meeting-not-held"),
        (meeting(held_by_other=False), "error-meeting-not-held"),
    ):
        with pytest.raises(UserError, match=wrong):
            agenda.check_held(other, END)


def test_what_was_discussed_ends_there() -> None:
    done = agenda.take_item_step(ITEM, agenda.ItemAction.DISCUSS, FIRST, actor=LI, now=END)
    assert done == replace(
        ITEM, state=agenda.ItemState.DISCUSSED, version=2, settled_in=FIRST.code, ended_at=END
    )
    assert agenda.mark_on(done, FIRST) is agenda.ItemMark.DISCUSSED


def test_what_is_carried_over_is_open_on_the_next_agenda_until_it_is_discussed_there() -> None:
    carried = agenda.take_item_step(ITEM, agenda.ItemAction.CARRY, FIRST, actor=LI, now=END + HOUR)
    assert (carried.state, carried.carried, carried.carried_at) == (agenda.ItemState.OPEN, 1, END)
    assert agenda.mark_on(carried, FIRST) is agenda.ItemMark.CARRIED
    assert agenda.mark_on(carried, SECOND) is agenda.ItemMark.OPEN
    found = agenda.mark_on(carried, meeting(2, state=MeetingState.PROPOSED, slot=None))
    assert found is agenda.ItemMark.OPEN
    again = agenda.take_item_step(
        carried, agenda.ItemAction.CARRY, SECOND, actor=DARA, now=END + YEAR
    )
    assert (again.carried, agenda.mark_on(again, FIRST)) == (2, agenda.ItemMark.CARRIED)
    third = meeting(3)
    done = agenda.take_item_step(
        again, agenda.ItemAction.DISCUSS, third, actor=DARA, now=END + 2 * YEAR
    )
    assert (done.carried, done.settled_in) == (2, third.code)
    assert agenda.mark_on(done, third) == agenda.ItemMark.DISCUSSED
    assert agenda.mark_on(done, FIRST) == agenda.ItemMark.CARRIED


def test_the_party_that_put_it_there_takes_it_off_at_any_time_and_the_other_never() -> None:
    marks = {LATER: agenda.ItemMark.DROPPED, END + HOUR: agenda.ItemMark.OPEN}
    for now, mark in marks.items():  # what was on the agenda of a meeting stays in its minutes
        gone = agenda.take_item_step(ITEM, agenda.ItemAction.DROP, FIRST, actor=DARA, now=now)
        assert (gone.state, gone.ended_at) == (agenda.ItemState.DROPPED, now)
        assert agenda.mark_on(gone, FIRST) is mark
        with pytest.raises(UserError, match="error-not-your-side"):
            agenda.take_item_step(ITEM, agenda.ItemAction.DROP, FIRST, actor=WANG, now=now)


@pytest.mark.parametrize("action", [agenda.ItemAction.DISCUSS, agenda.ItemAction.CARRY])
def test_nothing_is_recorded_of_a_meeting_before_it_is_over(action: agenda.ItemAction) -> None:
    with pytest.raises(UserError, match="error-meeting-not-over"):
        agenda.take_item_step(ITEM, action, meeting(held_by_maker=None), actor=DARA, now=END - HOUR)


REFUSED: dict[tuple[agenda.ItemAction, agenda.ItemAction], str | None] = {
    (agenda.ItemAction.DISCUSS, agenda.ItemAction.DISCUSS): "error-item-ended",
    (agenda.ItemAction.DISCUSS, agenda.ItemAction.CARRY): "error-item-ended",
    (agenda.ItemAction.DISCUSS, agenda.ItemAction.DROP): "error-item-ended",
    (agenda.ItemAction.CARRY, agenda.ItemAction.DISCUSS): None,
    (agenda.ItemAction.CARRY, agenda.ItemAction.CARRY): "error-item-ended",
    (agenda.ItemAction.CARRY, agenda.ItemAction.DROP): None,
    (agenda.ItemAction.DROP, agenda.ItemAction.DISCUSS): "error-item-ended",
    (agenda.ItemAction.DROP, agenda.ItemAction.CARRY): "error-item-ended",
    (agenda.ItemAction.DROP, agenda.ItemAction.DROP): "error-item-ended",
}


@pytest.mark.parametrize(("first", "second"), sorted(REFUSED))
def test_each_step_after_each_other(first: agenda.ItemAction, second: agenda.ItemAction) -> None:
    moved = agenda.take_item_step(ITEM, first, FIRST, actor=DARA, now=END)
    refused = REFUSED[first, second]
    if refused is None:
        assert agenda.take_item_step(moved, second, FIRST, actor=DARA, now=END).version == 3
        return
    with pytest.raises(Conflict, match=refused) as raised:
        agenda.take_item_step(moved, second, FIRST, actor=DARA, now=END)
    assert raised.value.values == {"item": 7}
