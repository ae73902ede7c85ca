"""The parts of the guides that are made from the program, so that they cannot fall behind it.

In a guide such a part is between two comments, ``<!-- commands -->`` and
``<!-- end of commands -->``. `make docs` writes them, and a test says when one is out of date.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from bot.i18n.catalog import Catalog
from bot.profile.agreement_file import default_agreement
from bot.profile.language_file import LOCALES
from liaison.core.cards import named, text
from liaison.core.people import Role
from liaison.settings.model import SETTINGS
from liaison.settings.views import setting_name, value_text
from tests.corpus.figures import filter_table
from tests.docs import escalations, notifications
from tests.docs.other_messages import other_rows
from tests.registered import LISTED_COMMANDS, allowed

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_HEADINGS = {"en": ("Command", "What it does"), "km": ("ពាក្យបញ្ជា", "សម្រាប់"), "zh": ("命令", "用途")}
USER_GUIDES: Mapping[str, str] = MappingProxyType(
    {language: f"user-guide.{language}.md" for language in _HEADINGS}
)
QUICK_STARTS: Mapping[str, str] = MappingProxyType(
    {language: f"quick-start.{language}.md" for language in _HEADINGS}
)
ADMIN_GUIDES: Mapping[str, str] = MappingProxyType(
    {language: f"admin-guide.{language}.md" for language in _HEADINGS}
)
_SETTING_HEADINGS = {
    "en": ("Code", "Setting", "At first", "Whose"),
    "km": ("កូដ", "ការកំណត់", "តម្លៃដំបូង", "របស់"),
    "zh": ("代码", "设置", "初始值", "适用"),
}
_WHOSE = {
    "en": ("own Party", "both Parties"),
    "km": ("ភាគីនីមួយៗ", "ភាគីទាំងពីរ"),
    "zh": ("各自规定", "双方共定"),
}
_AGREEMENT = default_agreement()
_CATALOG = Catalog.load(agreement=_AGREEMENT, strict=True)


def commands_table(language: str) -> str:
    """Every command in the order of the menus: what it does, and a mark for each of its roles."""
    roles = [_CATALOG.plain(named("role", role), language) for role in Role]
    rows = [
        (
            f"`/{name}`",
            _CATALOG.plain(text(f"command-{name}"), language),
            *("✓" if allowed(name, role) else "" for role in Role),
        )
        for name in LISTED_COMMANDS
    ]
    return "\n".join(_table((*_HEADINGS[language], *roles), rows))


def settings_table(language: str) -> str:
    """Every setting by group, with the value that the Agreement's profile gives it."""
    party = _AGREEMENT.parties[0].code
    made: list[str] = []
    for group, settings in groupby(SETTINGS.values(), key=lambda each: each.group):
        title = _CATALOG.plain(text("setting-group", group=group, own_party="各方"), language)
        rows = [
            (
                f"`{each.code}`",
                _CATALOG.plain(setting_name(each), language),
                _CATALOG.plain(value_text(each, each.access.read(_AGREEMENT, party)), language),
                _WHOSE[language][each.shared],
            )
            for each in settings
        ]
        made += [f"### {title}", "", *_table(_SETTING_HEADINGS[language], rows), ""]
    return "\n".join(made).rstrip()


def terms_tables() -> str:
    """The terms of each group, with ⚑ where only a native official can decide."""
    languages = ("en", "zh", "km")
    names = (_CATALOG.plain(_AGREEMENT.language_name(each), each) for each in languages)
    heads = ("code", *names, "meaning")
    made: list[str] = []
    groups = tomllib.loads((LOCALES / "terms.toml").read_text(encoding="utf-8"))
    for group in (each for each in groups.values() if "title" in each):
        rows = [
            (
                "" if "-" in name else f"`{name}`",
                *(each[code] + " ⚑" * (code in each.get("unsure", ())) for code in languages),
                each.get("note", ""),
            )
            for name, each in group.items()
            if name != "title"
        ]
        made += [f"## {group['title']}", "", *_table(heads, rows), ""]
    return "\n".join(made).rstrip()


def decisions_list() -> str:
    """A line for each record of a decision, with its title."""
    lines = []
    for path in sorted((DOCS / "decisions").glob("*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        lines.append(f"- [{title}](decisions/{path.name})")
    return "\n".join(lines)


def notifications_tables() -> str:
    """Who is told what, when, and with or without sound."""
    steps = ("Step", "Party", "Who", "When", "Sound", "Then")
    todos = ("To-do", "Party", "Who sees it first", "Others later", "Line of the morning message")
    days, *dates = notifications.due_rows()
    tables = (
        ("Steps of a request", steps, notifications.request_rows()),
        ("Steps of a meeting", steps, notifications.meeting_rows()),
        ("Proposals", steps, notifications.approval_rows()),
        ("Other notices", steps, notifications.kind_rows()),
        ("Other messages", ("Message", "Who", "When", "Sound"), other_rows()),
        ("Emergencies that no one answers", ("After", "Who"), escalations.emergency_rows()),
        ("Urgent requests that no one receives", ("After", "Who"), escalations.urgent_rows()),
        ("To-dos", todos, notifications.todo_rows()),
        (
            "To-dos that no one does",
            ("Working days", "Who sees it, too"),
            notifications.later_rows(),
        ),
        ("Due dates", days, dates),
    )
    made = ("\n".join([f"## {title}", "", *_table(head, rows)]) for title, head, rows in tables)
    return "\n\n".join(made)


def _in(language: str, table: Callable[[str], str]) -> Callable[[], str]:
    return lambda: table(language)


BLOCKS: Mapping[str, tuple[str, Callable[[], str]]] = MappingProxyType(
    {
        **{name: ("commands", _in(code, commands_table)) for code, name in USER_GUIDES.items()},
        **{name: ("settings", _in(code, settings_table)) for code, name in ADMIN_GUIDES.items()},
        "decisions.md": ("decisions", decisions_list),
        "glossary.md": ("terms", terms_tables),
        "notifications.md": ("notifications", notifications_tables),
        "security.md": ("filter", filter_table),
    }
)
"""By document, the name of its generated part and what makes it."""


def renewed(document: str, name: str, block: str) -> str:
    """A document with a fresh generated part. Raises ``ValueError`` where it has not one place."""
    place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    made, count = place.subn(lambda found: f"{found[1]}\n{block}\n\n{found[2]}", document)
    if count != 1:
        raise ValueError(name)
    return made


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (heads, ("---",) * len(heads), *rows):
        yield f"| {' | '.join(row)} |"
