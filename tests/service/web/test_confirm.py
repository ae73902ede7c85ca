"""A passkey in the place of the PIN, and where a PIN counts."""

from datetime import timedelta
from typing import Any

import pytest

from liaison.core.channels import page_of
from liaison.pages.service import make_link
from liaison.people import pins
from liaison.people.repository import Pins
from tests.scenario import PIN, person_of
from tests.service.web.authenticator import PRESENT, Authenticator
from tests.service.web.conftest import Served
from tests.service.web.test_sign_in import Answer, Browser
from tests.service.web.visitor import URL
from web.sessions import SESSION_COOKIE

SECOND, MINUTES = timedelta(seconds=1), timedelta(minutes=10)
ASKED, WORDS = "Please write your PIN.", "Which words will suspend your account?"
STEP = "/lostword"
CONFIRMED = (200, {"to": "/"})


@pytest.fixture(autouse=True)
def ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for the PIN again after ten minutes, as outside of the tests."""
    monkeypatch.setattr(pins, "PIN_VALID_FOR", MINUTES)


class SignedIn:
    """Somebody at a browser whose passkey was made ``with_pin``."""

    def __init__(self, served: Served, device: Authenticator, browser: Browser) -> None:
        self.device, self.browser = device, browser
        self.visitor = served.stranger(browser.cookies[SESSION_COOKIE])
        self.visitor.name = "dara"
        self.served = served

    @classmethod
    async def of(cls, served: Served, name: str = "dara", *, with_pin: bool = True) -> "SignedIn":
        device, browser = Authenticator(URL, id=f"of {name}".encode()), Browser(served)
        async with served.driver.app.database.transaction() as tx:
            person = await person_of(tx, served.driver[name])
            link = await make_link(tx, person, by=person, with_pin=with_pin)
        assert (await browser.enrols(link.removeprefix(URL), device))[0] == 200
        await served.driver.turn(SECOND)
        return cls(served, device, browser)

    async def options(self) -> dict[str, Any]:
        status, options = await self.browser.post("/confirm/options")
        assert status == 200
        return options

    async def confirms(self, **other: Authenticator) -> Answer:
        """Confirm by the own device, or by another one."""
        device = other.get("by", self.device)
        return await self.browser.post("/confirm/finish", device.sign(await self.options()))


async def waits(served: Served) -> SignedIn:
    """Dara, who is asked for the PIN on the page."""
    own = await SignedIn.of(served)
    await own.visitor.get()
    assert ASKED in await own.visitor.write(STEP)
    return own


async def audited(served: Served) -> list[str]:
    async with served.driver.app.database.transaction() as tx:
        party = (await person_of(tx, served.driver["dara"])).party
        found = await tx.audit_entries(party, action=None, subject=None, before=None)
        return [each.action for each in found if each.action.startswith("pin.")]


async def test_a_passkey_counts_as_the_pin_for_ten_minutes_and_is_audited(served: Served) -> None:
    own = await waits(served)
    assert "Use your passkey" in own.visitor.shown
    assert 'data-action="/confirm"' in own.visitor.shown
    assert await own.confirms() == CONFIRMED
    assert WORDS in await own.visitor.get()
    assert "chat" not in own.visitor.text
    assert (await audited(served))[:1] == ["pin.passkey"]
    await own.visitor.write("/cancel")
    assert WORDS in await own.visitor.write(STEP)
    await served.driver.turn(MINUTES)
    await own.visitor.write("/cancel")
    assert ASKED in await own.visitor.write(STEP)


async def test_what_waits_is_done_with_all_that_was_typed(served: Served) -> None:
    own = await SignedIn.of(served)
    await own.visitor.get()
    assert ASKED in await own.visitor.write("/away tomorrow")
    assert "tomorrow" not in own.visitor.text
    assert await own.confirms() == CONFIRMED
    said = await own.visitor.get()
    assert ASKED not in said
    assert "not sent" not in said
    assert "last day" in said.casefold()


async def test_the_pin_counts_where_it_was_entered(served: Served) -> None:
    own, dara = await waits(served), served.driver["dara"]
    assert WORDS in await own.visitor.write(PIN)
    await own.visitor.write("/cancel")
    assert ASKED in await dara.says(STEP)
    assert WORDS in await dara.says(PIN)
    await dara.says("/cancel")
    assert ASKED in await own.visitor.write(STEP)
    assert await own.confirms() == CONFIRMED
    await own.visitor.get()
    await own.visitor.write("/cancel")
    assert ASKED in await dara.says(STEP)


async def test_only_a_passkey_for_which_the_pin_was_asked_counts(served: Served) -> None:
    own = await SignedIn.of(served, with_pin=False)
    await own.visitor.get()
    assert ASKED in await own.visitor.write(STEP)
    assert "Use your passkey" not in own.visitor.shown
    assert (await own.options()).get("allowCredentials", []) == []
    wrong = {"error": served.driver["dara"].words("error-passkey-confirm")}
    assert await own.confirms() == (403, wrong)
    assert ASKED in await own.visitor.get()
    made = await served.driver["dara"].says("/page new", PIN)
    link = next(each for each in made.split() if each.startswith(f"{URL}/enrol/"))
    path, another = link.removeprefix(URL), Authenticator(URL, id=b"another")
    _, options = await Browser(served).post(f"{path}/options")
    assert options["excludeCredentials"] == []  # the same device can make it
    assert (await Browser(served).enrols(path, another))[0] == 200
    await served.driver.turn(SECOND)
    await own.visitor.write(STEP)
    assert "Use your passkey" in own.visitor.shown
    assert await own.confirms(by=another) == CONFIRMED


@pytest.mark.parametrize("wrong", ["person", "key", "unverified", "session", "sign-in", "replayed"])
async def test_what_the_own_passkey_has_not_signed_for_this_session_is_refused(
    served: Served, wrong: str
) -> None:
    own, other = await waits(served), await SignedIn.of(served, "sokha")
    options, finish = await own.options(), "/confirm/finish"
    match wrong:
        case "person":
            given = other.device.sign(options)
        case "key":
            given = Authenticator(URL, id=own.device.id).sign(options)
        case "unverified":
            own.device.flags = PRESENT
            given = own.device.sign(options)
        case "session":
            again = Browser(served)
            assert (await again.signs_in(own.device))[0] == 200
            await served.driver.turn(SECOND)
            _, options = await again.post("/confirm/options")
            own.browser.cookies |= {
                name: each for name, each in again.cookies.items() if "challenge" in name
            }
            given = own.device.sign(options)
        case "sign-in":
            _, options = await own.browser.post("/sign-in/options")
            given = own.device.sign(options)
        case _:
            given = own.device.sign(options)
            assert await own.browser.post(finish, given) == CONFIRMED
            await served.driver.turn(MINUTES)
            await own.visitor.get()
            await own.visitor.write(STEP)
    status, said = await own.browser.post(finish, given)
    assert (status, said["error"]) == (403, served.driver["dara"].words("error-passkey-confirm"))
    assert ASKED in await own.visitor.get()


async def test_a_challenge_to_confirm_signs_no_one_in(served: Served) -> None:
    own = await waits(served)
    given = own.device.sign(await own.options())
    assert (await own.browser.post("/sign-in/finish", given))[0] == 403


async def test_without_a_question_nothing_is_confirmed(served: Served) -> None:
    own = await SignedIn.of(served)
    late = (403, {"error": served.driver["dara"].words("error-pin-too-late")})
    assert await own.confirms() == late
    await own.visitor.get()
    await own.visitor.write(STEP)
    await served.driver.turn(MINUTES)
    assert await own.confirms() == late
    await own.visitor.get()
    assert ASKED in await own.visitor.write(STEP)
    stranger = served.stranger()
    for path in ("/confirm/options", "/confirm/finish"):
        assert (await stranger.request("POST", path, json={})).status == 401


async def test_a_locked_pin_locks_the_passkey_and_wrong_pins_still_count(served: Served) -> None:
    own = await waits(served)
    for _ in range(pins.PIN_ATTEMPTS - 1):
        assert "This is not your PIN." in await own.visitor.write("999999")
    assert await own.confirms() == CONFIRMED
    await served.driver.turn(MINUTES)
    await own.visitor.get()
    await own.visitor.write("/cancel")
    await own.visitor.write(STEP)
    assert "No PIN is accepted" in await own.visitor.write("999999")
    async with served.driver.app.database.transaction() as tx:
        person = await person_of(tx, served.driver["dara"])
        kept = await tx.of(Pins).lock(person.id)
        assert kept is not None
        assert not kept.is_verified(tx.now, page_of(person.id))
    assert "No PIN is accepted" in await own.visitor.write(STEP)


async def test_a_passkey_says_nothing_of_duress(served: Served) -> None:
    own, dara = await waits(served), served.driver["dara"]
    await own.visitor.write(PIN)
    await own.visitor.write("/cancel")
    await own.visitor.write("/pin duress")
    await own.visitor.write("385204")
    await own.visitor.write("385204")
    await dara.says(STEP, "385204")
    await served.driver.turn(MINUTES)
    await own.visitor.write(STEP)
    assert await own.confirms() == CONFIRMED
    assert (await served.person("dara")).duress_since is not None


async def test_an_answer_by_passkey_does_what_a_typed_address_says(served: Served) -> None:
    own = await SignedIn.of(served)
    await own.visitor.get()
    assert ASKED in await own.visitor.write("/email dara@example.org")
    assert await own.confirms() == CONFIRMED
    said = await own.visitor.get()
    assert "no longer valid" not in said
    assert ASKED not in said
