# 消息的保留：到期后对话中留下的内容
placeholder-card = 请稍候，正在打开您要查阅的内容。
expired-card = 本消息已过期。
button-resume-question = 继续作答
