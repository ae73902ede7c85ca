"""An invented concept: one Party announces a visit to the other, and the other confirms it.

It is all that a concept is: a record in two steps, its timer, a notice, and an approval that moves
the day. No file of the service knows it; a story registers it.
"""
