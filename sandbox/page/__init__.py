"""The page with all phones, and its requests."""
