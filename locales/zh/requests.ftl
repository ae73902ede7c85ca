# 请求：请求卡片、办理步骤、请求列表与办理记录
state =
    { $state ->
        [sent] 待登记收悉
        [received] 已收悉
        [answered] 已答复
        [refused] 已拒绝
        [withdrawn] 已撤回
       *[closed] 已办结
    }

request-title = <b>{ $reference }</b>：{ $kind }{ $urgent ->
        [yes] （<b>紧急</b>）
       *[no] {""}
    }
request-about = { $kind }{ $urgent ->
        [yes] （<b>紧急</b>）
       *[no] {""}
    } · { $persons }
request-parties = { $requesting } → { $requested } · { $persons }
request-period = 答复期限：收悉后{ $days }日
request-received = { $received }收悉。答复期限：<b>{ $due }24时（{ $place }时间）</b>，{ $days ->
        [0] 今日到期。
       *[other] 剩余{ $days }日。
    }
request-overdue = { $received }收悉。答复期限：<b>{ $due }</b>，逾期{ $days }日。
outcome = { $result }{ $confirmed ->
        [-1] {""}
       *[other] （{ $persons }人中确认{ $confirmed }人）
    }
request-outcome = 结果：{ $result }。{ $with_letter ->
        [yes] 公函：{ $letter }。
       *[no] {""}
    }
request-refusal = 拒绝理由：{ $grounds }。说明见公函：{ $letter }。
request-persons = 涉及{ $persons }人，{ $children ->
        [0] 无儿童
       *[other] 其中儿童{ $children }人
    }
request-letter = 公函：{ $letter }{ $dated ->
        [yes] ，{ $day }
       *[no] {""}
    }{ $sent ->
        [yes] （{ $channel }）
       *[no] {""}
    }
request-needed-by = 要求的答复期限：{ $day }
request-repatriation = 计划遣返日期：{ $day }；出入境口岸：{ $crossing }
request-assignee = 承办人：{ $name }（{ $agency }）{ $left ->
        [yes] ，已不能继续办理
       *[no] { "" }
    }
request-statement = { $action }：由{ $party }据公函登记，文号：{ $letter }。{ $verdict }
statement =
    { $verdict ->
        [agreed] 已于{ $at }认可。
        [objected] <b>已于{ $at }提出异议。</b>
       *[unjudged] 尚未认可或提出异议。
    }

result-confirmed = 国籍与身份已确认
result-not-confirmed = 未能确认
result-partly-confirmed = 部分确认
result-done = 已办理
result-partly-done = 已部分办理
result-not-possible = 无法办理

withdrawal-settled = 事项已解决
withdrawal-duplicate = 重复发送
withdrawal-mistake = 发送有误
withdrawal-wish = 按当事人意愿
withdrawal-other-channel = 已通过其他途径办理

missing-names = 姓名全称及其他用名
missing-birth = 出生日期
missing-documents = 证件复印件
missing-portrait = 照片
missing-origin = 原籍地
missing-family = 亲属情况
missing-circumstances = 案情
missing-letter = 完整的公函

action-log = 发出请求
action-record = 登记来函请求
action-receive = 登记收悉
action-ask = 请补充信息
action-supply = 提供补充信息
action-assign = 指派承办人
action-answer = 答复
action-draft-refusal = 拟定拒绝意见
action-drop-refusal = 退回拒绝意见
action-refuse = 拒绝
action-withdraw = 撤回
action-close = 办结
action-agree = 认可据函登记的事项
action-object = 对据函登记的事项提出异议

button-receive-today = 今日收悉
button-receive-earlier = 此前收悉…
button-receive-by-letter = 据函登记收悉
button-ask = 请补充信息
button-supply = 补充信息已发出
button-supply-by-letter = 据函登记补充信息
button-assign = 指派承办人
button-answer = 答复
button-answer-by-letter = 据函登记答复
button-refuse = 拒绝
button-refuse-by-letter = 据函登记拒绝
button-withdraw = 撤回请求
button-withdraw-by-letter = 据函登记撤回
button-close = 办结
button-close-by-letter = 据函登记办结
button-agree = 认可
button-object = 提出异议
button-no-letter = 无公函
button-history = 办理记录
button-explain = 期限说明
button-request = 回到请求
button-open-request = { $reference }
choice-chosen = ✅ { $label }

receive-when = <b>请求于哪一日收悉？</b>
    请选择或输入日期，例如“今日”。答复期限自该日起算。
by-letter-which = <b>{ $other_party }以哪份公函告知？</b>请输入公函文号。
ask-what = <b>{ $reference }尚缺哪些信息？</b>
    请选择一项或多项，选定后按“继续”。具体内容通过正式途径递送。
