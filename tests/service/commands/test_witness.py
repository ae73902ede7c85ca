"""`liaison witness`: a copy of the audit record outside the service, and what it notices."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import SystemClock
from bot.commands.cli_output import english
from bot.database import database_of
from bot.profile.agreement_file import default_agreement
from bot.settings import load_settings
from bot.witness.copied_record import COPY, Witness
from bot.witness.published_record import RECORD as PATH
from bot.witness.published_record import PublishedRecord
from bot.witness.statements import Statement, parse_public_key, public_key, sign
from liaison.core.audit_chain import AuditEntry, ChainHead, dump_entry
from liaison.core.cards import Text
from storage.crypto import SERVICE, KeyFile, KeyRing, new_keys
from tests.conftest import SEED
from tests.fresh_databases import fresh
from tests.service.commands.command_line import refused, told
from tests.service.commands.test_audit import put
from tests.unit.audit.tampering import TAMPERINGS, head_of, record

NOW = datetime(2026, 3, 15, 4, 0, tzinfo=UTC)
ALL = record(30)
TOKEN = "t" * 32


@pytest.fixture
def database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of a service, whose record has 20 lines."""
    monkeypatch.setenv("LIAISON_DATABASE_URL", fresh(folder))
    monkeypatch.setenv("LIAISON_WITNESS_TOKEN", TOKEN)
    put(folder / "liaison.db", ALL[:20])
    return folder / "liaison.db"


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing(new_keys([SERVICE], at=NOW))


@pytest.fixture
def witness(tmp_path: Path, ring: KeyRing) -> Witness:
    return Witness(tmp_path / "copy", parse_public_key(public_key(ring)))


def given(
    witness: Witness,
    entries: Sequence[AuditEntry],
    ring: KeyRing,
    *,
    after: timedelta = timedelta(),
    head: ChainHead | None = None,
    overdue: timedelta = timedelta(),
) -> list[str]:
    """What a witness says of a record that the service has signed so long after the first."""
    signed = Statement(head=head or head_of([*entries]), at=NOW + after, overdue=overdue)
    file = witness.folder.with_name("given.jsonl")
    file.write_text("".join(f"{dump_entry(each)}\n" for each in entries) + sign(signed, ring))
    done, alerts = witness.follow(str(file), token="", now=NOW + after)
    return [english(each) for each in (*done, *alerts)]


def copied(witness: Witness) -> list[str]:
    return (witness.folder / COPY).read_text().splitlines()


def test_a_witness_keeps_the_record_and_adds_later_entries(database: Path, tmp_path: Path) -> None:
    key, copy = told("keys", "public").strip(), tmp_path / "copy"
    for entries, new in ((ALL[:20], 20), (ALL[:20], 0), (ALL, 10)):
        put(database, entries)
        exported = tmp_path / f"{new}.jsonl"
        told("audit", "export", str(exported))
        said = told("witness", str(exported), str(copy), "--key", key)
        head = head_of([*entries]).written
        assert said == f"The record continues the copy. New lines: {new}. Audit code: {head}\n"
    assert (copy / COPY).read_text() == "".join(f"{dump_entry(each)}\n" for each in ALL)
    assert (copy / COPY).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_a_rewritten_record_is_a_fork_that_is_kept(
    witness: Witness, ring: KeyRing, kind: str
) -> None:
    given(witness, ALL, ring)
    before = copied(witness)
    tampered = TAMPERINGS[kind](ALL, Random(SEED))
    [alert] = given(witness, tampered, ring, after=timedelta(hours=1))
    assert alert.startswith("ALERT: the record was rewritten.")
    [kept] = witness.folder.glob("fork-*")
    assert len(kept.read_text().splitlines()) == len(tampered) + 1
    assert copied(witness) == before


