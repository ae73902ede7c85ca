# 早前版本可能已存入通知和待发消息的文本
alert-outage = 系统曾停止运行，或无法连接Telegram。
    停止：{ $at }
    恢复：{ $ends }
    其间到期的事项正在补办，登记收悉的时限已相应顺延。请告知系统运维人员。
digest-daily = 📋 { $own_party }每日简报
digest-weekly = 📋 { $own_party }每周简报
idle-card = 为保密，此消息已删除。请打开菜单：/menu
idle-card-open = 您已开始的事项仍予保留，可在下方继续。
notice-replaced = 此通知已在下方重新发出。
reminder-activity-due = ⏰ 行动计划第{ $number }项活动的完成期限为{ $last }。
reminder-activity-overdue = ⚠️ 行动计划第{ $number }项活动的完成期限为{ $last }，尚未登记完成。
reminder-due = ⏰ { $reference }：{ $days ->
        [0] 今日到期。
       *[other] 答复期限还有{ $days }日。
    }
reminder-forgotten = ⏰ { $reference }：已收悉，{ $days }日无办理进展。
reminder-overdue = ⚠️ { $reference }：答复已逾期{ $days }日。
reminder-overdue-alert = ⚠️ { $reference }：期限届满，尚未答复。
reminder-receipt = ⏰ { $reference }：尚未登记收悉。
setting-overdue-days = 逾期后提醒间隔
notice-return = ↩️ { $reference }：{ $other_party }认为答复不充分，予以退回。
notice-supply = { $reference }：{ $other_party }已发出补充信息。
