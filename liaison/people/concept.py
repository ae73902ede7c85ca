"""Registers people and their administration."""

from liaison.core.access import ADMINS, ALL_ROLES, Permission
from liaison.core.registry import Concept
from liaison.core.timers import Timer
from liaison.notifications.subjects import NoticeView
from liaison.people import nomination_service
from liaison.people.nomination_views import NOMINATION, nomination_notice_card
from liaison.people.nominations import NominationCode
from liaison.people.offboarding import HANDOVER, handover_notice_card

CONCEPT: Concept = (
    Permission("away", ALL_ROLES, 19, row=70),
    Permission("email", ALL_ROLES, 19, row=70),
    Permission("pin", ALL_ROLES, 19, row=70),
    Permission("people", ALL_ROLES, 22, row=60),
    Permission("invite", ADMINS, 22, row=60),
    Permission("confirm", ADMINS, 22),
    Permission("role", ADMINS, 22),
    Permission("suspend", ADMINS, 22),
    Permission("restore", ADMINS, 22),
    Permission("unpin", ADMINS, 22),
    Permission("remove", ADMINS, 22),
    Timer(
        nomination_service.TIMER,
        lambda tx, of, _since: nomination_service.run_timer(tx, NominationCode(of)),
    ),
    NoticeView(HANDOVER, handover_notice_card),
    NoticeView(NOMINATION, nomination_notice_card),
)
