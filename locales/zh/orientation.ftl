# 加入之后：称谓、使用说明与演练
button-intro = 使用说明
button-intro-resume = 继续查看使用说明
honorific-choose = 请选择同事看到的您的称谓。
honorific-chosen = 您的姓名显示为：{ $name }。
honorific-mr = { $name }先生
honorific-ms = { $name }女士
honorific-his-excellency = { $name }先生阁下
honorific-her-excellency = { $name }女士阁下

intro-purpose = <b>系统用途</b>
    用于{ $own }与{ $other }主管机关之间的请求往来，计算期限并及时提醒。须由您办理的事项见“待办”。
button-intro-purpose = 不得输入的内容
intro-limits = <b>不得输入的内容</b>
    受害人或嫌疑人的姓名、证件号码、电话号码、住址、照片和文件，只能以公函发送。误输内容会从本对话中删除，但Telegram已经接收。
button-intro-limits = 消息会自动删除
intro-deletion = <b>消息会自动删除</b>
    含有详情的消息在{ $hours }小时后从本对话中删除。记录予以保留，可从“请求”或“待办”打开。
button-intro-deletion = 继续
intro-practice-received = <b>【演练】新请求</b>
    { $other }请求核查2人的身份。公函：000/00。
    请登记收悉。此为演练，不保存、不发送任何内容。
button-intro-practice-received = 登记收悉
intro-practice-confirmed = <b>【演练】已登记收悉</b>
    { $days }日期限开始计算，到期前将有提醒。
    假定核查已完成，请答复。
button-intro-practice-confirmed = 答复
intro-practice-check = <b>【演练】发送前核对</b>
    结果：国籍与身份已确认
    公函：000/00
    实际办理时，您发送后{ $other }方可看到答复。
button-intro-practice-check = 发送给{ $other }
intro-practice-sent = <b>【演练】已发送答复</b>
    实际办理时，{ $other }此时收到通知并办结请求。此为演练，未保存、未发送任何内容。再次查看：/help
