"""The repositories of the page."""
