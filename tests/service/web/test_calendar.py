"""The calendar feed: by its secret address alone, and what it may show."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from liaison.core.agreement import PartyCode
from liaison.pages.rules import TRIES_OF_PEER, TRIES_WITHIN
from tests.scenario import HOLD, ScenarioUser, code_in, log_verification, person_of
from tests.service.web.conftest import Served
from tests.service.web.test_sign_in import Browser
from tests.service.web.visitor import URL

pytestmark = pytest.mark.asyncio(loop_scope="module")
ADDRESS = re.compile(re.escape(URL) + r"(/calendar/[\w-]{43}\.ics)")
UNKNOWN = f"/calendar/{'a' * 43}.ics"


def address_in(shown: str) -> str:
    found = ADDRESS.search(shown)
    assert found is not None, shown
    return found[1]


async def feed_of(user: ScenarioUser) -> str:
    """The path of a new calendar feed, made in the chat."""
    return address_in(await user.says("/page calendar"))


async def entries(served: Served, path: str) -> dict[str, tuple[str, str]]:
    """The titles and states of what a calendar program reads, by their starts."""
    response = await served.stranger().request("GET", path)
    assert (response.status, response.content_type) == (200, "text/calendar")
    calendar = Calendar.from_ical(await response.text())
    return {
        each.start.isoformat(): (str(each["SUMMARY"]), str(each["STATUS"]))
        for each in calendar.events
    }


async def status(served: Served, path: str) -> int:
    return (await served.stranger().request("GET", path)).status


async def test_an_address_is_shown_once_replaced_ended_and_audited(shared: Served) -> None:
    sokha = shared.driver["sokha"]
    assert "Your calendar address" not in await sokha.says("/page")
    first = await feed_of(sokha)
    shown = await sokha.says("/page")
    assert "Your calendar address: made 2 March" in shown
    assert ADDRESS.search(shown) is None
    await sokha.presses("New calendar address")
    second = address_in(sokha.card)
    assert (await status(shared, first), await status(shared, second)) == (404, 200)
    visitor = await shared.visitor("sokha")
    await visitor.get("/show?line=page")
    assert "Your calendar address no longer works." in await visitor.press("End calendar address")
    assert await status(shared, second) == 404
    assert not any("was made on the page" in each.text for each in sokha.visible)
    await visitor.get("/show?line=page")
    assert ADDRESS.search(await visitor.press("Calendar address")) is not None
    await shared.driver.settle()
    sokha.sees("A calendar address of yours was made on the page.")
    await sokha.says("/page end feed")
    await shared.driver.turn(timedelta(minutes=16))
    assert not any("/calendar/" in each.text for each in sokha.visible)
    async with shared.driver.app.database.transaction() as tx:
        party, subject = PartyCode(sokha.part.party), str((await person_of(tx, sokha)).id)
        found = await tx.audit_entries(party, action=None, subject=subject, before=None)
    made = [each.action for each in found if each.action.startswith("page.calendar")]
    assert made == [*["page.calendar_ended", "page.calendar"] * 2, "page.calendar"]


async def test_a_calendar_has_meetings_and_due_dates_by_reference_alone(shared: Served) -> None:
    sokha, dara, zhang = (shared.driver[each] for each in ("sokha", "dara", "zhang"))
    reference = await log_verification(
        shared.driver, "sokha", persons=3, children=1, letter="123/26 MoI"
    )
    await zhang.sends(f"/receive {reference} today")
    await shared.driver.turn(HOLD)
    path = await feed_of(sokha)
    due = {"2026-04-01": (f"Reply due: {reference}", "CONFIRMED")}
    assert await entries(shared, path) == due
    assert await entries(shared, await feed_of(zhang)) == due
    assert await entries(shared, await feed_of(shared.driver["li"])) == {}
    await dara.sends("/emergency found 4 March 15:00 video")
    code = code_in(dara.card, "M")
    await shared.driver.turn(HOLD)
    proposed = await entries(shared, path)
    offered = proposed.pop("2026-03-04T08:00:00+00:00")
    assert offered == (f"Proposed: emergency meeting {code}", "TENTATIVE")
    assert proposed == due
    await zhang.sends(f"/accept {code} 1")
    await shared.driver.turn(HOLD)
    agreed = (await entries(shared, path))["2026-03-04T08:00:00+00:00"]
    assert agreed == (f"emergency meeting {code}", "CONFIRMED")
    content = await (await shared.stranger().request("GET", path)).text()
    for secret in ("123/26", "Sokha", "Verification", "persons", "LOCATION", "DESCRIPTION"):
        assert secret not in content


async def test_a_program_that_has_the_calendar_gets_it_once(shared: Served) -> None:
    path, program = await feed_of(shared.driver["dara"]), shared.stranger()
    first = await program.request("GET", path)
    assert first.headers["Cache-Control"] == "private, no-cache"
    asked = await program.request("HEAD", path)
    assert (asked.status, asked.headers["ETag"]) == (200, first.headers["ETag"])
    tag = {"If-None-Match": first.headers["ETag"]}
    await shared.driver.turn(timedelta(hours=1))
    again = await program.request("GET", path, headers=tag)
    assert (again.status, again.headers["ETag"]) == (304, first.headers["ETag"])


@pytest.mark.parametrize("ends", ["/suspend Li ok", "/role Li coordinator ok"])
async def test_an_address_ends_with_the_access_and_with_the_role(shared: Served, ends: str) -> None:
    wang, path = shared.driver["wang"], await feed_of(shared.driver["li"])
    assert await status(shared, path) == 200
    await wang.says(ends)
    assert await status(shared, path) == 404
    await wang.says("/restore Li ok")
    assert await status(shared, path) == 404


async def test_all_wrong_addresses_have_one_answer(shared: Served) -> None:
    zhang = shared.driver["zhang"]
    revoked = await feed_of(zhang)
    await zhang.says("/page end feed")
    suspended = await feed_of(zhang)
    await shared.driver["wang"].says("/suspend Zhang ok")
    answers = set()
    for path in (UNKNOWN, revoked, suspended, "/calendar/x.ics", "/calendar/%C3%A9.ics"):
        response = await shared.stranger().request("GET", path)
        answers.add((response.status, await response.text()))
    assert [each for each, _ in answers] == [404]


async def test_who_guesses_addresses_is_stopped_but_may_sign_in(shared: Served) -> None:
    path = await feed_of(shared.driver["dara"])
    await shared.driver.turn(TRIES_WITHIN)
    for _ in range(TRIES_OF_PEER):
        assert await status(shared, UNKNOWN) == 404
    assert await status(shared, path) == 429
    assert await status(shared, "/enrol/unknown") == 404
    assert (await Browser(shared).post("/enrol/unknown/options"))[0] == 404
    await shared.driver.turn(TRIES_WITHIN)
    assert await status(shared, path) == 200


async def test_an_auditor_has_no_calendar(shared: Served) -> None:
    sokha = shared.driver["sokha"]
    await shared.driver["bopha"].says("/role Sokha auditor ok")
    await sokha.says("/page")
    assert "Calendar address" not in sokha.buttons
    assert ADDRESS.search(await sokha.says("/page calendar")) is None
