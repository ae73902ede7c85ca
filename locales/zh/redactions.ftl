# 删除误填的个人信息：经双方同意删除不应写入的文字。
button-redact = 删除误填的个人信息
button-typed-text = 第{ $number }处
redaction-which = <b>{ $code }哪一处含有个人信息？</b>
    选择所在位置即可，不要再次输入该内容。其他记录：输入 /redact 及其编号。
redaction-people = { $number ->
    [no] { $party }的邀请
   *[other] { $party }第{ $number }号人员
}
redaction-text = { $number }. { $field }（{ $dated }：{ $at }）
field-typed-on = 填写时间
field-joined = 加入时间
field-asked-on = 提议时间
approval-redaction = { $code }：永久删除误填的个人信息（{ $field }），并删除双方所有对话中此前的消息
redaction-done = ✂️ 经双方同意，{ $code }一处误填的个人信息已删除，对话中此前的消息一并删除。待办事项见 /today。
error-nothing-to-redact = { $code }没有可删除的此项内容。如已删除，无须再办。
error-not-redacted = { $code }中仅有五位以内的数字或系统自用的字词，不能删除。请打开该记录予以更正。
taken-out = 〔经双方同意删除〕
