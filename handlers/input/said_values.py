"""The values of a form's questions within a text, in any order.

A part of the text with a word for a question, such as "letter", is about that question; days and
closed answers are also found without one.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

from handlers.input.commands import Command
from handlers.input.date_extraction import find_days, find_times, letters
from handlers.input.labels import only_mentions
from handlers.input.persons_said import last_counted
from liaison.core.errors import UserError, WrongValue
from liaison.core.form import SKIPPED, Question, parse_answer
from liaison.core.references import any_code
from liaison.core.text_parsing import NotADate, NotATime, fold_typed, parse_date
from liaison.core.validation import is_date, parse_letter
from liaison.core.vocabulary import (
    NOTHING,
    Vocabularies,
    any_of,
    codes_said,
    phrases_for,
    signs_of,
    without_instead,
    words_for,
    words_of,
)

PIECES = re.compile(r"[,，、;；\n]+")
_COUNT = re.compile(r"(?<![\d/.-])(\d{1,4})\s?\Z")
_NUMBER, _CHILD = re.compile(r"\d{1,4}(?![\d/.-])"), re.compile(r"\d{1,3}\s?\u53f7")
_ROW = re.compile(r"(?<!\S)\d+(?:\s+\d+)*(?!\S)")
LETTER = re.compile(r"(?<![\d/.-])\d{3,6}/\d\d(?![\d/.-])(?: [A-Z][A-Za-z]{1,9}\b)?")
"""The number of a letter that can be no date."""
_WHOLE_DAY = re.compile(r"[^\W\d_]|\d[-./]\d+[-./]\d")
"""A day with letters, or with day, month and year in numbers."""
CLOSED = ("urgent", "routine", "police", "diplomatic")
"""Answers about a request that a text may have by themselves."""
_ASIDE = ("police", "diplomatic", "missing_")  # beside the number of a letter
OPTIONS = "12345"
NUMERIC = set("0123456789./- ")
Value = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words ``about`` named questions, the ``other`` parts of a text, and what follows the
    number of the letter from a day on.
    """

    about: Mapping[str, str]
    others: Sequence[str]
    behind_letter: str = ""


def said_in(
    typed: str, names: Sequence[str], known: Vocabularies, *, counts: Collection[str] = ()
) -> Said:
    """What a text says of questions by their ``names``; ``counts`` may be behind their numbers, or
    are in their order if that many bare numbers, alone or in a row, are said of them.
    """
    words = {
        word: name
        for name in reversed(names)
        for language in known
        for word in language.fields.get(name.rstrip(OPTIONS), ())
    }
    # In "by phone", "by" names no question.
    values = (word for each in known for of in each.choices.values() for word in of)
    words |= {word: "" for word in values if " " in word and word.isascii()}
    mark = re.compile(rf"(?<![a-z\u17d2])(?:{any_of(words)})(?![a-z])", re.IGNORECASE)
    counters = {each for each in signs_of(known, "persons") if not each.isascii()}
    is_alone = len(names) == 1  # the whole text may be its number
    about, typed = ({}, typed) if is_alone or "letter" not in names else _letter_said(typed, known)
    others, behind_letter = list[str](), list[str]()

    def keep(name: str | None, said: str) -> None:
        value = bare(said, known)
        if name == "letter" and (day := _day_after(value, known)):
            if is_date(fold_typed(value), known):
                others.append(value)
                return
            others.append(day)
            behind_letter.append(day)
            value = value.removesuffix(day).rstrip()
        number = _NUMBER.match(value) if name in counts else None
        is_day = number and 0 in _days_with_words(fold_typed(value), known)
        child = _CHILD.match(value if name == "children" else "")  # by number, and no day
        if name is None or about.get(name) or is_day or child:
            others.append(value[child.end() :] if child else said)
        elif number is None:
            about[name] = value
        else:
            about[name] = number[0]
            others.extend({value[number.end() :].strip()} - counters)

    for piece in PIECES.split(last_counted(typed, known)):
        at, name = 0, None
        for each in mark.finditer(piece):
            if not (found := words[each[0].lower()]):
                continue
            count = _COUNT.search(piece, at, each.start()) if found in counts else None
            if count and name not in (None, found) and not bare(piece[at : count.start()], known):
                count = None  # it is all that is said of the question before
            is_counter = count is None and each[0] in counters and found in counts
            if is_counter and not _NUMBER.match(bare(piece[each.end() :], known)):
                continue  # it is a part of another word
            keep(name, piece[at : each.start() if count is None else count.start()])
            name, at = found, each.end()
            if count is not None and not about.get(name):  # a second count is of some, as women
                keep(name, count[1])
            name = name if count is None else None
        keep(name, piece[at:])
    order = [name for name in names if name in counts]
    undated = [each for each in others if not _days_with_words(fold_typed(each), known)]
    bare_numbers = [each for part in undated for each in part.split() if each.isdecimal()]
    rows = [each.split() for part in others for each in _ROW.findall(part)]
    row = next((each for each in (bare_numbers, *rows) if len(each) == len(order) > 1), None)
    if row is not None and about.keys().isdisjoint(order):
        about |= dict(zip(order, row, strict=True))
        others = [re.sub(rf"(?<!\S)(?:{any_of(row)})(?!\S)", " ", part) for part in others]
    return Said(about=about, others=others, behind_letter=" ".join(behind_letter))


