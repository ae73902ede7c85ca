"""Registers people and their administration."""

from liaison.audit.digests import RecordedType
from liaison.core.cards import Button, text
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.people import (
    ADMINS,
    ALL_ROLES,
    APPROVER_ROLES,
    BEHIND_MORE,
    PARTICIPANTS,
    Group,
    Permission,
    permissions,
)
from liaison.core.references import CodePrefix
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.notifications.subjects import NoticeButtons, SubjectType, acting
from liaison.pages.service import PASSKEY_MADE
from liaison.people import (
    invitation_service,
    membership_service,
    nomination_service,
    nominations,
    notices,
    offboarding,
    views,
)
from liaison.people.nominations import NOMINATION_RECORD, Nomination, NominationCode
from liaison.people.pins import PIN_RECORD, Pin, pin_facts
from liaison.people.rules import INVITATION_RECORD, Invite
from liaison.people.typed_texts import find_typed_texts
from liaison.redactions.service import PEOPLE, TypedTexts

CONCEPT: Concept = (
    CodePrefix(nominations.CODE_PREFIX),
    Permission("away", PARTICIPANTS, Group.PEOPLE, menu=BEHIND_MORE),
    Permission("email", PARTICIPANTS, Group.SETTINGS, menu=BEHIND_MORE, mail=True),
    Permission("pin", PARTICIPANTS, Group.SETTINGS, menu=BEHIND_MORE),
    *permissions(ALL_ROLES, "lost", "lostword", group=Group.SETTINGS),
    *permissions(ALL_ROLES, "intro"),
    Permission("honorific", ALL_ROLES, Group.SETTINGS, menu=BEHIND_MORE),
    Permission("people", PARTICIPANTS, Group.PEOPLE, menu=ADMINS),
    Permission("invite", ADMINS, Group.PEOPLE, menu=BEHIND_MORE),
    *permissions(APPROVER_ROLES, "confirm", group=Group.PEOPLE),
    *permissions(ADMINS, "invites", "role", "appoint", "agency", group=Group.PEOPLE),
    *permissions(ADMINS, "suspend", "restore", "unpin", "remove", group=Group.PEOPLE),
    TypedTexts("people", PEOPLE, find_typed_texts),
    TimerKind(
        invitation_service.TIMER,
        run_for(str, invitation_service.run_timer),
        latest=invitation_service.latest_run,
    ),
    TimerKind(nomination_service.TIMER, run_for(NominationCode, nomination_service.run_timer)),
    SubjectType(PERSON_SUBJECT, membership_service.load_subject),
    NoticeButtons(notices.HANDOVER.key, offboarding.notice_rows),
    NoticeButtons(notices.INVITATION.key, views.invitation_notice_rows),
    acting(notices.INVITATION_ENDED.key, Button(text("command-invite"), "invite")),
    *(
        NoticeButtons(each.key, membership_service.notice_rows)
        for each in (*notices.ASKING, PASSKEY_MADE)
    ),
    NoticeButtons(notices.ACCESS.key, membership_service.notice_rows),
    NoticeButtons(notices.APPROVER_LOST.key, membership_service.notice_rows),
    NoticeButtons(notices.NOMINATION.key, views.nomination_notice_rows),
    *notices.KINDS,
    RecordedType(
        Invite,
        INVITATION_RECORD,
        "party",
        plain_facts=("party",),
        part="token_hash",
        named_in="party",
    ),
    RecordedType(Nomination, NOMINATION_RECORD, "code"),
    RecordedType(
        Pin,
        PIN_RECORD,
        "person",
        digested=pin_facts,
        unproven=frozenset({"wrong", "locked", "duress"}),
    ),
)
