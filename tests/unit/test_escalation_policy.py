"""Ladders: each rung at its minute in a month of silence, and no fault whatever people do."""

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
from tests.unit.cast import AGREEMENT, CN, KH, SOKHA
from tests.unit.hours import (
    DAY,
    HOUR,
    HOURS,
    MINUTE,
    hours_of_any_kind,
    instants,
    local,
    longest_rest,
)
from tests.unit.silence import GROUPS, MADE_AT, Desk, made, on

pytestmark = pytest.mark.unit

MONTH = 30 * DAY
CLIMB = (DeliveryReason.FIRST, *EscalationTarget)


def climbed(desk: Desk) -> list[tuple[datetime, str]]:
    """Each telling with the name of its rung."""
    return [(said.at, said.rung or said.telling) for said in desk.said]


def expected(party: PartyCode, walls: str, daily: str) -> list[tuple[datetime, str]]:
    """The six rungs at what a Party's clock shows, and then the days on which the last comes."""
    first = [local(f"2026-{wall.strip()}", HOURS[party]) for wall in walls.split(",")]
    hour = walls.rsplit(maxsplit=1)[-1]
    days = [local(f"2026-{day} {hour}", HOURS[party]) for day in daily.split()]
    return [*zip(first, CLIMB, strict=False), *((day, EscalationTarget.DAILY) for day in days)]


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
        pytest.param(
            CN,
            "03-02 07:15",
            "03-02 07:15, 03-03 07:15, 03-04 07:15, 03-05 07:15, 03-06 07:15, 03-06 07:15",
            "03-09 03-10 03-11 03-12 03-13 03-16 03-17 03-18 03-19 03-20 03-23 03-24 03-25 03-26"
            " 03-27 03-30 03-31 04-01",
            id="early in Beijing, where nothing waits for the other side's morning",
        ),
    ],
)
def test_in_thirty_days_of_silence_each_rung_comes_at_its_minute(
    party: PartyCode, made_at: str, walls: str, daily: str
) -> None:
    desk = Desk(made(party=party, made_at=local(f"2026-{made_at}", HOURS[party])))
    desk.run(desk.notice.made_at + MONTH)
    assert climbed(desk) == expected(party, walls, daily)


def test_an_emergency_at_three_on_a_sunday_climbs_within_the_hour_and_then_daily() -> None:
    began = on("03-08 03:00")
    desk = Desk(made(Priority.EMERGENCY, made_at=began))
    desk.run(began + MONTH)
    minutes = (0, 10, 10, 30, 60, 60)
    assert climbed(desk) == [
        *zip([began + n * MINUTE for n in minutes], CLIMB, strict=False),
        *((began + HOUR + n * DAY, EscalationTarget.DAILY) for n in range(1, 30)),
    ]


def test_a_routine_notice_climbs_nowhere() -> None:
    desk = Desk(made(Priority.ROUTINE))
    desk.run(MADE_AT + MONTH)
    assert climbed(desk) == [(MADE_AT, DeliveryReason.FIRST)]


def test_where_nobody_named_a_deputy_the_coordinators_are_told_in_that_rungs_place() -> None:
    desk = Desk(made(), missing=frozenset({"deputies"}))
    desk.run(MADE_AT + 3 * DAY)
    assert climbed(desk) == [
        (MADE_AT, DeliveryReason.FIRST),
        (MADE_AT + DAY, EscalationTarget.SAME_PEOPLE),
        (MADE_AT + 2 * DAY, EscalationTarget.DEPUTY),
        (MADE_AT + 2 * DAY, EscalationTarget.COORDINATORS),
        (MADE_AT + 3 * DAY, EscalationTarget.ADMINS),
        (MADE_AT + 3 * DAY, EscalationTarget.OTHER_SIDE),
    ]


@pytest.mark.parametrize("priority", [Priority.IMPORTANT, Priority.EMERGENCY])
def test_where_nobody_can_be_reached_all_rungs_come_at_once_and_then_daily(
    priority: Priority,
) -> None:
    desk = Desk(made(priority), deaf=frozenset(GROUPS))
    desk.run(MADE_AT + 3 * DAY)
    assert climbed(desk) == [
        *[(MADE_AT, rung) for rung in CLIMB],
        *[(MADE_AT + n * DAY, EscalationTarget.DAILY) for n in (1, 2, 3)],
    ]


def test_who_blocks_the_desk_within_a_wait_ends_it_at_once_by_day_and_in_the_morning() -> None:
    for blocked_at, next_at in (("03-03 15:00", "03-03 15:00"), ("03-03 22:00", "03-04 07:00")):
        desk = Desk(made())
        desk.run(on(blocked_at))
        desk.deaf |= {"first", "deputies"}
        desk.look(on(blocked_at))
        desk.run(on(next_at) + DAY)
        assert climbed(desk) == [
            (MADE_AT, DeliveryReason.FIRST),
            (on(next_at), EscalationTarget.SAME_PEOPLE),
            (on(next_at), EscalationTarget.DEPUTY),
            (on(next_at), EscalationTarget.COORDINATORS),
            (on(next_at) + DAY, EscalationTarget.ADMINS),
            (on(next_at) + DAY, EscalationTarget.OTHER_SIDE),
        ]


