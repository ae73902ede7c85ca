# People: joining, roles, standing.
role-focal-person = focal person
role-coordinator = coordinator
role-auditor = auditor
role-admin = administrator

stranger = This is the liaison desk of the competent authorities. It is open to appointed persons only. Please ask the administrator of your Party for an invitation link.
profile-name = Liaison
profile-description = This bot carries requests between the competent authorities of the two Parties, counts the days and reminds in time. It is open to appointed persons only: open the link that your administrator gave you. Never write names of victims, documents or photos here.
profile-short-description = Requests between the competent authorities of the two Parties. For appointed persons only.
notice-joined = { $name } ({ $agency }) has joined your Party as { $role }.

people-title = <b>People of { $party }</b>
people-line = № { $number } { $name }, { $agency } – { $role }{ $standing ->
        [suspended] {" "}(suspended)
       *[active] {""}
    }
people-note = – { $note }
people-unreachable = Cannot be reached through Telegram since { $day }.
people-other = { $party } has { $count ->
        [0] no focal persons or coordinators at the desk yet.
        [one] one focal person or coordinator at the desk.
       *[other] { $count } focal persons and coordinators at the desk.
    }
people-suspended = { $name } has been suspended. It takes effect at once.
people-active = { $name } may use the desk again.
people-removed = { $name } has been removed. It takes effect at once.

status-suspended = Your access to the liaison desk is suspended. Please speak to the administrator of your Party.
status-removed = Your access to the liaison desk has ended. Thank you for your work.
status-active = Your access to the liaison desk is open again.

invite-role = Which role will the person have?
invite-agency = Which agency does the person belong to? Please write its name, at most 60 characters.
invite-made = Please pass this link to the person who becomes { $role }. It works once, for 72 hours, and you are asked to confirm who opened it. Keep it from anyone else.
    https://t.me/{ $bot }?start={ $token }
invite-waits = You have opened the invitation. An administrator confirms that it is you; then you get a message here.
notice-invitation = { $name } opened the link for { $role } of { $agency }. Is it the person you invited?
notice-invitation-again = { $name } opened the link for { $role } of { $agency }, which another person had opened before, and was refused. /invites shows who waits.
invitations-title = <b>Open invitations</b>
invitations-none = No invitation is open.
invitation-line = { $role }, { $agency }: { $opened ->
        [yes] opened by { $name }, waits for confirmation until { $ends }
       *[no] made by { $who }, valid until { $ends }
    }
invitation-confirmed = { $name } has joined.
invitation-revoked = The invitation is revoked. Its link no longer works.
button-invitations = Invitations
button-invitation = { $opened ->
        [yes] { $name }
       *[no] { $agency }
    }
button-invitation-yes = Yes, it is
button-invitation-no = No, it is not
button-invitation-revoke = Revoke invitation
error-unknown-invite = This invitation is no longer open. /invites lists those that are.
remove-sure = Remove { $name } for good? The person would need a new invitation.

button-own-agency = { $agency }
button-suspend = Suspend
button-restore = Give access back
button-remove = Remove
button-remove-sure = Yes, remove

error-invite-not-valid = This link does not work. It may have been used or revoked, or be older than 72 hours. Please ask your administrator for a new one.
error-too-many-tries = Too many links that do not work. Please wait an hour, then ask your administrator for a new one.
error-already-joined = You have joined already. /menu leads on.
error-unknown-person = No such person of your Party can be found, or nothing is to be changed. Please choose from /people.
error-own-status = You cannot suspend or remove yourself. Another administrator of your Party can.
error-agency = Please write the name of the agency in letters, with at most { $most } characters.

notice-handover = { $name } can no longer work on { $count ->
        [one] an open case. Please assign it to somebody else.
       *[other] { $count } open cases. Please assign them to somebody else.
    }

people-language = Language: { $language }
people-deputy = Away { SAME($first, $last) ->
        [yes] on { $first }
       *[no] from { $first } to { $last }
    }; deputy: { $name }
people-no-deputy = No time away and no deputy recorded
people-reachable = Can be reached through Telegram
people-seen = Last seen on { $day }
people-never-seen = Not seen at the desk yet
people-role = { $name } is now { $role }. It takes effect at once.

people-appointed = Appointed by letter { $letter } since { $since }
appoint-since = Since which day is { $name } appointed?
appoint-letter = What is the number of the official letter of appointment?
appoint-check = Appointment of { $name }: { $role }, { $agency } (without name and letter)
button-appoint = Appointment
notice-appointed = Appointed by { $party } since { $since }: { $role }, { $agency }.
notice-appointment-over = No longer in the post: { $role }, { $agency }, appointed by { $party } since { $since }.

role-which = <b>Which role will { $name } have?</b>
    The present one is { $role }.
role-changed = Your role at the liaison desk is now { $role }. What was under way has been ended; the menu shows what you can do.
notice-role = { $name } ({ $agency }) is now { $role }.
button-role = Change the role

nominations-title = <b>Administrators to be confirmed</b>
nominations-none = Nothing waits for confirmation.
nomination-asked = { $code }: { $invited ->
        [yes] { $who } asks to invite an administrator of { $name }.
       *[no] { $who } asks that { $name } become administrator.
    } Another administrator of your Party confirms it, until { $ends }.
nomination-confirmed = { $invited ->
        [yes] { $who } has confirmed the invitation of an administrator of { $name }, and passes the link on.
       *[no] { $who } has confirmed that { $name } becomes administrator.
    }
nomination-declined = { $invited ->
        [yes] { $who } has declined the invitation of an administrator of { $name }.
       *[no] { $who } has declined that { $name } become administrator.
    }
nomination-expired = { $invited ->
        [yes] The invitation of an administrator of { $name } has lapsed without being confirmed.
       *[no] The proposal that { $name } become administrator has lapsed without being confirmed.
    }
nomination-first = Another administrator of your Party has to confirm this first. Nothing has been changed yet.
nomination-link-below = Confirmed. The link follows in a message of its own; please pass it on.
button-nominations = To be confirmed
button-nominations-waiting = To be confirmed: { $count }
button-nomination-confirm = Confirm
button-nomination-decline = Decline
button-nomination-back = Take it back

case-offered = Offered to { $name }, { $agency }, who has not taken it yet
button-take = Take the case
button-decline-offer = Decline the case
action-offered = Offered to a successor
action-taken = Taken over by the successor
action-declined = Declined by the successor
notice-offer = { $reference } is offered to you. Please take the case over.
notice-taken = { $reference } has been taken over.
notice-offer-declined = { $reference } was declined by whom it was offered to. Please offer it to somebody else.
recorded-offer = { $reference } has been offered to { $name }. It stays with the coordinators until { $name } takes it.
recorded-offer-declined = You have declined { $reference }. The coordinators are told.

error-last-admin = This is the last administrator of your Party, who cannot be suspended or removed or be given another role.
error-not-yet-alone = An administrator was removed or given another role: until { $ends } nobody of your Party names one alone. Nothing was changed.
error-not-offered = The case is not offered to you. Nothing was changed.
error-own-role = You cannot change your own role. Another administrator of your Party can.
error-role-of-suspended = The access of { $name } is suspended. Please give it back first.
error-unknown-nomination = Nothing of that code is to be confirmed in your Party. /confirm lists what is.
error-nomination-ended = This has been confirmed or declined already, or has lapsed. Nothing has been changed.
error-own-nomination = You asked for this yourself. Another administrator of your Party has to confirm it.
