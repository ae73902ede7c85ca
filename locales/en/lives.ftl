# The lives of messages: what is left in a chat when their time is over.
idle-card = The liaison desk. What stood here was taken off the chat, as messages stay in it for a limited time only.
idle-card-open = What you began is kept: please go on with it below.
placeholder-card = One moment, please: what you asked for is being opened here.
expired-card = What stood here was taken off the chat, as messages stay in it for a limited time only.
button-resume-question = Go on with the question
