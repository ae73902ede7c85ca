# 终端中的演示。
demo-scene = ━━━ 第{ $number }幕，共{ $scenes }幕：{ $title }
demo-people-join = 双方人员受邀加入
demo-request-is-logged = Sokha提出一项核查请求
demo-receipt = Li登记收悉，30日期限开始计算
demo-reminders-come = 时日推移，提醒依次发出
demo-case-is-overdue = 期限届满未答复，双方协调员收到通知
demo-answer-comes = Li作出答复
demo-case-is-closed = Sokha查阅结果，请求办结
demo-refusal = 第二项请求被拒绝，拒绝经协调员确认
demo-correction = 李发现人数有误，更正答复
demo-urgent = 夜间紧急请求送达值班的李
demo-emergency = 三步提议紧急会议，一键同意
demo-annual = 商定年度磋商
demo-left = 为您留下两件请求和一次会议
demo-failed = 此步骤未发生：{ $reason }
demo-told = 演示结束。
demo-go-on = 联络系统继续运行，按Ctrl+C结束。请在浏览器中打开{ $url }，以各人身份发言并拨动时钟。
