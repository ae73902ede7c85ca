"""Acts that were sent and can still be taken back, before the other Party sees them."""
