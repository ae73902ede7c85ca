"""All tables in one place, for those who need the schema as a whole."""

from storage.activities import ACTIVITIES
from storage.agendas import AGENDA_ITEMS
from storage.audit import AUDIT
from storage.aways import AWAYS
from storage.conversations import CONVERSATIONS
from storage.differences import DIFFERENCES
from storage.disclosures import DISCLOSURES
from storage.floors import FLOORS
from storage.holidays import DAY_CHANGES
from storage.inbox import INBOX
from storage.invites import INVITES, TRIES
from storage.leases import LEASES
from storage.lives import LIVES
from storage.mail_codes import MAIL_CODES
from storage.marks import MARKS
from storage.meeting_rows import ATTENDANCES, MEETING_EVENTS, MEETINGS
from storage.nominations import NOMINATIONS
from storage.notes import LEGAL_HOLDS, NOTES
from storage.notice_rows import COPIES, NOTICES
from storage.outbox_rows import HOLDS, OUTBOX, SHOWN
from storage.people import PEOPLE
from storage.pins import PINS
from storage.proofs import SALTS
from storage.request_rows import EVENTS, REQUESTS
from storage.retention import RETENTION_LOOKS
from storage.schedules import SETTING_CHANGES
from storage.schema import METADATA
from storage.sealed import SEALING_KEYS
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
    PINS,
    SETTING_CHANGES,
    DAY_CHANGES,
    REQUESTS,
    EVENTS,
    NOTES,
    LEGAL_HOLDS,
    RETENTION_LOOKS,
    MEETINGS,
    MEETING_EVENTS,
    ATTENDANCES,
    AGENDA_ITEMS,
    ACTIVITIES,
    TWO_KEYS,
    TERMINATIONS,
    DIFFERENCES,
    DISCLOSURES,
    NOTICES,
    COPIES,
    CONVERSATIONS,
    INBOX,
    OUTBOX,
    HOLDS,
    SHOWN,
    LIVES,
    WAKEUPS,
    MARKS,
    LEASES,
    AUDIT,
    SALTS,
    SEALING_KEYS,
    FLOORS,
)

__all__ = ["METADATA", "TABLES"]
