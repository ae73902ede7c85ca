"""Free text as a search over requests."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from handlers.input.command_router import CommandContext, Commands, run_inner
from handlers.input.commands import Command, Reply, code_in, parse_command
from handlers.input.parsed_text import CODE, TextParser
from handlers.input.persons_said import says_of_persons
from handlers.input.said_values import is_correction
from handlers.menu import line_that_waits, not_understood
from liaison.core.cards import MENU, Button, Row, card, open_button, text
from liaison.core.errors import UserError, WrongValue
from liaison.core.references import CodePrefix, any_code, opening
from liaison.core.text_parsing import WEEK, NotAMonth, fold_typed, parse_date, parse_month
from liaison.core.validation import is_bare_answer
from liaison.core.vocabulary import codes_said, phrases_for, signs_of, words_for, words_of
from liaison.core.working_time import DAY, local_moment
from liaison.notifications.views import answers_of_others
from liaison.requests.lists import target_line
from liaison.requests.model import Kind, Request
from liaison.requests.repository import Requests, SearchQuery
from liaison.requests.views import show_request

MAX_FOUND = 8
MAX_OF_MONTH = 100
MAX_BESIDE = 2
"""How many are offered beside a question to which a text is no answer."""
MIN_BESIDE = 3
ASCII = "0123456789"
MAX_CHARS = 80
"""A longer text is not searched for."""
_LONGEST_MONTH = 31 * DAY
_SHORT = re.compile(
    r"(?<![0-9A-Za-z/-])(?:[0-9A-Z]{5}|(?=[0-9]*[a-z])(?=[a-z]*[0-9])[0-9a-z]{5})(?![0-9A-Za-z/-])"
)
_parser_of = cache(TextParser)

COMMANDS = Commands()


@COMMANDS.handle("find")
async def search(context: CommandContext) -> Reply:
    """Search the Party's requests: ``find WORDS``. One that is found is shown, of several the
    latest are listed. If there is none, the commands that the words may mean are offered.
    """
    tx, person, typed = context.tx, context.person, context.command.raw_from(0)
    known = context.vocabularies
    if not typed.strip():
        opens = (Button(text("command-requests"), "requests"),)
        return context.finish(card(text("error-write-what"), rows=[opens, MENU]))
    wanted = context.command.text_from(0) or typed
    found = await find_requests(context, wanted, limit=MAX_FOUND + 1)
    if not found:
        numbers = _numbers(context, typed)
        is_code = CODE.search(fold_typed(typed)) is not None
        other = _opens_other(context, typed)
        is_clear = numbers or (is_code and other is None) or has_condition(context, typed)
        key = "error-nothing-found" if is_clear else "error-not-understood"
        said, stored = typed.strip(" .!").casefold(), context.conversation.stored
        denies = said in (*signs_of(known, "no"), *words_for("declined", known))
        is_bare = denies or is_bare_answer(typed, known)
        is_value = is_bare or is_correction(typed, known) or typed.strip().isdecimal()
        waits = line_that_waits(context) is not None
        if stored.check and is_bare and not denies:
            doubted = replace(context, is_doubted=True)
            return await run_inner(doubted, Command(name="send"))  # shows the check again
        if is_value and stored.shown_check:
            key = "check-denied" if stored.shown_check.changes else "check-denied-whole"
        elif waits and not is_code:
            key = "error-not-understood-here"
        elif is_bare and not waits:
            key, to_do = "error-no-question", Button(text("command-today"), "today")
            context = replace(context, near=[to_do])
            if others := await answers_of_others(tx, person):
                return await not_understood(context, *others)
        named = await _named(context, typed)
        wrong = WrongValue("error-not-understood" if named and not waits else key)
        wrong_text = wrong.text(typed)
        near = {each.command.split()[0] for each in context.near}
        if named and not waits and near <= {"request", "status"}:
            shown = await show_request(tx, person, named[0])
            return context.finish(shown.below(wrong_text))
        alarms = {each.command.split()[0] for each in context.near[:1]} & {"emergency", "new"}
        if other is not None and not (waits or alarms):
            reply = await run_inner(context, parse_command(other))
            return replace(reply, card=reply.card and reply.card.below(wrong_text))
        return await not_understood(context, wrong_text)
    if len(found) == 1:
        return context.finish(await show_request(tx, person, found[0]))
    more = "yes" if len(found) > MAX_FOUND else "no"
    rows = [
        (Button(target_line(tx, each), f"request {each.reference}"),) for each in found[:MAX_FOUND]
    ]
    return context.finish(card(text("found-requests", words=typed, more=more), rows=[*rows, MENU]))


async def find_requests(context: CommandContext, typed: str, *, limit: int) -> Sequence[Request]:
    """The requests of the person's Party that a text finds, or of which it names a letter."""
    found = [*await _found(context, typed, limit=limit)]
    numbers = () if found else _numbers(context, typed)
    found += [each for number in numbers for each in await _with_letter(context, number)]
    return found[:limit]


