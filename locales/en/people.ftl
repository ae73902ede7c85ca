# People: joining, roles, access.
role-focal-person = focal person
role-coordinator = coordinator
role-auditor = auditor
role-admin = administrator

stranger = This is the liaison bot of the competent authorities, for appointed people only. Ask the administrator of your side for an invitation link.
profile-name = Liaison
profile-description = This bot carries requests between the competent authorities of the two Parties, counts the days and sends reminders. It is for appointed people only: open the link that your administrator gave you. Never write names of victims, and send no documents or photos here.
profile-short-description = Requests between the competent authorities of the two Parties. For appointed people only.
notice-joined = 👤 { $name } ({ $agency }) has joined as { $role }.

people-title = <b>People of { $party }</b>
people-line = { $number }. { $name }, { $agency } – { $role }{ $standing ->
        [suspended] {" "}(suspended)
       *[active] {""}
    }
people-note = – { $note }
people-unreachable = Not reachable through Telegram since { $day }.
people-other = { $party } has { $count ->
        [0] no focal persons or coordinators here now.
        [one] one focal person or coordinator here.
       *[other] { $count } focal persons and coordinators here.
    }
recorded-status =
    { $status ->
        [suspended] { $name } is suspended from now on.
        [active] { $name } has access again.
       *[removed] { $name } is removed from now on.
    }

status-suspended = ⛔ Your access to the liaison bot is suspended. Speak to your administrator.
status-lost = ⛔ You have suspended your account. { $left ->
        [yes] Your administrators were notified.
       *[no] No administrator is left: ask the operator.
    }
status-removed = ⛔ Your access to the liaison bot has ended. Thank you for your work.
status-active = ✓ You have access to the liaison bot again.{ $words ->
        [yes] { " " }Your earlier words for a lost phone no longer work. Set new ones: /lostword
       *[no] { "" }
    }

invite-role = Which role will the person have?
invite-agency = Which agency does the person belong to? Write its name, at most 60 characters.
invite-recipient = the person you invite
invite-made = Give this link to the new { $role } ({ $agency }) only. It works once, for 72 hours. You will be asked to confirm who opened it.
    https://t.me/{ $bot }?start={ $token }
invite-page = Without Telegram, the person joins in a browser:
    { $link }
invite-waits = You have opened the invitation. You will get a message here when an administrator has confirmed that it is you, or if the invitation expires.
notice-invitation = 👤 { $name } opened the link for { $role } of { $agency }. Is it the person you invited? Answer by { $ends }.
notice-invitation-again = ⚠️ { $name } was refused: the link for { $role } of { $agency } had been opened before, or is revoked. Open invitations: /invites
notice-invitation-ended = ⏱ The invitation for { $role } of { $agency } has expired: { $opened ->
        [yes] no one confirmed { $name }, who had opened the link
       *[no] no one opened the link
    }. If it is still needed, invite the person again.
invitations-title = <b>Open invitations</b>
invitation-line = { $role }, { $agency }: { $opened ->
        [yes] opened by { $name }, to be confirmed by { $ends }
       *[no] made by { $who }, valid until { $ends }
    }
invitation-confirmed = { $name } has joined.
invitation-revoked = The invitation is revoked. Its link no longer works.
button-invitations = Invitations
button-invitation = { $opened ->
        [yes] { $name }
       *[no] { $agency }
    }
button-invitation-yes = Yes, confirm
button-invitation-no = No, refuse
button-invitation-revoke = Revoke invitation
error-unknown-invite = This invitation is no longer open. /invites shows open invitations.
sure =
    { $action ->
        [remove] Remove { $name } for good? The person would need a new invitation.
        [suspend]
            <b>Suspend { $name }?</b> { $admin ->
                [yes] Another administrator or a coordinator must confirm it first.
               *[no] It takes effect at once.
            }
        [restore] <b>Restore the access of { $name }?</b>
       *[role] <b>Change the role of { $name } to { $role }?</b>
    }

button-suspend = Suspend
button-restore = Restore access
button-remove = Remove
button-sure =
    { $action ->
        [remove] Yes, remove
        [suspend] Yes, suspend
        [restore] Yes, restore
       *[role] Yes, change
    }

