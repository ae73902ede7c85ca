"""A witness: follows the audit record from outside, and keeps a copy that no one else can change.

The copy is a file of its entries, in a folder that is the witness's own. What comes is only added
if it continues the copy and its head is signed; else it is kept beside it, as the proof of a fork.
"""

import asyncio
import fcntl
import os
import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import aiohttp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.settings import is_loopback
from bot.witness.statements import NotSigned, Statement, parse_statement
from liaison.core.audit_chain import (
    START,
    BrokenRecord,
    ChainHead,
    check_end,
    dump_entry,
    parse_entry,
    verify_chain,
)
from liaison.core.cards import Text, text
from liaison.core.errors import UserError

COPY, STATEMENT = "record.jsonl", "statement.json"
SILENCE = timedelta(days=1)
OVERDUE = timedelta(hours=1)
AHEAD = timedelta(minutes=10)
"""How far the clock of the service may be ahead of that of the witness."""


FETCH_SECONDS = 60.0
"""After so long without a byte the service is unreachable."""


class Unreachable(Exception):
    """The record could not be fetched; its only argument is the code of the reason."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Follows the record that a ``key`` signs, with a copy in a ``folder``."""

    folder: Path
    key: Ed25519PublicKey

    def follow(self, source: str, *, token: str, now: datetime) -> tuple[list[Text], list[Text]]:
        """Add what a URL or a file gives to the copy. Returns what was done, and the alerts. Raises
        ``UserError`` for what its operator mends.
        """
        with self._opened() as copy:
            try:
                held = verify_chain(map(parse_entry, copy))
            except BrokenRecord as error:
                return [], [text("setup-witness-copy", file=str(copy.name), why=error.text())]
            incoming = self.folder / "incoming.jsonl"
            try:
                asyncio.run(_fetch(source, token, held.seq, incoming))
                done, statement = self._add(copy, held, incoming)
            except Unreachable as error:
                code = str(error)
                return [], [text("setup-witness-unreachable", code=code), *self._silence(now)]
            except NotSigned as error:
                return [], [error.text()]
            except BrokenRecord as error:
                kept = self.folder / f"fork-{now:%Y%m%dT%H%M%SZ}.jsonl"
                shutil.copyfile(incoming, kept)
                return [], [text("setup-witness-fork", why=error.text(), file=str(kept))]
        return [done], [*_doubts(statement, now), *self._silence(now)]

    @contextmanager
    def _opened(self) -> Iterator[IO[str]]:
        """The copy, locked against another witness. Raises ``UserError``."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.folder / COPY).touch(mode=0o600)
            file = self.folder / COPY
            with file.open("r+", encoding="ascii", errors="replace", newline="\n") as copy:
                fcntl.flock(copy, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _cut_half_line(copy)
                yield copy
        except BlockingIOError:
            raise UserError("setup-witness-twice", file=str(self.folder)) from None
        except OSError:
            raise UserError("setup-unwritable", file=str(self.folder / COPY)) from None

    def _add(self, copy: IO[str], held: ChainHead, incoming: Path) -> tuple[Text, Statement]:
        """Verify what came and add it to the copy. Raises ``BrokenRecord`` or ``NotSigned``."""
        with incoming.open(encoding="ascii", errors="replace") as lines:
            [(count, last)] = deque(enumerate(lines, 1), maxlen=1) or [(0, "")]
            statement = parse_statement(last, self.key)
            before = self._last()
            if before is not None and statement.at < before.at:
                raise NotSigned("setup-witness-old")
            lines.seek(0)
            first = parse_entry(lines.readline()).seq if count > 1 else 0
            after, skipped = (START, held.seq) if first == 1 else (held, 0)
            lines.seek(0)
            entries = map(parse_entry, islice(lines, count - 1))
            head = verify_chain(entries, after=after, expected=held)
            check_end(head, held)
            if head != statement.head:
                raise BrokenRecord("setup-witness-head", {"head": statement.head.written})
            lines.seek(0)
            copy.seek(0, os.SEEK_END)
            for line in islice(lines, skipped, count - 1):
                copy.write(f"{dump_entry(parse_entry(line))}\n")
        copy.flush()
        os.fsync(copy.fileno())
        new = incoming.with_name(f"{STATEMENT}.new")
        new.write_text(last, "ascii", "replace")
        new.replace(self.folder / STATEMENT)
        incoming.unlink()
        count = head.seq - held.seq
        return text("setup-witness-followed", count=count, head=head.written), statement

    def _last(self) -> Statement | None:
        """The statement of the last time; None if there was none."""
        with suppress(FileNotFoundError, NotSigned):  # of an older key
            last = (self.folder / STATEMENT).read_text("ascii", "replace")
            return parse_statement(last, self.key)
        return None

    def _silence(self, now: datetime) -> list[Text]:
        last = self._last()
        if last is None or now - last.at <= SILENCE:
            return []
        return [text("setup-witness-silent", at=f"{last.at:%Y-%m-%d %H:%M} UTC")]


def _doubts(statement: Statement, now: datetime) -> Iterator[Text]:
    if statement.overdue > OVERDUE:
        hours = int(statement.overdue / timedelta(hours=1))
        yield text("setup-witness-overdue", hours=hours)
    if statement.at - now > AHEAD:
        yield text("setup-witness-clock", at=f"{statement.at:%Y-%m-%d %H:%M} UTC")


def _cut_half_line(copy: IO[str]) -> None:
    """Remove a last line that a kill has cut off: it was never confirmed."""
    end = 0
    for line in copy:
        end += len(line) if line.endswith("\n") else 0
    copy.truncate(end)
    copy.seek(0)


async def _fetch(source: str, token: str, after: int, into: Path) -> None:
    """Copy what a URL or a file gives into a file. Raises ``Unreachable`` or ``UserError``."""
    parts = urlsplit(source)
    if parts.scheme not in ("http", "https"):
        try:
            shutil.copyfile(source, into)
        except OSError:
            raise UserError("setup-unreadable", file=source) from None
        return
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise UserError("setup-witness-open")
    headers, limit = (
        {"Authorization": f"Bearer {token}"},
        aiohttp.ClientTimeout(sock_read=FETCH_SECONDS),
    )
    try:
        async with (
            aiohttp.ClientSession(headers=headers, timeout=limit) as session,
            session.get(f"{source}?after={after}", allow_redirects=False) as response,
        ):
            if response.status != HTTPStatus.OK:
                raise Unreachable(f"http {response.status}")
            with into.open("wb") as file:
                async for part in response.content.iter_any():
                    file.write(part)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise Unreachable(type(error).__name__) from None
