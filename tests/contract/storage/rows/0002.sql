INSERT INTO todo_marks (person, subject, subject_id, deferred_until, taken_at) VALUES (1, 'request', 'KH26-7F3K9', NULL, '2026-03-15 03:30:00.000000');
