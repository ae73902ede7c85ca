"""The annual report and the minutes of a meeting as files, the same for both Parties."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from bot.documents.letters import shown_as, texts_in
from bot.documents.pdf import Page
from bot.documents.templates import templates_of
from bot.i18n.catalog import Catalog
from liaison.core.cards import Text, Value, named, text
from liaison.core.outbox import Document

_SCALES = {"percent": "percent", "median": "days", "most": "days"}
"""The figures that are not counts: each kind has a scale of its own."""
_BY_TYPE = ("requests", "median", "most")
"""The figures of which a chart compares the types of requests."""
_ALL = text("report-all")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the report. What it counts is of a Party, of the meetings or of the plan."""

    figure: str
    requested: Value
    counted: Text | None
    now: Value
    before: Value


@dataclass(frozen=True)
class _Writer:
    """Writes the parts of a page in the language of a document."""

    document: Document
    catalog: Catalog

    def say(self, value: Value) -> str:
        return shown_as(value, self.catalog, self.document.language)

    def each(self, name: str) -> Sequence[str]:
        return [self.say(each) for each in texts_in(self.document.content.values[name])]

    def page(self, *parts: object, title: str, lines: Sequence[str], **values: object) -> Page:
        """The page of these parts. Raises ``LookupError`` if it has no fonts for the language."""
        templates, language = templates_of(self.catalog.profile), self.document.language
        words = templates.words[language]
        every = [*words.fonts, *(e for each in templates.words.values() for e in each.fonts)]
        shown = {"language": language, "fonts": every, "title": title, "lines": lines, **values}
        return Page(
            layout=files("bot").joinpath("documents", "report.typ").read_text(encoding="utf-8"),
            made_at=self.document.made_at,
            values={**shown, "parts": parts, "form": words.form},
        )

    def chart(self, heading: Value, rows: Iterable[tuple[Value, _Row]]) -> Mapping[str, object]:
        """Bars of both years; counts, days and percentages each to their own scale."""
        listed = [*rows]
        most = {"percent": 100}
        for _, row in listed:
            scale = _SCALES.get(row.figure, "count")
            most[scale] = max(most.get(scale, 1), _number(row.now), _number(row.before))
        bars = [
            {
                "label": self.say(label),
                "of": most[_SCALES.get(row.figure, "count")],
                "now": [_number(row.now), self.figure(row.now)],
                "before": [_number(row.before), self.figure(row.before)],
            }
            for label, row in listed
        ]
        return {"heading": self.say(heading), "bars": bars}

    def figure(self, value: Value) -> str:
        return self.say(text("scorecard-none") if value == "" else value)


def report_page(document: Document, catalog: Catalog) -> Page:
    """The page of a report. Raises ``LookupError`` if there are no words for its language."""
    writer = _Writer(document, catalog)
    rows = [_row(each.values) for each in texts_in(document.content.values["rows"])]
    title, *lines = writer.each("lines")
    parties = _distinct(each.requested for each in rows if each.requested)
    parts = [_part(writer, [e for e in rows if e.requested == party]) for party in parties]
    meetings = [(each.counted or "", each) for each in rows if each.figure == "meetings"]
    plan = [(_name(e), e) for e in rows if not e.requested and e.counted is None]
    others = [
        writer.chart(named("report-figure", "meetings"), meetings),
        writer.chart(text("report-of-plan"), plan),
    ]
    last = {"heading": None, "lines": [], "charts": others, "tables": []}
    return writer.page(*parts, last, title=title, lines=lines, years=writer.each("years"))


def _part(writer: _Writer, rows: Sequence[_Row]) -> Mapping[str, object]:
    """The requests to one Party: all, by type, and its refusals by ground."""
    total = [(_name(each), each) for each in rows if each.counted == _ALL]
    grounds = [(each.counted or "", each) for each in rows if each.figure == "grounds"]
    typed = [e for e in rows if e.counted not in (None, _ALL) and e.figure != "grounds"]
    kinds = _distinct(each.counted or "" for each in typed)
    charts = [writer.chart(_ALL, total)]
    charts += [
        writer.chart(_name(those[0]), [(each.counted or "", each) for each in those])
        for figure in _BY_TYPE
        if (those := [each for each in typed if each.figure == figure])
    ]
    charts += [writer.chart(_name(grounds[0][1]), grounds)] if grounds else []
    tables = [
        {
            "heading": writer.say(kind),
            "rows": [
                [writer.say(_name(each)), writer.figure(each.now), writer.figure(each.before)]
                for each in typed
                if each.counted == kind
            ],
        }
        for kind in kinds
    ]
    heading = writer.say(text("scorecard-party", party=rows[0].requested))
    return {"heading": heading, "lines": [], "charts": charts, "tables": tables}


def minutes_page(document: Document, catalog: Catalog) -> Page:
    """The page of minutes, with a place for both Parties to sign. Raises ``LookupError`` if there
    are no words for its language.
    """
    writer = _Writer(document, catalog)
    [title] = writer.each("title")
    parts = [
        {"heading": writer.say(heading), "lines": lines, "charts": [], "tables": []}
        for heading, lines in (
            (text("button-agenda"), writer.each("items")),
            (text("agenda-decisions"), writer.each("decisions")),
        )
        if lines
    ]
    signatures = [
        [writer.say(text("minutes-sign", authority=authority)), writer.say(text("minutes-sign-by"))]
        for authority in texts_in(document.content.values["authorities"])
    ]
    lines = writer.each("facts")
    return writer.page(*parts, title=title, lines=lines, years=[], signatures=signatures)


def _row(values: Mapping[str, Value]) -> _Row:
    [figure] = texts_in(values["figure"])
    counted = texts_in(values["counted"])
    return _Row(
        figure=figure.key.removeprefix("report-figure-"),
        requested=values["requested"],
        counted=counted[0] if counted else None,
        now=values["now"],
        before=values["before"],
    )


def _distinct(values: Iterable[Value]) -> Sequence[Value]:
    """Each value once, as texts have no hash."""
    found: list[Value] = []
    for each in values:
        if each not in found:
            found.append(each)
    return found


def _name(row: _Row) -> Text:
    return named("report-figure", row.figure)


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
