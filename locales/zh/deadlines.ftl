# 期限的计算说明
deadlines-explain-title = 向{ $party }提出的核查请求的期限
deadlines-explain-rule-calendar = 规则：根据协定第{ $article }条，被请求方应在收到请求后{ $days }日内通知核查结果。按自然日计算。
deadlines-explain-rule-working = 规则：根据协定第{ $article }条，被请求方应在收到请求后{ $days }日内通知核查结果。按被请求方的工作日计算。
deadlines-explain-roll-none = 节假日、补充信息的要求以及本系统的故障均不改变期限。只有双方同意延期，期限才会变更。
deadlines-explain-roll-next-working-day = 期限最后一日不是被请求方工作日的，顺延至下一个工作日。补充信息的要求以及本系统的故障均不改变期限。
deadlines-explain-day-zero = 第0日：{ $receipt }，即{ $party }当地的收悉日期。
deadlines-explain-steps = 计算：{ $steps }。
deadlines-explain-step = { $day }（第{ $number }日）
deadlines-explain-extended = 双方已同意延期至{ $due }。仅按规则计算，期限为{ $counted }。
deadlines-explain-kept = 到期日在收悉时已确定：{ $due }。按现行规则和假日计算为{ $counted }，但已确定的日期仅双方可变更。
deadlines-explain-due = 到期日：{ $due }（{ WEEKDAY($due) }）。在该日结束之前给出结果，即为按期答复。该日结束于{ $ends }。

deadlines-due-worked = { $due }是{ $party }的工作日。
deadlines-due-made-up = { $due }虽逢周末，但在{ $party }为调休上班日。
deadlines-due-weekend = { $due }不是{ $party }的工作日（周末）。此前最后一个工作日：{ $last }（{ WEEKDAY($last) }）。此后第一个工作日：{ $next }（{ WEEKDAY($next) }）。以上仅供参考，到期日不变。
deadlines-due-holiday = { $due }不是{ $party }的工作日（{ $holiday }）。此前最后一个工作日：{ $last }（{ WEEKDAY($last) }）。此后第一个工作日：{ $next }（{ WEEKDAY($next) }）。以上仅供参考，到期日不变。

deadlines-no-holidays = 此期间{ $party }没有公共假日。
deadlines-holidays = 此期间{ $party }的公共假日：{ $holidays }。
deadlines-holiday-day = { $holiday }（{ $day }）
deadlines-holiday-days = { $holiday }（{ $first }至{ $last }）
deadlines-holidays-decreed = 此期间{ $party }的公共假日已正式公布。
deadlines-holidays-provisional = 暂定：此期间{ $party }的部分公共假日尚未正式公布，以上关于工作日的说明可能变动。

error-not-a-date = 无法识别该日期。请写成2026-03-15、15/3/2026或2026年3月15日，年份须写全四位数字。
error-ambiguous-date = “{ $typed }”有两种读法。请选择日期。
error-ambiguous-time = “{ $typed }”可能是凌晨，也可能是下午。请选择时间。
error-not-a-count = 请输入{ $low }至{ $high }之间的整数。
