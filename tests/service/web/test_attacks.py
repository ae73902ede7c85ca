"""What an attacker tries at the page changes nothing, and shuts no one out."""

import json
from datetime import timedelta
from typing import Any

import pytest

from liaison.core.cards import card, text
from liaison.core.channels import page_of
from liaison.core.people import AccountStatus
from liaison.pages.repository import PageMessages
from liaison.pages.rules import TRIES_OF_PEER, LinkNotValid
from liaison.pages.service import NewKey, enrol, make_link
from tests.scenario import person_of
from tests.service.web.authenticator import Authenticator
from tests.service.web.conftest import Served
from tests.service.web.test_sign_in import Browser, enrolled, link_for
from tests.service.web.visitor import URL

MINUTES = timedelta(minutes=10)


def update(number: int, message_chat: object, press_chat: object = None) -> dict[str, Any]:
    """An update of Telegram's shape, with /lost from any chat, and a press in another one."""

    def of(chat: object) -> dict[str, Any]:
        return {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}}

    def sender(chat: object) -> dict[str, Any]:
        return {"id": chat, "is_bot": False, "first_name": "-"}

    said = {**of(message_chat), "from": sender(message_chat), "text": "/lost"}
    found: dict[str, Any] = {"update_id": number, "message": said}
    if press_chat is not None:
        press = {"id": "1", "from": sender(press_chat), "chat_instance": "1", "data": "menu"}
        found["callback_query"] = press | {"message": of(press_chat)}
    return found


async def test_no_update_of_telegram_acts_for_a_page(served: Served) -> None:
    page = int(page_of((await served.person("sokha")).id))
    own = (await served.person("dara")).address
    forged = [
        update(1, page),
        update(2, str(page)),
        update(3, float(page)),
        update(4, page, own),
        update(5, own, page),
    ]
    await served.driver.app.ingest.receive([json.loads(json.dumps(each)) for each in forged])
    await served.driver.settle()
    assert (await served.person("sokha")).status is AccountStatus.ACTIVE


async def test_a_link_of_an_administrator_is_for_no_one_who_decides(served: Served) -> None:
    bopha = served.driver["bopha"]
    assert "Only the operator" in await bopha.says("/page Dara")
    assert "Only the operator" in await bopha.says("/page 3 ok")
    async with served.driver.app.database.transaction() as tx:
        maker = await person_of(tx, bopha)
        link = await make_link(tx, await person_of(tx, served.driver["sokha"]), by=maker)
    await bopha.says("/role Sokha coordinator ok")
    with pytest.raises(LinkNotValid):
        async with served.driver.app.database.transaction() as tx:
            await enrol(
                tx,
                link.rpartition("/")[2],
                NewKey(id="a2V5", public_key="cHVibGlj", sign_count=0),
            )


async def test_a_new_role_needs_a_new_passkey(served: Served) -> None:
    device = await enrolled(served, "sokha")
    await served.driver["bopha"].says("/role Sokha coordinator ok")
    assert (await Browser(served).signs_in(device))[0] == 403


async def test_pictures_of_other_sites_shut_no_one_out(served: Served) -> None:
    stranger = served.stranger()
    for number in range(2 * TRIES_OF_PEER):
        await stranger.get(f"/enrol/{number}")
        await stranger.get(f"/join/{number}")
    right = f"{await link_for(served, 'dara')}/options"
    assert (await Browser(served).post(right))[0] == 200


@pytest.mark.parametrize(
    "told",
    [
        [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-For", "{peer}")],
        [("X-Forwarded-For", "203.0.113.9, {peer}:4711")],
        [("X-Forwarded-For", "::ffff:{peer}")],
        [("X-Forwarded-For", "[::ffff:{peer}]:4711")],
    ],
)
async def test_each_peer_is_counted_by_itself_whatever_the_proxy_writes(
    served: Served, told: list[tuple[str, str]]
) -> None:
    async def tries(peer: str, link: str) -> int:
        headers = [(name, value.replace("{peer}", peer)) for name, value in told]
        sent = served.http.post(
            f"{served.base}{link}/options",
            data="{}",
            headers=[*headers, ("Origin", URL), ("Content-Type", "application/json")],
        )
        async with sent as response:
            return response.status

    for number in range(TRIES_OF_PEER):
        assert await tries("198.51.100.7", f"/enrol/{number}") == 404
    right = await link_for(served, "dara")
    assert await tries("198.51.100.7", right) == 429
    assert await tries("198.51.100.8", right) == 200


async def test_a_long_secret_is_refused_before_it_is_read(served: Served) -> None:
    sokha = await served.visitor("sokha")
    await sokha.get()
    form = next(each for each in sokha.read.forms if "text" in each.fields)
    await sokha.post("/act", {"signature": form.fields["signature"], "secret": "1 " * 25_000})
    assert sokha.status == 413


@pytest.mark.parametrize("charset", ["punycode", "undefined", "rot13", "nothing", "unicode_escape"])
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
async def test_no_charset_is_an_error_of_the_service(
    served: Served, kind: str, charset: str
) -> None:
    stranger = served.stranger()
    for path in ("/sign-in/finish", "/join/x", "/sign-out", "/act"):
        headers = {"Content-Type": f"{kind}; charset={charset}", "Origin": URL}
        response = await stranger.request("POST", path, data=rb"text=\ud800", headers=headers)
        assert response.status < 500, path


async def test_broken_names_of_sessions_and_passkeys_are_refused(served: Served) -> None:
    assert (await served.stranger("\xff").request("GET", "/")).status == 303
    browser = Browser(served)
    await browser.post("/sign-in/options")
    assert (await browser.post("/sign-in/finish", {"id": "\ud800"}))[0] == 403


async def test_an_id_that_is_too_long_makes_no_passkey(served: Served) -> None:
    device = Authenticator(URL, id=b"i" * 1500)
    status, said = await Browser(served).enrols(await link_for(served, "dara"), device)
    assert (status, "error" in said) == (403, True)


async def test_an_opened_note_leaves_the_screen_when_its_time_is_over(served: Served) -> None:
    sokha = await served.visitor("sokha")
    await sokha.get()
    assert "refresh" not in sokha.shown
    async with served.driver.app.database.transaction() as tx:
        page, until = page_of((await person_of(tx, served.driver["sokha"])).id), tx.now + MINUTES
        await tx.of(PageMessages).answer(page, card(text("web-name")), toast=None, until=until)
    await sokha.get()
    assert '<meta http-equiv="refresh" content="600; url=/">' in sokha.shown
    await served.driver.turn(MINUTES)
    await sokha.get()
    assert "refresh" not in sokha.shown
