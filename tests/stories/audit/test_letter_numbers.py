"""The number of a letter is nowhere in the database in clear, whatever the letter is about."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.encrypted_columns import EncryptedColumns
from storage.engine.database_url import file_of, is_sqlite, parse_database_url
from storage.engine.schema import METADATA
from tests.fresh_databases import fresh
from tests.scenario import ScenarioDriver, at, log_verification, open_driver
from tests.stories.disclosures.disclosure_steps import consented
from tests.stories.meetings.test_agendas import agreed, take_place
from tests.stories.prepared_state import check_end
from tests.subtitles import subtitled

CONSENT = "/disclose cases unodc statistics status 2026-06-30 2026-03-01 {letter}"
NUMBER = re.compile(r"70[0-9]{2}/26")
HELD = {
    "requests": {1, 2, 3, 7, 10, 11, 19},
    "request_events": {1, 2, 4, 5, 6, 7, 9, 10, 12},
    "pending_acts": {8, 19},
    "legal_holds": {13},
    "disclosures": {14},
    "approvals": {14},
    "people": {15},
    "meetings": {16},
    "terminations": {17, 18},
}
"""The letters of the story, by the tables that hold their numbers."""


def letter(number: int) -> str:
    return f"70{number:02}/26"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, folder: Path) -> str:
    """A database of either kind."""
    if request.param == "sqlite":
        return fresh(folder)
    server: str = request.getfixturevalue("postgresql")
    return server


async def written(driver: ScenarioDriver) -> None:
    """A letter of each kind."""
    await driver.gather("bopha", "sokha", "dara", subtitled=True)
    sokha, dara = driver["sokha"], driver["dara"]
    await sokha.says("/record", "verification", "routine", "2", "0", letter(1))
    await sokha.says("20 February", "police", "27 February", "-")
    await sokha.sends()
    await driver.gather("wang", "li", "zhang", subtitled=True)
    wang, li, zhang = (driver[each] for each in ("wang", "li", "zhang"))
    reference = await log_verification(driver, "sokha", persons=2, children=0, letter=letter(4))
    await li.sends(f"/receive {reference} today")
    await sokha.sends(f"/correct {reference} letter {letter(7)}")
    await dara.sends(f"/hold {reference} on {letter(13)}")
    await zhang.sends(f"/refuse {reference} security {letter(9)}")
    await zhang.sends(f"/correct {reference} security {letter(10)}")
    reference = await log_verification(driver, "sokha", persons=2, children=0, letter=letter(3))
    await li.sends(f"/receive {reference} today")
    await li.sends(f"/ask {reference} birth")
    await sokha.sends(f"/supply {reference} {letter(5)}")
    await li.sends(f"/answer {reference} 1=c {letter(6)}")
    await li.sends(f"/answer {reference} 2=c {letter(2)}")
    reference = await log_verification(driver, "sokha", persons=1, children=0, letter=letter(11))
    await sokha.sends(f"/withdraw {reference} settled {letter(12)}")
    reference = await log_verification(driver, "sokha", persons=1, children=0, letter=letter(19))
    await li.sends(f"/receive {reference} today")
    await li.says(f"/refuse {reference} security {letter(8)}")
    await li.presses("Send for approval")
    await consented(dara, zhang, CONSENT.format(letter=letter(14)))
    await wang.sends(f"/appoint 2 2026-03-01 {letter(15)}")
    code = await agreed(driver, start=at(3, 5, 2))
    await take_place(driver, code, at(3, 5, 6))
    await dara.sends(f"/minutes {code} {letter(16)}")
    await dara.sends(f"/terminate CN 2026-03-02 {letter(17)}")
    await zhang.sends(f"/terminate withdraw 2026-03-03 {letter(18)}")


async def numbers(driver: ScenarioDriver) -> tuple[set[str], Mapping[str, set[int]]]:
    """What is in clear, and which letters each table holds once it is decrypted."""
    clear, held = set[str](), defaultdict[str, set[int]](set)
    database = driver.app.database
    async with database.transaction(decides=False) as tx:
        sql = tx._sql
        for table in METADATA.sorted_tables:
            encrypted = database.registry.find(EncryptedColumns, table.name)
            for row in await sql.rows(select(table)):
                clear |= {f"{table.name}: {each}" for each in NUMBER.findall(str(row))}
                if encrypted is not None:
                    opened = str(encrypted.decrypt(sql.cipher, row))
                    held[table.name] |= {int(each[2:4]) for each in NUMBER.findall(opened)}
    return clear, held


async def test_no_number_of_a_letter_is_in_clear(url: str) -> None:
    with subtitled({}):
        async with open_driver(database_url=url) as driver:
            await written(driver)
            clear, held = await numbers(driver)
            assert clear == set()
            assert {name: held[name] for name in HELD} == HELD
            await check_end(driver)
    place = parse_database_url(url)
    assert not (is_sqlite(place) and NUMBER.search(file_of(place).read_bytes().decode("latin-1")))
