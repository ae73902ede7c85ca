"""Going away and coming back: a person names the days and a deputy, who is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from liaison.core.absences import Away, NotAway, check_away, could_stand_in
from liaison.core.cards import text
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.people import Person
from liaison.core.repository import Aways, People
from liaison.core.transaction import Tx, today_of
from liaison.core.working_time import DAY
from liaison.notifications.deputies import current_away
from liaison.notifications.rules import Audience
from liaison.notifications.service import Draft, settle_about, tell


async def colleagues(tx: Tx, person: Person) -> Sequence[Person]:
    """Who has the rights to stand in for a person."""
    team = await tx.of(People).team(person.party)
    return [each for each in team if could_stand_in(person, each)]


async def go_away(
    tx: Tx, person: Person, deputy: Person | None, *, first: date, last: date
) -> Away:
    """Record a time away, in place of one that is recorded already, and tell the deputy.

    The same one once more changes nothing. Raises what ``check_away`` raises.
    """
    aways = await tx.of(Aways).of(person.party)
    today = today_of(tx, person.party)
    away = check_away(person, deputy, first=first, last=last, aways=aways, today=today)
    before = await current_away(tx, person)
    if away == before:
        return away
    await tx.of(Aways).put(away)
    facts = {"first": away.first, "last": away.last, "deputy": away.deputy}
    await tx.audit("person.away", str(person.id), by=person, **facts)
    if before is not None and before.deputy != away.deputy:
        await _tell(tx, person, before, "notice-deputy-over")
    await _tell(tx, person, away, "notice-deputy")
    return away


async def come_back(tx: Tx, person: Person) -> None:
    """End a time away, or one that was still to come, and tell the deputy. Raises ``NotAway``."""
    away = await current_away(tx, person)
    if away is None:
        raise NotAway
    yesterday = today_of(tx, person.party) - DAY
    if away.first <= yesterday:
        await tx.of(Aways).put(replace(away, last=yesterday))
    else:
        await tx.of(Aways).end(person.id)
    await tx.audit("person.back", str(person.id), by=person)
    await _tell(tx, person, away, "notice-deputy-over")


async def _tell(tx: Tx, person: Person, away: Away, key: str) -> None:
    """Tell the deputy, in place of what may still wait for the morning."""
    deputy = await tx.of(People).get(away.deputy)
    if deputy is None or not deputy.active:
        return
    names = {"name": person.name, "deputy": deputy.name}
    draft = Draft(
        party=person.party,
        subject=PERSON_SUBJECT,
        of=str(deputy.id),
        topic=f"deputy:{person.id}",
        headline=text(key, **names, first=away.first, last=away.last),
        audience=Audience.PERSON,
        actor=person.id,
        inner=True,
    )
    await settle_about(tx, draft.party, draft.subject, draft.of, topic=draft.topic)
    await tell(tx, draft)
