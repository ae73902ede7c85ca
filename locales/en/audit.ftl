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
    [letter-number] Letter number taken
    [meeting-attend] Attendance recorded
    [agenda-add] Agenda item added
    [agenda-discuss] Agenda item discussed
    [agenda-carry] Agenda item carried over
    [agenda-drop] Agenda item removed
    [activity-decide] Decision recorded as an activity
    [activity-approved] Activity approved
    [activity-import] Activity of the plan added
    [activity-start] Activity under way
    [activity-done] Activity done
    [activity-move] Last day of an activity changed
    [activity-dropped] Activity dropped
    [procedure-propose] Procedure (SOP) proposed
    [procedure-agree] Procedure (SOP) agreed
    [procedure_step-step_done] Step of the procedure done
    [procedure_step-step_left_out] Step of the procedure left out
    [difference-open] Difference opened
    [difference-close] Difference closed
    [termination-record] Notice of termination recorded
    [termination-withdraw] Notice of termination withdrawn
    [termination-strike] Notice of termination deleted
    [two_key-propose] Joint approval proposed
    [two_key-agree] Joint approval agreed
    [two_key-decline] Joint approval declined
    [two_key-withdraw] Joint approval withdrawn
    [two_key-expire] Joint approval not answered in time
    [two_key-settle] Joint approval no longer needed
    [disclosure-propose] Disclosure proposed
    [disclosure-grant] Consent to a disclosure given
    [disclosure-withdraw] Consent to a disclosure withdrawn
    [disclosure-expire] Consent to a disclosure expired
   *[other] Other step ({ $code })
}
audit-none-before = There is nothing before this entry.
audit-head = Audit code: { $head }. Keep it: with it you can prove any later change.
