"""The repository of requests, their rows and lists."""
