"""The words of the code: each concept is in ``CONTEXT.md``, and old private words do not return."""

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "bot", "web", "handlers", "liaison", "storage", "verifier", "sandbox", "benchmarks", "tests",
)  # fmt: skip
RETIRED = frozenset({
    "aways", "bury", "circle", "confirmers", "copies", "desk", "headline", "hearers", "kernel",
    "keyholders", "ladder", "life", "lives", "moot", "nobody", "parcel", "rung", "seal", "seals",
    "talk", "two_keys", "wakeup", "wakeups", "whoever",
})  # fmt: skip
"""Private words that have a standard one: recipient, escalation step, timer, approval, ..."""
RETIRED_FILES = RETIRED | {"deaths", "doubts", "scenes", "sights", "untold", "weather"}
"""Words that no module and no folder has in its name."""
PRODUCT = ("bot", "handlers", "liaison", "storage", "web")
RETIRED_PROSE = re.compile(r"\b(?:desk|rung|ladder|wake-up|whoever|anew|somebody|nobody)\b", re.I)
"""Words that no docstring and no comment of these folders has."""
PROSE = (*PRODUCT, *(f"tests/{name}" for name in ("contract", "docs", "locales", "unit", "visit")))
PROSE_PARTS = re.compile(r'''""".*?"""|(?:^|\s)#.*?$''', re.DOTALL | re.MULTILINE)
QUOTED = re.compile(r"``([A-Za-z_][\w.]*)``")
ROW = re.compile(
    r"^\| (?P<words>[^|]+) \| (?P<meaning>[^|]+) \| (?P<where>[^|]+) \|$", re.MULTILINE
)
KIND = re.compile(r"^([A-Z]+(?:_[A-Z]+)*)_(?:SUBJECT|APPROVAL|RECORD) = ", re.MULTILINE)


def retired(name: str, words: frozenset[str] = RETIRED) -> set[str]:
    """The retired words in an identifier, in snake case or in camel case."""
    parts = f"_{re.sub(r'(?<=[a-z])(?=[A-Z])', '_', name).lower()}_"
    return {word for word in words if f"_{word}_" in parts}


def names_of(source: str) -> Iterator[str]:
    """What a module names: classes, functions, parameters and variables."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.id


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def table() -> list[re.Match[str]]:
    rows = ROW.finditer((ROOT / "CONTEXT.md").read_text(encoding="utf-8"))
    return [row for row in rows if row["words"] != "word"]


def registered() -> set[str]:
    """What notices, approvals and audit entries may be about, by the names of the constants."""
    return {
        found[1].lower().replace("_", " ")
        for path in (ROOT / "liaison").rglob("*.py")
        for found in KIND.finditer(path.read_text(encoding="utf-8"))
    }


def test_no_identifier_has_a_retired_word() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in modules()
        for name in names_of(path.read_text(encoding="utf-8"))
        if retired(name)
    }
    assert not found


def test_no_module_or_folder_has_a_retired_word() -> None:
    paths = [path.relative_to(ROOT).with_suffix("") for path in modules()]
    assert not {
        path.as_posix()
        for path in paths
        if any(retired(part, RETIRED_FILES) for part in path.parts)
    }


def test_what_records_and_notices_are_about_is_in_the_table() -> None:
    words = {word.strip().lower() for row in table() for word in row["words"].split(",")}
    assert registered()
    assert registered() <= words


def test_the_table_leads_to_packages_that_exist_and_leaves_none_out() -> None:
    named = {where for row in table() for where in re.findall(r"`([\w/]+)`", row["where"])}
    assert not {where for where in named if not (ROOT / where).is_dir()}
    packages = {each.parent for each in (ROOT / "liaison").glob("*/__init__.py")}
    assert {each.relative_to(ROOT).as_posix() for each in packages} <= named


def test_a_word_of_the_table_is_one_of_the_code() -> None:
    names = {
        re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().replace("_", "")
        for path in modules()
        if path.relative_to(ROOT).parts[0] in PRODUCT
        for name in (*names_of(path.read_text(encoding="utf-8")), *path.with_suffix("").parts)
    }
    unused = {
        word
        for row in table()
        for word in row["words"].split(",")
        if not any(re.sub(r"[^a-z]", "", word.lower()) in name for name in names)
    }
    assert not unused


def test_no_word_is_in_the_table_twice() -> None:
    words = [word.strip() for row in table() for word in row["words"].split(",")]
    assert len(words) == len(set(words))


def prose_of(source: str) -> Iterator[str]:
    """The docstrings and comments of a module."""
    return (found[0] for found in PROSE_PARTS.finditer(source))


def test_no_docstring_or_comment_has_a_retired_word() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), text.strip().partition("\n")[0])
        for folder in PROSE
        for path in (ROOT / folder).rglob("*.py")
        for text in prose_of(path.read_text(encoding="utf-8"))
        if RETIRED_PROSE.search(text)
    }
    assert not found


def test_names_in_docstrings_are_those_of_the_code() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in modules()}
    code = (PROSE_PARTS.sub("", source) for source in sources.values())
    known = {word for each in code for word in re.findall(r"\w+", each)} | set(dir(builtins))
    known |= {part for path in sources for part in path.relative_to(ROOT).with_suffix("").parts}
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path, source in sources.items()
        for text in prose_of(source)
        for name in QUOTED.findall(text)
        if not set(name.split(".")) <= known
    }
    assert not found
