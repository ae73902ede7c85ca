"""One notice and a simulated service that delivers it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from liaison.core.agreement import PartyCode
from liaison.core.cards import text
from liaison.core.escalation_policy import EscalationTarget, Priority
from liaison.core.working_time import Hours, working_between
from liaison.notifications.rules import (
    Audience,
    DeliveryReason,
    Notice,
    Outage,
    extend_for_outage,
    mark_notified,
    merge_newer,
    next_delivery,
)
from liaison.requests.model import REQUEST_SUBJECT, Action
from tests.unit.quiet_hours import HOURS, SECOND, first_open, local, sleeps
from tests.unit.samples import AGREEMENT, KH, REFERENCE

NONE = timedelta(0)


def on(wall: str) -> datetime:
    """What the clock on a wall in Phnom Penh shows in 2026."""
    return local(f"2026-{wall}", HOURS[KH])


MADE_AT = on("03-03 10:00")


def made(priority: Priority = Priority.IMPORTANT, **changes: Any) -> Notice:
    """A notice for Cambodia, made on a Tuesday morning."""
    usual = Notice(
        code="7F3K9",
        party=KH,
        priority=priority,
        subject=REQUEST_SUBJECT,
        subject_id=REFERENCE,
        notice_key=Action.ANSWER,
        title=text("request-answered"),
        audience=Audience.RESPONSIBLE,
        escalation_policy=AGREEMENT.notices.escalation_policies[priority],
        made_at=MADE_AT,
    )
    return replace(usual, **changes)


def delivered(priority: Priority = Priority.IMPORTANT, **changes: Any) -> Notice:
    """The same once its first recipients were notified."""
    return made(priority, **({"notified_at": MADE_AT} | changes))


@dataclass(frozen=True)
class Delivery:
    """One delivery: when, why, and at which step of the policy."""

    at: datetime
    reason: DeliveryReason
    place: int
    target: EscalationTarget | None


# Who is notified at each step; at the others, those who were notified so far.
RECIPIENTS: Mapping[EscalationTarget | None, str] = {
    EscalationTarget.SAME_PEOPLE: "first",
    EscalationTarget.DEPUTY: "deputies",
    EscalationTarget.COORDINATORS: "coordinators",
    EscalationTarget.ADMINS: "admins",
}
GROUPS = ("first", "deputies", "coordinators", "admins")


class SimulatedService:
    """Checks the notice when its timer is due, and every delivery against the rules.

    ``missing`` are groups without people, ``unreachable`` those who cannot be reached.
    """

    def __init__(
        self,
        notice: Notice,
        hours: Mapping[PartyCode, Hours] = HOURS,
        *,
        missing: frozenset[str] = frozenset(),
        unreachable: frozenset[str] = frozenset(),
    ) -> None:
        self.notice = notice
        self.hours = hours
        self.missing = missing
        self.unreachable = set(unreachable)
        self.now = notice.made_at
        self.deliveries: list[Delivery] = []
        self.notified: set[str] = set()
        self.lost = NONE
        """For how long the service was out since the last step."""
        self.next_at: datetime | None = None
        self.check(self.now)

    @property
    def reached(self) -> bool:
        return bool(self.notified - self.unreachable)

    def check(self, now: datetime) -> None:
        """Deliver all that is due, which must come to an end."""
        self.now = now
        for _ in range(len(self.notice.escalation_policy.steps) + 3):
            plan = next_delivery(
                self.notice, self.hours[self.notice.party], is_reachable=self.reached, now=now
            )
            if plan.reason is None:
                break
            assert plan.next_at is None
            self._deliver(plan.reason, plan.escalate_to)
            anyone = bool(self._notify(plan.reason, plan.escalate_to))
            before = self.notice
            self.notice = mark_notified(before, plan, now, anyone=anyone)
            if self.notice.notified_at != before.notified_at:
                self.lost = NONE
        else:
            raise AssertionError("it delivers without end")
        self.next_at = plan.next_at
        assert self.next_at is None or self.next_at > now
        assert (self.next_at is not None) is self.notice.is_open

    def run(self, until: datetime) -> None:
        """Run the timer as planned; a second earlier nothing is due."""
        while self.next_at is not None and self.next_at <= until:
            at, count = self.next_at, len(self.deliveries)
            if at - SECOND > self.now:
                early = next_delivery(
                    self.notice,
                    self.hours[self.notice.party],
                    is_reachable=self.reached,
                    now=at - SECOND,
                )
                assert (early.reason, early.next_at) == (None, at)
            self.check(at)
            assert len(self.deliveries) > count
        self.now = max(self.now, until)

    def fail_for(self, length: timedelta) -> None:
        """Be out for so long, and go on."""
        outage = Outage(start=self.now, end=self.now + length)
        if self.notice.is_open:
            self.notice = extend_for_outage(self.notice, outage)
            self.lost += length
        self.check(outage.end)

    def renew(self, newer: Notice) -> None:
        """Merge newer content into the notice while it is open."""
        if self.notice.is_open:
            self.notice = merge_newer(self.notice, newer)
        self.check(self.now)

    def _notify(self, reason: DeliveryReason, target: EscalationTarget | None) -> set[str]:
        if target is EscalationTarget.OTHER_SIDE:
            return set()  # they get a notice of their own
        group = "first" if reason is DeliveryReason.FIRST else RECIPIENTS.get(target)
        notified = set(self.notified) if group is None else {group} - self.missing
        self.notified |= notified
        return notified

    def _deliver(self, reason: DeliveryReason, target: EscalationTarget | None) -> None:
        delivery = Delivery(
            at=self.now, reason=reason, place=self.notice.escalation_step, target=target
        )
        assert self.notice.is_open, "delivered after its end"
        assert delivery not in self.deliveries, "delivered twice"
        assert self._may_disturb(), "delivered in quiet hours"
        if reason is DeliveryReason.ESCALATION and (self.reached or self._comes_again):
            self._has_waited()
        self.deliveries.append(delivery)

    @property
    def _comes_again(self) -> bool:
        return self.notice.escalation_step >= len(self.notice.escalation_policy.steps)

    def _may_disturb(self) -> bool:
        hours = self.hours[self.notice.party]
        if self.notice.priority is Priority.EMERGENCY or not sleeps(self.now, hours):
            return True
        due_by = self.notice.due_by
        return due_by is not None and self.now < due_by <= first_open(self.now, hours)

    def _has_waited(self) -> None:
        """No one is passed over before their time, and no outage is taken from it."""
        since = self.notice.notified_at
        assert since is not None
        steps = self.notice.escalation_policy.steps
        wait = steps[min(self.notice.escalation_step, len(steps) - 1)].after + self.lost
        waited = self.now - since
        if self.notice.priority is not Priority.EMERGENCY:
            waited = working_between(since, self.now, self.hours[self.notice.party])
        assert waited >= wait, "delivered too early"
