"""The repositories of differences and terminations."""
