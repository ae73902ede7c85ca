"""Registers letters."""

from liaison.core.people import BEHIND_MORE, PARTICIPANTS, STAFF, Group, Permission
from liaison.core.registry import Concept
from liaison.letters.rules import NEXT_NUMBER, SCAN
from liaison.letters.service import COMMAND
from liaison.letters.views import request_buttons
from liaison.requests.views import RequestButtons

CONCEPT: Concept = (
    Permission(COMMAND, STAFF, Group.REQUESTS, menu=BEHIND_MORE),
    Permission(SCAN, PARTICIPANTS),
    Permission(NEXT_NUMBER, PARTICIPANTS),
    RequestButtons("letters", request_buttons),
)
