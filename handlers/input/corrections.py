"""What a text corrects of values that were given, such as "no wait, 3 not 2"."""

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

from handlers.input.commands import MISSING_ARGUMENT
from handlers.input.date_extraction import find_days, find_times, letters
from handlers.input.said_values import (
    LETTER,
    Said,
    Value,
    accepted,
    answers_named,
    bare,
    own_codes,
    said_in,
    value_said,
    value_words,
    without_instead,
)
from liaison.core.cards import Button
from liaison.core.errors import WrongValue
from liaison.core.form import SKIPPED, Answers, Question, parse_answer
from liaison.core.text_parsing import fold_typed
from liaison.core.validation import letter_form
from liaison.core.vocabulary import (
    Sign,
    Vocabularies,
    any_of,
    codes_said,
    read_numerals,
    signs_of,
    words_for,
    words_of,
)

_BESIDE_VALUES: Sequence[Sign] = (
    "persons", "item", "is", "no", "yes", "instead_of", "option", "place",
)  # fmt: skip
"""What may be said beside a value that changes another one."""


def corrected(
    typed: str, names: Sequence[str], known: Vocabularies, *, counts: Collection[str] = ()
) -> tuple[str, str | None, dict[str, str], str]:
    """The new value in words like "no wait, 3 not 2", and the old one if it is named; the values
    that are about questions by their ``names``, and what else is said beside values of their own.
    """
    instead = any_of(signs_of(known, "instead_of"))
    old = re.search(rf"(?<![a-z])(?:{instead})\s*([^\s,，、;；]+)", typed, re.IGNORECASE)
    new = "" if old is None else bare(typed.replace(old[0], " "), known)
    if not (old and new):
        old, new = None, bare(without_instead(bare(typed, known), known), known)
    if answers := answers_named(names, typed, known):
        return new, None, answers, ""
    said = said_in(new, names, known, counts=counts)
    others = bare(" ".join(said.others), known)
    about = {name: words or others for name, words in said.about.items()}
    return new, old and old[1], about, others if all(said.about.values()) else ""


def may_be_value(typed: str, known: Vocabularies, *, times: bool) -> bool:
    """Whether a text can change a value that it does not name: it has words of a correction, or
    nothing but values and what counts or connects them. ``times``: a value can be a time.
    """
    if codes_said(typed, ["correction"], known):
        return True
    rest = letters(known).sub(" ", LETTER.sub(" ", read_numerals(fold_typed(typed), known)))
    for start, end in (*find_days(rest, known), *(find_times(rest, known) if times else ())):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    beside = [word for each in known for word in each.fillers]
    beside += [word for sign in _BESIDE_VALUES for word in signs_of(known, sign)]
    words = words_of([*value_words(known), *beside])
    return not any(map(str.isalpha, words.sub(" ", rest)))


def option_said(typed: str, asked: str, known: Vocabularies) -> tuple[str, str]:
    """The number of the option that a text names, or that is ``asked`` about, and other words."""
    option = any_of(signs_of(known, "option"))
    numbered = read_numerals(typed, known, before=("option",))
    found = re.search(rf"(?:{option})\s*(\d)\s*(?:{option}|\b)", numbered, re.IGNORECASE)
    if found is None:
        return re.sub(r"\D", "", asked), typed
    return str(int(found[1])), numbered.replace(found[0], " ")


def fitting(
    asked: Sequence[Question], answers: Answers, new: str, old: str | None, known: Vocabularies
) -> Mapping[str, Value]:
    """The values by question that a ``new`` text can be in the place of other ones, which the
    ``old`` one names if it is given. A value of any words must have the form of the present one.
    """
    found: dict[str, Value] = {}
    is_moment = _has_day_and_time(fold_typed(new), known)
    for question in asked:
        present = answers[question.name]
        value = value_said(question, Said(about={question.name: new}, others=()), known)
        if question.days and is_moment:  # without its time, the day would be another moment
            value = next(accepted(question, [new]), None)
        is_closed = question.days or isinstance(value, int) or value in question.offered
        form = letter_form(str(value))
        resembles = "9" in form and form == letter_form(str(present))
        if value in (None, present, SKIPPED) or not (old or is_closed or resembles):
            continue
        if old is None or present in accepted(question, [old]):
            found[question.name] = value
    days = {each.name: found[each.name] for each in asked if each.days and each.name in found}
    return days if days and not (new.isdigit() or "letter" in found) else found


def _has_day_and_time(folded: str, known: Vocabularies) -> bool:
    rest = folded
    for start, end in find_times(folded, known):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return rest != folded and any(rest[slice(*each)].strip() for each in find_days(rest, known))


def present(
    asked: Sequence[Question], answers: Answers, new: str, known: Vocabularies
) -> Sequence[Question]:
    """The questions for a day, a number or a closed answer whose present value a text is."""
    said = {each.name: Said(about={each.name: new}, others=()) for each in asked}
    several = {e.name: own_codes(e.name, e.offered, new, known) for e in asked if e.several}
    if any(several.values()):
        return [e for e in asked if ",".join(several.get(e.name, ())) == answers[e.name]]
    closed = [each for each in asked if each.counts or answers[each.name] in each.offered]
    found = [e for e in closed if answers[e.name] == value_said(e, said[e.name], known)]
    return found + [e for e in asked if e.days and answers[e.name] in accepted(e, [new])]


def asked_about(offered: Sequence[Button], begins: str, changed: Answers) -> Sequence[Button]:
    """The ``offered`` buttons that ask which line has a value, if none of these lines was
    ``changed``; the command of each ``begins`` so.
    """
    asking = [each for each in offered if begins in each.command]
    fitted = [each.command.removeprefix(begins).split(" ", 1) for each in asking]
    names, values = {each[0] for each in fitted}, {each[-1] for each in fitted}
    is_open = len(values) == 1 and len(names) > 1 and names.isdisjoint(changed)
    return asking if is_open else []


def ask_reading(asked: Sequence[Question], typed: str) -> None:
    """Raise ``Ambiguous`` if a text has several readings as an answer to a question for a day."""
    for question in asked:
        with suppress(WrongValue):
            if question.days:
                parse_answer(question, typed)


def is_denied(question: Question, typed: str, known: Vocabularies) -> bool:
    """Whether a text has a "not" before a word for an answer of the question, or a "no" at the end
    after one; of a yes or no question, anywhere beside its name, also an "unknown". What is only
    the name with its answer is no denial.
    """
    if answers_named([question.name], typed, known):
        return False
    codes = [*question.offered, *(f"{question.name}_{each}" for each in question.offered)]
    words = words_of(word for code in codes for word in words_for(code, known))
    no, without = any_of(signs_of(known, "no")), any_of(signs_of(known, "instead_of"))
    code = MISSING_ARGUMENT  # no text has it
    masked = words.sub(code, fold_typed(typed))
    if "yes" in question.offered and code in masked:
        open_ones = (*signs_of(known, "no"), *words_for("unknown", known))
        return words_of([*open_ones, *signs_of(known, "instead_of")]).search(masked) is not None
    beside = rf"(?:{without})\s*{code}|{code}.*[\s:=\u17d6](?:{no})\s*$|{code}(?:{no})\s*$"
    return re.search(beside, masked, re.IGNORECASE) is not None