@pytest.mark.parametrize("hour", [4, 11, 23])
def test_three_minutes_out_every_night_do_not_keep_a_notice_from_climbing(hour: int) -> None:
    desk = Desk(made())
    for night in range(10):
        desk.run(MADE_AT + night * DAY + hour * HOUR)
        desk.fail_for(3 * MINUTE)
    first = {said.rung: said.at for said in reversed(desk.said)}
    assert first[EscalationTarget.ADMINS] <= on("03-09 10:18")
    assert len([said for said in desk.said if said.telling is DeliveryReason.REPEAT]) >= 6


def test_the_ladders_that_come_with_the_desk_keep_what_the_rules_promise() -> None:
    policies = AGREEMENT.notices.escalation_policies
    assert policies[Priority.ROUTINE] == EscalationPolicy()
    for priority in (Priority.IMPORTANT, Priority.EMERGENCY):
        assert tuple(step.to for step in policies[priority].steps) == tuple(EscalationTarget)
    waits = {priority: [step.after for step in policies[priority].steps] for priority in policies}
    assert waits[Priority.IMPORTANT] == [DAY, DAY, DAY, DAY, 0 * DAY, DAY]
    assert waits[Priority.EMERGENCY] == [n * MINUTE for n in (10, 0, 20, 30, 0, 1440)]


# Whatever people do


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
    st.tuples(st.just("news"), st.tuples(st.sampled_from(Priority), st.none() | spans)),
    st.tuples(st.just("deaf"), groups),
)


@dataclass(frozen=True, kw_only=True)
class Play:
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

    def desk(self) -> Desk:
        due_by = None if self.due_in is None else self.began + self.due_in
        notice = self.notice(self.priority, due_by)
        hours = {KH: self.own, CN: self.other}
        return Desk(notice, hours, missing=self.missing, deaf=self.deaf)

    def act(self, desk: Desk, which: slice) -> None:
        for wait, move in self.moves[which]:
            desk.run(desk.now + wait)
            self._make(desk, move)

    def _make(self, desk: Desk, move: Move) -> None:
        """Look, be out for a while, have something newer to say, or have others who are deaf."""
        match move:
            case ("fail", timedelta() as length):
                desk.fail_for(length)
            case ("news", (Priority() as priority, due_in)):
                due_by = None if due_in is None else desk.now + due_in
                desk.renew(self.notice(priority, due_by))
            case ("deaf", frozenset() as deaf):
                desk.deaf = set(deaf)
                desk.look(desk.now)
            case _:
                desk.look(desk.now)

    @property
    def longest_climb(self) -> timedelta:
        """A bound: each wait in whole days, two more for the night and a morning of either Party,
        and between two days that are worked the longest rest there is.
        """
        first = self.began.date() - 2 * DAY
        rest = max(longest_rest(each, first, 60) for each in (self.own, self.other)) + 1
        days = sum(step.after // DAY + 4 for step in self.policy.steps) + 2
        return days * rest * DAY


plays = st.builds(
    Play,
    priority=st.sampled_from(Priority),
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
def test_while_nobody_says_a_word_a_notice_climbs_every_rung_in_turn_to_the_last(
    play: Play,
) -> None:
    desk = play.desk()
    play.act(desk, slice(None))
    desk.run(desk.now + play.longest_climb)
    assert desk.said[0].telling is DeliveryReason.FIRST
    assert [said.telling for said in desk.said].count(DeliveryReason.FIRST) == 1
    climb = [said for said in desk.said if said.telling is DeliveryReason.ESCALATION]
    if not desk.notice.needs_acknowledgement:
        assert len(desk.said) == 1
        return
    top = len(play.policy.steps)
    assert [said.place for said in climb] == list(range(len(climb)))
    assert [said.rung for said in climb[:top]] == [step.to for step in play.policy.steps]
    assert {said.rung for said in climb[top:]} <= {play.policy.steps[-1].to}


@given(play=plays, moves=st.integers(0, 8), wait=spans, settled=st.booleans())
def test_once_it_has_ended_nothing_is_told_whatever_follows(
    play: Play, moves: int, wait: timedelta, settled: bool
) -> None:
    desk = play.desk()
    play.act(desk, slice(moves))
    desk.run(desk.now + wait)
    told = len(desk.said)
    if settled or not desk.notice.needs_acknowledgement:
        desk.notice = resolve(desk.notice, desk.now)
    else:
        desk.notice = acknowledge(desk.notice, SOKHA, was_notified=True, now=desk.now)
    desk.look(desk.now)
    play.act(desk, slice(moves, None))
    desk.run(desk.now + play.longest_climb)
    assert (len(desk.said), desk.wake_at) == (told, None)
