"""People: joining, administration, absences, PINs and e-mail addresses."""
