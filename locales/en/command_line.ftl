# The command line, which speaks English: its help, the settings and what is wrong with them.

setup-help =
    { $command ->
        [version] Print the version.
        [run] Run the service until it is stopped.
        [demo] Play a month in a local sandbox, then keep it open. With --once it ends after the scenes, with --lang all is in one language (en, km or zh).
        [setup] Prepare the first start: ask for the token, make the keys, the database and the first invitations. What is there already stays.
        [migrate] Bring the database to the version that this program needs.
        [admin-invite] Make an invitation for the first administrator of a Party.
        [page-link] Make a link by which a person signs in to the page for the first time, or after the passkey was lost.
        [explain] Show how a due date follows from a date of receipt.
        [report] Write the annual report, which is the same for both Parties, to a new spreadsheet (XLSX).
        [doctor] Show the settings, and check the database and the Bot API.
        [backup-key] Make the pair of keys for backups. The private key is written to a new file, which you keep away from the service; the public key is printed.
        [backup] Back up the database into a new file, also while the service is running. Only the private key opens it.
        [restore] Restore a backup into an empty place. Everything due there waits for “liaison release”.
        [drill] Restore the last backup of a folder, or a file, while the service is running, verify it and delete it again.
        [release] Show what waits in a restored database. With --send or --drop, release it with or without the waiting messages.
        [profile] Check the profile of an agreement.
        [profile-check] Show what is wrong with the profile of an agreement, or what it sets.
        [audit] Verify or export the audit record.
        [audit-verify] Check that the audit record is unchanged, and with --head that it still contains an audit code that you kept.
        [audit-export] Write the audit record to a new file, one JSON object a line, for verifier/verify_audit.py.
        [keys] Make, rotate and check the keys that encrypt what people write.
        [keys-new] Make the key file. An existing file is never overwritten.
        [keys-rotate] Add new keys and encrypt everything again with them, also while the service is running. Run it again if it was interrupted.
        [keys-public] Print the public key with which a witness checks what the service has signed.
        [witness] Follow the audit record from outside: fetch what is new, verify it and add it to an own copy. It ends with 1 if something is wrong.
        [keys-check] Decrypt everything that is encrypted, and count the values of each key.
       *[liaison] The liaison bot of two Parties, on Telegram.
    }
setup-option =
    { $option ->
        [once] End after the scenes.
        [lang] The language of all texts: en, km or zh.
        [port] The port of the page; without it, a free one.
        [party] The Party, such as KH or CN.
        [page-only] The Party whose people have no Telegram, and work on the page alone.
        [role] The role of the person.
        [agency] The agency of the person.
        [person] The number or the name of the person in the Party.
        [key] The file with the private key of the backups.
        [send] Release it, with the waiting messages.
        [drop] Release it, without the waiting messages.
        [head] An audit code that you kept.
        [date] The date of receipt, such as 2026-03-02.
        [backup-key] The new file for the private key.
        [backup] The new file.
        [witness-source] The address of the record, such as https://bot.example/record, or a file that “liaison audit export” wrote.
        [witness-folder] The folder of the copy.
        [witness-key] The public key that “liaison keys public” printed.
        [restore] The backup.
        [drill] The folder of the backups, or one backup.
        [audit-export] The new file.
        [year] The year.
        [out] The new file, such as report.xlsx.
       *[profile] The profile, a TOML file.
    }
setup-usage = { $wrong }. Add --help to the command to see what it takes.

setup-setting-missing =
    { $setting ->
        [token] { $name } is not set. Set it to the token that @BotFather gave for the bot, in the form 123456789:ABC….
        [webhook_secret] { $name } is not set. A webhook needs a secret: set it to the output of “openssl rand -hex 32”.
       *[backup_key] { $name } is not set. Run “liaison backup-key FILE” on another machine, and set it to the line printed there.
    }
