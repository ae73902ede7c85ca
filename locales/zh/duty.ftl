# 值班表：由谁处理紧急事项
command-duty = 查看值班人员
    .button = 值班表

duty-now = <b>当前值班：{ $who }</b>
duty-line = { $day }（{ WEEKDAY($day) }）：{ $who }
duty-no-one = 无
duty-gap =
    { $why ->
        [unset] 未排班，由全体协调员值班
        [inactive] 值班人员已无权限或已改任其他角色，由全体协调员值班
        [absent] 值班人员不在岗且无代班人，由全体协调员值班
       *[unreachable] 无法联系值班人员，由全体协调员值班
    }

duty-week = <b>每周值班</b>
    请选择要更改的星期。单日排班优先。
duty-which-day = <b>要更改哪一日的值班？</b>
    请选择或输入日期，例如2026年3月15日。
duty-which-person = <b>{ $day }全天由谁值班？</b>
duty-assigned = 已排班：{ $day }，{ $who }。
button-duty-week = 更改每周值班
button-duty-day = 更改单日值班
button-duty-clear = 删除排班

duty-handover = 👤 <b>您值班至{ $last }24时。</b>
    紧急请求随时直接发给您，含夜间和休息日。
duty-handover-all = 👤 <b>当前值班：{ $who }。</b>
    至{ $last }24时，紧急请求亦随时直接发给您，含夜间和休息日。
duty-over = 您不再值班。
duty-matters = { $count ->
        [0] 目前没有待办的紧急事项。
       *[other] 待办的紧急事项{ $count }项：
    }

todo-duty = 🗓 { $count ->
        [1] { $day }值班表空缺（由全体协调员值班）
       *[other] 今后7日内值班表有{ $count }日空缺（由全体协调员值班），最早为{ $day }
    }
button-todo-duty = 打开值班表

error-not-for-duty = 仅{ $own_party }在任的联络人或协调员可以值班。请另选人员。