def letter_in(raw: str, *, known: Vocabularies, longest: int) -> str:
    """The number of a letter, alone or beside its date. Raises what ``parse_letter`` raises."""
    words = any_of(word for each in known for word in each.fields.get("letter", ()))
    raw = re.sub(rf"\A\s*(?:{words})[\s:\uff1a\u17d6]+(?=\S*\d)", "", raw, flags=re.IGNORECASE)
    try:
        whole = parse_letter(raw, known=known, longest=longest)
    except WrongValue:
        said = said_in(raw, ["letter", "letter_day", "channel"], known)
        number, rest = said.about.get("letter", ""), without_days(" ".join(said.others), known)
        codes = {code for each in known for code in each.choices if code.startswith(_ASIDE)}
        aside = words_of(word for code in codes for word in words_for(code, known))
        values = rf"[0-9]|{words_of(value_words(known)).pattern}"
        if number in ("", raw) or re.search(values, aside.sub(" ", rest), re.IGNORECASE):
            raise  # no other value is dropped
        return parse_letter(number, known=known, longest=longest)
    day = _day_after(whole, known)
    number = whole.removesuffix(day).rstrip()
    is_day = _WHOLE_DAY.search(day) is not None and any(map(str.isdigit, number))
    return number if is_day else whole


def without_days(text: str, known: Vocabularies) -> str:
    """A text with spaces in the place of what may be days and times."""
    for start, end in (*find_days(text, known), *find_times(text, known)):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def with_letter_said(command: Command, known: Vocabularies, *before: str) -> Command:
    """A command of a record with the letter that its typed text names, if it has none."""
    found = said_in(command.raw, ["letter", "letter_day"], known)
    said, beside = found.about.get("letter"), bare(" ".join(found.others), known)
    if said == "" and re.fullmatch(r"\S*\d\S*", beside):
        said = beside  # such as "the letter is wrong, it should be 21/26"
    is_new = any_code(said or "") is None and not command.args[1:]
    return command.replace_arguments(command.args[0], *before, said) if said and is_new else command


def _days_with_words(folded: str, known: Vocabularies) -> list[int]:
    """Where in a text a day with a word in it begins."""
    days = find_days(folded, known)
    return [start for start, end in days if re.search(r"[^\d ]", folded[start:end])]


def _day_after(letter: str, known: Vocabularies) -> str:
    """What follows the number of a letter after a space, from a day or another answer on."""
    folded = fold_typed(letter)
    answers = words_of(word for code in CLOSED for word in words_for(code, known))
    found = _days_with_words(folded, known) + [e.start() for e in answers.finditer(folded)]
    starts = [start for start in found if folded[:start].endswith(" ")]
    return letter[min(starts) - len(folded) :] if starts else ""


def value_words(known: Vocabularies) -> Sequence[str]:
    """The words for values of forms and for what they answer, in all languages."""
    return [
        e for each in known for of in (each.choices, each.fields) for s in of.values() for e in s
    ]


