"""The people of the own Party: the list, the orientation, invitations, account status, roles.

``invite ROLE AGENCY``, ``agency NUMBER AGENCY``, ``role NUMBER ROLE ok``, ``suspend NUMBER ok``,
``restore NUMBER ok``, ``remove NUMBER ok``, ``unpin NUMBER``; without a number they show the people
to choose from.
``confirm CODE ok`` confirms another administrator's nomination, ``confirm CODE no`` declines it or
withdraws the own one. ``invites CODE yes`` lets in the person who opened an invitation, ``invites
CODE revoke`` ends it.
"""

import re
from collections.abc import Callable
from functools import partial
from itertools import chain

from handlers.input.command_router import CommandCheck, CommandContext, Commands, Takes
from handlers.input.commands import Command, Reply, code_rows
from handlers.input.date_extraction import find_dates
from handlers.input.said_values import bare
from handlers.input.targets import Target, Targets
from handlers.pending_acts.confirmation import Line, SendMode, require_confirmation
from handlers.pending_acts.letters import letter_line, require_letter
from liaison.core.cards import MENU, Button, Row, Text, Value, card, changed, named, text
from liaison.core.channels import TELEGRAM, channel_of
from liaison.core.errors import UserError, WrongValue
from liaison.core.form import NotAChoice, parse_code
from liaison.core.people import (
    APPROVER_ROLES,
    AccountStatus,
    Appointment,
    Person,
    Role,
    UnknownPerson,
    names_of,
)
from liaison.core.text_parsing import fold_typed, parse_count
from liaison.core.transaction import People, Tx, today_of
from liaison.core.validation import is_bare_answer, says_nothing, text_days
from liaison.core.vocabulary import (
    codes_said,
    is_phrase,
    phrases_for,
    words_for,
    words_of,
)
from liaison.pages.views import give_card
from liaison.people import (
    administration,
    invitation_service,
    membership_service,
    nomination_service,
    nominations,
    pin_service,
    views,
)
from liaison.people import service as people_service
from liaison.people.nominations import Nomination, check_change, parse_nomination_code
from liaison.people.offboarding import handover_rows, handover_text
from liaison.people.repository import Pins
from liaison.people.rules import AGENCY_LENGTH, check_agency
from liaison.people.service import choose_honorific
from liaison.people.views import LAST_PAGE, NOT, REVOKE, SURE, YES
from liaison.requests.lists import letter_doubts

TAKES = Takes.PERSON | Takes.RECORD
OWN_AGENCY = "="
PAGE = "page"
_SENTENCE = re.compile(r"[!?;\u3002\u17d4\uff01\uff1b\uff1f]|[^ -~]\s?[,\uff0c]")
"""The signs of a sentence, of which Latin names of agencies have a comma, too."""

COMMANDS = Commands()
STATUSES = {
    "suspend": AccountStatus.SUSPENDED,
    "restore": AccountStatus.ACTIVE,
    "remove": AccountStatus.REMOVED,
}


def _people(
    applies: Callable[[Person], bool] = lambda _: True,
    *,
    also_oneself: bool = False,
    with_pin: bool = False,
) -> Targets:

    async def find(tx: Tx, admin: Person) -> list[Target]:
        return [
            Target(text("answer", value=each.name), str(each.number))
            for each in await tx.of(People).listed(admin.party)
            if applies(each) and (also_oneself or each.id != admin.id)
            if not with_pin or await tx.of(Pins).exists(each.id)
        ]

    return Targets(find=find, at_once=with_pin)


