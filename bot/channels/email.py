"""Sends e-mail: one SMTP connection for each, and its errors as ``Failure``."""

import asyncio
import hashlib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime
from enum import IntEnum, auto

import structlog
from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from bot.settings import MailServer
from bot.telegram.send_errors import Failure, FailureKind, SendError

log = structlog.get_logger()

CALL_SECONDS = 15.0
PART_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The content of one e-mail. A constant ``name`` at all tries lets servers detect a repeat."""

    name: str
    to: str
    subject: str
    body: str
    languages: tuple[str, ...]


class _Stage(IntEnum):
    """How far a call got."""

    OPENING = auto()
    ADDRESSING = auto()
    LEFT = auto()


class Mailer:
    """The client of a mail server. Every call raises ``SendError`` and nothing else."""

    def __init__(self, server: MailServer, *, now: Callable[[], datetime]) -> None:
        self._server = server
        self._now = now
        self._domain = server.sender.partition("@")[2]
        self._tls = ssl.create_default_context() if server.encrypted else None

    async def send(self, mail: Mail) -> None:
        """Send one e-mail."""
        written = self._write(mail).as_bytes(policy=WIRE)
        smtp = self._client()
        stage = _Stage.OPENING
        try:
            async with asyncio.timeout(CALL_SECONDS):
                await smtp.connect()
                stage = _Stage.ADDRESSING
                await smtp.mail(self._server.sender)
                await smtp.rcpt(mail.to)
                stage = _Stage.LEFT
                await smtp.data(written)
            await _quit(smtp)
        except (SMTPException, OSError, TimeoutError) as error:
            failure = _failure_of(error, stage)
            log.warning("mail-failed", stage=stage.name.lower(), code=failure.description)
            raise SendError(failure) from error
        finally:
            smtp.close()

    async def check(self) -> None:
        """Connect and log in, and send nothing."""
        smtp = self._client()
        try:
            async with asyncio.timeout(CALL_SECONDS):
                await smtp.connect()
                await smtp.noop()
            await _quit(smtp)
        except (SMTPException, OSError, TimeoutError) as error:
            raise SendError(_failure_of(error, _Stage.OPENING)) from error
        finally:
            smtp.close()

    def _client(self) -> SMTP:
        server = self._server
        return SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            # The host name of this machine must not be disclosed.
            local_hostname=self._domain,
            use_tls=server.implicit,
            start_tls=server.encrypted and not server.implicit,
            tls_context=self._tls,
            timeout=CALL_SECONDS,
        )

    def _write(self, mail: Mail) -> EmailMessage:
        written = EmailMessage(policy=WIRE)
        written.set_content(mail.body)
        written["From"] = self._server.sender
        written["To"] = mail.to
        written["Subject"] = mail.subject
        written["Date"] = format_datetime(self._now())
        name = hashlib.sha256(f"{mail.name} {mail.to}".encode()).hexdigest()
        written["Message-ID"] = f"<{name[:32]}@{self._domain}>"
        written["Content-Language"] = ", ".join(mail.languages)
        written["Auto-Submitted"] = "auto-generated"
        return written


async def _quit(smtp: SMTP) -> None:
    """Close the session; the e-mail is accepted already, so errors are ignored."""
    with suppress(SMTPException, OSError, TimeoutError):
        await smtp.quit(timeout=PART_SECONDS)


def _failure_of(error: Exception, stage: _Stage) -> Failure:
    """Map an error to a ``Failure``, by how far the call got: a wrong password loses no e-mail."""
    code = error.code if isinstance(error, SMTPResponseException) else None
    description = type(error).__name__ if code is None else str(code)
    if stage is not _Stage.OPENING and code is not None and code >= 500:
        return Failure(kind=FailureKind.REFUSED, description=description)
    answered = code is not None and 400 <= code < 500
    if stage is _Stage.LEFT and not answered:
        return Failure(kind=FailureKind.UNKNOWN, description=description)
    return Failure(kind=FailureKind.NOT_SENT, description=description)
