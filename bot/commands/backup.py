"""The commands for backups: make, restore, release after a review, and try a restore."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NoReturn

import typer

from bot.clock import SystemClock
from bot.commands.audit import verify
from bot.commands.cli_output import print_text
from bot.commands.keys import reject_broken
from bot.database import opened
from bot.settings import PREFIX, SettingsError, load_settings
from liaison.core.audit_chain import BrokenRecord, ChainHead
from liaison.core.cards import text
from liaison.notifications.outages import resume_restored
from storage import key_rotation
from storage.backup import backups
from storage.backup.encryption import AgeFile, identities, new_identity
from storage.backup.restore_lock import RestoreLock, Waiting
from storage.errors import StorageError
from storage.migrations.migrate import head
from storage.transaction import Transaction


def make_key(file: Path) -> None:
    """Make the key pair of backups."""
    public = new_identity(file)
    print_text(text("setup-backup-key-made", file=str(file), name=f"{PREFIX}BACKUP_KEY"))
    print_text(text("setup-backup-key", name=f"{PREFIX}BACKUP_KEY", value=public))


def make(file: Path) -> None:
    """Back up the database of the settings, encrypted to their public key."""
    settings = load_settings(only_stored=True)
    if settings.backup_key is None:
        raise SettingsError(text("setup-backup-key-missing", name=f"{PREFIX}BACKUP_KEY"))
    with _ending_cleanly():
        schema = backups.make_backup(
            settings.database_url, file, to=settings.backup_key, at=SystemClock().now()
        )
    print_text(text("setup-backup-made", file=str(file), version=schema))


def restore(file: Path, key: Path) -> None:
    """Restore a backup into the empty database of the settings, and hold its due rows."""
    settings = load_settings(only_stored=True)
    now = SystemClock().now()
    with _ending_cleanly():
        schema = backups.restore(settings.database_url, AgeFile(file, identities(key)), at=now)
    print_text(text("setup-restored", file=str(file), found=schema, version=head()))
    print_text(text("setup-restored-keys", file=str(settings.keys_file)))
    print_text(text("setup-restored-held"))


def drill(folder: Path, key: Path, url: str | None) -> None:
    """Restore the newest backup of a folder beside the running service, into an empty database at
    ``url`` or a file that is deleted again; verify its record and decrypt its values.
    """
    file = max(folder.glob("*.backup"), key=lambda each: each.stat().st_mtime, default=None)
    if file is None:
        raise StorageError("setup-drill-nothing", {"folder": str(folder)})
    with TemporaryDirectory(prefix=".drill-", dir=folder) as place, _ending_cleanly():
        restored = load_settings(only_stored=True).model_copy(
            update={"database_url": url or f"sqlite:///{place}/liaison.db"}
        )
        private = AgeFile(file, identities(key))
        backups.restore(restored.database_url, private, at=SystemClock().now())

        async def checked() -> tuple[ChainHead, key_rotation.KeyCheck]:
            head = await verify(restored, None)
            async with opened(restored) as database:
                return head, await key_rotation.check(database)

        try:
            head, values = asyncio.run(checked())
        except BrokenRecord as broken:
            print_text(broken.text())
            raise typer.Exit(1) from None
    reject_broken(values)
    count = values.opened.total()
    print_text(text("setup-drill-passed", file=str(file), count=count, head=head.written))


def release(*, send: bool | None) -> None:
    """Show what waits; with ``send`` set, release it: true sends the messages, marked as possible
    repeats, false drops them.
    """

    async def read_waiting() -> tuple[Waiting, ChainHead]:
        async with opened(load_settings()) as database, database.transaction() as tx:
            if await tx.of(RestoreLock).since() is None:
                raise StorageError("setup-release-nothing", {})
            found = await tx.of(RestoreLock).waiting(), await tx.audit_chain_head()
            if send is not None:
                await release_in(tx, send=send)
            return found

    waiting, seen = asyncio.run(read_waiting())
    _show(waiting, seen)
    if send is None:
        print_text(text("setup-release-how"))
    else:
        count = sum(waiting.messages.values())
        print_text(text("setup-released", how="sent" if send else "dropped", count=count))


async def release_in(tx: Transaction, *, send: bool) -> None:
    """Release what is held, and send or drop the waiting messages, in one commit."""
    count = await (tx.of(RestoreLock).mark_unknown() if send else tx.of(RestoreLock).drop())
    await resume_restored(tx, **{"waiting" if send else "dropped": count})
    await tx.of(RestoreLock).release()


def _show(waiting: Waiting, seen: ChainHead) -> None:
    for kind, count in waiting.messages.items():
        print_text(text("setup-held-messages", kind=kind, count=count))
    if waiting.oldest is not None:
        print_text(text("setup-held-oldest", at=waiting.oldest))
    print_text(text("setup-held-rest", updates=waiting.updates, due=waiting.due))
    print_text(text("setup-held-head", head=seen.grouped))


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Remove unfinished files when a signal ends the program, and exit with its code."""
    exit_codes: list[int] = []

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        exit_codes.append(128 + number)
        raise SystemExit(exit_codes[0])

    before = {each: signal.signal(each, end) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except Exception:
        if exit_codes:  # pyrage replaces the exception of the signal by its own
            raise SystemExit(exit_codes[0]) from None
        raise
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
