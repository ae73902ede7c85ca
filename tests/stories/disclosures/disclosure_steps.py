"""How people of the stories disclose: what they propose, what is in a file, what is audited."""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.etree import ElementTree

import pytest
from sqlalchemy import text as sql

from tests.scenario import NotSeen, ScenarioDriver, ScenarioUser, code_in

CODE = re.compile(r"\bC[0-9]{2}-[0-9A-Z]{5}")
LINE = "/disclose cases unodc statistics status 2026-06-30 2026-03-01 55/26 MPS"
Table = list[list[str | None]]


def table(content: bytes) -> Table:
    """The cells of the only page of an XLSX file, row by row; a formula anywhere is a failure."""
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(BytesIO(content)) as parts:
        page = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
        shared = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
    assert page.findall(".//x:f", space) == []
    strings = ["".join(each.itertext()) for each in shared.findall("x:si", space)]
    rows: Table = []
    for row in page.findall(".//x:row", space):
        cells: list[str | None] = []
        for cell in row.findall("x:c", space):
            value = cell.findtext("x:v", namespaces=space)
            text_cell = cell.get("t") == "s" and value is not None
            cells.append(strings[int(value)] if text_cell and value is not None else value)
        rows.append(cells)
    return rows


def exported(player: ScenarioUser) -> Table:
    return table(player.calendar())


def has_no_file(player: ScenarioUser) -> None:
    with pytest.raises(NotSeen, match="has no file"):
        player.calendar()


async def consented(dara: ScenarioUser, zhang: ScenarioUser, line: str = LINE) -> str:
    """Cambodia proposes, China agrees; gives the code of the consent."""
    await dara.sends(line)
    code = code_in(dara.card, "C")
    await zhang.sends(f"/approval {code_in(dara.card, 'K')} agree")
    return code


async def audited(service: ScenarioDriver, action: str) -> Sequence[tuple[str, str]]:
    """Subject and facts of what the audit record has of an action."""
    async with service.app.database.transaction() as tx:
        found = await tx._sql.run(
            sql("SELECT subject, facts FROM audit WHERE action = :action ORDER BY seq"),
            {"action": action},
        )
        return [(row.subject, row.facts) for row in found]
