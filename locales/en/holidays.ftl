# Public holidays. The key is the English name that the holidays package gives, in lower case.

# Cambodia
holiday-constitution-day = Constitution Day
holiday-day-of-victory-over-the-genocidal-regime = Day of Victory over the Genocidal Regime
holiday-hm-king-norodom-sihamonis-birthday = Birthday of His Majesty King Norodom Sihamoni
holiday-hm-king-norodom-sihamonis-coronation-day = Coronation Day of His Majesty King Norodom Sihamoni
holiday-hm-king-norodom-sihanouk-mourning-day = Commemoration Day of His Majesty the late King-Father Norodom Sihanouk
holiday-hm-queen-norodom-monineath-sihanouk-the-queen-mothers-birthday = Birthday of Her Majesty the Queen-Mother Norodom Monineath Sihanouk
holiday-international-labor-day = International Labour Day
holiday-international-new-year-day = International New Year’s Day
holiday-international-womens-rights-day = International Women’s Day
holiday-khmer-new-years-day = Khmer New Year
holiday-khmer-new-years-replacement-holiday = Day off in lieu of Khmer New Year
holiday-national-independence-day = National Independence Day
holiday-pchum-ben-day = Pchum Ben
holiday-peace-day-in-cambodia = Peace Day in Cambodia
holiday-royal-ploughing-ceremony = Royal Ploughing Ceremony
holiday-special-public-holiday = Special public holiday
holiday-visaka-bochea-day = Visak Bochea
holiday-water-festival = Water Festival

# China
holiday-chinese-new-year-extended-holiday = Extension of the Spring Festival holiday
holiday-chinese-new-year-spring-festival = Spring Festival
holiday-chinese-new-years-eve = Eve of the Spring Festival
holiday-day-off-in-lieu = Day off exchanged for a working day at a weekend
holiday-dragon-boat-festival = Dragon Boat Festival
holiday-labor-day = Labour Day
holiday-mid-autumn-festival = Mid-Autumn Festival
holiday-national-day = National Day
holiday-new-years-day = New Year’s Day
holiday-tomb-sweeping-day = Tomb-Sweeping Day
holiday-observed = Day off in lieu: { $holiday }
