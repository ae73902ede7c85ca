"""The mornings of a service that is down on some days, and those that must tell of a step."""

from collections.abc import Iterator, Sequence
from datetime import date

from liaison.core.working_time import local_moment
from liaison.notifications.rules import Outage
from liaison.todos.rules import Morning, plan_morning
from tests.unit.quiet_hours import DAY, HOURS
from tests.unit.samples import CN

NINE = 9 * 60


def mornings(began: date, running: Sequence[bool]) -> Sequence[Morning]:
    """The mornings of China with a service that is down on some days, and then tells so."""
    hours, found, down = HOURS[CN], list[Morning](), False
    full = last = local_moment(began, NINE, hours.zone)
    for number, runs in enumerate(running, start=1):
        now = local_moment(began + number * DAY, NINE, hours.zone)
        down = down or not runs
        outage = Outage(start=last, end=now) if down else None
        morning = plan_morning(hours, full=full, last=last, now=now, outage=outage).morning
        if runs and morning is not None:
            found.append(morning)
            last = now
            if not morning.quiet:
                full, down = now, False
    return found


def must_tell(due_on: date, days: int, of: Sequence[Morning]) -> Iterator[Morning]:
    """The first working morning from a step on, a day off that is the last chance, and the last
    working morning before such days off.
    """
    step_on, worked = due_on - days * DAY, [each for each in of if not each.quiet]
    yield from [each for each in worked if each.today >= step_on][:1]
    if days >= 0:
        before = (each for each in worked if each.today < step_on < each.next_day)
        yield from (each for each in before if due_on <= each.next_day)
    if days in {3, 1, 0}:
        off = (each for each in of if each.quiet and each.today == step_on)
        yield from (each for each in off if due_on < each.next_day)
