# The audit record: its head in the digests, and what the command line says of it.
menu-audit = Audit record
audit-openings = Note openings
audit-note-opened = Note { $number } opened
audit-none = Nothing is recorded yet.
audit-head = Head of the audit record: { $head }. Whoever keeps it can prove any later change.

setup-help-audit = Verify or export the audit record.
setup-help-audit-verify = Say whether the audit record is what was written, and with --head whether it still holds a head that was kept.
setup-help-audit-export = Write the audit record to a new file, one JSON object a line, for verifier/verify_audit.py.

audit-verified = The audit record holds. Its head: { $head }
audit-exported = Lines of the audit record written to { $file }: { $count }.
audit-fault-number = Line { $seq } of the audit record is missing or was moved: line { $found } stands in its place.
audit-fault-hash = Line { $seq } of the audit record does not fit: what it says, or its hash, was changed.
audit-fault-held = Line { $seq } of the audit record is not that of the kept head: the record was written anew.
audit-fault-cut = The audit record ends with line { $seq }: the kept head is that of line { $held }, so the end was cut off.
audit-fault-row = Line { $seq } of the audit record does not fit { $matter }: what lies in the database was changed past the desk.
audit-fault-unknown = The database holds { $matter }, and no line of the audit record tells of it: it was put there past the desk.
audit-fault-gone = What line { $seq } of the audit record tells of is no longer in the database.

error-not-a-head = Please give the head as a digest shows it: 128:0f3a and so on.
error-audit-file = The export cannot be written: { $file }. Name a file that is not there yet, in a folder that can be written and has room.
