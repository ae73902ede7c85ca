"""The Agreement: termination, amendments and differences."""
