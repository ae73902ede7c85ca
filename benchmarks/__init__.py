"""The figures of the service: printed next to a peer where there is one, never asserted."""
