"""The repositories of notices and of the messages in chats."""

from liaison.core.registry import Concept
from liaison.notifications import repository as notification_repository
from storage.encrypted_columns import Sealed
from storage.engine.stored import Stored
from storage.notifications.chat_messages import Lives
from storage.notifications.email_codes import MailCodes
from storage.notifications.repository import Notices
from storage.notifications.rows import NOTICES

CONCEPT: Concept = (
    Stored(notification_repository.Notices, Notices),
    Stored(notification_repository.Lives, Lives),
    Stored(notification_repository.MailCodes, MailCodes),
    Sealed(table=NOTICES, columns=("headline",), names=("code",), party="party"),
)
