"""Views of nominations: who asked for what until when, and the result."""

from collections.abc import Sequence

from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, text
from liaison.core.people import Person, PersonId, Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.rules import Notice
from liaison.people.nominations import Nomination, NominationCode, NominationState
from liaison.people.repository import Nominations
from liaison.people.rules import awaits

NOMINATION = "nomination"
"""Key of the notice that a nomination waits for confirmation."""
SURE, NOT = "ok", "no"


async def nomination_card(
    tx: Tx, viewer: Person, nomination: Nomination, *, banners: Sequence[Text] = ()
) -> Card:
    """A nomination and its present state, with the viewer's possible answers."""
    lines = [await asked_text(tx, nomination)]
    if nomination.state is not NominationState.OPEN:
        lines.append(await ended_text(tx, nomination))
    back = (Button(text("button-nominations"), "confirm"),)
    return card(banners, lines, rows=[*answer_rows(tx, viewer, nomination), back, MENU])


async def nominations_card(tx: Tx, viewer: Person) -> Card:
    """The nominations that wait for an administrator, and the people who wait for the viewer."""
    is_admin = viewer.role is Role.ADMIN
    found = await tx.of(Nominations).listed(viewer.party) if is_admin else ()
    waiting = [each for each in found if each.is_pending(tx.now)]
    lines = [await asked_text(tx, each) for each in waiting] or [text("nominations-none")]
    rows: list[Row] = [
        (Button(text("answer", value=each.code), f"confirm {each.code}"),) for each in waiting
    ]
    rows += [
        (Button(text("answer", value=each.name), f"people {each.number}"),)
        for each in await tx.of(People).team(viewer.party)
        if awaits(each, viewer, tx.now)
    ]
    people = (Button(text("menu-people"), "people"),)
    return card(text("nominations-title"), *((line,) for line in lines), rows=[*rows, people, MENU])


def answer_rows(tx: Tx, viewer: Person, nomination: Nomination) -> list[Row]:
    """Answer buttons of an administrator; the one who asked may only withdraw."""
    concerned = viewer.id == nomination.person
    if viewer.role is not Role.ADMIN or concerned or not nomination.is_pending(tx.now):
        return []
    if viewer.id == nomination.asked_by:
        return [(Button(text("button-nomination-back"), f"confirm {nomination.code} {NOT}"),)]
    return [
        (
            Button(text("button-nomination-confirm"), f"confirm {nomination.code} {SURE}"),
            Button(text("button-nomination-decline"), f"confirm {nomination.code} {NOT}"),
        )
    ]


async def asked_text(tx: Tx, nomination: Nomination) -> Text:
    """Who asked for what, and until when it can be answered."""
    return text(
        "nomination-asked",
        code=nomination.code,
        who=await _name(tx, nomination.asked_by),
        ends=nomination.expires_at,
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


async def nomination_notice_card(
    tx: Tx, viewer: Person, notice: Notice, *, lines: Sequence[Text], rows: Sequence[Row]
) -> Card:
    """The notice that a nomination waits, with the answer buttons in the place of "seen"."""
    nomination = await tx.of(Nominations).get(NominationCode(notice.subject_id))
    answers = [] if nomination is None else answer_rows(tx, viewer, nomination)
    return card(lines, rows=[*(answers or rows), MENU])
