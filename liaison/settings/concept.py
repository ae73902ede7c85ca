"""Registers settings and holidays."""

from liaison.approvals.service import ApprovalType
from liaison.audit.digests import RecordedType
from liaison.core.agreement import PartyCode
from liaison.core.cards import Button, text
from liaison.core.people import ADMINS, APPROVER_ROLES, BEHIND_MORE, PARTICIPANTS, Group, Permission
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.notifications.subjects import acting
from liaison.settings import service, views
from liaison.settings.holidays import HOLIDAYS_RECORD, DayChange
from liaison.settings.model import SETTING_APPROVAL, SETTING_RECORD, SettingChange

CONCEPT: Concept = (
    Permission("settings", APPROVER_ROLES, Group.SETTINGS, menu=ADMINS),
    Permission("holidays", PARTICIPANTS, Group.SETTINGS, menu=BEHIND_MORE),
    TimerKind(
        service.TIMER, run_for(PartyCode, service.run_timer), start=service.start_yearly_check
    ),
    service.OWN_CHANGED,
    service.HOLIDAYS_UNKNOWN,
    acting(service.HOLIDAYS_UNKNOWN.key, Button(text("command-holidays"), "holidays")),
    service.HOLIDAYS_CHANGED,
    service.DUE_DATES_MOVED,
    RecordedType(SettingChange, SETTING_RECORD, "code", part="number", salted=False),
    RecordedType(
        DayChange, HOLIDAYS_RECORD, "party", plain_facts=("said.kind",), part="number", salted=False
    ),
    ApprovalType(SETTING_APPROVAL, APPROVER_ROLES, text=views.proposal_text, apply=service.apply),
)
