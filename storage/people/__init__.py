"""The repositories of people, invitations, nominations, PINs and absences."""
