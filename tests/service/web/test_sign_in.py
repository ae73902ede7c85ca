"""Signing in over HTTP, by a device with a passkey, and what must not get through."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from liaison.core.people import hash_token
from liaison.pages.repository import PageSessions, Passkeys
from liaison.pages.rules import CHALLENGE_VALID_FOR, TRIES_OF_PEER, TRIES_WITHIN
from liaison.pages.service import make_link
from tests.scenario import person_of
from tests.service.web.authenticator import ATTESTED, PRESENT, Authenticator, written
from tests.service.web.conftest import Served
from tests.service.web.visitor import URL
from web.sessions import SESSION_COOKIE
from web.sign_in import CHALLENGE_COOKIE

SECOND = timedelta(seconds=1)
Answer = tuple[int, dict[str, Any]]


class Browser:
    """A browser with its cookies, as the page's script uses it."""

    def __init__(self, served: Served, peer: str = "") -> None:
        self.served = served
        self.cookies: dict[str, str] = {}
        self.peer = peer

    async def post(self, path: str, body: Any = None) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, "Origin": URL, "Content-Type": "application/json"}
        if self.peer:
            headers["X-Forwarded-For"] = f"198.51.100.1, {self.peer}"
        sent = self.served.http.post(
            f"{self.served.base}{path}", data=json.dumps(body or {}), headers=headers
        )
        async with sent as response:
            self.cookies |= {name: each.value for name, each in response.cookies.items()}
            for each in response.cookies.values():
                assert each["secure"], each
                assert each["httponly"], each
                assert (each["samesite"], each["path"], each["domain"]) == ("Strict", "/", "")
            return response.status, await response.json()

    async def enrols(self, link: str, device: Authenticator) -> Answer:
        """Make a passkey by a link."""
        status, options = await self.post(f"{link}/options")
        return (
            (status, options)
            if status != 200
            else await self.post(f"{link}/finish", device.make(options))
        )

    async def signs_in(self, device: Authenticator) -> Answer:
        """Sign in by a passkey."""
        _, options = await self.post("/sign-in/options")
        return await self.post("/sign-in/finish", device.sign(options))

    async def is_signed_in(self) -> bool:
        """Whether the page shows what only people see."""
        token = self.cookies.get(SESSION_COOKIE, "")
        response = await self.served.stranger(token).request("GET", "/")
        return response.status == 200


async def link_for(served: Served, name: str) -> str:
    """The path of a link that a person made."""
    async with served.driver.app.database.transaction() as tx:
        person = await person_of(tx, served.driver[name])
        return (await make_link(tx, person, by=person)).removeprefix(URL)


async def enrolled(served: Served, name: str = "dara", **device: Any) -> Authenticator:
    """A device with a passkey of a person; the clock has gone on."""
    made = Authenticator(URL, **device)
    assert (await Browser(served).enrols(await link_for(served, name), made))[0] == 200
    await served.driver.turn(SECOND)
    return made


@pytest.mark.parametrize("counts", [True, False])
async def test_a_passkey_is_made_once_and_signs_in_each_time(served: Served, counts: bool) -> None:
    device, browser = Authenticator(URL, counts=counts), Browser(served)
    link = await link_for(served, "dara")
    assert (await browser.enrols(link, device))[0] == 200
    assert await browser.is_signed_in()
    for _ in range(2):
        await served.driver.turn(SECOND)
        other = Browser(served)
        assert (await other.signs_in(device))[1]["to"] == "/"
        assert await other.is_signed_in()
        assert other.cookies[SESSION_COOKIE] != browser.cookies[SESSION_COOKIE]


async def test_a_used_link_has_the_answer_of_an_unknown_one(served: Served) -> None:
    link = await link_for(served, "dara")
    await Browser(served).enrols(link, Authenticator(URL))
    other = Authenticator(URL, id=b"another")
    used = await Browser(served).enrols(link, other)
    assert used[0] == 404
    assert used == await Browser(served).enrols("/enrol/none", other)
    shown = [await served.stranger().get(each) for each in (link, "/enrol/none")]
    assert shown[0] == shown[1]
    assert "This link does not work" in shown[0]


async def test_to_look_at_a_link_uses_nothing_up(served: Served) -> None:
    link = await link_for(served, "dara")
    assert "Add a passkey" in await served.stranger().get(link)
    assert "Add a passkey" in await served.stranger().get(link)
    assert (await Browser(served).enrols(link, Authenticator(URL)))[0] == 200


@pytest.mark.parametrize("counts", [True, False])
async def test_a_replayed_assertion_is_refused(served: Served, counts: bool) -> None:
    device, browser = await enrolled(served, counts=counts), Browser(served)
    _, options = await browser.post("/sign-in/options")
    challenge = browser.cookies[CHALLENGE_COOKIE]
    assertion = device.sign(options)
    assert (await browser.post("/sign-in/finish", assertion))[0] == 200
    for later in (timedelta(0), SECOND):
        await served.driver.turn(later)
        thief = Browser(served)
        thief.cookies[CHALLENGE_COOKIE] = challenge
        assert (await thief.post("/sign-in/finish", assertion))[0] == 403
        assert not await thief.is_signed_in()


