# 电子邮件：人员的邮箱地址，以及邮件中极少的内容。
mail-subject = 联络系统
mail-waiting = 联络系统有事项待您处理：{ $reference }。请打开与联络系统的对话。
mail-page = 联络系统网页上有待阅事项：{ $url }
mail-code = 您在联络系统的验证码为{ $code }，{ $minutes }分钟内有效。如非您本人申请，请忽略本邮件。

mail-ask = 系统尚无您的电子邮箱，请输入地址。消息无法送达时以及情况紧急时，系统向该地址发送邮件，邮件仅含编号。
mail-present = 您在本系统的电子邮箱为{ $address }。如需更改，请输入新地址。
mail-code-asked = 6位数字验证码已发送至{ $address }。请于{ $minutes }分钟内在此输入。
mail-confirmed = { $address }已确认。消息无法送达时以及情况紧急时，系统向该地址发送邮件。
mail-removed = 您的电子邮箱地址已删除。

button-mail-remove = 删除地址
button-mail-again = 重新获取验证码

error-no-mail = 本系统未开通电子邮件功能。
error-not-an-address = 这不是有效的电子邮箱地址。请按name@example.org的形式输入。
error-too-many-codes = 一小时内已发送5个验证码。请于一小时后再试。
error-no-code = 目前没有有效的验证码。请重新获取：/email
error-wrong-code = 验证码不正确，还可再试{ $left }次。

alert-no-mail = ⚠️ 系统的电子邮件{ $row }被邮件服务器拒绝，未能送达。请告知系统运维人员。
