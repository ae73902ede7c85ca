# Backups: how they are made, restored and released, and what is wrong.
setup-help-backup-key = Make the pair of keys of backups: the private one in a new file, to be kept away from the desk; the public one is printed.
setup-help-backup = Back up the database into a new file, also while the desk runs. Only the private key opens it.
setup-help-restore = Restore a backup into an empty place. What is due there is held until “liaison release”.
setup-help-release = Show what a restored database holds back. With --send or --drop it is released, with the messages that wait or without them.

setup-backup-key-other = { $file } cannot be opened with this key: it was made for another key, or its beginning was changed.
setup-backup-key-wrong = { $name } is not a public key of backups (age1…). Set it to the line that “liaison backup-key” printed.
setup-backup-key-missing = { $name } is not set. Run “liaison backup-key FILE” on a machine away from the desk, and set it to the line printed there.
setup-backup-key-broken = { $file } is not a private key of backups. Name the file that “liaison backup-key” made.
setup-backup-there = { $file } is there already; it was left as it is. Name another file.
setup-backup-unwritable = { $file } cannot be written. Let this user write in its folder, and see that there is room.
setup-backup-unreadable = { $file } cannot be read. Check its name, and let this user read it.
setup-backup-none = { $file } is not a backup of the desk: it is no age file, or there is no database in it.
setup-backup-broken = { $file } is not as it was made: it was changed or cut. Nothing was restored; take another backup.
setup-backup-changed = The database was migrated meanwhile, so no backup was made. Try again.
setup-backup-program = There is no { $program } on this machine. Install the client programs of PostgreSQL, of the server's version or later.
setup-backup-failed = { $program } has failed, and nothing was kept: { $code }
setup-restore-occupied = There is something already where LIAISON_DATABASE_URL points; it was left as it is. Name a file that is not there, or an empty database.
setup-restore-unwritable = { $file } cannot be restored there. Let this user write in its folder, and see that there is room.
setup-restore-other = The backup is of the other kind of database. Let LIAISON_DATABASE_URL name SQLite for a backup of SQLite, and PostgreSQL for one of PostgreSQL.
setup-release-both = --send and --drop exclude each other, and nothing was released. Name one of them.
setup-release-nothing = Nothing is held: this database was not restored, or was released already.
setup-database-damaged = The database { $file } is damaged, and was left as it is. Keep a copy of it, and restore the last backup into another file.

setup-backup-key-made = The private key is in { $file }. Keep it away from the desk, in two places: without it no backup can be opened. Give the desk this one as { $name }:
setup-backup-key = { $name }={ $value }
setup-backup-made = The backup is in { $file }; the database is of version { $version }. The file of keys is not in it.
setup-restored = { $file } was restored. It was of version { $found }, and is now of version { $version }.
setup-restored-keys = What is sealed opens only with the file of keys that the desk had then. Put it at { $file }.
setup-restored-held = Nothing that is due leaves until somebody releases it. Run “liaison release” to see what waits.

setup-held-messages = Messages that wait ({ $kind }): { $count }
setup-held-oldest = The oldest was said: { $at }
setup-held-rest = Updates not answered: { $updates }. Subjects to be looked at: { $due }.
setup-held-head = Head of the audit record: { $head }. Where somebody holds a later one, all that was recorded after this is missing here.
setup-release-how = Nothing was released. Run it with --drop where the desk ran on after the backup, or with --send where it did not.
setup-released = Released. { $count ->
        [one] { $count } message
       *[other] { $count } messages
    } { $how ->
        [dropped] will not be sent
       *[sent] will be sent where they matter, with a line that they may have arrived before
    }. Everybody is told from when on the record is missing.
setup-doctor-restored = The database was restored and holds back what is due. Run “liaison release”. Since: { $at }

outage-restored = ⚠️ The desk was restored from a backup.
    From: { $at }
    Until: { $ends }
    What was done at the desk in this time is missing here, even where the desk confirmed it. Please look at your cases, and do again what is missing.
