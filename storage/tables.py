"""All tables in one place, for code that needs the whole schema."""

from storage.agreement.differences import DIFFERENCES
from storage.agreement.terminations import TERMINATIONS
from storage.approvals import APPROVALS
from storage.audit import AUDIT
from storage.conversations import CONVERSATIONS
from storage.disclosures import DISCLOSURES
from storage.duty import DUTY_ROSTER
from storage.encrypted_columns import ENCRYPTION_KEYS
from storage.engine.schema import METADATA
from storage.engine.schema_compatibility import SCHEMA_COMPATIBILITY
from storage.engine.timestamps import TIMESTAMPS
from storage.meetings.agendas import AGENDA_ITEMS
from storage.meetings.rows import ATTENDANCES, MEETING_EVENTS, MEETINGS
from storage.notes.repository import LEGAL_HOLDS, NOTES
from storage.notes.retention import RETENTION_RUNS
from storage.notifications.chat_messages import CHAT_MESSAGES
from storage.notifications.email_codes import MAIL_CODES
from storage.notifications.rows import NOTICE_RECIPIENTS, NOTICES
from storage.pending_acts import PENDING_ACTS
from storage.people.absences import ABSENCES
from storage.people.invites import INVITE_ATTEMPTS, INVITES
from storage.people.nominations import NOMINATIONS
from storage.people.pins import PINS
from storage.people.repository import PEOPLE
from storage.plan import ACTIVITIES
from storage.queues.inbox import INBOX
from storage.queues.leases import LEASES
from storage.queues.outbox_rows import CHAT_PAUSES, MESSAGE_SLOTS, OUTBOX
from storage.queues.timers import TIMERS
from storage.record_digests import RECORD_SALTS
from storage.requests.rows import EVENTS, REQUESTS
from storage.settings.holidays import DAY_CHANGES
from storage.settings.repository import SETTING_CHANGES

TABLES = (
    PEOPLE,
    INVITES,
    INVITE_ATTEMPTS,
    NOMINATIONS,
    ABSENCES,
    DUTY_ROSTER,
    MAIL_CODES,
    PINS,
    SETTING_CHANGES,
    DAY_CHANGES,
    REQUESTS,
    EVENTS,
    NOTES,
    LEGAL_HOLDS,
    RETENTION_RUNS,
    PENDING_ACTS,
    MEETINGS,
    MEETING_EVENTS,
    ATTENDANCES,
    AGENDA_ITEMS,
    ACTIVITIES,
    APPROVALS,
    TERMINATIONS,
    DIFFERENCES,
    DISCLOSURES,
    NOTICES,
    NOTICE_RECIPIENTS,
    CONVERSATIONS,
    INBOX,
    OUTBOX,
    CHAT_PAUSES,
    MESSAGE_SLOTS,
    CHAT_MESSAGES,
    TIMERS,
    TIMESTAMPS,
    LEASES,
    AUDIT,
    RECORD_SALTS,
    ENCRYPTION_KEYS,
    SCHEMA_COMPATIBILITY,
)

__all__ = ["METADATA", "TABLES"]
