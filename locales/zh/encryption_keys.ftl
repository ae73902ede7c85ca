
setup-keys-missing = { $file }处没有密钥文件。新系统请运行“liaison keys new”；已有数据库的，放回其原有密钥文件。
setup-keys-unreadable = 无法读取密钥文件{ $file }。请仅允许运行系统的用户读取。
setup-keys-open = 密钥文件{ $file }对其他用户开放。请对其执行“chmod 400”；如可能已被他人读取，再运行“liaison keys rotate”。
setup-keys-not-own = 密钥文件{ $file }不属于运行本系统的用户。请将该文件仅交予该用户所有。
setup-keys-broken = { $file }不是密钥文件，或已损坏。请将本系统密钥文件的副本放回此处。
setup-keys-unwritable = 无法写入密钥文件{ $file }，文件未作更改。请允许本用户在其文件夹中写入。
setup-keys-there = { $file }处已有密钥文件，未作更改。如需新密钥，请运行“liaison keys rotate”。
setup-keys-owner = 密钥文件中没有{ $owner }的密钥：该文件为另一协定生成。请放回本系统的密钥文件。
setup-keys-foreign = 密钥文件不属于此数据库。请放回为其生成的文件，或在 LIAISON_KEYS_FILE 中指定其他位置。
setup-keys-lacking = 密钥文件中没有密钥{ $name }，但可能有内容以其加密。请从该文件的副本中恢复。
setup-keys-unsealed = { $table }的{ $column }中的内容并非原加密内容：已被更改、移动或截断。

setup-keys-made = 密钥已生成：{ $file }。请将副本与数据库备份分开保存：没有密钥，任何人都无法读取加密内容。
setup-keys-added = 新密钥已添加到{ $file }。现以其重新加密全部内容。
setup-keys-resumed = 此前的轮换曾中断。现继续进行，不再添加密钥。
setup-keys-rotated = 已重新加密{ $count }行。旧密钥仍保留在{ $file }中，较早的备份仍需使用。请为该文件制作新的副本。
setup-keys-counted = { $owner }的密钥{ $name }（{ $state ->
        [sealing] 正在使用
        [retired] 已停用
       *[old] 旧密钥
    }）：{ $count }项
setup-keys-whole = 全部加密内容均可打开。
setup-keys-damaged = { $table }中有{ $count }项无法打开。这些内容未作更改，请从备份中恢复。
setup-doctor-keys = 密钥文件可读取。
