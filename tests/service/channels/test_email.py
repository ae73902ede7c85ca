"""The wire to a mail server: what goes over it, to whom, and what each failure means."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from structlog.testing import capture_logs

from bot.channels import email as email_channel
from bot.channels.email import Mail, Mailer
from bot.settings import Settings
from bot.telegram.send_errors import FailureKind, SendError
from tests.service.channels.mail_server import HANGS, HANGS_UP, SENDER, MailServer, open_post

NOW = datetime(2026, 3, 16, 3, 0, tzinfo=UTC)
MAIL = Mail(
    name="7 key",
    to="sokha@interior.example",
    subject="ប្រព័ន្ធទំនាក់ទំនង",
    body="សូមបើកការសន្ទនា។\n.\nFrom here on",
    languages=("km", "en"),
)


@pytest.fixture
async def post() -> AsyncIterator[MailServer]:
    async with open_post() as opened:
        yield opened


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call gives up soon."""
    monkeypatch.setattr(email_channel, "CALL_SECONDS", 0.3)


def mailer_of(post: MailServer, **changes: str) -> Mailer:
    for name, value in changes.items():
        setattr(post, name, value)
    server = Settings(**post.settings).mail
    assert server is not None
    return Mailer(server, now=lambda: NOW)


async def failure(mailer: Mailer) -> tuple[FailureKind, str]:
    with pytest.raises(SendError) as caught:
        await mailer.send(MAIL)
    return caught.value.failure.kind, caught.value.failure.description


async def test_an_e_mail_arrives_unchanged(post: MailServer) -> None:
    await mailer_of(post).send(MAIL)
    (received,) = post.took
    assert (received.sender, received.to) == (SENDER, MAIL.to)
    assert (received.subject, received.body) == (MAIL.subject, MAIL.body)
    message = received.message
    assert message.get_content_type() == "text/plain"
    assert (message["From"], message["To"]) == (SENDER, MAIL.to)
    assert message["Date"].datetime == NOW
    assert message["Content-Language"] == "km, en"
    assert message["Auto-Submitted"] == "auto-generated"
    assert not message.is_multipart()


async def test_the_name_of_this_machine_is_told_to_no_one(
    post: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getfqdn", lambda _name="": "host.of.the.desk")
    await mailer_of(post).send(MAIL)
    assert post.callers == [SENDER.partition("@")[2]]


async def test_a_repeat_has_the_same_name_and_another_e_mail_another(post: MailServer) -> None:
    mailer = mailer_of(post)
    for mail in (MAIL, MAIL, replace(MAIL, name="8 key"), replace(MAIL, to="li@mps.example")):
        await mailer.send(mail)
    names = [each.message["Message-ID"] for each in post.took]
    assert names[0] == names[1]
    assert len(set(names)) == 3
    assert all(name.endswith("@liaison.example>") for name in names)


async def test_a_second_line_of_a_subject_becomes_no_header(post: MailServer) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        await mailer_of(post).send(replace(MAIL, subject="Desk\r\nBcc: all@example.org"))
    assert post.took == []


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """What a mail server proves itself with; the service trusts who certified it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "post.example")])
    here = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=36_500))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    certificate, secret = tmp_path / "post.pem", tmp_path / "post.key"
    certificate.write_bytes(made.public_bytes(pem))
    secret.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    return context


async def test_a_password_is_given_only_after_starttls(certified: ssl.SSLContext) -> None:
    async with open_post(starttls=certified) as post:
        await mailer_of(post, login="desk:p%40ss%20word@").send(MAIL)
        assert post.passwords == ["p@ss word"]
        assert len(post.took) == 1


async def test_a_connection_can_be_encrypted_from_its_first_byte(certified: ssl.SSLContext) -> None:
    async with open_post(tls=certified) as post:
        await mailer_of(post, login="desk:p%40ss%20word@").send(MAIL)
        assert len(post.took) == 1


async def test_a_server_without_starttls_gets_nothing(post: MailServer) -> None:
    fault, said = await failure(mailer_of(post, options="", login="desk:p%40ss@"))
    assert (fault, said) == (FailureKind.NOT_SENT, "SMTPException")
    assert post.passwords == []
    assert post.took == []


async def test_a_server_that_cannot_prove_itself_gets_nothing(
    certified: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    async with open_post(starttls=certified) as post:
        fault, said = await failure(mailer_of(post, login="desk:p%40ss%20word@"))
        assert (fault, said) == (FailureKind.NOT_SENT, "SSLCertVerificationError")
        assert post.passwords == []
        assert post.took == []


async def test_a_wrong_password_loses_no_e_mail(certified: ssl.SSLContext) -> None:
    async with open_post(tls=certified) as post:
        assert await failure(mailer_of(post, login="desk:wrong@")) == (FailureKind.NOT_SENT, "535")


@pytest.mark.parametrize(
    ("where", "answer", "expected"),
    [
        ("to_rcpt", "550 no such user here", (FailureKind.REFUSED, "550")),
        ("to_rcpt", "451 greylisted", (FailureKind.NOT_SENT, "451")),
        ("to_rcpt", "421 going down", (FailureKind.NOT_SENT, "421")),
        ("to_data", "554 no", (FailureKind.REFUSED, "554")),
        ("to_data", "452 no room", (FailureKind.NOT_SENT, "452")),
        ("to_data", HANGS_UP, (FailureKind.UNKNOWN, "SMTPServerDisconnected")),
        ("to_rcpt", HANGS_UP, (FailureKind.NOT_SENT, "SMTPServerDisconnected")),
    ],
)
async def test_each_answer_has_its_meaning(
    post: MailServer, where: str, answer: str, expected: tuple[FailureKind, str]
) -> None:
    getattr(post, where).append(answer)
    with capture_logs() as logs:
        assert await failure(mailer_of(post)) == expected
    told = str(logs)
    assert "mail-failed" in told
    assert expected[1] in told
    assert answer.partition(" ")[2] not in told or answer == HANGS_UP
    assert MAIL.to not in told


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize(
    ("where", "expected", "count"),
    [("to_data", FailureKind.UNKNOWN, 1), ("to_rcpt", FailureKind.NOT_SENT, 0)],
)
async def test_silence_is_unknown_only_after_the_words_left(
    post: MailServer, where: str, expected: FailureKind, count: int
) -> None:
    getattr(post, where).append(HANGS)
    assert (await failure(mailer_of(post)))[0] is expected
    assert len(post.took) == count


@pytest.mark.usefixtures("brief")
async def test_a_server_that_never_greets_did_nothing() -> None:
    gone = asyncio.Event()

    async def mute(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await gone.wait()
        writer.close()

    server = await asyncio.start_server(mute, "127.0.0.1", 0)
    post = MailServer(port=server.sockets[0].getsockname()[1])
    try:
        fault, _ = await failure(mailer_of(post))
    finally:
        gone.set()
        server.close()
        await server.wait_closed()
    assert fault is FailureKind.NOT_SENT


async def test_where_no_one_listens_nothing_was_done() -> None:
    async with open_post() as post:
        pass
    assert await failure(mailer_of(post)) == (FailureKind.NOT_SENT, "SMTPConnectError")


async def test_a_check_sends_nothing(post: MailServer) -> None:
    await mailer_of(post).check()
    assert post.took == []
    with pytest.raises(SendError) as caught:
        await mailer_of(post, options="").check()
    assert caught.value.failure.description == "SMTPException"
