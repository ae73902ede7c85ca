"""Registers signing in to the page."""

from liaison.audit.digests import RecordedType
from liaison.core.people import ALL_ROLES, BEHIND_MORE, Group, Permission
from liaison.core.registry import Concept
from liaison.pages import mail
from liaison.pages.model import Passkey
from liaison.pages.rules import PASSKEY_RECORD, passkey_facts
from liaison.pages.service import PASSKEY_MADE
from liaison.pages.timers import TIMER

CONCEPT: Concept = (
    Permission("page", ALL_ROLES, Group.SETTINGS, menu=BEHIND_MORE, page=True),
    PASSKEY_MADE,
    TIMER,
    mail.TIMER,
    RecordedType(
        Passkey,
        PASSKEY_RECORD,
        "person",
        part="id",
        digested=passkey_facts,
        salted=False,
    ),
)
