"""Escalation: each step at its minute in a month of silence, and no fault whatever people do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import EscalationPolicy, EscalationStep, EscalationTarget, Priority
from liaison.core.working_time import Hours
from liaison.notifications.rules import DeliveryReason, Notice, acknowledge, resolve
from tests.unit.notifications.unanswered import GROUPS, MADE_AT, SimulatedService, made, on
from tests.unit.quiet_hours import DAY, HOUR, MINUTE, hours_of_any_kind, instants, longest_rest
from tests.unit.samples import AGREEMENT, CN, KH, SOKHA

MONTH = 30 * DAY
CLIMB = (DeliveryReason.FIRST, *EscalationTarget)
priorities = st.sampled_from([each for each in Priority if each is not Priority.URGENT])
"""An urgent notice is delivered by other rules: see ``test_urgent.py``."""


def climbed(service: SimulatedService) -> list[tuple[datetime, str]]:
    """Each telling with the name of its step."""
    return [(said.at, said.target or said.telling) for said in service.said]


def test_an_emergency_at_three_on_a_sunday_climbs_within_the_hour_then_doubles_its_waits() -> None:
    began = on("03-08 03:00")
    service = SimulatedService(made(Priority.EMERGENCY, made_at=began))
    service.run(began + MONTH)
    minutes = (0, 10, 10, 30, 60, 60)
    assert climbed(service) == [
        *zip([began + n * MINUTE for n in minutes], CLIMB, strict=False),
        *((began + n * HOUR, EscalationTarget.DAILY) for n in (2, 4, 8, *range(16, 30 * 24, 12))),
    ]


def test_an_emergency_comes_again_the_sooner_the_nearer_its_time() -> None:
    starts = MADE_AT + 7 * HOUR
    service = SimulatedService(made(Priority.EMERGENCY, due_by=starts))
    service.run(starts)
    again = [said.at - MADE_AT for said in service.said if said.target is EscalationTarget.DAILY]
    assert again == [HOUR * 2, HOUR * 4, HOUR * 5.5, HOUR * 6.25, HOUR * 6.75]


@pytest.mark.parametrize("priority", [Priority.ROUTINE, Priority.IMPORTANT])
@pytest.mark.parametrize("deaf", [frozenset(), frozenset(GROUPS)])
def test_only_an_emergency_climbs(priority: Priority, deaf: frozenset[str]) -> None:
    service = SimulatedService(made(priority), deaf=deaf)
    service.run(MADE_AT + MONTH)
    assert climbed(service) == [(MADE_AT, DeliveryReason.FIRST)]


def test_where_no_one_named_a_deputy_the_coordinators_are_told_in_that_steps_place() -> None:
    service = SimulatedService(made(Priority.EMERGENCY), missing=frozenset({"deputies"}))
    service.run(MADE_AT + HOUR)
    assert climbed(service) == [
        *zip([MADE_AT + n * MINUTE for n in (0, 10, 10, 30, 60, 60)], CLIMB, strict=False)
    ]


def test_where_no_one_can_be_reached_all_steps_come_at_once_and_then_the_last_again() -> None:
    service = SimulatedService(made(Priority.EMERGENCY), deaf=frozenset(GROUPS))
    service.run(MADE_AT + DAY)
    assert climbed(service) == [
        *[(MADE_AT, target) for target in CLIMB],
        *[(MADE_AT + n * HOUR, EscalationTarget.DAILY) for n in (0.5, 1, 2, 4, 8, 16)],
    ]


def test_who_blocks_the_bot_within_a_wait_ends_it_at_once() -> None:
    blocked_at = MADE_AT + 15 * MINUTE
    service = SimulatedService(made(Priority.EMERGENCY))
    service.run(blocked_at)
    service.deaf |= {"first", "deputies"}
    service.look(blocked_at)
    service.run(blocked_at + 30 * MINUTE)
    minutes = (0, 10, 10, 15, 45, 45)
    assert climbed(service) == [*zip([MADE_AT + n * MINUTE for n in minutes], CLIMB, strict=False)]


def test_the_default_policies_keep_what_the_rules_promise() -> None:
    policies = AGREEMENT.notices.escalation_policies
    assert policies[Priority.ROUTINE] == EscalationPolicy()
    everyone = tuple(EscalationTarget)
    for priority, targets in ((Priority.IMPORTANT, everyone[1:4]), (Priority.EMERGENCY, everyone)):
        assert tuple(step.to for step in policies[priority]) == targets
    waits = {priority: [step.after for step in policies[priority]] for priority in policies}
    assert waits[Priority.IMPORTANT] == [2 * DAY, DAY, DAY]
    assert waits[Priority.EMERGENCY] == [n * MINUTE for n in (10, 0, 20, 30, 0, 720)]


def waits(least: int, most: int) -> st.SearchStrategy[timedelta]:
    return st.integers(least, most).map(lambda minutes: minutes * MINUTE)


def rungs(after: st.SearchStrategy[timedelta]) -> st.SearchStrategy[EscalationStep]:
    return st.builds(EscalationStep, to=st.sampled_from(EscalationTarget), after=after)


spans = waits(1, 3 * 1440)
policies = st.builds(
    lambda below, last: EscalationPolicy((*below, last)),
    st.lists(rungs(st.just(0 * MINUTE) | spans), max_size=5),
    rungs(waits(6 * 60, 2 * 1440)),
)
groups = st.frozensets(st.sampled_from(GROUPS))
News = tuple[Priority, timedelta | None]
Move = tuple[str, timedelta | News | frozenset[str] | None]
moves: st.SearchStrategy[Move] = st.one_of(
    st.just(("look", None)),
    st.tuples(st.just("fail"), spans),
    st.tuples(st.just("news"), st.tuples(priorities, st.none() | spans)),
    st.tuples(st.just("deaf"), groups),
)


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """A notice and everything that happens, each move after a while."""

    priority: Priority
    policy: EscalationPolicy
    own: Hours
    other: Hours
    began: datetime
    due_in: timedelta | None
    missing: frozenset[str]
    deaf: frozenset[str]
    moves: list[tuple[timedelta, Move]]

    def notice(self, priority: Priority, due_by: datetime | None) -> Notice:
        climbs = priority is not Priority.ROUTINE
        policy = self.policy if climbs else EscalationPolicy()
        return made(priority, escalation_policy=policy, made_at=self.began, due_by=due_by)

    def service(self) -> SimulatedService:
        due_by = None if self.due_in is None else self.began + self.due_in
        notice = self.notice(self.priority, due_by)
        hours = {KH: self.own, CN: self.other}
        return SimulatedService(notice, hours, missing=self.missing, deaf=self.deaf)

    def act(self, service: SimulatedService, which: slice) -> None:
        for wait, move in self.moves[which]:
            service.run(service.now + wait)
            self._make(service, move)

    def _make(self, service: SimulatedService, move: Move) -> None:
        """Look, be out for a while, have something newer to say, or have others who are deaf."""
        match move:
            case ("fail", timedelta() as length):
                service.fail_for(length)
            case ("news", (Priority() as priority, due_in)):
                due_by = None if due_in is None else service.now + due_in
                service.renew(self.notice(priority, due_by))
            case ("deaf", frozenset() as deaf):
                service.deaf = set(deaf)
                service.look(service.now)
            case _:
                service.look(service.now)

    @property
    def longest_climb(self) -> timedelta:
        """A bound: the waits of all steps and two more, which only outages prolong."""
        lost = (move[1] for _, move in self.moves if move[0] == "fail")
        outages = sum((each for each in lost if isinstance(each, timedelta)), timedelta(0))
        return sum((step.after for step in self.policy), 2 * self.longest_rest + outages)

    @property
    def longest_rest(self) -> timedelta:
        """A bound of the time without an hour in which people may be disturbed."""
        return (longest_rest(self.own, self.began.date() - 2 * DAY, 60) + 2) * DAY


plays = st.builds(
    Simulation,
    priority=priorities,
    policy=policies,
    own=hours_of_any_kind,
    other=hours_of_any_kind,
    began=instants,
    due_in=st.none() | spans,
    missing=groups,
    deaf=groups,
    moves=st.lists(st.tuples(spans, moves), max_size=8),
)


@given(play=plays)
def test_an_unanswered_notice_escalates_through_every_step_to_the_last(play: Simulation) -> None:
    service = play.service()
    play.act(service, slice(None))
    service.run(service.now + play.longest_climb)
    assert service.said[0].telling is DeliveryReason.FIRST
    assert [said.telling for said in service.said].count(DeliveryReason.FIRST) == 1
    climb = [said for said in service.said if said.telling is DeliveryReason.ESCALATION]
    if service.notice.priority is not Priority.EMERGENCY:
        assert climb == []
        return
    top = len(play.policy)
    assert [said.place for said in climb] == list(range(len(climb)))
    assert [said.target for said in climb[:top]] == [step.to for step in play.policy]
    assert {said.target for said in climb[top:]} <= {play.policy[-1].to}


@given(play=plays, moves=st.integers(0, 8), wait=spans, settled=st.booleans())
def test_once_it_has_ended_nothing_is_told_whatever_follows(
    play: Simulation, moves: int, wait: timedelta, settled: bool
) -> None:
    service = play.service()
    play.act(service, slice(moves))
    service.run(service.now + wait)
    told = len(service.said)
    if settled or not service.notice.needs_acknowledgement:
        service.notice = resolve(service.notice, service.now)
    else:
        service.notice = acknowledge(service.notice, SOKHA, was_notified=True, now=service.now)
    service.look(service.now)
    play.act(service, slice(moves, None))
    service.run(service.now + play.longest_climb)
    assert (len(service.said), service.wake_at) == (told, None)
