"""Reading: a command that only shows something, in a transaction that is always rolled back."""

import re
from collections.abc import Mapping
from typing import Final

from handlers.input.command_router import CommandContext, run_command
from handlers.input.commands import parse_command
from liaison.core.cards import Card, one_page
from liaison.core.errors import UserError
from liaison.core.people import Person, may_use
from liaison.core.transaction import Tx
from liaison.people.views import language_card
from liaison.settings.model import Topic

_CODE, _NUMBER, _WORDS = "[A-Z]{1,2}[0-9]{2}-[0-9A-Z]{5}", "[0-9]+", "[a-z0-9 -]*"
VIEWS: Final[Mapping[str, str]] = {
    "activity": _NUMBER,
    "agenda": f"{_CODE}( draft| minutes)?( {_NUMBER})?",
    "agreement": "",
    "approval": f"({_CODE})?",
    "approvals": "",
    "approve": "",
    "audit": f"(notes|{_CODE})?( ?{_NUMBER})?",
    "difference": _CODE,
    "disclosures": f"({_CODE}|{_NUMBER})?",
    "duty": "(next)?",
    "explain": _CODE,
    "extensions": "",
    "help": "",
    "inbox": f"((mine|all)( {_NUMBER})?|{_CODE})?",
    "invites": "",
    "meeting": f"{_CODE}( history)?",
    "meetings": _WORDS,
    "menu": _WORDS,
    "overview": _WORDS,
    "page": "",
    "people": f"(page )?({_NUMBER})?",
    "plan": f"((open|all)( {_NUMBER})?)?",
    "procedure": f"({_CODE}|{_NUMBER})?( {_NUMBER})?",
    "report": f"({_NUMBER})?",
    "request": f"{_CODE}( history( {_NUMBER})?)?",
    "requests": _WORDS,
    "settings": f"({'|'.join(Topic)})?",
    "step": f"{_CODE} {_NUMBER}",
    "today": f"({_NUMBER})?",
}
"""The commands that show something, and what may follow. With other words some of them act or ask;
reading notes is an act, as it is audited.
"""
_MORE = re.compile(f"more {_NUMBER} (?P<view>.*)")


def is_view(line: str) -> bool:
    """Whether a command line only shows something."""
    if (further := _MORE.fullmatch(line)) is not None:
        line = further["view"]
    name, _, rest = line.partition(" ")
    return name in VIEWS and re.fullmatch(VIEWS[name], rest) is not None


async def read(tx: Tx, person: Person, line: str) -> Card | None:
    """What a command line shows to a person now; None if it shows nothing to this one. Nothing is
    changed.
    """
    name = parse_command(line).name
    if not is_view(line) or not may_use(tx.registry, name, person.role):
        return None
    if person.language is None:
        return language_card(tx.agreement)
    async with tx.dry_run() as trial:
        try:
            reply = await run_command(CommandContext.without_update(trial, person, line))
        except UserError:
            return None
    return None if reply.card is None else one_page(reply.card)
