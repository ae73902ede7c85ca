"""What the database and the sandbox say happened, in a form in which two runs can be compared.

References, drafts, codes and times differ from run to run; everything else must not.
"""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, create_engine, func, select
from sqlalchemy.pool import NullPool

from bot.i18n.catalog import Catalog
from bot.i18n.formatting import plain, without_isolates
from bot.settings import Settings
from liaison.core.cards import text
from sandbox import Sandbox
from storage.audit import AUDIT
from storage.core import CONVERSATIONS
from storage.crypto import FieldCipher, KeyFile
from storage.engine.database_url import is_sqlite, parse_database_url
from storage.engine.schema import UtcDateTime
from storage.meetings.rows import MEETING_EVENTS, MEETINGS
from storage.notifications.rows import NOTICE_RECIPIENTS, NOTICES
from storage.people.repository import PEOPLE
from storage.queues.inbox import INBOX
from storage.queues.outbox_rows import OUTBOX
from storage.queues.timers import TIMERS
from storage.requests.rows import EVENTS, REQUESTS
from tests.faults.campaign import CampaignFigures
from tests.registered import SEALED_COLUMNS

FACTS = (REQUESTS, EVENTS, MEETINGS, MEETING_EVENTS, PEOPLE, AUDIT, CONVERSATIONS)
NOTICE = "notice:"
"""How the keys and the slots of the messages of a notification begin; its code follows."""
TODAY = "today:"
"""How the keys of the Today messages begin: one for each minute in which counts change."""
SENDING = "sendmessage"

_DIGEST = re.compile(r"[0-9a-f]{64}")
"""Proves words by a salt, which differs in each run."""
_REFERENCE = re.compile(r"\b[A-Z]{1,2}\d{2}-[0-9A-Z]{5}\b", re.ASCII)
"""Of a request or of a meeting."""
_DRAFT = re.compile(r"\b[a-p]{6}\b", re.ASCII)
_HEAD = re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){15}\b")
"""Of the audit record, whose lines hold times."""
_CODE = re.compile(r"(?<!-)\b[0-9A-HJKMNP-TV-Z]{5}\b", re.ASCII)
_SINCE = re.compile(r'"at":"[^"]+"')
"""When a draft became a proposal."""
_SECONDS = re.compile(r"(?<=T\d\d:\d\d):[\d.]+")
"""Of the moment in a key: the story's clock goes on while it is told."""
_TIME = re.compile(r"\d\d:\d\d")
_DELIVERED = re.compile("\n(?:已于|បានជូនដំណឹង).*")
"""It depends on whether the messages have left when the card is made."""
_MORE = {AUDIT.c.subject.name: (_CODE,)}
"""Shapes of one column only: elsewhere five digits are mostly a number."""

Rows = list[dict[str, Any]]
Facts = dict[str, Rows]
Send = tuple[int | None, str]


class StateReader:
    """Reads a database without the repositories."""

    def __init__(self, url: str) -> None:
        place = parse_database_url(url)
        driver = "sqlite" if is_sqlite(place) else place.drivername
        self._engine = create_engine(place.set(drivername=driver), poolclass=NullPool)
        self._seals = FieldCipher(KeyFile(Settings().keys_file))

    def idle(self, now: datetime) -> bool:
        """Whether no update, message or timer is left to work on."""
        waiting = [
            select(func.count()).select_from(queue).where(queue.c.state == "waiting")
            for queue in (INBOX, OUTBOX)
        ]
        due = select(func.count()).select_from(TIMERS).where(TIMERS.c.at <= now)
        counted = select(*(each.scalar_subquery() for each in (*waiting, due)))
        with self._engine.connect() as connection:
            return not any(connection.execute(counted).one())

    def next_attempt(self, now: datetime) -> datetime | None:
        """When the next update or message that failed is tried again."""
        found = []
        with self._engine.connect() as connection:
            for queue in (INBOX, OUTBOX):
                soonest = select(func.min(queue.c.next_at)).where(
                    queue.c.state == "waiting", queue.c.next_at > now
                )
                found.append(connection.execute(soonest).scalar_one())
        return min((each for each in found if each is not None), default=None)

    def states(self) -> Counter[str]:
        """How many updates and messages there are in each state: ``inbox dead``, or, of those that
        were given up, ``outbox failed OP ERROR``.
        """
        found: Counter[str] = Counter()
        with self._engine.connect() as connection:
            for queue in (INBOX, OUTBOX):
                counted = select(queue.c.state, func.count()).group_by(queue.c.state)
                for state, count in connection.execute(counted):
                    found[f"{queue.name} {state}"] = count
            why = select(OUTBOX.c.op, OUTBOX.c.error).where(OUTBOX.c.state == "failed")
            found += Counter(f"outbox failed {op} {error}" for op, error in connection.execute(why))
        return found

    def keys(self) -> list[str]:
        """The keys of all messages with one that belong to no notification, in their order."""
        with self._engine.connect() as connection:
            found = connection.execute(
                select(OUTBOX.c.dedupe_key).where(OUTBOX.c.dedupe_key.is_not(None))
            )
            keys = [key for key in found.scalars() if not key.startswith((NOTICE, TODAY))]
            return sorted(_SECONDS.sub("", _REFERENCE.sub("<reference>", key)) for key in keys)

    def updates(self) -> set[int]:
        """The numbers of all updates in the inbox."""
        with self._engine.connect() as connection:
            return set(connection.execute(select(INBOX.c.update_id)).scalars())

    def facts(self) -> Facts:
        """The rows that people see or change, without what differs from run to run."""
        found: Facts = {}
        with self._engine.connect() as connection:
            for table in FACTS:
                rows = connection.execute(select(table).order_by(*table.primary_key))
                found[table.name] = [_opened(table, row, self._seals) for row in rows]
            found[NOTICES.name] = _notices(connection, self._seals)
        names: dict[str, str] = {}
        same = {table: [_same(row, names) for row in rows] for table, rows in found.items()}
        # What happened in different chats at one time is in no order.
        free = {table.name: sorted(same[table.name], key=repr) for table in (NOTICES, AUDIT)}
        return {**same, **free}


