"""Tables come as files in the words of their reader, and every text in them stays a text."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest

from bot.channels.xlsx import xlsx_file
from bot.i18n.catalog import Catalog
from bot.profile.agreement_file import default_agreement
from liaison.core.cards import card, text
from liaison.core.outbox import Message, Op, Spreadsheet
from liaison.disclosures.rules import Scope
from liaison.reports.exports import cells_of
from sandbox import Phone
from tests.service.conftest import Open, news, states
from tests.unit.samples import received

CATALOG = Catalog.load(agreement=default_agreement(), strict=True)
DANGEROUS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://a.example", "{=1}", "mailto:a@b.example",
]  # fmt: skip
SHEET = Spreadsheet(
    name="C26-7F3K9",
    lines=(text("export-title", total=1), text("export-never-contains")),
    columns=(text("field-reference"), text("field-persons"), text("field-due-on")),
    rows=(("KH26-7F3KK", 3, date(2026, 3, 2)), ("KH26-00000", 0, None)),
)
SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def parts_of(content: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names = [each for each in parts.namelist() if each.endswith((".xml", ".rels"))]
        return {name: ElementTree.fromstring(parts.read(name)) for name in names}


def words_of(content: bytes) -> list[str]:
    found = parts_of(content)["xl/sharedStrings.xml"].findall("x:si", SPACE)
    return ["".join(each.itertext()) for each in found]


def made(spreadsheet: Spreadsheet, languages: Sequence[str] = ("en",)) -> bytes:
    return xlsx_file(spreadsheet, CATALOG, languages)[1]


def test_counts_are_numbers_and_days_are_dates() -> None:
    page = parts_of(made(SHEET))["xl/worksheets/sheet1.xml"]
    cells = {cell.get("r"): cell for cell in page.iter(f"{{{SPACE['x']}}}c")}
    assert cells["B5"].findtext("x:v", namespaces=SPACE) == "3"
    assert cells["B6"].findtext("x:v", namespaces=SPACE) == "0"
    assert cells["C5"].findtext("x:v", namespaces=SPACE) == "46083"
    assert cells["C5"].get("s") is not None  # shown as a date
    assert cells["B5"].get("t") is cells["C5"].get("t") is None
    assert "C6" not in cells


@pytest.mark.parametrize("value", DANGEROUS)
def test_no_text_becomes_a_formula_or_a_link(value: str) -> None:
    content = made(replace(SHEET, rows=((value, 1, None),)))
    page = parts_of(content)["xl/worksheets/sheet1.xml"]
    assert page.findall(".//x:f", SPACE) == page.findall(".//x:hyperlink", SPACE) == []
    assert value.strip() in [each.strip() for each in words_of(content)]


def test_several_texts_share_one_cell() -> None:
    both = (text("missing-names"), text("missing-birth"))
    [one] = [CATALOG.plain(text("answer", value=both), "en")]
    assert one in words_of(made(replace(SHEET, rows=(("KH26-7F3KK", 1, both),))))


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("language", ["en", "km", "zh"])
def test_every_column_has_a_name_in_every_language(language: str, scope: Scope) -> None:
    zones = {each.code: each.zone for each in default_agreement().parties}
    columns = tuple(text(f"field-{each}") for each in cells_of(received(), scope, zones))
    words = words_of(made(replace(SHEET, columns=columns, rows=()), [language]))
    names = {CATALOG.plain(each, language) for each in columns}
    assert len(names) == len(columns)
    assert names <= set(words)


def file_to(phone: Phone) -> Message:
    caption = card([text("export-title", total=1)])
    return replace(news(phone, caption), op=Op.FILE, spreadsheet=SHEET)


async def test_a_table_is_in_its_readers_language(open_service: Open, alice: Phone) -> None:
    async with open_service() as service:
        await service.join(alice, language="zh")
        await service.send(file_to(alice))
        assert await states(service) == [("sent", None)]
    message = alice.visible[-1]
    assert message.document_name == "C26-7F3K9.xlsx"
    assert message.protect_content
    assert message.document is not None
    assert "编号" in words_of(message.document)


async def test_a_table_for_no_language_has_all(open_service: Open, alice: Phone) -> None:
    async with open_service() as service:
        await service.join(alice, language=None)
        await service.send(file_to(alice))
    document = alice.visible[-1].document
    assert document is not None
    assert "编号 / លេខយោង / Reference" in words_of(document)
