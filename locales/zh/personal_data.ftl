# 个人信息的拦截，以及对邀请链接的试猜
guard-blocked = 您的消息似含有{ $kind }。系统未保存该消息，正从本对话中删除，但其已传至Telegram。此类信息仅以公函递送；请去除后重新输入。
guard-letter-day = 如系公函日期，可在前面写明“公函日期”。

personal-data =
    { $kind ->
        [email] 电子邮箱地址
        [resident_number] 中国居民身份证号码
        [birth_date] 出生日期
        [passport] 护照号码
        [identity_card] 身份证件号码
       *[phone] 电话号码
    }

alert-guesses = ⚠️ 一小时内有人尝试无效邀请链接或 /lost 口令{ $count }次，可能是试猜。请核对人员名单，将链接仅交给受邀人本人，并提醒不要使用易猜的口令。
alert-flood = ⚠️ 半分钟内已丢弃未加入者发来的消息{ $count }条。系统运行正常，优先答复成员。如持续发生，请告知系统运维人员。