async def _named(context: CommandContext, typed: str) -> Sequence[Request]:
    """The one request whose reference is in a text that says something else, too."""
    codes = {each[0] for each in CODE.finditer(fold_typed(typed))}
    found = [await _found(context, each, limit=1) for each in codes]
    return found[0] if len(found) == 1 else ()


def _opens_other(context: CommandContext, typed: str) -> str | None:
    """The command that opens the one record, other than a request, whose code is in a text."""
    codes = {any_code(each[0]) for each in CODE.finditer(fold_typed(typed))}
    line = opening(context.tx.registry.all(CodePrefix), codes.pop()) if len(codes) == 1 else None
    return None if line is None or line.startswith("request ") else line


async def found_rows(context: CommandContext, typed: str) -> Sequence[Row]:
    """The buttons that open the requests that a text finds, if they are few."""
    if len(typed.strip()) < MIN_BESIDE:
        return ()
    found = await _found(context, typed, limit=MAX_BESIDE + 1)
    if len(found) > MAX_BESIDE:
        return ()
    return [(open_button("request", each.reference),) for each in found]


async def with_references(
    context: CommandContext, typed: str, *, only_offered: bool = False, also: str = ""
) -> str:
    """A text with the reference of a request in the place of each number of a letter, such as
    145/26, and of ``also``, that only one request has, or only one of those whose letter a button
    names; also of the end of a reference, such as 7F3KK.
    """
    offered = context.conversation.stored.offered
    lettered = [e for e in offered if not {"letter", "lettered"}.isdisjoint(e.label.values)]
    among = {code_in(each.command) for each in lettered}
    if only_offered and not among:
        return typed
    shorts = [] if only_offered or CODE.search(fold_typed(typed)) else _SHORT.findall(typed)
    for short in shorts[:MAX_BESIDE]:
        found = await _found(context, short, limit=MAX_FOUND)
        found = [each for each in found if each.reference.endswith(f"-{short.upper()}")]
        typed = typed.replace(short, found[0].reference) if len(found) == 1 else typed
    for number in (*_numbers(context, typed), *filter(None, [also])):
        found = await _with_letter(context, number)
        if only_offered:
            found = [each for each in found if each.reference in among]
        if len(found) == 1:
            letters = [each for each in map(fold_typed, _letters(found[0])) if number in each]
            folded = fold_typed(typed)
            said = next((each for each in letters if each in folded), number)
            if (named := _whole(said).search(folded)) is not None:
                kept = typed if len(typed) == len(folded) else folded  # the other signs as typed
                typed = f"{kept[: named.start()]} {found[0].reference} {kept[named.end() :]}"
    return typed


async def named_in_sentence(context: CommandContext, typed: str) -> tuple[str | None, str]:
    """The reference of a request that a sentence names, also by a letter that it does not call one,
    and the other words; None and the whole text if that is all that it says.
    """
    is_letter = words_of(e for each in context.vocabularies for e in each.fields.get("letter", ()))
    named = typed if is_letter.search(fold_typed(typed)) else await with_references(context, typed)
    code, rest = CODE.search(fold_typed(named)), CODE.sub(" ", fold_typed(named)).strip()
    is_sentence = code is not None and re.search(r"[^\W\d_]", rest) is not None
    return (any_code(code[0]), rest) if code and is_sentence else (None, typed)


