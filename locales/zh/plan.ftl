# 行动计划。活动名称按提供的语言显示。
-reader = 读者
    .language = zh
activity-words = { -reader.language ->
        [km] { $km }
        [zh] { $zh }
       *[en] { $en }
    }
activity-title = <b>第{ $number }项活动</b>：{ $title }
activity-lead-both = 双方
activity-period = { SAME($first, $last) ->
        [yes] 日期：{ $first }
       *[no] 期间：{ $first }至{ $last }
    }
activity-last = 完成期限：{ $last }（含当日）
activity-status = 状态：{ $standing }；登记时间：{ $at }
activity-source = 依据：会议{ $code }的决定
activity-overdue = { $state }，<b>逾期{ $days }日</b>
activity-state =
    { $state ->
        [proposed] 已登记，尚未经双方批准
        [planned] 已计划
        [under_way] 进行中
        [done] 已完成
       *[dropped] 经双方同意取消
    }
activity-step =
    { $step ->
        [start] 进行中
        [done] 已完成
        [approved] 已批准
        [move] 更改完成期限
       *[drop] 取消
    }

plan-title =
    { $which ->
        [open] <b>行动计划：待完成{ $total }项</b>
       *[all] <b>行动计划：共{ $total }项</b>
    }
plan-line = { $number }. { $title }（{ $lead }，完成期限{ $last }）：{ $standing }

recorded-activity =
    { $action ->
        [start] 第{ $number }项活动已登记为进行中。
       *[done] 第{ $number }项活动已登记为已完成。
    }

button-activity-start = ▶ 进行中
button-activity-done = ✓ 已完成
button-open-activity = 第{ $number }项活动
button-plan-open = 待完成
button-plan-all = 全部

button-activity-move = 更改完成期限
button-activity-drop = 提议取消
activity-until = <b>第{ $number }项活动最迟应于哪一日完成？</b>
    现为{ $last }。请输入日期，例如2026年3月15日。核对后向{ $other_party }提议，其同意后方可更改。
approval-activity-moved = 第{ $number }项活动，完成期限：{ $before } → { $after }
approval-activity-dropped = 取消第{ $number }项活动（完成期限：{ $last }）
button-plan-import = 提议纪要所列计划
approval-plan = 纪要所列计划，活动{ $count }项
approval-decision = 会议{ $code }的决定，第{ $number }项活动
approval-minutes = 会议{ $code }的纪要

error-activity-ended = 第{ $number }项活动已结束，未作更改。
error-activity-not-approved = 第{ $number }项活动尚未经双方批准。未作更改。
