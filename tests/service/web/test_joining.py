"""A person without Telegram joins on the page, and works there."""

import re

from liaison.core.agreement import PartyCode
from liaison.core.channels import PAGE, channel_of
from liaison.core.people import Person
from liaison.core.transaction import People
from liaison.pages.service import NewKey, enrol
from tests.scenario import HOLD, log_verification
from tests.service.web.conftest import Served
from tests.service.web.visitor import URL, Visitor

JOIN = re.compile(re.escape(URL) + "(/join/[0-9A-Za-z_-]+)")
ENROL = re.compile(re.escape(URL) + "/enrol/([0-9A-Za-z_-]+)")


async def invited(served: Served) -> str:
    """The path of an invitation of Bopha's for a focal person."""
    bopha = served.driver["bopha"]
    found = JOIN.search(await bopha.says("/invite focal_person ="))
    assert found is not None
    return found[1]


async def writes_name(visitor: Visitor, path: str, name: str) -> str:
    await visitor.get(path)
    form = next(each for each in visitor.read.forms if "name" in each.fields)
    return await visitor.post(path, {**form.fields, "name": name})


async def joined(served: Served) -> Visitor:
    """Vanna, who has joined without Telegram and made a passkey by the link that Bopha gave her."""
    path = await invited(served)
    visitor = served.stranger()
    assert "Your name was sent, and cannot be changed" in await writes_name(visitor, path, "Vanna")
    await served.driver.settle()
    bopha = served.driver["bopha"]
    await bopha.chooses("button-invitation-yes")
    assert "Give Vanna a link to the page?" in bopha.card
    await bopha.chooses("button-page-give")
    found = ENROL.search(bopha.sees("/enrol/"))
    assert found is not None
    async with served.driver.app.database.transaction() as tx:
        key = NewKey(id="a2V5", public_key="cHVibGlj", sign_count=0)
        visitor.token = await enrol(tx, found[1], key)
    await served.driver.settle()
    return visitor


async def vanna(served: Served) -> Person:
    async with served.driver.app.database.transaction() as tx:
        team = await tx.of(People).team(PartyCode(served.driver["bopha"].part.party))
    return next(each for each in team if each.bare_name == "Vanna")


async def test_a_person_without_telegram_receives_a_request_and_confirms_the_receipt(
    served: Served,
) -> None:
    visitor = await joined(served)
    person = await vanna(served)
    assert channel_of(person.address) is PAGE
    await visitor.get()
    await visitor.press("English")
    await visitor.press("Skip")  # ends the question how to address the person
    reference = await log_verification(
        served.driver, "li", persons=3, children=1, letter="9/26 MPS"
    )
    assert reference in await visitor.get()
    assert "New" in visitor.text
    await visitor.press("Received today")
    await visitor.press(served.driver["sokha"].send_label)
    await served.driver.turn(HOLD)
    served.driver["li"].sees(f"{reference}: receipt is confirmed.")
    assert "Take back" not in await visitor.get()


async def test_a_name_sent_twice_joins_once(served: Served) -> None:
    path = await invited(served)
    visitor = served.stranger()
    await visitor.get(path)
    form = next(each for each in visitor.read.forms if "name" in each.fields)
    for _ in range(2):
        assert "Your name was sent, and cannot be changed" in await visitor.post(
            path, {**form.fields, "name": "Vanna"}
        )
    other = served.stranger()
    await other.get(path)
    assert "This link does not work" in await writes_name(other, path, "Sok")
    assert other.status == 403


async def test_wrong_links_and_names_are_answered_by_one_sentence(served: Served) -> None:
    visitor = served.stranger()
    assert "This link does not work" in await visitor.get("/join/nothing")
    assert visitor.status == 404
    path = await invited(served)
    for name in ("", "12345", "N12345678"):
        assert "in letters" in await writes_name(visitor, path, name)
        assert visitor.status == 400
    form = next(each for each in visitor.read.forms if "name" in each.fields)
    said = await visitor.post(path, {**form.fields, "who": "0" * 12, "name": "Sok"})
    assert visitor.status == 400
    assert "Check what you wrote" in said


async def test_a_page_is_in_the_language_of_the_browser_until_one_is_chosen(
    served: Served,
) -> None:
    visitor = await joined(served)
    response = await visitor.request("GET", "/", headers={"Accept-Language": "zh-CN"})
    shown = await response.text()
    assert '<html lang="zh">' in shown
    assert "退出登录" in shown
    assert "Sign out" not in shown