@COMMANDS.handle("invite", takes=Takes.VALUES)
async def invite(context: CommandContext) -> Reply:
    """Make an invitation: role, which a sentence may say, then agency, then the link to pass on."""
    rows, question = partial(code_rows, concept="role", codes=Role), text("invite-role")
    said = codes_said(context.command.raw.lower(), Role, context.vocabularies)
    if not context.command.args and len(said) == 1:
        context = context.with_argument(0, *said)
    given = context.command.argument(0)
    chosen = await context.require(0, question, rows, given=given, leave=MENU)
    wanted, question = Role(parse_code(chosen, [*Role])), text("invite-agency")
    label = text("answer", value=context.person.agency)
    same = (Button(label, f"invite {chosen} {OWN_AGENCY}"),)
    given = await context.require(1, question, lambda _: [same], above=[named("role", wanted)])
    own = context.person.agency if given == OWN_AGENCY else _agency(context, given)
    if context.is_answer and given != OWN_AGENCY:  # any words could be meant for something else
        checked = Line(name="agency", value=own, at=1, to_end=True)
        act, to = text("command-invite"), text("invite-recipient")
        await require_confirmation(
            context,
            act,
            about="invitation",
            lines=[named("role", wanted), checked],
            mode=SendMode.AT_ONCE,
            colleague=to,
        )
    done = await administration.invite(context.tx, context.person, role=wanted, agency=own)
    if isinstance(done, Nomination):
        return await _shown(context, done, await views.first_text(context.tx, done))
    url = context.tx.page_url
    return context.finish(administration.invite_card(wanted, own, done, page_url=url))


def _agency(context: CommandContext, typed: str) -> str:
    """The name of an agency, which is no sentence, correction, day or phrase for a command."""
    known, folded = context.vocabularies, fold_typed(typed).lower()
    today, (first, *others) = context.today, folded.split(",")
    roles = chain(*(words_for(each, known) for each in Role))
    if (
        _SENTENCE.search(typed)
        or (others and not bare(first, known))
        or (says_nothing(typed, known, *roles) and not is_bare_answer(typed, known))
        or words_of(phrases_for("invite", known)).search(folded)
        or is_phrase(folded, known)
        or any(find_dates(folded, known, today=today))
    ):
        raise WrongValue("error-agency", most=AGENCY_LENGTH)
    return typed


@COMMANDS.handle("invites")
async def invites(context: CommandContext) -> Reply:
    """List the open invitations, ``invites``; show one; or answer who opened it, or revoke it."""
    code, answer = context.command.argument(0), context.command.argument(1)
    if code is None:
        return context.finish(await views.invitations_card(context.tx, context.person))
    if answer is None:
        found = await invitation_service.find(context.tx, context.person, code)
        return context.finish(await views.invitation_card(context.tx, found))
    if answer == YES:
        person = await invitation_service.confirm_newcomer(context.tx, context.person, code)
        done = text("invitation-confirmed", name=person.name)
        decides = person.role in APPROVER_ROLES  # the operator gives those their link
        if channel_of(person.address) is not TELEGRAM and not decides:
            return context.confirm(done, give_card(person))
    elif answer == REVOKE:
        await invitation_service.revoke(context.tx, context.person, code)
        done = text("invitation-revoked")
    else:
        raise NotAChoice
    return context.confirm(done, await views.invitations_card(context.tx, context.person))


@COMMANDS.handle("role", takes=TAKES, targets=_people(lambda each: each.active))
async def role(context: CommandContext) -> Reply:
    """Change the role of a person after a confirmation; without a role, show the choice."""
    person = await chosen_person(context)
    chosen = context.command.argument(1)
    if chosen is None:
        others = [each for each in Role if each is not person.role]
        check_change(context.person, person, others[0])
        rows = [(Button(named("role", each), f"role {person.number} {each}"),) for each in others]
        question = text("role-which", name=person.name, role=named("role", person.role))
        return await context.ask_for_text(context.command, question, *rows, leave=MENU)
    wanted = Role(parse_code(chosen, [*Role]))
    if context.command.argument(2) != SURE:
        await administration.check(context.tx, context.person, person, wanted)
        given = f"{person.number} {wanted}"
        return await _ask_sure(context, person, given, role=named("role", wanted))
    done = await administration.change(context.tx, context.person, person, wanted)
    return await _done(context, done)


