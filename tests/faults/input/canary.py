"""A marked string in everything that people can send.

Everything is sent by people of both Parties, who read Khmer, Chinese and English, to a service that
logs all it can. Its database is SQLite in a folder with a write-ahead log (`wal`), the same as it
is set up (`sqlite`), or PostgreSQL (`postgres`). Its files are copied into a folder in that folder
while the service has them open. What a person may legitimately leave there in clear, class 1 by
the rules, is not marked here: names of officials and agencies, numbers of letters, names of
holidays, e-mail addresses.
"""

import asyncio
import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pyrage.x25519 import Identity

from bot import crash
from bot.clock import SystemClock
from bot.log import configure
from bot.monitoring import tracing
from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.channels import Address
from liaison.core.transaction import People
from liaison.meetings.model import MeetingProposal, Occasion
from liaison.meetings.service import propose
from liaison.people import pins as hashes
from liaison.people.pins import PIN_VALID_FOR
from sandbox import Phone
from storage.backup.backups import make_backup
from storage.crypto import SERVICE, new_keys, save_keys
from storage.engine import database_url as urls
from storage.engine.database_url import is_sqlite, parse_database_url
from storage.migrations.migrate import upgrade
from tests.fresh_databases import fresh
from tests.postgres import run, running_postgres
from tests.registered import PERMISSIONS
from tests.scenario import PIN, ScenarioDriver, log_verification, open_driver

WORD = "kanarienvogel"
KHMER = "កាណារី"
MARK = f"{WORD} {KHMER} 金丝雀"
NUMBER = "11010519491231002X"
"""An identity number that the guard blocks."""
WRONG_PIN = "850462"
SMALL = {"file_id": MARK, "file_unique_id": MARK, "width": 1, "height": 1}


class Fault(Exception):
    """A fault that tells what it was about, as those of libraries do."""


def messages() -> Iterator[dict[str, Any]]:
    """What a message can hold, with the mark wherever a text can be."""
    file = {"file_id": MARK, "file_unique_id": MARK, "duration": 1}
    user = {"id": 42, "is_bot": False, "first_name": MARK, "last_name": MARK, "username": MARK}
    yield {"text": MARK}
    yield {"text": MARK, "entities": [{"type": "text_link", "offset": 0, "length": 1, "url": MARK}]}
    yield {"text": MARK, "quote": {"text": MARK, "position": 0}}
    yield {"caption": MARK, "photo": [SMALL]}
    yield {"caption": MARK, "document": {**file, "file_name": MARK, "mime_type": MARK}}
    yield {"caption": MARK, "video": {**file, "width": 1, "height": 1, "file_name": MARK}}
    yield {"audio": {**file, "performer": MARK, "title": MARK, "file_name": MARK}}
    yield {"voice": {**file, "mime_type": MARK}}
    yield {"video_note": {**file, "length": 1}}
    kind = {"type": "regular", "is_animated": False, "is_video": False}
    yield {"sticker": {**SMALL, **kind, "emoji": MARK, "set_name": MARK}}
    yield {"contact": {"phone_number": MARK, "first_name": MARK, "vcard": MARK}}
    yield {"location": {"latitude": 11.5, "longitude": 104.9}}
    spot = {"latitude": 1.0, "longitude": 1.0}
    yield {"venue": {"location": spot, "title": MARK, "address": MARK}}
    option = {"text": MARK, "voter_count": 0, "persistent_id": MARK}
    poll = {"id": MARK, "question": MARK, "options": [option], "total_voter_count": 0}
    flags = {"is_closed": False, "is_anonymous": True, "allows_multiple_answers": False}
    yield {"poll": {**poll, **flags, "type": "regular"}}
    yield {"dice": {"emoji": MARK, "value": 1}}
    hidden = {"type": "hidden_user", "sender_user_name": MARK, "date": 1}
    yield {"text": MARK, "forward_origin": hidden}
    yield {"text": MARK, "via_bot": {**user, "is_bot": True}}
    yield {"text": MARK, "author_signature": MARK}
    yield {"web_app_data": {"data": MARK, "button_text": MARK}}
    yield {"new_chat_title": MARK}
    yield {"from": user, "text": MARK}
    yield {"text": {"not": MARK}}
    yield {"date": MARK, "text": MARK}


