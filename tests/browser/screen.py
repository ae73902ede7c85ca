"""The page as a person uses it: by names, labels and what can be read. Waits for what must come."""

import json
import re
from collections.abc import Awaitable, Sequence
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from liaison.core.cards import Value
from sandbox.page.routes import FOLDER
from tests.scenario import HOLD, PARTS, TOKEN, ScenarioDriver

PATIENCE_MS = 60_000
"""Never waited for but where something is broken, or the machine is very busy."""
REFERENCE = re.compile(r"\b[A-Z]{2}[0-9]{2}-[0-9A-Z]{5}\b")
MEETING = re.compile(r"\bM[0-9]{2}-[0-9A-Z]{5}\b")
_ISOLATES = "[\u2066-\u2069]*"


def worded(words: str, *, whole: bool = False) -> re.Pattern[str]:
    """These words, or nothing but them, whatever invisible marks stand between them."""
    marked = _ISOLATES + _ISOLATES.join(map(re.escape, words))
    return re.compile(f"^{marked}{_ISOLATES}$" if whole else marked)


class Screen:
    """The page, and the service behind it."""

    def __init__(self, page: Page, driver: ScenarioDriver, *, pictures: Path) -> None:
        self.page = page
        self.driver = driver
        self.language = "en"
        self.faults: list[str] = []
        self._pictures = pictures
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda line: self.faults.append(line.text))

    async def open(self) -> None:
        """Load the page and wait until everybody is introduced."""
        await self.page.goto(self.driver.sandbox.url)
        await expect(self.page.locator(".phone")).to_have_count(len(self.driver.players))
        await expect(self.page.locator(".phone[data-party]:not([data-party=''])")).to_have_count(
            len(self.driver.players)
        )
        await self.uses_own_languages(True)

    async def uses_own_languages(self, own: bool) -> None:
        """Show each phone in the person's own language, or all in the page's."""
        switch = self.page.locator("#own")
        if await switch.get_attribute("aria-checked") != str(own).lower():
            await switch.click()
        await expect(switch).to_have_attribute("aria-checked", str(own).lower())

    async def speaks(self, language: str) -> None:
        """Let the page itself speak a language."""
        await self.page.locator(f"[data-language={language}]").click()
        await expect(self.page.locator("html")).to_have_attribute("lang", language)
        self.language = language

    def label(self, key: str) -> str:
        """What the page itself says under a key."""
        found = json.loads((FOLDER / f"texts.{self.language}.json").read_text("utf-8"))[key]
        assert isinstance(found, str)
        return found

    def words(self, name: str, key: str, **values: Value) -> str:
        """What the service says to somebody under a key."""
        return self.driver[name].words(key, **values)

    def id_of(self, name: str) -> str:
        """Where somebody's phone stands on the page."""
        return f"phone-{self.driver[name].phone.user_id}"

    def phone(self, name: str) -> Locator:
        """The phone of somebody."""
        return self.page.locator(f"#{self.id_of(name)}")

    def message(self, name: str, words: str) -> Locator:
        """The newest message of the service on a phone with these words."""
        return self.phone(name).locator(".message:not(.own)", has_text=worded(words)).last

    async def sees(self, name: str, words: str) -> str:
        """Wait until a phone shows these words; gives the whole message."""
        found = self.message(name, words)
        await expect(found).to_be_visible()
        return re.sub(_ISOLATES, "", await found.inner_text())

    async def says(self, name: str, *lines: str) -> None:
        """Type lines into a phone's message line, and wait for the service's answer to each."""
        line = self.phone(name).get_by_role("textbox")
        for words in lines:
            await line.fill(words)
            await self.answered(name, line.press("Enter"))

    async def presses(self, name: str, key: str, **values: Value) -> None:
        """Press the newest button with a label, and wait for the service's answer."""
        label = worded(self.words(name, key, **values), whole=True)
        button = self.phone(name).locator(".buttons").get_by_role("button", name=label).last
        await expect(button).to_be_visible()  # what was pressed before is answered by now, too
        await self.answered(name, button.click())

    async def sends(self, name: str, *, at_once: bool = False) -> None:
        """Send what was checked and, unless it leaves at once, let two minutes pass."""
        own = self.driver[name].part.party
        other = next(each.party for each in PARTS.values() if each.party != own)
        party = self.words(name, f"agreement-party-{other.lower()}")
        await self.presses(name, "button-send-to", party=party)
        if not at_once:
            control = self.driver.sandbox.service
            assert control is not None
            await control.turn_to(self.driver.sandbox.now() + HOLD)

    async def bot_sends(self, name: str, html: str, *, keyboard: Sequence[object] = ()) -> None:
        """Let a message come that the service does not send."""
        bot = f"{self.driver.sandbox.url}/bot{TOKEN.get_secret_value()}/sendMessage"
        chat = self.driver[name].phone.user_id
        sent = {"chat_id": chat, "text": html, "parse_mode": "HTML"}
        if keyboard:
            sent["reply_markup"] = {"inline_keyboard": keyboard}
        assert (await self.page.request.post(bot, data=sent)).ok

    async def answered(self, name: str, act: Awaitable[None]) -> None:
        """Do something on a phone, and wait until what the service says there has changed."""
        said = f"[...document.querySelectorAll('#{self.id_of(name)} .message:not(.own)')]"
        said += ".map((each) => each.innerHTML).join()"
        before = await self.page.evaluate(said)
        await act
        await self.page.wait_for_function(f"(before) => {said} !== before", arg=before)

    async def logs_request(self, name: str) -> str:
        """Log a verification request by hand; gives its reference."""
        await self.says(name, "/new")
        await self.presses(name, "agreement-request-verification.button")
        await self.presses(name, "urgency-urgent.button")
        await self.presses(name, "answer", value=3)
        await self.presses(name, "answer", value=1)
        await self.says(name, "7/26 MoI")
        await self.presses(name, "button-skip")
        await self.presses(name, "agreement-channel-police.button")
        await self.sends(name)
        last = self.phone(name).locator(".message").last
        await expect(last).to_contain_text(REFERENCE)
        found = REFERENCE.search(await last.inner_text())
        assert found is not None
        return found[0]

    async def turns(self, key: str) -> None:
        """Press a button of the clock and wait until time has passed."""
        before = self.driver.sandbox.now()
        await self.page.locator("#turned").evaluate("element => { element.textContent = ''; }")
        await (
            self.page.locator("#clock")
            .get_by_role("button", name=self.label(key), exact=True)
            .click()
        )
        await expect(self.page.locator("#turned")).to_contain_text(re.compile(r"\d|[០-៩]"))
        assert self.driver.sandbox.now() > before

    async def pictured(self, name: str) -> None:
        """Keep a picture of the page as it looks now."""
        path = self._pictures / f"{name}-{self.language}.png"
        await self.page.screenshot(path=path)
        assert path.stat().st_size > 10_000