@COMMANDS.handle("appoint", takes=TAKES, targets=_people(also_oneself=True))
async def appoint(context: CommandContext) -> Reply:
    """Record an appointment and tell the other Party: ``appoint NUMBER DAY LETTER``."""
    person, tx = await chosen_person(context), context.tx
    days = text_days(today_of(tx, person.party))
    question = text("appoint-since", name=person.name)
    context, since = await context.require_day(1, question, days)
    letter = await require_letter(context, 2, text("appoint-letter"), is_own=True)
    role = named("role", person.role)
    act = text("appoint-check", name=person.name, role=role, agency=person.agency)
    before = person.appointment or Appointment(letter=letter, since=since)
    since_line = Line(name="since", value=changed(before.since, since), at=1)
    lines = [since_line, letter_line(changed(before.letter, letter), 2)]
    about, doubts = f"person_{person.number}", await letter_doubts(tx, person.party, letter)
    await require_confirmation(context, act, about=about, lines=lines, doubts=doubts)
    person = await people_service.record_appointment(
        tx, context.person, person, letter=letter, since=since
    )
    return context.finish(await views.person_card(tx, context.person, person))


@COMMANDS.handle("agency", takes=TAKES, targets=_people(also_oneself=True))
async def agency(context: CommandContext) -> Reply:
    """Change the agency of a person, and tell who knows it."""
    person, tx = await chosen_person(context), context.tx
    wanted = check_agency(_agency(context, await context.require(1, text("invite-agency"))))
    if wanted == person.agency:
        raise UserError("error-setting-same")
    line = Line(name="agency", value=changed(person.agency, wanted), at=1, to_end=True)
    about, act = f"person_{person.number}", text("agency-check", name=person.name)
    if person.appointment is not None:
        await require_confirmation(context, act, about=about, lines=[line])
    else:
        await require_confirmation(
            context, act, about=about, lines=[line], mode=SendMode.AT_ONCE, colleague=person.name
        )
    person = await people_service.change_agency(tx, context.person, person, wanted)
    return context.finish(await views.person_card(tx, context.person, person))


@COMMANDS.handle("confirm")
async def confirm(context: CommandContext) -> Reply:
    """Answer a nomination, or confirm a person, ``confirm NUMBER``; or list what waits."""
    if (context.command.argument(0) or "").isdecimal():
        return await _confirm_person(context)
    if not context.command.args:
        return context.finish(await views.nominations_card(context.tx, context.person))
    code = parse_nomination_code(context.command.args[0])
    answer = context.command.argument(1)
    if answer == SURE:
        done = await administration.confirm(context.tx, context.person, code)
        if isinstance(done, Nomination):
            return await _shown(context, done, text("nomination-link-below"))
        return await _done(context, done)
    if answer == NOT:
        declined = await nomination_service.answer_nomination(
            context.tx, context.person, code, nominations.decline
        )
        return await _shown(context, declined)
    if answer is not None:
        raise NotAChoice
    return await _shown(context, await nomination_service.find(context.tx, context.person, code))


async def _confirm_person(context: CommandContext) -> Reply:
    person = await chosen_person(context)
    if context.command.argument(1) == pin_service.PIN:
        refused = context.command.argument(2) == pin_service.REFUSED
        await pin_service.confirm_pin(context.tx, context.person, person, refused=refused)
        done = "recorded-unpin" if refused else "recorded-confirm-pin"
        return context.confirm(text(done, name=person.name, told="yes"))
    await membership_service.confirm_member(context.tx, context.person, person)
    return context.confirm(text("recorded-confirm", name=person.name))


@COMMANDS.handle("unpin", takes=Takes.PERSON, targets=_people(with_pin=True))
async def unpin(context: CommandContext) -> Reply:
    """Remove the PIN that a person forgot."""
    person = await chosen_person(context)
    await pin_service.remove_pin(context.tx, context.person, person)
    notified = "yes" if person.active else "no"
    return context.confirm(text("recorded-unpin", name=person.name, told=notified))


