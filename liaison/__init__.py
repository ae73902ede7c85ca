"""The domain, one package per concept: models, rules, services, views and timers."""
