setup-help-version = 显示版本。
setup-help =
    { $command ->
        [run] 运行系统，直至收到停止信号。
        [demo] 在本机演练环境中演示请求和会议的全过程，之后保持运行以供试用。加 --once 则演示结束后退出。
        [setup] 准备首次启动：询问令牌，生成密钥、数据库和首批邀请。已有的保持不变。
        [migrate] 将数据库升级至本程序所需版本。
        [admin-invite] 为一方的首位管理员生成邀请。
        [explain] 说明如何由收悉日期得出答复期限。
        [doctor] 显示当前设置，并检查数据库和Bot API是否可用。
        [backup-key] 生成备份密钥对：私钥存入新文件，须与系统分开保管；公钥显示在屏幕上。
        [backup] 将数据库备份到新文件，系统运行期间亦可进行。仅私钥可打开。
        [restore] 将备份恢复到空位置。其中到期事项均予暂停，直至运行“liaison release”。
        [drill] 在不影响运行中的系统的情况下，试恢复文件夹中最后一份备份或一个文件，核验后删除。
        [release] 显示已恢复数据库中暂停的内容。加 --send 或 --drop 即放行：发送或不发送待发消息。
        [profile] 检查协定配置文件。
        [profile-check] 指出协定配置文件中的错误；如可使用，则显示其主要设置。
        [audit] 核对或导出审计记录。
        [audit-verify] 核对审计记录是否与原记录一致；加 --head 则同时与所保存的校验码比对。
        [audit-export] 将审计记录写入新文件，每行一个JSON对象，供 verifier/verify_audit.py 核对。
        [keys] 生成、轮换和检查用于加密用户所写内容的密钥。
        [keys-new] 生成密钥文件。已有的文件不会被覆盖。
        [keys-rotate] 添加新密钥，并以其重新加密全部内容，系统运行期间亦可进行。如中断，请再次运行。
        [keys-check] 逐一打开全部加密内容，并显示每个密钥下的数量。
       *[liaison] 双方联络系统，基于Telegram。
    }

setup-setting-missing =
    { $setting ->
        [token] 未设置{ $name }。请设为 @BotFather 提供的机器人令牌，格式如123456789:ABC…。
        [webhook_secret] 未设置{ $name }。使用 webhook 须有密钥：请设为“openssl rand -hex 32”的输出。
       *[backup_key] 未设置{ $name }。请在系统以外的机器上运行“liaison backup-key FILE”，并设为其显示的内容。
    }
setup-setting-wrong =
    { $setting ->
        [token] { $name }不是机器人令牌。请设为 @BotFather 提供的令牌，格式如123456789:ABC…。
        [api_base] { $name }不是有效地址。请设为 https://api.telegram.org 或 http://127.0.0.1:8081之类的地址。
        [backup_key] { $name }不是备份公钥（age1…）。请设为“liaison backup-key”显示的内容。
        [proxy] { $name }不是HTTP代理地址。请设为 http://proxy.example:3128之类的地址，或不设置。
        [database_url] { $name }不是数据库地址。请设为 sqlite:///folder/liaison.db 或 postgresql://user:password@host/database；不设置则使用用户数据文件夹中的文件。
        [smtp_url] { $name }不是邮件服务器地址。请设为 smtp://user:password@host:587或 smtps://user:password@host:465，特殊字符须写成 %40等形式；末尾加 ?starttls=no 仅用于同一台机器上的服务器。不发送电子邮件则不设置。
        [mail_from] { $name }不是电子邮件地址。请设为系统发件地址，例如desk@example.org。
        [log_level] { $name }不是日志级别。请设为 DEBUG、INFO、WARNING 或 ERROR。
        [webhook_url] { $name }不是 https 地址。请设为 https://desk.example/updates 之类的地址，或不设置。
        [webhook_secret] { $name }不是有效密钥。请设为32至256个他人无法猜出的字母和数字，例如“openssl rand -hex 32”的输出。
        [webhook_secret_before] { $name }不是有效密钥。请设为此前使用的密钥，或不设置。
        [webhook_listen] { $name }不是主机和端口。请设为127.0.0.1:8080之类的值。
        [health_port] { $name }不是端口号。请设为1至65535之间的数字，或不设置。
        [health_host] { $name }不是有效主机。请设为本机地址，如127.0.0.1或0.0.0.0，或不设置。
        [heartbeat_url] { $name }不是有效地址。请设为 https://watch.example/desk 之类的地址，或不设置。
        [unencrypted_api] { $name }须为true或false。除非Bot API在自己的网络中，否则不要设置。
       *[unsafe_database] { $name }既非 true 也非 false。请勿设置：仅供测试使用。
    }
