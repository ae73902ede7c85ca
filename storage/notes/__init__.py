"""The repositories of notes, legal holds and retention."""
