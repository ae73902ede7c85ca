# People: joining, roles, standing.
role-focal-person = focal person
role-coordinator = coordinator
role-admin = administrator

stranger = This is the liaison desk of the competent authorities. It is open to appointed persons only. Please ask the administrator of your Party for an invitation link.
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

standing-suspended = Your access to the liaison desk is suspended. Please speak to the administrator of your Party.
standing-removed = Your access to the liaison desk has ended. Thank you for your work.
standing-active = Your access to the liaison desk is open again.

invite-role = Which role will the person have?
invite-agency = Which agency does the person belong to? Please write its name, at most 60 characters.
invite-made = Please pass this link to the person who becomes { $role }. It works once, for 72 hours. Keep it from anyone else.
    https://t.me/{ $bot }?start={ $token }
remove-sure = Remove { $name } for good? The person would need a new invitation.

button-person = { $name }
button-own-agency = { $agency }
button-suspend = Suspend
button-restore = Give access back
button-remove = Remove
button-remove-sure = Yes, remove

error-invite-not-valid = This link does not work. It may have been used or be older than 72 hours. Please ask your administrator for a new one.
error-too-many-tries = Too many links that do not work. Please wait an hour, then ask your administrator for a new one.
error-already-joined = You have joined already. /menu leads on.
error-unknown-person = No such person of your Party can be found, or nothing is to be changed. Please choose from /people.
error-own-standing = You cannot suspend or remove yourself. Another administrator of your Party can.
error-agency = Please write the name of the agency in 1 to { $most } characters.

notice-handover = { $name } can no longer work on { $count ->
        [one] an open case. Please assign it to somebody else.
       *[other] { $count } open cases. Please assign them to somebody else.
    }
