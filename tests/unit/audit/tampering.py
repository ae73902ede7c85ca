"""Ways to tamper with the audit record for a person who can write the database."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from liaison.core.audit_chain import START, AuditEntry, ChainHead, hash_of, written_moment

MORNING = datetime(2026, 3, 15, 3, 30, tzinfo=UTC)
ACTIONS = ("request.send", "request.receive", "request.answer", "alert-dead", "note.read")
PEOPLE: tuple[Mapping[str, Any], ...] = (
    {"party": None, "role": None, "person": None},
    {"party": "KH", "role": "focal_person", "person": 1},
    {"party": "CN", "role": "coordinator", "person": 2},
)


def chained(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """The entries in this order, numbered and chained again."""
    written: list[AuditEntry] = []
    head = START
    for each in entries:
        entry = each._replace(seq=head.seq + 1)
        head = ChainHead(entry.seq, hash_of(entry, head.hash))
        written.append(entry._replace(hash=head.hash))
    return written


def record(length: int) -> list[AuditEntry]:
    """A record as the service writes one."""
    return chained(_line(number) for number in range(length))


def head_of(entries: list[AuditEntry]) -> ChainHead:
    return ChainHead(entries[-1].seq, entries[-1].hash)


def _line(number: int) -> AuditEntry:
    return AuditEntry(
        seq=0,
        at=written_moment(MORNING + timedelta(seconds=number)),
        action=ACTIONS[number % len(ACTIONS)],
        subject=f"KH26-7F3K{number % 10}",
        facts=f'{{"n":{number},"of":"答复"}}',
        hash="",
        **PEOPLE[number % len(PEOPLE)],
    )


def _edited(entry: AuditEntry, chance: Random) -> AuditEntry:
    """The line with one thing in it changed into another that the tables allow."""
    later = datetime.fromisoformat(entry.at) + timedelta(microseconds=chance.randint(1, 10**9))
    changes: tuple[Mapping[str, Any], ...] = (
        {"at": written_moment(later)},
        {"action": f"{entry.action}.not"},
        {"subject": f"{entry.subject[:-1]}Z"},
        {"facts": entry.facts.replace(":", ": ", 1)},
        {"facts": entry.facts.replace("}", ',"x":1}')},
        {"hash": f"{chance.getrandbits(256):064x}"},
        chance.choice([each for each in PEOPLE if each["person"] != entry.person]),
    )
    return entry._replace(**chance.choice(changes))


def _edit(entries: list[AuditEntry], chance: Random) -> list[AuditEntry]:
    at = chance.randrange(len(entries))
    return [*entries[:at], _edited(entries[at], chance), *entries[at + 1 :]]


def _delete(entries: list[AuditEntry], chance: Random) -> list[AuditEntry]:
    """Take a line out; in half of the requests the others close up."""
    at = chance.randrange(len(entries) - 1)
    left = [*entries[:at], *entries[at + 1 :]]
    return chance.choice([left, _renumbered(left)])


def _insert(entries: list[AuditEntry], chance: Random) -> list[AuditEntry]:
    """Put in a line, either a copy or a new one, anywhere before the end."""
    at = chance.randrange(len(entries))
    put = _edited(chance.choice(entries), chance)
    return _renumbered([*entries[:at], put, *entries[at:]])


def _reorder(entries: list[AuditEntry], chance: Random) -> list[AuditEntry]:
    """Let two lines change places."""
    one, other = chance.sample(range(len(entries)), 2)
    moved = list(entries)
    moved[one], moved[other] = entries[other], entries[one]
    return _renumbered(moved)


def _cut(entries: list[AuditEntry], chance: Random) -> list[AuditEntry]:
    """Cut the tail off, in half of the requests to let another grow that is as long."""
    at = chance.randrange(len(entries))
    grown = chained([*entries[:at], *(_edited(each, chance) for each in entries[at:])])
    return entries[:at] if chance.random() < 0.5 or grown == entries else grown


def _rechain(entries: list[AuditEntry], chance: Random) -> list[AuditEntry]:
    """Do any of the above, and chain all again so that the record itself is valid."""
    changed = entries
    while chained(changed) == entries:
        changed = chance.choice([_edit, _delete, _insert, _reorder])(entries, chance)
    return chained(changed)


def _renumbered(entries: list[AuditEntry]) -> list[AuditEntry]:
    return [entry._replace(seq=number) for number, entry in enumerate(entries, 1)]


TAMPERINGS: Mapping[str, Callable[[list[AuditEntry], Random], list[AuditEntry]]] = {
    "edit": _edit,
    "delete": _delete,
    "insert": _insert,
    "reorder": _reorder,
    "cut": _cut,
    "rechain": _rechain,
}
"""Ways to tamper with a record. Each gives another record than it was given."""