error-no-letter-here = 此步骤不登记公函文号。
supply-which = <b>补充信息以哪份公函发出？</b>请输入公函文号。
assign-whom = <b>请选择承办人。</b>
answer-which = <b>请选择结果（涉及{ $persons }人）。</b>
answer-how-many = <b>{ $persons }人中确认多少人？</b>
answer-letter = <b>答复以哪份公函发出？</b>请输入公函文号，随后核对。
refuse-grounds = <b>依据协定第{ $article }条的哪些理由？</b>
    请选择一项或多项，选定后按“继续”。资料不足不属拒绝理由，可由{ $other_party }补充信息。
refuse-letter = <b>以哪份公函说明？</b>请输入公函文号，随后核对。拒绝的原因须告知{ $other_party }（第{ $article }条）。
withdraw-why = <b>请选择撤回原因。</b>
withdraw-letter = <b>撤回以哪份公函告知？</b>请输入公函文号，随后核对。

recorded-step =
    { $action ->
        [receive] 已登记收悉。
        [ask] 已请{ $other_party }补充信息，答复期限不变。
        [supply] 已登记：补充信息已发出。
        [assign] 已指派承办人。
        [answer] 答复已发出。
        [answer_part] 部分答复已发出。全部序号答复之前，请求仍待答复。
        [refuse] 拒绝意见已发出。
        [withdraw] 请求已撤回。
        [close] 请求已办结。
        [return] 答复已退回。
        [inquire] 已向{ $other_party }询问办理进展。
        [progress] 已将办理进展告知{ $other_party }。
        [agree] { $own_party }已认可据函登记的事项。
        [object] { $own_party }已对据函登记的事项提出异议。
        [approve_safety] { $own_party }已批准遣返。
        [postpone] 遣返已推迟。
        [answer_safety] 安全评估事项的答复已登记。
       *[by_letter] 已依据{ $other_party }来函登记。
    }

requests-title = <b>请求：{ $filter }</b>（{ $more ->
        [yes] 超过{ $total }件
       *[no] { $total }件
    }）
requests-page = 第{ $page }页，共{ $pages }页
requests-line = { $request } · { $requesting }→{ $requested }（{ $state }{ $standing ->
        [overdue] ，逾期{ $days }日
        [running] { $days ->
            [0] ，今日到期
           *[other] ，剩余{ $days }日
        }
       *[still] {""}
    }）
filter-chosen = • { $filter }
filter-open = 未办结
filter-ours = 待{ $own_party }办理
filter-overdue = 逾期
filter-ended = 已结束
filter-all = 全部
filter-soon = 即将到期
filter-sent = 尚未收悉
filter-forgotten = 久无进展
filter-left = 承办人已离任
button-previous-page = ‹ 上一页
button-next-page = 下一页 ›

history-title = <b>{ $reference }：办理记录</b>
history-line = { $at }，{ $who }，{ $action }{ $with_values ->
        [yes] ：{ $values }
       *[no] {""}
    }
history-approved = { $author }（{ $name }批准）
history-role = { $party }{ $role }
history-bot = 系统
history-letter = 文号{ $letter }
history-from-letter = 据文号{ $letter }的公函

explain-what = <b>需说明哪一期限？</b>
    请输入收悉日期（例如2026年9月10日）或请求编号。
explain-not-received = 此请求尚未登记收悉。答复期限自收悉之日起算。
explain-needed-by = 协定未规定此类请求的答复期限。请求方要求的答复期限：{ $due }。
button-explain-other = 改按{ $party }计算

error-stale = 此项在您查看后已有变动，未作更改。现状如下。
error-already-recorded = 此步骤已于{ $at }登记，本次未作更改。
error-wrong-state = { $reference }：现阶段不能办理此步骤。未作更改。现状和可办理的步骤见下。
error-not-your-side = 此步骤应由{ $other_party }办理。未作更改。
error-needs-letter = 代{ $other_party }登记的，须注明其告知此事的公函文号。
error-counts = 人数不符：请求涉及{ $persons }人，须重新填写。
error-answered-by-number = 已按序号答复：{ $numbers }。总的结果须与此一致；如需更改，请按序号答复。
error-numbers-same = 没有新内容，按序号的答复现为：{ $numbers }。请填写其他序号的结果，或不同的结果。
error-receipt-range = 请求于{ $first }发出，{ SAME($first, $last) ->
        [yes] 收悉日期只能为当日。
       *[no] 收悉日期须为该日至{ $last }之间。
    }
error-day-passed = { $day }已过，须为今日或以后的日期。
error-no-ground = 拒绝请求须至少有一项协定规定的理由。
error-not-an-answer = 此结果不适用于该类请求。请重新选择。
error-not-your-request = 此请求由他人承办。可由{ $own_party }协调员重新指派。

