"""The figures of the desk: printed beside a peer where there is one, never asserted."""
