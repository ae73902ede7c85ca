"""The e-mail address of a person, from the first question to the first e-mail."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from liaison.core.channels import Address
from liaison.core.people import Person
from liaison.core.transaction import People
from liaison.notifications.email import CODE_ATTEMPTS
from liaison.notifications.repository import MailCodes
from tests.fresh_databases import fresh
from tests.scenario import ScenarioDriver, ScenarioUser, log_verification, open_driver
from tests.service.channels.mail_server import MailServer, open_post

HERE = "sokha@interior.example"
KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


@pytest.fixture
async def post() -> AsyncIterator[MailServer]:
    """A mail server."""
    async with open_post() as opened:
        yield opened


@pytest.fixture
async def service(folder: Path, post: MailServer) -> AsyncIterator[ScenarioDriver]:
    """One person of each Party at a service that has e-mail."""
    async with open_driver(database_url=fresh(folder), smtp_url=post.url) as driver:
        await driver.gather("sokha", "li", language="en")
        yield driver


async def kept(player: ScenarioUser) -> Person:
    assert isinstance(player.driver, ScenarioDriver)
    async with player.driver.app.database.transaction() as tx:
        person = await tx.of(People).by_address(Address(player.phone.user_id))
    assert person is not None
    return person


async def audited(service: ScenarioDriver, action: str) -> list[tuple[Any, ...]]:
    async with service.app.database.transaction() as tx:
        found = await tx._sql.run(
            text(f"SELECT person, subject, facts FROM audit WHERE action = '{action}' ORDER BY seq")
        )
        return [tuple(row) for row in found]


def code_for(post: MailServer, address: str = HERE) -> str:
    """The code in the newest e-mail to an address."""
    found = re.search("[0-9]{6}", post.to(address)[-1].body)
    assert found is not None
    return found[0]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


async def test_an_address_is_asked_for_and_confirmed_by_a_code_that_was_sent_there(
    service: ScenarioDriver, sokha: ScenarioUser, post: MailServer
) -> None:
    assert "The bot has no e-mail address for you. Please write one" in await sokha.says("/email")
    assert f"A code of 6 digits was sent to {HERE}." in await sokha.says(HERE)
    (mail,) = post.took
    code = code_for(post)
    assert (mail.to, mail.subject) == (HERE, "Liaison bot")
    assert mail.body == (
        f"Your code for the liaison bot is {code}. It is valid for 15 minutes. "
        "If you did not ask for it, ignore this e-mail."
    )
    assert (await kept(sokha)).email is None
    assert f"{HERE} is confirmed." in await sokha.says(code)
    person = await kept(sokha)
    assert person.email == HERE
    ((by, subject, facts),) = await audited(service, "person.email")
    assert (by, subject) == (person.id, str(person.id))
    assert HERE not in str(facts)
    assert f"Your e-mail address is {HERE}." in await sokha.says("/email")


async def test_the_code_itself_is_kept_nowhere(
    service: ScenarioDriver, sokha: ScenarioUser, post: MailServer
) -> None:
    await sokha.says(f"/email {HERE}")
    code = code_for(post)
    person = await kept(sokha)
    async with service.app.database.transaction() as tx:
        waiting = await tx.of(MailCodes).get(person.id)
        assert waiting is not None
        assert code not in str(waiting)
        rows = await tx._sql.run(text("SELECT card FROM outbox WHERE op = 'mail'"))
        assert [row[0] for row in rows] == [None]


async def test_everything_can_be_typed_in_one_line_and_in_any_digits(
    service: ScenarioDriver, li: ScenarioUser, post: MailServer
) -> None:
    await li.says("/email Li.Wei＠例子.中国")
    code = code_for(post, "Li.Wei@xn--fsqu00a.xn--fiqs8s")
    spaced = f"{code[:3]} {code[3:]}".translate(KHMER)
    await li.says(f"/email {spaced}")
    assert (await kept(li)).email == "Li.Wei@xn--fsqu00a.xn--fiqs8s"


async def test_the_e_mail_is_in_the_persons_language(post: MailServer, folder: Path) -> None:
    async with open_driver(database_url=fresh(folder), smtp_url=post.url) as mailing:
        await mailing.gather("sokha", "li")
        await mailing["sokha"].says(f"/email {HERE}")
        await mailing["li"].says("/email li@mps.example")
        assert post.to(HERE)[0].subject == "ប្រព័ន្ធទំនាក់ទំនងការងារ"
        assert post.to("li@mps.example")[0].subject == "联络系统"
        code = code_for(post, "li@mps.example")
        assert "li@mps.example已确认。" in await mailing["li"].says(code)


async def test_a_wrong_code_changes_nothing_and_is_counted(
    service: ScenarioDriver, sokha: ScenarioUser, post: MailServer
) -> None:
    await sokha.says(f"/email {HERE}")
    code = code_for(post)
    for left in range(CODE_ATTEMPTS - 1, 0, -1):
        await sokha.says(wrong(code))
        tries = "One try is left." if left == 1 else f"{left} tries are left."
        assert sokha.card == f"This is not the code that was sent. {tries}"
    await sokha.says(wrong(code))
    assert sokha.card.startswith("No code is valid now.")
    await sokha.says(f"/email {code}")
    assert sokha.card.startswith("No code is valid now.")
    assert (await kept(sokha)).email is None
    assert await audited(service, "person.email") == []
    await sokha.chooses("button-mail-again")
    await sokha.says(HERE)
    await sokha.says(code_for(post))
    assert (await kept(sokha)).email == HERE


async def test_the_right_code_still_counts_after_four_wrong_ones(
    service: ScenarioDriver, sokha: ScenarioUser, post: MailServer
) -> None:
    await sokha.says(f"/email {HERE}")
    code = code_for(post)
    for _ in range(CODE_ATTEMPTS - 1):
        await sokha.says(wrong(code))
    await sokha.says(code)
    assert (await kept(sokha)).email == HERE


@pytest.mark.parametrize(
    ("age", "works"),
    [(timedelta(minutes=14), True), (timedelta(minutes=15), False)],
)
async def test_a_code_is_valid_for_a_quarter_of_an_hour(
    service: ScenarioDriver, sokha: ScenarioUser, post: MailServer, age: timedelta, *, works: bool
) -> None:
    await sokha.says(f"/email {HERE}")
    await service.turn(age)
    await sokha.says(code_for(post))
    assert ((await kept(sokha)).email == HERE) is works
    assert (sokha.card == "No code is valid now. Ask for a new one: /email") is (not works)


async def test_a_newer_code_takes_the_place_of_the_earlier_one(
    service: ScenarioDriver, sokha: ScenarioUser, post: MailServer
) -> None:
    await sokha.says("/email wrong@interior.example", HERE)
    await sokha.says(code_for(post, "wrong@interior.example"))
    assert (await kept(sokha)).email is None
    await sokha.says(code_for(post))
    assert (await kept(sokha)).email == HERE


async def test_a_code_of_somebody_else_is_wrong(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, post: MailServer
) -> None:
    await sokha.says(f"/email {HERE}")
    await li.says("/email li@mps.example")
    await li.says(code_for(post))
    assert li.card.startswith("This is not the code that was sent.")


async def test_five_codes_are_sent_within_an_hour_and_no_more(
    service: ScenarioDriver, sokha: ScenarioUser, post: MailServer
) -> None:
    for number in range(5):
        await sokha.says(f"/email n{number}@interior.example")
    await sokha.says("/email n5@interior.example")
    assert sokha.card.startswith("You have asked for 5 codes within an hour.")
    assert len(post.took) == 5
    # The sixth changed nothing: the fifth code still counts.
    await sokha.says(f"/email {code_for(post, 'n4@interior.example')}")
    assert (await kept(sokha)).email == "n4@interior.example"
    await service.turn(timedelta(hours=1))
    await sokha.says("/email n5@interior.example")
    assert len(post.took) == 6


@pytest.mark.parametrize("words", ["button", "/email －"])
async def test_an_address_is_removed_by_a_button_or_a_dash(
    service: ScenarioDriver, sokha: ScenarioUser, post: MailServer, words: str
) -> None:
    await sokha.says(f"/email {HERE}")
    await sokha.says(code_for(post), "/email")
    if words == "button":
        await sokha.chooses("button-mail-remove")
    else:
        await sokha.says(words)
    sokha.sees("Your e-mail address was removed.")
    assert (await kept(sokha)).email is None
    assert len(await audited(service, "person.email")) == 2
    await sokha.says("/email -")
    assert len(await audited(service, "person.email")) == 2


NO_ADDRESS = (
    "nobody",
    "a@b@c.example",
    "a@localhost",
    "a@example.org b@example.org",
    "<a@example.org>",
    f"{'a' * 300}@example.org",
    "一二三",
)


async def test_what_is_no_address_and_no_code_gets_one_sentence_and_changes_nothing(
    service: ScenarioDriver, sokha: ScenarioUser, post: MailServer
) -> None:
    for words in NO_ADDRESS:
        seen = len(sokha.visible)
        await sokha.says(f"/email {words}")
        assert sokha.card.startswith("This is not an e-mail address."), words
        assert len(sokha.visible) == seen + 2
    await sokha.says("/email 123456")
    assert sokha.card == "No code is valid now. Ask for a new one: /email"
    assert (await kept(sokha)).email is None
    assert post.took == []


async def test_a_service_without_a_mail_server_says_so(driver: ScenarioDriver) -> None:
    await driver.gather("sokha", language="en")
    for words in ("/email", f"/email {HERE}", "电子邮件", "e-mail"):
        await driver["sokha"].says(words)
        assert driver["sokha"].card == "This bot cannot send e-mail."


async def test_whom_telegram_does_not_reach_an_e_mail_tells_the_reference_and_nothing_else(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, post: MailServer
) -> None:
    await li.says("/email li@mps.example")
    await li.says(code_for(post, "li@mps.example"))
    li.phone.block()
    await service.settle()
    post.took.clear()
    reference = await log_verification(service, "sokha", persons=3, children=1, letter="123/26 MoI")
    (mail,) = post.took
    assert (mail.to, mail.subject) == ("li@mps.example", "Liaison bot")
    assert mail.body == (
        f"The liaison bot has a message for you: {reference}. Please open the chat with the bot."
    )
