# 系统停止运行后的通知
outage-later = 此后又于{ $at }至{ $ends }中断。
outage-ended = ⏱ 系统曾中断运行。其间按过按钮的，请再按一次。
    中断：{ $at }
    恢复：{ $ends }
outage-updates-lost = ⚠️ 系统曾中断运行。其间发送的内容可能丢失，请重新发送。
    中断：{ $at }
    恢复：{ $ends }
outage-restored = ⚠️ 系统已从备份恢复。
    自：{ $at }
    至：{ $ends }
    此期间在系统中办理的事项，即使系统曾予确认，现均缺失。请核对{ $own_party }的请求和会议，如有缺失，重新办理。
