"""PINs: six digits that another person with an official's telephone does not know."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import text

from liaison.core.agreement import PartyCode
from liaison.core.channels import Address
from liaison.core.people import Role
from liaison.core.transaction import Conversations, People
from liaison.people import pin_service, pins
from liaison.people.repository import Pins
from tests.scenario import PIN, ScenarioDriver, ScenarioUser
from tests.stories.people.joining import comes_from_the_operator
from tests.stories.prepared_state import reference_of
from tests.stories.sent_messages import never_notified

WORDS = "The hospital asks for an answer before Friday."
ASKED = "Please write your PIN."
TEN_MINUTES = timedelta(minutes=10)
BEGINS_WITH = "one_request"


@pytest.fixture(autouse=True)
async def no_pins(service: ScenarioDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without a PIN, and ask for it again after ten minutes, as outside of the tests."""
    monkeypatch.setattr(pins, "PIN_VALID_FOR", TEN_MINUTES)
    async with service.app.database.transaction() as tx:
        for party in tx.agreement.parties:
            for person in await tx.of(People).listed(party.code):
                await pin_service.delete_pin(tx, person, actor=None)


async def sets_pin(player: ScenarioUser, pin: str = PIN) -> None:
    """Set a PIN by the buttons, and let the time pass in which it is not asked for."""
    await player.says("/pin")
    await player.presses("Set a PIN")
    assert "It will be asked for when an administrator or a coordinator" in await player.says(
        pin, pin
    )
    others = {"KH": ("bopha", "dara"), "CN": ("wang", "zhang")}[player.part.party]
    [other, *_] = [each for each in others if player.driver[each] is not player]
    await player.driver[other].presses("Yes, confirm")
    player.sees("Your PIN is set.")
    await player.driver.turn(TEN_MINUTES)


async def audited(service: ScenarioDriver) -> Sequence[tuple[str | None, str]]:
    """What the audit record has of PINs: by whom, and what was done."""
    async with service.app.database.transaction() as tx:
        found = text(
            "SELECT name, action FROM audit JOIN people ON people.id = audit.person"
            " WHERE action LIKE 'pin.%' ORDER BY seq"
        )
        return [(row.name, row.action) for row in await tx._sql.run(found)]


def typed(player: ScenarioUser, words: str) -> bool:
    """Whether words that a person typed are still in the chat."""
    return any(words in (each.text or "") for each in player.phone.visible)


