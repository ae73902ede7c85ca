"""A real mail server on loopback, which can be told to refuse, to hang and to hang up."""

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pydantic import SecretStr

SENDER = "desk@liaison.example"
HANGS = "hangs"
HANGS_UP = "hangs up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One e-mail that the server took."""

    sender: str
    to: str
    message: EmailMessage

    @property
    def body(self) -> str:
        """Its text, without the end of its last line."""
        return str(self.message.get_content()).replace("\r\n", "\n").rstrip("\n")

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])


@dataclass
class MailServer:
    """The server. What is put into ``to_rcpt`` and ``to_data`` is answered next to those commands:
    a line of an answer, ``HANGS`` or ``HANGS_UP``; an e-mail that hangs is taken before.
    """

    port: int = 0
    scheme: str = "smtp"
    options: str = "?starttls=no"
    login: str = ""
    took: list[Received] = field(default_factory=list)
    to_rcpt: deque[str] = field(default_factory=deque)
    to_data: deque[str] = field(default_factory=deque)
    passwords: list[str] = field(default_factory=list)
    callers: list[str | None] = field(default_factory=list)
    """What those who brought an e-mail called themselves."""
    at_once: int = 0
    most_at_once: int = 0
    open: asyncio.Event = field(default_factory=asyncio.Event)
    """What hangs goes on once this is set."""

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.login}127.0.0.1:{self.port}/{self.options}"

    @property
    def settings(self) -> dict[str, Any]:
        """The settings of a service that gives its e-mail up here."""
        return {"smtp_url": SecretStr(self.url), "mail_from": SENDER}

    def to(self, address: str) -> list[Received]:
        """What came for one address."""
        return [each for each in self.took if each.to == address]

    async def handle_RCPT(  # noqa: N802 - the server's way
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = await self._answer(server, self.to_rcpt)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.callers.append(session.host_name)
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            if not self.to_data or self.to_data[0] in {HANGS, HANGS_UP}:
                self._take(envelope)
            return await self._answer(server, self.to_data)
        finally:
            self.at_once -= 1

    def _take(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        for to in envelope.rcpt_tos:
            self.took.append(Received(sender=envelope.mail_from or "", to=to, message=message))

    async def _answer(self, server: SMTP, answers: deque[str]) -> str:
        answer = answers.popleft() if answers else "250 well"
        if answer == HANGS:
            await self.open.wait()
        if answer == HANGS_UP:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 well" if answer in {HANGS, HANGS_UP} else answer

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, said: Any
    ) -> AuthResult:
        """Let the one user in who has the right password."""
        assert isinstance(said, LoginPassword)
        self.passwords.append(said.password.decode())
        return AuthResult(success=said == LoginPassword(b"desk", b"p@ss word"), handled=False)


@asynccontextmanager
async def open_post(
    *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None
) -> AsyncIterator[MailServer]:
    """Run a mail server: in the clear, with STARTTLS, or encrypted from the first byte."""
    office = MailServer()
    loop = asyncio.get_running_loop()

    def serve() -> SMTP:
        return SMTP(
            office,
            hostname="post.example",
            tls_context=starttls,
            authenticator=office.authenticate,
            # It cannot see that the connection is encrypted where it is from the first byte.
            auth_require_tls=tls is None,
            loop=loop,
        )

    server = await loop.create_server(serve, "127.0.0.1", 0, ssl=tls)
    office.port = server.sockets[0].getsockname()[1]
    if starttls is not None or tls is not None:
        office.options = ""
        office.scheme = "smtp" if tls is None else "smtps"
    try:
        yield office
    finally:
        office.open.set()
        server.close()
        await server.wait_closed()
