"""Documents as PDF files: typeset from a layout and the values of a record."""
