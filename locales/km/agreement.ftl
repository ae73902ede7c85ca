# ពាក្យនៃកិច្ចព្រមព្រៀង
agreement-name-kh-cn-2016 = កិច្ចព្រមព្រៀងរវាងរាជរដ្ឋាភិបាល នៃព្រះរាជាណាចក្រកម្ពុជា និងរដ្ឋាភិបាល នៃសាធារណរដ្ឋប្រជាមានិតចិន ស្តីពីការពង្រឹងកិច្ចសហប្រតិបត្តិការ ប្រឆាំងអំពើជួញដូរមនុស្ស

agreement-party-kh = កម្ពុជា
agreement-party-cn = ចិន
agreement-authority-kh = ក្រសួងមហាផ្ទៃ
agreement-authority-cn = ក្រសួងសន្តិសុខសាធារណៈ នៃសាធារណរដ្ឋប្រជាមានិតចិន
agreement-capital-kh = ភ្នំពេញ
agreement-capital-cn = ប៉េកាំង

agreement-request-verification = ការផ្ទៀងផ្ទាត់សញ្ជាតិ និងអត្តសញ្ញាណ
    .button = ផ្ទៀងផ្ទាត់អត្តសញ្ញាណ
agreement-request-repatriation = ការធ្វើមាតុភូមិនិវត្តន៍
agreement-request-protection = ការការពារ និងការផ្តល់ជំនួយ
agreement-request-investigation = ការស៊ើបអង្កេត
agreement-request-information = ព័ត៌មាន និងភស្តុតាង
    .button = ព័ត៌មាន
agreement-request-handover = ការប្រគល់ជនសង្ស័យ
agreement-request-prevention = ការបង្ការ និងការកសាងសមត្ថភាព
    .button = ការបង្ការ

agreement-channel-police = យន្តការកិច្ចសហប្រតិបត្តិការនគរបាល
    .button = យន្តការនគរបាល
agreement-channel-diplomatic = មាគ៌ាការទូត

agreement-ground-sovereignty = អធិបតេយ្យភាព
agreement-ground-security = សន្តិសុខ
agreement-ground-social-order = សណ្តាប់ធ្នាប់សង្គម
agreement-ground-basic-interests = ផលប្រយោជន៍មូលដ្ឋាន
agreement-ground-legal-principles = គោលការណ៍ច្បាប់

agreement-assistance-shelter = ទីជម្រក
agreement-assistance-legal = ជំនួយផ្នែកច្បាប់
agreement-assistance-health = ការថែទាំសុខភាព
agreement-assistance-counselling = ការប្រឹក្សា
agreement-assistance-social = ការគាំទ្រសង្គម
agreement-check-voluntary = ការវិលត្រឡប់ដោយស្ម័គ្រចិត្ត
agreement-check-retrafficking-risk = បានពិនិត្យហានិភ័យនៃការជួញដូរម្តងទៀត
agreement-check-guardian = មានអាណាព្យាបាលសម្រាប់កុមារម្នាក់ៗ
agreement-check-medical = បានរៀបចំតាមតម្រូវការវេជ្ជសាស្ត្រ
agreement-check-interpreter = បានរៀបចំអ្នកបកប្រែ

agreement-crossing-kti = KTI អាកាសយានដ្ឋានអន្តរជាតិតេជោ
agreement-crossing-sai = SAI អាកាសយានដ្ឋានអន្តរជាតិសៀមរាបអង្គរ
agreement-crossing-kos = KOS អាកាសយានដ្ឋានអន្តរជាតិព្រះសីហនុ
agreement-crossing-khkos = កំពង់ផែស្វយ័តក្រុងព្រះសីហនុ
agreement-crossing-pek = PEK អាកាសយានដ្ឋានអន្តរជាតិរាជធានីប៉េកាំង
agreement-crossing-pvg = PVG អាកាសយានដ្ឋានអន្តរជាតិសៀងហៃ ផូតុង
agreement-crossing-can = CAN អាកាសយានដ្ឋានអន្តរជាតិក្វាងចូវ បៃយុន
agreement-crossing-szx = SZX អាកាសយានដ្ឋានអន្តរជាតិសិនជិន បៅអាន
agreement-crossing-kmg = KMG អាកាសយានដ្ឋានអន្តរជាតិគុនមីង ឆាងស៊ុយ
agreement-crossing-nng = NNG អាកាសយានដ្ឋានអន្តរជាតិណាននីង អ៊ូស៊ូ
agreement-crossing-other = ច្រកឆ្លងដែនផ្សេងទៀត

agreement-third-party-iom = អង្គការអន្តរជាតិទេសន្តរប្រវេសន៍ (IOM)
agreement-third-party-unodc = ការិយាល័យសហប្រជាជាតិ ប្រឆាំងគ្រឿងញៀន និងឧក្រិដ្ឋកម្ម (UNODC)
    .button = UNODC
agreement-third-party-unicef = មូលនិធិសហប្រជាជាតិសម្រាប់កុមារ (UNICEF)
agreement-third-party-interpol = អង្គការនគរបាលព្រហ្មទណ្ឌអន្តរជាតិ (INTERPOL)
    .button = នគរបាលអន្តរជាតិ (INTERPOL)
agreement-third-party-asean = លេខាធិការដ្ឋានអាស៊ាន
agreement-third-party-court = តុលាការ
agreement-third-party-prosecutor = អយ្យការ
agreement-third-party-other-ministry = ក្រសួងផ្សេងទៀត
agreement-third-party-shelter = មជ្ឈមណ្ឌលស្នាក់នៅបណ្តោះអាសន្ន
agreement-third-party-third-state = រដ្ឋទីបី

agreement-purpose-protection = ការការពារជនរងគ្រោះ
agreement-purpose-investigation = ការស៊ើបអង្កេត
agreement-purpose-prosecution = ការចោទប្រកាន់
agreement-purpose-repatriation = ការធ្វើមាតុភូមិនិវត្តន៍
agreement-purpose-statistics = ស្ថិតិ
agreement-purpose-reporting = របាយការណ៍អំពីកិច្ចព្រមព្រៀង
