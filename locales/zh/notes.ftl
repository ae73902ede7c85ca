# 保密备注、依法留存与销毁
button-notes = 🔒 保密备注（{ $count }）
notes-title = <b>{ $reference }的保密备注</b>：{ $total }条
notes-readers = 双方的联络人和协调员均可查阅，每次查阅均予记录。
notes-none = 暂无保密备注。
notes-line = 第{ $number }号 · { $kind } · { $party }{ $own ->
        [yes] （{ $name }）
       *[no] {""}
    } · { $at }{ $erased ->
        [yes] ——已销毁，{ $ends }
       *[no] {""}
    }
notes-hold = ⚖️ { $party }自{ $at }起依公函{ $letter }对本案依法留存：本案内容一律不予销毁。

note-kind-note = 备注
note-kind-refusal = 拒绝的原因
note-kind-extension = 延期的原因
note-kind-withdrawal = 撤回的原因
note-kind-objection = 异议的原因

note-opened = { $reference }的此条备注将于{ $minutes }分钟后从对话中撤下。您的查阅已予记录。
note-which-step = <b>{ $reference }：拟说明哪一步骤的原因？</b>
note-what = <b>{ $reference } · { $kind }：请输入内容。</b>
note-warning = 请勿写入姓名、号码、出生日期或住址，也勿写入受害人的任何情况，此类信息请通过正式途径递送。您输入的内容在此密封之前已经过Telegram；您的消息随后将从对话中撤下。
note-final = 发送后不能更改或收回。
recorded-note = { $reference }的第{ $number }号备注已密封。已告知对方有此备注，但未告知其内容。

hold-which = <b>{ $reference }依哪项决定留存？</b>请输入公函文号。
recorded-hold-on = 已登记：在本方依法留存期间，{ $reference }的内容一律不予销毁。
recorded-hold-off = 已登记：本方对{ $reference }的依法留存已解除。

button-note-open = 查阅第{ $number }号
button-note-write = 写备注
button-note-reason = 写原因
button-hold-on = ⚖️ 依法留存
button-hold-off = 解除依法留存

notice-note = { $reference }：{ $party }增加了一条保密备注。
notice-erasing = 已办结案件的{ $notes }条保密备注将自{ $first }起销毁：{ $cases }。须保留的，可依法留存：请输入 /note 及案件编号。

error-not-a-note = 请输入不超过{ $most }个字符、不超过{ $lines }行的文字，勿含链接。您输入的内容未予保存。
error-note-not-shown = 请输入文字或数字，勿含不可见或无法显示的字符。您输入的内容未予保存。
error-unknown-note = { $reference }没有此编号的保密备注。查看列表：/note { $reference }
error-note-erased = 第{ $number }号备注已于{ $at }销毁，其内容不再保存。
error-note-recorded = 此前已于{ $at }登记为第{ $number }号。
error-hold-exists = 本方已依公函{ $letter }对{ $reference }依法留存。
error-no-hold = 本方未对{ $reference }依法留存。
