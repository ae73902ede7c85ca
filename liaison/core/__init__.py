"""Types and rules that every concept uses, and the transaction."""
