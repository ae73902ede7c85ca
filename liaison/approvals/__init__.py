"""Approvals: one Party proposes, the other agrees."""
