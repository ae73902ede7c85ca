"""The catalogue of messages, from the messages of the stories: `make catalogue`.

A native official reads the page and signs it off; the text beside it shows what changed between
two versions. What the demonstration sends unasked is kept as a text in ``tests/docs/messages/``,
which its story compares. ``python -m tests.docs.catalogue MESSAGES FOLDER`` writes both.
"""

import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

from bot.profile.language_file import LOCALES
from sandbox.page.routes import FOLDER

LANGUAGES = ("en", "zh", "km")
OPENED = "opened"
KEPT = Path(__file__).parent / "messages"
KEPT_STORY = "test_all_scenes_are_played"
MAX_PLACES = 5
"""The links from a term to messages."""
STYLE = """
main { padding: 1rem; }
article { margin-block: 1.5rem; scroll-margin-block-start: 8rem; }
article > h3 { font-size: 0.9rem; overflow-wrap: anywhere; }
.languages { display: flex; align-items: flex-start; flex-wrap: wrap; gap: 1rem; }
.screen { --accent: var(--quiet); width: 360px; padding: 0.75rem; background: #dfe7ea; }
.screen .message { width: fit-content; }
.buttons span { align-content: center; }
.filter { position: sticky; inset-block-start: 0; padding: 0.75rem 1rem; background: #fff; }
.filter input { width: min(30rem, 100%); }
td, th { padding: 0.5rem; border: 1px solid var(--line); text-align: start; vertical-align: top; }
"""
FILTER = """
document.querySelector("input").addEventListener("input", (event) => {
  const wanted = event.target.value.toLowerCase();
  for (const each of document.querySelectorAll("article")) {
    each.hidden = !each.textContent.toLowerCase().includes(wanted);
  }
});
"""
QUESTIONS = {
    "en": "Is “{term}” the term that officials use?",
    "zh": "“{term}”是否为机关正式用语？如不是，应当用什么词？",
    "km": "តើមន្ត្រីប្រើពាក្យ «{term}» ដែរឬទេ? បើមិនប្រើទេ តើត្រូវប្រើពាក្យអ្វី?",
}
_ACT = re.compile(r"(?<=\] )(send|change|approve|takeback|invites|draft|proposal) \w+")
_RANDOM = re.compile(
    r"(?<![0-9A-Za-z])[0-9A-Z]{5}(?![0-9A-Za-z])"  # of a reference, of a notice
    r"|(?<==)[\w-]{20,}|\d+:(?:[0-9a-f]{4} ?){8,}"  # of an invitation, of the audit record
)
"""What is another in each run, as are the codes in commands about acts and invitations."""
Shown: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Example:
    """One message in each language: the first of the stories with its text, reader and state."""

    subject: str
    key: str
    kind: str
    role: str
    state: str
    shown: Mapping[str, Shown]
    stories: int
    """How many stories push it."""

    @property
    def title(self) -> str:
        """The values that distinguish it from other messages."""
        return " · ".join(filter(None, (self.key, self.kind, self.role, self.state)))

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return self.title.replace(" · ", ".").replace(" ", "-")

    @cached_property
    def written(self) -> Mapping[str, str]:
        """Its text and labels in each language."""
        return {
            language: "\n".join(
                [shown["text"], *(f"[{label}] {command}" for label, command in _buttons(shown))]
            )
            for language, shown in self.shown.items()
        }


def examples(collected: Iterable[Shown]) -> list[Example]:
    """The examples by subject and key, from what the stories collected."""
    subjects = {
        line.split(" = ")[0]: path.stem
        for path in (LOCALES / "en").glob("*.ftl")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line[:1].isalpha()
    }
    messages: dict[tuple[str, int], dict[str, Shown]] = {}
    for shown in collected:
        messages.setdefault((shown["test"], shown["message"]), {})[shown["language"]] = shown
    found: dict[tuple[str, ...], dict[str, Shown]] = {}
    stories: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for (test, _), message in sorted(messages.items()):
        shown = next(iter(message.values()))
        key = shown["key"].split()[0]
        if key in subjects and set(LANGUAGES) <= message.keys():
            kind = (OPENED, "without sound", "with sound")[shown["pushed"] + shown["sound"]]
            place = (subjects[key], key, kind, shown["role"], shown["state"])
            found.setdefault(place, message)
            if shown["pushed"]:
                stories[place].add(test.split()[0])
    return [
        Example(
            **dict(zip(("subject", "key", "kind", "role", "state"), place, strict=True)),
            shown=shown,
            stories=len(stories[place]),
        )
        for place, shown in sorted(found.items(), key=itemgetter(0))
    ]


