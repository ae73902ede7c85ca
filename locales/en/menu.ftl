# The way around.
menu-title = <b>Liaison bot</b>
    You are { $role } for { $party }. What would you like to do?
menu-new = New request
menu-record = Record a request that came by letter
menu-cases = Cases
menu-people = People
menu-invite = Invite someone
menu-explain = Explain a due date
menu-language = Language
menu-help = Help

button-more = More…
menu-more = What is it about?
menu-group = <b>{ $group }</b>
menu-group-work = Overview
menu-group-requests = Requests
menu-group-meetings = Meetings and activities
menu-group-agreement = The Agreement
menu-group-people = People and duty
menu-group-settings = Settings

target-none = <b>{ $does }</b>
    There is nothing that this applies to now.
target-which = <b>{ $does }</b>
    Please choose, or write its number.
target-request = { $lettered ->
        [yes] { $letter } · { $reference }
       *[no] { $reference }
    }{ $standing ->
        [overdue] { $days ->
            [one] {" "}· one day overdue
           *[other] {" "}· { $days } days overdue
        }
        [running] { $days ->
            [0] {" "}· due today
            [one] {" "}· one day left
           *[other] {" "}· { $days } days left
        }
       *[still] {""}
    }
target-meeting = { $day } · { $code } · { $kind }
target-activity = { $number }. { $title }

help-title = <b>What the bot does</b>
    It carries requests between the competent authorities of the two Parties, counts the days and reminds in time. Names, documents and photos never belong here: they go in the official letter.
    Everything can be done with the buttons of /menu. Whoever prefers to type may use these commands:
help-line = { $command } – { $does }
help-end = Where a command is about a case, its reference may follow, for example /case KH26-7F3KK. Without it you are offered what the command applies to.

language-choose = Please choose your language.

cancelled = Stopped. Nothing was recorded.
cancel-which = No question is open. What happens to your drafts?

button-menu = Menu
button-back = Back
button-cancel = Cancel
button-change-answers = Change
button-continue = Continue
button-open = Open { $code }
button-skip = Skip

answer = { $value }
not-stated = not stated
unanswered = not answered

error-not-understood = No request was found for this. Write a letter number, a reference or what you want to do, for example “new request”.
error-did-you-mean = No request or meeting was found for this. Did you mean:
found-requests = “{ $words }” is in { $more ->
        [yes] many requests. These are the latest; write more of the number to find others.
       *[no] these requests:
    }
error-unknown-command = There is no such command. Please choose from the menu.
error-button = This button is no longer valid. Please open the menu with /menu.
error-edited = An edited message changes nothing that was recorded. Please write a new one.
error-forwarded = Forwarded messages are not acted on. Please write the command yourself.
error-only-text = Only text is accepted here. Files, photos, voice messages, contacts and locations go by the official channel. What you sent was not stored and is being deleted, but it has already reached Telegram.
error-quoted = “{ $typed }”: { $why }
error-not-a-choice = That is not one of the choices offered. Please choose again.
error-not-your-role = Your role does not include this step.

waiting-cases = { $count ->
        [one] One case waits for a step of your Party.
       *[other] { $count } cases wait for a step of your Party.
    }
error-nothing-to-cancel = There is nothing to stop.
