"""What people read in their own language, in English: so a story reads as one conversation.

A message in Khmer or Chinese is the same card in English, and its facts are the same in each
language: see ``tests/stories/message_facts.py``.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.i18n.catalog import Catalog, Rendered
from bot.i18n.formatting import plain as without_markup
from liaison.core.cards import Card, Text
from sandbox import Sandbox
from sandbox.demo import driver
from sandbox.users.actions import ShownMessage
from sandbox.users.phone import Phone

ENGLISH = "en"
RECEIVED = driver.received_texts
_SUBTITLES: dict[str, str] = {}
"""The texts and labels of the messages of this story, by how they are shown."""


def subtitle(shown: str) -> str:
    """A text in English, if it was shown in another language; without bidi isolation marks."""
    written = driver.plain(shown)
    return _SUBTITLES.get(written.strip(), written)


def read_by(user: driver.ScenarioUser, shown: str) -> str:
    """A text as a story reads it: the subtitle, but in stories about the language of a person."""
    return subtitle(shown) if user.language == ENGLISH else driver.plain(shown)


def subtitles() -> dict[str, str]:
    """A copy of the subtitles of this story."""
    return dict(_SUBTITLES)


@contextmanager
def subtitled(known: Mapping[str, str]) -> Iterator[None]:
    """Give each text that is shown to a person a subtitle; ``known`` are those of before."""
    render, toast = Catalog.render, Catalog.toast

    def rendered(self: Catalog, card: Card, languages: Sequence[str], **given: Any) -> Rendered:
        made = render(self, card, languages, **given)
        if _is_foreign(languages):
            english = render(self, card, [ENGLISH], **given)
            _add(made.html, english.html)
            pairs = zip(_labels_of(made), _labels_of(english), strict=True)
            for label, meaning in pairs:
                _add(label, meaning)
        return made

    def answered(self: Catalog, shown: Text, languages: Sequence[str]) -> str:
        made = toast(self, shown, languages)
        if _is_foreign(languages):
            _add(made, toast(self, shown, [ENGLISH]))
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Catalog, "render", rendered)
        patch.setattr(Catalog, "toast", answered)
        patch.setattr(driver, "received_texts", _received_texts)
        patch.setattr(driver.ScenarioUser, "read", _read)
        patch.setattr(driver.ScenarioUser, "_labels", property(_labels))
        patch.setattr(driver.ScenarioUser, "toasts", property(_toasts))
        _SUBTITLES.update(known)
        yield
        _SUBTITLES.clear()


def _received_texts(phone: Phone, sandbox: Sandbox) -> Iterator[str]:
    for each in RECEIVED(phone, sandbox):
        yield from (each, subtitle(each))


def _read(user: driver.ScenarioUser, message: ShownMessage) -> ShownMessage:
    if not message.from_bot:
        return message
    return replace(
        message,
        text=read_by(user, message.text),
        buttons=tuple(
            tuple(replace(button, label=read_by(user, button.label)) for button in row)
            for row in message.buttons
        ),
    )


def _labels(user: driver.ScenarioUser) -> dict[str, str]:
    labels = (label for message in user.phone.visible for label in message.labels)
    return {read_by(user, label).casefold(): label for label in labels}


def _toasts(user: driver.ScenarioUser) -> list[str]:
    return [read_by(user, each) for each in user.phone.answers]


def _is_foreign(languages: Sequence[str]) -> bool:
    """Whether it is for one person who does not read English."""
    return len(languages) == 1 and languages[0] != ENGLISH


def _add(shown: str, meaning: str) -> None:
    _SUBTITLES[driver.plain(without_markup(shown)).strip()] = driver.plain(without_markup(meaning))


def _labels_of(made: Rendered) -> Iterator[str]:
    return (label for row in made.rows for label, _ in row)
