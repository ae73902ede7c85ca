# The audit record, and what the command line prints about it.
audit-openings = Note openings
audit-note-opened = Note { $number } opened
audit-role = New role: { $role }
audit-step = { $step ->
    [person-suspended] Access suspended
    [person-active] Access given back
    [person-removed] Person removed
    [person-joined] Person joined
    [person-confirmed] Person confirmed
    [person-appointed] Appointment recorded
    [person-away] Absence recorded
    [person-back] Absence ended
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
   *[other] { $record ->
        [meeting] Meeting
        [agenda] Agenda
        [activity] Action plan
        [difference] Difference
        [termination] End of the Agreement
        [two_key] Joint approval
        [disclosure] Disclosure
       *[other] Other step
    } ({ $code })
}
audit-none = Nothing is recorded yet.
audit-none-before = There is nothing before this entry.
audit-head = Audit code: { $head }. Keep it: with it you can prove any later change.

audit-verified = The audit record is unchanged. Audit code: { $head }{ $redactions ->
        [0] { "" }
        [one] . One text was taken out by both Parties
       *[other] . { $redactions } texts were taken out by both Parties
    }
audit-exported = Lines of the audit record written to { $file }: { $count }.
audit-fault-number = Line { $seq } of the audit record is missing or was moved: line { $found } is in its place.
audit-fault-hash = Line { $seq } of the audit record is wrong: its content or its hash was changed.
audit-fault-held = Line { $seq } of the audit record does not match the audit code that you kept: the record was rewritten.
audit-fault-cut = The audit record ends with line { $seq }, but the audit code that you kept is that of line { $held }: the end was removed.
audit-fault-row = Line { $seq } of the audit record does not match { $matter }: the database was changed outside the service.
audit-fault-unknown = The database has { $matter }, but the audit record does not: it was added outside the service.
audit-fault-gone = Line { $seq } of the audit record is about something that is no longer in the database.

error-not-a-head = Give the audit code as the daily summary shows it: 128:0f3a and so on.
error-audit-file = The export cannot be written: { $file }. Choose a file that does not exist yet, in a folder with write access and free space.
