# The menu and the help.
menu-title = <b>Liaison bot</b>
    You are { $role } for { $party }. What would you like to do?

button-more = More…
menu-more = What do you want to do?
menu-group-work = Overview
menu-group-requests = Requests
menu-group-meetings = Meetings and activities
menu-group-agreement = The Agreement
menu-group-people = People and duty
menu-group-settings = Settings

target-none = <b>{ $does }</b>
    { $about ->
        [correct] There is nothing to correct now. After a reply for some people, reply again: the last result for a number counts. A full reply or refusal can be corrected until its request is closed; after that, send an official letter or a new request. Of a request that you sent, a letter and its date, the number of people, the day by which a reply is needed and the reason of a withdrawal can be. Open the request.
        [requests] No request is at that step now. Open one to see what can be done.
        [meetings] No meeting is at that step now. Open one to see what can be done.
        [redact] No record with a letter was found. Open the record (also a meeting or an invitation), press “More…” and “Take out personal data”, or write /redact with its number.
       *[other] There is nothing to choose from now. Press “Menu”.
    }
target-which = <b>{ $does }</b>
    Choose one, or write its number.
target-first-receive = Receipt comes first. When it is confirmed, write this again: { $does }.
target-first-retract = The meeting is not agreed yet: its proposal can be withdrawn.
target-request = { $lettered ->
        [yes] { $typed } · { $reference }
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
target-activity = { $number }. { $typed }

help-title = <b>What the bot does</b>
    It carries requests between the competent authorities of the two Parties, counts the days and sends reminders. Names, documents and photos never belong here: send them by official letter.
help-words = Write what you want to do in your own words, for example “{ $first }” or “{ $second }”, or the number of a letter or a reference, or press a button.

language-choose = Please choose your language.

cancelled = Stopped. Nothing was recorded.
cancel-which = There is no open question. What do you want to do with your drafts?

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

error-not-understood = The bot did not understand this.
error-not-understood-here = The bot did not understand this. Use the buttons below.
error-nothing-found = No such request was found.
left-over = This part is not done. Write it again after this step.
error-write-what = Write a letter number, a reference or what you want to do, for example “new request”.
error-no-question = There is no question to answer with yes or no. Use the buttons.
error-bare-answer = This only says yes or no. Write the text itself.
error-bare-date = This is a day. Write the text itself.
error-did-you-mean = Did you mean:
found-requests = “{ $words }” is in { $more ->
        [yes] many requests. These are the latest; write more of the number to find others.
       *[no] these requests:
    }
error-unknown-command = There is no such command. Choose from the menu.
error-button = This button is no longer valid. Write “menu”.
error-edited = An edited message changes nothing. Write a new one.
error-forwarded = Forwarded messages are ignored. Write the command yourself.
error-only-text = Only text is accepted here. Send files, photos, voice messages, contacts and locations through the official channel. What you sent is not stored and is being deleted, but has reached Telegram.
error-quoted = “{ $typed }”: { $why }
error-not-a-choice = This is not one of the choices. Choose again.
error-not-of-choices = This is not one of the choices: { $choices }.
error-for-colleagues = Your role does not allow this: ask a colleague. The role of { $names } allows it.{ $act ->
        [extend] {" "}A coordinator proposes an extension, also if the day of receipt is wrong.
       *[other] {""}
    }
error-not-your-role = Your role does not allow this: ask a colleague. “Menu” shows what you can do.

waiting-requests = { $count ->
        [one] One request needs action from { $own_party }.
       *[other] { $count } requests need action from { $own_party }.
    }
error-nothing-to-cancel = There is nothing to stop.