error-invite-not-valid = This link does not work: it was used or revoked, or it is older than 72 hours. Ask your administrator for a new one.
error-not-a-name = Set a name with letters and without long numbers in the settings of Telegram, then open the link again.
error-too-many-tries = Too many wrong links or words. Wait an hour, or speak to your administrator.
error-already-joined = You have already joined. Write “menu”.
error-unknown-person = This person is not on your list, or there is nothing to change. Press a name, or open “People”.
error-own-status = You cannot change your own role or access. Ask another administrator.
error-agency = Write the name of the agency in letters, with at most { $most } characters.

handover-by = { $name } can no longer work on { $count ->
        [one] one open request
       *[other] { $count } open requests
    }. Ask for another handler: { $names } can assign one.
notice-handover = 👤 { $name } can no longer work on { $count ->
        [one] one open request. Please assign it to another person.
       *[other] { $count } open requests. Please assign them to other people.
    }

people-deputy = Out of office { SAME($first, $last) ->
        [yes] on { $first }
       *[no] from { $first } to { $last }
    }; deputy: { $name }
people-no-deputy = In office
people-reachable = Reachable through Telegram
people-seen = Last seen on { $day }
people-never-seen = Has not used the bot yet
people-role = { $name } is { $role } from now on.

people-appointed = Appointed by letter { $letter } since { $since }
appoint-since = Since which day is { $name } appointed?
appoint-letter = What is the number of the official letter of appointment?
appoint-check = Appointment of { $name }: { $role }, { $agency } (without the name)
agency-check = Agency of { $name }
button-appoint = Appointment
button-agency = Change the agency
notice-appointed = 👤 { $replaces ->
    [yes] { $party } has changed the appointment of its { $role }, { $agency }: since { $since }, letter { $letter }.
   *[no] Appointed by { $party } since { $since }, letter { $letter }: { $role }, { $agency }.
    }
notice-appointment-over = 👤 No longer in the post: { $role }, { $agency }, appointed by { $party } since { $since }.
notice-approver-gone = ⚠️ { $role ->
    [admin] An administrator
   *[coordinator] The last coordinator
    } of { $party } has lost the role or the access to the liaison bot.
notice-no-staff = ⚠️ { $party } has no focal person or coordinator in the liaison bot now. Until its administrators invite one, it can answer by official letter only.

role-which = <b>Which role will { $name } have?</b>
    The present one is { $role }.
role-changed = 👤 You are now { $role } in the liaison bot. What you were doing was stopped; the menu shows what you can do.
notice-role = 👤 { $name } ({ $agency }) is now { $role }.
notice-agency = 👤 { $name } now belongs to { $agency } (before: { $before }).
button-role = Change the role

nominations-title = <b>To confirm</b>
nomination-asked = 🔑 { $code }: { $invited ->
        [yes] { $who } asks to invite an administrator of { $name }.
        [suspended] { $who } asks to suspend { $name }.
        [removed] { $who } asks to remove { $name }.
        [role] { $who } asks to give { $name } another role: { $role }.
       *[no] { $who } proposes { $name } as administrator.
    } { $by ->
        [coordinator] A coordinator
       *[admin] Another administrator
    } must confirm it by { $ends }.
nomination-confirmed = ✓ { $invited ->
        [yes] { $who } has confirmed the invitation of an administrator of { $name }, and will pass on the link.
        [suspended] { $who } has confirmed that { $name } is suspended.
        [removed] { $who } has confirmed that { $name } is removed.
        [role] { $who } has confirmed the new role of { $name }: { $role }.
       *[no] { $who } has confirmed { $name } as administrator.
    }
nomination-declined = ✗ { $invited ->
        [yes] { $who } has declined the invitation of an administrator of { $name }.
        [suspended] { $who } has declined to suspend { $name }.
        [removed] { $who } has declined to remove { $name }.
        [role] { $who } has declined the new role of { $name }: { $role }.
       *[no] { $who } has declined { $name } as administrator.
    }
nomination-expired = ⏱ { $invited ->
        [yes] The invitation of an administrator of { $name } expired without confirmation.
        [suspended] The proposal to suspend { $name } expired without confirmation.
        [removed] The proposal to remove { $name } expired without confirmation.
        [role] The new role of { $name }, { $role }, expired without confirmation.
       *[no] The proposal of { $name } as administrator expired without confirmation.
    }
nomination-first = { $by ->
        [coordinator] A coordinator
       *[admin] Another administrator
    } must confirm this first. Nothing was changed yet.
