"""The commands for backups: make, restore, release after a review, and try a restore."""

import asyncio
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NoReturn

import typer

from bot.clock import SystemClock
from bot.commands.audit import verify
from bot.commands.cli_output import print_text
from bot.commands.keys import reject_broken
from bot.database import check_database_folder, opened
from bot.settings import PREFIX, SettingsError, load_settings, missing_setting
from liaison.core.audit_chain import BrokenRecord, ChainHead
from liaison.core.cards import Text, text
from liaison.notifications.outages import resume_restored
from storage import key_rotation
from storage.backup import backups
from storage.backup.encryption import AgeFile, identities, new_identity
from storage.backup.restore_lock import RestoreLock
from storage.engine.database_url import file_of, is_sqlite, parse_database_url
from storage.errors import StorageError
from storage.migrations.migrate import head
from storage.queue_metrics import QueueMetrics
from storage.transaction import Transaction


def make_key(file: Path) -> None:
    """Make the key pair of backups."""
    public = new_identity(file)
    print_text(text("setup-backup-key-made", file=str(file), name=f"{PREFIX}BACKUP_KEY"))
    typer.echo(f"{PREFIX}BACKUP_KEY={public}")


def make(file: Path) -> None:
    """Back up the database of the settings, encrypted to their public key."""
    settings = load_settings(only_stored=True)
    if settings.backup_key is None:
        raise SettingsError(missing_setting("backup_key"))
    with _ending_cleanly():
        schema = backups.make_backup(
            settings.database_url, file, to=settings.backup_key, at=SystemClock().now()
        )
    print_text(text("setup-backup-made", file=str(file), version=schema))


def restore(file: Path, key: Path) -> None:
    """Restore a backup into the empty database of the settings, and hold its due rows."""
    settings = load_settings(only_stored=True)
    check_database_folder(settings)
    now = SystemClock().now()
    with _ending_cleanly():
        schema = backups.restore(settings.database_url, AgeFile(file, identities(key)), at=now)
    keys, version = str(settings.keys_file), head()
    print_text(text("setup-restored", file=str(file), found=schema, version=version, keys=keys))


def drill(place: Path, key: Path) -> None:
    """Restore a backup, or the last one of a folder by its name, into a database that is deleted
    again; verify its record and decrypt its values. Raises what ``backups.restore`` raises.
    """
    found = [place] if place.is_file() else sorted(place.glob("*.backup"))
    if not found:
        raise StorageError("setup-drill-nothing", {"folder": str(place)})
    settings, backup = load_settings(only_stored=True), AgeFile(found[-1], identities(key))
    with _ending_cleanly(), _scratch(settings.database_url, backup) as url:
        restored = settings.model_copy(update={"database_url": url})
        backups.restore(url, backup, at=SystemClock().now())

        async def checked() -> tuple[ChainHead, key_rotation.KeyCheck]:
            head, _ = await verify(restored, None)
            async with opened(restored) as database:
                return head, await key_rotation.check(database)

        try:
            head, values = asyncio.run(checked())
        except BrokenRecord as broken:
            print_text(broken.text())
            raise typer.Exit(1) from None
    reject_broken(values)
    count = values.opened.total()
    print_text(text("setup-drill-passed", file=str(found[-1]), count=count, head=head.written))


@contextmanager
def _scratch(url: str, backup: AgeFile) -> Iterator[str]:
    """The URL of a new database for a backup, which is deleted again: on the server of the present
    one, or else a file beside it.
    """
    if backups.is_of_postgresql(backup):
        with backups.scratch_database(url) as made:
            yield made
    else:
        with _folder_beside(url, backup.path) as folder:
            yield f"sqlite:///{folder}/drill.db"


@contextmanager
def _folder_beside(url: str, backup: Path) -> Iterator[str]:
    """A folder next to the database file, or else next to the backup, that is deleted again."""
    db_url = parse_database_url(url)
    beside = file_of(db_url) if is_sqlite(db_url) else backup
    try:
        made = TemporaryDirectory(prefix=".drill-", dir=beside.resolve().parent)
    except OSError:
        raise StorageError("setup-unwritable", {"file": str(beside.resolve())}) from None
    with made as folder:
        yield folder


def release(*, send: bool | None) -> None:
    """Show what waits; ``send`` sends it, marked as possible repeats, or if false drops it."""

    async def reviewed() -> tuple[int, Sequence[Text]]:
        async with opened(load_settings()) as database, database.transaction() as tx:
            if await tx.of(RestoreLock).since() is None:
                raise StorageError("setup-release-nothing", {})
            messages = await tx.of(RestoreLock).messages()
            held = await _held(tx, messages)
            if send is not None:
                await release_in(tx, send=send)
            return sum(messages.values()), held

    count, held = asyncio.run(reviewed())
    for each in held:
        print_text(each)
    if send is None:
        print_text(text("setup-release-how"))
    else:
        print_text(text("setup-released", how="sent" if send else "dropped", count=count))


async def release_in(tx: Transaction, *, send: bool) -> None:
    """Release what is held, and send or drop the waiting messages, in one commit."""
    count = await (tx.of(RestoreLock).mark_unknown() if send else tx.of(RestoreLock).drop())
    await resume_restored(tx, **{"waiting" if send else "dropped": count})
    await tx.of(RestoreLock).release()


async def _held(tx: Transaction, messages: Mapping[str, int]) -> Sequence[Text]:
    """What waits, and the head of the audit record."""
    shown = [text("setup-held-messages", kind=kind, count=n) for kind, n in messages.items()]
    queues, head = (await tx.of(QueueMetrics).measure()).queues, await tx.audit_chain_head()
    if messages:
        oldest = tx.now - timedelta(seconds=queues["outbox"].oldest)
        shown.append(text("setup-held-oldest", at=oldest))
    rest = text("setup-held-rest", updates=queues["inbox"].rows, due=queues["timers"].rows)
    return [*shown, rest, text("setup-held-head", head=head.grouped)]


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Remove unfinished files when a signal ends the program, and exit with its code."""
    exit_codes: list[int] = []

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        exit_codes.append(128 + number)
        raise SystemExit(exit_codes[0])

    ending = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {each: signal.signal(each, end) for each in ending}
    try:
        yield
    except Exception:
        if exit_codes:  # pyrage replaces the exception of the signal by its own
            raise SystemExit(exit_codes[0]) from None
        raise
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
