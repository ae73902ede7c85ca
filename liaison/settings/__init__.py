"""Settings and holidays: values, rules and the effects of a change."""
