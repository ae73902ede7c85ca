# 系统停止运行后的通知
outage-ended = ⏱ 系统曾中断运行。其间按过按钮的，请再按一次。
    中断：{ $at }
    恢复：{ $ends }
outage-updates-lost = ⚠️ 系统曾中断运行。
    中断：{ $at }
    恢复：{ $ends }
    Telegram仅保留24小时内的消息，其间向系统发送的内容可能丢失。请核对{ $own_party }的请求，如有遗漏，重新发送。