async def test_an_assertion_needs_the_challenge_of_its_browser_and_its_minutes(
    served: Served,
) -> None:
    device, browser = await enrolled(served), Browser(served)
    _, options = await browser.post("/sign-in/options")
    other = Browser(served)
    await other.post("/sign-in/options")
    assert (await other.post("/sign-in/finish", device.sign(options)))[0] == 403
    assert (await Browser(served).post("/sign-in/finish", device.sign(options)))[0] == 403
    await served.driver.turn(CHALLENGE_VALID_FOR)
    assert (await browser.post("/sign-in/finish", device.sign(options)))[0] == 403


async def test_a_challenge_of_a_link_signs_no_one_in_and_makes_nothing_elsewhere(
    served: Served,
) -> None:
    device, browser = await enrolled(served), Browser(served)
    link, another = await link_for(served, "li"), await link_for(served, "sokha")
    _, options = await browser.post(f"{link}/options")
    assertion = device.sign({**options, "rpId": options["rp"]["id"]})
    assert (await browser.post("/sign-in/finish", assertion))[0] == 403
    made = Authenticator(URL, id=b"another").make(options)
    assert (await browser.post(f"{another}/finish", made))[0] == 403
    assert (await browser.post(f"{link}/finish", made))[0] == 200


@pytest.mark.parametrize("wrong", ["origin", "key", "unverified", "site", "id", "counter"])
async def test_what_the_device_of_the_person_has_not_signed_is_refused(
    served: Served, wrong: str
) -> None:
    device, browser = await enrolled(served, counts=True), Browser(served)
    assert (await browser.signs_in(device))[0] == 200
    await served.driver.turn(SECOND)
    match wrong:
        case "origin":
            device.origin = "https://page.example.org"
        case "key":
            device.key = Authenticator(URL).key
        case "unverified":
            device.flags = PRESENT
        case "id":
            device.id = b"unknown"
        case "counter":
            device.signed = 0
    _, options = await browser.post("/sign-in/options")
    if wrong == "site":
        options["rpId"] = "example"
    refused = await browser.post("/sign-in/finish", device.sign(options))
    assert refused == (403, {"error": served.driver["dara"].words("error-sign-in")})


@pytest.mark.parametrize("line", ["/suspend Sokha", "/remove Sokha"])
async def test_who_lost_the_access_is_refused_with_the_same_answer(
    served: Served, line: str
) -> None:
    device, browser = await enrolled(served, "sokha"), Browser(served)
    assert (await browser.signs_in(device))[0] == 200
    bopha = served.driver["bopha"]
    await bopha.says(f"{line} ok".replace("Sokha", "2"))
    assert not await browser.is_signed_in()
    await served.driver.turn(SECOND)
    gone = await Browser(served).signs_in(device)
    assert gone == await Browser(served).signs_in(replace(device, id=b"unknown"))


async def test_a_suspended_person_whose_passkey_is_left_is_refused(served: Served) -> None:
    device = await enrolled(served, "sokha")
    async with served.driver.app.database.transaction() as tx:
        kept = await tx.of(Passkeys).find(written(device.id))
    assert kept is not None
    await served.driver["bopha"].says("/suspend 2 ok")
    async with served.driver.app.database.transaction() as tx:
        await tx.of(Passkeys).add(kept)
    assert (await Browser(served).signs_in(device))[0] == 403


async def test_no_session_that_a_browser_brought_goes_on(served: Served) -> None:
    """Fixation: who planted a cookie is not signed in by the person who signs in."""
    device, browser = await enrolled(served), Browser(served)
    browser.cookies[SESSION_COOKIE] = "planted"
    assert (await browser.signs_in(device))[0] == 200
    assert browser.cookies[SESSION_COOKIE] != "planted"
    assert (await served.stranger("planted").request("GET", "/")).status != 200
    before = browser.cookies[SESSION_COOKIE]
    await served.driver.turn(SECOND)
    assert (await browser.signs_in(device))[0] == 200
    async with served.driver.app.database.transaction() as tx:
        assert await tx.of(PageSessions).find(hash_token(before)) is None


async def test_a_thousand_wrong_sign_ins_let_no_one_in_and_shut_no_one_out(
    served: Served,
) -> None:
    device = await enrolled(served)
    thief = Authenticator(URL, id=device.id)
    answers = []
    for number in range(1000):
        browser = Browser(served, peer=f"203.0.113.{number % 40}")
        answers.append((await browser.signs_in(thief))[0])
    assert set(answers) == {403, 429}
    assert answers.count(403) <= 40 * TRIES_OF_PEER
    assert (await Browser(served, peer="203.0.113.1").signs_in(device))[0] == 429
    assert (await Browser(served, peer="203.0.113.99").signs_in(device))[0] == 200
    await served.driver.turn(TRIES_WITHIN)
    assert (await Browser(served, peer="203.0.113.1").signs_in(device))[0] == 200


