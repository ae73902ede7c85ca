"""The message catalog: the Fluent messages of ``locales/``, in the language of each reader."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from string import digits
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import structlog

from bot.i18n import formatting
from bot.i18n.messages import Messages, messages_in
from bot.profile.language_file import LOCALES
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.cards import Button, Card, Paragraph, Text, Value, short, text
from liaison.core.redaction import TAKEN_OUT
from liaison.core.text_parsing import ascii_digits

log = structlog.get_logger()

_LINKED = re.compile(r"(?:https?:/|(?<![<\w]))/\S+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_LEFT, _RIGHT = "\ue000", "\ue001"
_FIRST_MARK = 0xE100
"""Private characters are placeholders of formatted texts in a message; no value can have them."""

TYPED = "typed"
"""The value of a label with words that a person typed, which are cut if it is too long."""
DAYS = ("today", "tomorrow")
"""The names of days that a moment may have in place of a date, from the present day on."""
MAX_DAYS = 1_000
"""How many formatted dates are cached."""


class CatalogError(ValueError):
    """A message is missing or cannot be formatted: a bug, reported by key and language."""

    def __init__(self, key: str, language: str, fault: str) -> None:
        super().__init__(key, language, fault)
        self.key = key
        self.language = language
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Rendered:
    """A formatted card: Telegram's HTML and rows of buttons, each a label and its command."""

    html: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class _Finished:
    """A formatted text, inserted afterwards, as Fluent takes no value of over 2,500 characters."""

    html: str


Formatting: TypeAlias = "Callable[[Catalog, Text, str], str]"
"""How a message of the catalog is written in one language."""


