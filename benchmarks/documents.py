"""Documents: how long a letter takes, and the report of a year with very many requests."""

from time import perf_counter

from benchmarks.lists import open_filled
from benchmarks.table import Figure
from bot.documents.files import file_of
from bot.i18n.catalog import Catalog
from bot.profile.agreement_file import default_agreement
from liaison.core.cards import text
from liaison.core.outbox import Document
from liaison.letters.service import LAYOUT, WORD_LAYOUT, content_of, letters_of
from liaison.reports.annual import check_year, report_sheet
from liaison.reports.documents import report_document
from liaison.requests.repository import Requests

FEW, MANY = 1_000, 10_000
LINK = text("answer", value="https://page.example/letter/" + "a" * 40)


async def documents(*, quick: bool) -> list[Figure]:
    """Make a letter in each language, twice as PDF and once for Word, and a report as PDF."""
    requests = FEW if quick else MANY
    catalog = Catalog.load(agreement=default_agreement())
    figures = []

    def took(what: str, start: float) -> None:
        figures.append(Figure(what=what, ours=perf_counter() - start, unit="s"))

    async with (
        open_filled(requests, open_requests=1, replied=True) as filled,
        filled.database.transaction() as tx,
    ):
        person = filled.viewer
        [request] = await tx.of(Requests).active(person.party)
        letter = (await letters_of(tx, person, request.reference))[0]
        content = content_of(letter, person.party, LINK)
        for language in catalog.agreement.languages:
            for what, layout in (
                ("the first", LAYOUT),
                ("the next", LAYOUT),
                ("a Word file", WORD_LAYOUT),
            ):
                document = Document(
                    name="a", made_at=tx.now, layout=layout, language=language, content=content
                )
                start = perf_counter()
                file_of(document, catalog).content()
                took(f"A letter in {language}, {what}", start)
        year, *_ = await check_year(tx, person.party, None)
        start = perf_counter()
        sheet = await report_sheet(tx, person.party, year)
        took(f"The figures of a year with {requests:,} requests", start)
        for language in catalog.agreement.languages:
            start = perf_counter()
            file_of(report_document(sheet, language, tx.now), catalog).content()
            took(f"Its report in {language}", start)
    return figures
