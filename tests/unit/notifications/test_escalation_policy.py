"""Escalation: each step at its minute without acknowledgement, and random behaviour."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import PartyCode
from liaison.core.escalation_policy import (
    EscalationPolicy,
    EscalationStep,
    EscalationTarget,
    Priority,
)
from liaison.core.working_time import Hours
from liaison.notifications.rules import DeliveryReason, Notice, acknowledge, resolve
from tests.unit.notifications.unanswered import GROUPS, MADE_AT, SimulatedService, made, on
from tests.unit.quiet_hours import (
    DAY,
    HOUR,
    HOURS,
    MINUTE,
    hours_of_any_kind,
    instants,
    local,
    longest_rest,
)
from tests.unit.samples import CN, KH, SOKHA

MONTH = 30 * DAY
STEPS = (DeliveryReason.FIRST, *EscalationTarget)


def delivered(service: SimulatedService) -> list[tuple[datetime, str]]:
    """Each delivery with the name of its step."""
    return [(delivery.at, delivery.target or delivery.reason) for delivery in service.deliveries]


def expected(party: PartyCode, walls: str, daily: str) -> list[tuple[datetime, str]]:
    """The six steps at what a Party's clock shows, and then the days on which the last comes."""
    first = [local(f"2026-{wall.strip()}", HOURS[party]) for wall in walls.split(",")]
    hour = walls.rsplit(maxsplit=1)[-1]
    days = [local(f"2026-{day} {hour}", HOURS[party]) for day in daily.split()]
    return [*zip(first, STEPS, strict=False), *((day, EscalationTarget.DAILY) for day in days)]


@pytest.mark.parametrize(
    ("party", "made_at", "walls", "daily"),
    [
        pytest.param(
            CN,
            "03-02 10:30",
            "03-02 10:30, 03-03 10:30, 03-04 10:30, 03-05 10:30, 03-06 10:30, 03-06 10:30",
            "03-09 03-10 03-11 03-12 03-13 03-16 03-17 03-18 03-19 03-20 03-23 03-24 03-25 03-26"
            " 03-27 03-30 03-31 04-01",
            id="a month without a feast",
        ),
        pytest.param(
            KH,
            "04-10 21:15",
            "04-13 07:00, 04-17 07:00, 04-20 07:00, 04-21 07:00, 04-22 07:00, 04-22 07:00",
            "04-23 04-24 04-27 04-28 04-29 04-30 05-04 05-06 05-07 05-08",
            id="from a Friday night into Khmer New Year",
        ),
        pytest.param(
            CN,
            "02-13 15:00",
            "02-13 15:00, 02-14 15:00, 02-24 15:00, 02-25 15:00, 02-26 15:00, 02-26 15:00",
            "02-27 02-28 03-02 03-03 03-04 03-05 03-06 03-09 03-10 03-11 03-12 03-13",
            id="Spring Festival, with Saturdays made up for",
        ),
    ],
)
def test_in_thirty_days_without_acknowledgement_each_step_comes_at_its_minute(
    party: PartyCode, made_at: str, walls: str, daily: str
) -> None:
    service = SimulatedService(made(party=party, made_at=local(f"2026-{made_at}", HOURS[party])))
    service.run(service.notice.made_at + MONTH)
    assert delivered(service) == expected(party, walls, daily)


def test_an_emergency_at_three_on_a_sunday_escalates_within_the_hour_and_then_daily() -> None:
    began = on("03-08 03:00")
    service = SimulatedService(made(Priority.EMERGENCY, made_at=began))
    service.run(began + MONTH)
    minutes = (0, 10, 10, 30, 60, 60)
    assert delivered(service) == [
        *zip([began + n * MINUTE for n in minutes], STEPS, strict=False),
        *((began + HOUR + n * DAY, EscalationTarget.DAILY) for n in range(1, 30)),
    ]


def test_a_routine_notice_does_not_escalate() -> None:
    service = SimulatedService(made(Priority.ROUTINE))
    service.run(MADE_AT + MONTH)
    assert delivered(service) == [(MADE_AT, DeliveryReason.FIRST)]


