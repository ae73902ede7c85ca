"""The tables of who is told next, while no one answers or receives."""

from collections.abc import Iterator
from dataclasses import replace

from liaison.core.agreement import Priority
from liaison.meetings import step_notifications
from liaison.notifications.rules import Notice, mark_notified, next_delivery
from liaison.requests import service
from tests.docs.notification_words import AUDIENCES, ON_DUTY, TARGETS
from tests.docs.notifications import NIGHT, REQUEST_STEPS, made_notice, meeting_steps
from tests.docs.other_messages import Row
from tests.unit.quiet_hours import HOUR, HOURS, MINUTE
from tests.unit.samples import AGREEMENT, CN


def emergency_rows() -> Iterator[Row]:
    """Who is told of an emergency that no one answers, and after which time."""
    _, (meeting, event) = next(meeting_steps())
    notice = made_notice(next(step_notifications.notices_of(meeting, event, AGREEMENT)))
    yield from _escalation(notice, AUDIENCES[notice.audience], repeats=4)
    yield "and then", f"every {notice.escalation_policy[-1].after // HOUR} hours"


def urgent_rows() -> Iterator[Row]:
    """Who is told of an urgent request that no one receives, and after which time."""
    request, event = REQUEST_STEPS[0]
    urgent = replace(request, details=replace(request.details, urgent=True))
    yield from _escalation(made_notice(next(service.notices_of(urgent, event, AGREEMENT))), ON_DUTY)
    yield "each morning of a day off", "the person on duty, or else coordinators"


def _escalation(notice: Notice, first: str, *, repeats: int = 0) -> Iterator[Row]:
    at = NIGHT
    while notice.escalation_step < len(notice.escalation_policy) + repeats:
        plan = next_delivery(notice, HOURS[CN], is_reachable=True, now=at)
        if plan.reason is None:
            assert plan.next_at is not None
            at = plan.next_at
            continue
        minutes = (at - NIGHT) // MINUTE
        who = first if plan.escalate_to is None else TARGETS[plan.escalate_to]
        if notice.priority is Priority.EMERGENCY:  # the same people, of the other Party
            who = who.replace("coordinators of", "focal persons and coordinators of")
        yield f"{minutes // 60}:{minutes % 60:02}", who
        notice = mark_notified(notice, plan, at, anyone=True)
