"""Signing in from within Telegram, by the button Open, and what must not get through."""

import hmac
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

import pytest

from liaison.core.people import hash_token
from liaison.pages.repository import PageSessions
from liaison.pages.rules import CHALLENGE_VALID_FOR, TRIES_OF_PEER
from tests.service.web.conftest import Served, serving
from tests.service.web.test_sign_in import Answer, Browser
from tests.service.web.visitor import URL
from web.sessions import SESSION_COOKIE

SECOND = timedelta(seconds=1)


def opened(served: Served, name: str) -> str:
    """What Telegram passes on when somebody presses Open."""
    url = served.driver[name].phone.open_menu()
    assert url.startswith(f"{URL}/telegram#")
    return parse_qs(urlsplit(url).fragment)["tgWebAppData"][0]


def signed(token: str, fields: Mapping[str, str]) -> str:
    """Any fields, with the signature of a bot."""
    shown = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(b"WebAppData", token.encode(), "sha256")
    return urlencode({**fields, "hash": hmac.digest(key, shown.encode(), "sha256").hex()})


def fields_of(data: str) -> dict[str, str]:
    """The fields of init data, without the signature."""
    return {name: value for name, value in parse_qsl(data) if name != "hash"}


async def post(browser: Browser, data: object) -> Answer:
    return await browser.post("/telegram", {"data": data})


async def test_the_button_open_signs_in_once_and_is_audited(served: Served) -> None:
    data, browser = opened(served, "dara"), Browser(served)
    before = await served.acts()
    assert (await post(browser, data))[0] == 200
    assert await served.acts() == before + 1
    assert await browser.is_signed_in()
    shown = await served.stranger(browser.cookies[SESSION_COOKIE]).get("/show?line=page")
    assert "Browser 1" in shown
    wrong = {"error": served.driver["dara"].words("error-sign-in")}
    assert await post(Browser(served), data) == (403, wrong)
    backwards = urlencode(parse_qsl(data)[::-1], quote_via=quote)
    assert await post(Browser(served), backwards) == (403, wrong)
    assert (await post(Browser(served), opened(served, "dara")))[0] == 200


async def test_the_same_data_sent_again_opens_one_session(served: Served) -> None:
    data, browsers = opened(served, "dara"), [Browser(served) for _ in range(4)]
    answers = sorted([(await post(each, data))[0] for each in browsers])
    assert answers == [200, 403, 403, 403]


async def test_old_data_and_data_of_the_future_are_refused(served: Served) -> None:
    data = opened(served, "dara")
    await served.driver.turn(CHALLENGE_VALID_FOR + SECOND)
    assert (await post(Browser(served), data))[0] == 403
    token = served.driver["dara"].phone.bot.token
    now = int(served.driver.app.clock.now().timestamp())
    fields = fields_of(opened(served, "dara"))
    for at in (now + 2, now - 301, 0, -1, 10**12, "", "x", "1e3"):
        given = signed(token, {**fields, "auth_date": str(at)})
        assert (await post(Browser(served), given))[0] == 403, at
        await served.driver.turn(timedelta(minutes=15))
        now = int(served.driver.app.clock.now().timestamp())
    assert (await post(Browser(served), signed(token, {**fields, "auth_date": str(now)})))[0] == 200


async def test_forged_data_is_refused_with_the_same_answer(served: Served) -> None:
    token = served.driver["dara"].phone.bot.token
    right = opened(served, "dara")
    fields = fields_of(right)
    other = json.dumps({"id": served.driver["wang"].phone.user_id})
    page = json.dumps({"id": (1 << 52) + 1})
    tampered = [
        signed("1:other", fields),
        right.replace(fields["auth_date"], str(int(fields["auth_date"]) - 1)),
        urlencode({**dict(parse_qsl(right)), "user": other}),
        urlencode({**fields, "hash": ""}),
        urlencode({**fields, "hash": "é" * 64}),
        urlencode(fields),
        signed(token, {**fields, "user": json.dumps({"id": 1})}),
        signed(token, {**fields, "user": page}),
        signed(token, {**fields, "user": "[" * 5000}),
        signed(token, {**fields, "user": "7"}),
        signed(token, {"auth_date": fields["auth_date"]}),
        "&" * 1000,
        "\ud800",
        "",
        None,
        7,
        [right],
        {"data": right},
    ]
    given: Any
    for number, given in enumerate(tampered):
        answer = await post(Browser(served, peer=f"203.0.113.{number}"), given)
        assert answer == (403, {"error": served.driver["dara"].words("error-sign-in")}), given
    assert (await Browser(served).post("/telegram", []))[0] == 403


async def test_a_stranger_and_who_lost_the_access_are_refused(served: Served) -> None:
    token = served.driver["dara"].phone.bot.token
    stranger = served.driver.sandbox.user(first_name="Eve")
    fields = fields_of(opened(served, "dara"))
    given = signed(token, {**fields, "user": json.dumps({"id": stranger.user_id})})
    assert (await post(Browser(served), given))[0] == 403
    browser = Browser(served)
    assert (await post(browser, opened(served, "sokha")))[0] == 200
    await served.driver["bopha"].says("/suspend 2 ok")
    assert not await browser.is_signed_in()
    assert (await post(Browser(served), opened(served, "sokha")))[0] == 403


async def test_wrong_data_is_limited_as_wrong_sign_ins_are(served: Served) -> None:
    for _ in range(TRIES_OF_PEER):
        assert (await post(Browser(served, peer="203.0.113.1"), "wrong"))[0] == 403
    data = opened(served, "dara")
    assert (await post(Browser(served, peer="203.0.113.1"), data))[0] == 429
    assert (await post(Browser(served, peer="203.0.113.2"), data))[0] == 200


async def test_an_earlier_session_of_the_browser_ends(served: Served) -> None:
    browser = Browser(served)
    assert (await post(browser, opened(served, "dara")))[0] == 200
    before = browser.cookies[SESSION_COOKIE]
    assert (await post(browser, opened(served, "bopha")))[0] == 200
    async with served.driver.app.database.transaction() as tx:
        assert await tx.of(PageSessions).find(hash_token(before)) is None


@pytest.mark.parametrize(("site", "status"), [("none", 200), ("cross-site", 303)])
async def test_no_link_of_another_site_signs_anyone_in(
    served: Served, site: str, status: int
) -> None:
    headers = {"Sec-Fetch-Site": site}
    response = await served.stranger().request("GET", "/telegram", headers=headers)
    assert response.status == status
    assert ("/static/telegram.js" in await response.text()) is (status == 200)


@pytest.mark.parametrize(("language", "label"), [("en", "Open"), ("zh", "打开网页")])
async def test_the_button_is_in_the_language_of_the_person(language: str, label: str) -> None:
    async with serving("dara", language=language) as served:
        assert served.driver["dara"].phone.menu_button == {
            "type": "web_app",
            "text": label,
            "web_app": {"url": f"{URL}/telegram"},
        }