setup-setting-wrong =
    { $setting ->
        [token] { $name } is not a token of a bot. Set it to the token that @BotFather gave, in the form 123456789:ABC….
        [api_base] { $name } is not an address. Set it to an address such as https://api.telegram.org or http://127.0.0.1:8081.
        [backup_key] { $name } is not a public key for backups (age1…). Set it to the line that “liaison backup-key” printed.
        [proxy] { $name } is not the address of an HTTP proxy. Set it to an address such as http://proxy.example:3128, or leave it unset.
        [database_url] { $name } is not the address of a database. Set it to sqlite:///folder/liaison.db or postgresql://user:password@host/database (not postgres://), or leave it unset for a file in the data folder of the user.
        [smtp_url] { $name } is not the address of a mail server. Set it to smtp://user:password@host:587 or smtps://user:password@host:465, with special characters written as %40 and the like; ?starttls=no at its end is for a server on the same machine. Leave it unset to send no e-mail.
        [mail_from] { $name } is not an e-mail address. Set it to the sender of the e-mails, such as bot@example.org.
        [log_level] { $name } is not a level. Set it to DEBUG, INFO, WARNING or ERROR.
        [webhook_url] { $name } is not an https address. Set it to one such as https://bot.example/updates, or leave it unset.
        [webhook_secret] { $name } is not a secret. Set it to 32 to 256 letters and digits that no one can guess, for example the output of “openssl rand -hex 32”.
        [webhook_secret_before] { $name } is not a secret. Set it to the secret before the present one, or leave it unset.
        [webhook_listen] { $name } is not a host and a port. Set it to a value such as 127.0.0.1:8080.
        [web_url] { $name } is not an https address with a name. Set it to one such as https://liaison.example, without a path, or leave it unset to have no page.
        [web_host] { $name } is not a host. Set it to an address of this machine such as 127.0.0.1 or 0.0.0.0, or leave it unset.
        [web_port] { $name } is not a port. Set it to a number from 1 to 65535, or leave it unset.
        [witness_token] { $name } is not a secret. Set it to 32 to 256 letters and digits that no one can guess, for example the output of “openssl rand -hex 32”.
        [health_port] { $name } is not a port. Set it to a number from 1 to 65535, or leave it unset.
        [health_host] { $name } is not a host. Set it to an address of this machine such as 127.0.0.1 or 0.0.0.0, or leave it unset.
        [heartbeat_url] { $name } is not an address. Set it to an address such as https://watch.example/bot, or leave it unset.
        [unencrypted_api] { $name } is neither true nor false. Leave it unset unless the Bot API is on your own network.
       *[unsafe_database] { $name } is neither true nor false. Leave it unset: it is for tests only.
    }
setup-api-base-open = { $name } is not encrypted and names another machine, so others could read the token. Use https://, or set { $other } to true if the network is your own.
setup-setting-unknown = { $name } is not a setting. Correct its name or remove it; the operator guide lists all settings.
setup-tracing-address = { $name } is not an address. Set it to an address such as http://127.0.0.1:4318, or leave it unset.
setup-tracing-wrong = A variable of OpenTelemetry (OTEL_…) cannot be used: { $reason }. Correct it, or leave it unset.
setup-file-unreadable = { $name } cannot be read as a file of settings. Correct its path, its content (TOML) or its permissions.
setup-file-open = { $name } has a secret and can be read by others. Remove their access (chmod 600), or put the secret into a file of its own.
setup-mail-half = { $name } is not set, but { $other } is. E-mail needs both: set both, or neither.
setup-listen-taken = The service cannot listen on { $value } ({ $name }). Another program may use it, or it is no address of this machine: name another one.
setup-sandbox-missing = The demonstration needs the sandbox, which is not installed with the service. In a checkout, “make run” sets it up and starts it; “pip install ./sandbox” adds it to an environment.