def updates(phone: Phone) -> Iterator[dict[str, Any]]:
    """Every kind of update about a chat, and some that there are not."""
    chat = {"id": phone.user_id, "type": "private", "first_name": MARK, "username": MARK}
    person = {"id": phone.user_id, "is_bot": False, "first_name": MARK, "language_code": MARK}
    base = {"message_id": 7, "date": 1_772_400_000, "chat": chat, "from": person}
    for each in messages():
        for kind in ("message", "edited_message"):
            yield {kind: {**base, **each}}
    press = {"id": MARK, "from": person, "chat_instance": MARK, "data": MARK[:20]}
    yield {"callback_query": {**press, "message": {**base, "text": MARK}}}
    yield {"callback_query": {**press, "game_short_name": MARK}}
    member = {"status": "member", "user": person}
    changed = {"old_chat_member": member, "new_chat_member": member}
    yield {
        "my_chat_member": {"chat": {**chat, "title": MARK}, "from": person, "date": 1, **changed}
    }
    group = {"id": -100_123, "type": "supergroup", "title": MARK}
    yield {"message": {**base, "chat": group, "text": MARK}}
    yield {"inline_query": {"id": MARK, "from": person, "query": MARK, "offset": MARK}}
    yield {"of_no_kind": {"x": MARK}}
    yield {"message": MARK}
    yield {"message": {"chat": chat, "text": MARK}}
    yield {MARK: MARK}


async def conversations(driver: ScenarioDriver, reference: str) -> None:
    """The mark as the answer to every question, and as the argument of every command."""
    players = [driver[name] for name in ("sokha", "zhang", "bopha")]
    for line, roles in ((each.key, each.roles) for each in PERMISSIONS.values()):
        entitled = (each.phone for each in players if each.part.role in roles)
        phone = next(entitled, players[0].phone)  # no player is an auditor
        phone.say(f"/{line} {MARK}")
        phone.say(f"/{line} {reference}")
        phone.say(NUMBER)
        phone.say(MARK)  # where the service now asks for something
        await driver.settle()


async def notes_and_titles(driver: ScenarioDriver, reference: str) -> None:
    """What people may write freely is kept encrypted, and read by the other side."""
    sokha, li = driver["sokha"], driver["li"]
    await sokha.sends(f"/note {reference} add note {MARK}")
    await li.says(f"/note {reference} open 1")
    if not any(WORD in each.text for each in li.visible):
        raise Fault("the note was not read")
    await sokha.says("/difference open", f"On {MARK}")


async def meetings_and_plan(driver: ScenarioDriver) -> None:
    """A venue, an item of an agenda and a decision, which becomes an activity of the plan."""
    dara, zhang = driver["dara"], driver["zhang"]
    start = driver.sandbox.now() + timedelta(days=2)
    plan = MeetingProposal(
        kind=MeetingKind.DIFFERENCE,
        occasion=Occasion.IMPLEMENTATION,
        urgent=False,
        case=None,
        options=((start, f"Hall {MARK}"),),
        host=PartyCode("KH"),
    )
    async with driver.app.database.transaction() as tx:
        proposer = await tx.of(People).by_address(Address(dara.phone.user_id))
        if proposer is None:
            raise Fault("nobody proposes")
        meeting = await propose(tx, proposer, plan)
    await driver.settle()
    await zhang.sends(f"/accept {meeting.code} 1")
    await driver["sokha"].sends(f"/agenda {meeting.code} add item {MARK}")
    await driver.turn_to(start + timedelta(days=1))
    await dara.sends(f"/held {meeting.code} yes")
    await dara.sends(f"/decide {meeting.code} both 2026-06-30 decision {MARK}")
    if not dara.has_seen(f"decision {WORD}") or not zhang.has_seen(f"Hall {WORD}"):
        raise Fault("what was decided, and where, was not read")


