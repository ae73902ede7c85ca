"""Texts in the language of each reader."""
