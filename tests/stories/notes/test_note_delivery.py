"""An opened note on its way: only to who may read it at that moment, and never under a number that
no one knows.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot import crash
from liaison.core.people import Role
from liaison.disclosures import service as disclosure_service
from liaison.disclosures.rules import DisclosureCode
from liaison.requests import service as request_service
from tests.contract.samples import ASKED
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, person_of
from tests.stories.disclosures.disclosure_steps import audited, consented, has_no_file
from tests.stories.prepared_state import make, reference_of
from tests.stories.sent_messages import never_notified, no_longer_sees

WORDS = "the letter names the place"
AN_HOUR = timedelta(hours=1)


BEGINS_WITH = "one_request"


@pytest.fixture
async def opens(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> Callable[[], object]:
    """Li asks for a note that Sokha has written."""
    reference = reference_of(service)
    await sokha.sends(f"/note {reference} add note {WORDS}")
    return lambda: li.phone.say(f"/note {reference} open 1")


def suspended_before_a_call(
    monkeypatch: pytest.MonkeyPatch,
    service: ScenarioDriver,
    player: ScenarioUser,
    *,
    nth: int = 1,
    at: str = "delivery.before_send",
) -> list[str]:
    """Suspend a person directly before the nth call, or ``at`` its end; gives the calls so far."""
    seen: list[str] = []
    one_by_one = asyncio.Lock()

    async def suspend(point: str) -> None:
        if point == at:
            async with one_by_one:
                seen.append(point)
                if len(seen) == nth:
                    await make(service, player, active=False)

    monkeypatch.setattr(crash.CRASH, "hook", suspend)
    return seen


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_where_no_one_knows_how_a_call_ended_the_words_still_go_in_time(
    service: ScenarioDriver, li: ScenarioUser, opens: Callable[[], object], method: str
) -> None:
    service.sandbox.faults.hang_up(after_effect=True, method=method, chat_id=li.phone.user_id)
    opens()
    await service.settle()
    await service.turn(timedelta(minutes=3))
    assert li.has_seen(WORDS) == 1
    await service.turn(timedelta(minutes=12))
    assert [m for m in li.phone.transcript if WORDS in m.text and not m.deleted] == []
    assert [m for m in li.phone.transcript if WORDS in m.text] != []


async def test_where_the_empty_message_is_gone_no_note_is_sent_as_new(
    service: ScenarioDriver, li: ScenarioUser, opens: Callable[[], object]
) -> None:
    gone = "Bad Request: message to edit not found"
    service.sandbox.faults.error(400, gone, method="editMessageText", chat_id=li.phone.user_id)
    opens()
    await service.settle()
    await service.turn(AN_HOUR)
    assert not any(WORDS in m.text for m in li.phone.transcript)


async def test_somebody_who_is_an_administrator_by_then_gets_no_note(
    service: ScenarioDriver, li: ScenarioUser, opens: Callable[[], object]
) -> None:
    service.sandbox.faults.too_many(60, method="sendMessage", chat_id=li.phone.user_id)
    opens()
    await service.settle()
    await make(service, li, role=Role.ADMIN)
    await service.turn(AN_HOUR)
    assert not any(WORDS in m.text for m in li.phone.transcript)


async def test_who_may_export_no_more_gets_no_file(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    service.sandbox.faults.too_many(60, method="sendDocument", chat_id=dara.phone.user_id)
    dara.phone.say("/export own")
    await service.settle()
    await make(service, dara, role=Role.FOCAL_PERSON)
    await service.turn(AN_HOUR)
    has_no_file(dara)
    [(subject, facts)] = await audited(service, "export.withheld")
    assert (subject, facts) == ("own-KH", '{"why":"guard"}')


@pytest.mark.parametrize("at", ["delivery.before_send", "delivery.after_send"])
@pytest.mark.parametrize("sent", [0, 1])
async def test_a_suspension_just_before_the_call_and_during_it_is_in_time(
    service: ScenarioDriver,
    li: ScenarioUser,
    opens: Callable[[], object],
    monkeypatch: pytest.MonkeyPatch,
    sent: int,
    at: str,
) -> None:
    seen = suspended_before_a_call(monkeypatch, service, li, nth=1 + sent, at=at)
    opens()
    await service.settle()
    assert len(seen) > sent
    during = at == "delivery.after_send"
    (no_longer_sees if sent == 1 and during else never_notified)(li, WORDS)
    # Here nothing is done but the suspension: what had arrived before is taken off by who suspends.
    if during:
        no_longer_sees(li, "One moment")


async def test_a_file_that_arrives_while_its_reader_is_suspended_goes_at_once(
    service: ScenarioDriver, dara: ScenarioUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspended_before_a_call(monkeypatch, service, dara, at="delivery.after_send")
    await dara.says("/export own")
    assert any(each.document is not None for each in dara.phone.transcript)
    has_no_file(dara)


async def test_news_goes_to_no_one_who_was_suspended_just_before_the_call(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sokha.says(f"/note {reference_of(service)} add note {WORDS}")
    await sokha.presses_send()
    before = len(li.phone.transcript)

    suspended_before_a_call(monkeypatch, service, li)
    await service.turn(HOLD)
    assert "is stored" in sokha.card
    assert len(li.phone.transcript) == before


async def test_a_note_that_is_open_goes_at_once_when_its_reader_is_suspended(
    service: ScenarioDriver, li: ScenarioUser, opens: Callable[[], object]
) -> None:
    opens()
    await service.settle()
    assert li.has_seen(WORDS) == 1
    await service["wang"].says("/suspend 2 ok")
    no_longer_sees(li, WORDS)
    li.sees("suspended")


async def test_what_waits_for_an_answer_goes_to_no_one_who_was_suspended_just_before_the_call(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with service.app.database.transaction() as tx:
        writer = await person_of(tx, sokha)
        logged = await request_service.log(tx, writer, ASKED)
    done = suspended_before_a_call(monkeypatch, service, li)
    await service.settle()
    assert done
    assert not any(logged.reference in m.text for m in li.phone.transcript)


async def test_a_consent_taken_back_just_before_the_call_stops_the_file(
    service: ScenarioDriver, dara: ScenarioUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = await consented(dara, service["zhang"])
    done: list[str] = []

    async def withdraw(point: str) -> None:
        if point == "delivery.before_send" and not done:
            done.append(point)
            async with service.app.database.transaction() as tx:
                person = await person_of(tx, service["zhang"])
                await disclosure_service.withdraw(tx, person, DisclosureCode(code))

    monkeypatch.setattr(crash.CRASH, "hook", withdraw)
    dara.phone.say(f"/export {code} unodc")
    await service.settle()
    assert done
    has_no_file(dara)
    assert await audited(service, "export.withheld") == [(code, '{"why":"guard"}')]
