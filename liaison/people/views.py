"""Views of the own people, their invitations and nominations; of the others, their number."""

from collections.abc import Sequence

from liaison.core.agreement import Agreement, party_name
from liaison.core.cards import MENU, Button, Card, Row, Text, card, in_rows, named, paging, text
from liaison.core.people import APPROVER_ROLES, STAFF, Honorific, Person, PersonId, Role, names_of
from liaison.core.transaction import People, Tx
from liaison.core.working_time import local_date
from liaison.notifications.recipients import absence_lines, current_absence, staff
from liaison.notifications.rules import Notice
from liaison.people.nominations import Nomination, NominationCode, NominationState, eligible
from liaison.people.notices import INVITATION
from liaison.people.pin_service import confirming
from liaison.people.repository import Invites, Nominations, Pins
from liaison.people.rules import Invite, awaits
from liaison.redactions.service import person_code, redaction_row

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
        steps = [(Button(text("command-invite"), "invite"), *LIST)]
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
        endings = ["agency", "suspend", "remove"] if person.active else ["remove"]
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
            (Button(text("command-people"), "people"), *MENU),
        ],
        more=[
            *in_rows([buttons[each] for each in endings], 1),
            redaction_row(viewer, person_code(person)),
        ],
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
    language = text("not-stated")
    if person.language is not None:
        language = tx.agreement.language_name(person.language)
    lines = [
        text("named-value", name=text("command-language.button"), value=language),
        await _deputy(tx, person),
    ]
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
    absence = await current_absence(tx, person)
    if absence is None:
        return text("people-no-deputy")
    deputy = (await tx.of(People).those([absence.deputy]))[absence.deputy]
    return text("people-deputy", name=deputy.name, first=absence.first, last=absence.last)


YES, REVOKE = "yes", "revoke"
LIST = (Button(text("button-invitations"), "invites"),)


async def invitations_card(tx: Tx, viewer: Person) -> Card:
    """The open invitations of the viewer's Party, with a button for each."""
    found = await tx.of(Invites).listed(viewer.party)
    lines = [await _invitation_line(tx, each) for each in found] or [text("list-none")]
    buttons = [*map(_invitation_button, found), Button(text("command-invite"), "invite")]
    return card(
        text("invitations-title"),
        lines,
        rows=[*in_rows(buttons, 1), MENU],
        more=[redaction_row(viewer, viewer.party)],
        view="invites",
    )


def _invitation_button(invitation: Invite) -> Button:
    label = text("button-invitation", agency=invitation.agency, **_who(invitation))
    return Button(label, f"invites {invitation.code}")


async def invitation_card(tx: Tx, invitation: Invite) -> Card:
    """One open invitation, with what an administrator can do."""
    lines = [await _invitation_line(tx, invitation)]
    if invitation.opened_by is not None:
        lines = [opened_text(f"notice-{INVITATION.key}", invitation)]
    return card(lines, rows=[*invitation_rows(invitation), LIST, MENU])


def invitation_rows(invitation: Invite) -> list[Row]:
    """The buttons that confirm or refuse who opened an invitation, or revoke an unopened one."""
    if invitation.opened_by is None:
        return [(Button(text("button-invitation-revoke"), f"invites {invitation.code} {REVOKE}"),)]
    return [
        (
            Button(text("button-invitation-yes"), f"invites {invitation.code} {YES}"),
            Button(text("button-invitation-no"), f"invites {invitation.code} {REVOKE}"),
        )
    ]


def opened_text(key: str, invitation: Invite) -> Text:
    """A text about who opened an invitation."""
    role, ends = named("role", invitation.role), invitation.expires_at
    return text(key, agency=invitation.agency, role=role, ends=ends, **_who(invitation))


def _who(invitation: Invite) -> dict[str, str]:
    """Whether a person opened it, and the names of the profile."""
    username = invitation.opened_username
    handle = "" if username is None else f" (@{username})"
    opened = "no" if invitation.opened_name is None else "yes"
    return {"opened": opened, "name": f"{invitation.opened_name or ''}{handle}"}


async def _invitation_line(tx: Tx, invitation: Invite) -> Text:
    maker = await tx.of(People).get(invitation.invited_by)
    return text(
        "invitation-line",
        role=named("role", invitation.role),
        agency=invitation.agency,
        who="" if maker is None else maker.name,
        ends=invitation.expires_at,
        **_who(invitation),
    )


async def invitation_notice_rows(
    tx: Tx, viewer: Person, notice: Notice, rows: list[Row]
) -> list[Row]:
    """The answers to the question whether it is the invited person, as long as it waits."""
    for each in await tx.of(Invites).listed(viewer.party):
        if each.code == notice.detail and notice.is_open:
            return invitation_rows(each)
    return rows


SURE, NOT = "ok", "no"


