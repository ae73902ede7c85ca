"""The annual report: the same figures for both Parties, on a card and in its files."""

import re

import pytest

from tests.pdf_pages import archive_faults, text_of
from tests.scenario import ScenarioDriver, ScenarioUser, at, log_verification
from tests.stories.disclosures.disclosure_steps import Table, audited, exported, has_no_file

CARD = """Annual report 2026 (2025 in brackets)

Requests to Cambodia
Requests: 1 (0), extensions: 0 (0), refusals: 0 (0)
Replied in time: 0 of 0 (0 of 0); overdue now without a reply: 0 (0)
Days to reply: median – (–), 90th percentile – (–)

Requests to China
Requests: 2 (0), extensions: 0 (0), refusals: 1 (0)
Replied in time: 2 of 2 (0 of 0); overdue now without a reply: 0 (0)
Days to reply: median 1 (–), 90th percentile 2 (–)

Meetings that took place: 0 (0)
Activities done: 0 of 0 (0 of 0), overdue: 0
"""


@pytest.fixture
async def year(service: ScenarioDriver) -> ScenarioDriver:
    """Two requests to China, one of them refused, and one to Cambodia."""
    refused, answered = [
        await log_verification(service, "sokha", persons=1, children=0, letter=f"{each}/26")
        for each in (1, 2)
    ]
    for each in (refused, answered):
        await service["li"].sends(f"/receive {each} today")
    await log_verification(service, "li", persons=1, children=0, letter="10/26")
    await service.turn_to(at(3, 3, 5))
    await service["zhang"].sends(f"/refuse {refused} security 8/26")
    await service.turn_to(at(3, 4, 5))
    await service["zhang"].sends(f"/answer {answered} confirmed -")
    return service


def figures(rows: Table) -> list[tuple[str | None, ...]]:
    """The rows of a file that have a figure other than zero."""
    return [tuple(row) for row in rows[4:] if row[-2] not in (None, "0")]


async def test_both_parties_see_the_same_figures_and_get_the_same_file(
    year: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    for name in ("bopha", "dara", "wang", "zhang"):
        assert CARD in await year[name].says("/report")
    for player in (dara, zhang):
        await player.says("/overview")
        await player.presses("Annual report", "Make the file")
        player.sees("The report for 2026 is being sent.")
    mine, theirs = [[row[3:] for row in exported(each)[4:]] for each in (dara, zhang)]
    assert mine == theirs
    assert exported(dara)[3] == ["Figure", "Requested Party", "Type or ground", "2026", "2025"]
    china = "China"
    check = "verification of nationality and identity"
    counts = {
        "Requests": "2",
        "Replies": "2",
        "Replies in time": "2",
        "Replies in time, percent": "100",
        "Days from receipt to reply, median": "1",
        "Days from receipt to reply, 90th percentile": "2",
        "Refusals": "1",
    }
    found = figures(exported(dara))
    for item in ("all types", check):
        for name, count in counts.items():
            assert [*(name, china, item, count)] in [[*each[:4]] for each in found]
    assert any(each[0] == "Refusals by ground" and each[3] == "1" for each in found)
    assert [subject for subject, _ in await audited(year, "export")] == ["report-2026"] * 2


async def test_the_printed_report_has_the_figures_of_the_table_for_both_in_each_language(
    year: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await dara.says("/report 2026 file")
    rows = [[each for each in row if each] for row in exported(dara)[4:]]
    await dara.says("/report 2026")
    await dara.presses("PDF in English")
    dara.sees("The report for 2026 is being sent.")
    printed = squeezed(text_of(dara.calendar()))
    for row in rows:
        numbers = [each for each in row if each.isdigit()]
        figure, *about = row[: len(row) - len(numbers)]
        label = about[-1] if figure.startswith(("Refusals by", "Meetings")) else figure
        shown = "".join([*numbers, "–", "–"][:2])  # without replies there is no median
        assert squeezed(label) + shown in printed, row
    for language, title in (("km", "២០២៦"), ("zh", "2026年年度报告")):
        files = []
        for player in (dara, zhang):
            await player.says(f"/report 2026 pdf {language}")
            files.append(text_of(player.calendar()))
            assert not archive_faults(player.calendar())
        assert files[0] == files[1]
        assert title in squeezed(files[0])
    await dara.says("/report 2026 pdf fr")
    dara.sees("This is not one of the choices.")
    assert len(await audited(year, "export")) == 6


def squeezed(shown: str) -> str:
    return re.sub(r"\s+", "", shown)


@pytest.mark.parametrize(
    ("language", "title", "figure"),
    [("km", "របាយការណ៍ប្រចាំឆ្នាំ២០២៦", "ចម្លើយទាន់ពេល"), ("zh", "2026年年度报告", "按期答复")],
)
async def test_the_report_speaks_the_language_of_its_reader(
    year: ScenarioDriver, dara: ScenarioUser, language: str, title: str, figure: str
) -> None:
    await dara.says(f"/language {language}")
    dara.language = language
    assert title in await dara.says("/report 2026")
    await dara.says("/report 2026 file")
    rows = exported(dara)
    assert title in (rows[0][0] or "")
    assert rows[-1][-2:] != ["2", None]
    assert figure in [row[0] for row in rows]


async def test_there_are_years_from_the_first_request_to_now_and_no_others(
    year: ScenarioDriver, dara: ScenarioUser
) -> None:
    for other in ("1999", "2027", "soon"):
        said = await dara.says(f"/report {other}")
        assert "There is a report for 2026 only, for example: /report 2026" in said
    await dara.says("/report 2026 print")
    dara.sees("This is not one of the choices.")
    await year.outage(at(12, 31, 20) - year.sandbox.now())
    assert "Annual report 2027 (2026 in brackets)" in await dara.says("annual report")
    await dara.presses("‹ 2026")
    dara.sees("Annual report 2026 (2025 in brackets)")
    said = await dara.says("/report 2025")
    assert "There are reports for 2026 to 2027." in said
    has_no_file(dara)


async def test_what_is_overdue_without_a_reply_is_reported_beside_what_was_in_time(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    waits, returned, answered = [
        await log_verification(service, "sokha", persons=1, children=0, letter=f"{each}/26")
        for each in (1, 2, 3)
    ]
    for each in (waits, returned, answered):
        await li.sends(f"/receive {each} today")
    for each in (returned, answered):
        await li.sends(f"/answer {each} confirmed 9/26")
    await service["sokha"].sends(f"/return {returned} 1")
    await service.outage(at(4, 20, 5) - service.sandbox.now())
    for player in (dara, zhang):
        assert "Replied in time: 2 of 2" in await player.says("/report")
        player.sees("; overdue now without a reply: 2 (0)")
        await player.says("/report 2026 file")
    mine, theirs = [[row[3:] for row in exported(each)[4:]] for each in (dara, zhang)]
    assert mine == theirs
    of_year = "Requests of the year that are overdue now without a reply"
    assert (of_year, "China", "all types", "2") in [each[:4] for each in figures(exported(dara))]
    await dara.says("/report 2026 pdf en")
    assert "overduenowwithoutareply20" in squeezed(text_of(dara.calendar()))
    await dara.says("/overview")
    assert "overdue: 2" in dara.card.lower()


async def test_the_report_is_for_those_who_have_the_overview(sokha: ScenarioUser) -> None:
    await sokha.says("/report")
    assert sokha.card.startswith("Your role does not allow this: ask a colleague. ")
