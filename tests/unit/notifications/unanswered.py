"""One notice and a service that does nothing but tell it, while people keep silent or do not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from liaison.core.agreement import EscalationTarget, PartyCode, Priority
from liaison.core.cards import text
from liaison.core.working_time import Hours
from liaison.notifications import rules
from liaison.requests.model import REQUEST_SUBJECT, Action
from tests.unit.quiet_hours import HOURS, SECOND, first_open, local, sleeps
from tests.unit.samples import AGREEMENT, KH, REFERENCE

NONE = timedelta(0)


def on(wall: str) -> datetime:
    """What the clock on a wall in Phnom Penh shows in 2026."""
    return local(f"2026-{wall}", HOURS[KH])


MADE_AT = on("03-03 10:00")


def made(priority: Priority = Priority.IMPORTANT, **changes: Any) -> rules.Notice:
    """Something that Cambodia is told on a Tuesday morning."""
    usual = rules.Notice(
        code="7F3K9",
        party=KH,
        priority=priority,
        subject=REQUEST_SUBJECT,
        subject_id=REFERENCE,
        notice_key=Action.ANSWER,
        title=text("request-answered"),
        audience=rules.Audience.RESPONSIBLE,
        escalation_policy=AGREEMENT.notices.escalation_policies[priority],
        made_at=MADE_AT,
    )
    return replace(usual, **changes)


def delivered(priority: Priority = Priority.IMPORTANT, **changes: Any) -> rules.Notice:
    """The same once its first people were told."""
    return made(priority, **({"notified_at": MADE_AT} | changes))


def extend_for_outage(notice: rules.Notice, outage: rules.Outage) -> rules.Notice:
    """Extend the wait of a notice by an outage, and deliver an emergency once more."""
    repeats = notice.notified_at is not None and notice.priority is Priority.EMERGENCY
    repeat_for = outage if repeats else None
    return replace(notice, grace=notice.grace + outage.length, repeat_for=repeat_for)


@dataclass(frozen=True)
class Said:
    """One telling: when, what, and from which place of the policy."""

    at: datetime
    telling: rules.DeliveryReason
    place: int
    target: EscalationTarget | None


# Who hears of the notice at each step; at the others, those who were told so far.
HEARS: Mapping[EscalationTarget | None, str] = {
    EscalationTarget.SAME_PEOPLE: "first",
    EscalationTarget.DEPUTY: "deputies",
    EscalationTarget.COORDINATORS: "coordinators",
    EscalationTarget.ADMINS: "admins",
}
GROUPS = ("first", "deputies", "coordinators", "admins")


class SimulatedService:
    """Looks at the notice when it was to wake, and holds every telling against the rules.

    ``missing`` are groups in which there is no one, ``deaf`` those who cannot be reached.
    """

    def __init__(
        self,
        notice: rules.Notice,
        hours: Mapping[PartyCode, Hours] = HOURS,
        *,
        missing: frozenset[str] = frozenset(),
        deaf: frozenset[str] = frozenset(),
    ) -> None:
        self.notice = notice
        self.hours = hours
        self.missing = missing
        self.deaf = set(deaf)
        self.now = notice.made_at
        self.said: list[Said] = []
        self.told_to: set[str] = set()
        self.lost = NONE
        """For how long the service was out since the last step."""
        self.wake_at: datetime | None = None
        self.look(self.now)

    @property
    def reached(self) -> bool:
        return bool(self.told_to - self.deaf)

    def look(self, now: datetime) -> None:
        """Tell whatever is due, which must come to an end."""
        self.now = now
        for _ in range(len(self.notice.escalation_policy) + 3):
            plan = rules.next_delivery(
                self.notice, self.hours[self.notice.party], is_reachable=self.reached, now=now
            )
            if plan.reason is None:
                break
            assert plan.next_at is None
            self._tell(plan.reason, plan.escalate_to)
            somebody = bool(self._hear(plan.reason, plan.escalate_to))
            before = self.notice
            self.notice = rules.mark_notified(before, plan, now, anyone=somebody)
            if self.notice.notified_at != before.notified_at:
                self.lost = NONE
        else:
            raise AssertionError("it tells without end")
        if self._escalates:
            assert rules.may_have_step(self.notice, other_told=True, now=now)
        self.wake_at = plan.next_at
        assert self.wake_at is None or self.wake_at > now
        untold = self.notice.is_open and self.notice.notified_at is None
        repeats = self.notice.is_open and self.notice.repeat
        assert (self.wake_at is not None) is (self._escalates or untold or repeats)

    def run(self, until: datetime) -> None:
        """Wake as planned; a second earlier there is nothing to tell, and then there is."""
        while self.wake_at is not None and self.wake_at <= until:
            at, count = self.wake_at, len(self.said)
            if at - SECOND > self.now:
                early = rules.next_delivery(
                    self.notice,
                    self.hours[self.notice.party],
                    is_reachable=self.reached,
                    now=at - SECOND,
                )
                assert (early.reason, early.next_at) == (None, at)
            self.look(at)
            assert len(self.said) > count
        self.now = max(self.now, until)

    def fail_for(self, length: timedelta) -> None:
        """Be out for so long, and go on."""
        outage = rules.Outage(start=self.now, end=self.now + length)
        if self.notice.is_open:
            self.notice = extend_for_outage(self.notice, outage)
            self.lost += length
        self.look(outage.end)

    def renew(self, newer: rules.Notice) -> None:
        """Have something newer to say, while there is a notice to say it in."""
        if self.notice.is_open:
            self.notice = rules.merge_newer(self.notice, newer)
        self.look(self.now)

    def _hear(self, telling: rules.DeliveryReason, target: EscalationTarget | None) -> set[str]:
        if target is EscalationTarget.OTHER_SIDE:
            return set()  # they hear by a notice of their own
        group = "first" if telling is rules.DeliveryReason.FIRST else HEARS.get(target)
        hear = set(self.told_to) if group is None else {group} - self.missing
        self.told_to |= hear
        return hear

    def _tell(self, telling: rules.DeliveryReason, target: EscalationTarget | None) -> None:
        said = Said(at=self.now, telling=telling, place=self.notice.escalation_step, target=target)
        assert self.notice.is_open, "told after its end"
        assert said not in self.said, "told twice"
        assert self._escalates or telling is not rules.DeliveryReason.ESCALATION, "not an emergency"
        assert self._may_disturb(), "told in quiet hours"
        if telling is rules.DeliveryReason.ESCALATION and (self.reached or self._comes_again):
            self._has_waited()
        self.said.append(said)

    @property
    def _escalates(self) -> bool:
        return self.notice.is_open and self.notice.priority is Priority.EMERGENCY

    @property
    def _comes_again(self) -> bool:
        return self.notice.escalation_step >= len(self.notice.escalation_policy)

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
        steps = self.notice.escalation_policy
        wait = steps[min(self.notice.escalation_step, len(steps) - 1)].after
        if self.notice.escalation_step >= len(steps) - 1:
            wait = min(wait, rules.MIN_WAIT)
        wait += self.lost
        assert self.now - since >= wait, "told too early"
