# Disclosures to third parties, their ledger, and files that leave the desk (Article 9).
menu-ledger = Ledger of disclosures
menu-disclose = Propose a disclosure
menu-export = Export cases

disclosure-all-cases = all cases
disclosure-one-case = the case { $reference }
disclosure-scope-status = type, status, numbers and dates
    .button = Status and numbers
disclosure-scope-record = everything the desk may show of a case
    .button = All but names and notes
disclosure-state-proposed = waits for consent
disclosure-state-granted = consented
disclosure-state-declined = declined
disclosure-state-retracted = proposal withdrawn
disclosure-state-lapsed = not answered in time
disclosure-state-withdrawn = consent withdrawn
disclosure-state-expired = expired

disclosure-title = <b>Disclosure { $code }</b>: { $state }
disclosure-item = What: { $item }
disclosure-parties = Provided by { $providing }, to be disclosed by { $disclosing }
disclosure-third = To: { $third }
disclosure-purpose = Purpose: { $purpose }
disclosure-scope = Scope: { $scope }
disclosure-until = Until and including { $last }
disclosure-letter = Written consent: { $letter } of { $day }
disclosure-proposed = { $party } has not consented yet: { $proposal } is open until { $ends }. Nothing may be disclosed unless it consents.
disclosure-granted = { $party } consented, { $at }.
disclosure-declined = { $party } declined, { $at }. Nothing may be disclosed.
disclosure-retracted = The proposal was withdrawn, { $at }. Nothing may be disclosed.
disclosure-lapsed = The proposal was open until { $ends } and was not answered. Nothing may be disclosed.
disclosure-withdrawn = { $party } withdrew its consent, { $at }. Nothing more may be disclosed.
disclosure-expired = The consent ended with { $last }. Nothing more may be disclosed.
button-disclosure-withdraw = Withdraw the consent
recorded-disclosure-withdrawn = The consent { $code } is withdrawn from now on. The other Party is told.

ledger-title = <b>Disclosures to third parties</b> (Article { $article }): { $total }
ledger-none = Nothing has been disclosed or proposed.
ledger-line = { $code } { $item } → { $third }, until { $last }: { $state }

disclose-what = <b>What shall be disclosed?</b>
    Press all cases, or write the reference of one case. The other Party is asked for its consent.
disclose-ask-third-party = <b>To whom?</b>
    Choose the third party.
disclose-ask-purpose = <b>For what purpose?</b>
    The third party may use it for nothing else.
disclose-ask-scope = <b>How much of it?</b>
    Names, documents and notes are never disclosed by this desk.
disclose-until = <b>Until which day?</b>
    Press a day or write a date, for example 31 December 2026. It is the last day, by the date in the other Party's country.
disclose-letter-day = <b>Of which date is the letter by which the other Party consents?</b>
    Press today or write a date, for example 15 March 2026.
disclose-which-letter = <b>What is the reference of the letter of consent of { $day }?</b>
    With it you propose to disclose { $item } to: { $third }. Purpose: { $purpose }. Scope: { $scope }. Until and including { $last }. The other Party is asked to confirm as soon as you have written it.
recorded-disclosure = Proposed: { $code }. Nothing may be disclosed until the other Party agrees to { $proposal }.
approval-disclosure = disclosure of { $item } to { $third }, until { $last }; purpose: { $purpose }; scope: { $scope }; letter { $letter } of { $day }
notice-disclosure-withdrawn = ⛔ { $party } withdrew its consent { $code }. Nothing more may be disclosed under it.
notice-disclosure-expired = The consent of { $party } in { $code } has ended. Nothing more may be disclosed under it.

export-which = <b>Export cases</b>
    A file for your own competent authority needs no consent. For a third party the prior written consent of the other Party is needed (Article { $article }).
export-no-consents = There is no consent under which something may be disclosed now.
export-line = { $code }: { $item } → { $third }, until { $last }
button-export = Make the file
button-export-own = For your own competent authority
button-export-under = Under { $code }
recorded-export = The file is on its way. Cases in it: { $total }.
export-title = <b>Export of cases from the liaison desk</b>: { $total }
export-for-own = For: { $authority }, and for nobody else.
export-for-third = For: { $third }. Purpose: { $purpose }.
export-consent = Consent { $code } of { $party } for { $item }: letter { $letter } of { $day }, until and including { $last }.
export-contains-status = May contain: references, types of request, status, Parties, numbers of persons, dates.
export-contains-record = May contain: references, types of request, status, Parties, numbers of persons, dates, urgency, channels, references of letters, and from closed lists: information still missing, results, grounds of refusal and reasons for withdrawal.
export-never-contains = Has no columns for names, documents, addresses, photos, health data or notes.
export-no-other-use = Confidential (Article { $article }): no other use, and no other recipient.
export-made = Made { $at } by: { $role }, { $party }.
export-several = { $several }
export-urgent-yes = urgent
export-urgent-no = routine
export-unavailable = This desk cannot make files of cases: the part for reports is not installed. Please ask whoever operates it. No file was made.

column-reference = Reference
column-kind = Request
column-state = Status
column-requesting = Requesting Party
column-requested = Requested Party
column-persons = Persons
column-children = Of them children
column-logged = Logged on
column-received = Received on
column-due = Due on
column-since = In this status since
column-urgency = Urgency
column-needed-by = Answer needed by
column-first-due = Due before it was extended
column-channel = Channel
column-letter = Letter of the request
column-letter-day = Date of that letter
column-missing = Still missing
column-result = Result
column-confirmed = Persons confirmed
column-answer-letter = Letter of the answer
column-grounds = Grounds of refusal
column-refusal-letter = Letter of the refusal
column-withdrawal = Reason of withdrawal

error-unknown-disclosure = There is no disclosure of that code. /ledger shows all of them.
error-disclosure-granted = The other Party has consented to the very same already: { $code }. Nothing was proposed.
error-consent-outstanding = The other Party has not consented to { $code } yet. Nothing was done.
error-consent-not-given = { $code } came to nothing: there is no consent. Nothing was done.
error-consent-expired = The consent { $code } ended with { $last }. Nothing was done.
error-consent-withdrawn = The consent { $code } was withdrawn: { $at }. Nothing was done.
error-not-your-disclosure = The consent { $code } was given to the other Party. Nothing was exported.
error-not-your-consent = The consent { $code } is that of the other Party; only it withdraws it. Nothing was changed.
error-other-third-party = The consent { $code } is for another third party: { $third }. Nothing was exported.
error-other-item = The consent { $code } is for the case { $item } only. Nothing was exported.
error-other-scope = The consent { $code } does not cover that much: its scope is type, status, numbers and dates. Nothing was exported.
error-export-empty = There is no case that the file would hold. No file was made.
error-export-too-many = { $total } cases are more than the { $most } of one file. Please add a year, for example: /export own 2026
