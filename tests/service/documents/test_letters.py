"""Letters as files, as other programs read them."""

import html
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import typst
from pypdfium2 import PdfDocument
from typst import Fonts

from bot.commands.profile import faults_of
from bot.documents import pdf
from bot.documents.files import file_of
from bot.documents.templates import FOLDER, templates_of
from bot.documents.word import MAX_BYTES, WordFile, WordTemplate
from bot.i18n.catalog import Catalog
from bot.profile.toml_file import ProfileError
from liaison.core.cards import text
from liaison.core.outbox import Document
from liaison.letters import acts
from liaison.letters.model import Letter, LetterAct
from liaison.letters.service import LAYOUT, WORD_LAYOUT, content_of
from liaison.requests.model import Request, RequestDetails
from tests.pdf_pages import archive_faults, codes_of, text_of
from tests.unit.samples import AGREEMENT, CN, KH, received

PROFILES = Path(acts.__file__).parents[1] / "profiles"
CATALOG = Catalog.load(agreement=AGREEMENT, strict=True)
LINK = "https://page.example/letter/KH26-7F3KK_qabcdefgh"
MADE_AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
LANGUAGES = AGREEMENT.languages


def letter_of(request: Request, act: LetterAct) -> Letter:
    found = [each for party in (KH, CN) for each in acts.request_letters(AGREEMENT, party, request)]
    return next(each for each in found if each.act is act)


def of_act(act: LetterAct) -> Letter:
    """A letter of an act with all that letters have."""
    asks, answers = (letter_of(received(), each) for each in (LetterAct.REQUEST, LetterAct.RECEIPT))
    return replace(asks, act=act, values={**asks.values, **answers.values}, ruled=2)


def made(letter: Letter, language: str, party: str = KH, *, layout: str = LAYOUT) -> bytes:
    content = content_of(letter, AGREEMENT.party(party).code, text("answer", value=LINK))
    document = Document(
        name="a", made_at=MADE_AT, layout=layout, language=language, content=content
    )
    return file_of(document, CATALOG).content()


def squeezed(shown: str) -> str:
    return re.sub(r"\s+", "", shown)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Request: verification of nationality and identity", "Ref. No. 123/26 MoI"]),
        ("zh", ["关于国籍与身份核查的函", "发文字号： 123/26 MoI", "涉及人数：3"]),
        ("km", ["លេខ៖ 123/26 MoI", "KH26-7F3KK"]),
    ],
)
def test_a_letter_is_read_and_scanned_by_other_programs(language: str, said: Sequence[str]) -> None:
    content = made(letter_of(received(), LetterAct.REQUEST), language)
    shown = squeezed(text_of(content))
    for each in said:
        assert squeezed(each) in shown
    assert codes_of(content) == [LINK]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", LetterAct)
def test_an_archive_accepts_each_letter(act: LetterAct, language: str) -> None:
    assert not archive_faults(made(of_act(act), language))


