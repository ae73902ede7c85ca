"""The content of calendar files: every calendar reads the same in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar import Calendar as OtherCalendar
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from bot.channels.calendar_files import calendar_file
from bot.i18n.catalog import Catalog
from bot.i18n.formatting import clean
from bot.profile.agreement_file import default_agreement
from liaison.core.cards import text
from liaison.core.outbox import CalendarEvent, dump_attachment, load_attachment
from tests.memory_folder import memory_folder
from tests.service.conftest import MORNING

HOUR = timedelta(hours=1)
ZONES = (UTC, ZoneInfo("Asia/Phnom_Penh"), ZoneInfo("Asia/Shanghai"))
ENTRY = CalendarEvent(
    uid="M26-7F3K9",
    sequence=3,
    cancelled=False,
    updated_at=MORNING,
    start=MORNING + 48 * HOUR,
    end=MORNING + 50 * HOUR,
    title=text("command-menu"),
    lines=(text("command-help"), text("command-requests")),
    venue=None,
)


def read(content: bytes) -> OtherCalendar:
    return IcsCalendarStream.calendar_from_ics(content.decode())


PIECES = st.sampled_from(
    [
        *(",", ";", ":", "'", '"', "=", "^", "%2C", "<b>", "&amp;", "/", " ", "\t", "\r\n", "\n"),
        *("\\", "\\n", "\\N", "\\,", "END:VEVENT", "\r\nEND:VCALENDAR\r\n"),
        *("\u2028", "\x85", "\x00", "👩\u200d👧", "🤝🏽", "é", "x" * 80),
        *("កិច្ចប្រជុំបន្ទាន់", "ស្រី" * 30, "紧急会议，北京"),
    ]
)
WORDS = st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join)
INSTANTS = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001  # the zones are below
    max_value=datetime(2099, 12, 31),  # noqa: DTZ001
    timezones=st.sampled_from(ZONES),
).map(lambda at: at.replace(microsecond=0))
KEYS = st.sampled_from(["bare", "framed"])
TEXTS = st.builds(lambda key, words: text(key, words=words), KEYS, WORDS)
ENTRIES = st.builds(
    lambda start, minutes, **rest: CalendarEvent(
        start=start, end=start + timedelta(minutes=minutes), **rest
    ),
    start=INSTANTS,
    minutes=st.integers(5, 10_080),
    uid=st.from_regex(r"M[0-9]{2}-[0-9A-Z]{5}(@liaison\.invalid)?", fullmatch=True),
    sequence=st.integers(0, 10_000),
    cancelled=st.booleans(),
    updated_at=INSTANTS,
    title=TEXTS,
    lines=st.lists(TEXTS, max_size=4).map(tuple),
    venue=st.none() | WORDS,
)
LANGUAGES = st.sampled_from([("en",), ("km",), ("zh",), default_agreement().languages])
FRAMES = {"en": "in { }", "km": "នៅ { }", "zh": "在{ }"}


@pytest.fixture(scope="module")
def catalog() -> Iterator[Catalog]:
    """A catalog whose messages show whatever they are given."""
    with memory_folder() as folder:
        yield catalog_of(folder)


def catalog_of(folder: Path) -> Catalog:
    for language, frame in FRAMES.items():
        said = frame.replace("{ }", "{ $words }")
        lines = ("bare = { $words }", f"framed = {said}", f"meeting-video = {language}")
        (folder / language).mkdir()
        (folder / language / "words.ftl").write_text("\n".join(lines), encoding="utf-8")
    return Catalog.load(folder, agreement=default_agreement(), strict=True)


def shown(words: str) -> str:
    """Typed words as every message shows them, without what calendars would misread."""
    return clean(words).replace("\\", "/")


def in_words(entry: CalendarEvent, language: str) -> list[str]:
    """The title and the lines in one language."""
    said = []
    for line in (entry.title, *entry.lines):
        words = shown(str(line.values["words"]))
        framed = line.key == "framed"
        said.append(FRAMES[language].replace("{ }", words) if framed else words)
    return said


@given(ENTRIES, LANGUAGES)
def test_two_independent_readers_find_what_was_meant(
    catalog: Catalog, entry: CalendarEvent, languages: tuple[str, ...]
) -> None:
    name, content = calendar_file(entry, catalog, languages)
    said = [in_words(entry, language) for language in languages]
    method = "CANCEL" if entry.cancelled else "REQUEST"
    status = "CANCELLED" if entry.cancelled else "CONFIRMED"
    title = " / ".join(dict.fromkeys(each[0] for each in said))
    about = "\n\n".join(dict.fromkeys("\n".join(each[1:]) for each in said))
    place = " / ".join(languages) if entry.venue is None else shown(entry.venue)
    assert name == f"{entry.uid[:9]}.ics"

    ours = Calendar.from_ical(content)
    [event] = ours.events
    assert (str(ours["METHOD"]), str(event["STATUS"])) == (method, status)
    assert (str(event["UID"]), event.sequence) == (entry.uid, entry.sequence)
    assert str(event["SUMMARY"]) == title
    assert str(event["DESCRIPTION"]) == about
    assert str(event["LOCATION"]) == place

    theirs = read(content)
    [other] = theirs.events
    assert (theirs.method, other.status) == (method, status)
    assert (other.uid, other.sequence) == (entry.uid, entry.sequence)
    assert (other.summary, other.description or "", other.location or "") == (title, about, place)

    moments = (entry.updated_at, entry.start, entry.end)
    for found in (
        (event.DTSTAMP, event.DTSTART, event.DTEND),
        (other.dtstamp, other.dtstart, other.dtend),
    ):
        assert found == moments
        for zone in ZONES:
            local = [at.astimezone(zone).replace(tzinfo=None) for at in found]
            assert local == [at.astimezone(zone).replace(tzinfo=None) for at in moments]


@given(ENTRIES, LANGUAGES)
def test_a_file_follows_the_standard_and_is_the_same_every_time(
    catalog: Catalog, entry: CalendarEvent, languages: tuple[str, ...]
) -> None:
    _, content = calendar_file(entry, catalog, languages)
    *lines, last = content.split(b"\r\n")
    assert last == b""
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        assert not set(line.decode()) & {"\r", "\n", "\x00", "\x85", "\u2028"}
    names = [line.split(b":")[0].split(b";")[0] for line in lines if not line.startswith(b" ")]
    assert names.count(b"BEGIN") == names.count(b"END") == 2
    assert names.count(b"UID") == names.count(b"METHOD") == 1
    [start] = [line for line in lines if line.startswith(b"DTSTART")]
    assert start == f"DTSTART:{entry.start.astimezone(UTC):%Y%m%dT%H%M%SZ}".encode()
    again = calendar_file(
        load_attachment(CalendarEvent, dump_attachment(entry)), catalog, languages
    )
    assert again[1] == content


def test_a_file_names_no_one_is_confidential_and_has_no_reminder(catalog: Catalog) -> None:
    _, content = calendar_file(
        replace(ENTRY, title=text("bare", words="x"), lines=()), catalog, ["en"]
    )
    [event] = read(content).events
    assert event.organizer is not None
    people = [event.organizer, *event.attendees]
    found = [each.uri for each in people]
    assert found == ["mailto:bot@liaison.invalid", "mailto:parties@liaison.invalid"]
    assert {each.common_name for each in people} == {None}
    assert event.classification == "CONFIDENTIAL"
    assert event.transparency == "OPAQUE"
    assert event.alarm == []
