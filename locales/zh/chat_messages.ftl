# 消息的保留：到期后对话中留下的内容
placeholder-card = 正在打开，请稍候。
expired-card = 本消息已过期。
button-resume-question = 继续作答
