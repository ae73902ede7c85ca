"""The workers of the three queues: dispatcher, sender and scheduler."""