setup-api-base-open = { $name }未加密且指向另一台机器，令牌可能被他人读取。请使用https://；如网络为自有，可将{ $other }设为true。
setup-setting-unknown = { $name }不是本系统的设置。请更正名称或将其移除；全部设置见运维指南。
setup-file-unreadable = 无法将{ $name }作为设置文件读取。请更正其路径、内容（TOML）或读取权限。
setup-file-open = { $name }含有保密内容，而他人可以读取。请取消他人的权限（chmod 600），或将保密内容另存为单独的文件。
setup-mail-half = 已设置{ $other }，但未设置{ $name }。发送电子邮件须两项均设置；如不使用，请两项均不设置。
setup-webhook-listen-taken = 无法在{ $name }指定的位置接收，可能已被其他程序占用。请改用其他端口。
setup-health-port-taken = { $name }指定的端口无法使用，可能已被其他程序占用。请改用其他端口，或不设置。
setup-health-host-unusable = 无法在{ $name }指定的主机上接收。请设为本机地址，如127.0.0.1，或不设置。
setup-sandbox-missing = 演示需要演练环境，而演练环境不随系统安装。在源代码目录中，“make run”会完成设置并启动演示；“pip install ./sandbox”可将其装入环境。
setup-port-taken = 端口{ $port }不能使用，可能已被其他程序占用。请用 --port 指定其他端口，或不指定。
setup-language-wrong = 没有该语言。请选择：{ $languages }。

setup-database-url = LIAISON_DATABASE_URL 既不是SQLite文件地址，也不是PostgreSQL数据库地址。请设为 sqlite:///folder/liaison.db（绝对路径用四条斜线）或 postgresql://user:password@host/database。
setup-database-unreachable = 数据库没有应答，或不允许此用户连接（{ $code }）。请确认数据库正在运行，且 LIAISON_DATABASE_URL 中的主机、端口、用户、密码和名称正确。
setup-database-locked = 数据库被另一程序锁定（{ $code }）。请待其结束后重试。
setup-database-refused = 数据库不允许此用户进行该操作（{ $code }）。请确认 LIAISON_DATABASE_URL 所指之处此用户可以读写。
setup-database-full = 数据库没有剩余空间（{ $code }）。请腾出空间后重试。
setup-database-unsafe = PostgreSQL未安全保存提交的数据：{ $setting }为 off。请设为 on。
setup-folder-unwritable = 无法写入数据库文件{ $file }。请在 LIAISON_DATABASE_URL 中指定文件（不是文件夹），并为本用户开放所在文件夹的写入权限。
setup-database-owned = 另一个“liaison run”正在使用数据库{ $file }。请先停止它，或在 LIAISON_DATABASE_URL 中指定其他文件。
setup-database-missing = 数据库中尚无数据表。请先运行“liaison migrate”。
setup-database-incomplete = 数据库有数据表，但缺少与之对应的唯一版本（恢复中断后即如此），未作更改。请将备份恢复到空位置，或在 LIAISON_DATABASE_URL 中指定新位置。
setup-database-foreign = 数据库{ $name }属于其他程序，未作更改。请在 LIAISON_DATABASE_URL 中指定其他数据库。
setup-database-driver = 未安装PostgreSQL驱动程序。请安装本程序及其附加组件“postgres”。
setup-database-older = 数据库版本为{ $found }，本程序需要{ $wanted }。请运行“liaison migrate”。
setup-database-newer = 数据库版本为{ $found }，本程序（版本{ $wanted }）无法识别。若由新版程序创建，请安装该程序；否则在 LIAISON_DATABASE_URL 中指定其他数据库。
setup-database-different = 数据库结构与版本{ $version }不符：{ $name }缺失或不同。数据库未作更改；请将备份恢复到空位置，或在 LIAISON_DATABASE_URL 中指定新位置。
setup-database-too-new = 数据库版本已升级，本程序（{ $wanted }）不能再使用。请安装新版程序。
setup-database-pragma = SQLite在此处不能保证已提交数据的安全：{ $pragma }为{ $found }。请将数据库置于本地磁盘。

