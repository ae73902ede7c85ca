INSERT INTO duty_roster (party, on_day, person) VALUES ('KH', '1', 1);
