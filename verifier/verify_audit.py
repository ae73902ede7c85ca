"""Verify an exported audit record with Python 3.9 or newer alone, and nothing of the service.

    python3 verify_audit.py EXPORT [HEAD]

EXPORT is what `liaison audit export` wrote: on each line one JSON object. The hash of a line is
SHA-256 over the hash of the line before (64 zeros for the first) and the JSON array of its other
values, in ASCII and without spaces. HEAD is one that was kept from a daily digest, NUMBER:HASH,
with or without spaces in it. The last line is a signature, which `liaison witness` verifies. It
prints the head and ends with 0; or the first line that does not fit, and ends with 1; or what it
cannot use, and ends with 2.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

NAMES = ["seq", "at", "party", "role", "person", "action", "subject", "facts", "hash"]
START = "0" * 64


class Broken(Exception):
    """The record was changed."""


def parse_head(typed: str) -> tuple[int, str]:
    """Parse the number and the hash of a typed head."""
    found = re.fullmatch(r"([0-9]{1,18}):([0-9a-f]{64})", "".join(typed.split()).lower())
    if not found or (int(found[1]) == 0 and found[2] != START):
        raise ValueError("Give the audit code as the daily summary shows it: 128:0f3a and so on.")
    return int(found[1]), found[2]


def values_of(written: str, seq: int) -> list[Any]:
    """The values of a line, its hash last. Raises `Broken` if the line is invalid."""
    try:
        pairs = json.loads(written, object_pairs_hook=list)
        if [name for name, _ in pairs] == NAMES:
            return [value for _, value in pairs]
    except (TypeError, ValueError, RecursionError):
        pass
    raise Broken(f"Line {seq} of the audit record cannot be read.")


def verify(lines: Iterable[str], held: tuple[int, str] | None) -> tuple[int, str]:
    """Return the head of a record. Raises `Broken` at the first invalid line."""
    head = (0, START)
    for seq, written in enumerate(lines, 1):
        if written.startswith('{"signed"'):  # the statement at the end
            continue
        *values, found = values_of(written, seq)
        if type(values[0]) is not int or values[0] != seq:
            place = f"line {values[0]!a} is in its place."
            raise Broken(f"Line {seq} of the audit record is missing or was moved: {place}")
        said = json.dumps(values, separators=(",", ":"))
        if found != sha256((head[1] + said).encode("ascii")).hexdigest():
            why = "its content or its hash was changed."
            raise Broken(f"Line {seq} of the audit record is wrong: {why}")
        head = (seq, found)
        if held and held[0] == seq and held != head:
            why = "the record was rewritten."
            raise Broken(
                f"Line {seq} of the audit record does not match the audit code that you kept: {why}"
            )
    if held and held[0] > head[0]:
        kept = f"the audit code that you kept is that of line {held[0]}"
        raise Broken(f"The audit record ends with line {head[0]}, but {kept}: the end was removed.")
    return head


def main(arguments: list[str]) -> int:
    """Run the command line and return the exit code."""
    if not arguments or arguments[0].startswith("-"):
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        held = parse_head("".join(arguments[1:])) if arguments[1:] else None
        with Path(arguments[0]).open(encoding="utf-8", errors="replace") as lines:
            seq, found = verify(lines, held)
    except Broken as broken:
        sys.stdout.write(f"{broken}\n")
        return 1
    except OSError:
        sys.stderr.write(f"{arguments[0]} cannot be read.\n")
        return 2
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"The audit record is unchanged. Audit code: {seq}:{found}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
