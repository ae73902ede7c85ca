"""Choice of language, absences, appointments, and changes of account status."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from liaison.audit import service as audit_service
from liaison.core.absences import Absence, check_absence, may_be_deputy
from liaison.core.agreement import Priority, party_name
from liaison.core.cards import MENU, Button, Text, Value, card, changed, load, named, text
from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.form import NotAChoice
from liaison.core.outbox import Message, Op, Urgency
from liaison.core.people import (
    APPROVER_ROLES,
    ATTEMPTS_WITHIN,
    STAFF,
    AccountStatus,
    Appointment,
    Honorific,
    Person,
    Role,
)
from liaison.core.text_parsing import fold_typed
from liaison.core.transaction import Absences, Conversations, People, Tx, today_of
from liaison.core.working_time import DAY
from liaison.duty.service import handing_over
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.reachability import report_waiting
from liaison.notifications.recipients import current_absence
from liaison.notifications.repository import Notices
from liaison.notifications.sounds import Tells, message_to
from liaison.people.nominations import check_admins
from liaison.people.notices import (
    ACCESS,
    AGENCY,
    APPOINTED,
    APPOINTMENT_OVER,
    APPROVER_GONE,
    APPROVER_LOST,
    DEPUTY,
    LOST_WORDS,
    NO_STAFF,
    OWN_AGENCY,
    people_notice,
)
from liaison.people.offboarding import hand_over_open_work
from liaison.people.pins import slow_hash
from liaison.people.repository import Invites
from liaison.people.rules import ATTEMPTS_PER_HOUR, TooManyAttempts
from liaison.people.views import NO_HONORIFIC
from liaison.requests.model import Request
from liaison.requests.repository import Requests
from liaison.requests.views import show_request
from liaison.todos import today_messages

MIN_CHARACTERS, MAX_CHARACTERS = 8, 60
MIN_DIFFERENT = 5
"""The minimum number of different characters of words for a lost phone."""
_SALT = b"words of a lost phone"


async def choose_language(tx: Tx, person: Person, language: str) -> bool:
    """Save a language; false if it is unknown. After the first choice, show what waits."""
    if language not in tx.agreement.languages:
        return False
    await tx.of(People).change(person.id, language=language)
    await set_menu(tx, person)
    await tx.schedule_timer(today_messages.TIMER, person.party, tx.now)
    if person.language is None:
        await ask_for_review(tx, person)
    return True


async def choose_honorific(tx: Tx, person: Person, chosen: str) -> Person:
    """Save how a person wants to be addressed. Raises ``NotAChoice``."""
    if chosen not in {*Honorific, NO_HONORIFIC}:
        raise NotAChoice
    honorific = None if chosen == NO_HONORIFIC else Honorific(chosen)
    await tx.of(People).change(person.id, honorific=honorific)
    return await tx.of(People).get(person.id) or person


async def set_menu(tx: Tx, person: Person) -> None:
    """Enqueue the command menu of a person's chat; role and language are resolved on sending."""
    await tx.enqueue(
        Message(
            person.address, Op.MENU, recipient=person.id, urgency=Urgency.REPLY, must_deliver=False
        )
    )


async def ask_for_review(tx: Tx, person: Person) -> None:
    """Show a new or returning person the steps that the other Party stated by letter."""
    if person.role not in STAFF:
        return
    for request in await tx.of(Requests).unreviewed(person.party):
        banner = text("notice-statements", reference=request.reference)
        shown = (await show_request(tx, person, request)).below(banner)
        key = f"statements:{request.reference}:{request.shared_version}:{person.id}"
        await tx.enqueue(message_to(person, shown, Tells.REVIEW, dedupe_key=key))


async def set_status(
    tx: Tx, actor: Person, person: Person, status: AccountStatus
) -> Sequence[Request]:
    """Change a person's status at once; the caller has checked it, and locked the administrators.
    Returns the open requests to reassign, of which the coordinators are also notified.
    """
    async with handing_over(tx, person.party):
        await tx.of(People).change(person.id, status=status)
    after = replace(person, status=status)
    if status is AccountStatus.REMOVED:
        after = replace(await end_appointment(tx, person), status=status)
    if status is AccountStatus.ACTIVE:  # who had the phone may have set the words
        await tx.of(People).change(person.id, lost_word=None)
    await audit_service.record_step(tx, status, after, actor=actor)
    told = "lost" if actor.id == person.id else status
    kind = APPROVER_LOST if told == "lost" else ACCESS
    left = "yes" if await tx.of(People).team(person.party, Role.ADMIN) else "no"
    await tell_change(tx, person, after, kind, by=actor, about=f"status-{told}", left=left)
    if status is AccountStatus.ACTIVE:
        await tx.schedule_timer(today_messages.TIMER, person.party, tx.now)
        await _notify_restored(tx, person, words="no" if person.lost_word is None else "yes")
    else:
        shown = card(text(f"status-{told}", left=left))
        await today_messages.replace_today(tx, person, shown)
        # not to its reader, who has no access when it is sent
        await tx.enqueue(replace(message_to(person, shown, Tells.ACCESS), recipient=None))
    return await hand_over_open_work(tx, person, after, actor=actor)


