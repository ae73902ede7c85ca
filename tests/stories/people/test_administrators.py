"""Administrators change roles, and no one becomes an administrator by one hand."""

import re
from datetime import timedelta

import pytest

from liaison.core.people import Role
from tests.scenario import ScenarioDriver, ScenarioUser, code_in, log_verification
from tests.stories.disclosures.disclosure_steps import audited
from tests.stories.people.joining import comes_in, invited_by_the_operator
from tests.stories.sent_messages import never_notified

LINK = re.compile(r"https://t\.me/\w+\?start=([\w-]+)")
HOUR = timedelta(hours=1)
FIRST = "Another administrator must confirm this first."
ENDED = "This was already confirmed or declined, or has expired."


@pytest.fixture
async def chen(service: ScenarioDriver, wang: ScenarioUser) -> ScenarioUser:
    """Another administrator of China, whom the first one could still invite alone."""
    player = await comes_in(service, wang, "Chen", Role.ADMIN)
    await invited_by_the_operator(service)
    return player


async def test_a_new_role_acts_at_once_and_the_person_is_told(
    service: ScenarioDriver, wang: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await li.says("/new")
    await wang.says("/people")
    assert "Which role will Li have?" in await wang.presses("Li", "Change the role")
    assert "Change the role of Li to coordinator?" in await wang.presses("coordinator")
    assert "Li is coordinator from now on." in await wang.presses("Yes, change")
    li.sees("You are now coordinator in the liaison bot.")
    assert "overview" in [line.command for line in li.phone.commands]
    assert "There is nothing to stop." in await li.says("/cancel")
    assert "Which role will Li have?" in await wang.says("/role Li")
    await wang.says("/role Li focal_person ok")
    assert "overview" not in [line.command for line in li.phone.commands]
    assert "Receipt is recorded." in await li.sends(f"/receive {reference} today")
    assert "Your role does not" in await li.says("/overview")


async def test_a_person_who_becomes_an_administrator_leaves_the_open_requests_to_others(
    service: ScenarioDriver, wang: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await li.sends(f"/receive {reference} today")
    await li.says(f"/assign {reference} me")
    assert "Li is administrator from now on." in await wang.says("/role 2 admin ok")
    wang.sees("Li can no longer work on one open request.")
    zhang.sees("Li can no longer work on one open request.")
    commands = [line.command for line in li.phone.commands]
    assert "people" in commands
    assert "new" not in commands
    assert "Your role does not" in await li.says(f"/ask {reference} 1 ok")


async def test_the_last_administrator_stays_and_no_one_changes_the_own_role(
    service: ScenarioDriver, wang: ScenarioUser, zhang: ScenarioUser
) -> None:
    for line in ("/role 1 coordinator", "/suspend 1", "/remove 1 ok", "/remove 1"):
        await wang.says(line)
        assert "This is your last administrator" in wang.card, line
    chen = await comes_in(service, wang, "Chen", Role.ADMIN)
    assert "You cannot change your own role or access." in await wang.says("/role 1 coordinator ok")
    await chen.says("/role 1 coordinator ok")
    chen.sees("A coordinator must confirm this first. Nothing was changed yet.")
    assert "This is about you" in await wang.says(f"/confirm {code_in(chen.card, 'N')} ok")
    assert "Wang is coordinator from now on." in await zhang.presses("Confirm")
    assert "This is your last administrator" in await chen.says("/role 4 coordinator ok")
    assert "Your role does not" in await wang.says("/invite")


async def test_a_number_below_the_question_whether_is_no_other_person(wang: ScenarioUser) -> None:
    await wang.says("suspend")
    asked = await wang.says("Li")
    for typed in ("1", "3"):
        assert f"“{typed}”: The bot did not understand this." in await wang.says(typed)
        wang.sees(asked)
        assert wang.buttons == ["Yes, suspend", "Cancel"]
    await wang.says("yes")
    wang.sees("Li is suspended")


async def test_nonsense_is_answered_with_one_sentence_and_changes_nothing(
    service: ScenarioDriver, wang: ScenarioUser
) -> None:
    await wang.says("/people")
    before = wang.card
    for line, sentence in (
        ("/role 2 king", "is not one of the choices"),
        ("/role 2 focal_person", "nothing to change"),
        ("/role 9 coordinator", "This person is not on your list"),
        ("/role Sokha admin", "This person is not on your list"),
        ("/confirm N26-00000", "There is nothing with this number or code"),
        ("/confirm king ok", "There is nothing with this number or code"),
    ):
        await wang.says(line)
        assert sentence in wang.card, line
    await wang.says("/people")
    assert wang.card.startswith(before)


async def test_an_invitation_to_administrator_is_made_once_another_one_confirms_it(
    service: ScenarioDriver, wang: ScenarioUser, chen: ScenarioUser, zhang: ScenarioUser
) -> None:
    links = len(LINK.findall("\n".join(m.text for m in wang.visible)))
    assert FIRST in await wang.says("/invite admin MPS")
    assert len(LINK.findall("\n".join(m.text for m in wang.visible))) == links
    chen.sees("Wang asks to invite an administrator of MPS.")
    assert "This is about you, or you proposed it" in await wang.says(
        f"/confirm {code_in(wang.card, 'N')} ok"
    )
    await chen.presses("Confirm")
    wang.sees("Chen has confirmed the invitation of an administrator of MPS")
    found = LINK.search(chen.sees("https://t.me/"))
    assert found is not None
    new = service.stranger("Newcomer")
    await new.says(f"/start {found[1]}")
    await chen.presses("Yes, confirm")
    await new.presses("English", "Skip")
    new.sees("You are administrator for China.")
    assert "None at present." in await chen.says("/confirm")
    never_notified(zhang, "asks to invite")
    never_notified(service["bopha"], "asks to invite")


async def test_asked_again_it_does_not_double(
    service: ScenarioDriver, wang: ScenarioUser, chen: ScenarioUser
) -> None:
    await wang.says("/role 2 admin ok")
    code = code_in(wang.card, "N")
    await wang.says("/role 2 admin ok")
    assert code_in(wang.card, "N") == code
    assert chen.has_seen("Wang proposes Li as administrator.") == 1
    await chen.says("/role 2 admin ok")
    assert code_in(chen.card, "N") == code
    await chen.says("/people")
    assert "Wang proposes Li as administrator." in await chen.presses("To confirm: 1", code)
    assert "Li is administrator from now on." in await chen.presses("Confirm")
    wang.sees("Chen has confirmed Li as administrator.")
    service["li"].sees("You are now administrator in the liaison bot.")
    assert ENDED in await chen.says(f"/confirm {code} ok")


async def test_a_nomination_can_be_declined_and_taken_back(
    service: ScenarioDriver, wang: ScenarioUser, chen: ScenarioUser, li: ScenarioUser
) -> None:
    await wang.says("/role 2 admin ok")
    assert "Chen has declined Li as administrator." in await chen.presses("Decline")
    wang.sees("Chen has declined Li as administrator.")
    await wang.says("/role 2 admin ok")
    code = code_in(wang.card, "N")
    await wang.presses("Withdraw the proposal")
    assert ENDED in await chen.says(f"/confirm {code} ok")
    never_notified(li, "You are now")
    for action in ("nomination.asked", "nomination.declined"):
        assert len(await audited(service, action)) == 2


@pytest.mark.parametrize(
    ("age", "works"), [(72 * HOUR - timedelta(minutes=1), True), (72 * HOUR, False)]
)
async def test_a_nomination_waits_for_72_hours(
    service: ScenarioDriver,
    wang: ScenarioUser,
    chen: ScenarioUser,
    li: ScenarioUser,
    age: timedelta,
    *,
    works: bool,
) -> None:
    await wang.says("/role 2 admin ok")
    code = code_in(wang.card, "N")
    await service.turn(age)
    await chen.says(f"/confirm {code} ok")
    assert bool(li.has_seen("You are now administrator in the liaison bot.")) is works
    assert (ENDED in chen.card) is not works
    expired = "expired without confirmation"
    await service.turn(24 * HOUR)
    assert bool(wang.has_seen(expired)) is not works


async def test_what_is_asked_again_after_72_hours_is_another_nomination(
    service: ScenarioDriver, wang: ScenarioUser, chen: ScenarioUser
) -> None:
    await wang.says("/role 2 admin ok")
    code = code_in(wang.card, "N")
    service.sandbox.turn(72 * HOUR)  # its timer has not run yet
    await wang.says("/role 2 admin ok")
    assert code_in(wang.sees(FIRST), "N") != code
    assert ENDED in await chen.says(f"/confirm {code} ok")


async def test_what_a_person_asked_for_ends_when_that_person_leaves(
    service: ScenarioDriver, wang: ScenarioUser, chen: ScenarioUser, zhang: ScenarioUser
) -> None:
    await chen.says("/role 2 admin ok")
    code = code_in(chen.card, "N")
    assert "Your role does not" in await zhang.says(f"/confirm {code} ok")
    await wang.says("/role 3 admin ok")
    of_wang = code_in(wang.card, "N")
    await wang.says("/suspend 4")
    wang.sees("Suspend Chen? Another administrator or a coordinator must confirm it first.")
    await wang.presses("Yes, suspend")
    zhang.sees("Wang asks to suspend Chen. A coordinator must confirm it by 5 March")
    assert "Chen is suspended from now on." in await zhang.presses("Confirm")
    assert ENDED in await wang.says(f"/confirm {code} ok")
    await zhang.presses(zhang.words("button-menu"))
    await wang.says("/restore 4 ok")
    await chen.says(f"/confirm {of_wang} ok")
    assert ENDED in chen.card  # it did not outlive the only person who could confirm it


async def test_an_administrator_who_is_suspended_is_still_a_second_one(
    service: ScenarioDriver, wang: ScenarioUser, chen: ScenarioUser, zhang: ScenarioUser
) -> None:
    await wang.says("/suspend 4 ok")
    await zhang.presses("Confirm")
    chen.sees("Your access to the liaison bot is suspended.")
    assert FIRST in await wang.says("/role 2 admin ok")
    assert FIRST in await wang.says("/invite admin MPS")
    await wang.says("/restore 4 ok")
    assert zhang.has_seen("Chen (Liaison Office)") >= 2
    assert "Wang proposes Li as administrator." in await chen.says("/confirm")
    never_notified(service["li"], "You are now administrator in the liaison bot.")


@pytest.mark.parametrize("line", ["/role 4 coordinator ok", "/remove 4 ok"])
async def test_a_person_who_sends_the_other_one_away_names_no_one_alone_for_72_hours(
    service: ScenarioDriver, wang: ScenarioUser, chen: ScenarioUser, zhang: ScenarioUser, line: str
) -> None:
    await wang.says(line)
    await zhang.presses("Confirm")
    for wish in ("/role 2 admin ok", "/invite admin MPS"):
        assert "Until 5 March" in await wang.says(wish)
        wang.sees("a new administrator needs the confirmation of another one. Nothing was changed.")
    await service.turn(72 * HOUR - timedelta(minutes=1))
    await wang.says("/role 2 admin ok")
    wang.sees("a new administrator needs the confirmation of another one.")
    await service.turn(timedelta(minutes=1))
    assert "Li is administrator from now on." in await wang.says("/role 2 admin ok")
    zhang.sees("Li (MPS) is now administrator.")


@pytest.mark.parametrize("comes", ["by the other link", "by a new role"])
async def test_a_link_to_administrator_made_alone_ends_when_a_second_one_is_there(
    service: ScenarioDriver, wang: ScenarioUser, zhang: ScenarioUser, comes: str
) -> None:
    await wang.says("/invite admin MPS")
    found = LINK.search(wang.card)
    assert found is not None
    if comes == "by a new role":
        await wang.says("/role 2 admin ok")
    else:
        await comes_in(service, wang, "Chen", Role.ADMIN)
        zhang.sees("Chen (Liaison Office) has joined as administrator.")
    late = service.stranger("Late")
    assert "This link does not work:" in await late.says(f"/start {found[1]}")


async def test_a_card_shows_language_deputy_reachability_and_the_day_last_seen(
    service: ScenarioDriver, wang: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says("/away 2026-03-05 2026-03-06 3")
    assert "Language" not in await wang.says("/people")
    await wang.presses("Li")
    for words in (
        "2. Li, MPS – focal person",
        "Language: 中文",
        "Out of office from 5 March to 6 March; deputy: Zhang",
        "Reachable through Telegram",
        "Last seen on 2 March",
    ):
        assert words in wang.card
    await service.turn(timedelta(days=1))
    await li.says("/cancel")  # there is nothing to cancel, and that was said on the day
    assert "Last seen on 3 March" in await wang.says("/people 2")
    assert "In office" in await wang.says("/people 3")


async def test_an_appointment_is_recorded_and_the_other_party_told_the_role_and_agency(
    service: ScenarioDriver, wang: ScenarioUser, li: ScenarioUser, dara: ScenarioUser
) -> None:
    await wang.says("/people 2")
    assert "Since which day is Li appointed?" in await wang.presses("Appointment")
    assert "2 March" in await wang.says("1 March 2027")
    assert "“2026-02-30 5/26”: " in await wang.says("/appoint 2 2026-02-30 5/26")
    wang.sees("The bot cannot read this date.", "Since which day is Li appointed?")
    assert "Appointed" not in await wang.says("1 March", "no number")
    assert "Appointment of Li: focal person, MPS (without the name)" in await wang.says("MPS 12/26")
    never_notified(dara, "Appointed by")
    await wang.presses("Change: Since", "Today", "Change: Letter")
    assert "Appointed by letter MPS 13/26 since 2 March" in await wang.sends("MPS 13/26")
    dara.sees("Appointed by China since 2 March, letter MPS 13/26: focal person, MPS.")
    assert "Since: 2 March → 1 March" in await wang.says("/appoint Li 1 March MPS 14/26")
    assert "Letter: MPS 13/26 → MPS 14/26" in wang.card
    assert "Appointed by letter MPS 14/26 since 1 March" in await wang.sends()
    dara.sees("China has changed the appointment of its focal person, MPS:")
    dara.sees("since 2 March → 1 March, letter MPS 13/26 → MPS 14/26.")
    await wang.says("/role 2 coordinator ok")
    dara.sees("No longer in the post: focal person, MPS, appointed by China since 1 March.")
    assert "Appointed" not in await wang.says("/people 2")


async def test_the_agency_of_a_person_is_changed_and_told_where_the_appointment_is_known(
    wang: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    await wang.says("/people 2")
    await wang.presses("More…", "Change the agency")
    wang.sees("Which agency does the person belong to?")
    assert "Write the name of the agency in letters" in await wang.says("12")
    assert "Agency: MPS → BITA" in await wang.says("BITA")
    never_notified(li, "BITA")
    assert "Li, BITA" in await wang.presses("Send to Li")
    li.sees("Li now belongs to BITA (before: MPS).")
    zhang.sees("Li now belongs to BITA (before: MPS).")
    never_notified(dara, "BITA")
    assert "already" in await wang.says("/agency 2 BITA")
    for typed in ("MPS https://evil.example", "MPS @mallory"):
        assert "Write the name of the agency in letters" in await wang.says(f"/agency 2 {typed}")
    await wang.sends("/appoint 2 2026-03-01 MPS 12/26")
    assert "Agency: BITA → MPS" in await wang.says("/agency Li MPS")
    await wang.presses("Change: Agency")
    assert "Agency: BITA → MPS Bureau 4" in await wang.says("MPS Bureau 4")
    never_notified(dara, "MPS Bureau 4")
    assert "MPS Bureau 4" in await wang.sends()
    dara.sees("China has changed the appointment of its focal person, BITA → MPS Bureau 4:")
    assert "Your role does not allow this" in await li.says("/agency 2 MPS")


async def test_cancel_ends_the_question_whether_a_person_is_removed(
    wang: ScenarioUser, li: ScenarioUser
) -> None:
    for act in ("remove", "suspend"):
        await wang.says(f"/{act} 2")
        assert "Nothing was recorded." in await wang.says("/cancel")
        assert not any(each.startswith("Yes, ") for each in wang.buttons)
    assert "You are focal person for China." in await li.says("/menu")


async def test_a_refused_line_counts_as_being_seen(service: ScenarioDriver) -> None:
    await service.turn(timedelta(days=1))
    await service["li"].says("/request KH26-99999")
    assert "Last seen on 3 March" in await service["wang"].says("/people 2")


async def test_more_than_eight_people_are_shown_page_by_page(
    service: ScenarioDriver, wang: ScenarioUser
) -> None:
    for number in range(4, 10):
        await comes_in(service, wang, f"Person {number}", Role.FOCAL_PERSON)
    assert "8. Person 8" in await wang.says("/people")
    assert "9. Person" not in wang.card
    assert "9. Person 9" in await wang.presses("Next ›")
    assert "8. Person 8" not in wang.card
    assert "Last seen on 2 March" in await wang.presses("Person 9")


async def test_a_deputy_who_has_become_an_administrator_is_no_longer_a_deputy_of_staff(
    service: ScenarioDriver, wang: ScenarioUser, li: ScenarioUser
) -> None:
    assert "Zhang is your deputy" in await li.says("/away 2026-03-02 2026-03-06 3")
    assert "Out of office until 6 March; deputy: Zhang." in await wang.says("/people 2")
    await wang.says("/role 3 admin ok")
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    li.sees("new request.")
    never_notified(service["zhang"], "new request.")
    assert "Out of office until 6 March; no deputy now." in await wang.says("/people 2")


async def test_the_other_administrators_are_told_whose_pin_was_removed(
    service: ScenarioDriver, wang: ScenarioUser, chen: ScenarioUser, zhang: ScenarioUser
) -> None:
    assert "The PIN of Zhang is removed." in await wang.says("/unpin 3 ok")
    zhang.sees("Wang has removed your PIN.")
    chen.sees("Wang removed the PIN of Zhang (MPS).")
