INSERT INTO pending_acts (id, person, party, about, payload, leaves_at) VALUES ('a1b2c3', 1, 'KH', 'KH26-7F3K9', 'KH.6041ef4e5094.x', '2026-03-15 03:32:00.000000');
