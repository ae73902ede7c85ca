# 期限的计算说明
deadlines-explain-title = 答复期限：向{ $party }提出的核查请求
deadlines-explain-rule =
    { $unit ->
        [calendar] 依据：协定第{ $article }条，收悉请求后{ $days }日内通知核查结果，按自然日计算。
       *[working] 依据：协定第{ $article }条，收悉请求后{ $days }日内通知核查结果，按被请求方的工作日计算。
    }
deadlines-explain-roll =
    { $roll ->
        [none] 答复期限仅双方同意延期方可更改。
       *[next_working_day] 末日不是被请求方工作日的，顺延至下一个工作日。除此以外，答复期限仅双方同意延期方可更改。
    }
deadlines-explain-day-zero = 第0日：{ $receipt }，{ $party }当地的收悉日期。
deadlines-explain-steps = 计算：{ $steps }。
deadlines-explain-step = { $day }（第{ $number }日）
deadlines-explain-extended = 双方已同意延期至{ $due }。按规则计算为{ $counted }。
deadlines-explain-kept = 答复期限在收悉时已确定（{ $due }）。按现行规则和假日计算为{ $counted }，但已确定的期限仅双方可更改。
deadlines-explain-due = 答复期限：<b>{ $due }（{ WEEKDAY($due) }）24时</b>，即{ CAPITALS($ends) }。此前答复即为按期。

deadlines-due-worked = { $due }是{ $party }工作日。
deadlines-due-made-up = { $due }虽逢周末，但为{ $party }调休上班日。
deadlines-due-weekend = { $due }不是{ $party }工作日（周末），答复期限不变。此前最后一个工作日：{ $last }（{ WEEKDAY($last) }）；此后第一个工作日：{ $next }（{ WEEKDAY($next) }）。
deadlines-due-holiday = { $due }不是{ $party }工作日（{ $holiday }），答复期限不变。此前最后一个工作日：{ $last }（{ WEEKDAY($last) }）；此后第一个工作日：{ $next }（{ WEEKDAY($next) }）。

deadlines-no-holidays = 此期间{ $party }无公共假日。
deadlines-holidays = 此期间{ $party }的公共假日：{ $holidays }。
deadlines-holiday-days = { $holiday }（{ SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first }至{ $last }
    }）
deadlines-holidays-decreed = 此期间{ $party }的公共假日已正式公布。
deadlines-holidays-provisional = 暂定：此期间{ $party }的部分公共假日尚未正式公布，以上关于工作日的说明可能变动。

error-hour-for-date = 此处须填写日期，不是时刻，例如2026年3月15日。
error-not-a-date = 无法识别该日期。可输入“今日”、3月15日、15/3/2026或2026-03-15，也可使用按钮。
error-ambiguous-date = “{ $typed }”有两种读法。请选择日期。
error-ambiguous-time = “{ $typed }”可能是凌晨，也可能是下午。请选择时间。
error-ambiguous-moment = “{ $typed }”：请选择日期和时间，或重新输入。
error-not-a-count = 须为{ $low }至{ $high }之间的整数。
