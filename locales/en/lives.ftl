# The lives of messages: what is left in a chat when their time is over.
placeholder-card = One moment: this is being opened for you.
expired-card = This message has expired.
button-resume-question = Continue
