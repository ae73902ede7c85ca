"""All tables in one place, for those who need the schema as a whole."""

from storage.agreement.differences import DIFFERENCES
from storage.agreement.terminations import TERMINATIONS
from storage.approvals import TWO_KEYS
from storage.audit import AUDIT
from storage.conversations import CONVERSATIONS
from storage.disclosures import DISCLOSURES
from storage.encrypted_columns import SEALING_KEYS
from storage.engine.schema import METADATA
from storage.engine.schema_compatibility import FLOORS
from storage.engine.timestamps import MARKS
from storage.meetings.agendas import AGENDA_ITEMS
from storage.meetings.rows import ATTENDANCES, MEETING_EVENTS, MEETINGS
from storage.notes.repository import LEGAL_HOLDS, NOTES
from storage.notes.retention import RETENTION_LOOKS
from storage.notifications.chat_messages import LIVES
from storage.notifications.email_codes import MAIL_CODES
from storage.notifications.rows import COPIES, NOTICES
from storage.people.absences import AWAYS
from storage.people.invites import INVITES, TRIES
from storage.people.nominations import NOMINATIONS
from storage.people.pins import PINS
from storage.people.repository import PEOPLE
from storage.plan import ACTIVITIES
from storage.queues.inbox import INBOX
from storage.queues.leases import LEASES
from storage.queues.outbox_rows import HOLDS, OUTBOX, SHOWN
from storage.queues.timers import WAKEUPS
from storage.record_digests import SALTS
from storage.requests.rows import EVENTS, REQUESTS
from storage.settings.holidays import DAY_CHANGES
from storage.settings.repository import SETTING_CHANGES

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
