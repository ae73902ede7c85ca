"""Views of invitations: who was invited, who opened the link, and until when it is valid."""

from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, text
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.notifications.rules import Notice
from liaison.people.notices import INVITATION
from liaison.people.repository import Invites
from liaison.people.rules import Invite

YES, REVOKE = "yes", "revoke"
LIST = (Button(text("button-invitations"), "invites"),)


async def invitations_card(tx: Tx, viewer: Person) -> Card:
    """The open invitations of the viewer's Party, with a button for each."""
    found = await tx.of(Invites).listed(viewer.party)
    lines = [await _line(tx, each) for each in found] or [text("invitations-none")]
    labels = {e.code: text("button-invitation", agency=e.agency, **_who(e)) for e in found}
    rows = [(Button(label, f"invites {code}"),) for code, label in labels.items()]
    invite = (Button(text("menu-invite"), "invite"),)
    return card(text("invitations-title"), lines, rows=[*rows, invite, MENU])


async def invitation_card(tx: Tx, invitation: Invite) -> Card:
    """One open invitation, with what an administrator can do."""
    lines = [await _line(tx, invitation)]
    if invitation.opened_by is not None:
        lines = [opened_text(f"notice-{INVITATION.key}", invitation)]
    return card(lines, rows=[*answer_rows(invitation), LIST, MENU])


def answer_rows(invitation: Invite) -> list[Row]:
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
    role = named("role", invitation.role)
    return text(key, agency=invitation.agency, role=role, **_who(invitation))


def _who(invitation: Invite) -> dict[str, str]:
    """Whether a person opened it, and the names of the profile."""
    username = invitation.opened_username
    handle = "" if username is None else f" (@{username})"
    opened = "no" if invitation.opened_name is None else "yes"
    return {"opened": opened, "name": f"{invitation.opened_name or ''}{handle}"}


async def _line(tx: Tx, invitation: Invite) -> Text:
    maker = await tx.of(People).get(invitation.invited_by)
    return text(
        "invitation-line",
        role=named("role", invitation.role),
        agency=invitation.agency,
        who="" if maker is None else maker.name,
        ends=invitation.expires_at,
        **_who(invitation),
    )


async def notice_rows(tx: Tx, viewer: Person, notice: Notice, rows: list[Row]) -> list[Row]:
    """The answers to the question whether it is the invited person, as long as it waits."""
    for each in await tx.of(Invites).listed(viewer.party):
        if each.code == notice.detail and notice.is_open:
            return answer_rows(each)
    return rows
