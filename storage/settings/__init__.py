"""The repositories of settings and holidays."""
