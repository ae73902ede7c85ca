"""The pictures of the quick starts, from the catalogue of messages: `make pictures`.

With a folder as second argument: there the messages that most stories push, for a reviewer.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

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
REVIEWED = 20
"""How many messages a reviewer looks at, in each language."""


def main(catalogue: Path, folder: Path | None = None) -> None:
    """Write a picture of each message in each language, as a phone of 360 px shows it."""
    chosen = DOCS / "pictures" if folder is None else folder
    chosen.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ALONE))
        page = browser.new_page(viewport={"width": 1280, "height": 1080})
        page.goto(catalogue.resolve().as_uri())
        for name, place in (SHOWN if folder is None else _most_pushed(page)).items():
            for language in LANGUAGES:
                screen = page.locator(f"[id^='{place}'] .screen[lang={language}]").first
                screen.screenshot(path=chosen / f"{name}.{language}.png")
        browser.close()


def _most_pushed(page: Page) -> dict[str, str]:
    """The messages that most stories push, each with the role that gets it most often."""
    stories: list[tuple[str, str]] = page.evaluate(
        "[...document.querySelectorAll('article')].map((each) => [each.id, each.dataset.stories])"
    )
    found: dict[str, str] = {}
    for place, _ in sorted(stories, key=lambda each: int(each[1]), reverse=True):
        found.setdefault(place.split(".")[0], place)
    most = enumerate(list(found.items())[:REVIEWED], 1)
    return {f"{number:02}-{key}": place for number, (key, place) in most}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
