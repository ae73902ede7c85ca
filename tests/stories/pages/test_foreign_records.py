"""What a Party keeps to itself cannot be acted on by the other through the page."""

from pathlib import Path

import pytest
from sqlalchemy import select

from liaison.core.agreement import PartyCode
from storage.migrations.tables import METADATA
from tests.scenario import ScenarioDriver
from tests.service.web.visitor import Visitor
from tests.stories.pages.doors import opened, rows_of, served
from tests.stories.pages.test_doors import codes_of
from tests.stories.prepared_state import PreparedState

KH, CN = PartyCode("KH"), PartyCode("CN")
SHARED = frozenset({"approvals"})
"""The tables whose records name the Party that made them, and are shown to both."""
COMMANDS = (
    "ack", "activity", "approval", "approve", "change", "disclosures", "draft", "export", "fill",
    "inbox", "invites", "meeting", "more 1 inbox", "note", "page", "people", "request", "send",
    "take", "takeback",
)  # fmt: skip
"""Those that take the code of a record that is not a request or a meeting, or look for any."""


def is_code(key: object) -> bool:
    return isinstance(key, str) and len(key) < 10


async def own_codes(driver: ScenarioDriver, party: PartyCode) -> set[str]:
    """The code of one record of each table whose records are those of a Party alone. The hash of
    an invitation is none: it looks like the number of a document, and is refused as one.
    """
    found = set[str]()
    async with driver.app.database.transaction(decides=False) as tx:
        for table in METADATA.sorted_tables:
            [key, *others] = table.primary_key.columns
            if "party" in table.columns and not others and table.name not in SHARED:
                its = select(key).where(table.c.party == party).limit(1)
                found |= {row[0] for row in await tx._sql.run(its) if is_code(row[0])}
    return found


@pytest.mark.parametrize(("name", "other"), [("dara", CN), ("bopha", CN), ("li", KH), ("wang", KH)])
async def test_a_code_of_the_other_party_changes_nothing_and_no_file_is_shown(
    busy: PreparedState, tmp_path: Path, name: str, other: PartyCode
) -> None:
    async with opened(busy, tmp_path) as driver:
        asked = (await codes_of(driver))["asked"]
        await driver["li"].says(f"/refuse {asked} security 32/26 MPS")
        await driver["li"].chooses("button-submit-act")
        codes = await own_codes(driver, other)
        assert len(codes) == 2, "a notice and a draft"
        begun = await rows_of(driver)
        async with served(driver) as (http, base):
            visitor = await Visitor.signed_in(http, base, driver, name)
            for command in COMMANDS:
                for code in codes:
                    await visitor.get()
                    await visitor.write(f"/{command} {code} ok")
            for number in range(100):
                await visitor.get(f"/file/{number}")
                assert visitor.status == 404, number
        assert await rows_of(driver) == begun
