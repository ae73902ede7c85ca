# 消息的保留：到期后对话中留下的内容
life-rest = 联络系统。消息在对话中只保留一定时间，此处原有内容已移除。
life-rest-open = 您已开始的事项仍予保留，请在下方继续。
life-opening = 请稍候，正在打开您要查阅的内容。
life-over = 消息在对话中只保留一定时间，此处原有内容已移除。
button-resume-question = 继续作答