@COMMANDS.handle("suspend", takes=TAKES, targets=_people(lambda each: each.active))
@COMMANDS.handle("restore", takes=TAKES, targets=_people(lambda each: not each.active))
@COMMANDS.handle("remove", takes=TAKES, targets=_people())
async def _change_access(context: CommandContext) -> Reply:
    chosen, status = await chosen_person(context), STATUSES[context.command.name]
    if context.command.argument(1) == SURE:
        done = await administration.change(context.tx, context.person, chosen, status)
        return await _done(context, done)
    person = await administration.check(context.tx, context.person, chosen, status)
    admin = "yes" if person.role is Role.ADMIN else "no"
    return await _ask_sure(context, person, str(person.number), admin=admin)


async def _ask_sure(
    context: CommandContext, person: Person, arguments: str, **values: Value
) -> Reply:
    name = context.command.name
    if context.command.args[-1] == NOT:
        return context.confirm(text("cancelled"))
    await context.conversation.stop_waiting()  # a number is not another person
    sure = (Button(text("button-sure", action=name), f"{name} {arguments} {SURE}"),)
    leave = (Button(text("button-cancel"), f"{name} {arguments} {NOT}"),)
    return context.ask(
        card(text("sure", action=name, name=person.name, **values), rows=[sure, leave])
    )


async def _done(context: CommandContext, done: administration.PersonChanged | Nomination) -> Reply:
    """The result with the open requests to reassign, or what another administrator must confirm."""
    if isinstance(done, Nomination):
        return await _shown(context, done, await views.first_text(context.tx, done))
    if not (left := done.assigned_requests):
        return context.confirm(done.banner)
    rows = [*handover_rows(left, context.person), MENU]
    able = await context.tx.of(People).team(context.person.party, Role.COORDINATOR)
    told = handover_text(done.person, left, assigned_by=names_of(able))
    return context.confirm(done.banner, card(told, rows=rows))


async def _shown(context: CommandContext, nomination: Nomination, *banners: Text) -> Reply:
    shown = await views.nomination_card(context.tx, context.person, nomination)
    return context.finish(shown.below(*banners))


@COMMANDS.handle("intro")
async def intro(context: CommandContext) -> Reply:
    """Show a page of the orientation, ``intro PAGE``; before the first, ``intro HONORIFIC``."""
    person, page = context.person, context.command.argument(0) or ""
    if not page.isdecimal():
        person, page = await _addressed(context, leave=views.SKIP), "1"
    number = parse_count(page, 1, LAST_PAGE)
    return context.finish(views.orientation_card(context.tx.agreement, person, number))


@COMMANDS.handle("honorific")
async def honorific(context: CommandContext) -> Reply:
    """Choose the form of address, ``honorific mr``; without an argument, it is asked."""
    person = await _addressed(context, leave=MENU)
    return context.confirm(text("honorific-chosen", name=person.name))


async def _addressed(context: CommandContext, *, leave: Row) -> Person:
    """The person with the form of address that the argument names. Raises ``NotAChoice``."""
    rows = views.honorific_rows(context.person, context.command.name)
    chosen = await context.require(0, text("honorific-choose"), lambda _: rows, leave=leave)
    return await choose_honorific(context.tx, context.person, chosen)


@COMMANDS.handle("people")
async def people(context: CommandContext) -> Reply:
    """List the own Party's people, ``people page 2``; or show one, ``people NUMBER``."""
    first = context.command.argument(0)
    if first is not None and first != PAGE:
        person = await chosen_person(context)
        return context.finish(await views.person_card(context.tx, context.person, person))
    page = context.command.page(1)
    return context.finish(await views.people_card(context.tx, context.person, page=page))


async def chosen_person(context: CommandContext) -> Person:
    """The person of the own Party with the number in the command. Raises ``UnknownPerson``."""
    number = context.command.argument(0)
    for person in await context.tx.of(People).listed(context.person.party):
        if number == str(person.number):
            return person
    raise UnknownPerson


async def _check_membership(context: CommandContext, command: Command) -> Reply | None:
    """Reject what a person may not do before the Party has confirmed or agreed."""
    line = (command.name, command.argument(0), command.argument(1))
    rejected = await membership_service.rejection(context.tx, context.person, *line)
    return None if rejected is None else context.finish(card(rejected.text(), rows=[MENU]))


COMMANDS.append(CommandCheck("membership", _check_membership))