def test_an_archive_refuses_another_pdf() -> None:
    assert archive_faults(typst.compile(b"A letter", format="pdf"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", LetterAct)
def test_each_letter_is_a_word_file(act: LetterAct, language: str) -> None:
    letter = of_act(act)
    file = WordTemplate(made(letter, language, layout=WORD_LAYOUT))
    written = file.text()
    assert not {"{", "}"} & {*written}
    printed = squeezed(text_of(made(letter, language)))
    for line in written.splitlines():
        # Of Khmer not all glyphs are copied as text, and dots are drawn.
        if language != "km" and "\N{HORIZONTAL ELLIPSIS}" not in line:
            assert squeezed(line) in printed
    with ZipFile(BytesIO(file.content)) as parts:
        [picture] = [parts.read(each) for each in parts.namelist() if each.endswith(".png")]
    page = typst.compile(
        b'#image(bytes(sys.inputs.it.split(",").map(int)))',
        format="pdf",
        sys_inputs={"it": ",".join(map(str, picture))},
    )
    assert codes_of(page) == [LINK]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", [LetterAct.REQUEST, LetterAct.RECEIPT])
def test_the_same_letter_has_the_same_bytes(act: LetterAct, language: str) -> None:
    letter = letter_of(received(), act)
    assert made(letter, language) == made(letter, language)


@pytest.mark.parametrize("layout", [LAYOUT, WORD_LAYOUT])
def test_what_is_typed_is_text_and_no_part_of_a_template(layout: str) -> None:
    typed = '{{ 7*7 }} #read("x") <w:p/> & $1$ \\'
    letter = replace(of_act(LetterAct.REQUEST), number=typed)
    content = made(letter, "en", layout=layout)
    shown = text_of(content) if layout == LAYOUT else html.unescape(WordTemplate(content).text())
    assert squeezed(typed) in squeezed(shown)


def test_of_many_persons_a_list_is_attached() -> None:
    details: RequestDetails = replace(received().details, persons=40)
    content = made(letter_of(replace(received(), details=details), LetterAct.REQUEST), "en")
    shown = text_of(content)
    assert "The list of all persons is attached." in shown
    assert "Document and number" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_of_twelve_persons_and_the_signature_are_on_one_page(language: str) -> None:
    details: RequestDetails = replace(received().details, persons=12, urgent=True)
    request = replace(received(), details=details)
    content = made(letter_of(request, LetterAct.REQUEST), language)
    assert len(PdfDocument(content)) == 1


def test_a_chinese_reply_opens_with_the_letter_and_the_reference() -> None:
    request = received()
    unnumbered = replace(request.details.letter, reference=None, day=None)
    without = replace(request, details=replace(request.details, letter=unnumbered))
    for each, said in ((request, True), (without, False)):
        shown = squeezed(text_of(made(letter_of(each, LetterAct.RECEIPT), "zh", CN)))
        assert ("2026年3月12日来函（文号123/26MoI）收悉。" in shown) is said
        assert "贵方请求（编号KH26-7F3KK）的收悉日期为2026年3月15日。" in shown


def test_a_letter_names_the_whole_title_of_the_agreement() -> None:
    letter = letter_of(received(), LetterAct.REQUEST)
    title = "Counter Trafficking in Persons, Article 5"
    assert squeezed(title) in squeezed(text_of(made(letter, "en")))
    title = "《中华人民共和国政府和柬埔寨王国政府关于加强打击拐卖人口合作的协定》"
    assert title in squeezed(text_of(made(letter, "zh")))


def test_a_letter_that_no_font_has_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_fonts", lambda: Fonts(include_system_fonts=False))
    letter = replace(letter_of(received(), LetterAct.REQUEST), number="公刑〔2026〕12号")
    with pytest.raises(ValueError, match="could not be displayed"):
        made(letter, "en")


def test_without_the_typesetter_there_is_no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)
    pdf.has_font.cache_clear()
    assert templates_of(None).languages() == []
    pdf.has_font.cache_clear()


def profile_in(folder: Path) -> Path:
    profile = Path(shutil.copy(PROFILES / "kh-cn-2016.toml", folder))
    shutil.copytree(PROFILES / FOLDER, folder / FOLDER)
    return profile


@pytest.mark.parametrize(
    ("before", "after", "key", "field"),
    [
        ("{due_on}", "{due_date}", "setup-letter-field", "letters.receipt.after[0]"),
        ("{kind}", "{kind.key}", "setup-letter-field", "letters.request.subject"),
        ("[heads]", "[headings]", "setup-profile-missing", "heads"),
        (
            "[letters.consent]",
            "[letters.agreement]",
            "setup-profile-value",
            "letters.agreement.[key]",
        ),
        ("[heads]\nKH", "[heads]\nVN", "setup-profile-missing", "heads.KH"),
        ("The list of all", "Sok Dara, +855 12 345 678: all", "setup-letter-personal", "annex"),
    ],
)
def test_words_that_cannot_be_used_are_named(
    tmp_path: Path, before: str, after: str, key: str, field: str
) -> None:
    profile = profile_in(tmp_path)
    words = tmp_path / FOLDER / "en.toml"
    written = words.read_text(encoding="utf-8")
    assert before in written
    words.write_text(written.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ProfileError) as error:
        templates_of(profile)
    assert error.value.key == key
    assert error.value.values["field"] == f"letters/en.toml: {field}"


@pytest.mark.parametrize("file", ["km.toml", "zh.docx", "layout.typ"])
def test_a_missing_language_is_named(tmp_path: Path, file: str) -> None:
    profile = profile_in(tmp_path)
    (tmp_path / FOLDER / file).unlink()
    with pytest.raises(ProfileError) as error:
        templates_of(profile)
    assert str(error.value.values["file"]).endswith(f"letters/{file}")


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("{{ victim }}", "setup-letter-field", "victim"),
        ("Sok Dara, +855 12 345 678", "setup-letter-personal", "letters/en.docx"),
        ("{{ to", "setup-unreadable", "en.docx"),
    ],
)
def test_a_word_file_that_cannot_be_used_is_named(
    tmp_path: Path, written: str, key: str, value: str
) -> None:
    profile = profile_in(tmp_path)
    path = tmp_path / FOLDER / "en.docx"
    with ZipFile(path) as file:
        before = file.read("word/document.xml")
    assert b"{{ office }}" in before
    with ZipFile(path, "w") as file:
        file.writestr("word/document.xml", before.replace(b"{{ office }}", written.encode()))
    with pytest.raises(ProfileError) as error:
        templates_of(profile)
    assert error.value.key == key
    assert any(str(each).endswith(value) for each in error.value.values.values())


