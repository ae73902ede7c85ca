"""What leaves by other ways or as files: e-mail, calendar files, spreadsheets."""
