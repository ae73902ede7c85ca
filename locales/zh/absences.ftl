# 不在岗与代班人

away-first = <b>您自哪一日起不在岗？</b>
    请选择或输入日期，例如2026年3月15日。
away-last = <b>不在岗的最后一日是哪一日？</b>
    请选择或输入日期，例如2026年3月15日。
away-deputy = <b>{ SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first }至{ $last }期间
    }由谁代班？</b>
    发给您的通知将同时发给代班人。
away-shown = <b>您的不在岗登记</b>
    { SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first }至{ $last }
    }，代班人：{ $name }。
away-recorded = 已登记您于{ SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first }至{ $last }
    }不在岗，代班人：{ $name }，已予通知。
away-ended = 您已恢复在岗，不再由他人代班。
away-line = 不在岗至{ $last }，{ $replaced ->
        [yes] 代班人：{ $name }。
       *[no] 目前无代班人。
    }
button-away-end = 结束不在岗

notice-deputy = 👤 { $deputy }：{ $name }于{ SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first }至{ $last }
    }不在岗，由您代班。在此期间，发给{ $name }的通知将同时发给您。
notice-deputy-over = 👤 { $deputy }：您不再担任{ $name }于{ SAME($first, $last) ->
        [yes] { $first }
       *[no] { $first }至{ $last }
    }不在岗期间的代班人。

error-not-away = 没有您的不在岗登记。如需登记：/away
error-away-of-another = 不在岗须由本人登记，请{ $name }自行登记。
error-own-deputy = 不能由本人代班。请选择其他同事。
error-deputy-not-active = { $name }的权限已暂停。请选择其他同事。
error-deputy-rights = { $name }不具备您的权限。联络人与协调员可互相代班，管理员由管理员代班。
error-deputy-loop = { $name }在此期间也不在岗，其代班人最终是您本人。请选择其他同事。
error-no-deputy = { $own_party }没有其他人员可为您代班。可由管理员邀请人员加入。
