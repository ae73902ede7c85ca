"""The guides describe the program completely, and nothing else."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from fluent.syntax import FluentParser, ast
from typer.main import get_command

from bot.cli import build
from bot.profile.language_file import LOCALES
from bot.settings import CONFIG_FILE, PREFIX, Settings
from tests.docs.blocks import ADMIN_GUIDES, BLOCKS, DOCS, QUICK_STARTS, ROOT, USER_GUIDES, renewed
from tests.registered import LISTED_COMMANDS, PERMISSIONS

RUN = "one is out of date: run `make docs`"
OPERATOR_GUIDES = ("operator-guide.md", "operator-guide.km.md", "operator-guide.zh.md")
RUNNERS = (
    *("admin-guide.en.md", *OPERATOR_GUIDES),
    *("operator-reference.md", "container.md", "releasing.md"),
)


def guide(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def prose(name: str) -> str:
    """A guide without what is generated."""
    return re.sub(r"<!-- (\w+) -->.*?<!-- end of \1 -->", "", guide(name), flags=re.DOTALL)


def sections(name: str) -> list[str]:
    return re.split(r"^## .*$", prose(name), flags=re.MULTILINE)


@cache
def labels(language: str) -> Mapping[str, set[str]]:
    """Every fixed label of a menu or button, with the names of its texts."""
    found = defaultdict(set)
    for path in (LOCALES / language).glob("*.ftl"):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(entry, ast.Message) or entry.value is None:
                continue
            labels = [each.value for each in entry.attributes if each.id.name == "button"]
            if entry.id.name.startswith(("command-", "menu-group", "button-")):
                for value in labels or [entry.value]:
                    parts = (each for each in value.elements if isinstance(each, ast.TextElement))
                    found["".join(each.value for each in parts)].add(entry.id.name)
    return found


def items(section: str) -> list[str]:
    """The items and paragraphs of a section."""
    return re.split(r"^(?:- |\d\. )|\n\n", section, flags=re.MULTILINE)


def numbers(item: str) -> list[int]:
    """The numbers of an item, without those in code, references and targets of links."""
    written = re.sub(r"`[^`\n]*`|KH26-\w+|\]\(.*?\)", "", item)
    return sorted(map(int, re.findall(r"\d+", written)))


def pressed(item: str) -> list[str]:
    """The labels that an item names."""
    return re.findall(r"\*\*(.+?)\*\*", item)


def without_another(item: str, language: str, other: str, other_language: str) -> list[str]:
    """The labels of an item for which the same item in another language names none."""
    theirs = {name for label in pressed(other) for name in labels(other_language)[label]}
    return [label for label in pressed(item) if labels(language)[label].isdisjoint(theirs)]


def blocks(text: str) -> list[str]:
    return re.findall(r"^```.*?\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def spans(text: str) -> Iterator[str]:
    """The code spans and the lines of code blocks."""
    for block in blocks(text):
        yield from block.splitlines()
    yield from re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


def commands_named(text: str) -> Counter[str]:
    return Counter(found[1] for span in spans(text) if (found := re.match(r"/([a-z]+)", span)))


def commands_typed(text: str) -> set[str]:
    """The commands of a shell, in blocks and sentences."""
    return {each for each in spans(text) if re.match(r"(?:age|liaison|make|python3) ", each)}


@pytest.mark.parametrize("name", BLOCKS)
def test_what_is_generated_is_up_to_date(name: str) -> None:
    block, make = BLOCKS[name]
    assert renewed(guide(name), block, make()) == guide(name), RUN


@pytest.mark.parametrize("name", USER_GUIDES.values())
def test_all_commands_are_in_each_user_guide_and_all_there_are_commands(name: str) -> None:
    table = re.findall(r"^\| `/([a-z]+)` \|", guide(name), re.MULTILINE)
    assert table == list(LISTED_COMMANDS)
    assert set(commands_named(prose(name))) <= set(LISTED_COMMANDS)


@pytest.mark.parametrize("name", ADMIN_GUIDES.values())
def test_each_admin_guide_names_commands_that_exist(name: str) -> None:
    assert set(commands_named(prose(name))) <= set(PERMISSIONS)


@pytest.mark.parametrize("guides", [QUICK_STARTS, USER_GUIDES, ADMIN_GUIDES])
@pytest.mark.parametrize("language", USER_GUIDES)
def test_each_label_in_a_guide_is_one_of_the_service(
    language: str, guides: Mapping[str, str]
) -> None:
    named = pressed(prose(guides[language]))
    assert named
    assert set(named) - labels(language).keys() == set()


@pytest.mark.parametrize("guides", [QUICK_STARTS, USER_GUIDES, ADMIN_GUIDES])
@pytest.mark.parametrize("language", [each for each in USER_GUIDES if each != "en"])
def test_the_guides_have_the_same_content_in_the_same_order(
    language: str, guides: Mapping[str, str]
) -> None:
    english, other = (sections(guides[each]) for each in ("en", language))
    assert len(english) == len(other)
    for ours, theirs in zip(english, other, strict=True):
        for pattern in (r"^\d\. ", r"^- "):
            counts = [len(re.findall(pattern, each, re.MULTILINE)) for each in (ours, theirs)]
            assert counts[0] == counts[1], (pattern, theirs)
        assert commands_named(ours) == commands_named(theirs), theirs
        for said, also in zip(items(ours), items(theirs), strict=True):
            assert numbers(said) == numbers(also), also
            assert not without_another(said, "en", also, language)
            assert not without_another(also, language, said, "en")


def test_the_reference_lists_every_setting_and_no_other() -> None:
    settings = {PREFIX + name.upper() for name in Settings.model_fields}
    rows = re.findall(rf"^\| `({PREFIX}\w+)` \|", guide("operator-reference.md"), re.MULTILINE)
    assert set(rows) == settings
    known = {*settings, *(f"{PREFIX}{each}" for each in ("NAME", "NAME_FILE", "TOKEN_FILE"))}
    for name in RUNNERS:
        assert set(re.findall(rf"\b{PREFIX}\w+", guide(name))) <= known | {CONFIG_FILE}


def test_what_operators_are_to_type_exists() -> None:
    commands = set(getattr(get_command(build()), "commands", {}))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    typed = [span for name in RUNNERS for span in spans(guide(name))]
    service = {
        found for span in typed for found in re.findall(r"(?:^|[ /])liaison ([a-z-]+)", span)
    }
    made = {found for span in typed for found in re.findall(r"^make ([a-z]+)", span)}
    assert {"migrate", "doctor", "run"} <= service
    assert {"backup", "restore", "release"} <= service <= commands
    assert "audit" in made <= targets


def test_the_operator_guides_have_the_same_commands_and_numbers_in_each_language() -> None:
    english, *others = (guide(name) for name in OPERATOR_GUIDES)
    for other in others:
        assert blocks(other) == blocks(english)
        assert commands_typed(other) == commands_typed(english)
        for ours, theirs in zip(items(english), items(other), strict=True):
            assert numbers(ours) == numbers(theirs), theirs


def test_the_code_names_of_the_glossary_are_in_the_code() -> None:
    first = [line.split("|")[1] for line in guide("glossary.md").splitlines() if line[:3] == "| `"]
    names = {name for cell in first for name in re.findall(r"`(\w+)`", cell)}
    code = "\n".join(path.read_text() for path in (ROOT / "liaison").rglob("*.py"))
    words = set(re.findall(r"[a-z]+(?:_[a-z]+)*", code))
    assert len(names) > 40
    assert names - words == set()


def test_every_page_is_in_the_site() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = {path.name for path in DOCS.glob("*.md")}
    assert {name for name in pages if name not in site} == set()
