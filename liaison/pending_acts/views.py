"""What the people of a Party see of its acts that have not left."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from liaison.core.agreement import PartyCode
from liaison.core.cards import MENU, Button, Card, Row, Sends, Text, card, text
from liaison.core.people import Person
from liaison.core.references import CodePrefix, any_code, opening
from liaison.core.transaction import People, Tx
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import acting_rows
from liaison.pending_acts.model import ActState, PendingAct
from liaison.pending_acts.repository import PendingActs

BEGUN_BY = {"draft": "new", "proposal": "propose"}
"""The commands that begin the drafts of others."""


async def pending_lines(tx: Tx, viewer: Person, about: str | None = None) -> Sequence[Text]:
    """The acts of the viewer's Party that are on their way, of one record if it is named."""
    found = await tx.of(PendingActs).of_party(viewer.party, ActState.HELD, ActState.WAITS)
    return [await pending_line(tx, each) for each in found if about in (None, each.about)]


async def commands_under_way(tx: Tx, party: PartyCode, about: str) -> frozenset[str]:
    """The names of the commands of a Party about a record that leave in a moment."""
    found = await tx.of(PendingActs).of_party(party, ActState.HELD)
    return frozenset(act.line.split()[0] for act in found if act.about == about)


def without(commands: Collection[str], rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of buttons without those of some commands."""
    for row in rows:
        yield tuple(each for each in row if each.command.split()[0] not in commands)


async def pending_line(tx: Tx, act: PendingAct) -> Text:
    """Which act of whom leaves when, or waits for sign-off."""
    person = await tx.of(People).get(act.person)
    name = "" if person is None else person.name
    key = "act-to-approve" if act.waits else "act-pending"
    return text(key, act=act.title, name=name, at=act.leaves_at)


def withheld_detail(act: PendingAct) -> str:
    """The record of an act, or the command that begins it again if it has none."""
    name = act.line.split()[0]
    return any_code(act.about) or BEGUN_BY.get(name, name)


async def withheld_rows(tx: Tx, _viewer: Person, notice: Notice, rows: list[Row]) -> list[Row]:
    """What leads to an act that did not leave, so that it can be taken again."""
    opens = opening(tx.registry.all(CodePrefix), any_code(notice.detail))
    label = text("button-open", code=notice.detail)
    if opens is None:
        opens, label = notice.detail, text(f"command-{notice.detail}")
    return acting_rows(Button(label, opens), rows)


def kept_card(tx: Tx, act: PendingAct, later: Sequence[Text] = ()) -> Card:
    """When an act leaves, or that it waits for sign-off, for its sender."""
    key = "act-submitted" if act.waits else "act-leaves"
    party = text(tx.agreement.other(act.party).name)
    title = text(key, act=act.title, at=act.leaves_at, party=party)
    return card([title, *later], rows=[take_back_row(act)], details=chain(*act.details))


def take_back_row(act: PendingAct) -> Row:
    """The button that takes an act back."""
    return (Button(text("button-take-back"), f"takeback {act.id}"),)


def sign_off_card(act: PendingAct, *above: Text) -> Card:
    """What an act that waits says, for a coordinator."""
    rows = [
        (Button(text("button-approve-act"), f"approve {act.id} ok", Sends.BY_WORDS),),
        (Button(text("button-return-act"), f"approve {act.id} return"),),
        MENU,
    ]
    return card(*above, *act.details, rows=rows, view=sign_off_view(act))


def sign_offs_card(acts: Sequence[PendingAct]) -> Card:
    """The acts that wait, a button each."""
    does = text("command-approve")
    question = does if acts else text("target-none", does=does, about="other")
    rows = [(Button(each.title, sign_off_view(each)),) for each in acts]
    return card(question, rows=[*rows, MENU], view="approve")


def sign_off_view(act: PendingAct) -> str:
    """The command that shows an act that waits."""
    return f"approve {act.id}"
