"""What a typed text corrects of the values of a check, such as "letter 15/26" or "15 not 14".

A value changes if the text names it, if it says the old and the new one, or if it is nothing but a
value that a single line of the check takes, and that line does not take any words. Any other text
changes nothing.
"""

import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain

from handlers.input.date_extraction import letters
from handlers.input.persons_said import without_persons
from handlers.input.said_values import (
    CLOSED,
    LETTER,
    OPTIONS,
    PIECES,
    Value,
    answers_named,
    bare,
    said_in,
    value_words,
    without_days,
)
from liaison.core.text_parsing import ascii_digits, fold_typed
from liaison.core.validation import letter_form
from liaison.core.vocabulary import (
    Sign,
    Vocabularies,
    any_of,
    codes_said,
    read_numerals,
    signs_of,
    without_instead,
    words_for,
    words_of,
)

DATE = "letter_day"
"""The value whose names are also those of any other day."""
_AFTER_COLON = re.compile("\\s*[:\uff1a\u17d6][^,\uff0c\u3001;\uff1b]*")
_BESIDE_VALUES: Sequence[Sign] = (
    "persons", "item", "is", "no", "yes", "instead_of", "option", "place", "now",
)  # fmt: skip
"""What may be said beside a value that changes another one."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Checked:
    """One value of a check, by its ``name``. ``read`` gives the value that words are, or None if
    they are none or any words would be one; it raises ``Ambiguous``. ``labels`` also name it.
    """

    name: str
    present: Value
    read: Callable[[str], Awaitable[Value | None]]
    labels: Sequence[str] = ()

    def after_label(self, typed: str) -> str:
        """What follows one of the labels with which a text begins; empty if there is none."""
        found = re.match(rf"(?:{any_of(self.labels)})(?![a-z])", typed, re.IGNORECASE)
        return "" if found is None else typed[found.end() :]


class Meaning(Enum):
    """What a text says of a check: new values, which may be words, or empty if only the name is
    there; a value that several lines take; what is there; something unclear; or nothing.
    """

    CHANGE, WHICH, SAME, UNCLEAR, REMARK = range(5)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a text means, and the values that it is about, by name."""

    means: Meaning
    values: Mapping[str, Value]


async def read_correction(
    typed: str, checked: Sequence[Checked], known: Vocabularies, *, absent: Collection[str] = ()
) -> Correction:
    """What a text says of what is ``checked``. ``absent`` are names of values that are not there.
    Raises ``Ambiguous`` if a value has several readings.
    """
    rest = _without_unchanged(typed, checked, known)
    if rest != typed and not rest.strip(" ,"):
        return Correction(Meaning.SAME, {})
    return await _of_values(rest, checked, known, absent)


async def _of_values(
    typed: str, checked: Sequence[Checked], known: Vocabularies, absent: Collection[str]
) -> Correction:
    """What a text says of what is checked that does not stay as it is; see above."""
    by_name = {each.name: each for each in checked}
    counts = {each.name for each in checked if isinstance(each.present, int)}
    names = [*dict.fromkeys([*by_name, DATE, *absent])]
    new, old, named, rest = corrected(typed, names, known, counts=counts)
    for name, after in ((each.name, each.after_label(typed)) for each in checked):
        if after and (named.keys().isdisjoint(by_name) or (rest and _AFTER_COLON.fullmatch(after))):
            old, named, rest = None, {name: bare(after, known)}, ""
    of_letter = (each.fields.get(e, ()) for each in known for e in ("letter", "letter_dated"))
    says_letter = words_of(chain.from_iterable(of_letter)).search(fold_typed(typed)) is not None
    _join_date(named)
    if DATE not in by_name and (day := named.pop(DATE, "")):
        if not named and says_letter:
            return Correction(Meaning.UNCLEAR, {})  # the day of a letter is no other one
        new, rest = (new, f"{rest} {day}") if named else (day, rest)
    is_value, has_number = may_be_value(typed, known), any(map(str.isdigit, f"{old}{new}"))
    is_alone = old is None or (has_number and not re.search(r"\d", new))
    is_named = says_letter or bool(named.keys() - {"letter"})  # a letter is found by its form, too
    is_denied = is_alone and _denies(typed, known, is_named=is_named, has_number=has_number)
    if is_denied and named:  # what it is instead is asked
        asked = _of_options(dict.fromkeys(named, ""), by_name)
        return asked if len(named) == 1 else replace(asked, means=Meaning.UNCLEAR)
    if named:
        unnamed = [each for each in checked if each.name not in named]
        beside = await _fitting(rest, unnamed) if rest and is_value else {}
        aside = " ".join(said_in(typed, names, known).others).strip().casefold()
        none = aside if aside in signs_of(known, "none") else ""
        said = {name: words or none for name, words in named.items() if name in by_name}
        counted = {name: e for name, e in said.items() if name in counts and e != none}
        numbers = {name: count_said(words, known) for name, words in counted.items()}
        differs = any(e not in ("", str(by_name[name].present)) for name, e in numbers.items())
        is_of_some = differs and counts_some(typed, known)
        is_count = all(re.search("[0-9]|^$", numbers[e] or counted[e]) for e in counted)
        is_clear = is_count and len(said) == len(named) and len(beside) == bool(rest)
        if is_clear and not is_of_some and (all(said.values()) or (len(said) == 1 and not rest)):
            new_of = {by_name[name]: words for name, words in said.items()}
            replaced = {} if old is None else await _replacing(old, new_of)
            if old and not (replaced or may_be_value(old, known)):
                return Correction(Meaning.UNCLEAR, said)  # such as "15/26 is not ready"
            return _of_options({**said, **replaced, **beside}, by_name)
        return Correction(Meaning.UNCLEAR, {} if is_of_some else said)
    if old is not None and not is_denied:
        found = await _replacing(old, dict.fromkeys(checked, new))
    else:
        whole = [typed] if typed.casefold() in value_words(known) else [new, rest]
        words = whole if is_value and not is_denied else []
        found = next(filter(None, [await _fitting(each, checked) for each in words]), {})
    changed = {name: value for name, value in found.items() if value != by_name[name].present}
    if found and not changed:
        return Correction(Meaning.SAME, {})
    if found:
        return Correction(Meaning.CHANGE if len(found) == 1 else Meaning.WHICH, changed)
    is_about = is_value and (has_number or words_of(value_words(known)).search(new))
    return Correction(Meaning.UNCLEAR if is_about else Meaning.REMARK, {})


