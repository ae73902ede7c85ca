"""Over random steps of meetings no to-do is lost, and each reminder has a reader."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.errors import UserError
from liaison.core.people import Role
from liaison.core.working_time import DAY, local_date
from liaison.meetings import rules
from liaison.meetings.model import (
    Attendance,
    Meeting,
    MeetingAction,
    MeetingActionContext,
    Objection,
    Presence,
)
from liaison.meetings.permissions import binds, refusal_of
from liaison.meetings.todos import todos_of
from liaison.todos.rules import escalated_to, is_named
from liaison.todos.sources import Team
from tests.unit.meetings.sample_meetings import HOUR, NOW, act, proposed
from tests.unit.meetings.test_reminders import agreed
from tests.unit.quiet_hours import HOURS, MINUTE
from tests.unit.samples import AGREEMENT, CN, KH
from tests.unit.todos.random_mornings import mornings
from tests.unit.todos.test_properties import POLICY, party_context, reachable, teams

Rule = Callable[[Meeting, MeetingActionContext], rules.MeetingStep]


def accept(meeting: Meeting, by: MeetingActionContext) -> rules.MeetingStep:
    assert meeting.offer is not None
    return rules.accept(meeting, by, option=meeting.offer.options[-1].number, length=HOUR)


def counter(meeting: Meeting, by: MeetingActionContext) -> rules.MeetingStep:
    options = ((by.at + DAY, None), (by.at + 2 * DAY, "Nanchang"))
    return rules.counter(meeting, by, options=options, host=CN, objection=Objection.TIME)


def record_held(meeting: Meeting, by: MeetingActionContext) -> rules.MeetingStep:
    """What the other Party has recorded, if it has."""
    other = meeting.held_by(KH if by.person.party == CN else CN)
    return rules.record_held(meeting, by, held=other is not False)


STEPS: Mapping[MeetingAction, Rule] = {
    MeetingAction.COUNTER: counter,
    MeetingAction.CONFIRM: lambda meeting, by: rules.confirm(meeting, by, length=HOUR),
    MeetingAction.ACCEPT: accept,
    MeetingAction.DECLINE: lambda m, by: rules.decline(m, by, objection=Objection.TIME),
    MeetingAction.WITHDRAW: lambda m, by: rules.withdraw(m, by, objection=Objection.TIME),
    MeetingAction.CANCEL: lambda m, by: rules.cancel(m, by, objection=Objection.TIME),
    MeetingAction.HELD: record_held,
    MeetingAction.MISSED: lambda m, by: rules.record_held(m, by, held=False),
}
DONE_BY = {
    "todo-meeting-answer": MeetingAction.ACCEPT,
    "todo-meeting-confirm": MeetingAction.CONFIRM,
    "todo-meeting-back": MeetingAction.CONFIRM,
    "todo-meeting-wait": MeetingAction.COUNTER,
    "todo-meeting-held": MeetingAction.HELD,
    "todo-meeting-disputed": MeetingAction.HELD,
}
"""The step after which a to-do is gone. Replies and decisions are no steps of the meeting."""
AtMoment = tuple[Meeting, datetime]


def after(
    kind: MeetingKind, steps: Sequence[tuple[MeetingAction, PartyCode, Role, timedelta]]
) -> AtMoment:
    """What becomes of a meeting and when; steps that are not allowed are left out."""
    meeting, at = replace(proposed(binds=False), kind=kind), NOW
    for action, party, role, later in steps:
        at += later
        expired = rules.expire(meeting, at)
        meeting = meeting if expired is None else expired[0]
        by = act(party, role, binds=role is Role.COORDINATOR, at=at)
        over = meeting.is_over(at)
        if refusal_of(action, meeting, by.person, binding=by.binds, over=over) is None:
            with suppress(UserError):
                meeting, _ = STEPS[action](meeting, by)
    return meeting, at


meetings = st.builds(
    after,
    st.sampled_from(MeetingKind),
    st.lists(
        st.tuples(
            st.sampled_from([*STEPS]),
            st.sampled_from([KH, CN]),
            st.sampled_from([Role.FOCAL_PERSON, Role.COORDINATOR]),
            st.sampled_from([timedelta(0), HOUR, DAY]),
        ),
        max_size=12,
    ),
)
presences = st.sampled_from([None, *Presence])


def replies(team: Team, party: PartyCode, at: datetime, said: st.DataObject) -> list[Attendance]:
    """What the people of a Party said about attending."""
    given_by = {each: said.draw(presences) for each in team.people}
    return [
        Attendance(person=person, party=party, presence=presence, substitute=None, at=at)
        for person, presence in given_by.items()
        if presence is not None
    ]


@pytest.mark.parametrize("party", [KH, CN])
@given(at=meetings, data=st.data())
def test_a_to_do_is_seen_by_people_who_may_do_it_and_is_gone_when_it_is_done(
    party: PartyCode, at: AtMoment, data: st.DataObject
) -> None:
    meeting, now = at
    team = data.draw(teams(party, today=local_date(now, HOURS[party].zone)))
    seen_now, said = party_context(party, team, now), replies(team, party, now, data)
    coordinators = len(team.with_role(Role.COORDINATOR))
    for todo in todos_of(meeting, said, seen_now, undecided=True):
        seen = team.seen_by(todo.people, escalated_to(todo, POLICY, HOURS[party], now))
        action = DONE_BY.get(todo.act)
        able = {
            each.id
            for each in team.people.values()
            if action is not None
            and refusal_of(
                action,
                meeting,
                each,
                binding=binds(each, coordinators=coordinators),
                over=meeting.is_over(now),
            )
            is None
        }
        assert not able or seen & able or todo.act == "todo-meeting-back", todo
        assert not (able or todo.people) & reachable(team) or seen & reachable(team), todo
        done = meeting
        if action is not None:
            own = todo.is_owed or action is MeetingAction.CONFIRM
            doer = party if own else CN if party == KH else KH
            done, _ = STEPS[action](meeting, act(doer, at=now))
        everyone = [
            Attendance(person=each, party=party, presence=Presence.NO, substitute=None, at=now)
            for each in team.people
        ]
        left = todos_of(done, everyone, seen_now, undecided=False)
        assert todo.act not in {each.act for each in left}, todo


@given(
    kind=st.sampled_from([MeetingKind.ANNUAL, MeetingKind.DIFFERENCE]),
    ahead=st.timedeltas(32 * DAY, 90 * DAY),
    data=st.data(),
)
def test_each_reminder_before_a_meeting_is_named_to_a_person_who_can_be_reached(
    kind: MeetingKind, ahead: timedelta, data: st.DataObject
) -> None:
    meeting = agreed(kind, NOW + ahead)
    assert meeting.slot is not None
    due_on = local_date(meeting.slot.start, HOURS[CN].zone)
    team = data.draw(teams(CN, today=due_on))
    said = replies(team, CN, meeting.changed_at, data)
    declined = {each.person for each in said if each.presence is not Presence.YES}
    found = mornings(due_on - 31 * DAY, [True] * 42)
    for days in AGREEMENT.meetings.days_before:
        step_on = due_on - days * DAY
        morning = next(each for each in found if not each.quiet and each.today >= step_on)
        seen_then = party_context(CN, team, morning.now)
        told_at = meeting.slot.start - AGREEMENT.meetings.minutes_before[-1] * MINUTE
        if morning.now >= told_at or not seen_then.staff - declined:
            continue
        told = set().union(
            *(
                team.seen_by(todo.people, escalated_to(todo, POLICY, HOURS[CN], morning.now))
                for todo in todos_of(meeting, said, seen_then, undecided=True)
                if is_named(todo, morning, None)
            )
        )
        assert not reachable(team) or told & reachable(team), (days, morning)
