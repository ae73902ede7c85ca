# 公共假日

# 柬埔寨
holiday-constitution-day = 宪法日
holiday-day-of-victory-over-the-genocidal-regime = 推翻种族灭绝政权胜利日
holiday-hm-king-norodom-sihamonis-birthday = 诺罗敦·西哈莫尼国王诞辰
holiday-hm-king-norodom-sihamonis-coronation-day = 诺罗敦·西哈莫尼国王登基纪念日
holiday-hm-king-norodom-sihanouk-mourning-day = 诺罗敦·西哈努克太皇逝世纪念日
holiday-hm-queen-norodom-monineath-sihanouk-the-queen-mothers-birthday = 诺罗敦·莫尼列·西哈努克太后诞辰
holiday-international-labor-day = 国际劳动节
holiday-international-new-year-day = 元旦
holiday-international-womens-rights-day = 国际妇女节
holiday-khmer-new-years-day = 柬埔寨新年
holiday-khmer-new-years-replacement-holiday = 柬埔寨新年补假
holiday-national-independence-day = 独立日
holiday-pchum-ben-day = 亡人节
holiday-peace-day-in-cambodia = 柬埔寨和平日
holiday-royal-ploughing-ceremony = 御耕节
holiday-special-public-holiday = 特别公共假日
holiday-visaka-bochea-day = 佛诞节
holiday-water-festival = 送水节

# 中国
holiday-chinese-new-year-extended-holiday = 春节延长假期
holiday-chinese-new-year-spring-festival = 春节
holiday-chinese-new-years-eve = 除夕
holiday-day-off-in-lieu = 调休放假
holiday-dragon-boat-festival = 端午节
holiday-labor-day = 劳动节
holiday-mid-autumn-festival = 中秋节
holiday-national-day = 国庆节
holiday-new-years-day = 元旦
holiday-tomb-sweeping-day = 清明节
holiday-observed = { $holiday }补假
