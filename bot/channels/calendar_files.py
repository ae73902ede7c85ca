"""Calendar files (iCalendar, RFC 5545 and 5546), in the language of their reader."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from icalendar import CLASS, CUTYPE, PARTSTAT, STATUS, TRANSP, Calendar, Event, vCalAddress

from bot.i18n.catalog import Catalog
from bot.i18n.formatting import clean
from liaison.core.cards import Text, text
from liaison.core.outbox import CalendarEvent, remote
from liaison.pages.model import CalendarEntry

PRODUCT = "-//liaison-bot//liaison bot//EN"
# A request must have an organizer and an attendee. These are invalid as addresses on purpose:
# people answer to the bot, not by e-mail.
ORGANIZER = "mailto:bot@liaison.invalid"
ATTENDEE = "mailto:parties@liaison.invalid"


def calendar_file(
    entry: CalendarEvent, catalog: Catalog, languages: Sequence[str]
) -> tuple[str, bytes]:
    """Write the file of an event in one language or more; returns its name, the code in the event's
    uid, and its content. It has no alarm: the service sends the reminders.
    """
    event = Event.new(
        uid=entry.uid,
        sequence=entry.sequence,
        stamp=entry.updated_at.astimezone(UTC),
        start=entry.start.astimezone(UTC),
        end=entry.end.astimezone(UTC),
        summary=_readable(catalog.in_each(entry.title, languages)),
        description=_under(catalog, entry.lines, languages),
        location=_venue_text(catalog, entry.venue, languages),
        status=STATUS.CANCELLED if entry.cancelled else STATUS.CONFIRMED,
        classification=CLASS.CONFIDENTIAL,
        transparency=TRANSP.OPAQUE,
        organizer=vCalAddress(ORGANIZER),
        attendees=[
            vCalAddress.new(
                ATTENDEE, cutype=CUTYPE.GROUP, partstat=PARTSTAT.NEEDS_ACTION, rsvp=False
            )
        ],
    )
    calendar = _calendar("CANCEL" if entry.cancelled else "REQUEST")
    calendar.add_component(event)
    return f"{entry.uid.partition('@')[0]}.ics", calendar.to_ical()


def calendar_feed(entries: Iterable[CalendarEntry], catalog: Catalog, language: str) -> bytes:
    """Write a calendar that a program reads again and again, the same as long as nothing changes.
    Its name hides the address, which programs would show.
    """
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", catalog.plain(text("web-name"), language))
    for each in entries:
        event = Event.new(
            uid=each.uid,
            stamp=each.changed_at.astimezone(UTC),
            start=each.start.astimezone(UTC) if isinstance(each.start, datetime) else each.start,
            end=None if each.end is None else each.end.astimezone(UTC),
            summary=_readable(catalog.plain(each.title, language)),
            status=STATUS.TENTATIVE if each.tentative else STATUS.CONFIRMED,
            classification=CLASS.CONFIDENTIAL,
            transparency=TRANSP.OPAQUE if each.end is not None else TRANSP.TRANSPARENT,
        )
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(method: str) -> Calendar:
    calendar = Calendar()  # `new` would give it a random id, different at every try
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _under(catalog: Catalog, lines: Iterable[Text], languages: Sequence[str]) -> str:
    translations = ("\n".join(catalog.plain(line, each) for line in lines) for each in languages)
    return _readable("\n\n".join(dict.fromkeys(translations)))


def _venue_text(catalog: Catalog, venue: str | None, languages: Sequence[str]) -> str:
    video = remote(venue)
    return _readable(clean(str(venue)) if video is None else catalog.in_each(video, languages))


def _readable(written: str) -> str:
    """Replace backslashes: calendars, and our library, disagree on escapes before a letter."""
    return written.replace("\\", "/")
