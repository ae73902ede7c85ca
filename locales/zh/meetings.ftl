# 会议：会议卡片、办理步骤、列表、记录、通知与日历文件

meeting-kind-annual = 年度磋商
meeting-kind-emergency = 紧急会议
meeting-kind-difference = 分歧磋商

meeting-title = <b>{ $code }</b>：{ $kind }{ $urgent ->
        [yes] （<b>紧急</b>）
       *[no] {""}
    }
meeting-cause = 🚨 <b>{ $occasion }</b>
meeting-emergency = 🚨 { $occasion } · { $about }
meeting-state =
    { $state ->
        [agreed] <b>双方已商定。</b>
        [declined] 提议未获同意，会议不举行。
        [withdrawn] 提议已撤回，会议不举行。
        [expired] 所有提议时间已过，未能商定，提议已失效。
       *[cancelled] <b>已取消。</b>
    }
meeting-slot = <b>时间：{ CAPITALS($start) }</b>
meeting-over = 会议已举行：{ CAPITALS($start) }
meeting-held =
    { $answer ->
        [yes] { $party }：会议已举行。
        [no] { $party }：会议未举行。
       *[open] { $party }尚未登记会议是否举行。
    }
meeting-minutes = 纪要：{ $party }公函（{ $letter }）{ $approved ->
        [yes] ，双方已批准
        [waits] ，尚未经双方批准
       *[no] ，未获批准
    }
meeting-video = 视频会议
meeting-phone = 电话会议
meeting-place = { $place }；接待方：{ $party }
meeting-costs = 国际旅费由派出方（{ $guest }）承担，境内费用由接待方（{ $host }）承担（第{ $article }条），另有约定的除外。
meeting-offer = { $party }提议：
meeting-counter = { $party }另提时间：
meeting-change = { $party }提议更改：
meeting-time = { CAPITALS($at) }
meeting-option = { $number }. { CAPITALS($at) }{ $placed ->
        [yes] ，{ $place }
       *[no] {""}
    }{ $chosen ->
        [yes] （<b>已同意</b>）
       *[no] {""}
    }
meeting-waits-answer = 待{ $party }答复。
meeting-waits-confirm = 另须{ $party }协调员批准。
meeting-telephone = ☎️ 一小时内已提出{ $count }次：宜致电{ $authority }商定时间，再在此提出或同意。
attendance =
    { $presence ->
        [yes] { $name }（{ $agency }）出席
        [no] { $name }（{ $agency }）不出席
       *[substitute] { $name }（{ $agency }）委派{ $substitute }出席
    }
attendance-other = 他人

occasion-yearly = 年度磋商
occasion-at-risk = 有人员处境危险
occasion-found = 发现受害人，急需救助
occasion-return = 需安排遣返
occasion-suspects = 嫌疑人可能逃跑或证据可能灭失
    .button = 嫌疑人可能逃跑或证据灭失
occasion-stalled = 请求办理受阻
occasion-interpretation = 协定的解释
occasion-implementation = 协定的执行
occasion-other = 其他事由，通过正式途径告知
    .button = 其他事由

objection-time = 时间不合适
objection-venue = 地点不合适
objection-preparation = 需要更多准备时间
objection-settled = 事项已解决
objection-other-channel = 改由其他途径办理

meeting-why =
    { $action ->
        [decline] 请选择不同意{ $code }的原因。
        [withdraw] 请选择撤回提议{ $code }的原因。
       *[cancel] 请选择取消会议{ $code }的原因。
    }
attend-question = 您是否出席{ $code }？
attend-not-agreed = { $code }尚未商定，商定后才登记您是否出席。
attend-who = 由谁代您出席{ $code }？
attend-own = 这是您本人的答复；{ $names }须由本人登记。
attend-nobody = { $own_party }暂无其他人员可代您出席{ $code }。

recorded-meeting =
    { $step ->
        [accept] 已代表{ $own_party }同意。
        [back] 已代表{ $own_party }批准。
        [decline] 已代表{ $own_party }表示不同意。
        [withdraw] 已撤回。
        [cancel] 已取消。
        [attend] 已登记。
       *[held] 已代表{ $own_party }登记。
    }
recorded-meeting-minutes = 会议{ $code }的纪要已登记，经{ $other_party }批准后生效。

button-accept-option = ✓ 同意第{ $number }项
button-back-proposal = ✓ 批准提议
button-counter = 另提时间
button-change-meeting = 更改时间
button-decline = 不同意
button-retract = 撤回提议
button-calloff = 取消会议
button-attend-yes = 出席
button-attend-no = 不出席
button-attend-substitute = 委派他人
button-held-yes = 已举行
button-held-no = 未举行
button-minutes = 登记纪要
button-agenda = 议程
button-calendar-file = 日历文件
button-meetings-coming = 即将举行
button-meetings-open = 待商定
button-meetings-past = 以往
button-propose = 提议会议

meetings-title =
    { $which ->
        [coming] <b>即将举行的会议：{ $total }次</b>
        [open] <b>待商定的会议提议：{ $total }项</b>
       *[past] <b>以往的会议及提议：{ $total }项</b>
    }