async def tell_change(
    tx: Tx,
    before: Person,
    after: Person,
    kind: NoticeKind,
    *,
    by: Person,
    about: str,
    **values: Value,
) -> None:
    """Notify the Party of a change of a person and, without a name, the other Party if an
    administrator or the last coordinator loses the role or the access; both if no one is left who
    answers.
    """
    stays, party = after.active and after.role is before.role, before.party
    lost = before.role in APPROVER_ROLES and not stays
    notice = people_notice(APPROVER_LOST if lost else kind, before, by=by, about=about, **values)
    await notification_service.notify(tx, notice)
    staff = await tx.of(People).team(party, *STAFF)
    is_last = before.active and before.role in STAFF and not staff
    if is_last or (lost and before.role not in {each.role for each in staff}):
        gone = NO_STAFF if is_last else APPROVER_GONE
        title = text(f"notice-{gone.key}", party=party_name(party), role=before.role)
        told = gone.notices(tx.agreement, party, f"{party}-{before.number}", title)
        await notification_service.notify(tx, *told)


def hash_words(typed: str) -> str:
    """The hash that finds the owner of words. Raises ``UserError`` if too short or too long."""
    words = " ".join(fold_typed(typed).casefold().split())
    if not MIN_CHARACTERS <= len(words) <= MAX_CHARACTERS:
        raise UserError("error-lost-words-length", least=MIN_CHARACTERS, most=MAX_CHARACTERS)
    if words.isdigit() or len(set(words)) < MIN_DIFFERENT:
        raise UserError("error-lost-words-guessable")
    return slow_hash(words, _SALT)


async def set_lost_words(tx: Tx, person: Person, typed: str) -> None:
    """Set the words that suspend a person; the administrators are told if they replace others.
    Raises ``UserError``, also for words of another person, which count as wrong ones.
    """
    word_hash = tx.outside(hash_words, typed)
    if await _tried_too_often(tx, person.address):
        raise TooManyAttempts
    if any(each.address != person.address for each in await tx.of(People).of_lost_word(word_hash)):
        await tx.of(Invites).record_attempt(person.address, at=tx.now)
        raise UserError("error-lost-words-guessable")
    await tx.of(People).change(person.id, lost_word=word_hash)
    await audit_service.record_step(tx, "lost_word", person, actor=person)
    if person.lost_word is not None:
        await notification_service.notify(tx, people_notice(LOST_WORDS, person, by=person))


async def suspend_self(tx: Tx, person: Person) -> None:
    """Suspend a person at their own request."""
    await tx.of(People).lock_admins(person.party)
    await set_status(tx, person, person, AccountStatus.SUSPENDED)
    tx.acts_for(None)  # the one change of status by the person who loses it


async def suspend_by_words(tx: Tx, address: Address, typed: str) -> TooManyAttempts | None:
    """Suspend whose words these are; wrong ones from a chat are limited as wrong links are. The
    error is returned and not raised, because the attempt must be saved.
    """
    if await _tried_too_often(tx, address):
        return TooManyAttempts()
    try:
        word_hash = tx.outside(hash_words, typed)
        owners = await tx.of(People).of_lost_word(word_hash)
    except UserError:
        owners = ()
    if not owners:
        await tx.of(Invites).record_attempt(address, at=tx.now)
    for each in owners:
        if each.active:
            await suspend_self(tx, each)
    return None


async def _tried_too_often(tx: Tx, address: Address) -> bool:
    tried = await tx.of(Invites).attempts(address, since=tx.now - ATTEMPTS_WITHIN)
    return tried >= ATTEMPTS_PER_HOUR


async def _notify_restored(tx: Tx, person: Person, *, words: str) -> None:
    """Tell a restored person that the access is back, what did not leave and what waits."""
    rows = [(Button(text("filter-ours"), "requests ours"),), MENU]
    held = await tx.of(Conversations).get(person.address)
    await tx.of(Conversations).set(person.address, replace(held, unsent=()))
    unsent = [text("act-unsent", act=load(Text, each)) for each in held.unsent]
    shown = card(text("status-active", words=words), unsent, rows=rows)
    await tx.enqueue(message_to(person, shown, Tells.ACCESS))
    await ask_for_review(tx, person)
    unread = [each.priority for each, _ in await tx.of(Notices).unread(person.party)]
    if Priority.EMERGENCY in unread:
        await report_waiting(tx, person)


