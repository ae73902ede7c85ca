"""`liaison explain`: how a due date follows from a date of receipt."""

import typer

from bot.clock import SystemClock
from bot.commands.cli_output import party_of, words_for
from bot.profile.holiday_calendars import calendar_of
from bot.settings import Settings, load_agreement_of
from liaison.core.text_parsing import parse_date
from liaison.requests import deadlines


def print_explanation(settings: Settings, day: str, party: str, language: str | None) -> None:
    """Print the count of the days for a Party. Raises ``UserError`` and ``SettingsError``."""
    agreement = load_agreement_of(settings)
    translate = words_for(agreement, settings.agreement, language)
    side = party_of(agreement, party)
    today = SystemClock().now().date()
    receipt = parse_date(day, today, agreement.vocabularies)
    calendar = calendar_of(side, range(receipt.year - 1, receipt.year + 3))
    lines = deadlines.explain(receipt, party=side, agreement=agreement, calendar=calendar)
    typer.echo("\n".join(map(translate, lines)))
