"""The standard operating procedure: steps that both Parties agreed, with dates in each request."""
