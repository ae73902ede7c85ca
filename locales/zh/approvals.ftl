# 双方同意：须经双方同意的事项，请求延期
button-extend = 提议延期
button-extension-agree = 同意延期
button-extension-decline = 不同意延期
button-extension-withdraw = 撤回延期提议

extension-reason-information-awaited = 尚待补充信息
extension-reason-many-persons = 涉及人数较多
extension-reason-court = 法院正在审理
extension-reason-holidays = 公共假日
extension-reason-other-channel = 正通过其他途径办理
extension-reason-wrong-receipt = 收悉日期登记有误
extension-reason-verifying = 核查尚未完成

extend-until = <b>{ $reference }的答复期限拟延至哪一日？</b>
    收悉日期以登记为准；答复期限仅双方同意延期方可更改。
    现期限为{ $due }。请选择或输入日期，例如2026年3月15日。
extend-why = <b>请选择提议将{ $reference }延期至{ $due }的原因。</b>
    核对后向{ $other_party }提议，其同意后方可更改期限。

request-extended = 双方已同意延期：{ $first }→{ $due }。
request-extension-proposed = <b>{ $party }提议延期：{ $first }→{ $due }</b>（{ $code }）；{ $reason }；有效至{ $ends }。

action-extend = 双方同意延期
history-extension =
    { $state ->
        [proposed] 提议延期
        [declined] 不同意延期
        [withdrawn] 撤回延期提议
        [overtaken] 延期提议已无须处理
       *[expired] 延期提议逾期未答复，已失效
    }
recorded-extension-proposed = 已向{ $other_party }提议延期。同意前，期限不变。
recorded-extension =
    { $action ->
        [agree] 已同意，期限已延长。
        [decline] 不同意延期，期限不变。
       *[withdraw] 延期提议已撤回，期限不变。
    }

notice-extend = ✓ { $reference }：双方已同意延期。
extension-over = { $reference }：延期提议已不再待答复。
notice-extension-proposed = 📆 { $reference }：{ $other_party }提议延期。
notice-extension-declined = ✗ { $reference }：{ $other_party }不同意延期，期限不变。
notice-extension-withdrawn = ✗ { $reference }：{ $other_party }已撤回延期提议，期限不变。
notice-extension-expired = ⏱ { $reference }：延期提议已失效，期限不变。

error-approval-pending = 已有提议待答复（{ $code }）。未作更改。
error-approval-ended = { $code }已不再有效。未作更改，现状如下。
error-other-partys-approval = { $code }由{ $other_party }提议，应由其撤回。您可以同意或不同意。
error-no-approver = 此事须经双方同意，而{ $party }尚无有权同意的人员。未作更改。

approvals-title = <b>双方同意事项</b>
approval-line = { $code }（{ $party }提议）：{ $matter }；{ $ends }前未答复即失效
approval-title = <b>{ $code }</b>，{ $party }提议：
approval-extension = { $reference }，答复期限：{ $before } → { $after }
approval-open = 有效至{ $ends }。
approval-ended =
    { $state ->
        [agreed] { $who }已同意（{ $at }），已生效。
        [declined] { $who }不同意（{ $at }），维持原状。
        [withdrawn] { $who }已撤回（{ $at }），维持原状。
       *[expired] 截至{ $at }未获答复。维持原状。
    }
button-approval-agree = 同意
button-approval-decline = 不同意
button-approval-withdraw = 撤回提议
recorded-approval =
    { $action ->
        [agree] 已同意{ $code }，即时生效。
        [decline] 不同意{ $code }，维持原状。
       *[withdraw] 已撤回{ $code }，维持原状。
    }
notice-approval-proposed = 🔑 { $code }：{ $other_party }提请同意。
notice-approval-agreed = ✓ { $code }：双方已同意。
notice-approval-declined = ✗ { $code }：{ $other_party }不同意。
notice-approval-withdrawn = ✗ { $code }：{ $other_party }已撤回提议，维持原状。
notice-approval-expired = ⏱ { $code }：逾期未获答复，维持原状。
