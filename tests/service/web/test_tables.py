"""Tables, calendars and plots show what the chat shows, and change nothing."""

import re

import pytest

from liaison.requests import lists
from liaison.requests.lists import FILTERS
from liaison.requests.repository import SORTS
from tests.scenario import HOLD, log_verification
from tests.service.web.conftest import Served
from web import beside

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def logged(shared: Served, name: str, letter: str) -> str:
    """A request; gives its reference."""
    return await log_verification(shared.driver, name, persons=3, children=1, letter=letter)


async def test_the_table_has_the_requests_of_each_list_and_what_is_known_of_them(
    shared: Served,
) -> None:
    theirs, own = await logged(shared, "li", "21/26 MPS"), await logged(shared, "sokha", "22/26")
    await shared.driver["sokha"].says(f"/receive {theirs} today")
    await shared.driver["sokha"].presses(shared.driver["sokha"].send_label)
    await shared.driver.turn(HOLD)
    sokha, before = await shared.visitor("sokha"), await shared.acts()
    said = await sokha.get("/show?line=requests")
    assert {theirs, own} <= {*sokha.read.links}
    assert "21/26 MPS" in said
    assert "Direction" in said
    assert "China → Cambodia" in said
    assert "1 April · 30 days left" in said
    for which in FILTERS:
        said = await sokha.get(f"/show?line=requests {which}")
        assert sokha.status == 200
        assert (own in said) == (which in {"open", "all", "sent"}), which
    assert await shared.acts() == before
    assert await sokha.get("/show?line=requests other")
    assert sokha.status == 404


async def test_the_handler_is_named_to_the_own_party_only(shared: Served) -> None:
    reference = await logged(shared, "li", "23/26 MPS")
    sokha = shared.driver["sokha"]
    await sokha.says(f"/receive {reference} today")
    await sokha.presses(sokha.send_label)
    await shared.driver.turn(HOLD)
    await sokha.says(f"/assign {reference} me")
    for name, knows in (("sokha", True), ("li", False)):
        visitor = await shared.visitor(name)
        await visitor.get("/show?line=requests&find=23/26 MPS")
        assert reference in visitor.text
        assert ('data-label="Assigned to"' in visitor.shown) == knows


@pytest.mark.parametrize("sort", SORTS)
async def test_columns_are_sorted_by_links(shared: Served, sort: str) -> None:
    await logged(shared, "li", "24/26 MPS")
    sokha = await shared.visitor("sokha")
    for by, name in ((sort, "ascending"), (f"-{sort}", "descending")):
        await sokha.get(f"/show?line=requests all&sort={by}")
        assert f'aria-sort="{name}"' in sokha.shown
        assert sokha.shown.count("aria-sort") == 1


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=1000", "sort=password", "sort=--due", "page=x&sort='"]
)
async def test_a_wrong_query_is_the_first_page_in_the_usual_order(
    shared: Served, query: str
) -> None:
    sokha = await shared.visitor("sokha")
    await sokha.get(f"/show?line=requests all&{query}")
    assert sokha.status == 200
    assert "aria-sort" not in sokha.shown
    assert "page 1" not in sokha.text


