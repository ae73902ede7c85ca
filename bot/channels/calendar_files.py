"""Files for calendars (iCalendar, RFC 5545 and 5546), in the words of their reader."""

from collections.abc import Iterable, Sequence
from datetime import UTC

from icalendar import CLASS, CUTYPE, PARTSTAT, STATUS, TRANSP, Calendar, Event, vCalAddress

from bot.i18n.catalog import Catalog
from bot.i18n.formatting import clean
from liaison.core.attachments import CalendarEvent
from liaison.core.cards import Text, text

PRODUCT = "-//liaison-bot//liaison desk//EN"
# A request must name who asks and who is asked. These names can never be an address: calendars
# have nobody to write to, and people answer to the desk.
ORGANIZER = "mailto:desk@liaison.invalid"
ATTENDEE = "mailto:parties@liaison.invalid"


def calendar_file(
    entry: CalendarEvent, catalog: Catalog, languages: Sequence[str]
) -> tuple[str, bytes]:
    """Write the file of an entry in one language, or in several beside each other.

    Gives its name, which is the code in the entry's uid, and its content. Its moments are in UTC,
    which every calendar shows in the zone of its owner. It reminds of nothing: the desk does.
    """
    event = Event.new(
        uid=entry.uid,
        sequence=entry.sequence,
        stamp=entry.updated_at.astimezone(UTC),
        start=entry.start.astimezone(UTC),
        end=entry.end.astimezone(UTC),
        summary=_beside(catalog, entry.title, languages),
        description=_under(catalog, entry.lines, languages),
        location=_place(catalog, entry.venue, languages),
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
    calendar = Calendar()  # `new` would give it an id of its own, another one at every try
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.cancelled else "REQUEST")
    calendar.add_component(event)
    return f"{entry.uid.partition('@')[0]}.ics", calendar.to_ical()


def _beside(catalog: Catalog, shown: Text, languages: Sequence[str]) -> str:
    said = (catalog.plain(shown, language) for language in languages)
    return _readable(" / ".join(dict.fromkeys(said)))


def _under(catalog: Catalog, lines: Iterable[Text], languages: Sequence[str]) -> str:
    said = ("\n".join(catalog.plain(line, each) for line in lines) for each in languages)
    return _readable("\n\n".join(dict.fromkeys(said)))


def _place(catalog: Catalog, venue: str | None, languages: Sequence[str]) -> str:
    if venue is None:
        return _beside(catalog, text("calendar-file-video"), languages)
    return _readable(clean(venue))


def _readable(written: str) -> str:
    """Calendars do not agree on what a backslash before a letter is, nor does our library."""
    return written.replace("\\", "/")
