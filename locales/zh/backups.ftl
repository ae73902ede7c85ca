
setup-backup-key-other = 无法用此密钥打开{ $file }：该文件由另一密钥制作，或其开头已被更改。
setup-backup-key-broken = { $file }不是备份私钥。请指定“liaison backup-key”生成的文件。
setup-backup-there = { $file }已存在，未作更改。请指定其他文件。
setup-backup-no-folder = 文件夹{ $folder }不存在，未作备份。请创建该文件夹，或检查其磁盘是否已连接。
setup-backup-unwritable = 无法写入{ $file }。请允许本用户在其文件夹中写入，并确认空间充足。
setup-backup-unreadable = 无法读取{ $file }。请检查文件名，并允许本用户读取。
setup-backup-none = { $file }不是本系统的备份：该文件不是age文件，或其中没有数据库。
setup-backup-broken = { $file }与制作时不符：已被更改或截断。未恢复任何内容，请使用其他备份。
setup-backup-changed = 数据库在此期间已升级，故未制作备份。请重试。
setup-backup-program = 本机没有{ $program }。请安装PostgreSQL客户端程序，版本不低于服务器。
setup-backup-failed = { $program }运行失败，未保留任何内容：{ $code }
setup-restore-occupied = LIAISON_DATABASE_URL 所指位置已有内容，未作更改。请指定尚不存在的文件或空数据库。
setup-restore-unwritable = 无法将{ $file }恢复至该处。请允许本用户在其文件夹中写入，并确认空间充足。
setup-restore-other = 备份属于另一种数据库。SQLite备份请将 LIAISON_DATABASE_URL 设为SQLite，PostgreSQL备份则设为PostgreSQL。
setup-release-both = --send 与 --drop 不能同时使用，未放行任何内容。请只选其一。
setup-release-nothing = 没有暂停的内容：此数据库不是由备份恢复的，或已放行。
setup-database-damaged = { $file }已损坏，或不是数据库文件，未作更改。请核对LIAISON_DATABASE_URL；如确为数据库，先保留其副本，再将最近的备份恢复到其他文件。

setup-backup-key-made = 私钥存于{ $file }。须与系统分开，在两处保管：没有私钥，任何备份均无法打开。请将以下公钥设为系统的{ $name }：
setup-backup-key = { $name }={ $value }
setup-backup-made = 备份存于{ $file }，数据库版本为{ $version }。备份不含密钥文件。
setup-drill-nothing = { $folder }中没有*.backup文件。请指定liaison backup写入备份的文件夹。
setup-drill-postgresql = { $file }是PostgreSQL的备份。请先将 LIAISON_DATABASE_URL 设为空数据库，用liaison restore试恢复，再运行liaison keys check和liaison audit verify。
setup-drill-passed = { $file }可以恢复：审计记录完整，至{ $head }；{ $count }个加密值均可解密。
setup-restored = { $file }已恢复。原版本为{ $found }，现版本为{ $version }。
setup-restored-keys = 加密内容仅可用系统当时的密钥文件打开。请将其放到{ $file }。
setup-restored-held = 放行之前，任何到期内容均不发出。请运行“liaison release”查看待处理内容。

setup-held-messages = 待发消息（{ $kind }）：{ $count }条
setup-held-oldest = 最早一条的时间：{ $at }
setup-held-rest = 尚未答复的更新：{ $updates }项。待处理事项：{ $due }项。
setup-held-head = 审计记录校验值：{ $head }。如有人持有更新的校验值，则此后的记录在此均缺失。
setup-release-how = 尚未放行。如系统在备份后曾继续运行，请加 --drop；如未继续运行，则加 --send。
setup-released = 已放行。{ $how ->
        [dropped] { $count }条消息不再发送
       *[sent] { $count }条消息中的重要内容将予发送，并注明可能曾经送达
    }。已通知全体人员记录自何时起缺失。
setup-doctor-restored = 数据库由备份恢复，到期内容均已暂停。请运行“liaison release”。起始时间：{ $at }

outage-restored = ⚠️ 系统已从备份恢复。
    自：{ $at }
    至：{ $ends }
    此期间在系统中办理的事项，即使系统曾予确认，现均缺失。请核对{ $own_party }的请求和会议，如有缺失，重新办理。
