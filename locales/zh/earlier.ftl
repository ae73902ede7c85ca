# 早前版本可能已存入通知和待发消息的文本
alert-outage = 系统曾停止运行，或无法连接Telegram。
    停止：{ $at }
    恢复：{ $ends }
    期间到期的事项正在补办，登记收悉的时限已相应顺延。请告知系统运维人员。
digest-daily = 📋 您好。以下为本方每日简报。
digest-weekly = 📋 您好。以下为本方每周简报。
idle-card = 联络系统。消息在对话中只保留一定时间，此处原有内容已移除。
idle-card-open = 您已开始的事项仍予保留，请在下方继续。
notice-replaced = 此通知已在下方重新发出。
reminder-activity-due = ⏰ 行动计划第{ $number }项活动的完成期限为{ $last }。
reminder-activity-overdue = ⚠️ 行动计划第{ $number }项活动的完成期限为{ $last }，至今未登记完成。
reminder-due = ⏰ { $reference }：{ $days ->
        [0] 答复今日到期。
       *[other] 距答复到期还有{ $days }日。
    }
reminder-forgotten = ⏰ { $reference }：已收悉，但已{ $days }日无办理进展。
reminder-overdue = ⚠️ { $reference }：答复已逾期{ $days }日。
reminder-overdue-alert = ⚠️ { $reference }：已逾期，期限届满仍未答复。
reminder-receipt = ⏰ { $reference }：尚未登记收悉。
setting-overdue-days = 逾期后提醒间隔
