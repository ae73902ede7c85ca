"""Registers the duty roster."""

from liaison.audit.digests import RecordedType
from liaison.core.people import BEHIND_MORE, PARTICIPANTS, Group, Permission
from liaison.core.registry import Concept
from liaison.core.timers import party_timer
from liaison.duty import service
from liaison.duty.rules import DUTY_RECORD, DUTY_SUBJECT, RosterEntry
from liaison.notifications.reachability import AroundReachability
from liaison.notifications.subjects import SubjectType
from liaison.todos.sources import TodoSource

CONCEPT: Concept = (
    Permission("duty", PARTICIPANTS, Group.PEOPLE, menu=BEHIND_MORE),
    TodoSource(DUTY_SUBJECT, service.find_gaps),
    SubjectType(key=DUTY_SUBJECT),
    service.HANDOVER,
    AroundReachability(DUTY_SUBJECT, service.handing_over),
    RecordedType(RosterEntry, DUTY_RECORD, "party", part="day", salted=False),
    party_timer(service.TIMER, service.run_timer),
)
