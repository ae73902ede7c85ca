"""Disclosures to third parties (Article 9)."""