def _without_unchanged(typed: str, checked: Sequence[Checked], known: Vocabularies) -> str:
    """A text without its parts that only say that a value is right or stays as it is."""
    bare_names = [each.name.rstrip(OPTIONS) for each in checked]
    fields = (of.fields.get(each, ()) for of in known for each in bare_names)
    names = any_of(chain(*fields, *(each.labels for each in checked)))
    joined, stays = any_of(signs_of(known, "is")), any_of(signs_of(known, "unchanged"))
    end = rf"(?:\W|{joined})*+\Z"
    between = rf"(?:(?!(?:{stays}){end})(?:\s|:|{joined}))*+"
    said = re.compile(rf"\W*+(?:{joined})?\s*(?:{names}){between}(?:{stays}){end}", re.IGNORECASE)
    parts = PIECES.split(typed)
    kept = [each for each in parts if said.match(fold_typed(each)) is None]
    return typed if kept == parts else ", ".join(kept)


def _join_date(named: dict[str, str]) -> None:
    """Take a word for any date with which the name of a value ends for a part of that name."""
    unsaid = [each for each in named if not named[each] and each not in ("letter", DATE)]
    if DATE in named and len(unsaid) == 1:
        named[unsaid[0]] = named.pop(DATE)


def _of_options(said: Mapping[str, Value], names: Iterable[str]) -> Correction:
    """The change of what is said, or the question which of the options it is about."""
    [(name, words), *others] = said.items()
    alike = [each for each in names if each.rstrip(OPTIONS) == name.rstrip(OPTIONS)]
    which = Correction(Meaning.WHICH, dict.fromkeys(alike, words))
    return Correction(Meaning.CHANGE, said) if others or not alike[1:] else which


def _denies(typed: str, known: Vocabularies, *, is_named: bool, has_number: bool) -> bool:
    """Whether a text says only that a value is wrong, or asks about it: "no, urgent" corrects a
    value, but "no urgent" and "8: no" deny it. A "no" is the answer to a question that is named.
    """
    no, wrong, instead = (any_of(signs_of(known, each)) for each in ("no", "wrong", "instead_of"))
    folded = fold_typed(typed)
    said = re.search(rf"(?<![a-z])(?:{instead})(?![a-z])\s*[^\s,，、;；]+", folded, re.IGNORECASE)
    if said is not None and said[0].casefold() not in value_words(known):
        return True
    denials = [rf".*\S\s*(?:{wrong})\W*\Z", r".*[?？]\s*\Z"]
    if not is_named:
        denials.append(rf".+[\s:=\u17d6](?:{no})\W*\Z")
    if not (is_named or has_number):
        denials.append(rf"(?:{no})\s+\w")
    return re.match("|".join(denials), folded, re.IGNORECASE) is not None


async def _fitting(words: str, checked: Sequence[Checked]) -> Mapping[str, Value]:
    """The values that words can be, by name."""
    read = {each.name: await each.read(words) for each in checked}
    return {name: value for name, value in read.items() if value is not None}


