"""Other channels and files: e-mail, calendar files, spreadsheets."""
