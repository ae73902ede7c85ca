"""The floor that keeps: tables, repositories, the three queues and their one transaction."""
