# What is left in a chat after a message has expired.
placeholder-card = One moment: this is being opened for you.
expired-card = This message has expired.
button-resume-question = Continue
