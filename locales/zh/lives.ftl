# 消息的保留：到期后对话中留下的内容
idle-card = 联络系统。消息在对话中只保留一定时间，此处原有内容已移除。
idle-card-open = 您已开始的事项仍予保留，请在下方继续。
placeholder-card = 请稍候，正在打开您要查阅的内容。
expired-card = 消息在对话中只保留一定时间，此处原有内容已移除。
button-resume-question = 继续作答
