"""The colleagues that a text names, and whether it says more of them than who does the work."""

import re
from collections.abc import Sequence
from itertools import chain

from handlers.input.labels import only_mentions
from liaison.core.people import Person
from liaison.core.text_parsing import fold_typed
from liaison.core.vocabulary import (
    COURTESY,
    Sign,
    Vocabularies,
    any_of,
    phrases_for,
    signs_of,
    words_for,
    words_of,
)

OF_WORK = ("assign", "assign … me", "take")
"""The commands whose phrases are beside the name of who does the work."""
_BESIDE: Sequence[Sign] = ("handles", "yes")


def people_said(typed: str, people: Sequence[Person]) -> Sequence[Person]:
    """The people whose name is in a text, in Latin letters as a whole word."""
    folded = fold_typed(typed)
    return [each for each in people if words_of([each.bare_name]).search(folded)]


def without_colleagues(typed: str, people: Sequence[Person], known: Vocabularies) -> str:
    """A text of a person who speaks for colleagues, too, such as "Zhang and I", without them."""
    name = words_of(each.bare_name for each in people).pattern
    me = any_of(signs_of(known, "with_me"))
    both = rf"(?:{me})\s*{name}|{name}\s*(?:{me})"
    return re.sub(both, " ", fold_typed(typed), flags=re.IGNORECASE)


def says_more(typed: str, people: Sequence[Person], known: Vocabularies, *commands: str) -> bool:
    """Whether a text has more words than the phrases of these ``commands`` and the names of the
    ``people``: it may deny the act, ask about it, tell of it or postpone it.
    """
    folded = fold_typed(typed)
    denials = words_of([*signs_of(known, "not"), *words_for("except", known)])
    usual = chain(
        *(phrases_for(each, known) for each in (*commands, COURTESY)),
        *(each.ignored for each in known),
        *(signs_of(known, each) for each in _BESIDE),
    )
    beside = words_of(each.bare_name for each in people).sub(" ", folded)
    is_denied = denials.search(beside) or only_mentions(typed)
    return bool(is_denied or any(map(str.isalpha, words_of(usual).sub(" ", beside))))
