# The audit record.
audit-openings = Note openings
audit-note-opened = Note { $number } opened
audit-role = New role: { $role }
audit-step = { $step ->
    [person-suspended] Access suspended
    [person-active] Access restored
    [person-removed] Person removed
    [person-joined] Person joined
    [person-confirmed] Person confirmed
    [person-appointed] Appointment recorded
    [person-agency] Agency changed
    [absence-put] Absence recorded
    [absence-end] Absence ended
    [person-lost_word] Words for a lost phone set
    [person-email] E-mail address changed
    [person-reachable] Reachable again
    [invite-made] Invitation made
    [invite-revoked] Invitation revoked
    [nomination-asked] New administrator proposed
    [nomination-confirmed] New administrator confirmed
    [nomination-declined] New administrator declined
    [pin-set] PIN set
    [pin-confirmed] PIN confirmed
    [pin-duress] PIN for duress entered
    [pin-off] PIN removed
    [pin-wrong] Wrong PIN
    [pin-locked] PIN locked
    [pin-passkey] Passkey used in the place of the PIN
    [passkey-made] Passkey added
    [passkey-removed] Passkey removed
    [page-link] Link to the page made
    [page-opened] Signed in to the page
    [page-ended] Signed out of the page
    [page-calendar] Calendar address made
    [page-calendar_ended] Calendar address ended
    [notice-acknowledged] Notification seen
    [notice-taken] Marked “I am on it”
    [note-write] Note written
    [hold-put] Legal hold started
    [hold-lift] Legal hold ended
    [duty-assigned] Person on duty named
    [setting-set] Setting changed
    [holidays-say] Holidays changed
    [guard-blocked] Personal data rejected
    [export] File exported
    [letter] Letter made
   *[other] { $record ->
        [meeting] Meeting
        [agenda] Agenda
        [activity] Action plan
        [procedure] Procedure (SOP)
        [procedure_step] Step of the procedure
        [difference] Difference
        [termination] End of the Agreement
        [two_key] Joint approval
        [disclosure] Disclosure
       *[other] Other step
    } ({ $code })
}
audit-none-before = There is nothing before this entry.
audit-head = Audit code: { $head }. Keep it: with it you can prove any later change.