class Catalog:
    """The messages of every language of an agreement.

    If ``strict``, a missing message or variable raises ``CatalogError``. Otherwise it is logged and
    the prevailing language (Article 12) is used. ``bot`` is the bot's username, which every message
    has as ``$bot``; it is known once Telegram has answered. For a reader, every message also has
    the names of the reader's Party and of the other one, as ``$own_party`` and ``$other_party``.
    ``profile`` is the file of the agreement, None for the included one.
    """

    def __init__(
        self, messages: Mapping[str, Messages], *, agreement: Agreement, strict: bool
    ) -> None:
        self._messages = messages
        self.agreement = agreement
        self._strict = strict
        self._lenient = False
        self._digits = {
            each.language: str.maketrans(digits, each.digits) if each.digits != digits else {}
            for each in agreement.vocabularies
        }
        self._fixed: dict[tuple[Formatting, str, str, str, PartyCode | None, bool], str] = {}
        self._reader: PartyCode | None = None
        self._days: dict[tuple[date, str, str], str] = {}
        self._zone: str | None = None
        self._today: date | None = None
        self._near: Sequence[str] = ()
        self._parties: Mapping[str, Text] = {}
        self.bot = ""
        self.profile: Path | None = None

    def for_reader(
        self, party: PartyCode, now: datetime | None, near: Sequence[str] = ()
    ) -> "Catalog":
        """The catalog for a person of a Party: moments are in its zone, dates of this year have no
        year. ``now`` is aware; without it each date has its year. ``near`` are the ``DAYS`` shown
        in place of dates.
        """
        reader, other = self.agreement.party(party), self.agreement.other(party)
        own = copy(self)
        own._reader = party  # noqa: SLF001
        own._zone = reader.zone  # noqa: SLF001
        own._today = now and now.astimezone(ZoneInfo(reader.zone)).date()  # noqa: SLF001
        own._near = near  # noqa: SLF001
        own._parties = {  # noqa: SLF001
            "own_party": text(reader.name),
            "other_party": text(other.name),
        }
        return own

    @classmethod
    def load(cls, *folders: Path, agreement: Agreement, strict: bool = False) -> "Catalog":
        """Read ``FOLDER/LANGUAGE/*.ftl`` for each language of the agreement, by default the
        service's own; of two messages with one key the first folder's is used. Raises
        ``ProfileError``.
        """
        places = folders or (LOCALES,)
        messages = {language: messages_in(language, places) for language in agreement.languages}
        return cls(messages, agreement=agreement, strict=strict)

    def has(self, key: str, language: str) -> bool:
        """Whether a language has a message."""
        return self._messages[language].has(key)

    def knows(self, *shown: Text) -> bool:
        """Whether all these texts exist here, and not only in a newer version of the service."""
        return self._strict or all(
            self.has(each.key, self.agreement.prevailing) and self.knows(*_within(each))
            for each in shown
        )

    def text(self, shown: Text, language: str) -> str:
        """One message as HTML, with bidi isolation marks only where they are needed."""
        written = self._text(shown, language)
        if not _RIGHT_TO_LEFT.search(written):
            return formatting.without_isolates(written)
        return _LINKED.sub(lambda found: formatting.without_isolates(found[0]), written)

    def _text(self, shown: Text, language: str) -> str:
        try:
            return self._form(shown, language)
        except CatalogError as error:
            if self._strict:
                raise
            log.exception(
                "catalog-fault", key=error.key, language=error.language, fault=error.fault
            )
        lenient = copy(self)
        lenient._lenient = True  # noqa: SLF001
        return lenient._form(shown, self.agreement.prevailing)  # noqa: SLF001

    def plain(self, shown: Text, language: str) -> str:
        """One message without markup and bidi isolation marks: for terminals and menus."""
        return self._once(Catalog._plain, shown, language)

    def _plain(self, shown: Text, language: str) -> str:
        return formatting.without_isolates(formatting.plain(self.text(shown, language)))

    def in_each(self, shown: Text, languages: Sequence[str]) -> str:
        """One message in one language, or in several one beside the other."""
        return " / ".join(dict.fromkeys(self.plain(shown, language) for language in languages))

    def toast(self, shown: Text, languages: Sequence[str]) -> str:
        """One message as a callback answer: no markup, at most 200 characters."""
        parts = [formatting.plain(self.text(shown, language)) for language in languages]
        return formatting.cut("\n".join(dict.fromkeys(parts)), formatting.MAX_TOAST)

    def render(
        self,
        card: Card,
        languages: Sequence[str],
        *,
        repeat: bool = False,
        most: int = formatting.MAX_TEXT,
    ) -> Rendered:
        """A card in one language or more, one after the other; ``repeat`` says first that it may
        have come before. What is longer than ``most`` UTF-16 units is cut at the end of a line.
        """
        repeated = ((text("repeat-line"),),) if repeat else ()
        html = formatting.join_paragraphs(
            [
                paragraph
                for language in languages
                for paragraph in self._paragraphs(card, repeated, language)
            ],
            most,
        )
        rows = (
            [(self._label(button, languages), button.command) for button in row]
            for row in card.rows
        )
        return Rendered(
            html, tuple(fitting for row in rows for fitting in formatting.label_rows(row))
        )

    def _paragraphs(
        self, card: Card, repeated: Sequence[Paragraph], language: str
    ) -> Iterator[list[str]]:
        """The lines of a card in a language. Its details are one line: they are cut as a whole."""
        for paragraph in (*repeated, *card.paragraphs):
            yield [self.text(line, language) for line in paragraph]
        if card.details:
            details = "\n".join(self.text(line, language) for line in card.details)
            yield [f"<blockquote expandable>{details}</blockquote>"]

    def _label(self, button: Button, languages: Sequence[str]) -> str:
        labels = [self.plain(short(button.label), language) for language in languages]
        if (typed := button.label.values.get(TYPED)) is not None:
            words = (self.plain(text("answer", value=typed), language) for language in languages)
            labels = [*map(formatting.fitted, labels, words)]
        return " / ".join(dict.fromkeys(map(formatting.capitalized, labels)))

    def _form(self, shown: Text, language: str) -> str:
        if shown.cause is not None:
            about = replace(shown, cause=None)
            shown = text("meeting-emergency", occasion=shown.cause, about=about)
        return self._once(Catalog._formed, shown, language)

    def _once(self, make: Formatting, shown: Text, language: str) -> str:
        """A text, formatted once for the readers of a Party if it has no values."""
        if shown.values or shown.cause is not None:
            return make(self, shown, language)
        known = (make, shown.key, language, self.bot, self._reader, self._lenient)
        if known not in self._fixed:
            self._fixed[known] = make(self, shown, language)
        return self._fixed[known]

    def _formed(self, shown: Text, language: str) -> str:
        messages = self._messages[language]
        if not messages.has(shown.key):
            if self._lenient:
                return formatting.escape(shown.key)
            raise CatalogError(shown.key, language, "missing")
        pattern = messages.pattern(shown.key)
        if pattern is None:
            raise CatalogError(shown.key, language, "empty")
        years = {each.year for each in shown.values.values() if type(each) is date}
        values = {
            name: formatting.FluentDay(value, self._day(value, language, whole=True))
            if type(value) is date and len(years) > 1
            else self._value(value, language)
            for name, value in shown.values.items()
        }
        finished = {
            chr(_FIRST_MARK + index): (name, value.html)
            for index, (name, value) in enumerate(values.items())
            if isinstance(value, _Finished)
        }
        marks = {name: mark for mark, (name, _) in finished.items()}
        parties = {
            name: formatting.FluentText(partial(self._form, party, language))
            for name, party in self._parties.items()
        }
        known = {"bot": formatting.escape(self.bot), **parties, **values, **marks}
        written, errors = messages.form(pattern, known)
        if errors and not self._lenient:
            fault = " ".join(
                [type(errors[0]).__name__, *map(str, errors[0].args[:1])]
            )  # never a value
            raise CatalogError(shown.key, language, fault)
        for mark, (_, html) in finished.items():
            written = written.replace(mark, html)
        return written

    def _value(self, value: Value, language: str) -> Any:
        match value:
            case Text():
                return _Finished(self._form(value, language))
            case str():
                # The number of a letter may be typed in digits that other readers do not know.
                shown = formatting.escape(
                    formatting.clean(value if self._digits[language] else ascii_digits(value))
                )
                if TAKEN_OUT in shown:
                    shown = shown.replace(TAKEN_OUT, self._form(text("taken-out"), language))
                return shown
            case int():
                return formatting.number(value, self._digits[language])
            case datetime():
                return formatting.FluentMoment(
                    lambda: self._moment(value, language),
                    lambda: self._in_capitals(value, language),
                    value.astimezone(ZoneInfo(self._first_zone(language))).date(),
                )
            case date():
                return formatting.FluentDay(value, self._day(value, language))
            case tuple():
                parts = [self._form(each, language) for each in value]
                return _Finished(self._list(parts, language, "list-more", last="list-last"))

    def _list(self, parts: list[str], language: str, key: str, *, last: str) -> str:
        """Join formatted texts of one language, the last two with a conjunction."""
        joined = parts[0] if parts else ""
        for index, each in enumerate(parts[1:], 2):
            joined = self._frame(last if index == len(parts) else key, language, joined, each)
        return joined

    def _frame(self, key: str, language: str, left: str, right: str) -> str:
        """Put two formatted texts into a message, which must not isolate them once more."""
        messages = self._messages[language]
        written, _ = messages.form(messages.pattern(key), {"left": _LEFT, "right": _RIGHT})
        return formatting.without_isolates(written).replace(_LEFT, left).replace(_RIGHT, right)

    def _day(self, day: date, language: str, *, whole: bool = False) -> str:
        """A date, with its year if that is another one or it is ``whole``; cached."""
        same_year = self._today is not None and day.year == self._today.year
        key = "date-short" if same_year and not whole else "date-long"
        if (day, language, key) not in self._days:
            if len(self._days) >= MAX_DAYS:
                self._days.clear()
            month = formatting.month_name(day.month, language)
            written = text(key, day=day.day, month=month, year=day.year)
            self._days[day, language, key] = formatting.without_isolates(
                self._form(written, language)
            )
        return self._days[day, language, key]

    def _moment(self, moment: datetime, language: str) -> str:
        """A moment in the reader's zone; without a known reader, in the capitals."""
        if self._zone is None:
            return self._in_capitals(moment, language)
        local = moment.astimezone(ZoneInfo(self._zone))
        ahead = -1 if self._today is None else (local.date() - self._today).days
        key = self._near[ahead] if 0 <= ahead < len(self._near) else "own"
        shown = text(f"moment-{key}", day=local.date(), time=self._time(local, language))
        return formatting.without_isolates(self._form(shown, language))

    def _in_capitals(self, moment: datetime, language: str) -> str:
        """A moment in the capitals of the Parties, the reader's first."""
        zone = self._first_zone(language)
        parties = sorted(self.agreement.parties, key=lambda each: each.zone != zone)
        first = moment.astimezone(ZoneInfo(zone)).date()
        parts = []
        for party in parties:
            local = moment.astimezone(ZoneInfo(party.zone))
            key = "moment-time" if local.date() == first else "moment-time-other-day"
            time, place = self._time(local, language), text(party.capital)
            shown = text(key, time=time, place=place, day=local.date())
            parts.append(formatting.without_isolates(self._form(shown, language)))
        times = self._list(parts, language, "moment-more", last="moment-more")
        shown = text("moment", first=first, right=times)
        return formatting.without_isolates(self._form(shown, language))

    def _first_zone(self, language: str) -> str:
        """The zone of the reader; without a known one, of the Party with the language."""
        parties = sorted(self.agreement.parties, key=lambda each: each.language != language)
        return self._zone or parties[0].zone

    def _time(self, local: datetime, language: str) -> str:
        return f"{local:%H:%M}".translate(self._digits[language])


def _within(shown: Text) -> Iterator[Text]:
    for value in (shown.cause, *shown.values.values()):
        if isinstance(value, Text):
            yield value
        elif isinstance(value, tuple):
            yield from value
