# ថ្ងៃឈប់សម្រាកសាធារណៈ

# កម្ពុជា
holiday-constitution-day = ទិវាប្រកាសរដ្ឋធម្មនុញ្ញ
holiday-day-of-victory-over-the-genocidal-regime = ទិវាជ័យជម្នះលើរបបប្រល័យពូជសាសន៍
holiday-hm-king-norodom-sihamonis-birthday = ព្រះរាជពិធីបុណ្យចម្រើនព្រះជន្ម ព្រះករុណា ព្រះបាទសម្តេចព្រះបរមនាថ នរោត្តម សីហមុនី ព្រះមហាក្សត្រ នៃព្រះរាជាណាចក្រកម្ពុជា
holiday-hm-king-norodom-sihamonis-coronation-day = ព្រះរាជពិធីគ្រងព្រះបរមរាជសម្បត្តិ របស់ ព្រះករុណា ព្រះបាទសម្តេចព្រះបរមនាថ នរោត្តម សីហមុនី ព្រះមហាក្សត្រ នៃព្រះរាជាណាចក្រកម្ពុជា
holiday-hm-king-norodom-sihanouk-mourning-day = ទិវាប្រារព្ធពិធីគោរពព្រះវិញ្ញាណក្ខន្ធ ព្រះករុណា ព្រះបាទសម្តេចព្រះ នរោត្តម សីហនុ ព្រះមហាវីរក្សត្រ ព្រះវររាជបិតាឯករាជ្យ បូរណភាពទឹកដី និងឯកភាពជាតិខ្មែរ «ព្រះបរមរតនកោដ្ឋ»
holiday-hm-queen-norodom-monineath-sihanouk-the-queen-mothers-birthday = ព្រះរាជពិធីបុណ្យចម្រើនព្រះជន្ម សម្តេចព្រះមហាក្សត្រី ព្រះវររាជមាតា នរោត្តម មុនិនាថ សីហនុ
holiday-international-labor-day = ទិវាពលកម្មអន្តរជាតិ
holiday-international-new-year-day = ទិវាចូលឆ្នាំសកល
holiday-international-womens-rights-day = ទិវាអន្តរជាតិនារី
holiday-khmer-new-years-day = ពិធីបុណ្យចូលឆ្នាំថ្មី ប្រពៃណីជាតិ
holiday-khmer-new-years-replacement-holiday = ថ្ងៃឈប់សម្រាកសងជំនួស ពិធីបុណ្យចូលឆ្នាំថ្មី ប្រពៃណីជាតិ
holiday-national-independence-day = ពិធីបុណ្យឯករាជ្យជាតិ
holiday-pchum-ben-day = ពិធីបុណ្យភ្ជុំបិណ្ឌ
holiday-peace-day-in-cambodia = ទិវាសន្តិភាពនៅកម្ពុជា
holiday-royal-ploughing-ceremony = ព្រះរាជពិធីច្រត់ព្រះនង្គ័ល
holiday-special-public-holiday = ថ្ងៃឈប់សម្រាកសាធារណៈដោយឡែក
holiday-visaka-bochea-day = ពិធីបុណ្យវិសាខបូជា
holiday-water-festival = ព្រះរាជពិធីបុណ្យអុំទូក បណ្តែតប្រទីប និងសំពះព្រះខែ អកអំបុក

# ចិន
holiday-chinese-new-year-extended-holiday = ថ្ងៃឈប់សម្រាកបន្ថែម នៃពិធីបុណ្យចូលឆ្នាំប្រពៃណីចិន
holiday-chinese-new-year-spring-festival = ពិធីបុណ្យចូលឆ្នាំប្រពៃណីចិន
holiday-chinese-new-years-eve = ថ្ងៃមុនចូលឆ្នាំប្រពៃណីចិន
holiday-day-off-in-lieu = ថ្ងៃឈប់សម្រាក ប្តូរនឹងថ្ងៃធ្វើការសងនៅចុងសប្តាហ៍
holiday-dragon-boat-festival = ពិធីបុណ្យអុំទូកនាគ
holiday-labor-day = ទិវាពលកម្មអន្តរជាតិ
holiday-mid-autumn-festival = ពិធីបុណ្យសែនព្រះខែ
holiday-national-day = ទិវាជាតិ នៃសាធារណរដ្ឋប្រជាមានិតចិន
holiday-new-years-day = ទិវាចូលឆ្នាំសកល
holiday-tomb-sweeping-day = ពិធីបុណ្យឆេងម៉េង
holiday-observed = ថ្ងៃឈប់សម្រាកសងជំនួស { $holiday }
