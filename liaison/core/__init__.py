"""What every concept uses: pure types and rules, and the transaction."""
