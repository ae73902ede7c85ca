"""What is taken as the number of a letter, in a line and as an answer."""

from datetime import date

import pytest

from liaison.core.agreement import term
from liaison.core.cards import text
from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.core.test_bad_input import facts
from tests.stories.core.test_free_text import logged


@pytest.mark.parametrize(
    ("office", "channel"),
    [("ក.ម", "police"), ("មផ", "diplomatic"), ("MoI", "police"), ("ក.ម.", "diplomatic")],
)
async def test_a_line_in_khmer_keeps_the_office_of_the_letter_and_its_channel(
    sokha: ScenarioUser, office: str, channel: str
) -> None:
    sokha.language = "km"
    await sokha.says("/language km")
    word = {"police": "នគរបាល", "diplomatic": "ការទូត"}[channel]
    await sokha.says(f"/new ផ្ទៀងផ្ទាត់ ៣ ១ ១២៩/២៦ {office} ធម្មតា {word} ថ្ងៃនេះ")
    assert sokha.buttons[0] == sokha.send_label
    sokha.sees(f"១២៩/២៦ {office}".removesuffix("."))
    sokha.sees_key("named-value", name=text("field-channel"), value=term("channel", channel))


@pytest.mark.parametrize(
    ("language", "typed", "why"),
    [
        ("km", "លោក សុខា ១២", "ចម្លើយនេះដូចជាឈ្មោះ ឬប្រយោគ"),
        ("zh", "王芳 2份", "看似姓名或语句"),
        ("en", "Chan Dara 12", "this looks like a name or a sentence"),
    ],
)
async def test_a_name_is_no_letter_number_and_a_bare_number_is_asked_about(
    sokha: ScenarioUser, language: str, typed: str, why: str
) -> None:
    sokha.language = language
    await sokha.says(f"/language {language}", "/new verification urgent 2 0")
    assert why in await sokha.says(typed)
    await sokha.says("1", "-", "-")
    sokha.sees_key("check-letter", wrong="number", example="1")


@pytest.mark.parametrize(
    "letter",
    [
        "12/26 សុខា",
        "3/26 sorry",
        "12/26 Sokha",
        "李伟3号",
        "王芳住在2号楼",
        "Li Wei/3",
        "再发3号函",
    ],
)
async def test_a_word_of_no_office_and_no_earlier_letter_is_asked_about(
    li: ScenarioUser, zhang: ScenarioUser, letter: str
) -> None:
    new = "/new verification urgent 2 0"
    for known in ("公际字第12号", "公际字第13号"):
        await li.says(new, letter, "-", "-")
        li.sees_key("check-letter", wrong="name", example=letter)
        assert "⚠️" not in await li.says("/cancel", new, known, "-", "-")
        await li.sends()
    assert "looks like a name" in await zhang.says(f"/terminate CN 2026-03-01 {letter}")


async def test_letters_of_appointments_and_disclosures_are_letters_of_the_party(
    li: ScenarioUser, wang: ScenarioUser, zhang: ScenarioUser
) -> None:
    new = "/new verification urgent 2 0"
    await li.sends(new, "公刑〔2026〕18号", "-", "-")
    assert "⚠️" in await li.says(new, "任-6", "-", "-")
    await li.says("/cancel")
    await wang.sends("/appoint 2 2026-02-16 任-5")
    await zhang.sends("/disclose cases unodc statistics status 2026-06-30 2026-03-01 披.2026.7")
    for letter in ("任-6", "披.2026.8"):
        assert "⚠️" not in await li.says(new, letter, "-", "-")
        await li.says("/cancel")


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        ("新请求 核查身份 4人 2名儿童 一般 公刑〔2026〕18号 2月20日", "公刑〔2026〕18号"),
        ("请求核查4人国籍，公刑〔2026〕18号 2026年2月20日，2名儿童，一般", "公刑〔2026〕18号"),
        ("新请求，核查身份，一般，4人公际字2026第5号，2名儿童，2026年2月20日", "公际字2026第5号"),
        ("新请求 核查身份 4人 文号是公安(2026)3号 一般 2月20日 2名儿童", "公安(2026)3号"),
        ("新请求 核查身份 4人 2名儿童一般公际字第12号，2月20日", "公际字第12号"),
    ],
)
async def test_the_number_of_a_chinese_letter_is_known_by_its_form_and_is_no_day(
    li: ScenarioUser, typed: str, letter: str
) -> None:
    await li.says(typed, "-")
    for line in (
        f"Letter: {letter}",
        "People: 4",
        "Children: 2",
        "Date of the letter: 20 February",
    ):
        li.sees(line)
    assert "Letter: 公刑〔2026〕19号" in await li.says("文号改为公刑〔2026〕19号")