async def pins(driver: ScenarioDriver) -> None:
    """A PIN that is set, asked for, mistaken and taken off."""
    sokha = driver["sokha"]
    await sokha.says("/pin new", PIN, WRONG_PIN, PIN, PIN)
    await driver["bopha"].says("/confirm 2 pin")
    await driver.turn(PIN_VALID_FOR)
    await sokha.says("/pin off", WRONG_PIN, PIN)
    if not sokha.has_seen(sokha.words("recorded-pin-off")):
        raise Fault("the PIN was not taken")
    await sokha.says(PIN)  # by itself, where nothing asks for it


def copy_open(url: str, folder: Path) -> None:
    """Copy the files as they lie while the service has them open, as a thief would."""
    files = folder
    if not is_sqlite(parse_database_url(url)):
        run(url, "CHECKPOINT")
        files = Path(url.partition("?host=")[2])
    shutil.copytree(files, folder / "open", ignore=shutil.ignore_patterns("open", ".s.PGSQL.*"))


async def faults(driver: ScenarioDriver) -> None:
    """A handler that fails until it is given up, with the mark in what it raises."""

    def broken(point: str) -> None:
        if point == "dispatch.before_commit":
            raise Fault(MARK)

    crash.CRASH.hook = broken
    driver["sokha"].phone.say(MARK)
    for _ in range(9):
        await driver.app.ingest.drain()
        await driver.app.dispatcher.drain()
        driver.sandbox.turn(timedelta(minutes=6))
    crash.CRASH.hook = None
    await driver.settle()


async def main(folder: Path, url: str) -> None:
    """Send everything, and print the page of metrics."""
    keys = folder.parent / "keys.json"
    save_keys(keys, new_keys((SERVICE, "KH", "CN"), at=SystemClock().now()))
    await asyncio.to_thread(upgrade, url)
    async with open_driver(database_url=url, keys_file=keys) as driver:
        await driver.gather("bopha", "sokha", "dara", "wang", "li", "zhang")
        for each in driver.players.values():
            each.pin = PIN
        reference = await log_verification(
            driver, "sokha", persons=3, children=1, letter="123/26 MoI"
        )
        stranger = driver.sandbox.user(first_name=MARK)
        stranger.say(f"/start {MARK}")
        stranger.say(MARK)
        for phone in (driver["sokha"].phone, stranger):
            for update in updates(phone):
                driver.sandbox.inject(update, lane=phone.user_id)
        await driver.settle()
        await notes_and_titles(driver, reference)
        await meetings_and_plan(driver)
        await conversations(driver, reference)
        await pins(driver)
        await faults(driver)
        await asyncio.to_thread(copy_open, url, folder)
        warnings.warn(MARK, stacklevel=1)
        key = str(Identity.generate().to_public())
        await asyncio.to_thread(
            make_backup, url, folder / "desk.backup", to=key, at=driver.sandbox.now()
        )
        sys.stdout.buffer.write(await driver.app.probes.page())


def send_all(folder: Path, kind: str, environment: dict[str, str]) -> None:
    """Do it in a process of its own, whose output and log are files beside the folder."""
    os.environ.update(environment)
    for stream, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder.parent / name, os.O_WRONLY | os.O_CREAT), stream)
    configure("DEBUG")
    if find_spec("opentelemetry"):  # its spans are looked through like the metrics
        from opentelemetry.sdk.trace import export  # noqa: PLC0415

        exporter = export.ConsoleSpanExporter(formatter=lambda span: span.to_json(indent=None))
        tracing.start(processor=export.SimpleSpanProcessor(exporter))
    hashes.COST = 4  # at the real one each PIN takes half a second
    if kind == "wal":
        urls.journal_of = lambda version: ("wal", "full")
    with running_postgres() if kind == "postgres" else nullcontext(fresh(folder)) as url:
        asyncio.run(main(folder, url))
