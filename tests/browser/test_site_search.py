"""The search of the guides' site, in a real browser."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from playwright.async_api import Browser, expect

from tests.docs.blocks import ROOT
from tests.docs.test_site import site

pytestmark = pytest.mark.asyncio(loop_scope="module")
FOUND = {
    "收悉": "办理收到的请求",
    "延期": "办理收到的请求",
    "ការទទួល": "ពេលភាគីដៃគូមិនទាន់ប្រើប្រព័ន្ធ",
    "កិច្ចប្រជុំបន្ទាន់": "កិច្ចប្រជុំ",
    "invitation": "Administrator",
}
"""By word, a section that is found by it; the Chinese and Khmer ones within a run of letters."""
UNKNOWN = "邀请柬中函"


async def test_a_word_is_found_in_each_language(browser: Browser, tmp_path: Path) -> None:
    done = site(ROOT, tmp_path)
    assert done.returncode == 0, done.stderr
    pages = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), pages) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = await browser.new_page()
        address = f"http://127.0.0.1:{server.server_port}/search.html?q="
        for word, section in FOUND.items():
            await page.goto(address + quote(word))
            found = page.locator("#mkdocs-search-results").get_by_role("link", name=section)
            await expect(found.first).to_be_visible()
        await page.goto(address + quote(UNKNOWN))
        await expect(page.locator("#mkdocs-search-results")).to_have_text("No results found")
        await page.close()
        server.shutdown()
