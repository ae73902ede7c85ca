"""Views of nominations: who asked for what until when, and the result."""

from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, text
from liaison.core.people import Person, PersonId, Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.rules import Notice
from liaison.people.nominations import Nomination, NominationCode, NominationState, eligible
from liaison.people.repository import Invites, Nominations
from liaison.people.rules import awaits

SURE, NOT = "ok", "no"


async def nomination_card(tx: Tx, viewer: Person, nomination: Nomination) -> Card:
    """A nomination and its present state, with the viewer's possible answers."""
    lines = [await asked_text(tx, nomination)]
    if nomination.state is not NominationState.OPEN:
        lines.append(await ended_text(tx, nomination))
    back = (Button(text("button-nominations"), "confirm"),)
    return card(lines, rows=[*await answer_rows(tx, viewer, nomination), back, MENU])


async def nominations_card(tx: Tx, viewer: Person) -> Card:
    """The nominations that wait for an administrator, and the people who wait for the viewer."""
    team = await tx.of(People).team(viewer.party)
    waiting = [
        each
        for each in await tx.of(Nominations).listed(viewer.party)
        if each.is_pending(tx.now) and await may_answer(tx, viewer, each)
    ]
    lines = [await asked_text(tx, each) for each in waiting] or [text("nominations-none")]
    rows = [(Button(text("answer", value=each.code), f"confirm {each.code}"),) for each in waiting]
    rows += [
        (Button(text("answer", value=each.name), f"people {each.number}"),)
        for each in team
        if awaits(each, viewer, team, tx.now)
    ]
    people = (Button(text("menu-people"), "people"),)
    return card(text("nominations-title"), *((line,) for line in lines), rows=[*rows, people, MENU])


async def eligible_of(tx: Tx, nomination: Nomination) -> list[Person]:
    """Who may confirm a nomination now."""
    invited = await tx.of(Invites).joined_by(nomination.asked_by)
    return eligible(nomination, await tx.of(People).team(nomination.party), invited, tx.now)


async def may_answer(tx: Tx, person: Person, nomination: Nomination) -> bool:
    """Whether a person may see a nomination: who may confirm, and who asked or is concerned, if
    that is an administrator.
    """
    if person.id in (nomination.asked_by, nomination.person):
        return person.role is Role.ADMIN
    return person.id in {each.id for each in await eligible_of(tx, nomination)}


async def answer_rows(tx: Tx, viewer: Person, nomination: Nomination) -> list[Row]:
    """Answer buttons of those who may answer; the one who asked may only withdraw."""
    waits = viewer.id != nomination.person and nomination.is_pending(tx.now)
    if not (waits and await may_answer(tx, viewer, nomination)):
        return []
    if viewer.id == nomination.asked_by:
        return [(Button(text("button-nomination-back"), f"confirm {nomination.code} {NOT}"),)]
    return [
        (
            Button(text("button-nomination-confirm"), f"confirm {nomination.code} {SURE}"),
            Button(text("button-nomination-decline"), f"confirm {nomination.code} {NOT}"),
        )
    ]


async def first_text(tx: Tx, nomination: Nomination) -> Text:
    """Who must confirm first."""
    return text("nomination-first", by=await _confirmer(tx, nomination))


async def _confirmer(tx: Tx, nomination: Nomination) -> str:
    """Whether another administrator or, without one, a coordinator must confirm."""
    others = await eligible_of(tx, nomination)
    by_admin = nomination.change is None or any(each.role is Role.ADMIN for each in others)
    return "admin" if by_admin else "coordinator"


async def asked_text(tx: Tx, nomination: Nomination) -> Text:
    """Who asked for what, and until when it can be answered."""
    return text(
        "nomination-asked",
        code=nomination.code,
        who=await _name(tx, nomination.asked_by),
        ends=nomination.expires_at,
        by=await _confirmer(tx, nomination),
        **await _what(tx, nomination),
    )


async def ended_text(tx: Tx, nomination: Nomination) -> Text:
    """How a nomination ended, and by whom."""
    what = await _what(tx, nomination)
    if nomination.ended_by is None:
        return text("nomination-expired", **what)
    who = await _name(tx, nomination.ended_by)
    return text(f"nomination-{nomination.state}", who=who, **what)


async def _what(tx: Tx, nomination: Nomination) -> dict[str, str | Text]:
    """What is asked for: ``invited`` is "yes" for a person of an agency yet to be invited, "no" for
    a person who becomes administrator, or the status or "role" that an administrator gets.
    """
    change = nomination.change
    is_role = change is None or change in set(Role)
    role = named("role", change if change is not None and is_role else Role.ADMIN)
    if nomination.person is None:
        return {"invited": "yes", "name": nomination.agency, "role": role}
    name, what = await _name(tx, nomination.person), "no" if change is None else "role"
    return {"invited": what if is_role else str(change), "name": name, "role": role}


async def _name(tx: Tx, person: PersonId) -> str | Text:
    known = await tx.of(People).get(person)
    return "" if known is None else known.name


async def notice_rows(tx: Tx, viewer: Person, notice: Notice, rows: list[Row]) -> list[Row]:
    """The answers to a nomination that waits, in the place of "seen"."""
    nomination = await tx.of(Nominations).get(NominationCode(notice.subject_id))
    answers = [] if nomination is None else await answer_rows(tx, viewer, nomination)
    return answers or rows
