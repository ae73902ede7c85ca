# Disclosures to third parties, the list of them, and exported files (Article 9).

disclosure-all-requests = all requests
disclosure-one-request = request { $reference }
disclosure-scope-status = type, status, numbers and dates
    .button = Status and numbers
disclosure-scope-record = everything the bot may show of a request
    .button = All but names and notes
disclosure-state =
    { $state ->
        [proposed] waiting for consent
        [granted] consented
        [declined] declined
        [retracted] proposal withdrawn
        [lapsed] not answered in time
        [withdrawn] consent withdrawn
       *[expired] expired
    }

history-disclosure =
    { $state ->
        [proposed] Disclosure { $code } proposed
        [granted] Consent to disclosure { $code }
        [declined] Disclosure { $code } declined
        [retracted] Proposed disclosure { $code } withdrawn
        [withdrawn] Consent to disclosure { $code } withdrawn
       *[lapsed] Proposed disclosure { $code } not answered in time
    }

disclosure-title = <b>Disclosure { $code }</b>: { $state }
disclosure-parties = Provided by { $providing }, disclosed by { $disclosing }
disclosure-until = Until and including { $last }
disclosure-letter = Written consent: { $letter } of { $day }
disclosure-standing =
    { $state ->
        [proposed] { $party } has not consented yet: { $proposal } is open until { $ends }. Nothing may be disclosed without this consent.
        [granted] { $party } consented, { $at }.
        [declined] { $party } declined, { $at }. Nothing may be disclosed.
        [retracted] The proposal was withdrawn, { $at }. Nothing may be disclosed.
        [lapsed] The proposal was open until { $ends } and was not answered. Nothing may be disclosed.
        [withdrawn] { $party } withdrew its consent, { $at }. Nothing more may be disclosed.
       *[expired] The consent ended with { $last }. Nothing more may be disclosed.
    }
button-disclosure-withdraw = Withdraw the consent
recorded-disclosure-withdrawn = You withdrew the consent { $code }. { $other_party } will be notified.

disclosures-title = <b>Disclosures to third parties</b> (Article { $article }): { $total }
disclosures-line = { $code } { $item } → { $third }, until { $last }: { $state }

disclose-what = <b>What do you want to disclose?</b>
    Choose all requests, or write the reference of one.
disclose-ask-third-party = <b>To whom?</b>
disclose-ask-purpose = <b>For what purpose?</b>
    The third party may use it for nothing else.
disclose-ask-scope = <b>How much of it?</b>
    Names, documents and notes are never disclosed by this bot.
disclose-until = <b>Until which day?</b>
    Choose a day or write a date, for example 31 December 2026. It is the last day, by the date in { $other_party }.
disclose-letter-day = <b>What is the date of the letter of consent of { $other_party }?</b>
    Choose today or write a date, for example “yesterday”.
disclose-which-letter = <b>What is the number of the letter of consent of { $day }?</b>
    You propose to disclose { $item } to: { $third }. Purpose: { $purpose }. Scope: { $scope }. Until and including { $last }.
approval-disclosure = Disclosure of { $item } to { $third }, until { $last }; purpose: { $purpose }; scope: { $scope }; letter { $letter } of { $day }
notice-disclosure-withdrawn = ⛔ { $party } withdrew its consent { $code }. Nothing more may be disclosed under it.
notice-disclosure-expired = ⏱ The consent of { $party } in { $code } has ended. Nothing more may be disclosed under it.

export-which = <b>Export requests</b>
    A file for your own competent authority needs no consent. A third party needs the prior written consent of { $other_party } (Article { $article }).
export-no-consents = There is no consent now under which anything may be disclosed.
export-line = { $code }: { $item } → { $third }, until { $last }
button-export = Make the file
button-export-own = For your own competent authority
button-export-under = Under { $code }
recorded-export = The file is being sent. Requests in it: { $total }.
export-title = <b>Export of requests</b>: { $total }
export-for-own = For { $authority } only.
export-for-third = For: { $third }. Purpose: { $purpose }.
export-consent = Consent { $code } of { $party } for { $item }: letter { $letter } of { $day }, until and including { $last }.
export-contains =
    { $scope ->
        [status] May contain: references, types of request, status, Parties, numbers of people, dates.
       *[record] May contain: references, types of request, status, Parties, numbers of people, dates, urgency, channels, letter numbers, and from closed lists: missing information, results, grounds of refusal and reasons for withdrawal.
    }
export-never-contains = Does not contain names, documents, addresses, photos, health data or notes.
export-no-other-use = Confidential (Article { $article }): no other use, and no other recipient.
export-made = Made { $at } by: { $role }, { $party }.
button-file = File (PDF)
recorded-file = The file of { $reference } is being sent.
file-title = <b>File of request { $reference }</b>
file-request = Request
file-due-date = Due date
file-procedure = Procedure
file-steps = Steps and letters
file-audit-code = With the audit code “liaison audit verify --head” proves that nothing recorded until then was changed. Audit code: { $code }

field-reference = Reference
field-state = Status
field-requesting = Requesting Party
field-requested = Requested Party
field-logged = Logged on
field-due-on = Due on
field-state-since = In this status since
field-first-due = First due date
field-request-letter = Letter of the request
field-request-letter-day = Date of that letter
field-confirmed = People confirmed
field-answer-letter = Letter of the reply
field-refusal-letter = Letter of the refusal
field-withdrawal = Reason for withdrawal

error-disclosure-granted = { $other_party } has already consented to this: { $code }. Nothing was proposed.
error-not-your-disclosure = The consent { $code } was given to { $other_party }, not to { $own_party }. Nothing was exported.
error-not-covered = The consent { $code } covers { $item } for { $third }: { $scope }. Nothing was exported.
error-export-empty = There are no requests to export. No file was made.
error-export-too-many = { $total } requests are more than the { $most } of one file. Add a year, for example: /export own 2026