def text_form(of: Sequence[Example], language: str) -> str:
    """The catalogue as a text, for comparison with another version: without random codes."""
    made = "\n\n".join(f"## {each.title}\n\n{each.written[language]}" for each in of)
    return _RANDOM.sub("*", _ACT.sub(r"\1 *", made)) + "\n"


def kept_form(collected: Iterable[Shown], language: str) -> str:
    """What was sent unasked, once for each text and role, as a text."""
    pushed = [each for each in examples(collected) if each.kind != OPENED]
    first = {(each.key, each.role): each for each in reversed(pushed)}
    return text_form([each for each in pushed if each in first.values()], language)


def page(of: Sequence[Example]) -> str:
    """The catalogue as a page."""
    parts = ['<div class="filter"><label>Filter <input type="search"></label> ']
    parts.append(f'{len(of)} messages · <a href="terms.html">terms to decide</a></div><main>')
    for subject, group in groupby(of, key=lambda each: each.subject):
        parts.append(f"<h2>{escape(subject)}</h2>")
        parts += map(_article, group)
    return _whole("Messages", "\n".join([*parts, f"</main><script>{FILTER}</script>"]))


def terms_page(of: Sequence[Example]) -> str:
    """The terms that a native official must decide, with the messages that have them."""
    groups = tomllib.loads((LOCALES / "terms.toml").read_text(encoding="utf-8"))
    rows = [
        _term(name, term, language, of)
        for group in groups.values()
        if "title" in group
        for name, term in group.items()
        if name != "title"
        for language in term.get("unsure", ())
    ]
    heads = "".join(f"<th>{each}" for each in ("⚑", *LANGUAGES, "meaning", "question", "messages"))
    return _whole("Terms to decide", f"<main><table><tr>{heads}</tr>{''.join(rows)}</table></main>")


def _term(name: str, term: Mapping[str, Any], language: str, of: Sequence[Example]) -> str:
    places = [each for each in of if term[language] in each.written[language]]
    links = "<br>".join(
        f'<a href="index.html#{escape(each.anchor)}">{escape(each.title)}</a>'
        for each in places[:MAX_PLACES]
    )
    cells = "".join(f'<td lang="{each}">{escape(term[each])}' for each in LANGUAGES)
    question = QUESTIONS[language].format(term=term[language])
    asked = f'<td>{escape(term.get("note", ""))}<td lang="{language}">{escape(question)}'
    return f"<tr><td>{escape(name)}{cells}{asked}<td>{len(places)}<br>{links}</tr>\n"


def _article(each: Example) -> str:
    mark = {"with sound": "🔔 ", "without sound": "🔕 "}.get(each.kind, "")
    screens = "".join(_screen(language, each.shown[language]) for language in LANGUAGES)
    return (
        f'<article id="{escape(each.anchor)}" data-stories="{each.stories}">'
        f'<h3>{mark}{escape(each.title)}</h3><div class="languages">{screens}</div></article>'
    )


def _screen(language: str, shown: Shown) -> str:
    """A message as a phone shows it."""
    rows = "".join(
        "<div>"
        + "".join(f'<span title="{escape(c)}">{escape(b)}</span>' for b, c in row)
        + "</div>"
        for row in shown["rows"]
    )
    return (
        f'<div class="screen" lang="{language}"><div class="message">'
        f'<div class="text">{shown["html"]}</div><div class="buttons">{rows}</div></div></div>'
    )


def _buttons(shown: Shown) -> Iterator[tuple[str, str]]:
    for row in shown["rows"]:
        yield from row


def _whole(title: str, body: str) -> str:
    styles = "".join((FOLDER / name).read_text(encoding="utf-8") for name in _STYLES)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{styles}{STYLE}</style>{body}'
    )


_STYLES = ("page.css", "phones.css")


def main(messages: Path, folder: Path) -> None:
    """Write the page, the page of terms and the text form into a folder."""
    collected = [json.loads(line) for line in messages.read_text(encoding="utf-8").splitlines()]
    kept = [each for each in collected if KEPT_STORY in each["test"]]
    found = examples(collected)
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in {"index.html": page, "terms.html": terms_page}.items():
        (folder / name).write_text(make(found), encoding="utf-8")
    for language in LANGUAGES:
        written = text_form(found, language)
        (folder / f"messages.{language}.txt").write_text(written, encoding="utf-8")
        if kept:
            (KEPT / f"{language}.txt").write_text(kept_form(kept, language), encoding="utf-8")
    sys.stdout.write(f"{len(found)} messages: {folder / 'index.html'}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
