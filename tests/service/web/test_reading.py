"""Reading changes nothing, and shows each person what the chat would show."""

import re

import pytest

from handlers.input.command_router import CommandHandler
from liaison.core.people import may_use
from tests.registered import REGISTRY
from tests.scenario import PARTS, log_verification
from tests.service.web.conftest import Served
from web.reading import VIEWS, is_view

pytestmark = pytest.mark.asyncio(loop_scope="module")
LINES = [name for name in VIEWS if re.fullmatch(VIEWS[name], "")]
"""Each command that shows something by itself."""
ACTS = (
    "plan import",
    "meeting M26-MAR3X file",
    "settings quiet_from",
    "settings quiet_from 22",
    "duty 2",
    "page new",
    "page end all",
    "note KH26-7F3KK open",
    "people 3 x",
    "invites A26-MAR3X yes",
    "approval T26-MAR3X approve",
    "inbox ack",
    "more 1 page new",
    "more 1 more 1 today",
    "agenda M26-MAR3X add x",
    "explain",
    "request",
    "send",
    "today\n/lost",
    "requests\nlost",
    "",
)


@pytest.mark.parametrize("name", PARTS)
async def test_each_role_reads_what_it_may_and_nothing_else(shared: Served, name: str) -> None:
    visitor, person = await shared.visitor(name), await shared.person(name)
    before, refused = await shared.acts(), set[str]()
    for line in LINES:
        said = await visitor.get(f"/show?line={line}")
        permitted = may_use(REGISTRY, line, person.role)
        assert visitor.status == (200 if permitted else 404), line
        if not permitted:
            refused.add(said)
    assert len(refused) <= 1  # one answer to all
    assert await shared.acts() == before


async def test_what_does_not_exist_is_answered_as_what_is_not_permitted(shared: Served) -> None:
    sokha = await shared.visitor("sokha")
    answers = {
        await sokha.get(f"/show?line={line}")
        for line in (
            "request KH26-7F3KK", "meeting M26-MAR3X", "audit", "people 99", "invites", "nothing",
            "note KH26-7F3KK open", "{{7*7}}", "<script>",
        )
    }  # fmt: skip
    assert len(answers) == 1
    assert sokha.status == 404


@pytest.mark.parametrize("line", ACTS)
async def test_what_acts_or_asks_is_never_read(shared: Served, line: str) -> None:
    assert not is_view(line)
    dara = await shared.visitor("dara")
    response = await dara.request("GET", "/show", params={"line": line})
    assert response.status == 404


async def test_every_view_is_a_command_of_the_service() -> None:
    assert set(VIEWS) <= {each.key for each in REGISTRY.all(CommandHandler).values()}


async def test_people_of_one_party_are_not_shown_to_the_other(shared: Served) -> None:
    sokha = await shared.visitor("sokha")
    shown = await sokha.get("/show?line=people")
    assert "Dara" in shown
    assert "Wang" not in shown
    for number in range(1, 12):
        assert "Wang" not in await sokha.get(f"/show?line=people {number}")


async def test_a_request_is_read_with_its_history(shared: Served) -> None:
    reference = await log_verification(
        shared.driver, "li", persons=3, children=1, letter="9/26 MPS"
    )
    for name in ("li", "sokha"):
        visitor = await shared.visitor(name)
        assert reference in await visitor.get(f"/show?line=request {reference}")
        assert reference in await visitor.get(f"/show?line=request {reference} history")


async def test_typed_values_are_shown_as_they_are(shared: Served) -> None:
    """No template is evaluated, and no markup has an effect."""
    letter = "{{7*7}}<b>1/26</b>"
    sokha = await shared.visitor("sokha")
    await sokha.get()
    said = await sokha.write(f"/find {letter}")
    assert letter in said
    assert "<b>1/26" not in sokha.shown
