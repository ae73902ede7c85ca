"""The form of a Party's letter numbers, so that a slip is seen before it is sent."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from liaison.core.agreement import PartyCode
from liaison.core.transaction import Tx
from liaison.requests.lists import list_of
from liaison.requests.model import Request
from liaison.requests.repository import Requests

RECENT = 20


async def unlike_own(tx: Tx, party: PartyCode, letter: str) -> str | None:
    """A recent letter number of a Party, if ``letter`` has the form of none of them."""
    chosen = replace(list_of(tx, party, "all"), limit=RECENT)
    found, _ = await tx.of(Requests).listed(party, chosen)
    own = [each for request in found for each in own_letters(request, party)]
    return own[0] if own and letter_form(letter) not in map(letter_form, own) else None


def own_letters(request: Request, party: PartyCode) -> Iterator[str]:
    """The letters of a Party about a request."""
    if request.requesting == party:
        letters = [request.details.letter.reference]
    else:
        letters = [each.letter for each in (request.outcome, request.refusal) if each is not None]
    yield from filter(None, letters)


def letter_form(letter: str) -> str:
    """A letter number with ``9`` for each number and ``a`` for each word: ``9/9 a``."""
    classes = (
        "9" if c.isdecimal() else "a" if unicodedata.category(c)[0] in "LM" else c for c in letter
    )
    return "".join(key for key, _ in groupby(classes))