def _opened(table: Table, row: Row[Any], cipher: FieldCipher) -> dict[str, Any]:
    """The values of a row, opened, without those that differ from run to run."""
    kept = {each.name: row._mapping[each] for each in table.c if _compared(each)}
    for sealed in SEALED_COLUMNS:
        for name in sealed.columns if sealed.table is table else ():
            if kept[name] is not None:
                kept[name] = cipher.decrypt(kept[name], column=name, **sealed.at(row))
    if table is CONVERSATIONS:  # buttons may name random ids, and what others did meanwhile
        kept["data"] = json.loads(kept["data"])
        kept["data"].pop("shown", None)
        del kept["version"]
    return kept


def _notices(connection: Connection, cipher: FieldCipher) -> list[dict[str, Any]]:
    """Each notification with its recipients and the operations of its messages."""
    notices: dict[str, dict[str, Any]] = {}
    for row in connection.execute(select(NOTICES)):
        kept = _opened(NOTICES, row, cipher)
        late = round(row.late / 60)  # in minutes: the story's clock goes on while it is told
        its_key = _CODE.sub("<code>", row.notice_key)
        notices[row.code] = {**kept, "notice_key": its_key, "late": late}
    recipients: dict[str, list[Any]] = defaultdict(list)
    said: dict[str, list[Any]] = defaultdict(list)
    for copy in connection.execute(select(NOTICE_RECIPIENTS)):
        recipients[copy.notice].append((copy.person, copy.by_mail))
    for row in connection.execute(select(OUTBOX)):
        name = row.dedupe_key or row.message_slot or ""
        if name.startswith(NOTICE):
            code = name.split(":")[1]
            said[code].append((row.op, row.chat_id, row.person, row.dedupe_key is not None))
    return [
        {**notice, "copies": sorted(recipients[code]), "said": sorted(said[code])}
        for code, notice in notices.items()
    ]


def _compared(column: Column[Any]) -> bool:
    named = any(column is each for each in (AUDIT.c.seq, AUDIT.c.hash, NOTICES.c.code))
    return not named and not isinstance(column.type, UtcDateTime)


