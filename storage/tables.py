"""All tables in one place, for those who need the schema as a whole."""

from storage.audit import AUDIT
from storage.conversations import CONVERSATIONS
from storage.inbox import INBOX
from storage.invites import INVITES, TRIES
from storage.outbox_rows import HOLDS, OUTBOX, SHOWN
from storage.people import PEOPLE
from storage.request_rows import EVENTS, REQUESTS
from storage.schema import METADATA
from storage.wakeups import WAKEUPS

TABLES = (
    PEOPLE,
    INVITES,
    TRIES,
    REQUESTS,
    EVENTS,
    CONVERSATIONS,
    INBOX,
    OUTBOX,
    HOLDS,
    SHOWN,
    WAKEUPS,
    AUDIT,
)

__all__ = ["METADATA", "TABLES"]
