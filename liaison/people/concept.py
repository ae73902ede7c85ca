"""Registers people and their administration."""

from liaison.core.access import (
    ADMINS,
    ALL_ROLES,
    APPROVER_ROLES,
    BEHIND_MORE,
    PARTICIPANTS,
    Group,
    Permission,
)
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.references import CodePrefix
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind
from liaison.notifications.subjects import NoticeView, SubjectType
from liaison.people import membership_service, nomination_service, nominations, notices
from liaison.people.invitation_views import invitation_notice_card
from liaison.people.nomination_views import nomination_notice_card
from liaison.people.nominations import NominationCode
from liaison.people.offboarding import handover_notice_card

CONCEPT: Concept = (
    CodePrefix(nominations.CODE_PREFIX),
    Permission("away", PARTICIPANTS, Group.PEOPLE, menu=BEHIND_MORE),
    Permission("email", PARTICIPANTS, Group.SETTINGS, menu=BEHIND_MORE, mail=True),
    Permission("pin", PARTICIPANTS, Group.SETTINGS, menu=BEHIND_MORE),
    Permission("lost", ALL_ROLES, Group.SETTINGS),
    Permission("lostword", ALL_ROLES, Group.SETTINGS),
    Permission("intro", ALL_ROLES),
    Permission("honorific", ALL_ROLES, Group.SETTINGS, menu=BEHIND_MORE),
    Permission("people", PARTICIPANTS, Group.PEOPLE, menu=ADMINS),
    Permission("invite", ADMINS, Group.PEOPLE, menu=BEHIND_MORE),
    Permission("invites", ADMINS, Group.PEOPLE),
    Permission("confirm", APPROVER_ROLES, Group.PEOPLE),
    Permission("role", ADMINS, Group.PEOPLE),
    Permission("appoint", ADMINS, Group.PEOPLE),
    Permission("suspend", ADMINS, Group.PEOPLE),
    Permission("restore", ADMINS, Group.PEOPLE),
    Permission("unpin", ADMINS, Group.PEOPLE),
    Permission("remove", ADMINS, Group.PEOPLE),
    TimerKind(
        nomination_service.TIMER,
        lambda tx, of, _since: nomination_service.run_timer(tx, NominationCode(of)),
    ),
    SubjectType(key=PERSON_SUBJECT, load=membership_service.load_subject),
    NoticeView(notices.HANDOVER.key, handover_notice_card),
    NoticeView(notices.INVITATION.key, invitation_notice_card),
    NoticeView(notices.UNCONFIRMED.key, membership_service.member_notice_card),
    NoticeView(notices.NEWCOMER.key, membership_service.member_notice_card),
    NoticeView(notices.PIN_WAITS.key, membership_service.member_notice_card),
    NoticeView(notices.NOMINATION.key, nomination_notice_card),
    *notices.KINDS,
)
