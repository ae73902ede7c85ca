"""Who of a Party is away, and who stands in."""

from collections.abc import Mapping, Sequence
from datetime import date

from liaison.domain.agreements import PartyCode
from liaison.domain.away import Away, stand_ins
from liaison.domain.cards import Text, text
from liaison.domain.deadlines import local_date
from liaison.domain.people import Person, PersonId
from liaison.usecases.ports import Tx


def today_there(tx: Tx, party: PartyCode) -> date:
    """Today's date in a Party's zone."""
    return local_date(tx.now, tx.agreement.party(party).zone)


async def current_away(tx: Tx, person: Person) -> Away | None:
    """A person's time away that is not over yet, or that is still to come; None without one."""
    today = today_there(tx, person.party)
    aways = await tx.aways.of(person.party)
    return next((each for each in aways if each.person == person.id and each.last >= today), None)


async def deputies_of(tx: Tx, people: Sequence[Person]) -> list[Person]:
    """The active people who stand in today for those of ``people`` who are away, each once."""
    found: list[Person] = []
    for party, theirs in _by_party(people).items():
        aways = await tx.aways.of(party)
        ids = stand_ins([each.id for each in theirs], aways, today_there(tx, party))
        found += await _active(tx, party, ids)
    return found


async def named_deputies(tx: Tx, people: Sequence[Person]) -> list[Person]:
    """The active people whom ``people`` last named as their deputies, away or not, each once."""
    found: list[Person] = []
    for party, theirs in _by_party(people).items():
        named = {away.person: away.deputy for away in await tx.aways.of(party)}
        ids = dict.fromkeys(named[each.id] for each in theirs if each.id in named)
        found += await _active(tx, party, list(ids))
    return found


async def away_lines(tx: Tx, party: PartyCode) -> Mapping[PersonId, Text]:
    """For each person of a Party who is away today, until when, and who stands in."""
    day = today_there(tx, party)
    aways = await tx.aways.of(party)
    absent = [away for away in aways if away.covers(day)]
    team = await tx.people.team(party) if absent else []
    names = {person.id: person.name for person in team}
    lines: dict[PersonId, Text] = {}
    for away in absent:
        there = [each for each in stand_ins([away.person], aways, day) if each in names]
        somebody = "yes" if there else "no"
        name = names[there[0]] if there else ""
        lines[away.person] = text("away-line", last=away.last, somebody=somebody, name=name)
    return lines


async def away_line(tx: Tx, person: Person) -> Text | None:
    """Until when a person is away, and who stands in; None for somebody who is there.

    It has a name, so it is for the own Party only.
    """
    return (await away_lines(tx, person.party)).get(person.id)


def _by_party(people: Sequence[Person]) -> Mapping[PartyCode, Sequence[Person]]:
    parties: dict[PartyCode, list[Person]] = {}
    for person in people:
        parties.setdefault(person.party, []).append(person)
    return parties


async def _active(tx: Tx, party: PartyCode, ids: Sequence[PersonId]) -> list[Person]:
    """Those of the people who may still be told things, in the order of ``ids``."""
    if not ids:
        return []
    team = {person.id: person for person in await tx.people.team(party)}
    return [team[each] for each in ids if each in team]
