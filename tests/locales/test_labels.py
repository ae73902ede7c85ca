"""Labels, typed: one on the screen is its button, and that of a command means it anywhere."""

from datetime import date

import pytest

from handlers.input.free_text import Phrases
from liaison.core.cards import Button, short, text
from tests.locales.test_texts import AGREEMENT, CATALOG, LANGUAGES, messages, samples
from tests.registered import REGISTRY

PHRASES = Phrases(CATALOG, REGISTRY, AGREEMENT)
TODAY = date(2027, 1, 1)
ONLY_ON_THE_SCREEN = ("command-send", "command-start")
"""Labels of what sends at once, and of what is done before one joins."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_on_the_screen_is_its_button(language: str) -> None:
    for key, parts in messages(language).items():
        for values in samples(parts) if key.startswith(("button-", "command-")) else ():
            shown = text(key, **values)
            typed = CATALOG.plain(shown, language)
            assert PHRASES.by_label(typed, [Button(shown, "pressed")]) == "pressed", typed


def test_a_label_ends_in_an_ellipsis_in_each_language_or_in_none() -> None:
    """It asks for more: words in another place of a label never stand for that."""
    ends = [
        {key for key, parts in messages(language).items() if parts.words.rstrip().endswith("…")}
        for language in LANGUAGES
    ]
    assert ends[0]
    assert all(each == ends[0] for each in ends)
    for language in LANGUAGES:
        words = [parts.words for parts in messages(language).values()]
        assert not any("..." in each or "……" in each for each in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_of_a_command_means_it_anywhere(language: str) -> None:
    for key in messages(language):
        kind, _, name = key.partition("-")
        for shown in (text(key), short(text(key))) if kind == "command" else ():
            typed = CATALOG.plain(shown, language)
            meant = PHRASES.command(typed, today=TODAY)
            assert key in ONLY_ON_THE_SCREEN or (meant and meant.name) == name, typed
