"""The result of a verification in words, in total or as in ``1=confirmed,2=not,3=unknown``."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from handlers.input.command_router import CommandContext
from handlers.input.commands import CHOSEN_BEFORE, Command, Reply
from handlers.input.date_extraction import letters
from handlers.input.labels import SEPARATORS, only_mentions
from handlers.input.parsed_text import CODE
from handlers.input.persons_said import with_share, without_persons
from handlers.input.said_values import said_in, without_days
from liaison.core.cards import Button, Row, Text, in_rows, named, text
from liaison.core.errors import WrongValue
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import NotACount, fold_typed, parse_count
from liaison.core.vocabulary import (
    Sign,
    Vocabularies,
    any_of,
    codes_said,
    phrases_for,
    read_numerals,
    signs_of,
    words_for,
    words_of,
)
from liaison.requests.model import MAX_PERSONS, Request, Result

ANSWERS = {"confirmed": True, "not_confirmed": False, "unknown": None}
"""By their names, in the order in which presses go on to the next."""
MAX_BUTTONS = 8
IN_A_ROW = 2
IN_A_BLOCK = 10
"""Of more persons than there can be buttons, so many are answered one by one at a time."""
_BLOCK = re.compile("([0-9]{1,3})-[0-9]{1,3}:([cnu]{1,10})")
"""What is said of persons whose numbers follow each other, as a button carries it."""
_EACH = re.compile(r"[\s,\u3001;]*([0-9]+(?:&[0-9]+)*)[\s=:.\u53f7]*([^0-9&,\u3001;]+)")
"""A number, or several, and what is said of it."""
_NOT = ("not_confirmed", "cannot_confirm")
OF_RESULTS = ("confirmed", *_NOT, "only", "except")
_ACTS = ("answer", "refuse", "withdraw", "extend")
_NUMBER = re.compile(r"(?<![0-9])(?<![0-9][/.-])[0-9]+(?![/.-]?[0-9])")


def parse_numbers(given: str, vocabularies: Vocabularies) -> dict[int, bool | None]:
    """Parse what is said of each person, by the beginnings of words in any language: ``1=c,2=n`` or
    ``1 to 3 confirmed 4 not``. Raises ``NotAChoice``, also for a number that is there twice.
    """
    before, joins = (any_of(signs_of(vocabularies, each)) for each in ("person_number", "and"))
    typed = fold_typed(_BLOCK.sub(_written_out, given)).lower().rstrip(" ,.\u3002")
    typed = re.sub(r"(?<=[0-9])\u53f7?\s(?=[0-9])", "&", typed)
    typed = re.sub(rf"(?<![a-z])(?:{before})\s*(?=[0-9])", " ", typed)
    typed = _with_all_numbers(typed, vocabularies)
    typed = re.sub(rf"(?<=[0-9])[\s\u53f7]*(?:[,\u3001]|{joins})\s*(?=[0-9])", "&", typed)
    typed = re.sub(rf"(?<![0-9\s])\s*(?:{joins})\s*(?=[0-9])", ",", typed)
    found: dict[int, bool | None] = {}
    for numbers, words in _EACH.findall(typed):
        said = [each for each in ANSWERS if _is_said(each, words, vocabularies)]
        of = [parse_count(each, 1, MAX_PERSONS) for each in numbers.split("&")]
        if len(said) != 1 or len({*of, *found}) != len(of) + len(found):
            raise NotAChoice
        found |= dict.fromkeys(of, ANSWERS[said[0]])
    if _EACH.sub("", typed):
        raise NotAChoice
    return found


def _written_out(block: re.Match[str]) -> str:
    """A block with each of its numbers."""
    return ",".join(f"{int(block[1]) + at}={each}" for at, each in enumerate(block[2]))


def _as_block(said: Mapping[int, bool | None]) -> str:
    """What is said of persons whose numbers follow each other, as one short argument."""
    return f"{min(said)}-{max(said)}:{''.join(_name(each)[0] for each in said.values())}"


def _with_all_numbers(typed: str, known: Vocabularies) -> str:
    """A text with each number of a range such as "1 to 3"."""
    until = any_of([*signs_of(known, "until"), "-", "~"])
    before = any_of(signs_of(known, "person_number"))
    ends = rf"([0-9]{{1,3}})[\s\u53f7]*(?:{until})\s*(?:{before})?\s*([0-9]{{1,3}})"

    def written(found: re.Match[str]) -> str:
        first, last = int(found[1]), int(found[2])
        return "&".join(map(str, range(first, last + 1))) if first < last else found[0]

    return re.sub(rf"(?<![0-9/.-]){ends}(?![0-9/.-])", written, typed, flags=re.IGNORECASE)


def _is_said(name: str, words: str, vocabularies: Vocabularies) -> bool:
    """Whether words begin the name of an answer, in any language."""
    typed = "".join(re.split(r"[\s_-]+", words))
    known = [name, *words_for(name, vocabularies)]
    return any(re.sub(r"[\s_]", "", each).startswith(typed) for each in known)


async def ask_count(context: CommandContext, command: Command, persons: int, *above: Text) -> Reply:
    """Ask how many persons are confirmed."""
    row = tuple(
        Button(text("answer", value=count), str(command.with_arguments(str(count))))
        for count in range(1, min(persons, MAX_BUTTONS + 1))
    )
    question = text("answer-how-many", persons=persons)
    return await context.ask_for_text(command, question, row, above=above)


async def ask_numbers(context: CommandContext, request: Request, given: str, back: Row) -> Reply:
    """Ask for each person: a press on a number goes on to what can be said next."""
    persons = request.details.persons
    example = tuple(
        text("numbers-said", number=number, said=named("numbers-word", each))
        for number, each in enumerate([*ANSWERS][:persons], 1)
    )
    question = text("numbers-which", persons=persons, example=example)
    typed = parse_numbers(given, context.vocabularies)
    asked = context.command.asking_more(1, as_argument(typed))
    before = dict(request.numbers or {})
    if persons > MAX_BUTTONS:
        chosen = typed if _BLOCK.match(given) else {}
        rows = _block_rows(context.command, persons, before, chosen)
        return await context.ask_for_text(asked, _question_of_many(persons), *rows, leave=back)
    said = dict.fromkeys(range(1, persons + 1)) | before | typed
    buttons = []
    for number, each in said.items():
        following = {True: False, False: None, None: True}[each]
        label = text("numbers-said", number=number, said=named("numbers-word", _name(each)))
        pressed = _told(said | {number: following}, before)
        buttons.append(Button(label, str(context.command.with_argument(1, f"{pressed},"))))
    rows = in_rows(buttons, IN_A_ROW)
    if said != dict.fromkeys(said) | before:
        done = str(context.command.with_argument(1, _told(said, before)))
        rows.append((Button(text("button-continue"), done),))
    return await context.ask_for_text(asked, question, *rows, leave=back)


def _question_of_many(persons: int) -> Text:
    ranges = (((1, 5), "confirmed"), ((6, 8), "not_confirmed"))
    example = tuple(
        text(
            "numbers-said",
            number=text("numbers-range", first=first, last=last),
            said=named("numbers-word", each),
        )
        for (first, last), each in ranges
    )
    return text("numbers-which-of-many", persons=persons, example=example)


def _block_rows(
    command: Command,
    persons: int,
    before: Mapping[int, bool],
    chosen: Mapping[int, bool | None],
) -> list[Row]:
    """The blocks of numbers that lack an answer; or each number of the ``chosen`` one, of which a
    press goes on to what can be said next, and both answers for all of it.
    """

    def button(label: Text, said: Mapping[int, bool | None], more: str = "") -> Button:
        return Button(label, str(command.with_argument(1, f"{_as_block(said)}{more}")))

    if not chosen:
        firsts = range(1, persons + 1, IN_A_BLOCK)
        blocks = [range(each, min(each + IN_A_BLOCK, persons + 1)) for each in firsts]
        waits = [each for each in blocks if not before.keys() >= {*each}]
        return in_rows(
            [
                button(
                    text("numbers-range", first=each[0], last=each[-1]),
                    {number: before.get(number) for number in each},
                    ",",
                )
                for each in waits[:MAX_BUTTONS]
            ],
            IN_A_ROW,
        )
    following = {True: False, False: None, None: True}
    numbers = [
        button(
            text("numbers-said", number=number, said=named("numbers-word", _name(each))),
            {**chosen, number: following[each]},
            ",",
        )
        for number, each in chosen.items()
    ]
    whole = [
        button(
            text("button-numbers-all", said=named("numbers-word", _name(each))),
            {number: before.get(number, each) for number in chosen},
        )
        for each in (True, False)
    ]
    rows = [*in_rows(numbers, IN_A_ROW), *in_rows(whole, IN_A_ROW)]
    if any(before.get(number) is not each for number, each in chosen.items()):
        rows.append((button(text("button-continue"), chosen),))
    return rows


def _told(said: Mapping[int, bool | None], before: Mapping[int, bool]) -> str:
    """What is said of each person, without those of whom nothing is or was said."""
    return as_argument({n: each for n, each in said.items() if each is not None or n in before})


def as_argument(said: Mapping[int, bool | None]) -> str:
    """What is said of persons as one argument, which ``parse_numbers`` reads."""
    return ",".join(f"{n}={_name(each)[0]}" for n, each in said.items())


def _name(said: bool | None) -> str:
    return next(name for name, each in ANSWERS.items() if each is said)


def with_result_said(
    command: Command, persons: int, known: Vocabularies, *, is_answer: bool = False
) -> Command:
    """The same command with the result of a verification that words say, and its letter. Raises
    ``NotAChoice`` for a question, and for a "yes" or "no" that ``is_answer`` to which result it is.
    """
    typed = command.text_from(1) or ("" if command.args[1:] else CODE.sub("", command.raw))
    # A sign of days is one of persons, too.
    typed = read_numerals(_without_denied_acts(typed, known), known, before=("day",))
    first = typed.split(" ", 1)[0]
    words = first.replace("_", " ") if "_" in first else typed  # at a check, before its letter
    by_number = CHOSEN_BEFORE in typed or is_by_number(fold_typed(words), persons, known)
    persons_said = any_of(signs_of(known, "persons"))
    answer = command.filled if is_answer and command.argument(1) == command.filled else None
    is_bare = answer in (*signs_of(known, "yes"), *signs_of(known, "no"))
    if only_mentions(typed) or is_bare:
        if command.args[1:]:
            raise NotAChoice
        return command
    typed = with_share(typed.lstrip(", "), known)
    typed = re.sub(rf"\A(\S+ \d+)\s?(?:{persons_said})(?!\S)", r"\1", typed, flags=re.I)
    is_new = command.filled is None or not command.args[2:]
    if by_number and is_new and not re.match(rf"[0-9]+=|{_BLOCK.pattern}", first):
        return _with_numbers_said(command, typed, known)
    if not typed or by_number:
        return command
    letter: Sequence[str] = ()
    given, *others = typed.split()
    code, after = fold_typed(given).lower().replace("-", "_"), " ".join(others)
    count = others[0] if others and others[0].isdecimal() else ""
    limits = given in words_for("only", known) and any(map(str.isdigit, "".join(others[1:2])))
    if count and (Result.PARTLY_CONFIRMED.startswith(code) or (limits and not others[2:])):
        partly = f"{Result.PARTLY_CONFIRMED}={count}"
        return command.replace_arguments(command.args[0], partly, *others[1:])
    is_code = command.argument(1) == given and code in [*Result]
    is_line = is_code and command.filled is None
    is_counted = is_line and bool(others[1:] and count and int(count) <= persons)
    if (is_code and not is_counted) or "=" in code:
        return command  # the rest is the letter
    denied = words_of(word for each in known for word in each.negations).search(after)
    uncounted = without_persons(after, known)
    is_letter = any(map(str.isdigit, uncounted)) and not (count and int(count) <= persons)
    if is_letter and not denied and not codes_said(after.lower(), OF_RESULTS, known):
        typed, letter = given, others
    elif is_counted and any(map(str.isdigit, others[1])):
        typed, letter = f"{given} {count}", others[1:]
    said = said_in(typed, ["letter", "result"], known)
    present = () if command.filled is None else command.args[2:]
    kept = said.about.get("letter", "").split() or letter or present
    parts = ",".join((said.about.get("result", ""), *said.others))
    result = _result_said(parts.replace("_", " "), persons, known)
    return command if result is None else command.replace_arguments(command.args[0], result, *kept)


def _with_numbers_said(command: Command, typed: str, known: Vocabularies) -> Command:
    """The same command with what a text says of persons by number and of nothing but a letter."""
    said = said_in(_without_letter_day(typed, known), ["letter", "result"], known)
    parts = ",".join((said.about.get("result", ""), *said.others))
    begins = words_of(phrases_for(command.name, known))
    try:
        numbers = parse_numbers(begins.sub(" ", parts), known)
    except WrongValue:
        if command.args[1:]:
            return command
        raise
    letter = said.about.get("letter", "").split()
    return command.replace_arguments(command.args[0], as_argument(numbers), *letter)


def _without_letter_day(typed: str, known: Vocabularies) -> str:
    """A text without the day that alone follows the number of a letter."""
    number = letters(known).search(typed)
    day = "" if number is None else fold_typed(typed[number.end() :])
    is_day = re.search(r"\d\D+\d", day) and not without_days(day, known).strip(" ,.")
    return typed[: number.end()] if number and is_day else typed


def _without_denied_acts(typed: str, known: Vocabularies) -> str:
    """A text without the names of acts behind a negation, such as "this is not an extension"."""
    return _denied_acts(known).sub(" ", typed)


@cache
def _denied_acts(known: Vocabularies) -> re.Pattern[str]:
    named = [e for act in _ACTS for e in phrases_for(act, known)]
    acts = any_of(each for each in named if not codes_said(each, OF_RESULTS, known))
    no = any_of([*signs_of(known, "not"), *signs_of(known, "instead_of")])
    beside = any_of(word for each in known for word in each.ignored)
    denied = rf"(?<![a-z])(?:{no})(?:\s*(?:{beside})(?![a-z]))*\s*(?:{acts})(?![a-z])"
    return re.compile(denied, re.IGNORECASE)


def _result_said(typed: str, persons: int, known: Vocabularies) -> str | None:
    """The result in words such as "both are confirmed" or "only two persons are confirmed", with
    the number of the confirmed if it is known; None if a text has none. Raises ``NotAChoice``.
    """
    typed = read_numerals(fold_typed(typed).lower(), known, before=("persons", "item"))
    rest = re.sub(_not_confirmed(known), "", typed)
    yes = any(each in rest for each in _confirmed(known))
    limits = codes_said(rest, ("only", "except"), known)
    if rest == typed and not yes and not limits:
        return None
    _check_counts(typed, persons, known)
    numbers = {int(each) for each in _NUMBER.findall(typed)}
    is_part = persons in numbers and words_of(signs_of(known, "out_of")).search(rest)
    is_partial = limits or is_part or (yes and rest != typed)
    unsure = [each for said in known for each in (*said.negations, *said.numbers)]
    if not is_partial and (len(numbers) > 1 or words_of(unsure).search(rest)):
        raise NotAChoice
    if not is_partial and numbers <= {persons}:
        return Result.CONFIRMED if yes else Result.NOT_CONFIRMED
    confirmed, others = _counts_said(typed, persons, known)
    some = {*confirmed, *(persons - each for each in others)} if confirmed else set()
    if len(some) > 1:
        raise NotACount("error-counts", persons=persons)
    if "except" in limits:
        some = {persons - each for each in some} if rest == typed else set()
    return "=".join([Result.PARTLY_CONFIRMED, *map(str, some)])


def _check_counts(typed: str, persons: int, known: Vocabularies) -> None:
    """Raise ``NotACount`` if several numbers of persons do not add up, or one is too large."""
    counted = rf"{_NUMBER.pattern}(?=\s*(?:{any_of(signs_of(known, 'persons'))}|\Z))"
    counts = [int(each) for each in re.findall(counted, typed, re.IGNORECASE)]
    is_whole = counts[1:] and not words_of(signs_of(known, "out_of")).search(typed)
    sums = (persons, persons * len(counts[1:]))  # with the number of all
    if max(counts, default=0) > persons or (is_whole and sum(counts) not in sums):
        raise NotACount("error-counts", persons=persons)


def number_confirmed(typed: str, persons: int, known: Vocabularies) -> int:
    """The number of the confirmed in a text. Raises ``NotAChoice`` or ``NotACount``."""
    said = read_numerals(typed, known, before=("persons", "item"))
    confirmed, others = _counts_said(said, persons, known)
    some = {*confirmed, *(persons - each for each in others)}
    count = str(some.pop()) if len(some) == 1 else said
    _check_counts(count, persons, known)
    return parse_count(count, 1, persons - 1, known)


def _counts_said(typed: str, persons: int, known: Vocabularies) -> tuple[set[int], set[int]]:
    """The numbers of the confirmed and of the others, without that of all. Each is before its word
    in a part of the text that begins with a number, else after it. Raises ``NotAChoice`` for
    another negation.
    """
    no, yes = _not_confirmed(known), any_of(_confirmed(known))
    if words_of(e for each in known for e in each.negations).search(re.sub(no, "", typed)):
        raise NotAChoice
    found: Mapping[str | None, set[int]] = {"no": set(), "yes": set(), None: set()}
    token = re.compile(rf"(?P<no>{no})|(?P<yes>{yes})|{_NUMBER.pattern}")
    for part in SEPARATORS.split(typed):
        said = [each for each in token.finditer(part) if each[0] != str(persons)]
        word = None
        for each in said if said and said[0].lastgroup else reversed(said):
            word = each.lastgroup or word
            if each.lastgroup is None:
                found[word].add(int(each[0]))
    return found["yes"], found["no"]


def _not_confirmed(known: Vocabularies) -> str:
    return any_of(each for name in _NOT for each in words_for(name, known))


def _confirmed(known: Vocabularies) -> Sequence[str]:
    """The words for a result that is confirmed; a sign alone has other meanings, too."""
    return [each for each in words_for("confirmed", known) if len(each) > 1]


def is_by_number(folded: str, persons: int, known: Vocabularies) -> bool:
    """Whether a text is about persons by their numbers, which do not add up as counts."""
    names: Sequence[Sign] = ("persons", "item", "out_of")
    counted = any_of(each for name in names for each in signs_of(known, name))
    folded = _with_all_numbers(folded, known)
    begins = re.match(rf"(?![0-9]+\s?(?:{counted}))[0-9]+(\s*[=:\u53f7]|&)?", folded)
    begins = begins or re.search(rf"{_NUMBER.pattern}(\s*[=:])(?!\s*[0-9])", folded)
    numbers = [*map(int, _NUMBER.findall(folded))]
    before, day = (any_of(signs_of(known, each)) for each in ("person_number", "day"))
    marked = rf"(?:{day})[0-9]|(?<![a-z])(?:{before})\s*({_NUMBER.pattern})"
    marked = rf"{marked}|(?<![0-9/.\u3015)-])([0-9]+)\s?\u53f7"
    named = (int(n) for each in re.findall(marked, folded, re.I) for n in each if n)
    return any(0 < each <= persons for each in named) or (
        begins is not None and bool(begins[1] or (len(numbers) > 1 and sum(numbers) != persons))
    )
