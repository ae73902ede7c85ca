"""Encryption of columns and the key ring."""
