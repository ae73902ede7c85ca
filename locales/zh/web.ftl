# 网页
web-name = 联络系统
web-skip = 跳至正文
web-navigation = 栏目
web-sign-in = 登录
web-sign-out = 退出登录
web-go-on = 打开待办
web-last-answer = { $at }的答复
web-again = 已读取所输入内容，答复相同（第{ $times }次）。
web-messages = 通知
web-new = 新
web-sent = { $at }发送
web-news = 有新内容，点击打开。
web-emergency = 紧急情况：请立即点击打开。
web-write = 输入要办理的事项，或查找
web-answer = 您的回答
web-pin = 您的个人密码
web-send = 发送
web-question-waits = 尚有问题待您回答，请先回答。
web-session-over = 登录已失效。请登录后发送所写内容。
web-send-now = 已登录。请核对所写内容后发送。
web-check-again = 页面打开时间过长。请核对所写内容后再发送。
web-asked-meanwhile = 现在所问的与该页面不同。可打开查看，或核对所写内容后发送。
web-too-long = 内容过长，最多发送4096个字符。
web-only-text = 此处只能发送文字，文件请通过正式途径递送。
web-not-found = 没有此页，或您无权打开。
web-refused = 系统不接受浏览器发送的内容。请重新打开页面。
web-failed = 系统未能办理。请稍后再试；情况紧急的，通过正式途径办理。
web-blocked = 所写内容似含{ $kind }，系统未予保存。此类信息仅可以公函递送，请删去后重新输入。
web-lostword-ask =
    <b>请设定挂失口令。</b>
    手机或电脑被盗时，可用任何手机向本系统发送 /lost 和此口令，暂停您的权限。勿使用他人能猜到的内容。
web-intro-purpose = <b>系统用途</b>
    用于{ $own }与{ $other }主管机关之间的请求往来，计算期限并及时提醒。须由您办理的事项见“待办”。
web-intro-limits = <b>不得输入的内容</b>
    受害人或嫌疑人的姓名、证件号码、电话号码、住址、照片和文件，只能以公函发送。误输内容经识别的，在保存前即被拒绝。
web-intro-deletion = <b>消息会自动删除</b>
    办理结果显示至下一次办理为止，打开的备注仅显示数分钟。记录予以保留，可从“请求”或“待办”打开。
web-note-opened = { $reference }的此条备注将于{ $minutes }分钟后从本页移除。您的查阅已予记录。
web-note-warning = 勿写入姓名、号码、出生日期、住址以及受害人的任何情况，此类信息通过正式途径递送。您输入的内容加密后保存。
web-pin-ask =
    <b>请输入个人密码。</b>
    办理“{ $step }”须先输入个人密码。
    如非您本人发起，切勿输入，并与管理员联系。如已遗忘，可由{ $own_party }其他管理员取消。
web-pin-which =
    { $pin ->
        [new]
            <b>请设定6位数字。</b>
            勿使用他人能从生日或电话号码猜到的数字。
       *[duress]
            <b>请设定受胁迫时使用的6位数字。</b>
            被迫输入个人密码时，改输此密码：界面如常，但不显示备注，并立即告知管理员。
    }
web-recorded-letter = 公函正在生成：{ $act }，{ $code }。生成后见下方“通知”。
