"""Urgent notices: at once to the person on duty, at the usual hour to all others."""

from dataclasses import replace
from datetime import datetime, timedelta

from liaison.core.agreement import EscalationTarget, Priority
from liaison.core.working_time import WorkCalendar
from liaison.notifications.recipients import first_recipients
from liaison.notifications.rules import DeliveryDecision, DeliveryReason, Notice, next_delivery
from liaison.notifications.rules import mark_notified as mark
from liaison.notifications.subjects import Delivery
from tests.unit.notifications.unanswered import made, on
from tests.unit.quiet_hours import HOURS
from tests.unit.samples import DARA, KH, SOKHA

FRIDAY_21 = on("03-06 21:00")
MONDAY_9 = on("03-09 09:00")


def urgent() -> Notice:
    return made(Priority.URGENT, made_at=FRIDAY_21)


def decided(
    notice: Notice, now: datetime, *, others_wait: bool = True, is_reachable: bool = True
) -> DeliveryDecision:
    return next_delivery(
        notice, HOURS[KH], is_reachable=is_reachable, now=now, others_wait=others_wait
    )


def test_it_is_delivered_at_night() -> None:
    assert decided(urgent(), FRIDAY_21) == DeliveryDecision(reason=DeliveryReason.FIRST)


def test_the_people_on_duty_receive_it_first_or_failing_them_everyone() -> None:
    team, record = [SOKHA, DARA], Delivery(on_duty=frozenset({DARA.id}))
    assert first_recipients(urgent(), team, record) == [DARA]
    assert first_recipients(urgent(), [SOKHA], record) == [SOKHA]
    assert first_recipients(made(Priority.EMERGENCY), team, record) == team


def test_it_climbs_in_elapsed_time_and_then_comes_each_morning_of_a_day_off() -> None:
    notice, at, steps = urgent(), FRIDAY_21, []
    while at < FRIDAY_21 + timedelta(days=8):
        plan = decided(notice, at, others_wait=False)
        if plan.next_at is not None:
            at = plan.next_at
        else:
            steps.append(((at - FRIDAY_21) // timedelta(minutes=1), plan.escalate_to))
            notice = mark(notice, plan, at, anyone=True)
    assert steps == [
        (0, None),
        (60, EscalationTarget.SAME_PEOPLE),
        (120, EscalationTarget.DEPUTY),
        (120, EscalationTarget.COORDINATORS),
        (240, EscalationTarget.ADMINS),
        (240, EscalationTarget.OTHER_SIDE),
        (12 * 60, EscalationTarget.SAME_PEOPLE),  # on Saturday and on Sunday
        (36 * 60, EscalationTarget.SAME_PEOPLE),
        ((7 * 24 + 12) * 60, EscalationTarget.SAME_PEOPLE),
    ]


def test_a_morning_that_an_outage_took_is_made_up_for_on_the_same_day_only() -> None:
    notice = replace(urgent(), notified_at=on("03-07 01:00"), escalation_step=5)
    again = EscalationTarget.SAME_PEOPLE
    assert decided(notice, on("03-07 15:00"), others_wait=False).escalate_to is again
    assert decided(notice, on("03-08 02:00"), others_wait=False).next_at == on("03-08 09:00")
    assert decided(notice, MONDAY_9, others_wait=False).next_at == MONDAY_9 + timedelta(days=1)


def test_a_party_that_works_every_day_is_told_by_its_morning_messages() -> None:
    every = WorkCalendar(
        weekend=frozenset(), holidays={}, make_up_days=frozenset(), published=frozenset()
    )
    notice = replace(urgent(), notified_at=FRIDAY_21, escalation_step=5)
    hours = replace(HOURS[KH], calendar=every)
    plan = next_delivery(notice, hours, is_reachable=True, now=MONDAY_9)
    assert plan.next_at == MONDAY_9 + timedelta(days=1)


def test_all_others_receive_it_at_the_usual_hour() -> None:
    plan = DeliveryDecision(reason=DeliveryReason.FIRST)
    notice = mark(urgent(), plan, FRIDAY_21, anyone=True)
    hour = timedelta(hours=1)
    assert decided(notice, FRIDAY_21) == DeliveryDecision(next_at=FRIDAY_21 + hour)
    for _ in notice.escalation_policy:
        step = DeliveryDecision(reason=DeliveryReason.ESCALATION)
        notice = mark(notice, step, FRIDAY_21, anyone=True)
    assert decided(notice, FRIDAY_21) == DeliveryDecision(next_at=on("03-07 09:00"))
    others = DeliveryDecision(reason=DeliveryReason.OTHERS)
    assert decided(notice, MONDAY_9) == others
    assert mark(notice, others, MONDAY_9, anyone=True) == notice
    night = on("03-09 22:00")  # after an outage of the whole day
    assert decided(notice, night) == DeliveryDecision(next_at=on("03-10 09:00"))


def test_if_no_one_can_be_reached_the_next_step_does_not_wait() -> None:
    plan = DeliveryDecision(reason=DeliveryReason.FIRST)
    notice = mark(urgent(), plan, FRIDAY_21, anyone=True)
    found = decided(notice, FRIDAY_21, is_reachable=False)
    assert found.escalate_to is EscalationTarget.SAME_PEOPLE
