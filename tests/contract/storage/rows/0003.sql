INSERT INTO today_messages (person, shown) VALUES (1, 'en {''receive'': 1}');
