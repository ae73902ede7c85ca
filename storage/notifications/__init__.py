"""The repositories of notifications, messages in chats and e-mail codes."""
