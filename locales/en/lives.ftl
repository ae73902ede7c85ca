# The lives of messages: what is left in a chat when their time is over.
placeholder-card = One moment, please: what you asked for is being opened here.
expired-card = This message has expired.
button-resume-question = Go on with the question
