INSERT INTO letter_counters (party, year, number) VALUES ('KH', 2026, 7);
