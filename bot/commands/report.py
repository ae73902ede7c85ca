"""`liaison report`: the annual report of both Parties, as a spreadsheet or for printing."""

import asyncio
import os
from pathlib import Path

from bot.channels.xlsx import xlsx_file
from bot.commands.cli_output import catalog_for, language_for, print_text
from bot.database import opened
from bot.documents.files import file_of
from bot.settings import Settings, load_agreement_of
from liaison.core.cards import text
from liaison.core.errors import UserError
from liaison.letters.service import check_language
from liaison.reports.annual import check_year, report_sheet
from liaison.reports.documents import report_document
from storage.engine.database_url import check_folder

PDF = ".pdf"


def write_report(settings: Settings, year: int, file: Path, language: str | None) -> None:
    """Write the report of a year to a new file. Raises ``UserError`` and ``StorageError``."""
    if (ending := file.suffix.lower()) not in (".xlsx", PDF):
        raise UserError("setup-report-ending", file=str(file))
    agreement = load_agreement_of(settings)
    chosen = language_for(agreement, language)
    check_folder(file)

    catalog = catalog_for(agreement, settings.agreement)

    async def counted() -> bytes:
        async with opened(settings) as database, database.transaction(decides=False) as tx:
            party = agreement.parties[0].code
            shown, *_ = await check_year(tx, party, year)
            sheet = await report_sheet(tx, party, shown)
            if ending != PDF:
                return xlsx_file(sheet, catalog, (chosen,))[1]
            check_language(tx, chosen)
            return file_of(report_document(sheet, chosen, tx.now), catalog).content()

    content = asyncio.run(counted())
    try:
        with open(file, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as written:
            written.write(content)
    except FileExistsError:
        raise UserError("setup-backup-there", file=str(file)) from None
    except OSError:
        raise UserError("setup-unwritable", file=str(file)) from None
    print_text(text("setup-reported", file=str(file), year=year))