setup-database-url = LIAISON_DATABASE_URL is not the address of a SQLite file or a PostgreSQL database. Set it to sqlite:///folder/liaison.db (with four slashes for a path from the root) or postgresql://user:password@host/database.
setup-database-unreachable = The database does not answer, or does not let this user in ({ $code }). Check that it is running, and check host, port, user, password and name in LIAISON_DATABASE_URL.
setup-database-setting = LIAISON_DATABASE_URL cannot be used: { $reason }. Correct it, or the file that it names.
setup-database-encoding = The database has the encoding { $found }, which cannot keep every text. Make one with the encoding { $wanted }: “createdb --encoding={ $wanted } --template=template0 NAME”.
setup-database-locked = The database is locked by another program ({ $code }). Stop that program, and try again.
setup-database-refused = The database does not let this user do that ({ $code }). Check that LIAISON_DATABASE_URL names a database that this user can read and write.
setup-database-full = There is no space left for the database ({ $code }). Free some space, and try again.
setup-database-unsafe = PostgreSQL does not keep commits safe: { $setting } is off. Set it to on.
setup-unwritable = { $file } cannot be written. Name a file and not a folder, give this user write access to its folder, and check that there is free space.
setup-folder-missing = The folder { $folder } does not exist. Correct { $setting ->
        [database_url] LIAISON_DATABASE_URL
        [keys_file] LIAISON_KEYS_FILE
       *[file] the name of the file
    }, or make the folder first.
setup-database-owned = Another “liaison run” uses the database { $file }. Stop it first, or name another file in LIAISON_DATABASE_URL.
setup-database-missing = The database has no tables yet. Run “liaison migrate” first.
setup-database-incomplete = The database has tables, but not the one version that belongs to them, as after an interrupted restore. It was not changed: restore the backup into an empty place, or name a new one in LIAISON_DATABASE_URL.
setup-database-foreign = The database { $name } belongs to another program and was not changed. Name another one in LIAISON_DATABASE_URL.
setup-database-driver = The driver of PostgreSQL is not installed. Install the program with its extra “postgres”.
setup-database-older = The database is of version { $found }, and this program needs { $wanted }. Run “liaison migrate”.
setup-database-newer = The database is of version { $found }, which this program does not know; its own is { $wanted }. If a newer program made it, install that; if not, name another one in LIAISON_DATABASE_URL.
setup-database-different = The schema of the database is not that of version { $version }: { $name } is missing or different. It was not changed: restore a backup into an empty place, or name a new one in LIAISON_DATABASE_URL.
setup-database-too-new = The database has become too new for this program, which is of version { $wanted }. Install the newer program.
setup-database-pragma = SQLite does not keep commits safe here: { $pragma } is { $found }. Put the database on a local disk.

setup-migrated = The database { $place } is of version { $version }.
setup-invited = Invitation to { $party }, for one person and { $hours } hours. An unused one for the same role is no longer valid. The person who opens the link joins: one of t.me in Telegram, one of the page in a browser.
setup-invited-by-hand = Invitation to { $party }, for one person and { $hours } hours. An unused one for the same role is no longer valid. The Bot API did not give the name of the bot, so there is no link: the person who sends this line to the bot joins:

setup-token-question = Token of the bot from @BotFather (not shown while you type)
setup-backup-key-question = Public key for backups (age1…), from “liaison backup-key FILE” on another machine; empty: later
setup-typed-saved = What you typed is saved in { $file }.
setup-typed-unsaved = What you typed cannot be saved in { $file }. Give this user write access, or set LIAISON_TOKEN and LIAISON_BACKUP_KEY.
setup-people-there = { $party } has people already, so no invitation was made.
setup-left = Left to do:
setup-left-heartbeat = Set { $name } to an address that alerts you when the service stops calling it.
setup-left-run = Start the service with “liaison run”.
setup-botfather = { $setting ->
        [can-join-groups] Turn “Allow Groups” off for this bot at @BotFather.
        [can-read-all-group-messages] Turn “Group Privacy” on for this bot at @BotFather.
       *[supports-inline-queries] Turn “Inline Mode” off for this bot at @BotFather.
    }

