"""Letters as Word files, to be edited before they are signed, with the extra ``documents``."""

import re
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import ClassVar
from zipfile import BadZipFile, ZipFile

import segno
from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

MAX_BYTES = 5_000_000
"""Of all parts of a Word file together, unpacked."""
_OF_TEMPLATES = (TemplateError, ArithmeticError, LookupError, SyntaxError, TypeError)
"""Errors of what is written in a template; that of XML is one of syntax."""
_CODE_WIDTH = 26 * 36_000
"""In English Metric Units, of which a millimetre has 36,000."""
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"</w:p>")
_PART = re.compile(r"\{%(?:p|tr|tc|r) ")
"""What docxtpl adds to Jinja: a tag that takes its paragraph, row, cell or run with it."""


FIELDS = frozenset(
    {
        "after", "annex", "before", "code", "columns", "dates", "day", "head", "lines", "no_day",
        "number", "number_label", "office", "particulars", "picture", "place", "reference_label",
        "references", "rows", "ruled", "signature", "subject", "subject_label", "to",
    }
)  # fmt: skip
"""What a template may name; ``picture`` is the QR code."""


@dataclass(frozen=True)
class WordTemplate:
    """A Word file with the fields of a letter in the syntax of docxtpl."""

    content: bytes

    def text(self) -> str:
        """Its text, a line for each paragraph. Raises ``ValueError`` if it is no Word file."""
        try:
            with ZipFile(BytesIO(self.content)) as file:
                if sum(each.file_size for each in file.infolist()) > MAX_BYTES:
                    raise ValueError(MAX_BYTES)
                written = file.read("word/document.xml").decode()
        except (BadZipFile, KeyError, RuntimeError, zlib.error) as error:
            raise ValueError(str(error)) from error
        return _TAG.sub("", _PARAGRAPH.sub("\n", written))

    def fields(self) -> Collection[str]:
        """The fields that it names. Raises ``ValueError`` if it cannot be read."""
        jinja = SandboxedEnvironment(autoescape=True)
        try:
            found = find_undeclared_variables(jinja.parse(_PART.sub("{% ", self.text())))
        except TemplateSyntaxError as error:
            raise ValueError(str(error)) from error
        return found - jinja.globals.keys()


@dataclass(frozen=True, kw_only=True)
class WordFile:
    """A letter to be made from a template, with its values and the address that its code is."""

    suffix: ClassVar[str] = ".docx"
    template: WordTemplate
    values: Mapping[str, object]
    code: str

    def content(self) -> bytes:
        """The file. Raises ``ValueError`` if the template asks for more than its fields, or is not
        what Word can read.
        """
        from docxtpl import DocxTemplate, InlineImage  # noqa: PLC0415 - it is optional, and large

        drawn, made = BytesIO(), BytesIO()
        segno.make(self.code, error="m", micro=False).save(drawn, kind="png", scale=8, border=4)
        file = DocxTemplate(BytesIO(self.template.content))
        picture = InlineImage(file, drawn, width=_CODE_WIDTH)
        try:
            file.render({**self.values, "picture": picture}, SandboxedEnvironment(autoescape=True))
        except _OF_TEMPLATES as error:
            raise ValueError(str(error)) from error
        file.save(made)
        return made.getvalue()
