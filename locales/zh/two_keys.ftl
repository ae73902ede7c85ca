# 双方同意：须经双方同意的事项，案件延期
button-extend = 提议延期
button-extension-agree = ✓ 同意延期
button-extension-decline = 不同意延期
button-extension-withdraw = 撤回延期提议

extension-reason-information-awaited = 尚待补充信息
extension-reason-many-persons = 涉及人数较多
extension-reason-court = 法院正在审理
extension-reason-holidays = 公共假日
extension-reason-other-channel = 正通过其他途径办理

extend-until = <b>{ $reference }的期限拟延至哪一日？</b>
    现期限为{ $due }。请点选日期，或输入日期，例如2026年3月15日。
extend-why = <b>{ $reference }的期限为何延至{ $due }？</b>
    选定后即向另一方提出。另一方同意后，期限方可变更。

case-extended = 双方已同意延期：由{ $first }延至{ $due }。
case-extension-proposed = <b>{ $party }提议延期：由{ $first }延至{ $due }。</b>原因：{ $reason }。另一方同意前，原期限不变；答复截止：{ $ends }。编号：{ $code }
explain-extended = 双方已同意延期：由{ $first }延至{ $due }。

action-extend = 双方同意延期
recorded-extend = { $reference }：期限已延长。
recorded-extension-proposed = { $reference }：已向另一方提议延期。另一方同意前，期限不变。
recorded-extension-agree = { $reference }：已同意，期限已延长。
recorded-extension-decline = { $reference }：已登记不同意延期，期限不变。
recorded-extension-withdraw = { $reference }：延期提议已撤回，期限不变。

notice-extend = { $reference }：双方已同意延期。
notice-extension-proposed = 📆 { $reference }：另一方提议延期至{ $due }。请答复是否同意。
notice-extension-declined = { $reference }：另一方不同意延期，期限不变。
notice-extension-withdrawn = { $reference }：另一方已撤回延期提议，期限不变。
notice-extension-expired = ⏱ { $reference }：延期提议未获及时答复，期限不变。

error-extension-date = 新期限须在{ $first }至{ $last }之间。
error-unknown-key = 本案没有该编号的提议。未作任何更改，待答复的提议见案件卡片。
error-key-open = 已有提议待答复：{ $code }。未另行提议。
error-key-ended = { $code }已不再有效。未作任何更改，案件现状如下。
error-key-taken = { $code }：此前已登记，时间为{ $at }。
error-key-taken-by-colleague = 本方其他人员已先行登记（{ $at }）。您的操作未予登记。
error-own-key = { $code }由本方提议，须由另一方协调员同意。
error-foreign-key = { $code }由另一方提议，仅该方可撤回。您可以同意或不同意。
error-nobody-to-agree = 此事须经双方同意，而{ $party }在本平台尚无协调员。未提出任何提议。