async def _with_letter(context: CommandContext, number: str) -> Sequence[Request]:
    """The requests with the number of a letter of one of the Parties."""
    active = await context.tx.of(Requests).active(context.person.party)
    named = {e.reference: e for e in (*active, *await _found(context, number, limit=MAX_FOUND))}
    whole = _whole(number)
    return [e for e in named.values() if any(whole.search(fold_typed(n)) for n in _letters(e))]


def _letters(request: Request) -> Sequence[str]:
    ends = [each.letter for each in (request.outcome, request.refusal) if each is not None]
    return [each for each in (request.details.letter.reference, *ends) if each is not None]


def _whole(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9/]){re.escape(number)}(?![0-9])")


def _numbers(context: CommandContext, typed: str) -> Sequence[str]:
    return _parser_of(context.vocabularies).parse(typed, today=context.today).numbers


async def _found(context: CommandContext, typed: str, *, limit: int) -> Sequence[Request]:
    words = " ".join(fold_typed(typed).casefold().split())
    if not 1 < len(words) <= MAX_CHARS:
        return ()
    kinds, asked = _kinds(context, words), _condition(context, words)
    named = words_of(word for kind in kinds for word in words_for(kind, context.vocabularies))
    if kinds and (month := _period(context, _condition(context, named.sub(" ", words)))):
        chosen = SearchQuery(text=words, month=month)
        listed = context.tx.of(Requests).search
        found = await listed(context.person.party, chosen, limit=MAX_OF_MONTH)
        return [each for each in found if each.details.kind in kinds][:limit]
    digits = dict.fromkeys(each.digits for each in context.vocabularies)
    for tried in dict.fromkeys((words, *(kinds if len(kinds) == 1 else ()), asked)):
        by_code, month = dict[str, Request](), _period(context, tried)
        scripts = {tried.translate(str.maketrans(ASCII, e)) for e in digits if len(tried) > 1}
        for written in scripts:
            chosen = SearchQuery(text=written, month=month)
            some = await context.tx.of(Requests).search(context.person.party, chosen, limit=limit)
            by_code |= {each.reference: each for each in some}
        if by_code:
            return sorted(by_code.values(), key=lambda each: each.logged_at, reverse=True)
    return ()


def has_condition(context: CommandContext, typed: str) -> bool:
    """Whether a text names a month, a week or a type of requests."""
    return bool(_kinds(context, typed.casefold()) or _period(context, _condition(context, typed)))


def _kinds(context: CommandContext, words: str) -> Sequence[str]:
    """The types that words look for; none if they are of a new request or another letter."""
    known = context.vocabularies
    is_other = says_of_persons(words, [*Kind], known) or _numbers(context, words)
    return [] if is_other else codes_said(words, Kind, known)


def _condition(context: CommandContext, typed: str) -> str:
    """A text without the words for a search, a request and a letter."""
    known = context.vocabularies
    words = words_of([*phrases_for("requests", known), *signs_of(known, "found_by")])
    return words.sub(" ", typed.casefold()).strip()


def _period(context: CommandContext, words: str) -> tuple[datetime, datetime] | None:
    """The beginning and end of the month or week that words name; without a year, the latest."""
    today, known = context.today, context.vocabularies
    try:
        first = parse_month(words, known, today=today)
        following = (first + _LONGEST_MONTH).replace(day=1)
    except NotAMonth:
        try:
            first = parse_date(f"{words} {known[0].weekdays[0][0]}", today, known)
        except UserError:
            return None
        if not words or any(map(str.isdigit, words)):
            return None
        following = first + WEEK * DAY
    zone = context.tx.agreement.party(context.person.party).zone
    return local_moment(first, 0, zone), local_moment(following, 0, zone)
