"""Health, metrics, checks, alerts and the detection of outages."""
