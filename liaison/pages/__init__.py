"""The page: how people sign in to it, and what it shows to those without Telegram."""