meetings-line = { $code } · { $kind } · { $state } · { CAPITALS($at) }
meetings-annual-open = { $year }年度磋商：接待方为{ $host }，日期尚未商定。
meetings-annual-agreed = { $year }年度磋商：接待方为{ $host }，{ CAPITALS($at) }（{ $code }）。
meeting-status =
    { $state ->
        [proposed] 待商定
        [agreed] 已商定
        [declined] 未获同意
        [withdrawn] 已撤回
        [expired] 已失效
       *[cancelled] 已取消
    }

history-meeting = 提议召开会议{ $code }
meeting-action =
    { $action ->
        [propose] 提议
        [counter] 另提时间
        [back] 协调员批准
        [accept] 同意其中一项
        [decline] 不同意
        [withdraw] 撤回
        [cancel] 取消
        [expire] 失效
        [held] 会议已举行
        [missed] 会议未举行
        [minutes] 登记纪要
       *[approve_minutes] 批准纪要
    }

notice-meeting-propose = 📅 { $other_party }提议举行{ $kind }（{ $code }）。
notice-meeting-emergency = { $other_party }提议举行{ $kind }（{ $code }）。
notice-meeting-own = 已向{ $party }提议举行{ $kind }（{ $code }）。
notice-meeting-own-counter = 已就{ $kind }（{ $code }）向{ $party }另提时间。
notice-meeting-counter = 📅 { $other_party }就{ $code }（{ $kind }）另提时间。
notice-meeting-change = 📅 { $other_party }提议更改{ $kind }（{ $code }）。
notice-meeting-back = 📅 { $own_party }联络人提议举行{ $kind }（{ $code }）。
notice-meeting-back-counter = 📅 { $own_party }联络人就{ $code }（{ $kind }）另提时间。
notice-meeting-chosen = 📅 { $other_party }已同意{ $code }（{ $kind }）的一个时间。
notice-meeting-agreed = ✓ 会议{ $code }（{ $kind }）已商定。
notice-meeting-decline = ✗ { $party }不同意{ $code }（{ $kind }）。
notice-meeting-withdraw = ✗ { $party }已撤回会议提议{ $code }（{ $kind }）。
notice-meeting-cancel = ✗ 会议{ $code }（{ $kind }）已取消。
notice-meeting-expire = ⏱ { $code }（{ $kind }）未能商定，提议的时间均已过。
notice-meeting-expire-unapproved = ⏱ { $code }（{ $kind }）未能商定：{ $party }已同意，但{ $by }协调员未及时批准。
notice-meeting-coming = 📅 { $kind }{ $code }{ $days ->
        [0] { $hours ->
            [0] { $minutes ->
                [0] 已开始
               *[other] 将于{ $minutes }分钟后举行
            }
           *[other] { $minutes ->
                [0] 将于{ $hours }小时后举行
               *[other] 将于{ $hours }小时{ $minutes }分钟后举行
            }
        }
        [1] 将于明日举行
       *[other] 将于{ $days }日后举行
    }。{ CAPITALS($at) }。
notice-meeting-record = 📅 { $kind }{ $code }的时间已过。
notice-meeting-missed = ✗ { $party }登记：{ $code }（{ $kind }）未举行。
notice-meeting-missed-differs = ⚠️ { $party }登记：{ $code }未举行；{ $own_party }登记为已举行。
notice-meeting-held-differs = ⚠️ { $party }登记：{ $code }已举行；{ $own_party }登记为未举行。
notice-meeting-substitute = 📅 { $name }请您代为出席{ $code }（{ $kind }）：{ $when }；{ $place }。
notice-agenda-draft = 📋 { $code }：{ $day }年度磋商的议程草案已生成，共{ $count }项。请选择列入议程的事项。
notice-annual-missing = 📅 { $year }年度磋商的日期尚未商定，接待方为{ $host }。提议日期：/propose

calendar-title = { $kind }{ $code }
calendar-caption = 📎 { $code }的日历文件
calendar-sent = 日历文件随后发送。

overview-proposals = 待商定的会议提议：{ $count }项
overview-meetings = 即将举行的会议：{ $count }次

error-unknown-code = 没有此编号。请核对编号；现有记录见：{ $list }
error-not-binding = 此事须由协调员（{ $names }）代表{ $own_party }办理。未作更改。
error-unknown-option = 没有此项。请在现有各项中选择：{ $options }。
error-option-passed = 该项时间已过。请另选一项，或另提时间。
error-own-proposal = { $own_party }已作出该提议，应由{ $other_party }答复。
error-already-accepted = { $own_party }已同意该项，应由{ $other_party }批准。
error-proposal-open = { $own_party }已有此类提议待商定（{ $code }）。未作更改。
error-annual-agreed = 今年的年度磋商已商定（{ $code }）。如需更改，请在该会议中提出。
error-annual-year = { $year }年度磋商须在当年举行。请选择当年的时间。
error-no-reason = 未选择更改的原因。请选择。