async def test_a_page_beyond_the_last_one_is_the_last_one(
    shared: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = [await logged(shared, "li", f"28/26 MPS-{each}") for each in (1, 2)]
    for each in (beside, lists):
        monkeypatch.setattr(each, "TABLE_PAGE", 1)
    sokha = await shared.visitor("sokha")
    await sokha.get("/show?line=requests all&sort=-logged&page=1")
    assert [e for e in (first, last) if e in sokha.read.links] == [last]
    [pages] = map(int, re.findall("Page 1 of ([0-9]+)", sokha.text))
    for page in (pages + 1, 1000):
        await sokha.get(f"/show?line=requests all&page={page}")
        assert f"Page {pages} of {pages}" in sokha.text
        assert "<tbody>" in sokha.shown


async def test_the_search_finds_what_the_chat_finds_and_keeps_nothing(shared: Served) -> None:
    reference = await logged(shared, "li", "25/26 MPS")
    sokha, before = await shared.visitor("sokha"), await shared.acts()
    for words in ("25/26 MPS", reference, reference.lower(), "25/26"):
        await sokha.get(f"/show?line=requests&find={words}")
        assert reference in sokha.read.links, words
    assert "No request was found." in await sokha.get("/show?line=requests&find=nothing here")
    assert '<h1 class="unseen">Search</h1>' in sokha.shown
    said = await sokha.get("/show?line=requests&find=passport N12345678")
    assert "This seems to contain" in said
    assert "N12345678" not in sokha.shown
    await sokha.get('/show?line=requests&find="><b>1</b>')
    assert "<b>1</b>" not in sokha.shown
    assert await shared.acts() == before


async def test_a_request_has_its_whole_history_and_says_when_it_was_printed(
    shared: Served,
) -> None:
    reference = await logged(shared, "li", "26/26 MPS")
    sokha = await shared.visitor("sokha")
    await sokha.get(f"/show?line=request {reference}")
    zone = r"all times are Phnom Penh time \(UTC\+0700\)"
    assert re.search(rf"{reference} · Cambodia · as of 2 March 2026, [0-9:]+ · {zone}", sokha.text)
    assert re.search("Sent: 2 March 2026, [0-9:]+, China", sokha.text)
    assert "<ol reversed>" in sokha.shown
    await sokha.get(f"/show?line=request {reference} history")
    assert "<ol reversed>" not in sokha.shown


async def test_a_month_has_the_proposed_and_the_agreed_times_of_meetings(shared: Served) -> None:
    sokha = await shared.visitor("sokha")
    assert "Holiday in Cambodia" in await sokha.get("/show?line=meetings&month=2026-03")
    assert '2<span class="weekday"> Mo</span>' in sokha.shown
    assert 'aria-current="date"' in sokha.shown
    for month in ("2026-04", "2026-02", "2099-12"):
        await sokha.get(f"/show?line=meetings open&month={month}")
        assert sokha.status == 200
        assert f'month={month}"' not in sokha.shown
        assert 'aria-current="date"' not in sokha.shown
    for month in ("2026-13", "0001-01", "9999-12", "x"):
        await sokha.get(f"/show?line=meetings&month={month}")
        assert 'aria-current="date"' in sokha.shown, month


async def test_the_plots_have_the_figures_of_the_scorecard(shared: Served) -> None:
    reference = await logged(shared, "li", "28/26 MPS")
    sokha = shared.driver["sokha"]
    for line in (f"/receive {reference} today", f"/answer {reference} not 29/26"):
        await sokha.says(line)
        await sokha.presses(sokha.send_label)
        await shared.driver.turn(HOLD)
    dara = await shared.visitor("dara")
    assert "Replied in time: 1 of 1" in await dara.get("/show?line=overview score")
    assert "March 2026" in dara.text
    assert dara.shown.count("1 of 1 (100 %)") == 2  # by month, and by type
    assert "Replied in time" in await dara.get("/show?line=overview")


async def test_an_auditor_reads_on_the_page_who_opened_a_note(shared: Served) -> None:
    reference = await logged(shared, "li", "27/26 MPS")
    sokha = await shared.visitor("sokha")
    await sokha.get()
    await sokha.write(f"/note {reference} add note")
    await sokha.write("The house has a blue door.")
    await sokha.press(shared.driver["sokha"].send_label)
    await shared.driver.turn(HOLD)
    await sokha.write(f"/note {reference} open 1")
    await shared.driver["bopha"].says("/role 3 auditor ok")
    auditor = await shared.visitor("dara")
    said = await auditor.get("/show?line=audit notes")
    assert "Note 1 opened: today" in said
    assert f"Sokha – {reference}" in said
    assert "blue door" not in said
    said = await auditor.get("/show?line=overview")
    assert "Replied in time" in said
    for line in ("requests", "meetings", f"request {reference}", "requests&find=27/26"):
        await auditor.get(f"/show?line={line}")
        assert auditor.status == 404, line
