"""Files that an installation provides: the agreement, a plan, holidays."""
