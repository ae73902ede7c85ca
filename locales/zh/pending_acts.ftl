# 核对、发送、收回：送达另一方的内容。
check-title = <b>{ $act }</b>
    请核对。将发送给{ $party }。
check-title-person = <b>{ $act }</b>
    请核对。将发送给{ $party }。
check-to-approve = <b>{ $act }</b>
    请核对。经协调员批准后发送给{ $party }。
check-letter = ⚠️ { $wrong ->
    [code] { $example }是请求的编号，不是公函文号。
    [used] 该文号已用于{ $example }。
    [name] “{ $example }”看似姓名或语句，不像公函文号。
    [number] “{ $example }”没有年份和机关代字，不像完整的公函文号。
   *[form] 该文号与{ $party }以往文号（例如{ $example }）形式不同。
 }
check-doubtful = 尚未发送。内容如无误，按“{ $button }”即可发送；如有误，请填写正确的内容。
check-denied = 尚未发送。哪一项有误？可按按钮修改，或按“取消”。
check-denied-whole = 尚未发送。如不发送，按“取消”，或输入要改办的事项。
check-blocked = { $own ->
    [yes] 尚未发送。如改发本项，须先收回上述一项。
   *[no] 尚未发送。上述一项发出或由发送人收回后，才能发送本项。
 }
check-overtaken = { $act }已发出。其后核对的内容未发送。
button-send-to = 发送给{ $party }
button-send-to-person = 发送给{ $party }
button-change = 修改：{ $field }
button-take-back = 收回
button-delete-act = 删除：{ $act }
button-delete-check = 不再发送
check-dropped = 此前一项未办完，未发送：{ $act }。
act-about = { $act } · { $about }
act-leaves = <b>{ $act }</b>
    将于{ $at }发送给{ $party }。此前可以收回。
act-unchanged = 未作更改。请先收回，再作更改。
act-pending = { $act }（{ $name }）如未收回，将于{ $at }发出。
act-to-approve = { $act }（{ $name }）待协调员批准。
act-submitted = <b>{ $act }</b>
    已报协调员审批，批准前可以收回。
act-approved = <b>{ $act }</b>
    { $name }已批准。
act-returned = <b>{ $act }</b>
    { $name }已退回：{ $why }
recorded-return-act = 已退回：{ $act }，已告知提交人。
return-act = 退回：{ $act }
return-act-why = <b>{ $act }</b>
    请用一行写明缺少的内容。
notice-act-waits = 🔑 待您批准：{ $act }（{ $name }提交）。
error-act-no-coordinator = 此步骤须由协调员批准，目前尚无协调员。请由管理员邀请协调员加入。
button-submit-act = 报请批准
button-approve-act = 批准并发送
button-return-act = 退回
check-cancelled = 未发送，未作更改。
act-taken-back = 已收回，{ $party }未看到任何内容。
act-not-sent = <b>未发送。</b>
act-newer-kept = 您正在填写的内容已予保留。“{ $act }”的内容如下：
act-waits-again = <b>{ $act }</b>
    { $name }已收回批准，该步骤重新待批。
act-unsent = 权限暂停期间未发送：{ $act }。如仍需要，请另行发送。
act-overtaken = 未发送：{ $act }（{ $name }）。{ $change }{ $acts ->
        [some] {"请在下方选择如何办理。"}
        [none] {"如仍需办理，请另发公函或重新提出。"}
       *[unknown] {""}
    }
notice-act-withheld = ⚠️ 未发送：{ $act }。{ $name }已无权办理。如仍需要，请另行发送。
error-check-changed = 内容在此期间已有变化，尚未发出，请重新核对。
error-act-sent = { $name }已提交此项。您无须重复办理。
error-act-pending = { $pending }本次办理未发送。此前发送人可以收回；此后请按现状另行办理。
error-act-left = 没有可收回或可批准的内容：可能已发出、已收回或尚未提交。请打开该事项查看；不能再更正的，另发公函。
act-not-on-its-way = 没有待发出的内容，无须收回。
act-of-others = 您没有可收回的内容。以下内容由同事提交，仅其本人可以收回：
field-note = 备注
field-missing = 需补充的信息
field-result = 结果
changed-value = { $before } → { $after }
field-answer-by = 答复期限
field-grounds = 拒绝理由
field-information = 补充信息公函
field-withdrawal-letter = 撤回公函
field-reason = 原因
field-due = 新的答复期限
field-time = 时间
field-attendance = 出席情况
field-substitute = 代为出席
field-place = 地点
field-item = 议题
field-last-day = 完成期限
field-terminates = 终止方
field-lead = 牵头方
field-decision = 会议决定
field-since = 任职日期
field-agency = 单位
field-disclosed = 披露内容
field-stated = 登记内容
field-third-party = 第三方
field-purpose = 用途
field-scope = 范围
field-until = 有效至
field-difference = 分歧事项
field-proposal = 提议
field-change = 更改内容
field-activity = 活动
meeting-act-accept = 同意该时间
meeting-act-back = 批准提议
meeting-act-decline = 不同意提议
meeting-act-withdraw = 撤回提议
meeting-act-cancel = 取消会议
meeting-act-held = 登记会议已举行
meeting-act-missed = 登记会议未举行
meeting-act-attend = 答复是否出席
command-approve = 批准同事待发的内容
command-send = 发送已核对的内容
command-takeback = 收回已提交的内容
