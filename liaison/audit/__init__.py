"""The audit record: facts and digests of each step."""
