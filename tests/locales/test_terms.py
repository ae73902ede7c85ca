"""One term for each thing: texts, guides and pages compared with ``locales/terms.toml``."""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast

from bot.profile.language_file import LOCALES

ROOT = LOCALES.parent
TERMS = tomllib.loads((LOCALES / "terms.toml").read_text(encoding="utf-8"))
RULES = TERMS.pop("rules")
NAMED = {name: term for group in TERMS.values() for name, term in group.items() if name != "title"}
ENGLISH = (
    *(f"{name}.en.md" for name in ("quick-start", "user-guide", "admin-guide")),
    *("operator-guide.md", "operator-reference.md"),
)
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`|<!--.*?-->|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
LANGUAGES = ("en", "zh", "km")


def forms(pattern: Any) -> list[str]:
    """The sentences of a message, one for each combination of choices; a value is ``‹name›``."""
    parts = (_part(each) for each in pattern.elements)
    return ["".join(each) for each in product(*parts)]


def _part(element: Any) -> list[str]:
    match element:
        case ast.TextElement():
            return [element.value]
        case ast.Placeable():
            return _part(element.expression)
        case ast.SelectExpression():
            return [said for variant in element.variants for said in forms(variant.value)]
        case ast.VariableReference():
            return [f"‹{element.id.name}›"]
        case ast.StringLiteral():
            return [element.value]
        case _:
            return ["‹›"]


@cache
def texts(language: str) -> dict[str, list[str]]:
    """The sentences of every message of a language, with those of its attributes."""
    found = {}
    for file in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                patterns = [entry.value, *(each.value for each in entry.attributes)]
                found[entry.id.name] = [said for each in patterns if each for said in forms(each)]
    return found


def guides(language: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of every guide of a language, without code."""
    names: Sequence[str] = ENGLISH
    if language != "en":
        names = sorted(path.name for path in (ROOT / "docs").glob(f"*.{language}.md"))
    for name in names:
        prose = CODE.sub("", (ROOT / "docs" / name).read_text(encoding="utf-8"))
        for paragraph in prose.split("\n"):
            yield name, paragraph


def places(language: str) -> Iterator[tuple[str, str, str]]:
    """What people read in a language: ``texts``, ``guides`` or ``page``, with names."""
    for key, said in texts(language).items():
        yield from (("texts", key, each) for each in said)
    yield from (("guides", name, each) for name, each in guides(language))
    page = ROOT / "sandbox" / "page" / "static" / f"texts.{language}.json"
    for key, said in json.loads(page.read_text(encoding="utf-8")).items():
        yield from (("page", key, each) for each in ([said] if isinstance(said, str) else said))


def checks(language: str) -> Iterator[tuple[str, re.Pattern[str], str]]:
    """The name of every rule of a language, what it looks for, and where alone."""
    for name, rule in RULES.items():
        if language in rule["language"]:
            yield name, re.compile(rule["pattern"]), rule.get("only", "")
    for name, term in NAMED.items():
        if never := term.get("never", {}).get(language):
            found = "|".join(never)
            if language == "en":
                found = rf"(?i)(?<![\w/‹-])(?:{found})(?![\w-])"
            yield name, re.compile(found), term.get("only", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_guides_and_pages_have_the_terms_and_follow_the_rules(language: str) -> None:
    wanted = list(checks(language))
    found = {
        (name, place): said
        for kind, place, said in places(language)
        for name, pattern, only in wanted
        if only in ("", kind) and pattern.search(said)
    }
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_things_have_the_same_term(language: str) -> None:
    terms = [term[language].casefold() for term in NAMED.values()]
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_finds_its_example(name: str) -> None:
    assert re.search(RULES[name]["pattern"], RULES[name]["example"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_texts_are_the_terms(language: str) -> None:
    wrong = {
        (name, key): texts(language)[key]
        for name, term in NAMED.items()
        for key in term.get("keys", ())
        if not any(term[language].casefold() in each.casefold() for each in texts(language)[key])
    }
    assert not wrong
