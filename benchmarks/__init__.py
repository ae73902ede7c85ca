"""Benchmarks of the service: figures are printed next to a peer if there is one, never asserted."""
