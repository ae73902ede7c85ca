"""What the desk knows: pure rules, and use cases that stand on them."""
