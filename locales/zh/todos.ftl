# 待办、每日晨间消息与临近期限
today-title = <b>待办{ $count ->
        [0] {""}
       *[other] ：{ $count }项
    }</b>
today-none = 暂无待办。
today-waits = 需关注：
todo-and-more = { $line }；另有{ $count }项
today-taken = { $line }；{ $names }正在办理
today-deferred = { $line }；已推迟，{ $day }提醒
today-message = <b>待办：</b>{ $parts }
today-overdue = 逾期{ $count }项
today-due = 即将到期{ $count }项（{ $count ->
        [1] {""}
       *[other] 最早
    }{ $days ->
        [0] 今日
        [1] 明日
       *[other] { $days }日后
    }）
today-meeting = { $day }（{ WEEKDAY($day) }）会议
today-receive = 待登记收悉{ $count }项
today-other = { $count }项未到期
today-unread = 未阅通知{ $count }条
today-put-off = 已推迟{ $count }项
command-today = 查看待办
    .button = 待办

morning-title = <b>{ $count ->
        [0] 早上好。
       *[other] 早上好，待办：{ $count }项
    }</b>
morning-more = 另有{ $count }项，见全部待办。
due-title = <b>⏰ 答复期限：{ $count }件</b>
due-please = 请{ $in_time ->
        [yes] 于期限当日24时（{ $place }时间）前
       *[no] {""}
    }{ $act ->
        [todo-receive] 登记收悉。
        [todo-safety] 批准或推迟遣返。
        [todo-decide] 答复是否同意。
        [todo-approve] 批准或退回。
        [todo-meeting-confirm] 批准会议提议。
       *[other] 答复。
    }
due-others = 可由{ $names }办理。请督促落实。
due-no-one = 目前无人可办理此事。请邀请有权办理的人员加入。

todo-due = { $days ->
        [0] 今日到期
        [1] 明日到期
       *[other] 剩余{ $days }日
    }（{ $day }）
todo-overdue = 逾期{ $days }日（{ $day }）
todo-due-off = { $due }，此前最后一个工作日：{ $last }
todo-not-due = 尚无答复期限
todo-open-for = { $days ->
        [0] 今日起
       *[other] 已{ $days }日
    }
todo-request = { $reference }{ $lettered ->
        [yes] {" "}· { $letter }
       *[no] {""}
    } · { $kind }{ $urgent ->
        [yes] （紧急）
       *[no] {""}
    }
todo-receive = 📨 { $request } · 尚未登记收悉，{ $due }
todo-answer = ⏰ { $request } · 答复期限：{ $due }
todo-assign = 👤 { $request } · 待指派承办人，答复期限：{ $due }
todo-take = { $request } · 待决定是否接办
todo-approve = 🔑 { $act } · 待批准，答复期限：{ $due }
todo-returned = ↩️ { $act }；已退回，请修改后再报批，答复期限：{ $due }
todo-review = { $request } · 据公函代为登记的事项，待认可或提出异议
todo-supply = { $request } · 待补充信息
todo-progress = { $request } · { $other_party }询问进展，待告知
todo-safety = ⚠️ { $request } · 安全评估待批准或推迟，{ $due }
todo-close = { $state ->
    [refused] ⛔ { $request } · { $other_party }已拒绝，待办结或再次请求
   *[answered] ✅ { $request } · 已收到答复，待办结
    }
todo-wait-approve = { $request } · 已报协调员批准，答复期限：{ $due }
todo-wait-supply = { $request } · 待{ $other_party }补充信息
todo-wait-receipt = { $request } · { $other_party }尚未登记收悉，{ $due }
todo-wait-reply = { $request } · 待{ $other_party }答复，{ $due }
todo-wait-safety = { $request } · 安全评估待{ $other_party }批准或推迟，{ $due }
todo-step = 📋 { $request } · { $step } · { $due }
todo-wait-step = { $request } · { $other_party }：{ $step } · { $due }
todo-decide = 🔑 { $code } · 双方同意事项，待答复：{ $matter } · 有效至{ $ends }
todo-decide-by = 🔑 { $code } · 双方同意事项，待答复：{ $matter } · 有效至{ $ends }，{ $due }
todo-wait-decide = { $code } · 双方同意事项，待{ $other_party }答复：{ $matter } · 有效至{ $ends }
todo-meeting-answer = { $code } · { $kind } · 最早时间{ $first } · 会议提议待答复
todo-meeting-confirm = { $code } · { $kind } · 最早时间{ $first } · 会议提议待协调员批准
todo-meeting-wait = { $code } · { $kind } · 最早时间{ $first } · 会议提议待{ $other_party }答复
todo-meeting-back = { $code } · { $kind } · 最早时间{ $first } · 会议提议尚待协调员批准
todo-meeting-again = { $code } · { $kind } · 逾期未商定：如仍需开会，请重新提议
todo-meeting-attend = { $code } · { $kind } · { CAPITALS($at) } · 待告知是否出席
todo-meeting-held = { $code } · { $kind } · 待登记是否举行
todo-meeting-disputed = { $code } · { $kind } · 双方登记不一致：请核对后重新登记，或另定时间
todo-meeting-record = { $code } · { $kind } · 待记录会议决定
todo-activity-due = ⏰ 第{ $number }项活动 · 完成期限：{ $last }
todo-activity-overdue = ⚠️ 第{ $number }项活动 · 已过完成期限：{ $last }

button-todo-receive = 登记收悉{ $reference }
button-todo-answer = 答复{ $reference }
button-todo-approve = 打开：{ $act }
button-todo-assign = 指派承办人{ $reference }
button-todo-supply = 补充信息{ $reference }
button-todo-progress = 告知进展{ $reference }
button-todo-safety = 安全评估{ $reference }
button-todo-step = 第{ $number }步：{ $reference }
button-todo-close = 查看答复{ $reference }
button-todo-wait = 询问进展{ $reference }
button-today = 全部待办
button-unread = 未了结通知：{ $count }条
button-all-seen = 全部已阅
button-defer = 改日提醒…
button-take-todo = 由我办理

all-seen = { $count ->
        [0] 没有可标记为已阅的通知。须办理的通知，办理后即了结。
       *[other] 已将{ $count }条通知标记为已阅。
    }
defer-until = 请选择提醒日期。
deferred = 将于{ $day }（{ WEEKDAY($day) }）提醒您：{ $line }
deferred-day-off = { $day }（{ WEEKDAY($day) }）为休息日，将于{ $next }（{ WEEKDAY($next) }）提醒您：{ $line }
taken = 同事已可看到由您办理：{ $line }
error-unknown-todo = 您的待办中没有该事项。现有待办见：/today
error-not-deferred = 该事项紧急或今日到期，不得推迟提醒。请立即办理，或由同事办理。
command-defer = 改日提醒待办
command-take = 告知由您办理
