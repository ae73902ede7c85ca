"""Any meeting comes back from storage as it went in."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import MeetingKind
from liaison.core.people import PersonId, Role
from liaison.meetings import model
from liaison.meetings.repository import Meetings
from storage.database import Database
from tests.contract.samples import REFERENCE
from tests.contract.strategies import (
    CODES,
    MOMENTS,
    NUMBERS,
    PARTIES,
    PEOPLE,
    ROUND_TRIP,
    WORDS,
    join_both,
)

OPTIONS = st.builds(model.Option, number=st.integers(1, 99), start=MOMENTS, venue=st.none() | WORDS)
OFFERS = st.builds(
    model.Offer,
    number=st.integers(1, 99),
    by=PARTIES,
    person=PEOPLE,
    at=MOMENTS,
    options=st.lists(OPTIONS, min_size=1, max_size=5).map(tuple),
    host=PARTIES,
    backed=st.booleans(),
    chosen=st.none() | st.integers(1, 99),
)
MINUTES = st.builds(model.Minutes, letter=WORDS, by=PARTIES, approved=st.booleans())
TOLD = {model.MeetingState.DECLINED, model.MeetingState.WITHDRAWN, model.MeetingState.CANCELLED}


@st.composite
def slots(draw: st.DrawFn, *, version: int) -> model.Slot:
    start = draw(MOMENTS)
    length = timedelta(minutes=draw(st.integers(1, 1440)))
    return model.Slot(
        start=start,
        end=start + length,
        venue=draw(st.none() | WORDS),
        host=draw(PARTIES),
        sequence=draw(st.integers(1, version)),
    )


@st.composite
def meetings(draw: st.DrawFn, *, version: int) -> model.Meeting:
    state = draw(st.sampled_from(model.MeetingState))
    offers = st.none() | OFFERS if state is model.MeetingState.AGREED else st.none()
    is_agreed = state in {model.MeetingState.AGREED, model.MeetingState.CANCELLED}
    number = next(NUMBERS)
    return model.Meeting(
        code=model.MeetingCode(f"M{number:08}"),
        kind=draw(st.sampled_from(MeetingKind)),
        occasion=draw(st.sampled_from(model.Occasion)),
        urgent=draw(st.booleans()),
        case=draw(st.none() | st.just(REFERENCE)),
        about=f"{number:04}",
        state=state,
        version=version,
        made_by=draw(PARTIES),
        made_at=draw(MOMENTS),
        changed_at=draw(MOMENTS),
        options_made=draw(st.integers(1, 99)),
        offer=draw(OFFERS if state is model.MeetingState.PROPOSED else offers),
        slot=draw(slots(version=version)) if is_agreed else None,
        objection=draw(st.sampled_from(model.Objection)) if state in TOLD else None,
        held_by_maker=draw(st.none() | st.booleans()) if is_agreed else None,
        held_by_other=draw(st.none() | st.booleans()) if is_agreed else None,
        minutes=draw(st.none() | MINUTES) if is_agreed else None,
    )


@st.composite
def events(draw: st.DrawFn, *, version: int) -> model.MeetingEvent:
    action = draw(st.sampled_from(model.MeetingAction))
    is_ours = action is model.MeetingAction.EXPIRE
    return model.MeetingEvent(
        code=model.MeetingCode("of another"),
        version=version,
        action=action,
        at=draw(MOMENTS),
        party=None if is_ours else draw(PARTIES),
        role=None if is_ours else draw(st.sampled_from(Role)),
        person=None if is_ours else draw(PEOPLE),
        facts=draw(st.dictionaries(CODES, CODES | st.integers(0, 99), max_size=3)),
    )


@st.composite
def attendances(draw: st.DrawFn) -> model.Attendance:
    presence = draw(st.sampled_from(model.Presence))
    is_substituted = presence is model.Presence.SUBSTITUTE
    return model.Attendance(
        person=PersonId(1),
        party=draw(PARTIES),
        presence=presence,
        substitute=PersonId(2) if is_substituted else None,
        at=draw(MOMENTS),
    )


@ROUND_TRIP
@given(
    meeting=meetings(version=7),
    first=events(version=7),
    later=meetings(version=8),
    second=events(version=8),
    said=st.lists(attendances(), min_size=1, max_size=2),
)
async def test_a_meeting_comes_back_as_it_went_in(
    db: Database,
    meeting: model.Meeting,
    first: model.MeetingEvent,
    later: model.Meeting,
    second: model.MeetingEvent,
    said: list[model.Attendance],
) -> None:
    code = meeting.code
    first, second = replace(first, code=code), replace(second, code=code)
    later = replace(later, code=code)
    async with db.transaction() as tx:
        await join_both(tx)
        assert await tx.of(Meetings).add(meeting, first)
        assert await tx.of(Meetings).get(code) == meeting
        assert await tx.of(Meetings).change(later, second)
        assert await tx.of(Meetings).get(code) == later
        assert await tx.of(Meetings).events(code) == [first, second]
        for attendance in said:
            await tx.of(Meetings).attend(code, attendance)
        assert await tx.of(Meetings).attendances(code) == said[-1:]
