"""`liaison keys`: the file of keys is made, rotated and checked."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

import typer

from bot.clock import SystemClock
from bot.commands.cli_output import print_text
from bot.database import check_keys_folder, opened
from bot.settings import load_agreement_of, load_settings
from bot.witness.statements import public_key
from liaison.core.cards import text
from storage import key_rotation
from storage.crypto import KeyFile, new_keys, owners_of, save_keys
from storage.database import Database
from storage.encrypted_columns import KnownKey
from storage.engine.database_url import file_exists
from storage.errors import StorageError

_T = TypeVar("_T")


def new() -> None:
    """Make the key file if there is none."""
    settings = load_settings(only_stored=True)
    file = settings.keys_file
    if file_exists(file):
        raise StorageError("setup-keys-there", {"file": str(file)})
    check_keys_folder(settings)
    owners = owners_of(load_agreement_of(settings))
    save_keys(file, new_keys(owners, at=SystemClock().now()))
    print_text(text("setup-keys-made", file=str(file)))


def rotate() -> None:
    """Re-encrypt everything with new keys, or finish an interrupted rotation."""
    settings = load_settings(only_stored=True)
    owners = owners_of(load_agreement_of(settings))
    keys = KeyFile(settings.keys_file)
    file = str(settings.keys_file)

    async def rotated(database: Database) -> int:
        added = await key_rotation.begin_rotation(database, keys, owners, at=SystemClock().now())
        print_text(text("setup-keys-added", file=file) if added else text("setup-keys-resumed"))
        count = 0
        async for _ in key_rotation.reencrypt(database, keys):
            count += 1
        await key_rotation.end_rotation(database, keys)
        return count

    count = _with_database(rotated)
    print_text(text("setup-keys-rotated", count=count, file=file))
    check()


def check() -> None:
    """Decrypt all values, and print how many there are by key."""

    async def checked(database: Database) -> tuple[key_rotation.KeyCheck, Sequence[KnownKey]]:
        async with database.transaction(decides=False) as tx:
            known = await tx.encrypted_values.known()
        return await key_rotation.check(database), known

    found, known = _with_database(checked)
    newest = {key.id for key in KeyFile(load_settings(only_stored=True).keys_file).newest}
    for key in known:
        state = "retired" if key.retired else "sealing" if key.id in newest else "old"
        count = found.opened[key.id]
        print_text(
            text("setup-keys-counted", name=key.id, owner=key.owner, state=state, count=count)
        )
    reject_broken(found)
    print_text(text("setup-keys-whole"))


def reject_broken(found: key_rotation.KeyCheck) -> None:
    """Print where values cannot be decrypted, and exit with code 1 if there are any."""
    for table, count in sorted((+found.broken).items()):
        print_text(text("setup-keys-damaged", table=table, count=count))
    if +found.broken:
        raise typer.Exit(1)


def _with_database(work: Callable[[Database], Awaitable[_T]]) -> _T:
    async def done() -> _T:
        async with opened(load_settings(only_stored=True)) as database:
            return await work(database)

    return asyncio.run(done())


def public() -> None:
    """Print the public key with which a witness checks what the service has signed."""
    typer.echo(public_key(KeyFile(load_settings(only_stored=True).keys_file)))


COMMANDS: Mapping[str, Callable[[], None]] = {
    "new": new,
    "rotate": rotate,
    "check": check,
    "public": public,
}