async def _replacing(old: str, said: Mapping[Checked, str]) -> Mapping[str, Value]:
    """The values with what is ``said`` in the place of an ``old`` one: a whole one, else a part."""
    part = rf"(?<![\dA-Za-z_])(?:{any_of({old, ascii_digits(old)})})(?![\dA-Za-z_])"
    found: Mapping[bool, dict[str, Value]] = {True: {}, False: {}}
    for each, new in said.items() if all(said.values()) else ():
        present, was = str(each.present), await each.read(old)
        is_whole, items = was == each.present, present.split(",")
        replaced = new if is_whole else re.sub(part, ascii_digits(new), present)
        if not is_whole and str(was) in items:
            now = str(await each.read(new))
            replaced = ",".join(now if item == was else item for item in items)
        if replaced != present and (value := await each.read(replaced)) is not None:
            found[is_whole][each.name] = value
    return found[True] or found[False]


def corrected(
    typed: str, names: Sequence[str], known: Vocabularies, *, counts: Collection[str] = ()
) -> tuple[str, str | None, dict[str, str], str]:
    """The new value in words like "no wait, 3 not 2", and the old one if it is named; the values
    that are about questions by their ``names``, and what else is said beside values of their own.
    """
    instead = any_of(signs_of(known, "instead_of"))
    old = re.search(rf"(?<![a-z])(?:{instead})(?![a-z])\s*([^\s,，、;；]+)", typed, re.IGNORECASE)
    if old is not None and old[0].casefold() in value_words(known):
        old = None  # such as "not urgent"
    new = "" if old is None else bare(typed.replace(old[0], " "), known)
    if not (old and new):
        old, new = None, bare(without_instead(bare(typed, known), known), known)
    if answers := answers_named(names, typed, known):
        return new, None, answers, ""
    said = said_in(new, names, known, counts=counts)
    others = bare(" ".join(said.others), known)
    about = {name: words or others for name, words in said.about.items()}
    return new, old and old[1], about, others if all(said.about.values()) else ""


def may_be_value(typed: str, known: Vocabularies) -> bool:
    """Whether a text can change a value that it does not name: it has words of a correction, or
    nothing but values and what counts or connects them.
    """
    return _has_only(typed, value_words(known), known)


def counts_some(typed: str, known: Vocabularies) -> bool:
    """Whether a text counts only some of the people, such as "1 person is not willing": a part with
    their number has words that name no value, and none of a correction.
    """
    codes = [word for code in CLOSED for word in words_for(code, known)]
    values = [*codes, *(word for each in known for of in each.fields.values() for word in of)]
    children = any_of(word for each in known for word in each.fields.get("children", ()))
    counted = re.compile(rf"(?<![a-z])(?:{children})\s*[0-9]", re.IGNORECASE)
    pieces = PIECES.split(fold_typed(typed))
    parts = [e for e in pieces if without_persons(e, known) != e or counted.search(e)]
    return not all(_has_only(each, values, known) for each in parts)


def _has_only(typed: str, values: Sequence[str], known: Vocabularies) -> bool:
    """Whether a text has words of a correction, or nothing but values and what connects them."""
    if codes_said(typed, ["correction"], known):
        return True
    rest = letters(known).sub(" ", LETTER.sub(" ", read_numerals(fold_typed(typed), known)))
    beside = [word for each in known for word in each.fillers]
    beside += [word for sign in _BESIDE_VALUES for word in signs_of(known, sign)]
    words = words_of([*values, *beside])
    undated = (without_days(each, known) for each in (rest, words.sub(" ", rest)))
    return not all(any(map(str.isalpha, words.sub(" ", each))) for each in undated)


def count_said(words: str, known: Vocabularies, *, is_number: bool = False) -> str:
    """The number that words are, alone or of persons, or of what ``is_number`` such as a letter;
    empty if they are none.
    """
    signs: Sequence[Sign] = ("persons", "day") if is_number else ("persons",)
    counted = any_of(word for each in signs for word in signs_of(known, each))
    numbered = read_numerals(fold_typed(words), known, before=tuple(signs))
    found = re.fullmatch(rf"(\d{{1,4}})\s*(?:{counted})?", numbered)
    return "" if found is None else found[1]


def resembles(name: str, words: str, present: Value, known: Vocabularies) -> bool:
    """Whether words have the form of a letter, or that of what is there with its numbers."""
    form, patterns = letter_form(words), (LETTER, letters(known)) if name == "letter" else ()
    is_letter = any(each.fullmatch(fold_typed(words)) for each in patterns)
    return is_letter or ("9" in form and form == letter_form(str(present)))


def option_said(typed: str, asked: str, known: Vocabularies) -> tuple[str, str]:
    """The number of the option that a text names, or that is ``asked`` about, and other words."""
    option = any_of(signs_of(known, "option"))
    numbered = read_numerals(typed, known, before=("option",))
    found = re.search(rf"(?:{option})\s*(\d)\s*(?:{option}|\b)", numbered, re.IGNORECASE)
    if found is None:
        return re.sub(r"\D", "", asked), typed
    return str(int(found[1])), numbered.replace(found[0], " ")
