"""Registers the dashboard, its lines in the morning messages, and for an annual consultation the
report and the draft agenda.
"""

from liaison.core.people import APPROVER_ROLES, AUDITORS, Group, Permission
from liaison.core.registry import Concept
from liaison.core.timers import party_timer
from liaison.meetings.step_notifications import DRAFT
from liaison.notifications.subjects import NoticeButtons
from liaison.reports import draft_agenda, request_file, views
from liaison.requests.views import RequestButtons
from liaison.todos.sources import MorningSection

CONCEPT: Concept = (
    Permission("overview", APPROVER_ROLES | AUDITORS, Group.WORK, menu=APPROVER_ROLES | AUDITORS),
    Permission("report", APPROVER_ROLES | AUDITORS, Group.WORK),
    Permission("audit", AUDITORS, Group.WORK, menu=AUDITORS),
    party_timer(draft_agenda.TIMER, draft_agenda.run_timer, follows_settings=True),
    DRAFT,
    NoticeButtons(DRAFT.key, draft_agenda.draft_rows),
    RequestButtons("file", request_file.request_buttons),
    MorningSection(views.SECTION, views.find_sections),
)