@pytest.mark.parametrize("part", ["word/document.xml", "word/media/large.bin"])
def test_a_word_file_that_unpacks_to_too_much_is_named(tmp_path: Path, part: str) -> None:
    profile = profile_in(tmp_path)
    parts = {"word/document.xml": b"A letter", part: b" " * MAX_BYTES}
    with ZipFile(tmp_path / FOLDER / "en.docx", "w", compression=ZIP_DEFLATED) as file:
        for name, content in {**parts, "[Content_Types].xml": b" "}.items():
            file.writestr(name, content)
    with pytest.raises(ProfileError, match="setup-unreadable"):
        templates_of(profile)


def test_a_word_file_with_a_damaged_part_is_named(tmp_path: Path) -> None:
    profile = profile_in(tmp_path)
    path = tmp_path / FOLDER / "en.docx"
    with ZipFile(path) as file:
        at = file.getinfo("word/document.xml").header_offset
    content = bytearray(path.read_bytes())
    content[at + 60 : at + 90] = b"\xff" * 30
    path.write_bytes(content)
    with pytest.raises(ProfileError, match="setup-unreadable"):
        templates_of(profile)


@pytest.mark.parametrize(
    ("file", "before", "after", "detail"),
    [
        ("layout.typ", b"#set page(", b"#set pages(", "unknown variable: pages"),
        ("en.docx", b"{{ office }}", b"{{ 1 / 0 }}", "division by zero"),
        ("en.docx", b"{{ office }}", b"{{ office }}<w:p>", "Opening and ending tag mismatch"),
    ],
)
def test_a_template_by_which_no_letter_can_be_made_is_named(
    tmp_path: Path, file: str, before: bytes, after: bytes, detail: str
) -> None:
    profile = profile_in(tmp_path)
    path = tmp_path / FOLDER / file
    if path.suffix == ".docx":
        with ZipFile(path) as whole:
            parts = {each: whole.read(each) for each in whole.namelist()}
        assert before in parts["word/document.xml"]
        parts["word/document.xml"] = parts["word/document.xml"].replace(before, after)
        with ZipFile(path, "w") as whole:
            for name, part in parts.items():
                whole.writestr(name, part)
    else:
        assert before in path.read_bytes()
        path.write_bytes(path.read_bytes().replace(before, after))
    found = faults_of(AGREEMENT, profile)
    assert {each.key for each in found} == {"setup-letter-fails"}
    assert {each.values["file"] for each in found} == {f"letters/{file}"}
    assert all(detail in str(each.values["detail"]) for each in found)


def test_a_word_file_gets_its_fields_and_nothing_else() -> None:
    with ZipFile(BytesIO(templates_of(None).word["en"].content)) as file:
        parts = {each: file.read(each) for each in file.namelist()}
    said = parts["word/document.xml"].replace(b"{{ office }}", b"{{ office.__class__.mro() }}")
    changed = BytesIO()
    with ZipFile(changed, "w") as file:
        for name, part in {**parts, "word/document.xml": said}.items():
            file.writestr(name, part)
    template = WordTemplate(changed.getvalue())
    values = dict.fromkeys(template.fields(), "")
    with pytest.raises(ValueError, match="unsafe"):
        WordFile(template=template, values=values, code=LINK).content()


def test_a_file_that_is_none_of_word_is_named(tmp_path: Path) -> None:
    profile = profile_in(tmp_path)
    (tmp_path / FOLDER / "en.docx").write_bytes(b"PK and no file of Word")
    with pytest.raises(ProfileError) as error:
        templates_of(profile)
    assert error.value.key == "setup-unreadable"


def test_a_profile_without_words_has_those_of_its_agreement(tmp_path: Path) -> None:
    profile = Path(shutil.copy(PROFILES / "kh-cn-2016.toml", tmp_path))
    assert templates_of(profile).words.keys() == {*LANGUAGES}


def test_another_agreement_has_no_letters() -> None:
    other = Path(__file__).parents[2] / "profiles" / "aa-bb-2031.toml"
    assert templates_of(other).languages() == []
