"""E-mail to people without a chat: that something waits on their page, and nothing else.

At once for an urgent notice; else five minutes later, in the hours of the Party and on one day only
once, if the page has not shown all by then.
"""

from datetime import datetime, timedelta

from liaison.core.cards import card, text
from liaison.core.outbox import Message, SendPrecondition, Urgency
from liaison.core.people import Person, PersonId
from liaison.core.timers import TimerKind
from liaison.core.transaction import People, Tx, today_of
from liaison.core.working_time import next_open
from liaison.notifications.email_service import mail_message
from liaison.notifications.recipients import hours_of
from liaison.notifications.repository import Notices
from liaison.pages.repository import PageMessages

KIND = "page-mail"
SHOWN_WITHIN = timedelta(minutes=5)


async def mail_reader(tx: Tx, message: Message) -> None:
    """E-mail the reader of a message that was put on a page, or look at the page later."""
    person = await tx.of(People).get(message.recipient)
    if person is None or person.email is None or not tx.can_send_mail:
        return
    code = (message.precondition or SendPrecondition()).notice
    notice = None if code is None else await tx.of(Notices).get(code, party=person.party)
    if notice is not None and notice.escalates:
        only = SendPrecondition(notice=notice.code)
        await _mail(tx, person, notice.code, only, message.urgency)
    elif await tx.last_run(KIND, str(person.id)) is None:
        await tx.schedule_timer(KIND, str(person.id), tx.now + SHOWN_WITHIN)


async def run_timer(tx: Tx, subject: str, _since: datetime) -> None:
    """E-mail a person whose page has not shown all, or look again when the quiet hours are over."""
    person = await tx.of(People).get(PersonId(int(subject)))
    opens = None
    if person is not None and person.active and await tx.of(PageMessages).unshown([person.address]):
        opens = next_open(tx.now, hours_of(tx, person.party))
        if opens <= tx.now:
            day = today_of(tx, person.party).isoformat()
            await _mail(tx, person, day, None, Urgency.NOTIFICATION)
            opens = None
    await tx.schedule_timer(KIND, subject, opens)


async def _mail(
    tx: Tx, person: Person, once: str, only: SendPrecondition | None, urgency: Urgency
) -> None:
    shown = card(text("mail-subject"), text("mail-page", url=tx.page_url or ""))
    key = f"{KIND}:{once}:{person.id}"
    mail = mail_message(person, shown, key=key, precondition=only, urgency=urgency)
    await tx.enqueue(mail)


TIMER = TimerKind(KIND, run_timer)
