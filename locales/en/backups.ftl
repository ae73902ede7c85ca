
setup-backup-key-other = { $file } cannot be opened with this key: it was made for another key, or its beginning was changed.
setup-backup-key-broken = { $file } is not a private key for backups. Name the file that “liaison backup-key” made.
setup-backup-there = { $file } already exists and was not changed. Name another file.
setup-backup-no-folder = There is no folder { $folder }, so no backup was made. Create it, or check that its disk is there.
setup-backup-unwritable = { $file } cannot be written. Give this user write access to its folder, and check that there is free space.
setup-backup-unreadable = { $file } cannot be read. Check its name, and give this user read access.
setup-backup-none = { $file } is not a backup of the service: it is not an age file, or it contains no database.
setup-backup-broken = { $file } was changed or cut after it was made. Nothing was restored: use another backup.
setup-backup-changed = The database was migrated meanwhile, so no backup was made. Try again.
setup-backup-program = There is no { $program } on this machine. Install the client programs of PostgreSQL, in the version of the server or later.
setup-backup-failed = { $program } failed, and no file was kept: { $code }
setup-restore-occupied = The database that LIAISON_DATABASE_URL names is not empty and was not changed. Name a file that does not exist, or an empty database.
setup-restore-unwritable = { $file } cannot be restored there. Give this user write access to its folder, and check that there is free space.
setup-restore-other = The backup is of the other kind of database. Set LIAISON_DATABASE_URL to SQLite for a backup of SQLite, and to PostgreSQL for one of PostgreSQL.
setup-release-both = --send and --drop exclude each other, and nothing was released. Use one of them.
setup-release-nothing = Nothing waits: this database was not restored, or was already released.
setup-database-damaged = The file { $file } is damaged, or no database; it was not changed. Check LIAISON_DATABASE_URL. If this is your database, keep a copy, and restore the last backup into another file.

setup-backup-key-made = The private key is in { $file }. Keep it away from the service, in two places: without it no backup can be opened. Give the service this public key as { $name }:
setup-backup-key = { $name }={ $value }
setup-backup-made = The backup is in { $file }; the database is of version { $version }. The file of keys is not in it.
setup-drill-nothing = { $folder } has no file *.backup. Name the folder in which liaison backup writes its files.
setup-drill-postgresql = { $file } is a backup of PostgreSQL. Try it with liaison restore: set LIAISON_DATABASE_URL to an empty database first, then run liaison keys check and liaison audit verify.
setup-drill-passed = { $file } can be restored. Its audit record is whole up to { $head }, and all { $count } encrypted values can be decrypted.
setup-restored = { $file } was restored. It was of version { $found }, and is now of version { $version }.
setup-restored-keys = Encrypted values open only with the key file that the service had then. Put it at { $file }.
setup-restored-held = Nothing is sent until you release it. Run “liaison release” to see what waits.

setup-held-messages = Waiting messages ({ $kind }): { $count }
setup-held-oldest = Oldest message: { $at }
setup-held-rest = Updates not answered: { $updates }. Timers due: { $due }.
setup-held-head = Audit code: { $head }. If anyone has a later one, everything recorded after this one is missing here.
setup-release-how = Nothing was released. Run it with --drop if the service was in use after the backup, or with --send if it was not.
setup-released = Released. { $count ->
        [one] { $count } message
       *[other] { $count } messages
    } { $how ->
        [dropped] will not be sent
       *[sent] will be sent if still useful, with a line that they may have arrived before
    }. Everyone will be notified of the time for which records are missing.
setup-doctor-restored = The database was restored, and nothing is sent. Run “liaison release”. Since: { $at }

outage-restored = ⚠️ The bot was restored from a backup.
    From: { $at }
    Until: { $ends }
    What you did in this time is missing, even if the bot confirmed it. Please check your requests, and repeat what is missing.