setup-migrated = 数据库{ $place }的版本为{ $version }。
setup-invited = 邀请加入{ $party }，限一人使用，{ $hours }小时内有效。此前同一角色未使用的邀请随即失效。在Telegram中打开以下链接即可加入：
setup-invited-by-hand = 邀请加入{ $party }，限一人使用，{ $hours }小时内有效。此前同一角色未使用的邀请随即失效。Bot API未返回机器人名称，无法生成链接。向机器人发送以下内容即可加入：

setup-token-question = @BotFather 提供的机器人令牌（输入时不显示）
setup-token-saved = 令牌已保存在{ $file }。
setup-token-unsaved = 令牌无法保存到{ $file }。请授予当前用户写入权限，或设置 LIAISON_TOKEN。
setup-people-there = { $party }已有成员，未生成邀请。
setup-left = 待办：
setup-left-heartbeat = 将{ $name }设为一个地址，服务停止调用该地址时即可告警。
setup-left-run = 用“liaison run”启动服务。
setup-botfather = { $setting ->
        [can-join-groups] 在 @BotFather 处关闭本机器人的“Allow Groups”。
        [can-read-all-group-messages] 在 @BotFather 处开启本机器人的“Group Privacy”。
       *[supports-inline-queries] 在 @BotFather 处关闭本机器人的“Inline Mode”。
    }

setup-doctor-set = { $name }为{ $value }
setup-doctor-unset = { $name }未设置，可不设置。
setup-doctor-secret = { $name }已设置，内容不予显示。
setup-doctor-agreement = 协定：{ $name }
setup-doctor-standby = PostgreSQL没有同步备用节点：机器损毁时，已保存的内容会随之丢失。如需防范，请设置 synchronous_standby_names。
setup-doctor-database = 数据库可用，版本为{ $version }。
setup-doctor-api = Bot API可用，机器人为 @{ $username }。
setup-doctor-api-silent = Bot API不可用（{ $code }）。请检查 LIAISON_TOKEN、LIAISON_API_BASE 和 LIAISON_PROXY。
setup-doctor-mail = 邮件服务器{ $host }可用。
setup-doctor-mail-silent = 邮件服务器不可用（{ $code }）。请检查 LIAISON_SMTP_URL。

setup-profile-usable = { $name }：配置文件可用。
setup-profile-party = { $code }为{ $party }：{ $authority }；时区{ $zone }；语言为{ $language }；公共假日按{ $holidays }。
setup-profile-languages = 语言：{ $languages }。如有分歧，以此为准：{ $prevailing }。
setup-profile-clock = 核查（第{ $article }条）：收悉后{ $unit ->
        [working] { $days }个工作日
       *[calendar] { $days }个自然日
    }{ $roll ->
        [next_working_day] ，末日如非工作日则顺延至下一工作日。
       *[none] ，末日无论是否为工作日均不顺延。
    }
setup-profile-reminders = 提醒：答复期限前{ $days }日的{ $hour }:00。
setup-profile-escalation = { $priority ->
        [emergency] 紧急通知
        [urgent] 紧急请求通知
       *[important] 重要通知
    }的上报顺序（单位：分钟）：{ $steps }。
setup-profile-word = { $field }：{ $languages }缺少文本{ $missing }。
setup-profile-messages = { $field }：语言{ $language }缺少系统文本{ $count }条，其中有{ $missing }。
setup-profile-holidays = { $field }：没有{ $country }的公共假日资料。
setup-profile-rungs = { $field }：各步骤至多出现一次，依次为again、deputy、coordinators、admins、other_side、daily；间隔为整小时，紧急事项为整分钟。
