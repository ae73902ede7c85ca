"""What runs the desk: settings, clock, catalog, the way in and out, the ticks, the wiring."""
