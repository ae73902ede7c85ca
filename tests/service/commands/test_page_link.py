"""`liaison page-link`: the operator gives a person a link to the page."""

from pathlib import Path

import pytest

from liaison.core.channels import Address
from liaison.core.people import Role, hash_token
from liaison.core.transaction import People
from liaison.pages.repository import PageLinks
from storage.database import Database
from tests.contract.samples import KH
from tests.service.commands.command_line import liaison, refused, told, with_service

URL = "https://page.example"


async def joined(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.of(People).add(
            party=KH, role=Role.ADMIN, agency="MoI", name="Bopha", address=Address(7), at=tx.now
        )


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("LIAISON_WEB_URL", raising=False)
    monkeypatch.setenv("LIAISON_DATABASE_URL", f"sqlite:///{tmp_path / 'liaison.db'}")
    liaison("migrate")
    with_service(joined)
    return monkeypatch


@pytest.mark.parametrize("person", ["1", "Bopha"])
def test_the_operator_gives_an_administrator_a_link(
    environment: pytest.MonkeyPatch, person: str
) -> None:
    environment.setenv("LIAISON_WEB_URL", URL)
    said, link = told("page-link", "--party", "kh", person).splitlines()
    assert "Give this link to Bopha (MoI) only. It works once, for 24 hours." in said
    token = link.removeprefix(f"{URL}/enrol/")

    async def is_kept_as_a_hash(database: Database) -> None:
        async with database.transaction() as tx:
            assert await tx.of(PageLinks).find(token) is None
            assert await tx.of(PageLinks).find(hash_token(token)) is not None

    with_service(is_kept_as_a_hash)


def test_without_a_page_or_the_person_there_is_no_link(environment: pytest.MonkeyPatch) -> None:
    assert "This service has no page." in refused("page-link", "--party", "KH", "1")
    environment.setenv("LIAISON_WEB_URL", URL)
    assert "No one of Cambodia has the number or the name 2." in refused(
        "page-link", "--party", "KH", "2"
    )


def test_the_doctor_says_whether_the_page_answers(environment: pytest.MonkeyPatch) -> None:
    assert "The page" not in liaison("doctor").stdout
    environment.setenv("LIAISON_WEB_URL", "http://localhost:9")
    assert "The page does not answer at http://localhost:9 (" in liaison("doctor").stdout
