# The texts of another agreement, and those that name it as an example.
agreement-name-aa-bb-2031 = Agreement between Avalonia and Berenia against trafficking in persons
agreement-party-aa = Avalonia
agreement-party-bb = Berenia
agreement-authority-aa = Ministry of Public Safety of Avalonia
agreement-authority-bb = Ministry of Justice of Berenia
agreement-capital-aa = Port Fog
agreement-capital-bb = Palmyre
agreement-ground-public-policy = public policy
agreement-crossing-yyt = Port Fog Airport
agreement-crossing-alg = Palmyre Airport
agreement-third-party-court = a court
agreement-purpose-statistics = statistics
help-words = Write “{ $first }”, “{ $second }”, or a reference such as AA26-7F3K9.

holiday-amazigh-new-year = Amazigh New Year
holiday-ashura-estimated = Ashura
holiday-canada-day = Confederation Day
holiday-christmas-day = Christmas Day
holiday-christmas-day-observed = Day off in lieu of Christmas Day
holiday-eid-al-adha-estimated = Eid al-Adha
holiday-eid-al-fitr-estimated = Eid al-Fitr
holiday-good-friday = Good Friday
holiday-independence-day = Independence Day
holiday-islamic-new-year-estimated = Islamic New Year
holiday-prophets-birthday-estimated = Birthday of the Prophet
holiday-revolution-day = Revolution Day
