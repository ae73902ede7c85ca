# 审计记录：简报中的校验码，以及命令行的说明。
menu-audit = 审计记录
audit-openings = 备注查阅记录
audit-note-opened = 查阅第{ $number }条备注
audit-none = 暂无记录。
audit-none-before = 此条之前没有记录。
audit-head = 审计校验码：{ $head }。请在Telegram之外保存，凭此可证明记录此后是否被改动。

setup-help-audit = 核对或导出审计记录。
setup-help-audit-verify = 核对审计记录是否与原记录一致；加 --head 则同时与所保存的校验码比对。
setup-help-audit-export = 将审计记录写入新文件，每行一个JSON对象，供 verifier/verify_audit.py 核对。

audit-verified = 审计记录完整无误。校验码：{ $head }
audit-exported = 已向{ $file }写入审计记录{ $count }行。
audit-fault-number = 审计记录第{ $seq }行缺失或被移动：该处为第{ $found }行。
audit-fault-hash = 审计记录第{ $seq }行不符：其内容或校验码已被改动。
audit-fault-held = 审计记录第{ $seq }行与所保存的校验码不符：记录已被重写。
audit-fault-cut = 审计记录止于第{ $seq }行，而所保存的校验码为第{ $held }行：末尾已被删除。
audit-fault-row = 审计记录第{ $seq }行与{ $matter }不符：数据库中的内容未经本系统而被改动。
audit-fault-unknown = 数据库中存有{ $matter }，而审计记录中没有任何一行提及：该内容系未经本系统而写入。
audit-fault-gone = 审计记录第{ $seq }行所载内容已不在数据库中。

error-not-a-head = 审计校验码不完整。请输入简报中的完整校验码，其开头形如128:0f3a。
error-audit-file = 无法写入导出文件：{ $file }。请指定尚不存在的文件，其文件夹须可写入且空间充足。
