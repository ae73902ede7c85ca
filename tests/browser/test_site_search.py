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
WITHIN = {
    "\u7ba1\u7406\u5458": "\u534f\u8c03\u5458",
    "\u1798\u1793\u17d2\u178f\u17d2\u179a\u17b8": "\u17a2\u1789\u17d2\u1787\u17be\u1789",
    "Administrator": "invitation",
}
"""A word for a section that contains it: Chinese, Khmer (both within a run of letters), English."""
UNKNOWN = "\u9080\u8bf7\u67ec\u4e2d\u51fd"


async def test_a_word_is_found_in_each_language(browser: Browser, tmp_path: Path) -> None:
    done = site(ROOT, tmp_path)
    assert done.returncode == 0, done.stderr
    pages = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), pages) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = await browser.new_page()
        address = f"http://127.0.0.1:{server.server_port}/search.html?q="
        for section, word in WITHIN.items():
            await page.goto(address + quote(word))
            found = page.locator("#mkdocs-search-results").get_by_role("link", name=section)
            await expect(found.first).to_be_visible()
        await page.goto(address + quote(UNKNOWN))
        await expect(page.locator("#mkdocs-search-results")).to_have_text("No results found")
        await page.close()
        server.shutdown()
