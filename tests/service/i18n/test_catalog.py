"""Words for keys: numbers, dates, moments, lists, and values that no one can misuse."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.i18n.catalog import DAYS, Catalog, CatalogError
from bot.i18n.formatting import (
    MAX_TEXT,
    clean,
    cut,
    fitted,
    label_rows,
    plain,
    units,
    without_isolates,
)
from bot.profile.agreement_file import default_agreement
from liaison.core.agreement import PartyCode
from liaison.core.cards import Button, Text, Value, card, text
from liaison.core.text_parsing import ascii_digits
from tests.registered import LISTED_COMMANDS

AGREEMENT = default_agreement()
WORDS = {
    "en": """
date-long = { $day } { $month } { $year }
moment = { $first }, { $right }
moment-more = { $left } · { $right }
moment-time = { $time } { $place }
moment-time-other-day = { $time } { $place } ({ $day })
moment-own = { $day }, { $time }
date-short = { $day } { $month }
list-more = { $left }, { $right }
list-last = { $left } and { $right }
agreement-capital-kh = Phnom Penh
agreement-capital-cn = Beijing
repeat-line = Again:
plain = Nothing more.
bold = <b>{ $name }</b>
count = { $n ->
    [one] one day
   *[other] { $n } days
}
on = on { WEEKDAY($day) }, { $day }
weekday = Sunday
link = https://t.me/{ $bot }?start=x
only-english = Only here.
role = { $role ->
    [admin] chief
   *[other] somebody
}
""",
    "km": "plain = ចប់។\ncount = { $n } ថ្ងៃ\nbold = <b>{ $name }</b>\n",
    "zh": "plain = 完。\nbroken = { $missing }\n",
}


@pytest.fixture
def words(tmp_path: Path) -> Path:
    for language, said in WORDS.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.ftl").write_text(said, encoding="utf-8")
    return tmp_path


@pytest.fixture
def catalog(words: Path) -> Catalog:
    return Catalog.load(words, agreement=AGREEMENT, strict=True)


def said(catalog: Catalog, key: str, language: str = "en", /, **values: Value) -> str:
    return without_isolates(catalog.text(text(key, **values), language))


def test_numbers_choose_their_plural_and_the_readers_digits(catalog: Catalog) -> None:
    assert said(catalog, "count", n=1) == "one day"
    assert said(catalog, "count", n=1200) == "1200 days"
    assert said(catalog, "count", "km", n=30) == "៣០ ថ្ងៃ"


REAL = Catalog.load(agreement=AGREEMENT, strict=True)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "15 March 2026"), ("km", "ថ្ងៃទី១៥\xa0ខែមីនា\xa0ឆ្នាំ២០២៦"), ("zh", "2026年3月15日")],
)
def test_dates_are_written_as_each_country_writes_them(language: str, expected: str) -> None:
    day = text("deadlines-due-worked", due=date(2026, 3, 15), party=text("agreement-party-kh"))
    assert expected in without_isolates(REAL.text(day, language))


@pytest.mark.parametrize(
    ("language", "expected", "own"),
    [
        ("en", "15 March 2026, 10:02 Phnom Penh · 11:02 Beijing", "15 March, 11:02"),
        (
            "km",
            "ថ្ងៃទី១៥\xa0ខែមីនា\xa0ឆ្នាំ២០២៦ ម៉ោង ១០:០២ នៅភ្នំពេញ · ១១:០២ នៅប៉េកាំង",
            "ថ្ងៃទី១៥\xa0ខែមីនា ម៉ោង ១១:០២",
        ),
        ("zh", "2026年3月15日（周日）北京时间11:02（金边时间10:02）", "3月15日11:02"),
    ],
)
def test_moments_are_told_in_both_capitals_or_in_the_readers_zone(
    language: str, expected: str, own: str
) -> None:
    moment = datetime(2026, 3, 15, 3, 2, tzinfo=UTC)
    changed = text("record-changed", at=moment)
    assert expected in without_isolates(REAL.text(changed, language))
    reader = REAL.for_reader(PartyCode("CN"), moment)
    assert own in without_isolates(reader.text(changed, language))
    later = REAL.for_reader(PartyCode("CN"), datetime(2026, 12, 31, 16, tzinfo=UTC))
    assert "2026" in ascii_digits(later.text(changed, language))


@pytest.mark.parametrize(
    ("language", "today", "tomorrow"),
    [
        ("en", "today 23:02", "tomorrow 00:02"),
        ("km", "ថ្ងៃនេះ ម៉ោង ២៣:០២", "ថ្ងៃស្អែក ម៉ោង ០០:០២"),
        ("zh", "今日23:02", "明日00:02"),
    ],
)
def test_near_days_are_words_by_the_readers_calendar(
    language: str, today: str, tomorrow: str
) -> None:
    now = datetime(2026, 3, 15, 1, tzinfo=UTC)

    def shown(hour: int, near: Sequence[str]) -> str:
        reader = REAL.for_reader(PartyCode("CN"), now, near)
        changed = text("record-changed", at=now.replace(hour=hour, minute=2))
        return without_isolates(reader.text(changed, language))

    assert today in shown(15, DAYS)
    assert tomorrow in shown(16, DAYS)
    assert today in shown(15, DAYS[:1])
    assert tomorrow not in shown(16, DAYS[:1])
    assert today not in shown(15, ())


def test_a_meeting_is_told_in_both_capitals_the_readers_first() -> None:
    start = datetime(2026, 3, 15, 3, 2, tzinfo=UTC)
    slot = text("meeting-slot", start=start)
    shown = without_isolates(REAL.for_reader(PartyCode("CN"), start).text(slot, "en"))
    assert "15 March, 11:02 Beijing · 10:02 Phnom Penh" in shown


@pytest.mark.parametrize(
    ("party", "own", "other"), [("CN", "中方", "柬方"), ("KH", "柬方", "中方")]
)
def test_the_parties_have_their_names_for_each_reader(party: str, own: str, other: str) -> None:
    reader = REAL.for_reader(PartyCode(party), datetime(2026, 3, 15, tzinfo=UTC))
    assert f"{other}就协定提出分歧" in said(reader, "notice-difference-opened", "zh", code="D1")
    assert said(reader, "settings-own", "zh").startswith(own)


def test_a_time_on_two_dates_shows_both() -> None:
    moment = datetime(2026, 3, 15, 16, 30, tzinfo=UTC)
    due = text("deadlines-explain-due", due=date(2026, 3, 14), ends=moment)
    expected = "15 March 2026, 23:30 Phnom Penh · 00:30 Beijing (16 March 2026)"
    assert expected in without_isolates(REAL.text(due, "en"))


@pytest.mark.parametrize(("party", "day"), [("KH", "Monday, 2 March"), ("CN", "Tuesday, 3 March")])
def test_a_weekday_is_that_of_the_reader(party: str, day: str) -> None:
    start = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)
    slot = text("meeting-slot", start=start)
    shown = without_isolates(REAL.for_reader(PartyCode(party), start).text(slot, "en"))
    assert f"When: {day}, " in shown


def test_a_weekday_is_shown_where_the_text_asks_for_it(catalog: Catalog) -> None:
    assert said(catalog, "on", day=date(2026, 3, 15)) == "on Sunday, 15 March 2026"


def test_in_khmer_a_weekday_comes_before_its_date() -> None:
    start = datetime(2026, 3, 2, 2, tzinfo=UTC)
    slot = text("meeting-slot", start=start)
    shown = without_isolates(REAL.for_reader(PartyCode("KH"), start).text(slot, "km"))
    assert "ថ្ងៃចន្ទ ទី២\xa0ខែមីនា ម៉ោង ០៩:០០ នៅភ្នំពេញ · ១០:០០ នៅប៉េកាំង" in shown


@pytest.mark.parametrize(
    ("names", "expected"), [("", ""), ("a", "a"), ("ab", "a and b"), ("abc", "a, b and c")]
)
def test_lists_end_in_and(catalog: Catalog, names: str, expected: str) -> None:
    values = tuple(text("bold", name=name) for name in names)
    assert plain(said(catalog, "bold", name=values)) == expected


def test_foreign_text_cannot_become_markup(catalog: Catalog) -> None:
    shown = said(catalog, "bold", name='</b><a href="tg://user?id=1">&amp;')
    assert shown == "<b>&lt;/b&gt;&lt;a href=&quot;tg://user?id=1&quot;&gt;&amp;amp;</b>"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("abc\u202edef", "abcdef"),
        ("a\u200bb\ufeffc\u2067d", "abcd"),
        ("line\nbreak\x00", "line break "),
        ("e\u0301", "é"),
        ("z" + "\u0335" * 40, "z" + "\u0335" * 5),
        ("\ud800x", "x"),
        ("ស្ត្រី", "ស្ត្រី"),
        ("x" * 9_999, "x" * 400),
    ],
)
def test_foreign_text_is_made_harmless(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_only_values_written_from_right_to_left_are_isolated(catalog: Catalog) -> None:
    name = "\u05e9\u05e8\u05d4"
    assert catalog.text(text("bold", name=name), "en") == f"<b>\u2068{name}\u2069</b>"
    assert catalog.text(text("bold", name="x"), "en") == "<b>x</b>"


def test_a_text_inside_a_text_is_not_escaped_again(catalog: Catalog) -> None:
    inner = text("bold", name="<")
    assert said(catalog, "bold", name=inner) == "<b><b>&lt;</b></b>"


def test_a_text_can_choose_by_a_code(catalog: Catalog) -> None:
    assert said(catalog, "role", role="admin") == "chief"
    assert said(catalog, "role", role="else") == "somebody"


def test_the_bots_name_is_always_there(catalog: Catalog) -> None:
    catalog.bot = "liaison_bot"
    assert said(catalog, "link") == "https://t.me/liaison_bot?start=x"


@pytest.mark.parametrize(
    ("shown", "language", "fault"),
    [
        (text("nowhere"), "en", "missing"),
        (text("only-english"), "km", "missing"),
        (text("broken"), "zh", "FluentReferenceError Unknown external: missing"),
        (text("bold", name=text("nowhere")), "en", "missing"),
    ],
)
def test_a_strict_catalog_raises(catalog: Catalog, shown: Text, language: str, fault: str) -> None:
    with pytest.raises(CatalogError) as caught:
        catalog.text(shown, language)
    assert caught.value.fault == fault
    assert caught.value.language == language


def test_otherwise_a_fault_is_logged_and_english_is_used(words: Path) -> None:
    catalog = Catalog.load(words, agreement=AGREEMENT)
    with capture_logs() as logs:
        assert catalog.text(text("only-english"), "km") == "Only here."
        assert catalog.text(text("nowhere"), "km") == "nowhere"
    found = [(each["event"], each["key"], each["language"]) for each in logs]
    assert found == [("catalog-fault", "only-english", "km"), ("catalog-fault", "nowhere", "km")]


def test_a_card_for_a_stranger_shows_all_languages_under_each_other(catalog: Catalog) -> None:
    shown = card(text("plain"), rows=[(Button(text("plain"), "x"),)])
    rendered = catalog.render(shown, ["zh", "km", "en"])
    assert rendered.html == "完。\n\nចប់។\n\nNothing more."
    assert rendered.rows == ((("完。 / ចប់។ / Nothing more.", "x"),),)


def test_a_label_that_is_the_same_in_all_languages_is_shown_once(catalog: Catalog) -> None:
    button = Button(text("bold", name="中文"), "x")
    rendered = catalog.render(card(text("plain"), rows=[(button,)]), ["km", "en"])
    assert rendered.rows == ((("中文", "x"),),)


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["យល់ស្រប", "ជំទាស់"], 1),
        (["✓ បានជ្រាប", "ព័ត៌មានលម្អិត"], 1),
        (["ឆ្លើយតប", "សម្រេចលើការពិនិត្យសុវត្ថិភាព"], 2),
        (["ម្សិលមិញ", "ថ្ងៃនេះ", "ថ្ងៃស្អែក"], 1),
        (["ថ្ងៃទី១៥ ខែមេសា", "ថ្ងៃទី៨ ខែមេសា", "ថ្ងៃផ្សេង…"], 3),
    ],
)
def test_khmer_buttons_share_a_row_where_a_phone_shows_them_in_full(
    labels: list[str], rows: int
) -> None:
    assert len(list(label_rows([(each, "/x") for each in labels]))) == rows


@pytest.mark.parametrize(
    ("label", "typed", "shown"),
    [
        (
            "1/26 MoI · KH26-7F3KK · one day left",
            "1/26 MoI",
            "1/26 MoI · KH26-7F3KK · one day left",
        ),
        (
            "1234/26 MoI-NCCT · KH26-7F3KK · 30 days left",
            "1234/26 MoI-NCCT",
            "1234/26… · KH26-7F3KK · 30 days left",
        ),
        (
            "1. ជួបប្រជុំស្តីពីការការពារជនរងគ្រោះក្នុងប្រទេស",
            "ជួបប្រជុំស្តីពីការការពារជនរងគ្រោះក្នុងប្រទេស",
            "1. ជួបប្រជុំស្តីពីការការពារជនរងគ្រោះក្នុងប្រ…",
        ),
        ("12. " + "会" * 30, "会" * 30, "12. " + "会" * 16 + "…"),
        (
            "A fixed label that is too long for a phone",
            "",
            "A fixed label that is too long for a phone",
        ),
    ],
)
def test_a_label_is_cut_in_the_words_that_a_person_typed(
    label: str, typed: str, shown: str
) -> None:
    assert fitted(label, typed) == shown


def test_a_repeat_begins_with_a_mark(catalog: Catalog) -> None:
    rendered = catalog.render(card(text("plain")), ["en"], repeat=True)
    assert rendered.html == "Again:\n\nNothing more."


def test_details_can_be_unfolded(catalog: Catalog) -> None:
    html = catalog.render(card(text("plain"), details=[text("plain")]), ["en"]).html
    assert html.endswith("<blockquote expandable>Nothing more.</blockquote>")


def test_a_long_card_ends_at_a_paragraph(catalog: Catalog) -> None:
    paragraph = text("bold", name="😀" * 400)
    html = catalog.render(card(*[paragraph] * 9), ["en"]).html
    assert units(html) <= MAX_TEXT
    assert html.count("<b>") == html.count("</b>") == 4
    assert html.endswith("\n\n…")


def test_one_endless_paragraph_is_cut_as_plain_text(catalog: Catalog) -> None:
    many = tuple(text("bold", name="&" * 500) for _ in range(40))
    html = catalog.render(card(text("bold", name=many)), ["en"]).html
    assert units(plain(html)) <= MAX_TEXT
    assert "<b>" not in html
    assert html.endswith("&amp;…")


@pytest.mark.parametrize("most", range(2, 9))
def test_a_letter_is_not_cut_from_its_marks(most: int) -> None:
    assert cut("ស្រ្តីម្នាក់", most) in {"…", "ស្រ្តី…"}


def test_a_toast_fits(catalog: Catalog) -> None:
    shown = catalog.toast(text("bold", name="😀" * 400), ["en"])
    assert units(shown) <= 200
    assert "<b>" not in shown


@pytest.mark.parametrize("language", AGREEMENT.languages)
@pytest.mark.parametrize("command", LISTED_COMMANDS)
def test_every_command_has_a_short_line(command: str, language: str) -> None:
    assert 3 <= len(REAL.plain(text(f"command-{command}"), language)) <= 60
