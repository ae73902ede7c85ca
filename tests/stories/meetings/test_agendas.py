"""Agendas: one for both Parties, carried over until discussed; decisions that become activities."""

from datetime import datetime, timedelta

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.meetings import service as meeting_service
from liaison.meetings.model import MeetingProposal, Occasion
from tests.scenario import ScenarioDriver, ScenarioUser, at, log_verification, person_of
from tests.stories.sent_messages import never_notified

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOBODYS = "M26-00000"
ONE_LINE = "Write one line of at most 120 characters, without links or long numbers."


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
        dara = await person_of(tx, service["dara"])
        meeting = await meeting_service.propose(tx, dara, plan)
    await service.settle()
    await service["zhang"].sends(f"/accept {meeting.code} 1")
    return meeting.code


async def take_place(service: ScenarioDriver, code: str, until: datetime) -> None:
    """A meeting is over, and both Parties record that it took place."""
    await service.turn_to(until)
    for name in ("dara", "zhang"):
        await service[name].sends(f"/held {code} yes")


async def put(player: ScenarioUser, code: str, words: str) -> None:
    """Put something on the agenda of a meeting, by its button."""
    await player.says(f"/agenda {code}")
    await player.presses("Add to the agenda")
    await player.sends(words)


async def test_both_parties_put_items_on_one_agenda_and_see_the_same(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    code = await agreed(service, start=at(3, 5, 2))
    assert "None at present." in await sokha.says(f"/agenda {code.lower()}")
    assert "without names or details of people" in await sokha.presses("Add to the agenda")
    await sokha.sends("The form   of a verification")
    assert "Item 1 is on the agenda. Both Parties can see it." in sokha.card
    await li.sends(f"/agenda {code} add {reference} A case that rests")
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
    assert li.card == "Only Cambodia can do this. Nothing was changed."
    await dara.says(f"/agenda {code}")
    await sokha.says(f"/agenda {code}")
    await dara.presses("Remove item 1")
    assert "1. The form – Cambodia – removed" in await dara.sends()
    await sokha.presses_shown(f"agenda {code} @1 drop 1")
    assert "This was already recorded for item 1:" in sokha.card
    await sokha.says(f"/agenda {code} discuss 1")
    assert "This was already recorded for item 1:" in sokha.card


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
    assert "2. The workshop – China – ✓ discussed" in await li.sends()
    await li.presses("Carry over item 1")
    assert "1. The form – Cambodia – carried over to the next meeting" in await li.sends()
    second = await agreed(service, start=at(3, 10, 2))
    assert "1. The form – Cambodia – carried over (1)" in await sokha.says(f"/agenda {second}")
    assert "3. The hotline – China" in sokha.card  # no one said anything of it
    assert "workshop" not in sokha.card
    await take_place(service, second, at(3, 10, 6))
    await sokha.says(f"/agenda {second}")
    await sokha.presses("Carry over item 1")
    await sokha.sends()
    third = await agreed(service, start=at(3, 16, 2))
    await take_place(service, third, at(3, 16, 6))
    assert "1. The form – Cambodia – carried over (2)" in await li.says(f"/agenda {third}")
    await li.presses("✓ Item 1 discussed")
    assert "1. The form – Cambodia – ✓ discussed" in await li.sends()
    fourth = await agreed(service, start=at(3, 19, 2))
    assert "The form" not in await li.says(f"/agenda {fourth}")


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
    await sokha.presses_shown(f"agenda {code} @1 discuss 1")
    assert "This has changed since you opened it. Nothing was changed" in sokha.card
    assert "carried over to the next meeting" in sokha.card
    assert "This was already recorded for item 1:" in await li.says(f"/agenda {code} carry 1")
    await agreed(service, start=at(3, 10, 2))
    assert "Item 1 is recorded as discussed." in await sokha.sends(f"/agenda {code} discuss 1")


async def test_an_item_with_the_space_of_the_khmer_keyboard_is_checked_and_sent_as_one_text(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await dara.says(f"/agenda {code}")
    await dara.presses("Add to the agenda")
    spaced = "ភាគី ទាំងពីរ បាន ឯកភាព"
    assert f"Item: {spaced}" in await dara.says(spaced.replace(" ", "\u200b"))
    await dara.presses("Send to China")
    assert "Until then you can take it back." in dara.card


async def test_more_items_than_a_card_holds_are_turned_page_by_page(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    for number in range(1, 7):
        await sokha.sends(f"/agenda {code} add Item of number {number}")
    assert "Page 1 of 2" in await sokha.says(f"/agenda {code}")
    assert "Item of number 6" not in sokha.card
    assert "Item of number 6" in await sokha.presses("Next ›")
    assert "Item of number 1" in await sokha.presses("‹ Previous")


async def test_a_decision_is_recorded_by_who_may_bind_the_party_and_becomes_an_activity(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await take_place(service, code, at(3, 5, 6))
    assert "Only a coordinator can do this." in await service["sokha"].says(f"/decide {code}")
    await dara.says(f"/agenda {code}")
    assert f"Decision of {code}: who will carry it out?" in await dara.presses("Record a decision")
    assert "By which day?" in await dara.presses("Cambodia")
    assert f"What did {code} decide?" in await dara.says("31 July")
    await dara.says("A workshop")
    said = "Cambodia asks China to agree."
    never_notified(zhang, said)
    await dara.presses("Change: Lead", "China", "Change: Decision")
    await dara.sends("A joint training workshop in Beijing")
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
    assert "None at present." in await li.says("/plan")
    assert "Activity 1: A joint training workshop in Beijing" in await zhang.presses("Activity 1")
    await zhang.presses(next(each for each in zhang.buttons if each.startswith("Open K")))
    await zhang.presses("Agree")
    await zhang.sends()
    dara.sees(f"Decision of {code}, activity 1")
    await li.says(f"/agenda {code}")
    assert "1. A joint training workshop in Beijing – China, by 31 July: planned" in li.card
    await li.presses("Activity 1")
    assert "✓ Done" in li.buttons


async def test_a_decision_can_be_typed_in_one_line_and_both_parties_may_carry_it_out(
    service: ScenarioDriver, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await take_place(service, code, at(3, 5, 6))
    assert "Activity 1: 联合执法行动" in await zhang.sends(
        f"/decide {code} BOTH 2026-07-31 联合执法行动"
    )
    assert "Lead: both Parties" in zhang.card
    assert dara.has_seen(f"Decision of {code}, activity 1") == 1


async def test_of_a_sentence_in_the_place_of_the_party_its_first_word_is_taken_and_the_rest_named(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    await take_place(service, code, at(3, 5, 6))
    for typed, left, lead in (
        ("双方每月交换名单", "每月交换名单", "Lead: both Parties"),
        ("cambodia: a workshop for police", "a workshop for police", "Lead: Cambodia"),
    ):
        await zhang.says(f"/decide {code}", typed)
        assert f"“{left}”: This part is not done." in zhang.card
        zhang.sees("By which day?")
        assert f"What did {code} decide?" in await zhang.says("31 July")
        assert lead in await zhang.says(left)
        await zhang.says("/cancel")
    for typed in ("中国和柬埔寨每月交换名单", "chinese police"):
        assert f"“{typed}”: This is not one of the choices." in await zhang.says(
            f"/decide {code}", typed
        )


async def test_what_cannot_be_is_one_clear_sentence_and_changes_nothing(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    over = f"{code} has not taken place yet. You can record this after the meeting."
    for typed, said in (
        (f"/agenda {NOBODYS}", "There is nothing with this number or code."),
        (f"/agenda {code} add https://example.org", ONE_LINE),
        (f"/agenda {code} add {'x' * 4000}", ONE_LINE),
        (f"/agenda {code} add KH26-00000 a mistyped case", "There is nothing with"),
        (f"/agenda {code} add KH26-7F3KK a case of nobody", "There is nothing with"),
        (f"/agenda {code} drop 1", "There is nothing with this number or code."),
        (f"/agenda {code} drop x", "There is nothing with this number or code."),
        (f"/agenda {code} sing 1", "This is not one of the choices"),
        (f"/decide {code} KH 2026-07-31 A form", over),
    ):
        await dara.says(typed)
        assert said in dara.card, typed
    assert ONE_LINE in await sokha.says(f"/agenda {code} add", "one line\nand another")
    assert "Item 1 is on the agenda." in await sokha.sends("The form")
    await dara.says(f"/agenda {code} carry 1")
    assert dara.card.startswith(over)
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
    assert "None at present." in await dara.says("/plan all")
