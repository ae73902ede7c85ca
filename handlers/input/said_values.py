"""The values of a form's questions within a text, in any order.

A part of the text with a word for a question, such as "letter", is about that question; days and
closed answers are also found without one.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest

from handlers.input.date_extraction import find_days
from liaison.core.errors import UserError
from liaison.core.form import Answers, Question, parse_answer
from liaison.core.text_parsing import fold_typed
from liaison.core.validation import letter_form
from liaison.core.vocabulary import Vocabularies, any_of, codes_said, read_numerals, signs_of

_PIECES = re.compile(r"[,，、;；\n]+")
_COUNT = re.compile(r"(\d{1,4})\s?\Z")
_OPTIONS = "12345"
Value = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words ``about`` named questions, and the ``other`` parts of a text."""

    about: Mapping[str, str]
    others: Sequence[str]


def said_in(
    typed: str, names: Sequence[str], known: Vocabularies, *, counts: Collection[str] = ()
) -> Said:
    """What a text says of questions by their ``names``; numbers may be before what is
    of the ``counts``.
    """
    words = {
        word: name
        for name in reversed(names)
        for language in known
        for word in language.fields.get(name.rstrip(_OPTIONS), ())
    }
    mark = re.compile(rf"(?<![a-z])(?:{any_of(words)})(?![a-z])", re.IGNORECASE)
    about: dict[str, str] = {}
    others = []
    for piece in _PIECES.split(read_numerals(typed, known, before=("persons",))):
        at, marks = 0, [*mark.finditer(piece)]
        for each, following in zip_longest(marks, marks[1:]):
            name = words[each[0].lower()]
            count = _COUNT.search(piece, at, each.start()) if name in counts else None
            others.append(piece[at : count.start() if count else each.start()])
            at = each.end()
            if count is None:
                at = following.start() if following else len(piece)
            said = count[1] if count else piece[each.end() : at]
            about[name] = about.get(name) or bare(said, known)
        others.append(piece[at:])
    return Said(about=about, others=others)


def said_of(asked: Sequence[Question], typed: str, known: Vocabularies) -> Said:
    """What a text says of the questions of a form."""
    counts = {each.name for each in asked if "".join(each.offered).isdigit()}
    return said_in(typed, [each.name for each in asked], known, counts=counts)


def value_said(
    question: Question, said: Said, known: Vocabularies, *, taken: Collection[Value] = ()
) -> Value | None:
    """The one answer to a question that a text has and that is not ``taken`` by another one."""
    words = said.about.get(question.name)
    parts = said.others if words is None else [words]
    tried = [each for part in parts for each in part.split() if each in question.offered]
    tried += [] if words is None else [words]
    tried += [code for each in parts for code in codes_said(each, question.offered, known)]
    found = {*_accepted(question, tried)}
    if question.days is not None and not found:
        found = {day for each in parts for day in _days(question, fold_typed(each), known)}
    found -= {*taken} if words is None else set()
    return found.pop() if len(found) == 1 else None


def _accepted(question: Question, tried: Sequence[str]) -> Iterator[Value]:
    for each in tried:
        with suppress(UserError):
            yield parse_answer(question, each)


def _days(question: Question, folded: str, known: Vocabularies) -> Iterator[Value]:
    """The accepted days within a text."""
    for start, end in find_days(folded, known):
        for day in _accepted(question, [folded[start:end]]):
            yield day
            yield from _days(question, f"{folded[:start]} {folded[end:]}", known)
            return


def corrected(typed: str, known: Vocabularies) -> tuple[str, str | None]:
    """The new value in words like "no wait, 3 not 2", and the old one if it is named."""
    instead = any_of(signs_of(known, "instead_of"))
    old = re.search(rf"(?<![a-z])(?:{instead})\s*([^\s,，、;；]+)", typed, re.IGNORECASE)
    new = "" if old is None else bare(typed.replace(old[0], " "), known)
    return (new, old[1]) if old and new else (bare(typed, known), None)


def bare(typed: str, known: Vocabularies) -> str:
    """A value without the words and signs that connect it, such as "should be" or a colon."""
    words = any_of(signs_of(known, "is"))
    around = rf"(?:[\s:=,.!\uff0c\uff1a\u3002\uff01\u200b]|(?<![a-z])(?:{words})(?![a-z]))+"
    return re.sub(rf"\A{around}|{around}\Z", "", typed, flags=re.IGNORECASE)


def fitting(
    asked: Sequence[Question], answers: Answers, new: str, old: str | None, known: Vocabularies
) -> Mapping[str, Value]:
    """The values by question that a ``new`` text can be in the place of other ones, which the
    ``old`` one names if it is given. A value of any words must have the form of the present one.
    """
    found: dict[str, Value] = {}
    for question in asked:
        present = answers[question.name]
        value = value_said(question, Said(about={question.name: new}, others=()), known)
        is_closed = question.days or isinstance(value, int) or value in question.offered
        if value in (None, present) or not (old or is_closed or _resembles(value, present)):
            continue
        if old is None or present in _accepted(question, [old]):
            found[question.name] = value
    days = {each.name: found[each.name] for each in asked if each.days and each.name in found}
    return days if days and not new.isdigit() else found


def _resembles(value: Value, present: Value) -> bool:
    """Whether a value of any words with a number, as that of a letter, has the form of another."""
    form = letter_form(str(value))
    return "9" in form and form == letter_form(str(present))
