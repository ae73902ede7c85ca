"""The page: a second door to the service, served by the service itself."""