async def record_appointment(
    tx: Tx, admin: Person, person: Person, *, letter: str, since: date
) -> Person:
    """Record an appointment and tell the other Party what it replaces. Raises ``NotYourRole``."""
    check_admins(admin, await tx.of(People).lock_admins(admin.party))
    appointment = Appointment(letter=letter, since=since, told_at=tx.now)
    after = replace(person, appointment=appointment)
    await tx.of(People).change(person.id, appointment=appointment)
    await audit_service.record_step(tx, "appointed", after, actor=admin, since=since)
    await _tell_appointment(tx, after, appointment, APPOINTED, person.appointment or appointment)
    return after


async def change_agency(tx: Tx, admin: Person, person: Person, agency: str) -> Person:
    """Change the agency of a person; tell the person, the Party's coordinators and administrators,
    and the other Party if it knows the appointment. Raises ``NotYourRole``.
    """
    check_admins(admin, await tx.of(People).lock_admins(admin.party))
    after = replace(person, agency=agency)
    await tx.of(People).change(person.id, agency=agency)
    await audit_service.record_step(tx, "agency", after, actor=admin)
    for kind in (AGENCY, OWN_AGENCY):
        notice = people_notice(kind, after, by=admin, about=AGENCY.key, before=person.agency)
        await notification_service.notify(tx, notice)
    if (known := person.appointment) is not None and known.told_at is not None:
        await _tell_appointment(tx, after, known, APPOINTED, known, was_of=person.agency)
    return after


async def end_appointment(tx: Tx, person: Person) -> Person:
    """End the appointment of a person who leaves, and tell the other Party if it knew."""
    known = person.appointment
    if known is None:
        return person
    await tx.of(People).change(person.id, appointment=None)
    if known.told_at is not None:
        await _tell_appointment(tx, person, known, APPOINTMENT_OVER, known)
    return replace(person, appointment=None)


async def _tell_appointment(
    tx: Tx,
    person: Person,
    appointment: Appointment,
    kind: NoticeKind,
    before: Appointment,
    *,
    was_of: str | None = None,
) -> None:
    title = text(
        f"notice-{kind.key}",
        party=party_name(person.party),
        role=named("role", person.role),
        agency=changed(was_of or person.agency, person.agency),
        since=changed(before.since, appointment.since),
        letter=changed(before.letter, appointment.letter),
        replaces="no" if before == appointment and was_of is None else "yes",
    )
    about = f"{person.party}-{person.number}"
    await notification_service.notify(tx, *kind.notices(tx.agreement, person.party, about, title))


async def colleagues(tx: Tx, person: Person) -> Sequence[Person]:
    """The people who may be deputy of a person."""
    team = await tx.of(People).team(person.party)
    return [each for each in team if may_be_deputy(person, each)]


async def record_absence(
    tx: Tx, person: Person, deputy: Person | None, *, first: date, last: date
) -> Absence:
    """Record an absence in place of an earlier one, and notify the deputy. Raises ``UserError``."""
    absences = await tx.of(Absences).of(person.party)
    today = today_of(tx, person.party)
    absence = check_absence(person, deputy, first=first, last=last, absences=absences, today=today)
    before = await current_absence(tx, person)
    if absence == before:
        return absence
    async with handing_over(tx, person.party):
        await tx.of(Absences).put(absence)
    await audit_service.record_step(tx, "put", absence, actor=person)
    if before is not None and before.deputy != absence.deputy:
        await _notify_deputy(tx, person, before, "notice-deputy-over")
    await _notify_deputy(tx, person, absence, "notice-deputy")
    return absence


async def end_absence(tx: Tx, person: Person) -> None:
    """End a present or coming absence, and notify the deputy. Raises ``UserError``."""
    absence = await current_absence(tx, person)
    if absence is None:
        raise UserError("error-not-away")
    yesterday = today_of(tx, person.party) - DAY
    ended, gone = replace(absence, last=yesterday), absence.first > yesterday
    async with handing_over(tx, person.party):
        if gone:
            await tx.of(Absences).end(person.id)
        else:
            await tx.of(Absences).put(ended)
    await audit_service.record_step(tx, "end", ended, actor=person, gone=gone)
    await _notify_deputy(tx, person, absence, "notice-deputy-over")


async def _notify_deputy(tx: Tx, person: Person, absence: Absence, key: str) -> None:
    """Notify the deputy, replacing a notice that may still be waiting for the morning."""
    deputy = await tx.of(People).get(absence.deputy)
    if deputy is None:
        return
    names = {"name": person.name, "deputy": deputy.name}
    title = text(key, **names, first=absence.first, last=absence.last)
    about, detail = str(deputy.id), str(person.id)
    notice = DEPUTY.notice(person.party, about, title, by=person.id, detail=detail)
    await notification_service.resolve_kind(tx, DEPUTY, person.party, about, detail)
    await notification_service.notify(tx, notice)
