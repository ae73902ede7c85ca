# 协定：条款要义、双方主管机关，以及协定自身的期限
title = <b>{ $name }</b>
of-party = { $party }：{ $value }

clause-asked = 可请求事项：{ $types }。
clause-verification = 第{ $article }条：收到请求后{ $unit ->
        [working] { $days }个工作日
       *[calendar] { $days }日
    }内通知核查结果。
clause-repatriation = 第{ $article }条：遣返须通过以下任一途径提前通报：{ $channels }。
clause-meetings = 第{ $article }条：主管机关每年磋商一次，轮流在两国举行；遇紧急情况，商定时间和地点后可另行会晤。派出方承担国际旅费，接待方承担在其境内的费用。
clause-refusal = 第{ $article }条：可依据下列理由拒绝请求，并须告知原因：{ $grounds }。
clause-confidentiality = 第{ $article }条：所获信息须保密；未经提供方事先书面同意，不得向第三方披露。
clause-differences = 第{ $article }条：分歧通过磋商解决。
clause-amendment = 第{ $article }条：经双方同意，可修订协定。
clause-termination = 第{ $article }条：任何一方可经外交途径书面通知终止协定；自通知收悉之日起{ $days }日后，协定终止。

clocks-title = <b>目前状况</b>
amendments-none = 尚无修订。
amendments-title = 已同意的修订：{ $total }项
amendment-line = { $reference }，文本日期{ $day }；{ $proposed }提议，{ $agreed }同意，{ $at }
differences-none = 无未了结的分歧。
differences-title = 未了结的分歧：{ $total }项
difference-line = { $code } { $title }；{ $party }提出，{ $at }
termination-running = ⏳ <b>终止期限正在计算。</b>{ $party }以公函（{ $letter }）通知，{ $received }收悉，{ $who }登记。协定于{ $last }终止，{ $days ->
        [0] 今日为最后一日
       *[other] 剩余{ $days }日
    }。
termination-ended = <b>协定已于{ $last }终止</b>，依据{ $party }公函（{ $letter }），{ $received }收悉，{ $who }登记。
termination-withdrawn = { $party }已以{ $day }的公函（{ $withdrawal }）撤回终止通知（{ $letter }，{ $received }收悉）。协定继续有效。

button-amend = 提议修订协定
button-terminate = 登记终止通知
button-terminate-withdraw = 撤回终止通知
button-difference = 提出分歧
button-consult = 提议磋商
button-difference-close = 提议了结

amend-which-day = <b>修订文本的日期是哪一日？</b>
    请选择或输入日期，例如“昨日”。
amend-which-text = <b>{ $day }的文本编号是什么？</b>
    不超过60个字符，例如所附公函的文号。核对后向{ $other_party }提议。
recorded-proposed = 已向{ $other_party }提议（{ $code }），其同意后生效。
approval-amendment = 修订协定：{ $reference }，文本日期{ $day }

terminate-which-party = <b>哪一方通知终止协定？</b>
    请仅依据外交照会登记。
terminate-which-day = <b>{ $party }的照会于哪一日收悉？</b>
    请选择或输入日期，例如“昨日”。以收悉方当地日期为准。
terminate-which-letter = <b>照会文号是什么？</b>
    核对后登记：{ $party }通知终止协定，{ $received }收悉，协定于{ $last }终止；并通知{ $other_party }。
recorded-termination = { $party }的终止通知已登记，终止期限开始计算。
withdrawal-which-day = <b>撤回终止通知的照会日期是哪一日？</b>
    请选择或输入日期，例如“昨日”。
withdrawal-which-letter = <b>{ $day }的照会文号是什么？</b>
    核对后登记撤回终止通知，并通知{ $other_party }。
recorded-termination-withdrawn = 已登记：终止通知已撤回，协定继续有效。
terminate-act = { $party }通知终止协定，{ $received }收悉，协定于{ $last }终止
button-terminate-strike = 删除误登
strike-act = { $entry ->
        [given] 删除“{ $party }通知终止协定”的登记
       *[withdrawn] 删除“{ $party }撤回终止通知”的登记
    }
recorded-termination-struck = 该项登记已删除，将通知{ $other_party }。

difference-which = <b>分歧涉及什么事项？</b>
    请简要说明，不超过120个字符，勿写入人员姓名和受害人情况。
difference-title = <b>分歧{ $code }</b>：{ $title }
difference-opened = { $who }提出，{ $at }
difference-open = 尚未了结。分歧通过磋商解决，经双方同意后了结。
difference-closing = { $party }提议了结（{ $code }），尚待同意。
difference-closed = 双方已同意了结，{ $at }。
difference-meeting = 磋商会议：{ $code }
recorded-difference = 分歧{ $code }已提出，将通知{ $other_party }。
approval-difference = 了结分歧{ $code }

notice-termination-given = ⏳ { $party }已通知终止协定。协定将于{ $last }终止。
notice-termination-withdrawn = ✓ { $party }已撤回终止通知，协定继续有效。
notice-termination-struck = ✏️ { $entry ->
        [given] “{ $party }通知终止协定”系误登，已删除。协定继续有效。
       *[withdrawn] “{ $party }撤回终止通知”系误登，已删除。协定将于{ $last }终止。
    }
notice-difference-opened = ⚖️ { $other_party }就协定提出分歧：{ $code }。
reminder-agreement-ends = ⏳ 依据{ $party }的通知，协定将于{ $last }终止。
reminder-agreement-ended = ⏳ 依据{ $party }的通知，协定已于{ $last }终止。

error-amendment-agreed = 双方已于{ $at }同意该文本，无须再提议。
error-termination-runs = 终止通知此前已登记，协定将于{ $last }终止。未作更改。
error-no-termination = 目前没有有效的终止通知。未作更改。
error-agreement-ended = 协定已于{ $last }终止。未作更改。
error-entry-exists = 没有可删除的登记：仅可删除{ $own_party }所作且{ $other_party }尚未阅知的登记，以及{ $other_party }以{ $own_party }名义登记的终止通知。未作更改。
error-difference-closed = 双方已于{ $at }了结{ $code }。未作更改。
