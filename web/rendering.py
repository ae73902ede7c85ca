"""Pages: templates with the texts of the catalog, and cards as HTML."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from liaison.core.cards import BELOW, Button, Card, Text, Value, card, text
from liaison.core.people import may_use
from liaison.core.registry import Registry
from web.backend import Texts
from web.reading import is_view
from web.sessions import BACKEND, LANGUAGES, LINE, SESSION, TEXT, Session

FOLDER: Final = Path(__file__).parent
NEAR: Final = ("today", "tomorrow")
"""The names of days that a page has in place of dates, as it is read now."""
NAVIGATION: Final = (
    "today", "requests", "meetings", "plan", "agreement", "overview", "people", "settings",
    "audit", "page", "menu",
)  # fmt: skip
"""The commands that each page offers, as far as the role may use them."""
OF_PAGE: Final = {
    "guard-blocked": "web-blocked",
    "intro-deletion": "web-intro-deletion",
    "intro-limits": "web-intro-limits",
    "intro-purpose": "web-intro-purpose",
    "lostword-ask": "web-lostword-ask",
    "note-opened": "web-note-opened",
    "note-warning": "web-note-warning",
    "pin-ask": "web-pin-ask",
    "pin-which": "web-pin-which",
    "recorded-letter": "web-recorded-letter",
}
"""The texts that speak of the page, by those that speak of the chat."""
_UNFOLDS = "<blockquote expandable>"

_TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownButton:
    """A button: a link that shows something, or a form with its signed command line."""

    label: str
    line: str
    shows: str | None = None
    signature: str = ""

    @property
    def sends(self) -> bool:
        """Whether it sends what is checked to the other Party."""
        return "send" in (self.line.partition(" ")[0], self.line.rpartition(" ")[2])


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card as HTML, with its buttons in rows."""

    html: Markup
    rows: Sequence[Sequence[ShownButton]]


def page(request: web.Request, template: str, *, status: int = 200, **values: Any) -> web.Response:
    """Make a page of a template, in the language of who reads it. In templates ``t`` gives a text
    by its key, or one that is made already.
    """
    session, languages = request.get(SESSION), request.get(LANGUAGES, ())
    texts = texts_for(request)
    known = languages or (texts.agreement.prevailing,)

    def t(key: str | Text, **given: Value) -> Markup:
        shown = text(key, **given) if isinstance(key, str) else key
        written = dict.fromkeys(texts.text(shown, each) for each in known)
        return Markup(" / ".join(written))  # noqa: S704  # the catalog escapes all values

    html = _TEMPLATES.get_template(template).render(
        {
            "t": t,
            "lang": known[0],
            "others": _other_languages(request, texts, known) if session is None else (),
            "signed_in": session is not None,
            "navigation": (),
            "here": "",
            "signature": "" if session is None else session.sign(TEXT),
            **values,
        }
    )
    return web.Response(text=html, content_type="text/html", status=status)


def _other_languages(
    request: web.Request, texts: Texts, shown: Sequence[str]
) -> Sequence[tuple[str, str, str]]:
    """The other languages, each with its name and the query of the same page in it."""
    named, here = texts.agreement.language_name, request.rel_url
    others = (each for each in texts.agreement.languages if each not in shown)
    return [
        (each, texts.plain(named(each), each), here.update_query(language=each).raw_query_string)
        for each in others
    ]


def texts_for(request: web.Request) -> Texts:
    """The texts for who reads the page: with the zone of the own Party."""
    backend, session = request.app[BACKEND], request.get(SESSION)
    if session is None:
        return backend.texts
    if request.query.get("line", "").startswith("request "):  # it is printed, and read years later
        return backend.texts.for_reader(session.person.party, None)
    return backend.texts.for_reader(session.person.party, backend.now(), NEAR)


def show_card(
    request: web.Request, session: Session, shown: Card, *, acts: bool = False
) -> ShownCard:
    """A card as HTML. What only shows something is a link, unless it ``acts``, as a question does:
    there it ends the question, too. All else is a form.
    """
    rendered = texts_for(request).render(of_page(shown), request[LANGUAGES])
    html = rendered.html.replace(_UNFOLDS, "<blockquote>")
    rows = [[_button(session, *each, acts=acts) for each in row] for row in rendered.rows]
    return ShownCard(Markup(html), rows)  # noqa: S704  # the catalog escapes all values


def of_page(shown: Card) -> Card:
    """A card with the texts that speak of the page."""
    paragraphs = tuple(tuple(map(_of_page, lines)) for lines in shown.paragraphs)
    return replace(shown, paragraphs=paragraphs)


def _of_page(line: Text) -> Text:
    return replace(line, key=OF_PAGE.get(line.key, line.key))


def _button(session: Session, label: str, command: str, *, acts: bool) -> ShownButton:
    line = command.removesuffix(f" {BELOW}")
    if is_view(line) and not acts:
        return ShownButton(label=label, line=line, shows=line)
    return ShownButton(label=label, line=command, signature=session.sign(LINE, command))


def navigation_of(
    request: web.Request, session: Session, registry: Registry
) -> Sequence[ShownButton]:
    """The links that each page of a person has."""
    known = [each for each in NAVIGATION if may_use(registry, each, session.person.role)]
    named = {each: text(f"command-{each}") for each in known} | {"menu": text("button-menu")}
    rows = [(Button(named[each], each),) for each in known]
    return [each for row in show_card(request, session, card(rows=rows)).rows for each in row]
