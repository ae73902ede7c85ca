"""Records as files: a title, and sections of lines, in one language."""

from importlib.resources import files

from bot.documents.letters import shown_as, texts_in
from bot.documents.pdf import Page
from bot.documents.templates import templates_of
from bot.i18n.catalog import Catalog
from liaison.core.cards import Value
from liaison.core.outbox import Document


def record_page(document: Document, catalog: Catalog) -> Page:
    """The page of a record. Raises ``LookupError`` if there are no fonts for its language."""
    words, language = templates_of(catalog.profile).words, document.language
    given = document.content.values

    def shown(value: Value) -> str:
        return shown_as(value, catalog, language)

    return Page(
        layout=files("bot").joinpath("documents", "record.typ").read_text(encoding="utf-8"),
        made_at=document.made_at,
        values={
            "language": language,
            "form": words[language].form,
            "fonts": [*words[language].fonts, *(e for each in words.values() for e in each.fonts)],
            "title": shown(document.content),
            "lines": [*map(shown, texts_in(given["lines"]))],
            "sections": [
                {
                    "title": shown(each),
                    "lines": [*map(shown, texts_in(each.values["lines"]))],
                }
                for each in texts_in(given["sections"])
            ],
        },
        code=shown(given["code"]),
    )
