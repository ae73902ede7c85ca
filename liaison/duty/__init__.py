"""The duty roster: who answers urgent matters of a Party on which day."""
