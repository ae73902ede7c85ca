"""The pictures of the quick starts, from the catalogue of messages: `make pictures`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ALONE, chromium
from tests.docs.blocks import DOCS
from tests.docs.catalogue import LANGUAGES

SHOWN = {
    "focal_person": "notice-log.with-sound.focal_person",
    "coordinator": "notice-act-waits.without-sound.coordinator",
    "admin": "notice-invitation.with-sound.admin",
    "auditor": "audit-openings.opened.auditor",
}
"""The message of each role, by its place in the catalogue."""


def main(catalogue: Path) -> None:
    """Write a picture of each message in each language, as a phone of 360 px shows it."""
    folder = DOCS / "pictures"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ALONE))
        page = browser.new_page(viewport={"width": 1280, "height": 1080})
        page.goto(catalogue.resolve().as_uri())
        for role, place in SHOWN.items():
            for language in LANGUAGES:
                screen = page.locator(f"[id^='{place}'] .screen[lang={language}]").first
                screen.screenshot(path=folder / f"{role}.{language}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
