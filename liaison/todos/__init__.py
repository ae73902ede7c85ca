"""To-dos: what each person owes, computed from stored records, and the morning message."""