async def test_the_day_after_the_number_of_a_letter_is_that_of_the_letter(
    sokha: ScenarioUser,
) -> None:
    await sokha.says("/new", "verification", "routine", "2", "0", "55/26 MoI of 1 March", "-")
    assert "Letter: 55/26 MoI\nDate of the letter: 1 March" in sokha.card
    await sokha.says("/cancel", "/new", "verification", "routine", "2", "0", "1")
    assert "Letter changed: 235/26 ក.ម\n" in await sokha.says("លេខ ២៣៥/២៦ ក.ម ចុះថ្ងៃទី១ មីនា ២០២៦")
    assert "Letter: 235/26 ក.ម\nDate of the letter: 1 March" in await sokha.says("-")
    await sokha.says("/cancel", "/new", "verification", "routine", "2", "0", "55/26 MoI", "1 March")
    for day, typed in (
        (27, "no, the letter is of 27 February"),
        (25, "ទេ លិខិតចុះថ្ងៃទី ២៥ ខែកុម្ភៈ"),
    ):
        shown = await sokha.says(typed)
        assert shown.startswith(f"Date of the letter changed: {day} February\n"), typed


async def test_half_a_number_finds_letters_in_digits_of_both_scripts(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    found = [await logged(service), await logged(service, "១២៥/២៦ MoI")]
    for person, typed in ((sokha, "12"), (sokha, "១២"), (li, "12")):
        await person.says("/menu", typed)
        assert all(each in str(person.buttons) for each in found), typed


async def test_the_letter_with_the_information_fills_its_check(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    await li.sends(f"/receive {reference} today")
    assert "No such request was found." in await sokha.says("130/26 MoI")
    await li.sends(f"/ask {reference} portrait")
    question, before = await sokha.says(f"/supply {reference}"), await facts(service)
    for typed, why in (
        ("no wait, 3 not 2", "Write the letter number alone"),
        ("Sok Dara", "Write the letter number with its digits"),
        ("王小红", "Write the letter number with its digits"),
    ):
        assert (await sokha.says(typed)).startswith(f"“{typed}”: {why}")
        assert sokha.card.endswith(question)
        assert await facts(service) == before
    for typed in (
        "130/26 MoI",
        "១៣០/២៦ MoI",
        "បានផ្ញើរូបថតតាមលិខិត ១៣០/២៦ MoI",
        "ផ្ញើរូបថតហើយ លិខិតលេខ ១៣០/២៦ MoI",
        "照片已寄出，公函130/26 MoI",
        "photos sent by letter 130/26 MoI",
    ):
        await sokha.says("/cancel", typed)
        assert "Letter: 130/26 MoI" in sokha.card, typed
        assert reference in sokha.card
    assert "By which letter" in await sokha.says("/cancel", "ព័ត៌មានបានផ្ញើហើយ")
    assert f"{reference} Identity check" in await sokha.says("/cancel", "123/26 MoI")


async def test_one_line_has_the_result_of_a_request_for_help(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/new", "handover", "urgent", "1", "0", "40/26 MoI", "1 March", "police")
    await dara.sends("20 March")
    await li.sends("/receive today")
    for typed, result in (
        ("答复 已办理 公刑〔2026〕31号", "carried out"),
        ("答复 已完成 公刑〔2026〕31号", "carried out"),
        ("/answer 已部分办理 公刑〔2026〕31号", "partly carried out"),
        ("ឆ្លើយតប មិនអាចអនុវត្តបាន 公刑〔2026〕31号", "not possible"),
        ("answer carried out 公刑〔2026〕31号", "carried out"),
    ):
        await li.says("/cancel", typed)
        li.sees(f"Result: {result}", "Letter: 公刑〔2026〕31号")
    assert "By which letter" in await li.says("/cancel", "答复 已办理")
    await li.says("/cancel", "/ask 案情")
    await li.presses("Continue")
    await li.sends()
    await dara.says("/supply 41/26 MoI")
    assert "Letter: 41/26 MoI" in dara.card
    assert "Assigned to Li" in await zhang.says("/assign Li")


@pytest.mark.parametrize(
    ("language", "typed", "letter"),
    [
        ("km", "លិខិតលេខ ១២៣/២៦ ចុះថ្ងៃទី ១ ខែ៣", "១២៣/២៦"),
        ("km", "០៤៥/២៦ ចុះថ្ងៃទី១ ខែ៣", "០៤៥/២៦"),
        ("zh", "公国合〔2026〕12号 3月1日", "公国合〔2026〕12号"),
        ("en", "letter 045/26 of 1 March", "045/26"),
        ("zh", "公函 公国合〔2026〕12号 3.1", "公国合〔2026〕12号"),
        ("zh", "公国合〔2026〕12号 3.1", "公国合〔2026〕12号"),
        ("en", "045/26 MoI 1/3", "045/26 MoI"),
    ],
)
async def test_a_day_typed_beside_the_number_of_the_letter_is_its_date(
    sokha: ScenarioUser, language: str, typed: str, letter: str
) -> None:
    sokha.language = language
    await sokha.says(f"/language {language}", "/new verification urgent 2 0", typed)
    for label in {"3月1日", "1 March"}.intersection(sokha.buttons):  # or 3 January, in numbers
        await sokha.presses(label)
    await sokha.says("-")
    assert sokha.buttons[0] == sokha.send_label
    sokha.sees_key("named-value", name=text("field-letter"), value=letter)
    sokha.sees_key("named-value", name=text("field-letter-day"), value=date(2026, 3, 1))


async def test_a_day_that_the_letter_cannot_have_is_said_and_asked_again(li: ScenarioUser) -> None:
    await li.says("/new verification urgent 2 0")
    assert "“3.15”" in await li.says("公国合〔2026〕12号 3.15")
    await li.says("1 March", "-")
    li.sees("Letter: 公国合〔2026〕12号", "Date of the letter: 1 March")


CHECKED = ("/new", "verification", "routine", "3", "1", "45/26", "today", "-")


@pytest.mark.parametrize(
    "typed",
    [
        "公函3月2日才寄出",
        "公函55号和56号",
        "公函还没寄",
        "公函文号待定",
        "លិខិតនឹងផ្ញើថ្ងៃទី៥",
        "លិខិតមិនទាន់ផ្ញើទេ",
        "letter 12/26 Sokha",
    ],
)
async def test_a_sentence_at_a_check_replaces_no_letter_number(
    sokha: ScenarioUser, typed: str
) -> None:
    check = await sokha.says(*CHECKED)
    assert "Write the letter number" in await sokha.says(typed)
    assert sokha.card.endswith(check)
    assert "Letter: 46/26 MoI" in await sokha.says("letter 46/26 MoI")


@pytest.mark.parametrize(
    "typed",
    [
        "文号没错",
        "文号不变",
        "文号是对的。",
        "公函号不用改",
        "លេខលិខិតត្រូវហើយ",
        "លិខិតលេខនៅដដែល",
        "letter number is correct",
        "the letter is right, people unchanged",
    ],
)
async def test_words_that_a_value_is_right_change_nothing(sokha: ScenarioUser, typed: str) -> None:
    check = await sokha.says(*CHECKED)
    assert (await sokha.says(typed)).startswith("It is already set like this.")
    assert sokha.card.endswith(check)
    assert "People: 4" in await sokha.says("文号没错，人数4人")
    sokha.sees("Letter: 45/26")


@pytest.mark.parametrize(
    "typed", ["文号56/26 昨天", "លិខិតលេខ ៥៦/២៦ ម្សិលមិញ", "letter 56/26 yesterday"]
)
async def test_a_day_beside_a_letter_that_is_asked_again_is_its_date(
    sokha: ScenarioUser, typed: str
) -> None:
    await sokha.says(*CHECKED)
    assert "What is the number of the official letter?" in await sokha.says("文号不对")
    await sokha.says(typed)
    sokha.sees("Letter changed: 56/26", "Date of the letter changed: 1 March")


async def test_a_letter_that_will_be_sent_is_not_yet_the_one_with_the_information(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    await li.sends(f"/receive {reference} today")
    await li.sends(f"/ask {reference} portrait")
    await sokha.says(f"/supply {reference}")
    sentences = ("លិខិតនឹងផ្ញើថ្ងៃទី៥", "លិខិតលេខ ១៣១/២៦ នឹងផ្ញើស្អែក", "明天再发3号函")
    for typed in sentences:
        assert "Write the letter number alone" in await sokha.says(typed), typed
        sokha.sees("By which letter")
    check = await sokha.says("130/26")
    for typed in sentences[:2]:
        assert "Write the letter number alone" in await sokha.says(typed), typed
        assert sokha.card.endswith(check)
    assert "already set like this" in await sokha.says("លេខលិខិតត្រូវហើយ")
    sokha.sees(check)


async def test_a_day_behind_the_letter_is_its_date(dara: ScenarioUser) -> None:
    values = "repatriation 3 people 1 child routine letter 78/26 today diplomatic 1 april"
    assert "On which day is the return planned?" in await dara.says(f"/new {values}")


@pytest.mark.parametrize("typed", ["公安函〔2026〕55号附照片3张", "letter 55/26 with 3 photos"])
async def test_a_number_with_what_is_attached_is_asked_again(
    sokha: ScenarioUser, typed: str
) -> None:
    await sokha.says("/new verification urgent 2 0")
    assert "this looks like a name or a sentence" in await sokha.says(typed)


async def test_a_child_by_number_is_no_day_and_no_count(li: ScenarioUser) -> None:
    line = "新请求 遣返 3人 1名儿童 一般 公安函〔2026〕55号 昨天 外交"
    await li.says(line, "儿童2号没有评估")
    assert "Reply needed by: " not in li.card
    await li.says("4月1日", "3月20日")
    assert "This part is not done." in await li.says("儿童2先走")
    assert "changed" not in li.card
