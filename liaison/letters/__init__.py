"""Official letters: which act has one, its values, and the code by which it opens the act."""
