"""The audit record as a chain: what is valid, and where it breaks."""

import json
from datetime import timedelta, timezone
from hashlib import sha256
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.audit_chain import (
    START,
    AuditEntry,
    BrokenRecord,
    ChainHead,
    check_end,
    dump_entry,
    hash_of,
    parse_head,
    verify_chain,
    written_moment,
)
from liaison.core.cards import Text, text
from liaison.core.errors import UserError
from tests.unit.audit.tampering import MORNING, TAMPERINGS, chained, head_of, record

RECORD = record(40)
HEAD = head_of(RECORD)


def fault_of(entries: list[AuditEntry], held: ChainHead | None = None) -> Text | None:
    """The fault of a record; None if it is valid."""
    try:
        check_end(verify_chain(entries, expected=held), held)
    except BrokenRecord as broken:
        return broken.text()
    return None


def test_the_hash_covers_the_previous_hash_and_the_whole_entry() -> None:
    first, second = RECORD[:2]
    said = (
        '[2,"2026-03-15T03:30:01.000000+00:00","KH","focal_person",1,'
        '"request.receive","KH26-7F3K1","{\\"n\\":1,\\"of\\":\\"\\u7b54\\u590d\\"}"]'
    )
    assert second.hash == sha256((first.hash + said).encode()).hexdigest()
    assert first.hash == hash_of(first, "0" * 64)


def test_an_unchanged_record_is_valid_and_gives_its_head() -> None:
    assert verify_chain(RECORD) == HEAD == ChainHead(40, RECORD[-1].hash)
    assert verify_chain([]) == START
    assert fault_of(RECORD, HEAD) is None


def test_it_may_be_followed_in_parts() -> None:
    assert verify_chain(RECORD[25:], after=verify_chain(RECORD[:25])) == HEAD


def test_a_record_that_grew_agrees_with_every_head_that_it_had() -> None:
    for length in range(len(RECORD) + 1):
        assert fault_of(RECORD, verify_chain(RECORD[:length])) is None


def changed(place: int, **values: Any) -> list[AuditEntry]:
    return [*RECORD[:place], RECORD[place]._replace(**values), *RECORD[place + 1 :]]


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        (RECORD[1:], text("setup-audit-number", seq="1", found="2")),
        (RECORD[:6] + RECORD[7:], text("setup-audit-number", seq="7", found="8")),
        (RECORD[:3] + RECORD[2:], text("setup-audit-number", seq="4", found="3")),
        (changed(4, action="read"), text("setup-audit-hash", seq="5")),
        ([RECORD[0]._replace(seq=0), *RECORD], text("setup-audit-number", seq="1", found="0")),
        (chained(changed(9, subject="CN26-AAAAA")), text("setup-audit-held", seq="40")),
        (RECORD[:30], text("setup-audit-cut", seq="30", held="40")),
        ([], text("setup-audit-cut", seq="0", held="40")),
    ],
)
def test_the_first_entry_that_does_not_fit_is_named(entries: list[AuditEntry], fault: Text) -> None:
    assert fault_of(entries, HEAD) == fault


def test_without_a_kept_audit_code_a_cut_and_a_new_chain_are_not_found() -> None:
    assert fault_of(RECORD[:30]) is None
    assert fault_of(chained(RECORD[5:])) is None


def test_a_kept_audit_code_does_not_prove_later_entries() -> None:
    held = verify_chain(RECORD[:20])
    assert fault_of(chained([*RECORD[:20], *RECORD[25:]]), held) is None


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_any_tampering_is_found_with_a_kept_audit_code(kind: str) -> None:
    chance = Random(f"{kind}")
    for _ in range(200):
        entries = TAMPERINGS[kind](RECORD, chance)
        assert entries != RECORD
        assert fault_of(entries, HEAD) is not None


def test_a_value_of_another_type_breaks_the_entry() -> None:
    for value in (b"1", 1.0, "1", True, float("nan")):
        entry = RECORD[1]._replace(person=value)  # type: ignore[arg-type]
        entries = [RECORD[0], entry, *RECORD[2:]]
        assert fault_of(entries) == text("setup-audit-hash", seq="2"), value


def test_a_moment_is_written_in_utc_to_the_microsecond() -> None:
    local = MORNING.astimezone(timezone(timedelta(hours=7)))
    assert written_moment(local) == written_moment(MORNING) == "2026-03-15T03:30:00.000000+00:00"


def test_an_export_has_an_entry_in_one_object() -> None:
    entry = RECORD[1]
    written = dump_entry(entry)
    assert "\n" not in written
    assert written.isascii()
    assert json.loads(written) == entry._asdict()


def test_a_head_is_shown_in_groups_and_typed_as_it_is_shown() -> None:
    head = ChainHead(1234, "0123456789abcdef" * 4)
    assert head.written == f"1234:{'0123456789abcdef' * 4}"
    assert head.grouped.startswith("1234:0123 4567 89ab cdef 0123 ")
    for typed in (head.written, head.grouped, f"  {head.grouped.upper()}\n"):
        assert parse_head(typed) == head
    assert parse_head(START.written) == START


@given(st.integers(1, 10**18 - 1), st.integers(0, 2**256 - 1))
def test_every_head_is_read_as_it_was_written(seq: int, number: int) -> None:
    head = ChainHead(seq, f"{number:064x}")
    assert parse_head(head.written) == parse_head(head.grouped) == head


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12",
        "12:",
        f":{'a' * 64}",
        f"-1:{'a' * 64}",
        f"12:{'a' * 63}",
        f"12:{'g' * 64}",
        f"0:{'a' * 64}",
        f"1{'0' * 18}:{'a' * 64}",
        f"១:{'a' * 64}",
    ],
)
def test_what_is_no_head_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="setup-audit-code-wrong"):
        parse_head(typed)
