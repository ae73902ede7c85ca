"""Who has a page in place of a chat gets an e-mail that something waits there, and no more."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from liaison.core.channels import FIRST_NEWCOMER, Address
from liaison.core.people import Role
from liaison.core.transaction import People
from liaison.pages.repository import PageMessages
from tests.fresh_databases import fresh
from tests.scenario import Part, ScenarioDriver, at, log_verification, open_driver
from tests.service.channels.mail_server import MailServer, open_post
from tests.stories.pages.test_acts_on_pages import says_on
from tests.unit.samples import CN

PAGE, HERE = Address(FIRST_NEWCOMER), "he@mps.example"
SOON = timedelta(minutes=6)
MAIL = "Something waits for you on the page of the liaison service: https://page.example"


@pytest.fixture
async def post() -> AsyncIterator[MailServer]:
    """A mail server."""
    async with open_post() as opened:
        yield opened


@pytest.fixture
async def service(folder: Path, post: MailServer) -> AsyncIterator[ScenarioDriver]:
    """A service with a page and e-mail: Sokha has a chat, and He of China a page alone."""
    async with open_driver(
        database_url=fresh(folder), smtp_url=post.url, web_url="https://page.example"
    ) as driver:
        await driver.gather("sokha", "wang", language="en")
        part = Part(name="He", party=CN, role=Role.FOCAL_PERSON, language="en", agency="MPS")
        await says_on(driver, PAGE, f"/start {await driver.invited(driver['wang'], part)}")
        await driver["wang"].chooses("button-invitation-yes")
        await says_on(driver, PAGE, "/language en")
        async with driver.app.database.transaction() as tx:
            person = await tx.of(People).by_address(PAGE)
            assert person is not None
            await tx.of(People).change(person.id, email=HERE)
        await shown(driver)
        yield driver


async def shown(service: ScenarioDriver) -> None:
    """Let the page show what it has."""
    async with service.app.database.transaction() as tx:
        found = await tx.of(PageMessages).of(PAGE)
        await tx.of(PageMessages).mark_shown(PAGE, *(each.number for each in found))


async def logs(service: ScenarioDriver, urgency: str = "routine") -> str:
    return await log_verification(
        service, "sokha", persons=1, children=0, letter="8/26", urgency=urgency
    )


async def test_what_waits_on_a_page_is_told_once_a_day_and_not_what_was_shown(
    service: ScenarioDriver, post: MailServer
) -> None:
    await logs(service)
    assert post.took == []
    await shown(service)
    await service.turn(SOON)
    assert post.took == []
    await logs(service)
    await service.turn(SOON)
    (mail,) = post.took
    assert (mail.to, mail.subject, mail.body) == (HERE, "Liaison bot", MAIL)
    await logs(service)
    await service.turn_to(at(3, 2, 12))
    assert len(post.took) == 1
    await service.turn_to(at(3, 3, 2))
    assert len(post.took) == 1  # nothing further came
    await logs(service)
    await service.turn(SOON)
    assert [each.body for each in post.took] == [MAIL] * 2


async def test_what_is_urgent_is_told_at_once_and_counts_as_delivered_when_it_was_shown(
    service: ScenarioDriver, post: MailServer
) -> None:
    sokha = service["sokha"]
    reference = await logs(service, "urgent")
    assert [each.body for each in post.took] == [MAIL]
    assert "one person, not seen yet" not in await sokha.says(f"/request {reference}")
    await shown(service)
    assert "one person, not seen yet" in await sokha.says(f"/request {reference}")
    await service.turn(timedelta(hours=3))
    assert {each.body for each in post.took} == {MAIL}
    assert len([each for each in post.took if each.to == HERE]) == 1


async def test_while_the_mail_server_is_down_the_page_has_all_and_no_one_who_left_is_told(
    service: ScenarioDriver, post: MailServer
) -> None:
    post.to_rcpt.extend(["451 later"] * 20)
    reference = await logs(service, "urgent")
    assert post.took == []
    assert reference in await says_on(service, PAGE, f"/request {reference}")
    await service["wang"].says("/suspend He ok")
    post.to_rcpt.clear()
    await service.turn(timedelta(hours=1))
    assert post.took == []
