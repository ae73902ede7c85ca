"""`liaison report`: the annual report of both Parties as a spreadsheet."""

import asyncio
import os
from pathlib import Path

from bot.channels.xlsx import xlsx_file
from bot.commands.cli_output import catalog_for, language_for, print_text
from bot.database import opened
from bot.settings import Settings, load_agreement_of
from liaison.core.cards import text
from liaison.core.errors import UserError
from liaison.core.outbox import Spreadsheet
from liaison.reports.annual import check_year, report_sheet
from storage.engine.database_url import check_folder


def write_report(settings: Settings, year: int, file: Path, language: str | None) -> None:
    """Write the report of a year to a new file. Raises ``UserError`` and ``StorageError``."""
    agreement = load_agreement_of(settings)
    chosen = language_for(agreement, language)
    check_folder(file)

    async def counted() -> Spreadsheet:
        async with opened(settings) as database, database.transaction(decides=False) as tx:
            party = agreement.parties[0].code
            shown, *_ = await check_year(tx, party, year)
            return await report_sheet(tx, party, shown)

    catalog = catalog_for(agreement, settings.agreement)
    _, content = xlsx_file(asyncio.run(counted()), catalog, (chosen,))
    try:
        with open(file, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as written:
            written.write(content)
    except FileExistsError:
        raise UserError("setup-backup-there", file=str(file)) from None
    except OSError:
        raise UserError("setup-unwritable", file=str(file)) from None
    print_text(text("setup-reported", file=str(file), year=year))
