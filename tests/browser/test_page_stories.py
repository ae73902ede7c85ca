"""People of Beijing work on the page alone, each with a passkey, in three languages; those of Phnom
Penh have phones: a reply, an emergency, a joint setting and who opened a note.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, Page, expect

from bot.http_server import make_runner
from liaison.core.agreement import PartyCode
from liaison.core.people import Role, hash_token
from liaison.core.transaction import People
from liaison.pages.service import make_link
from liaison.people import invitation_service
from liaison.people.pins import Pin
from liaison.people.repository import Pins
from liaison.people.rules import invitation_code
from tests.browser.page_steps import presses, with_device, writes
from tests.browser.screen import worded
from tests.fresh_databases import fresh
from tests.memory_folder import memory_folder
from tests.ports import free_port
from tests.scenario import (
    HASH,
    HOLD,
    LASTING,
    ScenarioDriver,
    code_in,
    log_verification,
    open_driver,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")
CN = PartyCode("CN")
BEIJING = {
    "Wang": Role.ADMIN,
    "Li": Role.FOCAL_PERSON,
    "Zhang": Role.COORDINATOR,
    "He": Role.AUDITOR,
}
PHNOM_PENH = ("bopha", "sokha", "dara")
NARROW, WIDE = 360, 1280


@dataclass(frozen=True)
class Seat:
    """A person of Beijing at a browser, and what went wrong there."""

    page: Page
    driver: ScenarioDriver
    language: str
    faults: list[str]

    def words(self, key: str, **values: object) -> str:
        """A text of the service in the person's language."""
        return self.driver.service.words(key, self.language, values, CN)

    async def chooses(self, *keys: str, **values: object) -> None:
        """Press buttons by the keys of their labels."""
        await presses(self.page, *(self.words(f"{key}.button", **values) for key in keys))

    async def writes(self, *texts: str) -> None:
        """Type texts one by one, and send each."""
        await writes(self.page, self.words("web-send"), *texts)

    async def opens(self, place: str = "/") -> None:
        """Go to a place of the page."""
        await self.page.goto(place)

    async def sends(self) -> None:
        """Send what was checked to the other Party, and let it leave."""
        party = self.words("agreement-party-kh")
        await presses(self.page, self.words("button-send-to", party=party))
        await self.driver.turn(HOLD)

    async def sees(self, *texts: str) -> None:
        """Find each of these texts on the page."""
        for each in texts:
            await expect(self.page.locator("main")).to_contain_text(worded(each))

    async def pictured(self, path: Path) -> None:
        """Keep pictures of the page as it looks on a phone and on a wide screen."""
        for width in (WIDE, NARROW):
            await self.page.set_viewport_size({"width": width, "height": 800})
            file = path.with_name(f"{path.name}-{self.language}-{width}.png")
            await self.page.screenshot(path=file, full_page=True)
            wide = await self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width


@dataclass(frozen=True)
class Office:
    """Both Parties, and where everybody of Beijing sits."""

    driver: ScenarioDriver
    seats: Mapping[str, Seat]


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["km", "zh", "en"])
async def office(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Office]:
    """All have joined: those of Beijing on the page, in one language, with a passkey each."""
    port = free_port()
    url = f"http://localhost:{port}"
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(memory_folder())
        opened = open_driver(database_url=fresh(folder), web_url=url)
        driver = await stack.enter_async_context(opened)
        await driver.gather(*PHNOM_PENH)
        assert driver.app.page is not None
        runner = make_runner(driver.app.page.app, stop_seconds=1.0)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "localhost", port).start()
        seats = dict[str, Seat]()
        for name in BEIJING:
            context = await browser.new_context(
                viewport={"width": NARROW, "height": 800}, locale=request.param, base_url=url
            )
            stack.push_async_callback(context.close)
            seats[name] = Seat(await context.new_page(), driver, request.param, [])
            await _joins(seats[name], name)
        yield Office(driver, seats)
        assert [fault for each in seats.values() for fault in each.faults] == []


async def _joins(seat: Seat, name: str) -> None:
    """Join by the link of an invitation, and make a passkey by the link that comes then."""
    driver, role, words = seat.driver, BEIJING[name], seat.words
    async with driver.app.database.transaction() as tx:
        admin = next(iter(await tx.of(People).team(CN, Role.ADMIN)), None)
        token = await invitation_service.invite(tx, party=CN, role=role, agency="MPS", actor=admin)
    seat.page.on("pageerror", lambda error: seat.faults.append(str(error)))
    await with_device(seat.page)
    await seat.opens(f"/join/{token}")
    await seat.page.locator("#name").fill(name)
    await presses(seat.page, words("button-join"))
    if admin is not None:
        await expect(seat.page.get_by_role("status")).to_contain_text(words("join-waits"))
        async with driver.app.database.transaction() as tx:
            code = invitation_code(hash_token(token))
            person = await invitation_service.confirm_newcomer(tx, admin, code)
            link = await make_link(tx, person, by=None)
        await seat.opens(link)
    await presses(seat.page, words("button-enrol"))
    await presses(seat.page, driver.language_name(seat.language))
    await seat.chooses("button-skip")
    async with driver.app.database.transaction() as tx:
        person = next(each for each in await tx.of(People).team(CN) if each.bare_name == name)
        until = tx.now + LASTING
        if person.role in (Role.ADMIN, Role.COORDINATOR):
            pin = Pin(person=person.id, party=CN, pin_hash=HASH, verified_until=until)
            await tx.of(Pins).put(pin)


