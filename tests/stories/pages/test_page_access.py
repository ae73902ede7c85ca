"""Getting to the page: links from the chat, and what signs a person in."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from liaison.core.channels import page_of
from liaison.core.people import Role
from liaison.pages.repository import PageSessions, Passkeys
from liaison.pages.rules import GIVEN_LINK_VALID_FOR, OWN_LINK_VALID_FOR, LinkNotValid
from liaison.pages.service import NewKey, enrol, make_link, sign_in
from liaison.people.pins import Pin
from liaison.people.repository import Pins
from tests.scenario import HASH, PARTS, PIN, ScenarioDriver, ScenarioUser, open_driver, person_of
from tests.stories.people.joining import comes_in
from tests.stories.prepared_state import check_end, prove
from tests.stories.sent_messages import never_notified
from tests.stories.story_databases import StoryDatabase
from tests.subtitles import subtitled
from tests.unit.samples import KH, raises

MINUTE = timedelta(minutes=1)
URL = "https://page.example"
LINK = re.compile(re.escape(URL) + r"/enrol/([\w-]+)")


@pytest.fixture
async def paged(store: StoryDatabase, folder: Path) -> AsyncIterator[ScenarioDriver]:
    """A service with a page, and the people of both Parties."""
    with store.new(folder) as url, subtitled({}):
        async with open_driver(database_url=url, web_url=URL) as opened:
            await opened.gather(*PARTS, subtitled=True)
            yield opened
            await check_end(opened)


def token_in(user: ScenarioUser) -> str:
    """The token of the newest link in a chat."""
    found = LINK.search(user.sees(URL, "/enrol/"))
    assert found is not None
    return found[1]


async def enrols(service: ScenarioDriver, token: str, key: str) -> str:
    """Make a passkey by a link, as a browser does; the token of the session."""
    async with service.app.database.transaction() as tx:
        session = await enrol(tx, token, NewKey(id=key, public_key="cHVibGlj", sign_count=0))
    await service.settle()
    return session


async def signs_in(service: ScenarioDriver, key: str) -> None:
    """Sign in by a passkey, whose assertion is right."""
    async with service.app.database.transaction() as tx:
        found = await tx.of(Passkeys).find(key)
        assert found is not None
        await sign_in(tx, found, sign_count=0, challenged_at=tx.now)


async def sessions_of(service: ScenarioDriver, user: ScenarioUser) -> int:
    async with service.app.database.transaction() as tx:
        person = await person_of(tx, user)
        return len(await tx.of(PageSessions).of(page_of(person.id)))


async def test_without_a_page_the_bot_says_so(dara: ScenarioUser) -> None:
    assert "This service has no page. Use it in Telegram." in await dara.says("/page")
    await dara.says("/menu more")
    await dara.presses("Settings")
    assert "Page" not in dara.buttons


async def test_a_person_makes_a_passkey_by_a_link_that_leaves_the_chat(
    paged: ScenarioDriver,
) -> None:
    dara = paged["dara"]
    await dara.says("/menu more")
    await dara.presses("Settings", "Page")
    dara.sees("You have no passkey yet.", URL)
    await dara.presses("Add a passkey")
    assert "It works once, for 15 minutes." in dara.sees("Your link for a new passkey")
    token = token_in(dara)
    await enrols(paged, token, "key-of-dara")
    dara.sees("A passkey was added to your account with your own link.")
    never_notified(paged["bopha"], "has added a passkey")
    with raises(LinkNotValid):
        await enrols(paged, token, "another")
    shown = await dara.says("/page")
    assert "Passkey 1: added 2 March, not used to sign in yet" in shown
    assert "Browser 1: signed in today" in shown
    await paged.turn(OWN_LINK_VALID_FOR + MINUTE)
    assert not any(token in each.text for each in dara.visible)


async def test_the_pin_is_asked_for_before_a_link(paged: ScenarioDriver) -> None:
    async with paged.app.database.transaction() as tx:
        await tx.of(Pins).put(
            Pin(person=(await person_of(tx, paged["dara"])).id, party=KH, pin_hash=HASH)
        )
    dara = paged["dara"]
    await dara.says("/page")
    assert "Please write your PIN." in await dara.presses("Add a passkey")
    await dara.says(PIN)
    assert token_in(dara)


async def test_an_unused_link_is_replaced_and_expires(paged: ScenarioDriver) -> None:
    sokha = paged["sokha"]
    await sokha.says("/page new")
    first = token_in(sokha)
    await sokha.says("/page new")
    second = token_in(sokha)
    with raises(LinkNotValid):
        await enrols(paged, first, "key")
    await paged.turn(OWN_LINK_VALID_FOR)
    with raises(LinkNotValid):
        await enrols(paged, second, "key")


@pytest.mark.parametrize("typed", ["/page Sokha", "/page 2"])
async def test_an_administrator_gives_a_link_and_all_who_must_are_told(
    paged: ScenarioDriver, typed: str
) -> None:
    bopha, sokha, dara = paged["bopha"], paged["sokha"], paged["dara"]
    assert "Give Sokha a link to the page?" in await bopha.says(typed)
    await bopha.presses("Yes, make the link")
    token = token_in(bopha)
    sokha.sees("Bopha has made a link to the page for you.")
    await enrols(paged, token, "key")
    sokha.sees("A passkey was added to your account with a link from Bopha.")
    never_notified(dara, "Bopha has made a link")
    async with paged.app.database.transaction() as tx:
        assert len(await tx.of(Passkeys).of((await person_of(tx, sokha)).id)) == 1


async def test_an_administrator_gives_no_link_for_another_administrator_or_party(
    paged: ScenarioDriver,
) -> None:
    bopha = paged["bopha"]
    assert "This person is not on your list" in await bopha.says("/page Li")
    assert "This person is not on your list" in await bopha.says("/page Bopha")
    assert "ask" in (await paged["sokha"].says("/page Dara")).lower()
    await comes_in(paged, bopha, "Rithy", Role.ADMIN)
    for line in ("/page Rithy", "/page 4 ok"):
        assert "Only the operator of the service can give" in await bopha.says(line)


@pytest.mark.parametrize(("name", "told"), [("sokha", "bopha"), ("bopha", "dara")])
async def test_who_approves_is_told_of_a_link_from_the_operator(
    paged: ScenarioDriver, name: str, told: str
) -> None:
    async with paged.app.database.transaction() as tx:
        link = await make_link(tx, await person_of(tx, paged[name]), by=None)
    await paged.settle()
    paged[name].sees("The operator of the service has made a link to the page for you.")
    await enrols(paged, link.removeprefix(f"{URL}/enrol/"), "key")
    paged[told].sees(
        "has added a passkey with a link from the operator of the service.", "in person or by phone"
    )
    assert paged[name].part.name in paged[told].buttons
    for each in (name, "li"):
        never_notified(paged[each], "has added a passkey")


async def test_a_link_of_a_suspended_administrator_admits_no_one(paged: ScenarioDriver) -> None:
    bopha = paged["bopha"]
    await bopha.says("/page Sokha")
    await bopha.presses("Yes, make the link")
    token = token_in(bopha)
    await bopha.says("/lost")
    with raises(LinkNotValid):
        await enrols(paged, token, "key")
    await paged.turn(GIVEN_LINK_VALID_FOR)


async def test_a_person_signs_out_and_removes_a_passkey(paged: ScenarioDriver) -> None:
    sokha = paged["sokha"]
    await sokha.says("/page new")
    await enrols(paged, token_in(sokha), "key")
    await paged.turn(MINUTE)
    await signs_in(paged, "key")
    await sokha.says("/page")
    assert "last used 2 March" in sokha.card
    await sokha.presses("Sign out browser 1")
    sokha.sees("This browser is signed out.")
    assert await sessions_of(paged, sokha) == 1
    await paged.turn(MINUTE)
    await signs_in(paged, "key")
    await sokha.says("/page")
    await sokha.presses("Sign out everywhere")
    assert await sessions_of(paged, sokha) == 0
    await paged.turn(MINUTE)
    await signs_in(paged, "key")
    await sokha.says("/page")
    await sokha.presses("Remove passkey 1")
    sokha.sees("The passkey is removed, and you are signed out everywhere.", "no passkey yet")
    assert await sessions_of(paged, sokha) == 0
    await prove(paged.app.database)


async def test_who_loses_the_access_loses_all_that_signs_in(paged: ScenarioDriver) -> None:
    sokha = paged["sokha"]
    await sokha.says("/page new")
    await enrols(paged, token_in(sokha), "key")
    await sokha.says("/page new")
    unused = token_in(sokha)
    await sokha.says("/lost")
    assert await sessions_of(paged, sokha) == 0
    async with paged.app.database.transaction() as tx:
        assert await tx.of(Passkeys).find("key") is None
    with raises(LinkNotValid):
        await enrols(paged, unused, "key")
    await paged["bopha"].says("/restore Sokha")
    await paged["bopha"].presses("Yes, restore")
    with raises(LinkNotValid):
        await enrols(paged, unused, "key")
    await prove(paged.app.database)


async def test_passkeys_have_a_limit(paged: ScenarioDriver) -> None:
    sokha = paged["sokha"]
    for number in range(10):
        await sokha.says("/page new")
        await enrols(paged, token_in(sokha), f"key-{number}")
    await sokha.says("/page")
    assert "Add a passkey" not in sokha.buttons
    await sokha.chooses("button-next-page")
    assert "Passkey 5" in sokha.card
    await sokha.says("/page new")
    token = token_in(sokha)
    with raises("error-too-many-passkeys"):
        await enrols(paged, token, "one-more")


async def test_words_open_the_page_in_three_languages(paged: ScenarioDriver) -> None:
    for name, typed in (("dara", "my passkeys"), ("li", "通行密钥"), ("sokha", "សោចូលប្រើ")):
        assert "You have no passkey yet." in await paged[name].says(typed)
