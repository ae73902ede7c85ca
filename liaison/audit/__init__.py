"""The audit record: what a step states and proves."""