setup-doctor-set = { $name } is { $value }
setup-doctor-unset = { $name } is not set, and is optional.
setup-doctor-secret = { $name } is set; it is not shown.
setup-doctor-agreement = Agreement: { $name }
setup-doctor-standby = PostgreSQL has no synchronous standby: if its machine is lost, its data is lost. If the service must survive that, set synchronous_standby_names.
setup-doctor-database = The database can be used; it is of version { $version }.
setup-doctor-api = The Bot API answers; the bot is @{ $username }.
setup-doctor-api-silent = The Bot API cannot be used ({ $code }). Check LIAISON_TOKEN, LIAISON_API_BASE and LIAISON_PROXY.
setup-doctor-documents = Letters can be made in: { $languages }.
setup-doctor-documents-missing = Letters cannot be made: install the extra “documents” (pip install typst docxtpl).
setup-doctor-fonts = Letters cannot be made in { $language }, as none of these fonts is installed: { $fonts }.
setup-doctor-mail = The mail server { $host } can be used.
setup-doctor-page = The page answers at { $url }.
setup-doctor-page-silent = The page does not answer at { $url } ({ $code }). If the service is running, check the name, the certificate and the proxy, and that LIAISON_WEB_URL, LIAISON_WEB_HOST and LIAISON_WEB_PORT belong together.
setup-doctor-mail-silent = The mail server cannot be used ({ $code }). Check LIAISON_SMTP_URL.

setup-profile-usable = { $name }: the profile can be used.
setup-profile-party = { $code } is { $party }: { $authority }; zone { $zone }; language { $language }; public holidays of { $holidays }.
setup-profile-languages = Languages: { $languages }. If they differ, this one prevails: { $prevailing }.
setup-profile-clock = Identity check (Article { $article }): { $unit ->
        [working] { $days } working days
       *[calendar] { $days } calendar days
    } after receipt{ $roll ->
        [next_working_day] , moved to the next working day if the last one is a day off.
       *[none] , also if the last one is a day off.
    }
setup-profile-reminders = Reminders: { $days } days before the due date at { $hour }:00.
setup-profile-escalation = Steps for { $priority ->
        [emergency] emergency notifications
        [urgent] urgent notifications
       *[important] important notifications
    }, in minutes: { $steps }.
setup-profile-word = { $field }: there is no text { $missing } in { $languages }.
setup-profile-messages = { $field }: the language { $language } lacks { $count } texts of the service, { $missing } among them.
setup-profile-holidays = { $field }: the public holidays of { $country } are not known.
setup-profile-rungs = { $field }: each step occurs at most once, in the order again, deputy, coordinators, admins, other_side, daily, and after whole hours, in an emergency whole minutes.

# Backups: how they are made, restored and released, and what is wrong.

setup-backup-key-other = { $file } cannot be opened with this key: it was made for another key, or its beginning was changed.
setup-backup-key-broken = { $file } is not a private key for backups. Name the file that “liaison backup-key” made.
setup-backup-there = { $file } already exists and was not changed. Name another file.
setup-backup-no-folder = There is no folder { $folder }, so no backup was made. Create it, or check that its disk is there.
setup-backup-none = { $file } is not a backup of the service: it is not an age file, or it contains no database.
setup-backup-broken = { $file } was changed or cut after it was made. Nothing was restored: use another backup.
setup-backup-changed = The database was migrated meanwhile, so no backup was made. Try again.
setup-backup-program = There is no { $program } on this machine. Install the client programs of PostgreSQL, in the version of the server or later.
setup-backup-failed = { $program } failed, and no file was kept: { $code }
setup-restore-occupied = The database that LIAISON_DATABASE_URL names is not empty and was not changed. Name a file that does not exist, or an empty database.
setup-restore-other = The backup is of the other kind of database. Set LIAISON_DATABASE_URL to SQLite for a backup of SQLite, and to PostgreSQL for one of PostgreSQL.
setup-release-both = --send and --drop exclude each other, and nothing was released. Use one of them.
setup-release-nothing = Nothing waits: this database was not restored, or was already released.
setup-database-damaged = The file { $file } is damaged, or no database; it was not changed. Check LIAISON_DATABASE_URL. If this is your database, keep a copy, and restore the last backup into another file.
setup-backup-key-made = The private key is in { $file }. Keep it away from the service, in two places: without it no backup can be opened. Give the service this public key as { $name }:
setup-backup-made = The backup is in { $file }; the database is of version { $version }. The file of keys is not in it.
setup-drill-nothing = { $folder } has no file *.backup. Name the folder in which liaison backup writes its files.
setup-drill-role = { $user } may not make the database in which the backup is tried. Allow it in PostgreSQL: ALTER ROLE { $user } CREATEDB.
setup-drill-passed = { $file } can be restored. Its audit record is whole up to { $head }, and all { $count } encrypted values can be decrypted.
setup-restored = { $file } was restored. It was of version { $found }, and is now of version { $version }.
    Encrypted values open only with the key file that the service had then. Put it at { $keys }.
    Nothing is sent until you release it. Run “liaison release” to see what waits.
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