def _letter_said(typed: str, known: Vocabularies) -> tuple[dict[str, str], str]:
    """The number of the letter by its form, and the text without it; Khmer marks end no word."""
    if (found := letters(known).search(typed)) is None:
        return {}, typed
    before = any_of(each for each in value_words(known) if len(each) > 1)
    persons, head = any_of(signs_of(known, "persons")), typed[: found.start()].rstrip()
    ends = re.compile(rf"\d\s*(?:{persons})|(?![\u17b4-\u17d3])[\W\d_]|{before}", re.IGNORECASE)
    has_office = " " in found[0] and found[0][-1] not in signs_of(known, "day")
    is_apart = has_office and typed[: found.start()].endswith(" ")
    start = found.start() if is_apart else len(head) - len(ends.split(head)[-1])
    place = f"(?:{any_of(signs_of(known, 'place'))})"
    number = re.sub(rf"\A{place}\s*(?=\d)", "", typed[start : found.end()], flags=re.IGNORECASE)
    before = re.sub(rf"(?<!\S){place}\s*\Z", "", typed[:start], flags=re.IGNORECASE)
    return {"letter": bare(number, known)}, f"{before} {typed[found.end() :]}"


def said_of(asked: Sequence[Question], typed: str, known: Vocabularies) -> Said:
    """What a text says of the questions of a form; beside a day may be other values."""
    counts = {each.name for each in asked if each.counts}
    if "children" in counts:
        none = f"0 {known[0].fields['children'][0]}"
        typed = words_of(signs_of(known, "no_children")).sub(none, typed)
    said = said_in(typed, [each.name for each in asked], known, counts=counts)
    beside = (said.about.get(each.name, "") for each in asked if each.days)
    return replace(said, others=[*said.others, *filter(None, beside)])


def value_said(
    question: Question, said: Said, known: Vocabularies, *, taken: Collection[Value] = ()
) -> Value | None:
    """The one answer to a question that a text has and that is not ``taken`` by another one."""
    words = said.about.get(question.name)
    parts = said.others if words is None else [words]
    tried = [] if words is None else [words]
    for part in parts:
        bare_words = [part.strip()] if question.counts and said.about else part.split()
        coded = [each for each in bare_words if each in question.offered]
        if words is None and question.name == "letter":
            place = any_of(signs_of(known, "place"))
            tried += LETTER.findall(part) or re.findall(rf"(?:{place})\s*(\d+/\d\d)(?![/.-])", part)
        tried += codes_said(part, question.offered, known) or coded
        tried += own_codes(question.name, question.offered, part, known)
    if words is None and question.name == "letter_day":
        tried += _first_day(said.behind_letter, known)
    found = {*accepted(question, tried)}
    if question.days is not None and not found:
        letter = rf"(?<![\d/.-])\d+/{question.days.today:%y}(?![\d/.-])"
        letter = letter if words is None else NOTHING
        dated = [re.sub(letter, " ", fold_typed(each)) for each in parts]
        found = {day for each in dated for day in _days(question, each, known)}
    found -= {*taken} if words is None else set()
    return found.pop() if len(found) == 1 else None


def _first_day(typed: str, known: Vocabularies) -> Sequence[str]:
    """The day with which a text begins, if there is one."""
    ends = [end for start, end in find_days(fold_typed(typed), known) if start == 0]
    return [typed[:end] for end in ends[:1]]


def own_codes(name: str, offered: Sequence[str], typed: str, known: Vocabularies) -> Sequence[str]:
    """The answers for which a text has a word of this question alone, and no other denial."""
    codes = {f"{name}_{each}": each for each in offered}
    if (named := answers_named([name], typed, known).get(name, "")) in offered:
        return [named]
    rest = words_of(e for each in codes for e in words_for(each, known)).sub(" ", typed)
    denied = words_of(e for each in known for e in each.negations).search(rest)
    return [] if denied else [codes[each] for each in codes_said(typed, codes, known)]


def answers_named(names: Sequence[str], typed: str, known: Vocabularies) -> dict[str, str]:
    """The "yes" or "no" behind the name of a question, if each part of a text is nothing else."""
    yes, no = signs_of(known, "yes"), signs_of(known, "no")
    joined = any_of({*signs_of(known, "is")}.difference(yes, no))
    around = rf"(?:[\s:.!\u17d4\u17d6\u3002]|{joined})*+"
    answer = rf"{around}(?:(?P<yes>{any_of(yes)})|(?P<no>{any_of(no)})){around}"
    named, found = {each: any_of(words_for(each, known)) for each in names}, dict[str, str]()
    parts = [*filter(str.strip, PIECES.split(fold_typed(typed)))]
    for name, part in product(named, parts):
        if said := re.fullmatch(rf"(?:{around}|)(?:{named[name]}){answer}", part, re.IGNORECASE):
            found[name] = said.lastgroup or ""
    return found if len(found) == len(parts) else {}


