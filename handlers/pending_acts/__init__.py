"""Acts that the other Party will see: confirmed, sent, signed off and taken back."""