# The encryption keys: making, rotating and checking them, and their errors.

setup-keys-missing = There is no key file at { $file }. For a new service run “liaison keys new”; for an existing database, put its own key file there.
setup-unreadable = { $file } cannot be read. Check its name and that it is whole, and give this user read access.
setup-keys-open = The key file { $file } is open to other users. Run “chmod 400” on it; if another user may have read it, also run “liaison keys rotate”.
setup-keys-not-own = The key file { $file } does not belong to the user of the service. Make that user its owner.
setup-keys-broken = { $file } is not a key file, or it is damaged. Put the key file of this service there, from its copy.
setup-keys-there = There is already a key file at { $file }. It was not changed. Run “liaison keys rotate” for new keys.
setup-keys-owner = The key file has no key of { $owner }: it was made for another agreement. Put the key file of this service there.
setup-keys-foreign = The key file does not belong to this database. Put the right key file there, or set LIAISON_KEYS_FILE to another place.
setup-keys-lacking = The key { $name } is not in the key file, but it may have encrypted values. Restore it from the copy of the file.
setup-keys-unsealed = The value in { $table }, { $column }, is not what was encrypted there: it was changed, moved or cut.
setup-keys-made = The keys were made: { $file }. Keep a copy apart from the backups of the database: without the keys no one can read the encrypted values.
setup-keys-added = New keys were added to { $file }. The stored values are now encrypted with them.
setup-keys-resumed = An earlier rotation was interrupted. It continues now, without further keys.
setup-keys-rotated = { $count ->
        [one] { $count } row was encrypted again.
       *[other] { $count } rows were encrypted again.
    } The old keys stay in { $file }, as older backups need them. Make a new copy of the file.
setup-keys-counted = { $name } of { $owner }, { $state ->
        [sealing] in use
        [retired] retired
       *[old] old
    }: { $count } values
setup-keys-whole = Everything that is encrypted can be decrypted.
setup-keys-damaged = { $count } values in { $table } cannot be decrypted and were not changed. Restore them from a backup.
setup-doctor-keys = The key file can be read.

# The profile of an agreement, and the audit record.

setup-audit-verified = The audit record is unchanged. Audit code: { $head }{ $redactions ->
        [0] { "" }
        [one] . One text was taken out by both Parties
       *[other] . { $redactions } texts were taken out by both Parties
    }
