"""Registers pending acts."""

from liaison.core.people import COORDINATORS, PARTICIPANTS, permissions
from liaison.core.registry import Concept
from liaison.notifications.subjects import NoticeButtons, SubjectType
from liaison.pending_acts import service, views
from liaison.pending_acts.model import ACT_SUBJECT

CONCEPT: Concept = (
    *permissions(PARTICIPANTS, "send", "change", "fill", "takeback"),
    *permissions(COORDINATORS, "approve"),
    service.WAITS,
    service.WITHHELD,
    NoticeButtons(service.WITHHELD.key, views.withheld_rows),
    SubjectType(ACT_SUBJECT, service.load_subject),
)