def test_what_the_service_has_not_signed_is_refused(witness: Witness, ring: KeyRing) -> None:
    other = KeyRing(new_keys([SERVICE], at=NOW))
    assert "not signed with this key" in given(witness, ALL, other)[0]
    assert copied(witness) == []
    file = witness.folder.with_name("given.jsonl")
    for forged in (
        "",
        "{}",
        "[]",
        json.dumps({"signed": "[]", "signature": "AAAA"}),
        "\x00",
        '{"signed": 5, "signature": ""}',
        "\N{LATIN SMALL LETTER E WITH ACUTE}",
    ):
        file.write_text(forged)
        _, [alert] = witness.follow(str(file), token="", now=NOW)
        assert "not signed with this key" in english(alert)
    [said] = given(witness, ALL, ring, head=head_of(ALL[:29]))
    assert "Its end is not what the service has signed" in said
    assert copied(witness) == []


def test_an_old_statement_given_again_is_noticed(witness: Witness, ring: KeyRing) -> None:
    given(witness, ALL, ring)
    [alert] = given(witness, ALL[:20], ring, after=-timedelta(minutes=1))
    assert alert.startswith("ALERT: what came is older than what came last.")


def test_silence_overdue_timers_and_a_wrong_clock_are_alerts(
    witness: Witness, ring: KeyRing
) -> None:
    assert len(given(witness, ALL, ring)) == 1
    missing, day = str(witness.folder / "missing"), timedelta(days=1)
    with pytest.raises(Exception, match="setup-unreadable"):
        witness.follow(missing, token="", now=NOW)
    closed = "http://127.0.0.1:9/record"
    _, [unreachable] = witness.follow(closed, token="", now=NOW + day)
    assert unreachable.key == "setup-witness-unreachable"
    _, [_, silent] = witness.follow(closed, token="", now=NOW + day + timedelta(seconds=1))
    assert "has signed nothing since 2026-03-15 04:00 UTC" in english(silent)
    said = given(witness, ALL, ring, overdue=timedelta(hours=3, minutes=1))
    assert said[1:] == [
        "ALERT: a timer of the service is overdue by 3 h, so reminders may be missing."
    ]


def test_a_damaged_copy_is_named_and_a_line_cut_by_a_kill_is_written_again(
    witness: Witness, ring: KeyRing
) -> None:
    given(witness, ALL[:20], ring)
    whole = (witness.folder / COPY).read_text()
    (witness.folder / COPY).write_text(whole + dump_entry(ALL[20])[:30])
    assert "New lines: 10" in given(witness, ALL, ring, after=timedelta(minutes=1))[0]
    for damaged in ("local", "\N{LATIN SMALL LETTER E WITH ACUTE}"):
        (witness.folder / COPY).write_text(whole.replace("focal", damaged, 1))
        said = given(witness, ALL, ring, after=timedelta(hours=1))
        assert "was changed or is damaged" in said[0]


def test_wrong_arguments_are_one_line(tmp_path: Path, ring: KeyRing) -> None:
    assert "not the public key" in refused("witness", "x", str(tmp_path), "--key", "AAAA")
    key = public_key(ring)
    refused("witness", str(tmp_path / "none"), str(tmp_path), "--key", key)
    assert "not encrypted" in refused(
        "witness", "http://example.org/record", str(tmp_path), "--key", key
    )


async def test_the_record_is_fetched_with_the_token_and_only_what_is_new(
    database: Path, tmp_path: Path
) -> None:
    settings = load_settings()
    service = database_of(settings, agreement=default_agreement(), clock=SystemClock())
    await service.open()
    keys = KeyFile(settings.keys_file)
    app = web.Application()
    app.router.add_get(PATH, PublishedRecord(service, keys, TOKEN).answer)
    fetched = Witness(tmp_path / "copy", parse_public_key(public_key(keys)))

    async def follows(token: str) -> tuple[list[Text], list[Text]]:
        now = SystemClock().now()
        return await asyncio.to_thread(fetched.follow, url, token=token, now=now)

    async with TestServer(app) as server:
        url = str(server.make_url(PATH))
        for entries, new in ((ALL[:20], 20), (ALL, 10), (ALL, 0)):
            put(database, entries)
            [done], alerts = await follows(TOKEN)
            assert (done.values["count"], alerts) == (new, [])
        for wrong in ("", "x"):
            _, [refusal] = await follows(wrong)
            assert refusal.values["code"] == "http 401"
        put(database, ALL[:25])
        _, [alert] = await follows(TOKEN)
        assert alert.key == "setup-witness-fork"
    await service.close()
