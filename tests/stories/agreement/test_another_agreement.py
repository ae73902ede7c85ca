"""Another agreement is another file: other Parties, zones, clocks and languages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from liaison.core.people import Role
from tests.fresh_databases import fresh
from tests.profiles.invented import laid_out
from tests.scenario import (
    HOLD,
    Part,
    ScenarioDriver,
    ScenarioUser,
    at,
    code_in,
    log_verification,
    open_driver,
)
from tests.stories.audible_messages import told
from tests.stories.prepared_state import skip_to
from tests.stories.sent_messages import never_notified

PARTS = {
    "ann": Part(name="Ann", party="AA", role=Role.FOCAL_PERSON, language="en", agency="MPSA"),
    "amy": Part(name="Amy", party="AA", role=Role.COORDINATOR, language="en", agency="MPSA"),
    "bob": Part(name="Bob", party="BB", role=Role.FOCAL_PERSON, language="fr", agency="MJB"),
    "bea": Part(name="Béa", party="BB", role=Role.COORDINATOR, language="fr", agency="MJB"),
}


@pytest.fixture
async def abroad(folder: Path) -> AsyncIterator[ScenarioDriver]:
    """A service of two invented Parties, on a Monday morning in one, afternoon in the other.

    Their week has but four days in which both work.
    """
    async with open_driver(
        database_url=fresh(folder),
        start=at(3, 2, 14),
        agreement=laid_out(folder / "agreement"),
        parts=PARTS,
    ) as opened:
        await opened.gather(*PARTS)
        yield opened


@pytest.fixture
def ann(abroad: ScenarioDriver) -> ScenarioUser:
    """Focal person of the Party that asks; reads English."""
    return abroad["ann"]


@pytest.fixture
def bob(abroad: ScenarioDriver) -> ScenarioUser:
    """Focal person of the Party that is asked; reads French."""
    return abroad["bob"]


async def logged(abroad: ScenarioDriver) -> str:
    return await log_verification(
        abroad, "ann", persons=2, children=0, letter="7/26 MPSA", channel="diplomatic"
    )


async def test_a_request_is_logged_received_reminded_of_answered_and_closed(
    abroad: ScenarioDriver, ann: ScenarioUser, bob: ScenarioUser
) -> None:
    reference = await logged(abroad)
    assert reference.startswith("AA26-")
    bob.sees("nouvelle demande.")

    await bob.presses("Reçue aujourd’hui")
    assert "La réception est enregistrée." in await bob.sends()
    bob.sees("Réponse attendue le 24 mars au plus tard : il reste 22 jours.")
    ann.sees("Reply due by the end of 24 March")

    await abroad.turn_to(at(3, 15, 9, 1))
    never_notified(bob, "dans 10 jours")  # that Saturday is not worked, the Sunday is
    assert reference in bob.sees("la réponse est attendue dans 9 jours")
    await abroad.turn_to(at(3, 22, 23))
    assert not told(bob, "dans 2 jours")  # the feast ends on that Sunday
    await abroad.turn_to(at(3, 23, 9, 1))
    assert reference in bob.sees("la réponse est attendue demain")

    await bob.says(f"/request {reference}")
    await bob.presses("Répondre", "nationalité et identité confirmées")
    await bob.says("18/26 MJB")
    await bob.presses("Send for approval")
    bea = abroad["bea"]
    assert "18/26 MJB" in bea.sees("Bob asks for your approval:")
    await bea.presses("Approve and send")
    await abroad.turn(HOLD)
    bea.sees("La réponse est envoyée.", reference)
    never_notified(ann, "Result")  # it is half past six in the morning there
    await abroad.turn_to(at(3, 23, 12, 31))
    await ann.presses(f"Open reply {reference}")
    ann.sees("Result: nationality and identity confirmed (2 of 2). Letter 18/26 MJB.")
    await ann.presses("Close request")
    await ann.sends()
    bob.sees(f"{reference} est close.")


async def test_a_part_of_a_reply_and_a_correction_wait_for_the_approval_as_a_reply_does(
    abroad: ScenarioDriver, ann: ScenarioUser, bob: ScenarioUser
) -> None:
    bea, reference = abroad["bea"], await logged(abroad)
    await bob.sends(f"/receive {reference} 2.3.2026")

    await bob.says(f"/answer {reference} 1=c 18/26 MJB")
    await bob.presses("Send for approval")
    await abroad.turn(HOLD)
    never_notified(ann, "18/26")
    assert "18/26 MJB" in bea.sees("Bob asks for your approval:")
    await bea.presses("Approve and send")
    await abroad.turn(HOLD)
    assert "Letter 18/26 MJB." in ann.sees("has replied for some people")

    await bea.sends(f"/answer {reference} 2=c 19/26 MJB")
    assert "2 of 2" in ann.sees(f"{reference}", "Letter 19/26 MJB")
    await bob.says(f"/correct {reference} not-confirmed 20/26 MJB")
    await bob.presses("Send for approval")
    await abroad.turn(HOLD)
    never_notified(ann, "20/26")
    await bea.presses("Approve and send")
    await abroad.turn(HOLD)
    ann.sees("20/26 MJB")


async def test_a_language_is_a_folder_with_its_texts_and_its_words(
    abroad: ScenarioDriver, bob: ScenarioUser
) -> None:
    await bob.says("/menu agreement")
    assert "L’accord" in bob.buttons
    reference = await logged(abroad)
    await bob.sends(f"/receive {reference} lundi 2 mars 2026")
    card = bob.sees("La réception est enregistrée.", reference)
    assert "Reçue le 2 mars. Réponse attendue le 24 mars" in card
    for words in ("Elle est née le 7 mars 2015", "date de naissance : 7 février 2015"):
        assert "Your message seems to contain a date of birth." in await bob.says(words)
    assert "seems to contain" not in await bob.says("Notre accord du 7 février 2015")


async def test_fifteen_working_days_are_counted_over_the_feast_and_explained(
    abroad: ScenarioDriver, bob: ScenarioUser
) -> None:
    await bob.says("/explain 2.3.2026 BB")
    card = bob.sees("selon l’article 4 de l’accord, le résultat est attendu dans les 15 jours")
    assert "Seuls comptent les jours ouvrables de la Partie requise." in card
    assert "Jours fériés en Bérénie pendant ce temps : Aïd el-Fitr (20 mars – 22" in card


async def test_a_refusal_names_the_grounds_and_the_article_of_that_agreement(
    abroad: ScenarioDriver, bob: ScenarioUser
) -> None:
    reference = await logged(abroad)
    assert "Quels motifs de l’article 9 ?" in await bob.says(f"/refuse {reference}")
    assert bob.buttons[:2] == ["Souveraineté", "Ordre public"]


async def test_a_meeting_is_proposed_and_agreed(abroad: ScenarioDriver, ann: ScenarioUser) -> None:
    amy, bea = abroad["amy"], abroad["bea"]
    await amy.says("/emergency", "at_risk", "3.3 9:30")
    await amy.chooses("button-change-answers")
    await amy.chooses("field-option-venue", number=1)
    await amy.sends("Port Fog, Quay 1")
    code = code_in(amy.card, "M")
    bea.sees(f"une réunion d’urgence {code} est proposée à votre Partie.")
    await bea.presses("✓ Accepter l’option 1")
    card = bea.sees("Convenue par les deux Parties")
    assert "Quand : mardi 3 mars, 14:00 Palmyre · 09:30 Port-Brume" in card
    assert "Frais (article 12) : Bérénie paie son voyage" in card
    assert "09:30 Port Fog · 14:00 Palmyre" in ann.sees(f"The meeting {code} is agreed")


async def test_a_stranger_is_answered_in_the_languages_of_that_agreement(
    abroad: ScenarioDriver,
) -> None:
    stranger = abroad.stranger("Cléo", language="km")
    await stranger.says("/menu")
    card = stranger.sees("This is the liaison bot of the competent authorities")
    assert card.startswith("Voici le bureau de liaison des autorités compétentes.")


async def test_an_agreement_may_have_its_own_texts(ann: ScenarioUser, bob: ScenarioUser) -> None:
    for person, words in ((ann, "a reference such as"), (bob, "ou un numéro")):
        await person.says("/help")
        assert "AA26-7F3K9" in person.sees(words)


async def test_the_clauses_and_the_end_are_those_of_the_other_agreement(
    abroad: ScenarioDriver, ann: ScenarioUser, bob: ScenarioUser
) -> None:
    await abroad["bea"].sends("/terminate AA 2026-03-02 7/26 MPSA")
    await ann.says("/agreement")
    for line in (
        "the result of an identity check is due 15 working days after the request is received.",
        "It ends 180 days after the other side received the notice.",
        "The Agreement ends on 29 August: 180 days are left.",
    ):
        assert line in ann.card, line
    await skip_to(abroad, at(5, 30, 23))
    await abroad.turn_to(at(6, 2, 23))  # 90 days before is 31 May, a Sunday
    assert told(abroad["amy"], "The Agreement ends on 29 August")
    never_notified(bob, "29 August")