async def test_a_request_is_received_and_answered_on_the_page(
    office: Office, tmp_path: Path
) -> None:
    """And the answer is read, and the request closed, on a phone."""
    driver, li = office.driver, office.seats["Li"]
    sokha = driver["sokha"]
    reference = await log_verification(driver, "sokha", persons=3, children=1, letter="12/26 MoI")
    await li.opens()
    await li.sees(reference)
    await li.pictured(tmp_path / "request")
    await li.chooses("button-receive-today")
    await li.sends()
    sokha.sees_key("notice-receive", reference=reference)
    await li.opens(f"/show?line=request {reference}")
    await li.chooses("button-answer", "result-partly-confirmed")
    await li.chooses("answer", value=2)
    await li.writes("18/26 MPS")
    await li.pictured(tmp_path / "reply-check")
    await li.sends()
    await li.opens()
    party = sokha.words("agreement-party-cn")
    sokha.sees_key("notice-answer", reference=reference, other_party=party)
    assert "18/26 MPS" in await sokha.says(f"/request {reference}")
    await sokha.chooses("button-close")
    await sokha.sends()
    await li.opens()
    party = li.words("agreement-party-kh")
    await li.sees(li.words("notice-close", reference=reference, other_party=party))
    await li.pictured(tmp_path / "closed")


async def test_an_emergency_of_the_page_in_beijing_is_agreed_on_a_phone_in_phnom_penh(
    office: Office, tmp_path: Path
) -> None:
    driver, zhang = office.driver, office.seats["Zhang"]
    dara = driver["dara"]
    await zhang.opens()
    await zhang.writes("/emergency")
    await zhang.chooses("occasion-at-risk", "button-in-an-hour")
    await zhang.pictured(tmp_path / "emergency-check")
    await zhang.sends()
    code = code_in(dara.card, "M")
    await zhang.opens()
    await dara.chooses("button-accept-option", number=1)
    dara.sees_key("meeting-state", state="agreed")
    await zhang.opens()
    kind = zhang.words("meeting-kind-emergency")
    await zhang.sees(zhang.words("notice-meeting-agreed", code=code, kind=kind))
    await expect(zhang.page.locator("#answer")).to_contain_text(
        worded(zhang.words("meeting-state", state="agreed"))
    )
    await zhang.pictured(tmp_path / "emergency-agreed")
    await zhang.opens(f"/show?line=meeting {code}")
    await zhang.sees(zhang.words("meeting-state", state="agreed"))
    await zhang.pictured(tmp_path / "meeting")
    await zhang.opens("/show?line=meetings")
    await zhang.sees(code)
    await zhang.pictured(tmp_path / "meetings")


async def test_a_joint_setting_is_proposed_on_the_page_and_agreed_on_a_phone(
    office: Office, tmp_path: Path
) -> None:
    driver, wang = office.driver, office.seats["Wang"]
    dara = driver["dara"]
    await wang.opens()
    await wang.writes("/settings forgotten_days 9")
    await wang.pictured(tmp_path / "setting-check")
    await wang.sends()
    await wang.opens()
    await dara.chooses("button-approval-agree")
    await dara.sends()
    await wang.opens()
    await wang.writes("/settings forgotten_days")
    for each in (wang, dara):
        shown = each.words("value-counted", unit="days", count=9)
        now = each.words("setting-value", value=shown)
        if each is wang:
            await wang.sees(now)
        else:
            assert now in await dara.says("/settings forgotten_days")
    await wang.pictured(tmp_path / "setting")


async def test_an_auditor_reads_on_the_page_who_opened_a_confidential_note(
    office: Office, tmp_path: Path
) -> None:
    driver, li, he = office.driver, office.seats["Li"], office.seats["He"]
    sokha = driver["sokha"]
    reference = await log_verification(driver, "sokha", persons=1, children=0, letter="13/26 MoI")
    await li.opens()
    await li.writes(f"/note {reference}")
    await li.chooses("button-note-write")
    await li.pictured(tmp_path / "note-asked")
    await li.writes("The hospital asks for an answer before Friday.")
    await li.sends()
    await sokha.says(f"/note {reference} open 1")
    sokha.sees("The hospital asks")
    await he.opens()
    await he.opens("/show?line=audit")
    await presses(he.page, he.words("audit-openings"))
    await he.sees(he.words("audit-note-opened", number=1), reference)
    await he.sees(he.words("agreement-party-kh"))
    await he.pictured(tmp_path / "openings")
