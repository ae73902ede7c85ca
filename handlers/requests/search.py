"""Free text as a search over requests."""

import re
from collections.abc import Sequence
from datetime import datetime

from handlers.input.command_router import CommandContext, Commands
from handlers.input.free_text import LETTER
from handlers.input.record_codes import with_code
from handlers.input.replies import Reply
from handlers.menu import not_understood
from liaison.core.cards import MENU, Button, Row, card, open_button, text
from liaison.core.errors import WrongValue
from liaison.core.text_parsing import NotAMonth, fold_typed, parse_month
from liaison.core.validation import could_be_pin
from liaison.core.vocabulary import codes_said, phrases_for, signs_of, words_of
from liaison.core.working_time import DAY, local_moment
from liaison.requests.lists import target_line
from liaison.requests.model import Kind, Request
from liaison.requests.repository import Requests, SearchQuery
from liaison.requests.views import show_request

MAX_FOUND = 8
MAX_BESIDE = 2
"""How many are offered beside a question to which a text is no answer."""
MIN_BESIDE = 3
ASCII = "0123456789"
MAX_CHARS = 80
"""A longer text is not searched for."""
_NUMBER = re.compile(
    rf"\A[0-9]+\Z|{LETTER.pattern}|(?<![0-9a-z])[a-z]{{1,2}}[0-9]{{2}}[\s_-]", re.I
)
"""The number of a letter, or what looks like a reference."""
_LONGEST_MONTH = 31 * DAY

COMMANDS = Commands()


@COMMANDS.handle("find")
async def search(context: CommandContext) -> Reply:
    """Search the Party's requests: ``find WORDS``. One that is found is shown, of several the
    latest are listed. If there is none, the commands that the words may mean are offered.
    """
    tx, person, typed = context.tx, context.person, context.command.raw_from(0)
    wanted = context.command.text_from(0) or typed
    found = await _found(context, wanted, limit=MAX_FOUND + 1)
    if not found:
        key = "error-nothing-found" if _NUMBER.search(fold_typed(typed)) else "error-not-understood"
        key = "error-none-of-these" if has_condition(context, typed) else key
        quoted = "" if could_be_pin(typed) else typed
        return await not_understood(context, WrongValue(key).text(quoted))
    if len(found) == 1:
        return context.finish(await show_request(tx, person, found[0]))
    more = "yes" if len(found) > MAX_FOUND else "no"
    rows = [
        (Button(target_line(tx, each), f"request {each.reference}"),) for each in found[:MAX_FOUND]
    ]
    return context.finish(card(text("found-requests", words=typed, more=more), rows=[*rows, MENU]))


async def found_rows(context: CommandContext, typed: str) -> Sequence[Row]:
    """The buttons that open the requests that a text finds, if they are few."""
    if len(typed.strip()) < MIN_BESIDE:
        return ()
    found = await _found(context, typed, limit=MAX_BESIDE + 1)
    if len(found) > MAX_BESIDE:
        return ()
    codes = (each.reference for each in found)
    return [(open_button("request", e),) for e in codes]


async def with_reference(context: CommandContext, typed: str) -> str:
    """A text with the reference of a request in the place of the number of its letter, such as
    145/26, if only one request has that number.
    """
    for number in LETTER.finditer(fold_typed(typed)):
        found = await _found(context, number[0], limit=2)
        if len(found) == 1:
            return with_code(typed, [(number[0], found[0].reference)])
    return typed


async def _found(context: CommandContext, typed: str, *, limit: int) -> Sequence[Request]:
    words = " ".join(fold_typed(typed).casefold().split())
    if not 1 < len(words) <= MAX_CHARS:
        return ()
    kinds, asked = codes_said(words, Kind, context.vocabularies), _condition(context, words)
    digits = dict.fromkeys(each.digits for each in context.vocabularies)
    for tried in dict.fromkeys((words, *(kinds if len(kinds) == 1 else ()), asked)):
        for each in digits if len(tried) > 1 else ():
            written, month = tried.translate(str.maketrans(ASCII, each)), _month(context, tried)
            chosen = SearchQuery(text=written, month=month)
            found = await context.tx.of(Requests).search(context.person.party, chosen, limit=limit)
            if found:
                return found
    return ()


def has_condition(context: CommandContext, typed: str) -> bool:
    """Whether a text names a month or a type of requests."""
    kinds = codes_said(typed.casefold(), Kind, context.vocabularies)
    return kinds != [] or _month(context, _condition(context, typed)) is not None


def _condition(context: CommandContext, typed: str) -> str:
    """A text without the words for a search, a request and a letter."""
    known = context.vocabularies
    words = words_of([*phrases_for("requests", known), *signs_of(known, "found_by")])
    return words.sub(" ", typed.casefold()).strip()


def _month(context: CommandContext, words: str) -> tuple[datetime, datetime] | None:
    """The beginning and the end of a month that the words name; without a year, the latest."""
    try:
        first = parse_month(words, context.vocabularies, today=context.today)
    except NotAMonth:
        return None
    zone = context.tx.agreement.party(context.person.party).zone
    following = (first + _LONGEST_MONTH).replace(day=1)
    return local_moment(first, 0, zone), local_moment(following, 0, zone)
