"""All tables in one place, for those who need the schema as a whole."""

from storage.activities import ACTIVITIES
from storage.agendas import AGENDA_ITEMS
from storage.audit import AUDIT
from storage.aways import AWAYS
from storage.conversations import CONVERSATIONS
from storage.differences import DIFFERENCES
from storage.holidays import DAY_CHANGES
from storage.inbox import INBOX
from storage.invites import INVITES, TRIES
from storage.mail_codes import MAIL_CODES
from storage.marks import MARKS
from storage.meeting_rows import ATTENDANCES, MEETING_EVENTS, MEETINGS
from storage.nominations import NOMINATIONS
from storage.notice_rows import COPIES, NOTICES
from storage.outbox_rows import HOLDS, OUTBOX, SHOWN
from storage.people import PEOPLE
from storage.request_rows import EVENTS, REQUESTS
from storage.schedules import SETTING_CHANGES
from storage.schema import METADATA
from storage.terminations import TERMINATIONS
from storage.two_keys import TWO_KEYS
from storage.wakeups import WAKEUPS

TABLES = (
    PEOPLE,
    INVITES,
    TRIES,
    NOMINATIONS,
    AWAYS,
    MAIL_CODES,
    SETTING_CHANGES,
    DAY_CHANGES,
    REQUESTS,
    EVENTS,
    MEETINGS,
    MEETING_EVENTS,
    ATTENDANCES,
    AGENDA_ITEMS,
    ACTIVITIES,
    TWO_KEYS,
    TERMINATIONS,
    DIFFERENCES,
    NOTICES,
    COPIES,
    CONVERSATIONS,
    INBOX,
    OUTBOX,
    HOLDS,
    SHOWN,
    WAKEUPS,
    MARKS,
    AUDIT,
)

__all__ = ["METADATA", "TABLES"]
