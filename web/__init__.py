"""The page: the web site on which people use the service without Telegram."""
