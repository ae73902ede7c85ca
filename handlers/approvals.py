"""What needs the keys of both Parties: the extension of a case, and what both set together.

``keys`` lists what waits; ``key CODE`` shows a proposal, ``key CODE agree``, ``decline`` and
``withdraw`` end it.

``extend REF DATE REASON`` proposes; what the line lacks is asked for. ``extend REF agree CODE``,
``decline`` and ``withdraw`` answer the proposal of that code and no other.
"""

from datetime import date, timedelta

from handlers.agreement.router import day_and_words
from handlers.input.command_router import Turn, code_rows, command_handlers, day_row
from handlers.input.replies import Reply
from handlers.requests.router import back_to, codes, said_of
from liaison.approvals import answers
from liaison.approvals.repository import TwoKeys
from liaison.approvals.rules import ENDS_IN, TwoKeyAction, UnknownKey, parse_key_code
from liaison.approvals.views import key_card, keys_card
from liaison.core.cards import card, text
from liaison.core.errors import Refusal
from liaison.core.form import NotAChoice
from liaison.core.transaction import today_of
from liaison.requests import extensions
from liaison.requests.model import ExtensionReason, Request
from liaison.requests.rules import NoDueDate, check_extension

OFFERED_DAYS = (7, 14, 30)
ANSWERS = {each.value: each for each in ENDS_IN}


async def keys(turn: Turn) -> Reply:
    """List what waits for a second key."""
    return turn.done(await keys_card(turn.tx))


async def key(turn: Turn) -> Reply:
    """Show a proposal, or end it."""
    code = parse_key_code(turn.line.argument(0) or "")
    what = turn.line.argument(1)
    if what is None:
        found = await answers.find(turn.tx, code)
        return turn.done(await key_card(turn.tx, turn.person, found))
    if what not in ANSWERS:
        raise NotAChoice
    ended = await answers.answer(turn.tx, turn.person, code, ANSWERS[what])
    said = text(f"recorded-key-{what}", code=code)
    return turn.done(await key_card(turn.tx, turn.person, ended, [said]), toast=said)


async def show_key_again(turn: Turn, refusal: Refusal) -> Reply:
    """The proposal as it stands, or all of them, under the sentence that says why not."""
    said = refusal.text()
    found = None
    if not isinstance(refusal, UnknownKey):
        code = parse_key_code(turn.line.argument(0) or "")
        found = await turn.tx.of(TwoKeys).get(code)
    if found is None:
        listed = await keys_card(turn.tx)
        return turn.done(card(said, *listed.paragraphs, rows=listed.rows), toast=said)
    return turn.done(await key_card(turn.tx, turn.person, found, [said]), toast=said)


async def extend(turn: Turn) -> Reply:
    """Propose an extension, or answer one."""
    action = ANSWERS.get(turn.line.argument(1) or "")
    if action is not None:
        return await _answer(turn, action)
    request = await extensions.check(turn.tx, turn.person, turn.line.press())
    if len(turn.line.args) == 1:
        return await _until_when(turn, request)
    day, word = day_and_words(turn.line.args[1:], today_of(turn.tx, request.requested))
    check_extension(request, day, today=today_of(turn.tx, request.requested))
    if word is None:
        return await _why(turn, request, day)
    reasons = codes(word, [each.value for each in ExtensionReason])
    if len(reasons) != 1:
        raise NotAChoice
    request = await extensions.propose(
        turn.tx, turn.person, request, to=day, reason=ExtensionReason(reasons[0])
    )
    proposed = text("recorded-extension-proposed", reference=request.reference)
    return await said_of(turn, request, proposed)


async def _answer(turn: Turn, action: TwoKeyAction) -> Reply:
    code = turn.line.argument(2)
    if code is None:
        raise UnknownKey
    request = await extensions.answer(
        turn.tx, turn.person, turn.line.press(), code=parse_key_code(code), action=action
    )
    answered = text(f"recorded-extension-{action}", reference=request.reference)
    return await said_of(turn, request, answered)


async def _until_when(turn: Turn, request: Request) -> Reply:
    if request.due_on is None:
        raise NoDueDate
    today = today_of(turn.tx, request.requested)
    days = [request.due_on + timedelta(days=each) for each in OFFERED_DAYS]
    row = day_row(turn.line, [day for day in days if day >= today])
    question = text("extend-until", reference=request.reference, due=request.due_on)
    return await turn.ask_for_words(turn.line, question, row)


async def _why(turn: Turn, request: Request, day: date) -> Reply:
    line = turn.line.but(request.reference, day.isoformat())
    rows = code_rows(line, "extension-reason", ExtensionReason)
    question = text("extend-why", reference=request.reference, due=day)
    return await turn.ask_for_words(line, question, *rows, back_to(request))


COMMANDS = (
    *command_handlers({"key": key}, on_conflict=show_key_again),
    *command_handlers({"extend": extend, "keys": keys}),
)