def read_answer(question: Question, typed: str, known: Vocabularies) -> Value:
    """The answer of a text to a question, or that it has none. Raises as ``parse_answer``."""
    about = said_of([question], typed, known).about
    words = about.get(question.name, bare(typed, known))
    is_named = question.name in about and any(each.isdigit() for each in words)
    is_led = ":" in fold_typed(typed) or is_correction(typed, known)
    if is_named or (is_led and question.name.startswith("venue")):
        typed = words
    try:
        return parse_answer(question, typed)
    except WrongValue:
        if question.offered and only_mentions(typed):
            raise
        if (question.optional or question.counts) and says_none(question.name, typed, known):
            return parse_answer(question, SKIPPED if question.optional else "0")
        items = items_of(typed, known) if question.several else ()
        if len(items) > 1:
            parts = [Said(about={question.name: each}, others=()) for each in items]
            chosen = [value_said(question, each, known) for each in parts]
            if None in chosen:
                raise
            return parse_answer(question, ",".join(map(str, chosen)))
        is_whole = question.days or question.name.startswith("time")  # beside it may be a day
        for each in (words, typed) if question.offered and not is_whole else ():
            said = Said(about={question.name: each}, others=())
            if (found := value_said(question, said, known)) is not None:
                return found
        raise


def items_of(typed: str, known: Vocabularies) -> Sequence[str]:
    """The items of a typed list."""
    between = rf"[,，、;；]|{words_of(signs_of(known, 'and')).pattern}"
    return [each for each in re.split(between, typed) if each.strip()]


def says_none(name: str, typed: str, known: Vocabularies) -> bool:
    """Whether a text says that a question has no value."""
    said = said_in(typed, [name], known)
    words = {" ".join(said.others), typed, said.about.get(name) or bare(typed, known)}
    return not {each.strip().casefold() for each in words}.isdisjoint(signs_of(known, "none"))


def accepted(question: Question, tried: Sequence[str]) -> Iterator[Value]:
    """The values of these words that a question accepts."""
    for each in tried:
        with suppress(UserError):
            yield parse_answer(question, each)


def _days(question: Question, folded: str, known: Vocabularies) -> Iterator[Value]:
    """The accepted days within a text; none if one in it is not accepted."""
    for start, end in find_days(folded, known):
        try:
            if question.days and set(folded[start:end]) <= NUMERIC:
                parse_date(folded[start:end], question.days.today, known)  # of two readings none
            yield parse_answer(question, folded[start:end])
        except (NotADate, NotATime):
            continue
        except UserError:
            return
        yield from _days(question, f"{folded[:start]} {folded[end:]}", known)
        return


def bare(typed: str, known: Vocabularies) -> str:
    """A value without the words and signs that connect it, such as "should be" or a colon; in a
    Khmer word that ends like one it is a part of it.
    """
    words = any_of(signs_of(known, "is"))
    signs = r"[\s:=,.!\uff0c\uff1a\u3002\uff01\u200b\u17d4\u17d6]"
    around = rf"(?:{signs}|(?<![a-z\u17bb\u17d2])(?:{words})(?![a-z]|\.\s?\d+(?![\d/.-])))+"
    begins = rf"\s*[:\uff1a\u17d6]{signs}*|{around}"  # after a colon, "the" is a part of a value
    return re.sub(rf"\A(?:{begins})|{around}\Z", "", typed, flags=re.IGNORECASE)


def says_closed(typed: str, known: Vocabularies) -> bool:
    """Whether a text has a closed answer about a request, and names no meeting."""
    meets = words_of(phrases_for("meetings", known)).search(fold_typed(typed))
    return meets is None and codes_said(typed, CLOSED, known) != []


def is_correction(typed: str, known: Vocabularies) -> bool:
    """Whether a text has words of a correction, or begins with "rather" or "no"."""
    return codes_said(typed, ["correction"], known) != [] or without_instead(typed, known) != typed
