# 终端中的演示。
demo-scene = ━━━ 第{ $number }幕，共{ $scenes }幕：{ $title }
demo-act =
    { $scene ->
        [people-join] 双方人员受邀加入
        [request-is-logged] 索卡提出一件核查请求
        [receipt] 李警官登记收悉，30日期限开始计算
        [reminders-come] 时日推移，提醒依次发出
        [request-is-overdue] 期限届满未答复，双方协调员收到通知
        [answer-comes] 李警官作出答复
        [correction] 李警官发现人数有误，更正答复
        [request-is-closed] 索卡查阅结果，请求办结
        [refusal] 第二件请求被拒绝，拒绝经协调员批准
        [urgent] 夜间紧急请求送达值班的李警官
        [emergency] 三步提议紧急会议，一键同意
        [annual] 商定年度磋商
        [plan] 双方商定纪要所列计划
        [scorecard] 双方协调员查阅联合统计
       *[left] 为您留下两件请求、一次会议和一份行动计划
    }
demo-failed = 此步骤未发生：{ $reason }
demo-told = 演示结束。
demo-go-on = 联络系统继续运行，按Ctrl+C结束。请在浏览器中打开{ $url }，使用各人的手机并拨动时钟。
demo-page = 各人也可在浏览器中办理，不用Telegram：手机上方的“网页”可打开。
demo-page-only = { $party }人员不用Telegram，只在网页上办理：姓名旁的“网页”以该人员身份打开。另一人员的网页请在另一浏览器中打开。
demo-title = { $role }（密码{ $pin }）
