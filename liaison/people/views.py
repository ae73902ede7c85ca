"""Views of the people of the own Party; of the other Party, only their number."""

from collections.abc import Sequence

from liaison.core.access import APPROVER_ROLES
from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, in_rows, named, paging, text
from liaison.core.people import Person, Role, names_of
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.core.working_time import local_date
from liaison.notifications.deputies import absence_lines, current_absence
from liaison.notifications.recipients import staff
from liaison.people.invitation_views import LIST
from liaison.people.pin_service import confirming
from liaison.people.repository import Nominations, Pins
from liaison.people.rules import awaits

PAGE = 8


async def people_card(tx: Tx, viewer: Person, *, page: int) -> Card:
    """A page of the own Party's people, in the order in which they joined."""
    listed = await tx.of(People).listed(viewer.party)
    shown = listed[(page - 1) * PAGE : page * PAGE]
    other = tx.agreement.other(viewer.party).code
    there = text("people-other", party=party_name(other), count=len(await staff(tx, other)))
    rows = [(Button(text("answer", value=each.name), f"people {each.number}"),) for each in shown]
    page_line, page_buttons = paging("people page", page, len(listed), PAGE)
    steps: list[Row] = []
    if viewer.role is Role.ADMIN:
        steps = [(Button(text("menu-invite"), "invite"), *LIST)]
        if waiting := len(await tx.of(Nominations).listed(viewer.party)):
            steps.append((Button(text("button-nominations-waiting", count=waiting), "confirm"),))
    title = text("people-title", party=party_name(viewer.party))
    lines = await _lines(tx, viewer, shown)
    bare = await _without_pin(tx, viewer, shown)
    return card(title, lines, bare, page_line, there, rows=[*rows, page_buttons, *steps, MENU])


async def _without_pin(tx: Tx, viewer: Person, people: Sequence[Person]) -> Text | None:
    """For an administrator, the coordinators and administrators who have no PIN."""
    owners = await tx.of(Pins).owners(viewer.party)
    bare = [each for each in people if each.role in APPROVER_ROLES and each.id not in owners]
    if viewer.role is not Role.ADMIN or not bare:
        return None
    return text("people-no-pin", names=names_of(bare))


async def person_card(tx: Tx, viewer: Person, person: Person) -> Card:
    """Everything that the own Party may know about a person, with the viewer's possible changes."""
    steps, endings = [], []
    pin, team = await tx.of(Pins).lock(person.id), await tx.of(People).team(viewer.party)
    if viewer.role is Role.ADMIN and person.id != viewer.id:
        steps = ["role", "appoint"] if person.active else ["restore"]
        endings = ["suspend", "remove"] if person.active else ["remove"]
        if pin is not None:
            endings.insert(0, "unpin")
    if awaits(person, viewer, team, tx.now):
        steps = ["confirm", *steps]
    buttons = {
        each: Button(text(f"button-{each}"), f"{each} {person.number}")
        for each in (*steps, *endings)
    }
    of_pin: Row = ()
    waits = pin is not None and pin.waits_since is not None
    if waits and viewer in await confirming(tx, person):
        of_pin = (Button(text("button-confirm-pin"), f"confirm {person.number} pin"),)
    return card(
        await _lines(tx, viewer, [person]),
        await _details(tx, person),
        rows=[
            of_pin,
            tuple(buttons[each] for each in steps),
            (Button(text("menu-people"), "people"), *MENU),
        ],
        more=in_rows([buttons[each] for each in endings], 1),
        view=f"people {person.number}",
    )


async def _lines(tx: Tx, viewer: Person, people: Sequence[Person]) -> list[Text]:
    """A line for each person of the own Party, with absence and unreachability below."""
    party = tx.agreement.party(viewer.party)
    away = await absence_lines(tx, party.code)
    lines: list[Text] = []
    for person in people:
        lines.append(_line(person))
        if person.id in away:
            lines.append(text("people-note", note=away[person.id]))
        if person.unconfirmed_since is not None:
            lines.append(text("people-note", note=text("people-unconfirmed")))
        if person.unreachable_since is not None:
            since = text("people-unreachable", day=local_date(person.unreachable_since, party.zone))
            lines.append(text("people-note", note=since))
    return lines


def _line(person: Person) -> Text:
    return text(
        "people-line",
        number=person.number,
        name=person.name,
        agency=person.agency,
        role=named("role", person.role),
        standing=person.status.value,
    )


async def _details(tx: Tx, person: Person) -> Sequence[Text]:
    """Language, deputy, reachability and the last day of activity."""
    language = text("not-stated")
    if person.language is not None:
        language = tx.agreement.language_name(person.language)
    lines = [text("people-language", language=language), await _deputy(tx, person)]
    if person.appointment is not None:
        known = person.appointment
        lines.insert(0, text("people-appointed", letter=known.letter, since=known.since))
    if person.unreachable_since is None:
        lines.append(text("people-reachable"))
    if person.last_seen_on is None:
        lines.append(text("people-never-seen"))
    else:
        lines.append(text("people-seen", day=person.last_seen_on))
    return lines


async def _deputy(tx: Tx, person: Person) -> Text:
    """The deputy of a person during a present or coming absence."""
    absence = await current_absence(tx, person)
    deputy = None if absence is None else await tx.of(People).get(absence.deputy)
    if absence is None or deputy is None:
        return text("people-no-deputy")
    return text("people-deputy", name=deputy.name, first=absence.first, last=absence.last)
