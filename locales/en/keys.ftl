# The keys that seal what people write: how they are made, rotated and checked, and what is wrong.
setup-help-keys = Make, rotate and check the keys that seal what people write.
setup-help-keys-new = Make the file of keys. A file that is there is never overwritten.
setup-help-keys-rotate = Add new keys and seal everything anew with them, also while the desk runs. Run it again where it was interrupted.
setup-help-keys-check = Open everything that is sealed, and say how much lies under each key.

setup-keys-missing = There is no file of keys at { $file }. For a new desk run “liaison keys new”; to a desk that has a database give back its own file of keys.
setup-keys-unreadable = The file of keys { $file } cannot be read. Let the user who runs the desk read it, and nobody else.
setup-keys-open = The file of keys { $file } is open to other users. Run “chmod 400” on it; if somebody may have read it, run “liaison keys rotate” as well.
setup-keys-not-own = The file of keys { $file } does not belong to the user who runs the desk. Please give it to that user alone.
setup-keys-broken = { $file } is not a file of keys, or it is damaged. Put this desk's own file there, from its copy.
setup-keys-unwritable = The file of keys { $file } cannot be written, and was left as it is. Let this user write in its folder.
setup-keys-there = There is a file of keys at { $file } already; it was left as it is. Run “liaison keys rotate” for new keys.
setup-keys-owner = The file of keys holds no key of { $owner }: it was made for another agreement. Put this desk's own file there.
setup-keys-foreign = The file of keys does not belong to this database. Put the file there that was made for it, or name another place in LIAISON_KEYS_FILE.
setup-keys-lacking = The key { $name } is not in the file of keys, but something may be sealed with it. Put it back from the copy of the file.
setup-keys-unsealed = What lies in { $table }, { $column }, is not what was sealed there: it was changed, moved or cut off.

setup-keys-made = The keys were made: { $file }. Keep a copy apart from the backups of the database: without the keys nobody can read what is sealed.
setup-keys-added = New keys were added to { $file }. The stored values are now encrypted with them.
setup-keys-resumed = An earlier rotation was interrupted. It goes on now, without further keys.
setup-keys-rotated = { $count ->
        [one] { $count } row was encrypted again.
       *[other] { $count } rows were encrypted again.
    } The old keys stay in { $file }, as older backups need them. Make a new copy of the file.
setup-keys-counted = { $name } of { $owner }, { $state ->
        [sealing] seals now
        [retired] retired
       *[old] old
    }: { $count } values
setup-keys-whole = Everything that is sealed can be opened.
setup-keys-damaged = { $count } values in { $table } cannot be opened. They were left as they are; bring them back from a backup.
setup-doctor-keys = The file of keys can be read.
