# 保密备注、暂停销毁与销毁
button-notes = 🔒 保密备注（{ $count }）
notes-title = <b>{ $reference }的保密备注</b>：{ $total }条
notes-readers = 双方的联络人和协调员均可查阅，每次查阅均予记录。
notes-line = 第{ $number }条 · { $kind } · { $party }{ $own ->
        [yes] （{ $name }）
       *[no] {""}
    } · { $at }{ $erased ->
        [yes] （已于{ $ends }销毁）
       *[no] {""}
    }
notes-hold = ⚖️ { $party }依据公函（{ $letter }）自{ $at }起暂停销毁：本请求的内容一律不予销毁。

note-kind-note = 备注
note-kind-refusal = 拒绝的说明
note-kind-extension = 延期的说明
note-kind-withdrawal = 撤回的说明
note-kind-objection = 异议的说明

note-opened = { $reference }的此条备注将于{ $minutes }分钟后从对话中删除。您的查阅已予记录。
note-which-step = <b>{ $reference }：拟说明哪一步骤？</b>
note-what = <b>{ $reference } · { $kind }：请输入内容。</b>
note-warning = 勿写入姓名、号码、出生日期、住址以及受害人的任何情况，此类信息通过正式途径递送。您输入的内容在加密保存前已传至Telegram；您的消息随后从对话中删除。
note-final = 发出后不能更改。
recorded-note = { $reference }的第{ $number }条备注已加密保存。已告知{ $other_party }有此备注，未告知其内容。

hold-which = <b>{ $reference }：依据哪份公函暂停销毁？</b>请输入公函文号。
recorded-hold =
    { $step ->
        [on] 已登记：{ $own_party }暂停销毁期间，{ $reference }的内容一律不予销毁。
       *[off] 已登记：{ $own_party }已解除对{ $reference }的暂停销毁。
    }

button-note-open = 查阅第{ $number }条
button-note-write = 写备注
button-note-reason = 写说明
button-hold-on = ⚖️ 暂停销毁
button-hold-off = 解除暂停销毁

notice-note = 🔒 { $reference }：{ $party }增加了一条保密备注。
notice-erasing = 🔒 已办结请求的{ $notes }条保密备注将自{ $first }起销毁：{ $requests }。须保留的，输入 /note 及编号，暂停销毁。

error-not-a-note = 您输入的内容未予保存。须为不超过{ $most }个字符、{ $lines }行的文字，不含链接。
error-note-not-shown = 您输入的内容未予保存。须为文字或数字，不含无法显示的字符。
error-note-is-pin = 个人密码不能作为备注，输入的内容未予保存。
error-note-erased = 第{ $number }条备注已于{ $at }销毁，其内容不再保存。
error-hold-exists = { $own_party }已依据公函（{ $letter }）对{ $reference }暂停销毁。
error-no-hold = { $own_party }未对{ $reference }暂停销毁。
