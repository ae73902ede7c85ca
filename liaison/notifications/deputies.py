"""Who of a Party is away, and who stands in."""

from collections.abc import Mapping, Sequence

from liaison.core.absences import Away, could_stand_in, stand_ins
from liaison.core.agreement import PartyCode
from liaison.core.cards import Text, text
from liaison.core.people import Person, PersonId
from liaison.core.repository import Aways, People
from liaison.core.transaction import Tx, today_of


async def current_away(tx: Tx, person: Person) -> Away | None:
    """A person's time away that is not over yet, or that is still to come; None without one."""
    today = today_of(tx, person.party)
    aways = await tx.of(Aways).of(person.party)
    return next((each for each in aways if each.person == person.id and each.last >= today), None)


async def deputies_of(tx: Tx, people: Sequence[Person]) -> list[Person]:
    """The active people who stand in today for those of ``people`` who are away, each once."""
    found: dict[PersonId, Person] = {}
    for party, theirs in _by_party(people).items():
        aways, day = await tx.of(Aways).of(party), today_of(tx, party)
        for each in theirs:
            deputies = await _able(tx, each, stand_ins([each.id], aways, day))
            found |= {deputy.id: deputy for deputy in deputies}
    return list(found.values())


async def named_deputies(tx: Tx, people: Sequence[Person]) -> list[Person]:
    """The active people whom ``people`` last named as their deputies, away or not, each once."""
    found: dict[PersonId, Person] = {}
    for party, theirs in _by_party(people).items():
        named = {away.person: away.deputy for away in await tx.of(Aways).of(party)}
        for each in theirs:
            deputies = await _able(tx, each, [named[each.id]] if each.id in named else [])
            found |= {deputy.id: deputy for deputy in deputies}
    return list(found.values())


async def away_lines(tx: Tx, party: PartyCode) -> Mapping[PersonId, Text]:
    """For each person of a Party who is away today, until when, and who stands in."""
    day = today_of(tx, party)
    aways = await tx.of(Aways).of(party)
    absent = [away for away in aways if away.covers(day)]
    team = {person.id: person for person in await tx.of(People).team(party)} if absent else {}
    lines: dict[PersonId, Text] = {}
    for away in absent:
        there = await _able(tx, team[away.person], stand_ins([away.person], aways, day))
        somebody = "yes" if there else "no"
        name = there[0].name if there else ""
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


async def _able(tx: Tx, person: Person, ids: Sequence[PersonId]) -> list[Person]:
    """Those whom a person's notices may be told, in the order of ``ids``: a deputy may have been
    given another role since.
    """
    if not ids:
        return []
    team = {each.id: each for each in await tx.of(People).team(person.party)}
    return [team[each] for each in ids if each in team and could_stand_in(person, team[each])]
