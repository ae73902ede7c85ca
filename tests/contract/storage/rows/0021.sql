INSERT INTO calendar_feeds (person, token_hash, made_at) VALUES (1, '0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a', '2026-03-15 03:30:00.000000');