request-clock = { $received }收悉；答复期限：{ $due }。
error-recorded-by-colleague = { $reference }：{ $who }已于{ $at }登记。您无须重复办理。
progress-in-progress = 正在办理
progress-province = 已转省级机关核办
progress-other-authority = 已请其他机关协助
progress-more-time = 尚需时间
progress-letter = 答复公函已在途中
progress-which = <b>{ $reference }的办理进展如何？</b>
request-progress = 办理进展（{ $at }）：{ $progress }
request-inquired = 询问进展时间：{ $at }
action-inquire = 询问进展
action-progress = 告知进展
button-inquire = 询问进展
button-progress = 告知进展
error-already-inquired = 已于{ $at }询问，{ $other_party }尚未告知。{ $until }起可再次询问。

action-correct = 更正
action-return = 退回答复
button-correct = 更正答复
button-correct-refusal = 更正拒绝意见
button-correct-sent = 更正内容
button-return = 退回答复
notice-correct = ✏️ { $reference }：{ $party }已更正答复：{ $change }。
notice-correct-refusal = ✏️ { $reference }：{ $party }已更正拒绝意见：{ $change }。
notice-correct-sent = ✏️ { $reference }：{ $party }已更正所发内容：{ $change }。
notice-return = ↩️ { $reference }：{ $other_party }认为答复不充分，予以退回。缺：{ $missing }。
correct-present = 更正 · { $reference }。此前已发：{ $now }。
correct-which = <b>更正哪一项？</b>
correct-value = <b>{ $field }应为何值？</b>现为：{ $now }
recorded-correct = 更正已发出：{ $change }。
error-refusal-not-returned = 拒绝不能退回。可以再次请求，或提出分歧。
return-what = <b>{ $reference }的答复缺少哪些内容？</b>
error-nothing-to-correct = { $reference }已有相同的答复或拒绝。请给出不同的结果、理由或公函文号。
error-reply-not-complete = { $reference }尚无完整答复。如需更正按序号作出的答复，请再次答复：同一序号以最后一次为准。收悉日期有误的，可输入“收悉日期有误”，由协调员提议延期。
error-closed-for-correction = { $reference }已办结，不能再更正或退回。未作更改。请另发公函或提出新请求。

request-follows = 接续请求：{ $reference }
request-followed = 后续请求：{ $reference }（{ $kind }），{ $at }
button-next = 提出后续请求
button-ask-again = 再次请求

request-safety-open = ⚠️ 安全评估：待{ $parties }协调员批准或推迟。
request-safety-undecided = ⚠️ 安全评估：{ $parties }协调员在答复前未作决定。
request-safety-approved = { $party }在安全评估后已批准：{ $reason }。
safety-reason-agreed = 本人现已同意返回
safety-reason-guardian = 每名儿童已有监护人或有关机关照护
    .button = 儿童均有人照护
safety-reason-letter = 待定事项已由公函答复
safety-reason-court = 已由法院或主管机关决定
safety-which = <b>{ $reference }的安全评估：依据什么批准遣返？</b>
    待定事项：{ $checks }。
postpone-to = <b>{ $reference }的遣返推迟至哪一日？</b>
action-approve-safety = 安全评估后批准遣返
action-postpone = 推迟遣返
button-safety = 就安全评估作出决定
button-postpone = 推迟…
action-answer-safety = 答复安全评估事项
button-answer-safety = 答复安全评估
safety-answer = <b>{ $reference }的安全评估：答复哪一项？</b>
notice-answer-safety = ✓ { $reference }：安全评估有一项已获答复。
error-nothing-to-decide = 此请求的安全评估没有待{ $own_party }决定的事项。可用 /request 查看。
notice-safety = ⚠️ { $reference }：安全评估有待定事项。
notice-approve-safety = ✓ { $reference }：{ $other_party }在安全评估后已批准遣返。
notice-postpone = 📆 { $reference }：{ $other_party }已推迟遣返。此前的批准失效。

request-numbers = { $numbers }。
numbers-confirmed = { $numbers }号已确认
numbers-not-confirmed = { $numbers }号未能确认
numbers-unknown = { $numbers }号待复
numbers-which = <b>请按公函中的序号，选择{ $persons }人各自的结果。</b>
    逐个按序号，直至结果无误；也可直接输入，例如{ $example }。勿填写姓名。
numbers-which-of-many = <b>请按公函中的序号，选择{ $persons }人各自的结果。</b>
    可先选择其中部分人员，或输入例如{ $example }；其余人员可凭另一公函答复。勿填写姓名。
numbers-range = { $first }–{ $last }
button-numbers-all = 全部：{ $said }
numbers-said = { $number }号：{ $said }
numbers-counted = { $said }{ $count }人
numbers-word-confirmed = 已确认
numbers-word-not-confirmed = 未能确认
numbers-word-unknown = 待复
button-by-number = 按序号答复…
action-answer-part = 部分答复
notice-answer-part = 📨 { $reference }：{ $other_party }已部分答复。
notice-answer-part-letter = 📨 { $reference }：{ $other_party }已部分答复，文号{ $letter }。
