# 日历文件。
calendar-file-video = 视频会议
