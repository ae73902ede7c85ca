"""What somebody who can write the database might do to the audit record."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from liaison.core.audit_chain import START, Head, Line, hash_of, written_moment

MORNING = datetime(2026, 3, 15, 3, 30, tzinfo=UTC)
ACTIONS = ("request.send", "request.receive", "request.answer", "alert-dead", "note.read")
PEOPLE: tuple[Mapping[str, Any], ...] = (
    {"party": None, "role": None, "person": None},
    {"party": "KH", "role": "focal_person", "person": 1},
    {"party": "CN", "role": "coordinator", "person": 2},
)


def chained(lines: Iterable[Line]) -> list[Line]:
    """The lines in this order, numbered and chained anew."""
    written: list[Line] = []
    head = START
    for each in lines:
        line = each._replace(seq=head.seq + 1)
        head = Head(line.seq, hash_of(line, head.hash))
        written.append(line._replace(hash=head.hash))
    return written


def record(length: int) -> list[Line]:
    """A record as the desk writes one."""
    return chained(_line(number) for number in range(length))


def head_of(lines: list[Line]) -> Head:
    return Head(lines[-1].seq, lines[-1].hash)


def _line(number: int) -> Line:
    return Line(
        seq=0,
        at=written_moment(MORNING + timedelta(seconds=number)),
        action=ACTIONS[number % len(ACTIONS)],
        subject=f"KH26-7F3K{number % 10}",
        facts=f'{{"n":{number},"of":"答复"}}',
        hash="",
        **PEOPLE[number % len(PEOPLE)],
    )


def _edited(line: Line, chance: Random) -> Line:
    """The line with one thing in it changed into another that the tables allow."""
    later = datetime.fromisoformat(line.at) + timedelta(microseconds=chance.randint(1, 10**9))
    changes: tuple[Mapping[str, Any], ...] = (
        {"at": written_moment(later)},
        {"action": f"{line.action}.not"},
        {"subject": f"{line.subject[:-1]}Z"},
        {"facts": line.facts.replace(":", ": ", 1)},
        {"facts": line.facts.replace("}", ',"x":1}')},
        {"hash": f"{chance.getrandbits(256):064x}"},
        chance.choice([each for each in PEOPLE if each["person"] != line.person]),
    )
    return line._replace(**chance.choice(changes))


def _edit(lines: list[Line], chance: Random) -> list[Line]:
    at = chance.randrange(len(lines))
    return [*lines[:at], _edited(lines[at], chance), *lines[at + 1 :]]


def _delete(lines: list[Line], chance: Random) -> list[Line]:
    """Take a line out; in half of the cases the others close up."""
    at = chance.randrange(len(lines) - 1)
    left = [*lines[:at], *lines[at + 1 :]]
    return chance.choice([left, _renumbered(left)])


def _insert(lines: list[Line], chance: Random) -> list[Line]:
    """Put in a line, either a copy or a new one, anywhere before the end."""
    at = chance.randrange(len(lines))
    put = _edited(chance.choice(lines), chance)
    return _renumbered([*lines[:at], put, *lines[at:]])


def _reorder(lines: list[Line], chance: Random) -> list[Line]:
    """Let two lines change places."""
    one, other = chance.sample(range(len(lines)), 2)
    moved = list(lines)
    moved[one], moved[other] = lines[other], lines[one]
    return _renumbered(moved)


def _cut(lines: list[Line], chance: Random) -> list[Line]:
    """Cut the tail off, in half of the cases to let another grow that is as long."""
    at = chance.randrange(len(lines))
    grown = chained([*lines[:at], *(_edited(each, chance) for each in lines[at:])])
    return lines[:at] if chance.random() < 0.5 or grown == lines else grown


def _rechain(lines: list[Line], chance: Random) -> list[Line]:
    """Do any of the above, and then chain all anew so that nothing shows in the record itself."""
    changed = lines
    while chained(changed) == lines:
        changed = chance.choice([_edit, _delete, _insert, _reorder])(lines, chance)
    return chained(changed)


def _renumbered(lines: list[Line]) -> list[Line]:
    return [line._replace(seq=number) for number, line in enumerate(lines, 1)]


TAMPERINGS: Mapping[str, Callable[[list[Line], Random], list[Line]]] = {
    "edit": _edit,
    "delete": _delete,
    "insert": _insert,
    "reorder": _reorder,
    "cut": _cut,
    "rechain": _rechain,
}
"""Ways to tamper with a record. Each gives another record than it was given."""
