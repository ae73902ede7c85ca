"""The record proves what was said, and not only that something was."""

import json
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from bot.demo.cast import Cast
from bot.demo.story import log_verification
from liaison.domain.audits import BrokenRecord
from storage.audit import FIRST
from storage.sealing import Unsealed
from tests.stories.company import BOTH_PARTIES, Company, gathered, prove, reference_of
from tests.stories.test_agendas import agreed, at, put

pytestmark = pytest.mark.stories

WORDS = "exchange of statistics"
VENUE = "Hall of the Ministry"
CHANGES = {
    "due date": "UPDATE requests SET due_on = '2026-05-14'",
    "day of receipt": "UPDATE requests SET received_on = '2026-02-01', due_on = '2026-03-03'",
    "persons": "UPDATE requests SET persons = 9",
    "letter": "UPDATE requests SET letter_reference = '999/26'",
    "history": "UPDATE request_events SET facts = '{}' WHERE version = 2",
    "hour of a meeting": "UPDATE meetings SET slot_start = '2026-03-05 03:00:00.000000'",
    "history of a meeting": "UPDATE meeting_events SET action = 'back' WHERE version = 2",
    "words of an item": "UPDATE agenda_items SET title = (SELECT titles FROM activities)",
    "state of an item": "UPDATE agenda_items SET case_reference = (SELECT reference FROM requests)",
    "last day of an activity": "UPDATE activities SET last_on = '2026-12-31'",
    "proposal": "UPDATE two_keys SET value_after = '2026-06-30'",
    "salt": "DELETE FROM salts WHERE matter LIKE 'request%'",
    "case taken out": "DELETE FROM request_events WHERE version = 2",
    "proposal taken out": "DELETE FROM two_keys",
    "proposal put in": (
        "INSERT INTO two_keys SELECT 'K26-00000', kind, 'KH26-00000', value_before, value_after,"
        " reason, party, made_by, made_at, expires_at, state, version, ended_at, ended_by"
        " FROM two_keys"
    ),
}


@pytest.fixture(scope="module")
def company() -> Company:
    """All of it has happened, once for all stories."""

    async def happens(cast: Cast) -> None:
        await log_verification(cast, "sokha", persons=3, children=1, letter="123/26 MoI")
        await happened(cast)

    return gathered(*BOTH_PARTIES, logs=happens)


async def happened(desk: Cast) -> None:
    """A step of everything that is proven."""
    li, dara, sokha = desk["li"], desk["dara"], desk["sokha"]
    reference = reference_of(desk)
    await li.says(f"/receive {reference} today")
    await dara.says(f"/extend {reference} 2026-04-20 court")
    code = await agreed(desk, start=at(3, 5, 2))
    await put(sokha, code, WORDS)
    await desk.turn_to(at(3, 6, 2))
    await dara.says(f"/decide {code} both 2026-06-30 {WORDS}")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_what_is_changed_past_the_desk_is_found(
    company: Company, folder: Path, change: str
) -> None:
    async with company.open(folder, digests=False) as desk:
        await prove(desk.app.database)
        with closing(connect(folder / "liaison.db")) as host, host:
            host.execute("PRAGMA foreign_keys = off")
            assert host.execute(change).rowcount > 0
        with pytest.raises((BrokenRecord, Unsealed)):
            await prove(desk.app.database)


async def test_both_parties_read_in_the_record_what_was_stated(desk: Cast) -> None:
    async with desk.app.database.transaction() as tx:
        lines = await tx.audit_lines(FIRST, 10_000)
    said = {line.action: json.loads(line.facts) for line in lines}
    assert said["request.log"]["persons"] == 3
    assert said["request.log"]["letter"] == "123/26 MoI"
    assert said["request.receive"]["due_on"] == "2026-04-01"
    assert said["two_key.propose"]["after"] == "2026-04-20"
    assert said["meeting.accept"]["start"] == "2026-03-05T02:00:00+00:00"
    assert said["activity.decide"]["last_on"] == "2026-06-30"
    assert WORDS not in str(said)


async def test_what_one_party_does_by_itself_and_the_venues_are_proven_and_not_told(
    desk: Cast,
) -> None:
    async with desk.app.database.transaction() as tx:
        [logged] = [
            each for each in await tx.audit_lines(FIRST, 99) if each.action == "request.log"
        ]
    await desk["li"].says(f"/refuse {logged.subject} security 8/26")
    await agreed(desk, start=at(4, 7, 2), venue=VENUE)
    async with desk.app.database.transaction() as tx:
        lines = await tx.audit_lines(FIRST, 10_000)
    [drafted] = [json.loads(each.facts) for each in lines if each.action == "request.draft_refusal"]
    assert drafted.keys() == {"version", "row", "event"}
    assert VENUE not in str(lines)
    await prove(desk.app.database)
