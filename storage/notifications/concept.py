"""The repositories of notices and of the messages in chats."""

from liaison.core.registry import Concept
from liaison.notifications import repository as notification_repository
from liaison.notifications.service import TIMER
from storage.encrypted_columns import EncryptedColumns
from storage.engine.stored import Stored
from storage.notifications.chat_messages import ChatMessages
from storage.notifications.email_codes import MailCodes
from storage.notifications.repository import IS_TIMED, Notices
from storage.notifications.rows import NOTICES
from storage.queues.missing_timers import TimedRecords

CONCEPT: Concept = (
    TimedRecords(TIMER, NOTICES.c.code, lambda _: IS_TIMED, many=True),
    Stored(notification_repository.Notices, Notices),
    Stored(notification_repository.ChatMessages, ChatMessages),
    Stored(notification_repository.MailCodes, MailCodes),
    EncryptedColumns(table=NOTICES, columns=("title",), names=("code",), party="party"),
)
