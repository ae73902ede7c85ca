"""Gates on the repository itself, for what no linter knows."""

import ast
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.metadata import packages_distributions
from inspect import getdoc, isclass, isfunction
from itertools import chain
from pathlib import Path
from typing import Protocol

import grimp
import pytest

from tests.memory_folder import memory_folder

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
SANDBOX = tomllib.loads((ROOT / "sandbox" / "pyproject.toml").read_text())
PACKAGES: list[str] = PROJECT["tool"]["importlinter"]["root_packages"]
LOCKS = ("requirements.lock", "requirements-dev.lock")
MAX_FILE = 400
MAX_RECORD = 40
"""Lines of a decision record."""
RECORD_HEAD = (
    r"# {number:04} \S.+\n\n- \*\*Status\*\*: accepted\n"
    r"- \*\*Date\*\*: 20\d\d-\d\d-\d\d(, revised 20\d\d-\d\d-\d\d)?\n"
)
VERSIONS = "storage/migrations/versions"
"""A folder that grows with each migration, as those before are kept as they are."""
MAX_FILES = 20
"""Python files of one folder of the service or of its tests."""
SERVICE = ("bot", "handlers", "liaison", "storage", "web")


def _files() -> Iterator[str]:
    """Every file of the project but pictures, as a path relative to its root."""
    made = {"__pycache__", "dist", "data"}
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [n for n in folders if n == ".ci" or not (n in made or n.startswith("."))]
        for path in (Path(folder, name).relative_to(ROOT) for name in files):
            name = path.as_posix()
            left_out = name in {"tests/test_repository.py", ".git"}  # the latter in a worktree
            if not left_out and path.suffix not in {".pyc", ".png", ".pdf"}:
                yield name


FILES = sorted(_files())


@dataclass(frozen=True)
class Gate:
    """A pattern that must stand in none of the files it looks at."""

    rule: str
    pattern: str
    only: str = r".*"
    allowed: str = r"(?!)"

    def looks_at(self, name: str) -> bool:
        return bool(re.fullmatch(self.only, name)) and not re.fullmatch(self.allowed, name)

    def offences(self, name: str, text: str) -> list[str]:
        if not self.looks_at(name):
            return []
        return [
            f"{name}:{number}: {line.strip()}"
            for number, line in enumerate(text.splitlines(), 1)
            if re.search(self.pattern, line)
        ]


