"""All people of China use only the page, those of Cambodia only Telegram: a request, a meeting, a
joint setting and the scorecard.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest_asyncio

from liaison.core.agreement import PartyCode
from liaison.core.channels import PAGE, channel_of
from liaison.core.people import Person, Role
from liaison.core.transaction import People
from liaison.pages.service import NewKey, enrol, make_link
from liaison.people import invitation_service
from liaison.people.pins import Pin
from liaison.people.repository import Pins
from tests.scenario import HASH, HOLD, LASTING, code_in, log_verification
from tests.service.web.conftest import Served, serving
from tests.service.web.visitor import Visitor

CN = PartyCode("CN")
SEND = "Send to Cambodia"
JOIN = re.compile(r"/join/[0-9A-Za-z_-]+")


@dataclass(frozen=True)
class Beijing:
    """The people of China, each at a browser, and the service."""

    served: Served
    wang: Visitor
    li: Visitor
    zhang: Visitor


@pytest_asyncio.fixture
async def beijing() -> AsyncIterator[Beijing]:
    """China joins on the page: the administrator by a link of the operator, then those whom the
    administrator invites there.
    """
    async with serving("bopha", "sokha", "dara") as served:
        async with served.driver.app.database.transaction() as tx:
            token = await invitation_service.invite(
                tx, party=CN, role=Role.ADMIN, agency="MPS", actor=None
            )
        wang = await _joins(served, f"/join/{token}", "Wang")
        li, zhang = [
            await _invited(served, wang, name, role)
            for name, role in (("Li", Role.FOCAL_PERSON), ("Zhang", Role.COORDINATOR))
        ]
        yield Beijing(served, wang, li, zhang)


async def _invited(served: Served, wang: Visitor, name: str, role: Role) -> Visitor:
    await wang.get()
    found = JOIN.search(await wang.write(f"/invite {role} ="))
    assert found is not None
    waiting = served.stranger()
    assert "Your name was sent, and cannot be changed" in await _sends_name(waiting, found[0], name)
    await served.driver.settle()
    await wang.get()
    await wang.choose("button-invitation-yes")
    return await _enrols(served, name)


async def _joins(served: Served, path: str, name: str) -> Visitor:
    visitor = served.stranger()
    await visitor.get(path)
    form = next(each for each in visitor.read.forms if "name" in each.fields)
    response = await visitor.request("POST", path, data={**form.fields, "name": name})
    assert urlsplit(response.headers["Location"]).path.startswith("/enrol/")
    return await _enrols(served, name)


async def _sends_name(visitor: Visitor, path: str, name: str) -> str:
    await visitor.get(path)
    form = next(each for each in visitor.read.forms if "name" in each.fields)
    return await visitor.post(path, {**form.fields, "name": name})


async def _enrols(served: Served, name: str) -> Visitor:
    """A browser of somebody who has joined, with a new passkey and the language chosen."""
    async with served.driver.app.database.transaction() as tx:
        team: list[Person] = [*await tx.of(People).team(CN)]
        person = next(each for each in team if each.bare_name == name)
        assert channel_of(person.address) is PAGE
        link = await make_link(tx, person, by=None)
        key = NewKey(id=f"a2V5{name}", public_key="cHVibGlj", sign_count=0)
        token = await enrol(tx, link.rpartition("/")[2], key)
        if person.role is not Role.FOCAL_PERSON:
            until = tx.now + LASTING
            pin = Pin(person=person.id, party=CN, pin_hash=HASH, verified_until=until)
            await tx.of(Pins).put(pin)
    await served.driver.settle()
    visitor = Visitor(served.http, served.base, served.driver, "sokha", token)
    await visitor.get()
    await visitor.press("English")
    await visitor.press("Skip")
    return visitor


async def test_a_request_is_received_and_answered_on_the_page(beijing: Beijing) -> None:
    driver, li = beijing.served.driver, beijing.li
    sokha = driver["sokha"]
    reference = await log_verification(driver, "sokha", persons=3, children=1, letter="12/26 MoI")
    assert f"{reference}: new request." in await li.get()
    await li.press("Received today")
    await li.press(SEND)
    await driver.turn(HOLD)
    sokha.sees(f"{reference}: receipt is confirmed.")
    await li.get(f"/show?line=request {reference}")
    await li.choose("button-answer")
    await li.choose("result-partly-confirmed")
    await li.choose("answer", value=2)
    await li.write("18/26 MPS")
    await li.press(SEND)
    await driver.turn(HOLD)
    sokha.sees_key("notice-answer", reference=reference)
    assert "18/26 MPS" in await sokha.says(f"/request {reference}")
    await sokha.chooses("button-close")
    await sokha.sends()
    assert f"{reference}" in await li.get()
    scores = await beijing.zhang.get("/show?line=overview score")
    assert "Joint scorecard" in scores


async def test_a_request_is_corrected_twice_on_the_page_before_it_leaves(beijing: Beijing) -> None:
    driver, li = beijing.served.driver, beijing.li
    await li.write("/new")
    await li.choose("agreement-request-verification")
    await li.choose("urgency-routine")
    await li.choose("answer", value=3)
    await li.choose("answer", value=1)
    await li.write("9/26 MPS")
    await li.choose("button-skip")
    await li.choose("agreement-channel-police")
    await li.write("4 people")
    await li.write("letter 10/26 MPS")
    await li.press(SEND)
    await driver.turn(HOLD)
    told = driver["sokha"].sees("new request.")
    assert "4 people" in told
    assert "10/26 MPS" in told


async def test_an_emergency_of_the_page_is_agreed_in_telegram(beijing: Beijing) -> None:
    driver, zhang = beijing.served.driver, beijing.zhang
    dara = driver["dara"]
    await zhang.write("/emergency")
    await zhang.choose("occasion-at-risk")
    await zhang.choose("button-in-an-hour")
    await zhang.press(SEND)
    await driver.turn(HOLD)
    code = code_in(dara.card, "M")
    await dara.chooses("button-accept-option", number=1)
    shown = await zhang.get(f"/show?line=meeting {code}")
    assert dara.words("meeting-state", state="agreed") in shown
    await zhang.get()
    assert "Attendance: Attending" in await zhang.write(f"/attend {code} yes")
    await zhang.press(SEND)
    await zhang.write(f"/agenda {code} add The way to the border")
    await zhang.press(SEND)
    await driver.turn(HOLD)
    dara.sees("China: coordinator (MPS) attends")
    assert "The way to the border" in await dara.says(f"/agenda {code}")


async def test_a_joint_setting_is_agreed_through_both_doors(beijing: Beijing) -> None:
    driver, wang = beijing.served.driver, beijing.wang
    dara = driver["dara"]
    await wang.get()
    await wang.write("/settings reminder_days 20 10 5 1 0")
    await wang.press(SEND)
    await driver.turn(HOLD)
    await dara.chooses("button-approval-agree")
    await dara.sends()
    dara.sees("in effect.")
    assert "20, 10, 5 and 1 days before" in await wang.write("/settings reminder_days")
    await driver["bopha"].sends("/settings reminder_days 15 7 0")
    await beijing.zhang.get()
    await beijing.zhang.choose("button-approval-agree")
    await beijing.zhang.press(SEND)
    await driver.turn(HOLD)
    assert "15 and 7 days before" in await dara.says("/settings reminder_days")
