"""The repositories of meetings and agendas."""
