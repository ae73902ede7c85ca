# 协定：条款要义、双方主管机关，以及协定自身的期限
menu-agreement = 协定
agreement-title = <b>{ $name }</b>
agreement-authority-line = { $party }：{ $authority }

clause-asked = 可请求事项：{ $types }。
clause-verification = 第{ $article }条：收到请求后{ $unit ->
        [working] { $days }个工作日
       *[calendar] { $days }日
    }内告知核查结果。
clause-repatriation = 第{ $article }条：遣返须通过以下任一途径提前通报：{ $channels }。
clause-meetings = 第{ $article }条：主管机关每年磋商一次，轮流在两国举行；遇紧急情况，商定时间和地点后可另行会晤。来访方自付国际旅费，接待方承担在当地的费用。
clause-refusal = 第{ $article }条：可基于下列理由拒绝请求，并须告知原因：{ $grounds }。
clause-confidentiality = 第{ $article }条：所获信息须保密；未经提供方事先书面同意，不得向第三方披露。
clause-differences = 第{ $article }条：分歧通过磋商解决。
clause-amendment = 第{ $article }条：经双方同意，可修订协定。
clause-termination = 第{ $article }条：任何一方可经外交途径书面通知终止协定；另一方收到通知{ $days }日后，协定终止。

clocks-title = <b>目前状况</b>
amendments-none = 修订：无。
amendments-title = 已同意的修订：{ $total }项
amendment-line = { $reference }，文本日期{ $day }；{ $proposed }提议，{ $agreed }同意，{ $at }
differences-none = 分歧：无未决分歧。
differences-title = 未决分歧：{ $total }项
difference-line = { $code } { $title }；{ $party }提出，{ $at }
termination-running = ⏳ <b>终止通知正在计期。</b>{ $party }以函件{ $letter }通知，{ $received }收悉。协定于{ $last }终止：{ $days ->
        [0] 今日为最后一日
       *[other] 尚余{ $days }日
    }。
termination-ended = <b>协定已于{ $last }终止</b>，依据{ $party }的函件{ $letter }，{ $received }收悉。
termination-withdrawn = { $party }已以{ $day }的函件{ $withdrawal }撤回终止通知（{ $letter }，{ $received }收悉）。协定继续有效。

button-amend = 提议修订协定
button-terminate = 登记终止通知
button-terminate-withdraw = 撤回终止通知
button-difference = 提出分歧
button-open-difference = 查看{ $code }
button-consult = 提议磋商
button-difference-close = 提议了结

amend-which-day = <b>修订文本的日期是哪一日？</b>
    请点选今日，或输入日期，例如2026年3月15日。
amend-which-text = <b>{ $day }的文本编号是什么？</b>
    不超过60个字符，例如来函文号。输入后即向另一方提出。
recorded-amendment = 已向另一方提议：{ $code }。另一方同意后，修订生效。
approval-amendment = 修订协定：{ $reference }，文本日期{ $day }

terminate-which-party = <b>哪一方通知终止协定？</b>
    请仅依据外交函件登记。
terminate-which-day = <b>{ $party }的来函于哪一日收悉？</b>
    请点选今日，或输入日期，例如2026年3月15日。以收函一方当地日期为准。
terminate-which-letter = <b>来函文号是什么？</b>
    输入后即登记：{ $party }通知终止协定，{ $received }收悉，协定于{ $last }终止。另一方将立即获知。
recorded-termination = { $party }的终止通知已登记，期限开始计算。
withdrawal-which-day = <b>撤回终止通知的函件日期是哪一日？</b>
    请点选今日，或输入日期，例如2026年3月15日。
withdrawal-which-letter = <b>{ $day }的函件文号是什么？</b>
    输入后即登记撤回终止通知。另一方将立即获知。
recorded-termination-withdrawn = 已登记：终止通知已撤回，协定继续有效。
terminate-act = { $party }通知终止协定，{ $received }收悉，协定于{ $last }终止
button-terminate-strike = 登记有误，予以删除
strike-act = { $entry ->
        [given] 删除“{ $party }通知终止协定”的登记
       *[withdrawn] 删除“{ $party }撤回终止通知”的登记
    }
recorded-termination-struck = 该项登记已删除，另一方将获通知。

difference-which = <b>分歧涉及什么事项？</b>
    请简要说明，不超过120个字符。请勿写入人员姓名或受害人情况。
difference-title = <b>分歧{ $code }</b>：{ $title }
difference-opened = { $who }提出，{ $at }
difference-open = 尚未了结。分歧通过磋商解决，经双方同意后了结。
difference-closing = { $party }提议了结：{ $code }待另一方同意。
difference-closed = 双方已同意了结，{ $at }。
difference-meeting = 磋商会议：{ $code }
meeting-difference = 分歧：{ $code }
recorded-difference = 分歧{ $code }已提出，另一方将获通知。
recorded-difference-closing = 已提议了结{ $code }：{ $proposal }待另一方同意。
approval-difference = 分歧{ $code }已解决，予以了结

notice-termination-given = ⏳ { $party }已通知终止协定。协定将于{ $last }终止。
notice-termination-withdrawn = { $party }已撤回终止通知，协定继续有效。
notice-termination-struck = { $entry ->
        [given] “{ $party }通知终止协定”系误登，已删除。协定继续有效。
       *[withdrawn] “{ $party }撤回终止通知”系误登，已删除。协定将于{ $last }终止。
    }
notice-difference-opened = ⚖️ { $other_party }就协定提出分歧：{ $code }。
reminder-agreement-ends = ⏳ 依据{ $party }的通知，协定将于{ $last }终止。
reminder-agreement-ended = ⏳ 依据{ $party }的通知，协定已于{ $last }终止。

error-amendment-agreed = 双方此前已同意该文本：{ $at }。未提出任何提议。
error-termination-runs = 终止通知此前已登记，正在计期：协定将于{ $last }终止。未另行登记。
error-no-termination = 目前没有正在计期的终止通知。未作任何登记。
error-agreement-ended = 协定已于{ $last }终止。未作任何登记。
error-not-your-termination = 该通知由另一方作出，仅该方可撤回。未作任何登记。
error-entry-exists = 没有本方可删除的登记：仅可删除本方所作且另一方尚未确认的登记。未作任何变更。
error-unknown-difference = 没有该编号的分歧。查看未决分歧：/agreement
error-difference-closed = 双方已了结{ $code }：{ $at }。未作任何更改。
