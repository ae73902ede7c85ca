"""The concepts of the service: to add one, add one line here.

A line has the registrations of the domain package, its repository and its commands, a further one
the commands of other modules.
"""

from handlers import agreement as agreement_commands
from handlers import approvals as approval_commands
from handlers import disclosures as disclosure_commands
from handlers import duty as duty_commands
from handlers import letters as letter_commands
from handlers import menu
from handlers import notes as note_commands
from handlers import notifications as notification_commands
from handlers import plan as plan_commands
from handlers import procedures as procedure_commands
from handlers import redactions as redaction_commands
from handlers import reports as report_commands
from handlers import settings as setting_commands
from handlers import todos as todo_commands
from handlers import views as view_commands
from handlers.meetings import agendas, proposals
from handlers.meetings import steps as meeting_commands
from handlers.pending_acts import checked_values, confirmation, sending, sign_offs, taking_back
from handlers.people import account
from handlers.people import administration as people_commands
from handlers.people import page as page_commands
from handlers.requests import deadlines, drafts, resolution, safety, search
from handlers.requests import steps as request_commands
from liaison.agreement import concept as agreement
from liaison.approvals import concept as approvals
from liaison.audit import digests as audit
from liaison.core import people as core_people
from liaison.core.registry import Concept
from liaison.disclosures import concept as disclosures
from liaison.duty import concept as duty
from liaison.letters import concept as letters
from liaison.meetings import concept as meetings
from liaison.notes import concept as notes
from liaison.notifications import concept as notifications
from liaison.pages import concept as pages
from liaison.pending_acts import concept as pending_acts
from liaison.people import concept as people
from liaison.plan import concept as plan
from liaison.procedures import concept as procedures
from liaison.redactions import concept as redactions
from liaison.reports import concept as reports
from liaison.requests import concept as requests
from liaison.settings import concept as settings
from liaison.todos import concept as todos
from storage import agreement as stored_agreement
from storage import approvals as stored_approvals
from storage import core as stored_core
from storage import disclosures as stored_disclosures
from storage import duty as stored_duty
from storage import notes as stored_notes
from storage import pending_acts as stored_acts
from storage import plan as stored_plan
from storage import settings as stored_settings
from storage import todos as stored_todos
from storage.backup import restore_lock
from storage.meetings import repository as stored_meetings
from storage.notifications import repository as stored_notifications
from storage.pages import repository as stored_pages
from storage.people import repository as stored_people
from storage.procedures import repository as stored_procedures
from storage.requests import letter_counters
from storage.requests import repository as stored_requests

CONCEPTS: tuple[Concept, ...] = (
    (*core_people.CONCEPT, *audit.CONCEPT, *stored_core.CONCEPT, *menu.COMMANDS),
    restore_lock.CONCEPT,
    (*requests.CONCEPT, *stored_requests.CONCEPT, *request_commands.COMMANDS),
    (*deadlines.COMMANDS, *drafts.COMMANDS, *resolution.COMMANDS),
    (*search.COMMANDS, *safety.COMMANDS),
    (*notes.CONCEPT, *stored_notes.CONCEPT, *note_commands.COMMANDS),
    (*notifications.CONCEPT, *stored_notifications.CONCEPT, *notification_commands.COMMANDS),
    (*view_commands.COMMANDS,),
    (*todos.CONCEPT, *stored_todos.CONCEPT, *todo_commands.COMMANDS),
    (*duty.CONCEPT, *stored_duty.CONCEPT, *duty_commands.COMMANDS),
    (*meetings.CONCEPT, *stored_meetings.CONCEPT, *meeting_commands.COMMANDS),
    (*agendas.COMMANDS, *proposals.COMMANDS),
    (*plan.CONCEPT, *stored_plan.CONCEPT, *plan_commands.COMMANDS),
    (*procedures.CONCEPT, *stored_procedures.CONCEPT, *procedure_commands.COMMANDS),
    (*agreement.CONCEPT, *stored_agreement.CONCEPT, *agreement_commands.COMMANDS),
    (*disclosures.CONCEPT, *stored_disclosures.CONCEPT, *disclosure_commands.COMMANDS),
    (*redactions.CONCEPT, *redaction_commands.COMMANDS),
    (*letters.CONCEPT, *letter_counters.CONCEPT, *letter_commands.COMMANDS),
    (*reports.CONCEPT, *report_commands.COMMANDS),
    (*people.CONCEPT, *stored_people.CONCEPT, *people_commands.COMMANDS),
    (*pages.CONCEPT, *stored_pages.CONCEPT, *page_commands.COMMANDS),
    (*settings.CONCEPT, *stored_settings.CONCEPT, *setting_commands.COMMANDS),
    (
        *pending_acts.CONCEPT,
        *stored_acts.CONCEPT,
        *confirmation.COMMANDS,
        *checked_values.COMMANDS,
        *sign_offs.COMMANDS,
        *taking_back.COMMANDS,
        *sending.CONCEPT,
    ),
    (*approvals.CONCEPT, *stored_approvals.CONCEPT, *approval_commands.COMMANDS),
    (*account.COMMANDS,),  # the PIN is asked for after all other checks
)
