"""The Agreement: terminations, amendments and differences."""
