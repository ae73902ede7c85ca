"""Typesets documents as PDF/A-2b files, which archives accept, with the extra ``documents``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, ClassVar, Final

import segno

if TYPE_CHECKING:  # it is optional
    from typst import Fonts

PDF_A: Final = "a-2b"


def is_installed() -> bool:
    """Whether the extra is installed."""
    return find_spec("typst") is not None and find_spec("docxtpl") is not None


@cache
def _fonts() -> "Fonts":
    """The fonts of this machine, and those that the typesetter brings: looked for once."""
    from typst import Fonts  # noqa: PLC0415 - it is optional, and large

    return Fonts()


@cache
def has_font(families: tuple[str, ...]) -> bool:
    """Whether documents can be made, and one of these families of fonts is installed."""
    return is_installed() and not {*families}.isdisjoint(_fonts().families())


@dataclass(frozen=True, kw_only=True)
class Page:
    """A document to be typeset: its layout, which reads its ``values`` as JSON and a QR ``code`` as
    SVG from ``sys.inputs``.
    """

    suffix: ClassVar[str] = ".pdf"
    layout: str
    made_at: datetime
    values: Mapping[str, object]
    code: str | None = None

    def content(self) -> bytes:
        """The file, which takes a while. Raises ``ValueError`` if it cannot be typeset, as where no
        font has a letter.
        """
        from typst import TypstError, compile  # noqa: A004, PLC0415 - it is optional, and large

        inputs = {"values": json.dumps(dict(self.values))}
        if self.code is not None:
            drawn = BytesIO()
            segno.make(self.code, error="m", micro=False).save(drawn, kind="svg", border=4)
            inputs["code"] = drawn.getvalue().decode()
        try:
            return compile(
                self.layout.encode(),
                format="pdf",
                pdf_standards=PDF_A,
                font_paths=_fonts(),
                sys_inputs=inputs,
                timestamp=int(self.made_at.timestamp()),
            )
        except TypstError as error:
            raise ValueError(str(error)) from error
