"""Agendas: one for both Parties, carried over until discussed; decisions that become activities."""

from datetime import UTC, datetime, timedelta

import pytest

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.repository import People
from liaison.meetings import service as meeting_service
from liaison.meetings.model import MeetingProposal, Occasion
from tests.scenario import ScenarioDriver, ScenarioUser, log_verification
from tests.stories.sent_messages import never_notified

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOBODYS = "M26-00000"
ONE_LINE = "Write one line of at most 120 characters, without links or long numbers."


def at(month: int, day: int, hour: int) -> datetime:
    """A moment of 2026 in UTC; the story begins on Monday 2 March at two."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


async def agreed(service: ScenarioDriver, *, start: datetime, venue: str | None = None) -> str:
    """A consultation that Cambodia proposed and China accepted: its code."""
    plan = MeetingProposal(
        kind=MeetingKind.DIFFERENCE,
        occasion=Occasion.IMPLEMENTATION,
        urgent=False,
        case=None,
        options=((start, venue),),
        host=PartyCode("KH"),
    )
    async with service.app.database.transaction() as tx:
        dara = await tx.of(People).by_chat(service["dara"].phone.user_id)
        assert dara is not None
        meeting = await meeting_service.propose(tx, dara, plan)
    await service.settle()
    await service["zhang"].says(f"/accept {meeting.code} 1")
    await service["zhang"].sends()
    return meeting.code


async def take_place(service: ScenarioDriver, code: str, until: datetime) -> None:
    """A meeting is over, and both Parties record that it took place."""
    await service.turn_to(until)
    for name in ("dara", "zhang"):
        await service[name].says(f"/held {code} yes")
        await service[name].sends()


async def put(player: ScenarioUser, code: str, words: str) -> None:
    """Put something on the agenda of a meeting, by its button."""
    await player.says(f"/agenda {code}")
    await player.presses("Add to the agenda")
    await player.says(words)
    await player.sends()


async def test_both_parties_put_items_on_one_agenda_and_see_the_same(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    code = await agreed(service, start=at(3, 5, 2))
    await sokha.says(f"/agenda {code.lower()}")
    assert "The agenda is empty." in sokha.card
    await sokha.presses("Add to the agenda")
    assert "without names or details of people" in sokha.card
    await sokha.says("The form   of a verification")
    await sokha.sends()
    assert "Item 1 is on the agenda. Both Parties can see it." in sokha.card
    await li.says(f"/agenda {code} add {reference} A case that rests")
    await li.sends()
    for player, unknown in ((sokha, "remove 1"), (li, "1 drop")):
        await player.says(f"/agenda {code} {unknown}")
        assert f"“{unknown}”: This is not one of the choices." in player.card
        assert "1. The form of a verification – Cambodia" in player.card
        assert f"2. A case that rests – China · {reference}" in player.card
    for player, own in ((sokha, 1), (li, 2)):
        await player.presses("More…")
        assert [each for each in player.buttons if "Remove" in each] == [f"Remove item {own}"]


async def test_the_party_that_put_an_item_there_takes_it_off_and_the_other_does_not(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, li: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await put(sokha, code, "The form")
    await li.says(f"/agenda {code} drop 1")
    assert li.card == ("Cambodia added item 1. Only Cambodia can remove it.")
    await dara.says(f"/agenda {code}")
    await sokha.says(f"/agenda {code}")
    await dara.presses("Remove item 1")
    await dara.sends()
    assert "1. The form – Cambodia – removed" in dara.card
    sokha.phone.press_shown(f"agenda {code} @1 drop 1")
    await service.settle()
    assert "This was already recorded for item 1." in sokha.card
    await sokha.says(f"/agenda {code} discuss 1")
    assert "Item 1 has already been discussed or removed." in sokha.card


async def test_what_was_not_discussed_is_carried_over_to_the_next_meeting_and_the_one_after(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    first = await agreed(service, start=at(3, 5, 2))
    await put(sokha, first, "The form")
    await put(li, first, "The workshop")
    await put(li, first, "The hotline")
    assert "✓ Item 1 discussed" not in li.buttons
    await take_place(service, first, at(3, 5, 6))
    await li.says(f"/agenda {first}")
    assert "Add to the agenda" not in li.buttons
    await li.presses("✓ Item 2 discussed")
    await li.sends()
    assert "2. The workshop – China – ✓ discussed" in li.card
    await li.presses("Carry over item 1")
    await li.sends()
    assert "1. The form – Cambodia – carried over to the next meeting" in li.card
    second = await agreed(service, start=at(3, 10, 2))
    await sokha.says(f"/agenda {second}")
    assert "1. The form – Cambodia – carried over (1)" in sokha.card
    assert "3. The hotline – China" in sokha.card  # no one said anything of it
    assert "workshop" not in sokha.card
    await take_place(service, second, at(3, 10, 6))
    await sokha.says(f"/agenda {second}")
    await sokha.presses("Carry over item 1")
    await sokha.sends()
    third = await agreed(service, start=at(3, 16, 2))
    await take_place(service, third, at(3, 16, 6))
    await li.says(f"/agenda {third}")
    assert "1. The form – Cambodia – carried over (2)" in li.card
    await li.presses("✓ Item 1 discussed")
    await li.sends()
    assert "1. The form – Cambodia – ✓ discussed" in li.card
    fourth = await agreed(service, start=at(3, 19, 2))
    await li.says(f"/agenda {fourth}")
    assert "The form" not in li.card


async def test_a_stale_button_changes_nothing_and_the_same_press_twice_acts_once(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await put(sokha, code, "The form")
    await take_place(service, code, at(3, 5, 6))
    await sokha.says(f"/agenda {code}")
    await li.says(f"/agenda {code}")
    await li.presses("Carry over item 1")
    await li.sends()
    sokha.phone.press_shown(f"agenda {code} @1 discuss 1")
    await service.settle()
    assert "Item 1 has changed since you opened it. Nothing was recorded" in sokha.card
    assert "carried over to the next meeting" in sokha.card
    await li.says(f"/agenda {code} carry 1")
    assert "This was already recorded for item 1." in li.card
    await agreed(service, start=at(3, 10, 2))
    await sokha.says(f"/agenda {code} discuss 1")
    await sokha.sends()
    assert "Item 1 is recorded as discussed." in sokha.card


async def test_more_items_than_a_card_holds_are_turned_page_by_page(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    for number in range(1, 7):
        await sokha.says(f"/agenda {code} add Item of number {number}")
        await sokha.sends()
    await sokha.says(f"/agenda {code}")
    assert "Page 1 of 2" in sokha.card
    assert "Item of number 6" not in sokha.card
    await sokha.presses("Next ›")
    assert "Item of number 6" in sokha.card
    await sokha.presses("‹ Previous")
    assert "Item of number 1" in sokha.card


async def test_a_decision_is_recorded_by_who_may_bind_the_party_and_becomes_an_activity(
    service: ScenarioDriver,
    sokha: ScenarioUser,
    dara: ScenarioUser,
    zhang: ScenarioUser,
    li: ScenarioUser,
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await take_place(service, code, at(3, 5, 6))
    await sokha.says(f"/decide {code}")
    assert "Only a coordinator can do this." in sokha.card
    await dara.says(f"/agenda {code}")
    await dara.presses("Record a decision")
    assert f"Decision of {code}: who will carry it out?" in dara.card
    await dara.presses("Cambodia")
    assert "By which day?" in dara.card
    await dara.says("31 July")
    assert f"What did {code} decide?" in dara.card
    await dara.says("A workshop")
    said = "Cambodia asks China to agree."
    never_notified(zhang, said)
    await dara.presses("Change: Lead")
    await dara.presses("China")
    await dara.presses("Change: Decision")
    await dara.says("A joint training workshop in Beijing")
    await dara.sends()
    assert "The decision is recorded as activity 1. It joins the action plan" in dara.card
    for line in (
        "Activity 1: A joint training workshop in Beijing",
        "Lead: China",
        "Due by 31 July",
        "Status: recorded, not yet approved by both Parties",
        f"Decided at the meeting {code}",
    ):
        assert line in dara.card
    assert zhang.has_seen(said) == 1
    never_notified(li, said)
    never_notified(dara, said)
    await li.says("/plan")
    assert "There are no activities." in li.card
    await zhang.presses("Activity 1")
    assert "Activity 1: A joint training workshop in Beijing" in zhang.card
    await zhang.presses(next(each for each in zhang.buttons if each.startswith("Open K")))
    await zhang.presses("✓ Agree")
    await zhang.sends()
    dara.sees(f"decision of {code}, activity 1")
    await li.says(f"/agenda {code}")
    assert "1. A joint training workshop in Beijing – China, by 31 July: planned" in li.card
    await li.presses("Activity 1")
    assert "✓ Done" in li.buttons


async def test_a_decision_can_be_typed_in_one_line_and_both_parties_may_carry_it_out(
    service: ScenarioDriver, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await take_place(service, code, at(3, 5, 6))
    await zhang.says(f"/decide {code} BOTH 2026-07-31 联合执法行动")
    await zhang.sends()
    assert "Activity 1: 联合执法行动" in zhang.card
    assert "Lead: both Parties" in zhang.card
    assert dara.has_seen(f"decision of {code}, activity 1") == 1


async def test_what_cannot_be_is_one_clear_sentence_and_changes_nothing(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    over = f"{code} has not taken place yet. You can record this after the meeting."
    for typed, said in (
        (f"/agenda {NOBODYS}", "There is no meeting with this code."),
        (f"/agenda {code} add https://example.org", ONE_LINE),
        (f"/agenda {code} add {'x' * 4000}", ONE_LINE),
        (f"/agenda {code} add KH26-00000 a mistyped case", "There is no request"),
        (f"/agenda {code} add KH26-7F3KK a case of nobody", "There is no request"),
        (f"/agenda {code} drop 1", f"The agenda of {code} has no item with this number."),
        (f"/agenda {code} drop x", f"The agenda of {code} has no item with this number."),
        (f"/agenda {code} sing 1", "This is not one of the choices"),
        (f"/decide {code} KH 2026-07-31 A form", over),
    ):
        await dara.says(typed)
        assert said in dara.card, typed
    await sokha.says(f"/agenda {code} add")
    await sokha.says("one line\nand another")
    assert ONE_LINE in sokha.card
    await sokha.says("The form")
    await sokha.sends()
    assert "Item 1 is on the agenda." in sokha.card
    await dara.says(f"/agenda {code} carry 1")
    assert dara.card == over
    await take_place(service, code, at(3, 5, 6))
    closed = f"{code} is over or will not take place."
    for typed, said in (
        (f"/agenda {code} add Too late", closed),
        (f"/decide {code} US", "This is not one of the choices."),
        (f"/decide {code} KH soon", "cannot read this date"),
        (f"/decide {code} KH 2026-03-04 A form", "Give a date from 5 March 2026 to"),
        (f"/decide {code} KH 2026-07-31 t.me/desk", ONE_LINE),
    ):
        await dara.says(typed)
        assert said in dara.card, typed
    await dara.says("/plan all")
    assert "There are no activities." in dara.card


@pytest.mark.parametrize("language", ["en", "km", "zh"])
async def test_an_agenda_and_a_decision_in_each_language(
    driver: ScenarioDriver, language: str
) -> None:
    await driver.gather("bopha", "sokha", "dara", "wang", "li", "zhang", language=language)
    dara, zhang = driver["dara"], driver["zhang"]
    code = await agreed(driver, start=at(3, 5, 2))
    await dara.says(f"/agenda {code}")
    await dara.chooses("button-agenda-add")
    await dara.says({"en": "The form", "km": "ទម្រង់បែបបទ", "zh": "核查表格"}[language])
    await dara.sends()
    dara.sees_key("agenda-added", item=1)
    await take_place(driver, code, at(3, 5, 6))
    await zhang.says(f"/agenda {code}")
    await zhang.chooses("button-agenda-carry", item=1)
    await zhang.sends()
    zhang.sees_key("recorded-agenda-carry", item=1)
    await zhang.chooses("button-decide")
    await zhang.chooses("activity-lead-both")
    await zhang.says({"en": "31 July", "km": "៣១ កក្កដា ២០២៦", "zh": "7月31日"}[language])
    await zhang.says({"en": "Workshop", "km": "សិក្ខាសាលា", "zh": "联合培训班"}[language])
    await zhang.sends()
    zhang.sees_key("recorded-decision", number=1)
    dara.sees_key("approval-decision", number=1, code=code)
