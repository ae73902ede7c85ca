"""The kinds of notices about people: whom each tells, and how."""

from dataclasses import replace
from functools import partial

from liaison.core.agreement import Priority
from liaison.core.cards import Value, text
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.people import Person, Role
from liaison.notifications.kinds import NewNotice, NoticeKind, Side
from liaison.notifications.reachability import UNREACHABLE
from liaison.notifications.rules import Audience

_ROUTINE = partial(NoticeKind, subject=PERSON_SUBJECT)
_AT_ONCE = partial(_ROUTINE, priority=Priority.IMPORTANT, at_once=True)
JOINED = _ROUTINE("joined", audience=Audience.APPROVERS, informs=True)
ROLE = _ROUTINE("role", audience=Audience.APPROVERS, informs=True)
AGENCY = _ROUTINE("agency", audience=Audience.APPROVERS, informs=True)
OWN_AGENCY = _ROUTINE("own-agency", audience=Audience.PERSON)
ACCESS = _ROUTINE("access", audience=Audience.APPROVERS, informs=True)
APPROVER_LOST = _ROUTINE("approver-lost", audience=Audience.APPROVERS, at_once=True)
"""A coordinator or administrator lost the role or the access, or a phone was reported lost."""
APPROVER_GONE = _ROUTINE("approver-gone", audience=Audience.COORDINATORS, side=Side.OTHER)
NO_STAFF = _ROUTINE("no-staff", audience=Audience.APPROVERS, side=Side.BOTH)
TOLD_ANYWAY = frozenset({JOINED.key, ROLE.key, AGENCY.key, ACCESS.key, APPROVER_LOST.key})
"""The notices that do not go to the person concerned, who gets another message."""
PIN_LOCKED = _ROUTINE("pin-locked", audience=Audience.ADMINS)
PIN_OFF = _ROUTINE("pin-off", audience=Audience.ADMINS)
PIN_WAITS = _AT_ONCE("pin-waits", audience=Audience.ADMINS, asks=True)
DURESS = _AT_ONCE("pin-duress", audience=Audience.ADMINS)
LOST_WORDS = _AT_ONCE("lostword", audience=Audience.ADMINS)
UNCONFIRMED = _AT_ONCE("unconfirmed", audience=Audience.APPROVERS, asks=True)
NEWCOMER = _AT_ONCE("newcomer", audience=Audience.COORDINATORS_ONLY, asks=True)
OPERATOR_INVITES = _AT_ONCE("operator-invites", audience=Audience.APPROVERS, side=Side.BOTH)
OPERATOR_JOINED = _AT_ONCE("operator-joined", audience=Audience.APPROVERS, side=Side.OTHER)
INVITATION = _AT_ONCE("invitation", audience=Audience.PERSON, asks=True)
INVITATION_AGAIN = _AT_ONCE("invitation-again", audience=Audience.PERSON)
INVITATION_ENDED = _ROUTINE("invitation-ended", audience=Audience.PERSON)
NOMINATION = _ROUTINE(
    "nomination", audience=Audience.ADMINS, priority=Priority.IMPORTANT, asks=True
)
NOMINATION_ENDED = _ROUTINE("nomination-ended", audience=Audience.PERSON)
HANDOVER = _ROUTINE("handover", audience=Audience.COORDINATORS, priority=Priority.IMPORTANT)
DEPUTY = _ROUTINE("deputy", audience=Audience.PERSON)
_APPOINTMENT = partial(_ROUTINE, audience=Audience.COORDINATORS, side=Side.OTHER, informs=True)
APPOINTED, APPOINTMENT_OVER = _APPOINTMENT("appointed"), _APPOINTMENT("appointment-over")
KINDS = (
    *(JOINED, ROLE, AGENCY, OWN_AGENCY, ACCESS, APPROVER_LOST),
    *(PIN_LOCKED, PIN_OFF, PIN_WAITS, DURESS, LOST_WORDS),
    *(UNCONFIRMED, NEWCOMER, OPERATOR_INVITES, OPERATOR_JOINED, INVITATION, INVITATION_AGAIN),
    *(INVITATION_ENDED, NOMINATION, NOMINATION_ENDED, HANDOVER, DEPUTY),
    *(APPOINTED, APPOINTMENT_OVER, APPROVER_GONE, NO_STAFF),
)
ASKING = (UNCONFIRMED, NEWCOMER, PIN_WAITS, PIN_LOCKED, DURESS, LOST_WORDS, UNREACHABLE)
"""The notices that ask something about a person."""


def people_notice(
    kind: NoticeKind, person: Person, *, by: Person, about: str | None = None, **values: Value
) -> NewNotice:
    """The notice about a person of the own Party, or what it is ``about``. If the administrators
    are told of an administrator, the coordinators are told as well.
    """
    title = text(f"notice-{about or kind.key}", name=person.name, agency=person.agency, **values)
    notice = kind.notice(person.party, str(person.id), title, by=by.id, detail=about or "")
    wider = kind.audience is Audience.ADMINS and person.role is Role.ADMIN
    return replace(notice, audience=Audience.APPROVERS) if wider else notice
