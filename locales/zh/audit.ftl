# 审计记录：简报中的校验码，以及命令行的说明。
audit-openings = 备注查阅记录
audit-note-opened = 查阅第{ $number }条备注
audit-role = 新角色：{ $role }
audit-step = { $step ->
    [person-suspended] 暂停权限
    [person-active] 恢复权限
    [person-removed] 移除人员
    [person-joined] 人员加入
    [person-confirmed] 人员已确认
    [person-appointed] 登记任命
    [person-away] 登记不在岗
    [person-back] 结束不在岗
    [person-lost_word] 设定挂失口令
    [person-email] 更改电子邮箱
    [person-reachable] 恢复联系
    [invite-made] 发出邀请
    [invite-revoked] 撤销邀请
    [nomination-asked] 提名管理员
    [nomination-confirmed] 确认管理员
    [nomination-declined] 不同意提名管理员
    [pin-set] 设置个人密码
    [pin-confirmed] 个人密码已确认
    [pin-duress] 输入受胁迫密码
    [pin-off] 取消个人密码
    [pin-wrong] 个人密码有误
    [pin-locked] 锁定个人密码
    [notice-acknowledged] 已阅通知
    [notice-taken] 着手办理
    [note-write] 填写备注
    [hold-put] 暂停销毁备注
    [hold-lift] 恢复销毁备注
    [duty-assigned] 指定值班人员
    [setting-set] 更改设置
    [holidays-say] 更改公共假日
    [guard-blocked] 拒收个人信息
    [export] 导出文件
   *[other] { $record ->
        [meeting] 会议
        [agenda] 会议议程
        [activity] 行动计划
        [difference] 分歧
        [termination] 终止协定
        [two_key] 双方同意事项
        [disclosure] 披露
       *[other] 其他操作
    }（{ $code }）
}
audit-none = 暂无记录。
audit-none-before = 此条之前没有记录。
audit-head = 审计校验码：{ $head }。请在Telegram之外保存，凭此可证明记录此后是否被改动。

audit-verified = 审计记录完整无误。校验码：{ $head }{ $redactions ->
        [0] { "" }
       *[other] 。经双方同意删除的内容：{ $redactions }处
    }
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
