"""The one way in and out of columns that may hold what people wrote: payloads, cards, drafts.

What lies there today is CLEAR TEXT. This is the place where sealing will stand: ``table``, ``row``
and ``column`` bind a sealed value to where it lies, so that nobody can move it elsewhere. Nothing
but these two functions reads or writes such a column.
"""


def pack(value: str, *, table: str, row: int | str, column: str) -> str:
    """Make a value ready to be stored. ``row`` names what never changes about the row."""
    del table, row, column
    return value


def unpack(stored: str, *, table: str, row: int | str, column: str) -> str:
    """Read a value that ``pack`` made for the very same place."""
    del table, row, column
    return stored
