"""What people do in private chats and groups, and what they see there."""
