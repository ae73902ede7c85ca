"""People: invitations, roles, absences, PINs and offboarding."""