async def nomination_card(tx: Tx, viewer: Person, nomination: Nomination) -> Card:
    """A nomination and its present state, with the viewer's possible answers."""
    lines = [await asked_text(tx, nomination)]
    if nomination.state is not NominationState.OPEN:
        lines.append(await ended_text(tx, nomination))
    back = (Button(text("button-nominations"), "confirm"),)
    return card(lines, rows=[*await nomination_rows(tx, viewer, nomination), back, MENU])


async def nominations_card(tx: Tx, viewer: Person) -> Card:
    """The nominations, opened invitations and people that wait for the viewer."""
    team = await tx.of(People).team(viewer.party)
    waiting = [
        each
        for each in await tx.of(Nominations).listed(viewer.party)
        if each.is_pending(tx.now) and await may_answer(tx, viewer, each)
    ]
    found = await tx.of(Invites).listed(viewer.party) if viewer.role is Role.ADMIN else ()
    opened = [each for each in found if each.opened_by is not None]
    lines = [await asked_text(tx, each) for each in waiting]
    lines += [opened_text(f"notice-{INVITATION.key}", each) for each in opened]
    buttons = [Button(text("answer", value=each.code), f"confirm {each.code}") for each in waiting]
    buttons += map(_invitation_button, opened)
    buttons += [
        Button(text("answer", value=each.name), f"people {each.number}")
        for each in team
        if awaits(each, viewer, team, tx.now)
    ]
    lines = lines if buttons else [text("list-none")]
    rows = [*in_rows([*buttons, Button(text("command-people"), "people")], 1), MENU]
    return card(text("nominations-title"), *((line,) for line in lines), rows=rows)


async def eligible_of(tx: Tx, nomination: Nomination) -> list[Person]:
    """Who may confirm a nomination now."""
    invited = await tx.of(Invites).joined_by(nomination.asked_by)
    return eligible(nomination, await tx.of(People).listed(nomination.party), invited, tx.now)


async def may_answer(tx: Tx, person: Person, nomination: Nomination) -> bool:
    """Whether a person may see a nomination: who may confirm, asked or is concerned."""
    if person.id in (nomination.asked_by, nomination.person):
        return person.role is Role.ADMIN
    return person.id in {each.id for each in await eligible_of(tx, nomination)}


async def nomination_rows(tx: Tx, viewer: Person, nomination: Nomination) -> list[Row]:
    """Answer buttons of those who may answer; the one who asked may only withdraw."""
    waits = viewer.id != nomination.person and nomination.is_pending(tx.now)
    if not (waits and await may_answer(tx, viewer, nomination)):
        return []
    if viewer.id == nomination.asked_by:
        return [(Button(text("button-nomination-back"), f"confirm {nomination.code} {NOT}"),)]
    return [
        (
            Button(text("button-nomination-confirm"), f"confirm {nomination.code} {SURE}"),
            Button(text("button-approval-decline"), f"confirm {nomination.code} {NOT}"),
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


async def nomination_notice_rows(
    tx: Tx, viewer: Person, notice: Notice, rows: list[Row]
) -> list[Row]:
    """The answers to a nomination that waits, in the place of "seen"."""
    nomination = await tx.of(Nominations).get(NominationCode(notice.subject_id))
    answers = [] if nomination is None else await nomination_rows(tx, viewer, nomination)
    return answers or rows


NO_HONORIFIC = "none"
PAGES = ("purpose", "limits", "deletion")
PRACTICE = ("practice-received", "practice-confirmed", "practice-check", "practice-sent")
"""The practice request of the other Party, for those who handle requests."""
LAST_PAGE = len(PAGES) + len(PRACTICE)
SKIP: Row = (Button(text("button-skip"), "menu"),)


def language_card(agreement: Agreement) -> Card:
    """The choice of languages, each named in itself."""
    names = tuple(
        Button(agreement.language_name(code), f"language {code}") for code in agreement.languages
    )
    return card(text("language-choose"), rows=[names])


def honorific_rows(person: Person, asked: str) -> list[Row]:
    """The forms of address, which a command takes as its next argument."""
    name = person.bare_name
    choices = [(Button(named("honorific", e, name=name), f"{asked} {e}"),) for e in Honorific]
    return [*choices, (Button(text("answer", value=name), f"{asked} {NO_HONORIFIC}"),)]


def orientation_card(agreement: Agreement, person: Person, page: int) -> Card:
    """A page of the orientation, of which the last leads on."""
    pages = (*PAGES, *PRACTICE) if person.role in STAFF else PAGES
    name = pages[min(page, len(pages)) - 1]
    other = party_name(agreement.other(person.party).code)
    shown = text(
        f"intro-{name}",
        own=party_name(person.party),
        other=other,
        hours=agreement.party(person.party).message_hours,
        days=agreement.verification.days,
    )
    if page >= len(pages):
        pin = (Button(text("button-pin-new"), "pin"),) if person.role in APPROVER_ROLES else ()
        return card(shown, rows=[pin, MENU])
    on = (Button(text(f"button-intro-{name}", other=other), f"intro {page + 1}"),)
    return card(shown, rows=[on, SKIP])