def test_without_a_deputy_the_coordinators_are_notified_at_that_step() -> None:
    service = SimulatedService(made(), missing=frozenset({"deputies"}))
    service.run(MADE_AT + 3 * DAY)
    assert delivered(service) == [
        (MADE_AT, DeliveryReason.FIRST),
        (MADE_AT + DAY, EscalationTarget.SAME_PEOPLE),
        (MADE_AT + 2 * DAY, EscalationTarget.DEPUTY),
        (MADE_AT + 2 * DAY, EscalationTarget.COORDINATORS),
        (MADE_AT + 3 * DAY, EscalationTarget.ADMINS),
        (MADE_AT + 3 * DAY, EscalationTarget.OTHER_SIDE),
    ]


@pytest.mark.parametrize("priority", [Priority.IMPORTANT, Priority.EMERGENCY])
def test_where_no_one_can_be_reached_all_steps_come_at_once_and_then_daily(
    priority: Priority,
) -> None:
    service = SimulatedService(made(priority), unreachable=frozenset(GROUPS))
    service.run(MADE_AT + 3 * DAY)
    assert delivered(service) == [
        *[(MADE_AT, target) for target in STEPS],
        *[(MADE_AT + n * DAY, EscalationTarget.DAILY) for n in (1, 2, 3)],
    ]


def test_a_recipient_who_blocks_the_bot_ends_the_wait_outside_quiet_hours() -> None:
    for blocked_at, next_at in (("03-03 15:00", "03-03 15:00"), ("03-03 22:00", "03-04 07:00")):
        service = SimulatedService(made())
        service.run(on(blocked_at))
        service.unreachable |= {"first", "deputies"}
        service.check(on(blocked_at))
        service.run(on(next_at) + DAY)
        assert delivered(service) == [
            (MADE_AT, DeliveryReason.FIRST),
            (on(next_at), EscalationTarget.SAME_PEOPLE),
            (on(next_at), EscalationTarget.DEPUTY),
            (on(next_at), EscalationTarget.COORDINATORS),
            (on(next_at) + DAY, EscalationTarget.ADMINS),
            (on(next_at) + DAY, EscalationTarget.OTHER_SIDE),
        ]


@pytest.mark.parametrize("hour", [4, 11, 23])
def test_three_minutes_of_outage_every_night_do_not_stop_the_escalation(hour: int) -> None:
    service = SimulatedService(made())
    for night in range(10):
        service.run(MADE_AT + night * DAY + hour * HOUR)
        service.fail_for(3 * MINUTE)
    first = {delivery.target: delivery.at for delivery in reversed(service.deliveries)}
    assert first[EscalationTarget.ADMINS] <= on("03-09 10:18")
    assert (
        len(
            [
                delivery
                for delivery in service.deliveries
                if delivery.reason is DeliveryReason.REPEAT
            ]
        )
        >= 6
    )


# Random behaviour


def waits(least: int, most: int) -> st.SearchStrategy[timedelta]:
    return st.integers(least, most).map(lambda minutes: minutes * MINUTE)


def escalation_steps(after: st.SearchStrategy[timedelta]) -> st.SearchStrategy[EscalationStep]:
    return st.builds(EscalationStep, to=st.sampled_from(EscalationTarget), after=after)