def _same(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A row with references, drafts and codes numbered in the order of their appearance."""
    return {
        column: _named(value, names, *_MORE.get(column, ())) if isinstance(value, str) else value
        for column, value in row.items()
    }


def _named(written: str, names: dict[str, str], *more: re.Pattern[str]) -> str:
    written = _SINCE.sub('"at":"<at>"', _DIGEST.sub("<digest>", written))
    for shape in more:  # in no order, as what happened in different chats at one time
        written = shape.sub("<code>", written)
    for shape in (_REFERENCE, _DRAFT):
        written = shape.sub(lambda f: names.setdefault(f[0], f"<{len(names)}>"), written)
    return written


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The messages that arrived: how often each, and how often marked as a repeat."""

    times: Counter[Send]
    marked: Counter[Send]

    def extra(self, undisturbed: "Sent") -> int:
        """How many copies there are beyond those of an undisturbed run."""
        return (self.times - undisturbed.times).total()

    def missing(self, undisturbed: "Sent") -> list[Send]:
        """What an undisturbed run sends and this one did not."""
        return list((undisturbed.times - self.times).elements())

    def unmarked(self) -> list[Send]:
        """What came again without the mark of a repeat."""
        return [each for each, times in self.times.items() if self.marked[each] < times - 1]

    def strange(self, undisturbed: "Sent") -> list[Send]:
        """What an undisturbed run does not send at all."""
        return [each for each in self.times if each not in undisturbed.times]


def unnumbered(facts: Facts) -> Facts:
    """Facts without the numbers of rows: PostgreSQL skips those of a rollback."""
    return {
        table: [{name: value for name, value in row.items() if name != "id"} for row in rows]
        for table, rows in facts.items()
    }


def _alike(words: str) -> str:
    """Words without codes of notifications, heads, times of day and how far an act has come."""
    return _DELIVERED.sub("", _TIME.sub("hh:mm", _CODE.sub("<code>", _HEAD.sub("<head>", words))))


def sent_by(sandbox: Sandbox, catalog: Catalog) -> Sent:
    """What reached the chats as new messages."""
    lines = [
        plain(without_isolates(catalog.text(text("repeat-line"), language))) + "\n\n"
        for language in ("en", "km", "zh")
    ]
    counts = tuple(
        plain(without_isolates(catalog.text(text(key, parts=()), language)))
        for key in ("today-none", "today-message")
        for language in ("en", "km", "zh")
    )
    times: Counter[Send] = Counter()
    marked: Counter[Send] = Counter()
    names: dict[str, str] = {}
    for call in sandbox.calls:
        if call.method != SENDING or call.code != 200:
            continue
        said = without_isolates(plain(call.values["text"]))
        line = next((line for line in lines if said.startswith(line)), "")
        if said.removeprefix(line).startswith(counts):
            continue  # a Today message, which is sent once a minute has passed
        # The order of two chats differs from run to run.
        send = (call.chat_id, _alike(_named(said.removeprefix(line), names)))
        times[send] += 1
        marked[send] += bool(line)
    return Sent(times=times, marked=marked)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a story came to. ``alerts`` are the keys of messages that are sent only once."""

    facts: Facts
    sent: Sent
    states: Counter[str]
    alerts: list[str]

    def steps(self) -> list[str]:
        """The steps that were taken with the request."""
        return [event["action"] for event in self.facts["request_events"]]


def outcome_of(state_reader: StateReader, sandbox: Sandbox, catalog: Catalog) -> Outcome:
    """What has come of a story so far."""
    return Outcome(
        facts=state_reader.facts(),
        sent=sent_by(sandbox, catalog),
        states=state_reader.states(),
        alerts=state_reader.keys(),
    )


def validator(figures: CampaignFigures, run: str, outcome: Outcome, calm: Outcome) -> None:
    """Compare a disturbed story with the undisturbed one: only marked messages are doubled."""
    figures.runs += 1
    missing = outcome.sent.missing(calm.sent)
    figures.lost += len(missing)
    figures.extra += outcome.sent.extra(calm.sent)
    found, wanted = unnumbered(outcome.facts), unnumbered(calm.facts)
    figures.doubled += found != wanted
    figures.expect(not missing, f"{run}: lost {missing}")
    figures.expect(not outcome.sent.strange(calm.sent), f"{run}: {outcome.sent.strange(calm.sent)}")
    for table, rows in wanted.items():
        strange = [row for row in found[table] if row not in rows]
        absent = [row for row in rows if row not in found[table]]
        figures.expect(found[table] == rows, f"{run}: {table}: {strange} not {absent}")
    same = outcome.states["inbox done"] == calm.states["inbox done"]
    figures.expect(same and not unfinished(outcome.states), f"{run}: {outcome.states}")
    figures.expect(not outcome.sent.unmarked(), f"{run}: unmarked {outcome.sent.unmarked()}")
    figures.expect(outcome.alerts == calm.alerts, f"{run}: {outcome.alerts}")


def unfinished(states: Counter[str]) -> list[str]:
    """The states in which no update and no message may be at the end."""
    return [state for state in states if state.split()[1] in {"waiting", "dead", "failed"}]


def expect_all_done(figures: CampaignFigures, states: Counter[str]) -> None:
    figures.expect(not unfinished(states), f"left: {states}")


LATE = ("telegram-unusable", "TimeoutError")
"""Of a call or an update that a busy machine makes too late: it is tried again, and what counts is
the outcome.
"""


def errors_in(folder: Path, *expected: str) -> list[str]:
    """The errors in the logs of a folder, without those of the expected events and subjects."""
    found = [
        line
        for log in sorted(folder.glob("*.log"))
        for line in log.read_text(encoding="utf-8").splitlines()
        if not line.startswith("{") or json.loads(line)["level"] in {"error", "critical"}
    ]
    return [line for line in found if not line.startswith("{") or not {*expected} & _words(line)]


def _words(line: str) -> set[str]:
    """What an entry of a log says of an error: its values, and the kind of an exception alone."""
    entry = json.loads(line)
    return {str(each) for each in entry.values()} | {entry.get("error", "").partition(" ")[0]}
