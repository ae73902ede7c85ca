"""Pure rules of the desk: standard library only, no clock, no database, no language."""
