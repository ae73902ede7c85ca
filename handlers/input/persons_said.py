"""The numbers of persons in a text."""

import re
from collections.abc import Sequence
from functools import partial

from liaison.core.text_parsing import fold_typed
from liaison.core.vocabulary import (
    Vocabularies,
    any_of,
    codes_said,
    phrases_for,
    read_numerals,
    signs_of,
    words_for,
    words_of,
)


def without_persons(typed: str, known: Vocabularies) -> str:
    """A text without its numbers of persons, such as "2 of us"."""
    persons = any_of(signs_of(known, "persons"))
    counted = read_numerals(fold_typed(typed), known, before=("persons",))
    return re.sub(rf"\d+\s*(?:{persons})", " ", counted)


def last_counted(typed: str, known: Vocabularies) -> str:
    """A text with its numbers of persons in digits, but for one that the next one replaces, such as
    "4 people, no, 3 people".
    """
    typed = read_numerals(typed, known, before=("persons",))
    persons, no = (any_of(signs_of(known, each)) for each in ("persons", "no"))
    replaced = rf"\d+\s*(?:{persons})[\s,，、;；]*(?:{no})[\s,，、;；]*(?=\d+\s*(?:{persons}))"
    return re.sub(replaced, "", typed, flags=re.IGNORECASE)


def bare_count(typed: str, known: Vocabularies) -> str:
    """A text that is a number of persons, such as "2 people", without the word; else as it is."""
    persons = any_of(signs_of(known, "persons"))
    counted = read_numerals(fold_typed(typed), known, before=("persons",))
    found = re.fullmatch(rf"\s*(\d+)\s*(?:{persons})\s*", counted)
    return typed if found is None else found[1]


def says_of_persons(typed: str, codes: Sequence[str], known: Vocabularies) -> bool:
    """Whether a text has a number of persons and a word for one of these closed answers."""
    folded = fold_typed(typed)
    return without_persons(folded, known) != folded and codes_said(folded, codes, known) != []


def urgent_request(typed: str, kinds: Sequence[str], known: Vocabularies) -> Sequence[str]:
    """What a text says for the form of an urgent request; nothing if it is about no request."""
    folded = read_numerals(fold_typed(typed), known, before=("persons",))
    rest = words_of(words_for("urgent", known)).sub(" ", folded)
    found = codes_said(folded, kinds, known)
    about = [word for each in known for word in each.fields.get("persons", ())]
    about += phrases_for("requests", known)
    is_alarm = rest == folded or words_of(signs_of(known, "alarm")).search(rest)
    if is_alarm or not (found or words_of(about).search(rest)):
        return ()
    counts = re.findall(rf"(\d+)\s*(?:{any_of(signs_of(known, 'persons'))})", folded)
    persons = (counts[0], signs_of(known, "persons")[0]) if len(counts) == 1 else ()
    return ("urgent", *(found if len(found) == 1 else ()), *persons)


def with_share(typed: str, known: Vocabularies) -> str:
    """A text with a share of persons in words, if it is a fraction such as "2/3 confirmed"."""
    for each in known:
        of, counted = each.signs.get("out_of", ()), each.signs.get("persons", ())
        name = [*counted, ""][0]
        after = any_of([*each.choices.get("confirmed", ()), *counted])
        share = rf"(?<![\d/.-])(\d{{1,3}})/(\d{{1,3}})(?=\s?(?:{after})(?!\w))"
        said = rf"\2 {name} {[*of, ''][0]} \1 {name} "
        typed = re.sub(share, partial(_share, said), typed, flags=re.I)
    return typed


def _share(said: str, found: re.Match[str]) -> str:
    return found[0] if int(found[1]) > int(found[2]) else found.expand(said)