nomination-link-below = Confirmed. The link comes in the next message: pass it on.
button-nominations = To confirm
button-nominations-waiting = To confirm: { $count }
button-nomination-confirm = Confirm
button-nomination-back = Withdraw the proposal

request-offered = Offered to { $name }, { $agency }; not taken yet
button-take = Take the request
button-decline-offer = Decline the request
action-offered = Offered to a successor
action-taken = Taken over by the successor
action-declined = Declined by the successor
notice-offer = 👤 { $reference } is offered to you. Please take it over.
notice-taken = 👤 { $reference } has been taken over.
notice-offer-declined = ✗ { $reference }: the offer was declined. Please offer it to another person.
recorded-offer = The request is offered to { $name }. It stays with the coordinators until { $name } takes it.
recorded-offer-declined = You declined the request. The coordinators will be notified.

error-last-admin = This is your last administrator, who cannot be suspended, removed or given another role. Invite another administrator first.
error-not-yet-alone = An administrator was removed or given another role. Until { $ends }, a new administrator needs the confirmation of another one. Nothing was changed.
error-not-offered = This request is not offered to you. Nothing was changed.
error-role-of-suspended = The access of { $name } is suspended. Restore it first.
error-nomination-ended = This was already confirmed or declined, or has expired. Nothing was changed.
error-own-nomination = This is about you, or you proposed it: another administrator must answer.

notice-operator-invites = 👤 { $joined ->
        [yes] A person joined by an invitation of the operator
       *[no] The operator of the service made an invitation
    }: { $role } of { $agency }, { $party }. The person cannot take part in joint approvals until { $party } confirms.
notice-unconfirmed = ⚠️ { $name } ({ $agency }) joined as { $role } by an invitation of the operator. Is { $name } an official of { $own_party }? Until you confirm, { $name } cannot take part in joint approvals.
notice-newcomer = 🔑 { $name } ({ $agency }) joined or changed role less than 24 hours ago and tried: { $does }. Can { $name } take steps that bind both Parties or change coordinators and administrators?
people-unconfirmed = Invited by the operator, not yet confirmed
button-confirm = Confirm this person
recorded-confirm = { $name } can take part in joint approvals from now on.
membership-confirmed = ✓ You can take part in joint approvals from now on.
error-not-confirmed = You joined by an invitation of the operator. { $left ->
        [yes] An administrator or a coordinator of { $own_party } must confirm you first; they were notified.
       *[no] No administrator or coordinator of { $own_party } who could confirm you has access: an administrator must restore one first.
    }
error-joined-recently = You joined or changed role less than 24 hours ago. Until { $ends }, a coordinator with at least 24 hours in the role must agree to this step.
error-not-longer = Only a coordinator with at least 24 hours in the role can agree.
error-no-second = No one can confirm this yet. You need another administrator, or a coordinator with at least 24 hours in the role, whom you did not invite. Nothing was changed.

notice-status-lost = ⚠️ { $name } ({ $agency }) has suspended their own account: the phone may be lost or stolen. { $left ->
        [yes] Restore it only after you have spoken to { $name }.
       *[no] No administrator is left: ask the operator.
    }
lost-how = <b>Is your phone lost or stolen? Suspend your account?</b> No one can use it then, and only an administrator can restore it. From another phone, write /lost and the words that you set with /lostword. If it is a colleague’s phone, an administrator suspends the colleague under “{ command-people.button }”.
lost-received = If the words are right, the account is suspended now, and the administrators of its Party were notified. If you are not sure of the words, or have set none, ask an administrator or the operator to suspend it.
lostword-ask =
    <b>Which words will suspend your account?</b>
    If your phone is stolen, send /lost and these words to the bot from any other phone. Choose words that no one can guess. What you write is deleted from this chat at once.
lostword-again = <b>Please write the same words again.</b> They are set only then.
notice-lostword = ⚠️ { $name } ({ $agency }) has replaced the words for a lost phone. Ask { $name } in person or by phone: did { $name } do it?
recorded-lostword = The words are set. Keep them in mind, not in the phone.
error-lost-words-guessable = These words are too easy to guess. Choose other words.
error-lost-words-differ = These are not the same words as before. No words were set.
error-lost-words-length = Write { $least } to { $most } characters.
