"""How a person uses the page in a browser: with a passkey, by buttons and the field for text."""

from playwright.async_api import CDPSession, Page

from bot.i18n.formatting import capitalized
from tests.browser.screen import worded


async def with_device(page: Page) -> CDPSession:
    """Give a page a device that keeps passkeys, and verifies its owner."""
    session = await page.context.new_cdp_session(page)
    await session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    await session.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    return session


async def presses(page: Page, *labels: str) -> None:
    """Press the first button, or link that looks like one, with each of these labels."""
    for label in labels:
        async with page.expect_navigation():
            name = worded(capitalized(label), whole=True)
            await page.locator("button, a.button").filter(has_text=name).first.click()


async def writes(page: Page, send: str, *texts: str) -> None:
    """Type texts one by one, and send each by the button with that label."""
    for each in texts:
        await page.locator("#field").fill(each)
        await presses(page, send)