PYTHON = r".*\.py"
GATES = (
    Gate(
        rule="the time comes from the injected clock",
        pattern=r"\bdatetime\.now\(|\bdate\.today\(|\butcnow\(|\btime\.time(_ns)?\(",
        only=PYTHON,
        allowed=r"(bot|sandbox/state)/clock\.py",
    ),
    Gate(
        rule="only the sender speaks to Telegram",
        pattern=(
            r"\.(send_(?!signal\b)\w+|edit_message_\w+|delete_messages?|answer_callback_query)\("
            r"|\b(message|callback|query)\.(answer|reply)(_\w+)?\("
        ),
        only=r"(bot|handlers|storage|liaison)/.*\.py",
        allowed=r"bot/telegram/.*|bot/workers/message_sender\.py",
    ),
    Gate(
        rule="no index host and no path of a machine",
        pattern=(  # names what it looks for
            r"://\S+/(simple|packages)/|(?<!no-emit-)(index-url|find-links)|\bregistry\s*=\s*\S*://"
            r"|(?<![\w.~-])/(root|home|Users|work|opt)/"
        ),
        # The flag keeps index addresses out of the locks.
    ),
    Gate(
        rule="nothing is left for later",
        # The words that it looks for, and breaches that it must find: nothing is left here.
        pattern=r"\b(TODO|FIXME|XXX|HACK)\b|\braise NotImplementedError\b",
    ),
    Gate(
        rule="no test is skipped, and nothing sleeps",
        pattern=r"pytest\.(mark\.)?(skip|xfail|importorskip)|\btime\.sleep\(",
        # Breaches that it must find, as text: none of them is run.
        only=PYTHON,
    ),
    Gate(
        rule="texts for people stand in locales/",
        # Letters only: a parser has to know the digits and brackets of every script.
        pattern=r"[\u1780-\u17d5\u3400-\u9fff]|\N{IDEOGRAPHIC FULL STOP}",
        only=r"(bot|handlers|storage|liaison|sandbox|benchmarks)/.*\.py",
        # What people write themselves: the references of their letters.
        allowed=r"sandbox/demo/scenario\.py|liaison/core/validation\.py",
    ),
    Gate(
        rule="what is particular to one agreement stands in its profile",
        pattern=(
            r"""["'|](KH|CN|km|zh)["'|]|\bAsia/|\b(Cambodia|China|Phnom Penh|Beijing|Shanghai)\b"""
        ),
        only=r"(bot|handlers|storage|liaison)/.*\.py",
    ),
)


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.rule)
def test_no_file_breaks(gate: Gate) -> None:
    looked_at = [name for name in FILES if gate.looks_at(name) and not name.endswith(".docx")]
    assert looked_at, "the gate looks at nothing"
    found = [
        offence
        for name in looked_at
        for offence in gate.offences(name, (ROOT / name).read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join([gate.rule, *found])


def test_no_file_holds_two_subjects() -> None:
    long = {
        name: lines
        for name in FILES
        if name.endswith(".py") and not name.startswith("storage/migrations/versions/")
        if (lines := len((ROOT / name).read_text().splitlines())) > MAX_FILE
    }
    assert not long


def _modules(package: str) -> set[str]:
    names = set()
    for path in (ROOT / package).rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        names.add(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def test_every_package_is_in_the_contracts() -> None:
    found = {name.split("/")[0] for name in FILES if name.endswith(".py") and "/" in name}
    assert found == {*PACKAGES, "tests", "verifier"}
    alone = [name for name in FILES if name.endswith(".py") and "/" not in name]
    assert alone == ["noxfile.py"]


@pytest.mark.parametrize("package", PACKAGES)
def test_the_import_contracts_see_every_module(package: str) -> None:
    seen = grimp.build_graph(package, cache_dir=None).modules
    # Migration scripts are loaded by Alembic by path; nothing may import them.
    scripts = {name for name in _modules(package) if ".migrations.versions." in name}
    assert _modules(package) - scripts == seen - scripts


def test_the_contracts_cover_every_package() -> None:
    contracts = {row["id"]: row for row in PROJECT["tool"]["importlinter"]["contracts"]}
    layers = {name for row in contracts["packages"]["layers"] for name in row.split(" | ")}
    assert layers | {"sandbox"} == set(PACKAGES)
    assert set(contracts["cycles"]["ancestors"]) == set(PACKAGES)
    assert contracts["liaison"]["exhaustive"] is True
    assert not [row["id"] for row in contracts.values() if "ignore_imports" in row]


def _foreign_imports(source: str) -> set[str]:
    """Top-level names that `source` imports beyond the standard library and liaison."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return {
        name
        for name in names
        if name.split(".")[0] not in sys.stdlib_module_names and name.split(".")[0] != "liaison"
    }


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _declared(*lists: list[str]) -> set[str]:
    return {_normalised(re.split(r"[^\w.-]", line)[0]) for line in chain(*lists)}


def _undescribed(classes: Iterable[type]) -> set[str]:
    """The public methods without a docstring of their own or of the class that they fulfil."""
    return {
        f"{each.__name__}.{name}"
        for each in classes
        for name in vars(each)
        if isfunction(vars(each)[name])
        and not (each.__name__.startswith("_") or name.startswith("_"))
        if getdoc(getattr(each, name)) is None
    }


def test_methods_of_storage_are_described_there_or_in_their_protocol() -> None:
    names = [name for name in _modules("storage") if ".migrations." not in name]
    modules = [import_module(name) for name in names]
    classes = {each for module in modules for each in vars(module).values() if isclass(each)}
    assert not _undescribed(each for each in classes if each.__module__.startswith("storage."))
    assert _undescribed([Undescribed]) == {"Undescribed.nothing"}


class Undescribed(Protocol):
    def nothing(self) -> None: ...


def test_what_is_imported_is_declared() -> None:
    service = PROJECT["project"]
    of_service = _declared(service["dependencies"], *service["optional-dependencies"].values())
    of_sandbox = _declared(SANDBOX["project"]["dependencies"])
    brought = packages_distributions()
    undeclared = set()
    for path in (ROOT / package for package in PACKAGES if package != "benchmarks"):
        declared = of_sandbox if path.name == "sandbox" else of_service
        for source in path.rglob("*.py"):
            modules = {name.split(".")[0] for name in _foreign_imports(source.read_text())}
            for module in modules - {"", *PACKAGES}:
                if not declared & {_normalised(name) for name in brought.get(module, [module])}:
                    undeclared.add(f"{source.relative_to(ROOT)}: {module}")
    assert not undeclared


def test_liaison_knows_only_the_standard_library() -> None:
    paths = sorted((ROOT / "liaison").rglob("*.py"))
    assert paths
    foreign = {path.name: found for path in paths if (found := _foreign_imports(path.read_text()))}
    assert not foreign
    assert _foreign_imports("import holidays\nfrom storage.audit import x") == {
        "holidays",
        "storage.audit",
    }


def _cards_of_records(source: str) -> int:
    """How many cards of records, which have a view, `source` makes."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    made = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "card")
    return sum(any(each.arg == "view" for each in call.keywords) for call in made)


def test_only_views_make_the_cards_of_records() -> None:
    paths = [path for package in SERVICE for path in sorted((ROOT / package).rglob("*.py"))]
    making = [path for path in paths if _cards_of_records(path.read_text())]
    assert {path.name for path in making} == {"views.py"}
    assert _cards_of_records('card(title, view="approve")') == 1


def test_no_folder_holds_more_than_a_reader_can_look_over() -> None:
    sizes = Counter(str(Path(name).parent) for name in FILES if name.endswith(".py"))
    full = {
        folder: size
        for folder, size in sizes.items()
        if size > MAX_FILES and folder.split("/")[0] in (*SERVICE, "tests") and folder != VERSIONS
    }
    assert not full


@pytest.mark.parametrize(
    ("modules", "left_out"),
    [
        ("bot.cli", {"aiogram", "telegram", "sqlmodel", "apscheduler"}),
        (
            "bot.commands.audit, bot.commands.backup, bot.commands.doctor, bot.commands.keys",
            {"aiogram", "telegram", "apscheduler"},
        ),
    ],
)
def test_commands_start_without_the_heavy_libraries(modules: str, left_out: set[str]) -> None:
    probe = f"import sys, {modules}\nprint(*sorted({left_out} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_the_database_is_used_without_the_libraries_of_the_benchmarks() -> None:
    absent = {"aiosqlite", "greenlet"}
    probe = (
        "import sys\n"
        f"sys.modules |= dict.fromkeys({absent})\n"  # as where they are not installed
        "import storage.database, storage.migrations.migrate\n"
        "storage.migrations.migrate.upgrade('sqlite:///' + sys.argv[1] + '/liaison.db')"
    )
    with memory_folder() as folder:
        command = [sys.executable, "-W", "error", "-c", probe, str(folder)]
        subprocess.run(command, cwd=ROOT, check=True)
    assert not absent & {name.split(";")[0] for name in _pins((ROOT / LOCKS[0]).read_text())}


def test_locales_hold_texts_words_of_languages_and_terms_and_nothing_else() -> None:
    files = [name for name in FILES if name.startswith("locales/")]
    texts = [name.split("/") for name in files if name != "locales/terms.toml"]
    languages = {parts[1] for parts in texts}
    assert languages == {parts[1] for parts in texts if parts[2:] == ["language.toml"]}
    rest = [parts for parts in texts if parts[2:] != ["language.toml"]]
    assert not [parts for parts in rest if len(parts) != 3 or not parts[2].endswith(".ftl")]


@dataclass(frozen=True)
class Pin:
    version: str
    hashes: int


def _pins(lock: str) -> dict[str, Pin]:
    """What a lock pins, by package name and marker."""
    pins: dict[str, Pin] = {}
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        name, _, rest = entry.partition("==")
        version, _, marker = rest.split("\\")[0].partition(" ; ")
        pins[f"{name};{marker.strip()}"] = Pin(version.strip(), entry.count("--hash=sha256:"))
    return pins


def _lock_faults(lock: str) -> list[str]:
    faults = [name for name, pin in _pins(lock).items() if not pin.version or not pin.hashes]
    return faults + re.findall(r".*(?:://|@ |file:|--index|--find|--extra).*", lock)


@pytest.mark.parametrize("name", LOCKS)
def test_locks_pin_by_hash_and_name_no_host(name: str) -> None:
    lock = (ROOT / name).read_text()
    assert len(_pins(lock)) > len(PROJECT["project"]["dependencies"])
    assert not _lock_faults(lock)


def test_the_tests_run_on_the_versions_that_are_shipped() -> None:
    shipped, tested = (_pins((ROOT / name).read_text()) for name in LOCKS)
    assert not {name for name, pin in shipped.items() if tested.get(name) != pin}


def test_decisions_are_numbered_dated_and_short() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert records
    for number, path in enumerate(records, 1):
        text = path.read_text()
        assert re.fullmatch(rf"{number:04}-[a-z0-9-]+\.md", path.name)
        assert re.match(RECORD_HEAD.format(number=number), text), path.name
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Alternatives rejected", "Consequences"]
        assert len(text.splitlines()) <= MAX_RECORD, path.name


def test_decisions_that_code_names_are_there() -> None:
    records = {path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")}
    named = {
        number
        for name in FILES
        if name.endswith((".py", ".toml", ".md"))
        for number in re.findall(r"\bdecision (\d{4})\b", (ROOT / name).read_text())
    }
    assert named
    assert named <= records


def test_links_between_documents_lead_somewhere() -> None:
    for name in (name for name in FILES if name.endswith(".md")):
        path = ROOT / name
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
            assert (path.parent / target).exists(), f"{name} → {target}"


def test_a_moment_that_is_bound_without_a_type_fails_the_test() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        for moment in (date(2026, 3, 15), datetime(2026, 3, 15, tzinfo=UTC)):
            with pytest.raises(TypeError, match="without a type"):
                database.execute("SELECT ?", (moment,))


def test_no_test_reaches_beyond_this_machine() -> None:
    with pytest.raises(BaseException, match=r"192\.0\.2\.1") as caught:
        socket.create_connection(("192.0.2.1", 9), timeout=1)
    assert caught.typename == "NetworkForbidden"
