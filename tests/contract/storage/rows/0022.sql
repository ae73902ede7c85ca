INSERT INTO procedures (number, steps, party, made_by, made_at, agreed_at, version) VALUES (1, '[]', 'KH', 1, '2026-03-15 03:30:00.000000', NULL, 1);
INSERT INTO procedure_marks (reference, number, step, mark, reason, party, made_by, at) VALUES ('KH26-7F3K9', 1, 'escort', 'done', NULL, 'KH', 1, '2026-03-15 03:30:00.000000');
