"""The words of the tables of notifications: audiences, to-dos, and what happened."""

from collections.abc import Mapping

from liaison.core.agreement import EscalationTarget
from liaison.core.people import PersonId
from liaison.notifications.rules import Audience
from liaison.todos.model import Todo
from tests.unit.samples import BOPHA, DARA, LI, SOKHA, WANG

STAFF = "focal persons and coordinators"
AUDIENCES: Mapping[Audience, str] = {
    Audience.STAFF: STAFF,
    Audience.ADMINS: "administrators",
    Audience.APPROVERS: "coordinators and administrators",
    Audience.COORDINATORS: "coordinators",
    Audience.COORDINATORS_ONLY: "coordinators",
    Audience.RESPONSIBLE: "the person who works on it",
    Audience.REQUEST_TEAM: "the person who {} it, and coordinators",
    Audience.ATTENDING: f"{STAFF} who have not declined; all if none is left",
    Audience.PERSON: "the person whom it concerns",
}
TARGETS: Mapping[EscalationTarget, str] = {
    EscalationTarget.SAME_PEOPLE: "the same people, and deputies of those who are absent",
    EscalationTarget.DEPUTY: "the deputies whom they named",
    EscalationTarget.COORDINATORS: "coordinators",
    EscalationTarget.ADMINS: "administrators",
    EscalationTarget.OTHER_SIDE: "coordinators of the other Party",
    EscalationTarget.DAILY: "all of the own Party again",
}
OTHER = PersonId(7)
"""One more focal person of a Party."""
PEOPLE: Mapping[PersonId, str] = {
    SOKHA.id: "the person who sent it",
    LI.id: "the person who works on it",
    OTHER: "the person who is asked",
    DARA.id: "coordinators",
    WANG.id: "coordinators",
    BOPHA.id: "administrators",
}
ON_DUTY = "the person on duty, or else coordinators; all others in working hours"
NAMES: Mapping[str, str] = {
    "todo-receive": "Confirm receipt",
    "todo-answer": "Reply",
    "todo-assign": "Assign a request",
    "todo-take": "Take over a request",
    "todo-approve": "Approve a refusal or a reply",
    "todo-returned": "Change what was returned, and send it again",
    "todo-review": "Agree or object to what was recorded from a letter",
    "todo-progress": "Report progress",
    "todo-safety": "Decide on the safety check of a repatriation",
    "todo-supply": "Send information",
    "todo-close": "Close",
    "todo-wait-supply": "Wait for the information",
    "todo-wait-approve": "Wait for the approval of a draft",
    "todo-wait-receipt": "Wait for the receipt",
    "todo-wait-reply": "Wait for the reply",
    "todo-wait-safety": "Wait for the decision on the safety check",
    "todo-meeting-answer": "Answer the proposal of a meeting",
    "todo-meeting-wait": "Wait for the answer to the proposal of a meeting",
    "todo-meeting-confirm": "Confirm the own proposal of a meeting",
    "todo-meeting-back": "Wait for the approval of the own proposal of a meeting",
    "todo-meeting-held": "Record whether a meeting took place",
    "todo-meeting-disputed": "Record again whether a meeting took place",
    "todo-meeting-attend": "Say whether you attend a meeting",
    "notice-meeting-coming": "Come to a meeting",
    "todo-meeting-again": "Propose an emergency again",
    "todo-meeting-record": "Record what a meeting decided",
    "todo-decide": "Decide a proposal",
    "extension": "Decide whether to extend a due date",
    "todo-wait-decide": "Wait for the decision on a proposal",
    "todo-activity-due": "Finish an activity",
    "todo-step": "Do a step of the procedure",
    "todo-wait-step": "Wait for a step of the procedure",
    "gate": "Settle a gate of the procedure",
    "wait-gate": "Wait for a gate of the procedure",
    "todo-duty": "Enter who is on duty",
}
"""To-dos by the key of their texts; any other is to read a notice."""
OCCASIONS: Mapping[str, str] = {
    "unreachable": "Person not reachable through Telegram",
    "annual-without-date": "Annual consultation without a date",
    "role": "Another role",
    "agency": "Another agency, for others of the Party",
    "own-agency": "Another agency, for the person",
    "access": "Suspended, removed or restored",
    "approver-lost": "Phone lost; coordinator or administrator suspended, removed or demoted",
    "holidays-changed": "Holidays, working days or quiet hours changed",
    "own-setting": "Setting of the own Party changed by an administrator",
    "by-colleague": "What was sent corrected, or request withdrawn, by a colleague",
    "no-staff": "No focal person or coordinator left",
    "approver-gone": "Administrator or last coordinator suspended, removed or demoted",
    "lostword": "Words for a lost telephone replaced",
    "unconfirmed": "Joined by a link of the operator",
    "newcomer": "Act for the Party by a person who joined within 24 hours",
    "invitation": "Link of an invitation opened",
    "invitation-again": "Link of an invitation opened by another person",
    "nomination": "Change of an administrator to confirm",
    "handover": "Requests to reassign",
    "duty": "Hand-over of the duty in an outage",
    "deputy": "Deputy named, or no longer",
    "act-waits": "Refusal or reply to approve",
    "act-withheld": "Step that did not leave, as its author lost the role",
}
"""What happened, by the key of its notice where that does not say so."""


def seen_by(todo: Todo) -> str:
    """The people who see a to-do first."""
    who = dict.fromkeys(PEOPLE[each] for each in PEOPLE if each in todo.people)
    return STAFF if OTHER in todo.people and len(who) > 1 else ", ".join(who)
