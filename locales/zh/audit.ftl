# 审计记录：简报中的校验码。
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
    [person-agency] 更改单位
    [absence-put] 登记不在岗
    [absence-end] 结束不在岗
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
    [pin-passkey] 以通行密钥代替个人密码
    [passkey-made] 添加通行密钥
    [passkey-removed] 删除通行密钥
    [page-link] 生成网页登录链接
    [page-opened] 登录网页
    [page-ended] 退出网页
    [page-calendar] 生成日历地址
    [page-calendar_ended] 停用日历地址
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
    [letter] 生成公函
    [letter-number] 取公函文号
    [meeting-attend] 登记是否出席
    [agenda-add] 增列议题
    [agenda-discuss] 议题已讨论
    [agenda-carry] 议题转入下次会议
    [agenda-drop] 删除议题
    [activity-decide] 会议决定登记为活动
    [activity-approved] 批准活动
    [activity-import] 列入计划活动
    [activity-start] 活动进行中
    [activity-done] 活动已完成
    [activity-move] 更改活动完成期限
    [activity-dropped] 取消活动
    [procedure-propose] 提议标准作业程序
    [procedure-agree] 同意标准作业程序
    [procedure_step-step_done] 程序步骤完成
    [procedure_step-step_left_out] 程序步骤免办
    [difference-open] 提出分歧
    [difference-close] 了结分歧
    [termination-record] 登记终止通知
    [termination-withdraw] 撤回终止通知
    [termination-strike] 删除误登的终止通知
    [two_key-propose] 提请双方同意
    [two_key-agree] 同意提议
    [two_key-decline] 不同意提议
    [two_key-withdraw] 撤回提议
    [two_key-expire] 提议逾期未获答复
    [two_key-settle] 提议不再需要
    [disclosure-propose] 提议披露
    [disclosure-grant] 同意披露
    [disclosure-withdraw] 撤回披露同意
    [disclosure-expire] 披露同意到期
   *[other] 其他操作（{ $code }）
}
audit-none-before = 此条之前没有记录。
audit-head = 审计校验码：{ $head }。请在本系统之外保存，凭此可证明记录此后是否被改动。
