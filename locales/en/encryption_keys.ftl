
setup-keys-missing = There is no key file at { $file }. For a new service run “liaison keys new”; for an existing database, put its own key file there.
setup-keys-unreadable = The key file { $file } cannot be read. Give read access to the user of the service, and to no other user.
setup-keys-open = The key file { $file } is open to other users. Run “chmod 400” on it; if another user may have read it, also run “liaison keys rotate”.
setup-keys-not-own = The key file { $file } does not belong to the user of the service. Make that user its owner.
setup-keys-broken = { $file } is not a key file, or it is damaged. Put the key file of this service there, from its copy.
setup-keys-unwritable = The key file { $file } cannot be written and was not changed. Give this user write access to its folder.
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
