"""That a story which says "never told" fails where a person was told."""

from datetime import timedelta

import pytest

from tests.scenario import MessageGone, ScenarioDriver, ScenarioUser
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.sent_messages import never_notified, no_longer_sees


async def test_what_was_deleted_changed_or_shown_over_the_chat_was_told_all_the_same(
    service: ScenarioDriver, dara: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "3.3 14:00")
    await li.presses("I am on it")
    await zhang.sends(f"/accept {code} 1")
    toasts = li.toasts
    await service.turn(timedelta(days=3))
    for told in ("emergency meeting", "I am on it", "BEGIN:VEVENT", *toasts):
        with pytest.raises(AssertionError, match="Li was told"):
            never_notified(li, told)
    never_notified(li, "What nobody says")
    never_notified(li, "I am on it", since=service.sandbox.now() - timedelta(hours=1))
    no_longer_sees(li, "emergency meeting")


async def test_a_look_at_the_chat_proves_nothing_of_what_was_deleted(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sokha.says("/requests")
    assert sokha.has_seen("Requests: Open") == 1
    with pytest.raises(AssertionError, match="still sees"):
        no_longer_sees(sokha, "Requests: Open")
    await service.turn(timedelta(days=3))
    with pytest.raises(MessageGone):
        sokha.has_seen("Requests: Open")
    no_longer_sees(sokha, "Requests: Open")
    with pytest.raises(AssertionError, match="never told"):
        no_longer_sees(sokha, "What nobody says")