spans = waits(1, 3 * 1440)
policies = st.builds(
    lambda below, last: EscalationPolicy((*below, last)),
    st.lists(escalation_steps(st.just(0 * MINUTE) | spans), max_size=5),
    escalation_steps(waits(6 * 60, 2 * 1440)),
)
groups = st.frozensets(st.sampled_from(GROUPS))
Newer = tuple[Priority, timedelta | None]
Move = tuple[str, timedelta | Newer | frozenset[str] | None]
moves: st.SearchStrategy[Move] = st.one_of(
    st.just(("check", None)),
    st.tuples(st.just("fail"), spans),
    st.tuples(st.just("newer"), st.tuples(st.sampled_from(Priority), st.none() | spans)),
    st.tuples(st.just("unreachable"), groups),
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
    unreachable: frozenset[str]
    moves: list[tuple[timedelta, Move]]

    def notice(self, priority: Priority, due_by: datetime | None) -> Notice:
        escalates = priority is not Priority.ROUTINE
        policy = self.policy if escalates else EscalationPolicy()
        return made(priority, escalation_policy=policy, made_at=self.began, due_by=due_by)

    def service(self) -> SimulatedService:
        due_by = None if self.due_in is None else self.began + self.due_in
        notice = self.notice(self.priority, due_by)
        hours = {KH: self.own, CN: self.other}
        return SimulatedService(notice, hours, missing=self.missing, unreachable=self.unreachable)

    def act(self, service: SimulatedService, which: slice) -> None:
        for wait, move in self.moves[which]:
            service.run(service.now + wait)
            self._make(service, move)

    def _make(self, service: SimulatedService, move: Move) -> None:
        """Check, fail for a while, get newer content, or lose other recipients."""
        match move:
            case ("fail", timedelta() as length):
                service.fail_for(length)
            case ("newer", (Priority() as priority, due_in)):
                due_by = None if due_in is None else service.now + due_in
                service.renew(self.notice(priority, due_by))
            case ("unreachable", frozenset() as unreachable):
                service.unreachable = set(unreachable)
                service.check(service.now)
            case _:
                service.check(service.now)

    @property
    def longest_escalation(self) -> timedelta:
        """A bound: each wait in whole days, two more for the night and a morning of either Party,
        and between two days that are worked the longest rest there is.
        """
        first = self.began.date() - 2 * DAY
        rest = max(longest_rest(each, first, 60) for each in (self.own, self.other)) + 1
        days = sum(step.after // DAY + 4 for step in self.policy.steps) + 2
        return days * rest * DAY


simulations = st.builds(
    Simulation,
    priority=st.sampled_from(Priority),
    policy=policies,
    own=hours_of_any_kind,
    other=hours_of_any_kind,
    began=instants,
    due_in=st.none() | spans,
    missing=groups,
    unreachable=groups,
    moves=st.lists(st.tuples(spans, moves), max_size=8),
)


@given(simulation=simulations)
def test_without_acknowledgement_a_notice_escalates_through_every_step(
    simulation: Simulation,
) -> None:
    service = simulation.service()
    simulation.act(service, slice(None))
    service.run(service.now + simulation.longest_escalation)
    assert service.deliveries[0].reason is DeliveryReason.FIRST
    assert [delivery.reason for delivery in service.deliveries].count(DeliveryReason.FIRST) == 1
    escalations = [
        delivery for delivery in service.deliveries if delivery.reason is DeliveryReason.ESCALATION
    ]
    if not service.notice.needs_acknowledgement:
        assert len(service.deliveries) == 1
        return
    top = len(simulation.policy.steps)
    assert [delivery.place for delivery in escalations] == list(range(len(escalations)))
    assert [delivery.target for delivery in escalations[:top]] == [
        step.to for step in simulation.policy.steps
    ]
    assert {delivery.target for delivery in escalations[top:]} <= {simulation.policy.steps[-1].to}


@given(simulation=simulations, moves=st.integers(0, 8), wait=spans, settled=st.booleans())
def test_after_its_end_a_notice_is_not_delivered(
    simulation: Simulation, moves: int, wait: timedelta, settled: bool
) -> None:
    service = simulation.service()
    simulation.act(service, slice(moves))
    service.run(service.now + wait)
    count = len(service.deliveries)
    if settled or not service.notice.needs_acknowledgement:
        service.notice = resolve(service.notice, service.now)
    else:
        service.notice = acknowledge(service.notice, SOKHA, was_notified=True, now=service.now)
    service.check(service.now)
    simulation.act(service, slice(moves, None))
    service.run(service.now + simulation.longest_escalation)
    assert (len(service.deliveries), service.next_at) == (count, None)
