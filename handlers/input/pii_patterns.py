"""The patterns for documents, telephones and words, from ``pii.toml``.

They match lower-case text with ASCII digits.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from liaison.agreement import differences, terminations
from liaison.approvals import rules as approval_rules
from liaison.disclosures import rules as disclosure_rules
from liaison.meetings import rules as meeting_rules
from liaison.people import nominations

MOST_BETWEEN = 3
"""The maximum number of marks and spaces between two digits of one number."""

MARK = "[ .,/:-]"
BETWEEN = rf"{MARK}{{0,{MOST_BETWEEN}}}"
BY_ITSELF = rf"(?<![0-9])(?<![0-9]{MARK})(?<![0-9]{MARK}{{2}})(?<![0-9]{MARK}{{3}})"
"""No digit of the same number comes before it."""

_LETTERS = tuple(
    each.CODE_PREFIX
    for each in (
        differences,
        disclosure_rules,
        meeting_rules,
        nominations,
        terminations,
        approval_rules,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The compiled contents of the file."""

    regions: Sequence[str]
    codes: frozenset[str]
    currency: re.Pattern[str]
    counts: re.Pattern[str]
    telephone: re.Pattern[str]
    known_days: frozenset[date]
    passport: re.Pattern[str]
    named_passport: re.Pattern[str]
    named_card: re.Pattern[str]
    card: re.Pattern[str]
    born_before: re.Pattern[str]
    born_after: re.Pattern[str]
    birth_month: re.Pattern[str]
    person_before: re.Pattern[str]
    person_after: re.Pattern[str]
    no_name: re.Pattern[str]
    act_before: re.Pattern[str]
    act_after: re.Pattern[str]
    thing_before: re.Pattern[str]
    event_before: re.Pattern[str]
    event_after: re.Pattern[str]


@cache
def known() -> Known:
    """The patterns, loaded once."""
    table = tomllib.loads(files("handlers.input").joinpath("pii.toml").read_text("utf-8"))
    passports, cards, births, persons = (
        table[name] for name in ("passports", "cards", "births", "persons")
    )
    names, acts, things, events = (table[name] for name in ("names", "acts", "things", "events"))
    return Known(
        regions=tuple(table["regions"]),
        codes=frozenset(each.lower() for each in (*table["regions"], *_LETTERS)),
        currency=re.compile("|".join(table["currencies"])),
        counts=re.compile(
            rf"{BY_ITSELF}[1-9][05](?:(?:, ?| )[1-9][05]){{2,}}"
            rf"(?=\s?(?:{'|'.join(table['counted'])}))"
        ),
        telephone=_ending_with(table["telephones"]["before"], table["telephones"]["between"]),
        known_days=frozenset(table["known_days"]),
        passport=re.compile(_shaped(passports["shapes"])),
        named_passport=re.compile(_named(passports["words"], r"[a-z]{0,2}")),
        card=re.compile(_shaped(cards["shapes"])),
        named_card=re.compile(_named(cards["words"], r"[a-z]{0,5}")),
        born_before=_ending_with(births["before"], births["between"]),
        born_after=_following(births),
        birth_month=re.compile(
            rf"(?:{'|'.join(births['months'])})[^0-9;]{{0,6}}(?:19|20)[0-9]{{2}}"
        ),
        person_before=_ending_with(persons["before"], persons["between"]),
        person_after=_following(persons),
        no_name=_ending_with(
            [*names["none"], *acts["before"], *things["before"], *events["before"]],
            names["between"],
        ),
        act_before=_ending_with(acts["before"], acts["between"]),
        act_after=_following(acts),
        thing_before=_ending_with(things["before"], things["between"]),
        event_before=_ending_with(events["before"], things["between"]),
        event_after=_following(events),
    )


def _ending_with(words: Sequence[str], between: str) -> re.Pattern[str]:
    """Words that end directly before a date."""
    return re.compile(rf"(?:{'|'.join(words)}){between}\Z")


def _following(words: Mapping[str, Any]) -> re.Pattern[str]:
    """Words directly after a date."""
    return re.compile(rf"\s?(?:{'|'.join(words['after'])})")


def _shaped(shapes: Sequence[tuple[str, int]]) -> str:
    """Standalone numbers with these letters and digit counts."""
    each = "|".join(f"{letters}{_digits(count)}" for letters, count in shapes)
    return rf"(?<![a-z0-9])(?:{each})(?![a-z0-9])"


def _digits(count: int) -> str:
    return rf"(?:{BETWEEN}[0-9]){{{count}}}"


def _named(words: Sequence[str], letters: str) -> str:
    """Six or more digits after a word that names the type of the number."""
    return rf"(?:{'|'.join(words)})[^0-9;]{{0,20}}?{letters}{_digits(6)}"
