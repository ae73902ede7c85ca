"""Letters as files: the words of their language around the values of a record."""

from collections.abc import Mapping, Sequence

from bot.documents.pdf import Page
from bot.documents.templates import Words, templates_of
from bot.documents.word import WordFile
from bot.i18n.catalog import Catalog
from liaison.core.cards import Text, Value, text
from liaison.core.outbox import Document
from liaison.letters.model import LetterAct

MAX_ROWS = 12
"""Of more persons a list is attached instead of a table."""


def letter_page(document: Document, catalog: Catalog) -> Page:
    """The page of a letter. Raises ``LookupError`` if there are no words for it."""
    values, code = _letter(document, catalog)
    layout = templates_of(catalog.profile).layout
    return Page(layout=layout, made_at=document.made_at, values=values, code=code)


def letter_word(document: Document, catalog: Catalog) -> WordFile:
    """The Word file of a letter. Raises ``LookupError`` if there is no template for it."""
    values, code = _letter(document, catalog)
    template = templates_of(catalog.profile).word[document.language]
    return WordFile(template=template, values=values, code=code)


def _letter(document: Document, catalog: Catalog) -> tuple[Mapping[str, object], str]:
    """The values of a letter, and the address that its code is."""
    templates = templates_of(catalog.profile)
    words, given = templates.words[document.language], document.content.values
    shown = {name: shown_as(each, catalog, document.language) for name, each in given.items()}
    values = _values(words, LetterAct(document.content.key), shown)
    lines, persons = given["lines"], int(str(given["rows"]))
    values |= {
        "language": document.language,
        "fonts": [*words.fonts, *(e for each in templates.words.values() for e in each.fonts)],
        "lines": [catalog.plain(each, document.language) for each in texts_in(lines)],
        "rows": [
            shown_as(at, catalog, document.language)
            for at in range(1, persons + 1 if persons <= MAX_ROWS else 1)
        ],
        "ruled": given["ruled"],
        "annex": words.annex if persons > MAX_ROWS else None,
    }
    return values, shown["link"]


def _values(words: Words, act: LetterAct, shown: Mapping[str, str]) -> dict[str, object]:
    """The texts of a letter, with the values of its fields."""
    part = words.letters[act]
    return {
        "form": words.form,
        "title_fonts": words.title_fonts,
        "head": words.heads[shown["party"]],
        "office": shown["own_authority"],
        "number_label": words.number,
        "number": shown.get("number"),
        "day": shown.get("day"),
        "no_day": words.no_day,
        "dates": words.dates,
        "place": _filled(words.place, shown),
        "to": _filled(words.to, shown),
        "subject": _filled(part.subject, shown),
        "subject_label": words.subject,
        "reference_label": words.reference,
        "references": _paragraphs(words.references, shown),
        "before": _paragraphs(part.before, shown),
        "after": _paragraphs(part.after, shown),
        "columns": words.columns,
        "particulars": words.particulars,
        "signature": _paragraphs(words.signature, shown),
        "code": _filled(words.code, shown),
    }


def _filled(said: str, shown: Mapping[str, str]) -> str | None:
    """A text with its fields; None if one is missing."""
    try:
        return said.format_map(shown)
    except KeyError:
        return None


def _paragraphs(said: Sequence[str], shown: Mapping[str, str]) -> Sequence[str]:
    return [each for each in (_filled(one, shown) for one in said) if each is not None]


def shown_as(value: Value, catalog: Catalog, language: str) -> str:
    """A value as a document has it."""
    return catalog.plain(text("answer", value=value), language)


def texts_in(value: Value) -> Sequence[Text]:
    """The texts of a value that is several."""
    return value if isinstance(value, tuple) else ()