async def test_wrong_links_are_limited_as_wrong_sign_ins_are(served: Served) -> None:
    peer = "2001:db8:1:2::"
    for number in range(TRIES_OF_PEER):
        link = f"/enrol/{number}/options"
        assert (await Browser(served, peer=f"{peer}{number:x}").post(link))[0] == 404
    right = f"{await link_for(served, 'dara')}/options"
    assert (await Browser(served, peer=f"{peer}ffff").post(right))[0] == 429
    assert (await Browser(served, peer="2001:db8:1:3::1").post(right))[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        [],
        "text",
        {},
        {"id": 7},
        {"id": "a", "rawId": "a", "type": "public-key", "response": {}},
        {"id": "é", "rawId": "é", "type": "other", "response": []},
        {"id": None, "nested": [[[[[]]]]]},
    ],
)
async def test_what_no_browser_sends_is_refused(served: Served, body: Any) -> None:
    link = await link_for(served, "dara")
    browser = Browser(served)
    await browser.post("/sign-in/options")
    assert (await browser.post("/sign-in/finish", body))[0] == 403
    await browser.post(f"{link}/options")
    assert (await browser.post(f"{link}/finish", body))[0] == 403


async def test_broken_bytes_in_an_answer_are_refused(served: Served) -> None:
    device, browser = await enrolled(served), Browser(served)
    _, options = await browser.post("/sign-in/options")
    right = device.sign(options)
    for name in right["response"]:
        for raw in (b"", b"\xff" * 40, b"\xa1" * 200, b"[" * 5000):
            broken = {**right, "response": {**right["response"], name: written(raw)}}
            status, _ = await Browser.post(browser, "/sign-in/finish", broken)
            assert status in {403, 429}, (name, raw[:4])
            await served.driver.turn(SECOND)
    link = await link_for(served, "li")
    other = Browser(served, peer="203.0.113.5")
    _, options = await other.post(f"{link}/options")
    for raw in (b"", b"\xff" * 40, b"\xa1" * 200, bytes([ATTESTED]) * 300):
        made = Authenticator(URL, id=b"another").make(options)
        made["response"]["attestationObject"] = written(raw)
        assert (await other.post(f"{link}/finish", made))[0] == 403


async def test_an_oversized_body_is_refused(served: Served) -> None:
    browser, body = Browser(served), {"id": "a" * 70_000}
    response = await served.http.post(
        f"{served.base}/sign-in/finish", json=body, headers={"Origin": URL}
    )
    assert response.status == 413
    assert not await browser.is_signed_in()


async def test_signing_out_needs_the_form_of_the_own_session(served: Served) -> None:
    dara, li = await served.visitor("dara"), await served.visitor("li")
    await dara.get("/")
    await li.get("/")
    signed = next(each for each in li.read.forms if each.action == "/sign-out").fields
    assert (await dara.request("POST", "/sign-out", data={})).status == 403
    assert (await dara.request("POST", "/sign-out", data=signed)).status == 403
    await dara.press("Sign out")
    assert "Sign in with a passkey" in dara.shown
    assert (await dara.request("GET", "/")).status != 200
    assert (await li.request("GET", "/")).status == 200


async def test_what_was_typed_before_is_sent_by_one_press_after_signing_in(
    served: Served,
) -> None:
    device, browser = await enrolled(served), Browser(served)
    assert (await browser.signs_in(device))[0] == 200
    visitor = served.stranger(browser.cookies[SESSION_COOKIE])
    await visitor.get("/show?line=requests")
    await served.driver.turn(timedelta(minutes=31))
    await visitor.write("/plan")
    assert visitor.status == 401
    assert 'data-passkey="sign-in" data-action="/sign-in"' in visitor.shown
    kept = next(each for each in visitor.read.forms if "text" in each.fields)
    assert kept.fields["about"] == "requests"
    _, done = await browser.signs_in(device)
    visitor.token = browser.cookies[SESSION_COOKIE]
    fields = {**kept.fields, "text": "/plan", "signature": done["signature"]}
    assert "Action plan: 0 open" in await visitor.post(kept.action, fields)
    assert visitor.status == 200


async def test_who_is_signed_in_is_led_on(served: Served) -> None:
    dara = await served.visitor("dara")
    response = await dara.request("GET", "/sign-in")
    assert (response.status, response.headers["Location"]) == (303, "/")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Sign in with a passkey"), ("zh", "用通行密钥登录"), ("km", "ចូលប្រើដោយសោចូលប្រើ")],
)
async def test_the_page_greets_in_the_language_of_the_browser(
    served: Served, language: str, words: str
) -> None:
    for path in ("/sign-in", f"/sign-in?language={language}"):
        headers = {"Accept-Language": f"{language};q=0.9"} if "?" not in path else {}
        response = await served.stranger().request("GET", path, headers=headers)
        shown = await response.text()
        assert words in shown
        assert f'<html lang="{language}">' in shown
