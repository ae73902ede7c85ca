"""The versions of the procedure, and the marks of its steps in requests."""
