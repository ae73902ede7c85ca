# 公函：生成PDF文件，并可扫码打开。
button-letter = 公函（PDF）
button-letter-open = 打开公函
button-letter-in = { $language }版
button-letter-word = Word 文件（DOCX）
button-next-number = 取下一个文号
letter-request = 请求函
letter-notice = 遣返通知函
letter-receipt = 收悉函
letter-ask = 请补充信息函
letter-supply = 补充信息函
letter-reply = 答复函
letter-part = 部分答复函
letter-refusal = 拒绝函
letter-extension = 延期函
letter-invitation = 会议邀请函
letter-consent = 同意披露函
letters-title = <b>{ $code }的公函</b>
letters-by-hand = 姓名和具体情况不写入文件，由人工手写。
letters-none = 贵方目前没有需要就此发出的公函。
letter-title = <b>公函</b>：{ $act }，{ $code }
recorded-letter = 公函正在发送：{ $act }，{ $code }。
letter-scanned =
    { $numbered ->
        [yes] 已扫描公函：{ $act }，文号{ $number }
        [gone] 已扫描公函：{ $act }。公函上的文号已不在记录中。
       *[no] 已扫描公函：{ $act }
    }
letter-extended = 由{ $before }延长至{ $after }
letter-link = https://t.me/{ $bot }?start={ $code }
error-unknown-letter = 此码不是您可以打开的公函。可再次扫码，或按文号查找。
error-number-taken = 文号已经取用，请在最新消息中继续。
error-no-such-letter = { $code }目前没有这种公函。现有的公函：/letter { $code }。
error-no-documents =
    { $none ->
        [yes] 本服务无法生成文件。须由运维人员安装附加组件“documents”和字体。
       *[no] 本服务没有{ $language }文件所需的字体，须由运维人员安装。
    }
