"""`liaison report`: the file of a year."""

import stat
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.documents import pdf
from liaison.core.channels import Address
from liaison.core.people import Role
from liaison.core.transaction import People
from storage.database import Database
from tests.contract.samples import KH, logged
from tests.pdf_pages import text_of
from tests.service.commands.command_line import liaison, refused, told, with_service
from tests.stories.disclosures.disclosure_steps import table

YEAR = str(SystemClock().now().year)


async def requested(database: Database) -> None:
    async with database.transaction() as tx:
        person = await tx.of(People).add(
            party=KH, role=Role.ADMIN, agency="MoI", name="Bopha", address=Address(7), at=tx.now
        )
        await logged(tx, person)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIAISON_DATABASE_URL", f"sqlite:///{tmp_path / 'liaison.db'}")
    liaison("migrate")
    with_service(requested)
    return tmp_path / "report.xlsx"


@pytest.mark.parametrize(
    ("language", "requests"), [("en", "Requests"), ("km", "សំណើ"), ("zh", "请求")]
)
def test_the_report_of_a_year_is_written_in_each_language(
    file: Path, language: str, requests: str
) -> None:
    said = told("report", "--year", YEAR, "--out", str(file), "--lang", language)
    assert said == f"The report for {YEAR} was written to {file}.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    counted = [row[3] for row in table(file.read_bytes()) if row[0] == requests]
    assert counted == ["0", "1", "1"]  # to Cambodia, to China, and of its type


@pytest.mark.parametrize(
    ("language", "year"),
    [("en", YEAR), ("km", YEAR.translate(str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩"))), ("zh", YEAR)],
)
def test_the_report_is_printed_in_each_language(file: Path, language: str, year: str) -> None:
    printed = file.with_suffix(".pdf")
    told("report", "--year", YEAR, "--out", str(printed), "--lang", language)
    assert year in text_of(printed.read_bytes())


def test_without_the_typesetter_the_report_is_not_printed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    pdf.has_font.cache_clear()
    printed = file.with_suffix(".pdf")
    assert "documents" in refused("report", "--year", YEAR, "--out", str(printed))
    assert not printed.exists()
    pdf.has_font.cache_clear()


def test_a_report_is_never_written_over_another_file(file: Path) -> None:
    words = ("report", "--year", YEAR, "--out", str(file))
    told(*words)
    written = file.read_bytes()
    assert refused(*words).startswith(f"{file} already exists")
    assert file.read_bytes() == written
    assert "cannot be written" in refused(*words[:-1], str(file.parent / f"{'a' * 300}.xlsx"))


@pytest.mark.parametrize("name", ["report", "report.docx"])
def test_a_report_has_the_ending_of_what_it_is(file: Path, name: str) -> None:
    said = refused("report", "--year", YEAR, "--out", str(file.with_name(name)))
    assert "is no name of a report: end it with .xlsx or .pdf." in said
    assert not file.with_name(name).exists()


def test_a_year_without_a_report_is_named(file: Path) -> None:
    said = refused("report", "--year", "1999", "--out", str(file))
    assert said.startswith(f"There is a report for {YEAR} only")
    assert not file.exists()