async def test_a_note_opens_after_the_pin_and_for_ten_minutes_without_it(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    for words in (WORDS, "A second one."):
        await sokha.sends(f"/note {reference} add note {words}")
    await sets_pin(li)
    await li.says(f"/note {reference}")
    assert ASKED in await li.presses("Open note 1")
    never_notified(li, WORDS)
    await li.says("២៧៤ ១៩៣")
    assert li.has_seen(WORDS) == 1
    assert not typed(li, "២៧៤")
    await li.says(f"/note {reference} open 2")
    assert li.has_seen("A second one.") == 1
    await service.turn(TEN_MINUTES)
    assert ASKED in await li.says(f"/note {reference} open 2")
    await li.presses("Cancel")
    assert li.has_seen("A second one.") == 1
    assert await audited(service) == [("Li", "pin.set"), ("Wang", "pin.confirmed")]


async def test_a_first_pin_counts_when_another_person_has_confirmed_it(
    service: ScenarioDriver, li: ScenarioUser, wang: ScenarioUser, zhang: ScenarioUser
) -> None:
    assert "Without a PIN: Wang and Zhang" in await wang.says("/people")
    await li.says("/pin new", PIN, PIN)
    li.sees("It will be asked for when an administrator or a coordinator")
    assert "Your PIN is not confirmed yet." in await li.says("/pin new")
    never_notified(zhang, "has set a PIN")
    await service.turn(TEN_MINUTES)
    assert ASKED not in await li.says("/export own")
    await service.turn(timedelta(hours=49))
    await wang.says("/ack all")  # it does not end what waits for an answer
    await wang.says("/people 2")
    assert "The PIN of Li is confirmed." in await wang.presses("Confirm the PIN")
    li.sees("Your PIN is set.")
    assert ASKED in await li.says("/pin off")
    await sets_pin(zhang)
    assert "Without a PIN: Wang" in await wang.says("/people")
    assert "Zhang" not in wang.card.partition("Without a PIN:")[2]


async def test_who_decides_for_a_party_sets_a_pin_first_and_no_one_is_locked_out(
    service: ScenarioDriver, sokha: ScenarioUser, bopha: ScenarioUser, dara: ScenarioUser
) -> None:
    for player, line in ((bopha, "/invite focal_person MoI"), (dara, "/lostword")):
        assert "Please set a PIN first." in await player.says(line), line
        never_notified(player, ASKED)
    await sokha.sends(f"/note {reference_of(service)} add note {WORDS}")
    sokha.sees(f"Note 1 of {reference_of(service)} is stored.")
    await bopha.says("/invite")
    await bopha.presses("Set a PIN")
    await bopha.says(PIN, PIN)
    assert "Your PIN is not confirmed yet. Dara can do it." in await bopha.says("/invite")
    assert "The PIN of Bopha is removed." in await dara.presses("Remove the PIN")
    bopha.sees("Dara has removed your PIN.")
    await bopha.presses("Set a PIN")
    await bopha.says(PIN, PIN)
    await dara.presses("Yes, confirm")  # also without a PIN of her own
    bopha.sees("Your PIN is set.")
    assert "Which role" in await bopha.says("/invite")
    await bopha.says("/pin")
    assert "Remove PIN" not in bopha.buttons
    assert "Coordinators and administrators need a PIN." in await bopha.says("/pin off")


async def test_the_first_administrator_needs_no_one_to_confirm_the_pin(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("bopha", subtitled=True, with_pins=False)
    bopha = driver["bopha"]
    await bopha.says("/invite")
    await bopha.presses("Set a PIN")
    assert "Your PIN is set." in await bopha.says(PIN, PIN)
    assert "Which role" in await bopha.says("/invite")


async def test_the_pin_for_duress_opens_as_usual_without_notes_and_alerts_the_administrators(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, wang: ScenarioUser
) -> None:
    reference, duress = reference_of(service), "850462"
    await sokha.sends(f"/note {reference} add note {WORDS}")
    await sets_pin(li)
    await li.says("/pin")
    await li.presses("PIN for duress")
    assert "Your PIN is set." in await li.says(PIN, PIN, PIN, duress, duress)
    await service.turn(TEN_MINUTES)
    assert ASKED in await li.says(f"/note {reference} open 1")
    for line in (duress, f"/note {reference} open 1"):  # not asked for again for ten minutes
        assert "nothing with this number or code" in await li.says(line)
    assert not typed(li, duress)
    wang.sees("Li (MPS) has entered the PIN for duress")
    await li.says(f"/note {reference}")
    assert "Open note 1" not in li.buttons
    never_notified(li, WORDS)
    await li.says("/pin new")  # it changes the one for duress only
    await li.says("385204", "385204")
    await service.turn(TEN_MINUTES)
    await li.says(f"/note {reference} open 7")
    await li.says(PIN)  # it ends the duress, although there is no such note
    await li.says(f"/note {reference} open 1")
    assert li.has_seen(WORDS) == 1


async def test_five_wrong_ones_close_it_for_an_hour_and_the_administrators_are_told(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, wang: ScenarioUser
) -> None:
    reference = reference_of(service)
    await sokha.sends(f"/note {reference} add note {WORDS}")
    await sets_pin(li)
    await li.says(f"/note {reference} open 1")
    for left in ("4 tries are left", "3 tries are left", "2 tries are left", "One try is left"):
        assert f"This is not your PIN. {left}." in await li.says("111222")
        assert ASKED in li.card
    never_notified(wang, "A wrong PIN was entered")
    await li.says("111222")
    li.sees("A wrong PIN was entered 5 times. No PIN is accepted until today")
    assert not typed(li, "111222")
    wang.sees("A wrong PIN was entered 5 times for Li (MPS)")
    never_notified(service["zhang"], "A wrong PIN was entered")
    assert "No PIN is accepted until today" in await li.says(f"/note {reference} open 1")
    await service.turn(timedelta(hours=1))
    await li.says(f"/note {reference} open 1", PIN)
    assert li.has_seen(WORDS) == 1
    done = [action for _, action in await audited(service)]
    assert done == ["pin.set", "pin.confirmed", *["pin.wrong"] * 5, "pin.locked"]


async def test_what_is_no_pin_is_told_and_costs_no_try(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sets_pin(sokha)
    await sokha.says("/pin off")
    for words in ("12345", "1234567", "abcdef", "two seven four"):
        assert "A PIN has 6 digits." in await sokha.says(words)
        assert not typed(sokha, words)
    assert "Not finished" in await sokha.says("what is overdue")
    assert "Your PIN is removed." in await sokha.says("/pin off", PIN)
    assert "You have no PIN." in sokha.card
    done = [action for _, action in await audited(service)]
    assert done == ["pin.set", "pin.confirmed", "pin.off"]


async def test_a_new_pin_is_hard_to_guess_and_written_twice(sokha: ScenarioUser) -> None:
    await sokha.says("/pin new")
    for weak in ("000000", "123456", "987654", "890123"):
        assert "These digits are too easy to guess" in await sokha.says(weak)
    assert "Write the same 6 digits again." in await sokha.says(PIN)
    assert "The second PIN is different." in await sokha.says("274194")
    assert "You have set a PIN." in await sokha.says(PIN, "２７４１９３")
    assert not typed(sokha, "27419")


async def test_a_pin_is_changed_and_taken_off_only_by_who_knows_it(sokha: ScenarioUser) -> None:
    await sets_pin(sokha)
    assert "You have a PIN." in await sokha.says("forgot my PIN")
    assert "If you have forgotten it, Bopha can remove it; then set a new one." in sokha.card
    assert ASKED in await sokha.presses("Change the PIN")
    assert "Which 6 digits?" in await sokha.says(PIN)
    assert "Your PIN is set." in await sokha.says("385204", "385204")
    await sokha.driver.turn(TEN_MINUTES)
    assert "This is not your PIN." in await sokha.says("/pin off", PIN)
    assert "Your PIN is removed." in await sokha.says("385204")


async def test_each_step_that_a_borrowed_phone_must_not_take_asks_for_it(
    service: ScenarioDriver, dara: ScenarioUser, bopha: ScenarioUser
) -> None:
    of_admins = ("settings key_days 20", "invite coordinator =", "confirm", "role 2 coordinator")
    of_people = ("invites abcdefgh revoke", "suspend 2 ok", "remove 2 ok")
    of_staff = ("disclose", "export own", "hold KH26-7F3K9 off", "away", "refuse KH26-7F3K9")
    of_both = ("approval K26-00000 agree", "extend KH26-7F3K9 agree K26-00000")
    for player, lines in ((bopha, (*of_admins, *of_people)), (dara, (*of_staff, *of_both))):
        await sets_pin(player)
        for line in lines:
            await service.turn(TEN_MINUTES)
            assert ASKED in await player.says(f"/{line}"), line
            assert ASKED not in await player.says(PIN)
    assert "“soon”: " in await bopha.says("/settings key_days soon")
    assert ASKED in await bopha.says("20")
    bopha.sees("It is needed for “A proposal is open for: 20 days”.")


async def test_an_old_button_of_the_question_asks_again(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await sokha.sends(f"/note {reference} add note {WORDS}")
    await sets_pin(li)
    await li.says(f"/note {reference} open 1", f"/request {reference}0")
    assert ASKED in await li.says(f"/pin for note {reference} open 1")
    await li.says(PIN)
    assert li.has_seen(WORDS) == 1
    assert "This is not one of the choices." in await li.says("/pin for nothing")


async def test_an_administrator_takes_a_forgotten_one_off(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser
) -> None:
    await sets_pin(sokha)
    await service.give_pins(bopha)
    await bopha.says("remove the PIN of Sokha", PIN)
    for typed in ("លុបលេខសម្ងាត់របស់ Sokha", "取消Sokha的个人密码"):
        assert bopha.buttons[0] == "Sokha"
        assert "Choose one, or write its number." in await bopha.says(typed), typed
    await service.turn(TEN_MINUTES)
    await bopha.says("/people 2")
    await bopha.presses("Remove the PIN")
    assert "The PIN of Sokha is removed." in await bopha.says(PIN)
    sokha.sees("Bopha has removed your PIN.")
    assert "Which 6 digits?" in await sokha.presses("Set a PIN")
    assert (await audited(service))[-1] == ("Bopha", "pin.off")
    await bopha.says("/people 2")
    assert "Remove the PIN" not in bopha.buttons
    assert "Sokha has no PIN." in await bopha.says("/unpin 2")
    assert "You can change your own PIN with /pin." in await bopha.says("/unpin 1")


async def test_an_administrator_who_is_alone_and_forgot_the_pin_is_helped_by_another_one(
    service: ScenarioDriver, bopha: ScenarioUser, dara: ScenarioUser
) -> None:
    await sets_pin(bopha)
    assert "ask the operator of the service to invite another" in await bopha.says("/pin")
    vanna = await comes_from_the_operator(service, Role.ADMIN, pin=False)
    await service.give_pins(dara)
    await dara.presses("Yes, confirm")
    await dara.says(PIN)
    await vanna.says("/pin new", PIN, PIN)
    assert "Bopha and Dara can do it." in await vanna.says("/unpin 1")
    await dara.says("/people 4")
    assert "The PIN of Vanna is confirmed." in await dara.presses("Confirm the PIN")
    await vanna.says("/unpin 1")
    assert "The PIN of Bopha is removed." in vanna.card


async def test_a_person_who_is_removed_leaves_no_pin(service: ScenarioDriver) -> None:
    await sets_pin(service["sokha"])
    await service.give_pins(service["bopha"])
    await service["bopha"].says("/remove 2 ok", PIN)
    async with service.app.database.transaction() as tx:
        assert await tx.of(Pins).owners(PartyCode("KH")) == {1}


async def test_about_a_person_the_question_names_the_person(bopha: ScenarioUser) -> None:
    await sets_pin(bopha)
    assert "“Remove a person · Sokha”" in await bopha.says("/remove 2 ok")
    assert "If you did not start this, do not write the PIN" in bopha.card


async def test_what_another_person_began_does_not_wait_for_the_owner(
    service: ScenarioDriver, bopha: ScenarioUser
) -> None:
    await sets_pin(bopha)
    await bopha.says("/remove 2 ok")
    await service.turn(TEN_MINUTES)
    await bopha.says(PIN)
    bopha.sees("The PIN was asked for more than 10 minutes ago. Nothing was done")
    assert not typed(bopha, PIN)
    assert "Sokha" in await bopha.says("/people")


async def kept_conversation(service: ScenarioDriver, player: ScenarioUser) -> str:
    """What is kept of a person's conversation."""
    async with service.app.database.transaction() as tx:
        return str(await tx.of(Conversations).get(Address(player.phone.user_id)))


async def test_the_digits_of_a_new_pin_do_not_wait_for_the_old_one(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sets_pin(sokha)
    await sokha.says("/pin new", PIN)
    await service.turn(TEN_MINUTES)
    assert ASKED in await sokha.says("385204")
    assert "385204" not in await kept_conversation(service, sokha)
    assert not typed(sokha, "385204")
    assert "Which 6 digits?" in await sokha.says(PIN)
    await service.turn(TEN_MINUTES)
    assert ASKED in await sokha.says("/pin new 385204")
    assert "385204" not in await kept_conversation(service, sokha)
    assert not typed(sokha, "385204")


async def test_a_pin_leaves_the_chat_also_where_no_one_asked_for_it(sokha: ScenarioUser) -> None:
    await sets_pin(sokha)
    for words in (PIN, f"/{PIN}", f"/pin {PIN}", "274-193", "២៧៤១៩៣"):
        await sokha.says(words)
        assert not typed(sokha, words)
    await sokha.says(f"/pin off {PIN}")
    assert not typed(sokha, PIN)


async def test_an_edited_and_a_forwarded_pin_leave_the_chat_too(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await sets_pin(sokha)
    await sokha.says("/help")
    sokha.phone.edit(PIN)
    await service.settle()
    sokha.sees("An edited message changes nothing")
    assert not typed(sokha, PIN)
    sokha.phone.forward(PIN)
    await service.settle()
    assert not typed(sokha, PIN)


async def test_a_pin_leaves_the_chat_of_who_was_suspended_meanwhile(
    bopha: ScenarioUser, sokha: ScenarioUser
) -> None:
    await sets_pin(sokha)
    await sokha.says("/pin off")
    await bopha.says("/suspend 2 ok")
    await sokha.says(PIN)
    assert not typed(sokha, PIN)


async def test_no_agency_is_called_by_a_pin(bopha: ScenarioUser) -> None:
    await sets_pin(bopha)
    await bopha.says("/invite coordinator", PIN, PIN, to="Write the name of the agency in letters")


async def test_a_wait_in_a_wait_is_refused(service: ScenarioDriver, sokha: ScenarioUser) -> None:
    for times in (2, 500):
        await sokha.says("/" + "pin for " * times + "menu")
        sokha.sees("This is not one of the choices")


async def test_the_pin_of_a_suspended_person_is_deleted_without_an_answer(
    service: ScenarioDriver, bopha: ScenarioUser, sokha: ScenarioUser
) -> None:
    await sets_pin(sokha)
    await service.give_pins(bopha)
    assert "The PIN of Sokha is removed." in await bopha.says("/suspend 2 ok", PIN, "/unpin 2")
    never_notified(bopha, "Sokha will be notified")
