"""What typed text means, in the order of `docs/architecture.md`."""