setup-report-ending = { $file } is no name of a report: end it with .xlsx or .pdf.
setup-reported = The report for { $year } was written to { $file }.
setup-audit-exported = Lines of the audit record written to { $file }: { $count }.
setup-audit-number = Line { $seq } of the audit record is missing or was moved: line { $found } is in its place.
setup-audit-hash = Line { $seq } of the audit record is wrong: its content or its hash was changed.
setup-audit-held = Line { $seq } of the audit record does not match the audit code that you kept: the record was rewritten.
setup-audit-cut = The audit record ends with line { $seq }, but the audit code that you kept is that of line { $held }: the end was removed.
setup-audit-line = A line of the audit record cannot be read.
setup-witness-key = This is not the public key of a service. Give the line that “liaison keys public” printed there.
setup-witness-twice = Another witness works in { $file }. Wait until it has ended.
setup-witness-open = The address is not encrypted and names another machine. Use https://.
setup-witness-followed = The record continues the copy. New lines: { $count }. Audit code: { $head }
setup-witness-unsigned = ALERT: what came is not signed with this key. It is forged, or the service has new keys: ask its operator for the output of “liaison keys public”, in another way than the record came.
setup-witness-old = ALERT: what came is older than what came last. Fetch it again, and ask who gives out an old record.
setup-witness-fork = ALERT: the record was rewritten. { $why } What came is kept in { $file }: show it to both Parties with the copy.
setup-witness-head = Its end is not what the service has signed: { $head }
setup-witness-copy = ALERT: the copy in { $file } was changed or is damaged. { $why } Begin with a new folder, and keep this one.
setup-witness-unreachable = ALERT: the record cannot be fetched ({ $code }). Check the address and LIAISON_WITNESS_TOKEN, and ask the operator.
setup-witness-silent = ALERT: the service has signed nothing since { $at }, for more than a day.
setup-witness-overdue = ALERT: a timer of the service is overdue by { $hours } h, so reminders may be missing.
setup-witness-clock = ALERT: the clock of the service is ahead: it signed at { $at }.
setup-audit-row = Line { $seq } of the audit record does not match { $matter }: the database was changed outside the service.
setup-audit-unknown = The database has { $matter }, but the audit record does not: it was added outside the service.
setup-audit-gone = The database no longer has { $matter }, which line { $seq } of the audit record is about: it was deleted outside the service.
setup-audit-derived = The database has { $matter } as the service never leaves it: it was changed outside the service.
setup-audit-code-wrong = Give the audit code as the daily summary shows it: 128:0f3a and so on.
setup-profile-syntax = The profile of the agreement is not valid TOML: { $path } ({ $detail }).
setup-profile-missing = The profile of the agreement has no field { $field }.
setup-profile-unknown-field = The profile of the agreement has an unknown field { $field }.
setup-procedure-twice = The procedure { $path } has two steps of the same code, or one of the code of an event: { $field }.
setup-procedure-early = The procedure { $path } has a step that is due before its event, which is not known by then: { $field }.days. Only days of the event “planned” can have a minus.
setup-procedure-never = The procedure { $path } has a step that never comes due, or only too late, as its event does not happen to such a request: { $field }.event
setup-procedure-cycle = The procedure { $path } has steps that wait for each other, each for the next: { $field }.event
setup-procedure-titles = The procedure { $path } has a step without a title in each language of the Agreement, and in these alone: { $field }.titles
setup-procedure-role = The procedure { $path } has a step of a role that does not work on requests: { $field }.role
setup-profile-value = The profile of the agreement has a value that cannot be used: { $field } = { $value }.
setup-profile-letter-numbers = The profile of the agreement has a scheme that gives no letter numbers: { $field } = { $value }. It needs {"{n}"} and {"{yy}"} or {"{yyyy}"}, once each, and nothing that looks like personal data.
setup-letter-field = The words of letters name an unknown field: { $field } has { "{" }{ $name }{ "}" }.
setup-letter-fails = No letter can be made by { $file } in { $language }. Correct the file: { $detail }
setup-letter-personal = The words of letters or of a procedure seem to contain personal data, which never belongs there: { $field }.

setup-no-such-person = No one of { $party } has the number or the name { $person }. “People” in the chat or on the page of a colleague shows them.
setup-page-link = Give this link to { $name } ({ $agency }) only. It works once, for { $hours } hours. The person gets a message now, and the administrators of the Party when it is used.
