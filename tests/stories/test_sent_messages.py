"""That a story which says "never told" fails where a person was told, and each one where a message
is edited without a change.
"""

from datetime import timedelta

import pytest

from sandbox.api import messages
from sandbox.api.errors import ApiError
from sandbox.api.messages import change
from tests.scenario import TOKEN, MessageGone, ScenarioDriver, ScenarioUser
from tests.stories.meetings.proposal_steps import raises_emergency
from tests.stories.sent_messages import collect_unchanged_edits, never_notified, no_longer_sees


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


async def test_an_edit_without_a_change_is_found_but_where_its_reader_has_just_pressed(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await service.turn(timedelta(minutes=5))
    await li.presses(li.buttons[0])
    store, found = service.sandbox.store, list[str]()
    shown = [
        each for each in store.bot(TOKEN.get_secret_value()).messages.values() if each.from_bot
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "change", change)  # without what looks at this story
        collect_unchanged_edits(patch, found)
        for message in shown:
            with pytest.raises(ApiError):
                messages.change(store, message, {**message.wire})
    others = [each for each in shown if each.chat_id != li.phone.user_id]
    assert len(found) == len(others) > 0
