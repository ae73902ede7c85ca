# 删除误填内容：经双方同意删除不应写入的文字。
button-redact = 删除误填内容
button-typed-text = 第{ $number }处
redaction-which = <b>{ $code }哪一处含有个人信息？</b>
    选择所在位置即可，不要再次输入该内容。
redaction-people = { $number ->
    [no] { $party }的邀请
   *[other] { $party }第{ $number }号人员
}
redaction-text = { $number }. { $field }（{ $at }）
field-typed-on = 日期
approval-redaction = { $code }：永久删除误填内容（{ $field }），并删除双方所有对话中此前的消息
redaction-done = ✂️ 经双方同意，{ $code }一处误填内容已删除，对话中此前的消息一并删除。待办事项见 /today。
error-nothing-to-redact = { $code }没有可删除的此项内容。如已删除，无须再办。
taken-out = 〔经双方同意删除〕
