# ការបញ្ចេញព័ត៌មានទៅភាគីទីបី បញ្ជីកត់ត្រា និងឯកសារនាំចេញ (មាត្រា ៩)
menu-ledger = បញ្ជីការបញ្ចេញព័ត៌មាន
menu-disclose = ស្នើបញ្ចេញព័ត៌មាន
menu-export = នាំចេញករណី

disclosure-all-cases = ករណីទាំងអស់
disclosure-one-case = ករណី { $reference }
disclosure-scope-status = ប្រភេទ ស្ថានភាព ចំនួន និងកាលបរិច្ឆេទ
disclosure-scope-record = ព័ត៌មានទាំងអស់ដែលបង្ហាញបានអំពីករណី
disclosure-state-proposed = រង់ចាំការយល់ព្រម
disclosure-state-granted = បានយល់ព្រម
disclosure-state-declined = មិនយល់ព្រម
disclosure-state-retracted = បានដកការស្នើវិញ
disclosure-state-lapsed = មិនបានឆ្លើយទាន់ពេល
disclosure-state-withdrawn = បានដកការយល់ព្រមវិញ
disclosure-state-expired = ផុតសុពលភាព

disclosure-title = <b>ការបញ្ចេញព័ត៌មាន { $code }</b>៖ { $state }
disclosure-item = ព័ត៌មានដែលបញ្ចេញ៖ { $item }
disclosure-parties = ផ្តល់ដោយភាគី{ $providing } និងបញ្ចេញដោយភាគី{ $disclosing }
disclosure-third = ភាគីទីបី៖ { $third }
disclosure-purpose = គោលបំណង៖ { $purpose }
disclosure-scope = វិសាលភាព៖ { $scope }
disclosure-until = រហូតដល់ចប់{ $last }
disclosure-letter = ការយល់ព្រមជាលាយលក្ខណ៍អក្សរ៖ លិខិតលេខ { $letter } ចុះ{ $day }
disclosure-proposed = ភាគី{ $party }មិនទាន់បានយល់ព្រមទេ៖ { $proposal } រង់ចាំចម្លើយដល់{ $ends }។ បើគ្មានការយល់ព្រម មិនត្រូវបញ្ចេញព័ត៌មានឡើយ។
disclosure-granted = ភាគី{ $party }បានយល់ព្រមនៅ{ $at }។
disclosure-declined = ភាគី{ $party }មិនបានយល់ព្រមនៅ{ $at }។ មិនត្រូវបញ្ចេញព័ត៌មានឡើយ។
disclosure-retracted = ការស្នើត្រូវបានដកវិញនៅ{ $at }។ មិនត្រូវបញ្ចេញព័ត៌មានឡើយ។
disclosure-lapsed = ការស្នើរង់ចាំចម្លើយដល់{ $ends } ប៉ុន្តែមិនបានទទួលចម្លើយទេ។ មិនត្រូវបញ្ចេញព័ត៌មានឡើយ។
disclosure-withdrawn = ភាគី{ $party }បានដកការយល់ព្រមវិញនៅ{ $at }។ មិនត្រូវបញ្ចេញព័ត៌មានទៀតឡើយ។
disclosure-expired = ការយល់ព្រមបានផុតនៅ{ $last }។ មិនត្រូវបញ្ចេញព័ត៌មានទៀតឡើយ។
button-open-disclosure = បើក { $code }
button-disclosure-withdraw = ដកការយល់ព្រមវិញ
recorded-disclosure-withdrawn = ការយល់ព្រម { $code } ត្រូវបានដកវិញចាប់ពីពេលនេះ។ ភាគីម្ខាងទៀតនឹងត្រូវបានជូនដំណឹង។

ledger-title = <b>ការបញ្ចេញព័ត៌មានទៅភាគីទីបី</b> (មាត្រា { $article })៖ { $total }
ledger-none = មិនទាន់មានការបញ្ចេញ ឬការស្នើបញ្ចេញព័ត៌មានទេ។
ledger-line = { $code } { $item } → { $third } ដល់{ $last }៖ { $state }

disclose-what = <b>តើស្នើបញ្ចេញអ្វី?</b>
    សូមចុចករណីទាំងអស់ ឬសរសេរលេខយោងនៃករណីមួយ។ ភាគីម្ខាងទៀតនឹងត្រូវបានសុំការយល់ព្រម។
disclose-ask-third-party = <b>តើបញ្ចេញជូនភាគីទីបីណា?</b>
    សូមជ្រើសរើសភាគីទីបី។
disclose-ask-purpose = <b>តើក្នុងគោលបំណងអ្វី?</b>
    ភាគីទីបីមិនត្រូវប្រើក្នុងគោលបំណងផ្សេងឡើយ។
disclose-ask-scope = <b>តើបញ្ចេញក្នុងវិសាលភាពណា?</b>
    ឈ្មោះ ឯកសារ និងកំណត់ចំណាំ មិនត្រូវបានបញ្ចេញតាមប្រព័ន្ធនេះជាដាច់ខាត។
disclose-until = <b>តើអនុញ្ញាតឱ្យបញ្ចេញរហូតដល់ថ្ងៃណា?</b>
    សូមចុចលើថ្ងៃមួយ ឬសរសេរកាលបរិច្ឆេទ ឧទាហរណ៍ ៣១ ធ្នូ ២០២៦។ គិតតាមកាលបរិច្ឆេទនៅភាគីម្ខាងទៀត រាប់ទាំងថ្ងៃនោះ។
disclose-letter-day = <b>តើលិខិតយល់ព្រមរបស់ភាគីម្ខាងទៀតចុះថ្ងៃណា?</b>
    សូមចុចលើថ្ងៃនេះ ឬសរសេរកាលបរិច្ឆេទ ឧទាហរណ៍ ១៥ មីនា ២០២៦។
disclose-which-letter = <b>តើលិខិតយល់ព្រមចុះ{ $day } មានលេខយោងអ្វី?</b>
    ក្រោយពីសរសេររួច លោកអ្នកស្នើបញ្ចេញ{ $item } ជូន៖ { $third }។ គោលបំណង៖ { $purpose }។ វិសាលភាព៖ { $scope }។ រហូតដល់ចប់{ $last }។ ភាគីម្ខាងទៀតនឹងត្រូវបានសុំបញ្ជាក់ភ្លាម។
recorded-disclosure = បានស្នើ៖ { $code }។ មិនត្រូវបញ្ចេញព័ត៌មានឡើយ រហូតដល់ភាគីម្ខាងទៀតយល់ព្រមលើ { $proposal }។
approval-disclosure = មុននេះគ្មានការយល់ព្រម → បញ្ចេញ{ $item } ជូន៖ { $third } · គោលបំណង៖ { $purpose } · វិសាលភាព៖ { $scope } · រហូតដល់ចប់{ $last } · លិខិតយល់ព្រមលេខ { $letter } ចុះ{ $day }
notice-disclosure-withdrawn = ⛔ ភាគី{ $party }បានដកការយល់ព្រម { $code } វិញ។ មិនត្រូវបញ្ចេញព័ត៌មានតាមការយល់ព្រមនេះទៀតឡើយ។
notice-disclosure-expired = ការយល់ព្រមរបស់ភាគី{ $party } ក្នុង { $code } បានផុតសុពលភាព។ មិនត្រូវបញ្ចេញព័ត៌មានតាមការយល់ព្រមនេះទៀតឡើយ។

export-which = <b>នាំចេញករណី</b>
    ឯកសារសម្រាប់អាជ្ញាធរមានសមត្ថកិច្ចរបស់ខ្លួន មិនត្រូវការការយល់ព្រមទេ។ សម្រាប់ភាគីទីបី ត្រូវមានការយល់ព្រមជាមុនជាលាយលក្ខណ៍អក្សរពីភាគីម្ខាងទៀត (មាត្រា { $article })។
export-no-consents = បច្ចុប្បន្ន គ្មានការយល់ព្រមសម្រាប់បញ្ចេញព័ត៌មានទេ។
export-line = { $code }៖ { $item } → { $third } ដល់{ $last }
button-export = បង្កើតឯកសារ
button-export-own = សម្រាប់អាជ្ញាធររបស់ខ្លួន
button-export-under = តាម { $code }
recorded-export = ឯកសារនឹងផ្ញើជូន។ ចំនួនករណី៖ { $total }។
export-title = <b>ករណីនាំចេញពីប្រព័ន្ធទំនាក់ទំនង</b>៖ { $total }
export-for-own = សម្រាប់តែ{ $authority }ប៉ុណ្ណោះ។
export-for-third = សម្រាប់៖ { $third }។ គោលបំណង៖ { $purpose }។
export-consent = ការយល់ព្រម { $code } របស់ភាគី{ $party } លើ{ $item }៖ លិខិតលេខ { $letter } ចុះ{ $day } រហូតដល់ចប់{ $last }។
export-contains-status = អាចមាន៖ លេខយោង ប្រភេទសំណើ ស្ថានភាព ភាគី ចំនួនមនុស្ស កាលបរិច្ឆេទ។
export-contains-record = អាចមាន៖ លេខយោង ប្រភេទសំណើ ស្ថានភាព ភាគី ចំនួនមនុស្ស កាលបរិច្ឆេទ កម្រិតបន្ទាន់ មាគ៌ា លេខយោងលិខិត ព្រមទាំងព័ត៌មាននៅខ្វះ លទ្ធផល មូលហេតុបដិសេធ និងហេតុផលដកសំណើវិញ តាមបញ្ជីកំណត់។
export-never-contains = គ្មានជួរឈរសម្រាប់ឈ្មោះ ឯកសារ អាសយដ្ឋាន រូបថត ព័ត៌មានសុខភាព ឬកំណត់ចំណាំទេ។
export-no-other-use = សម្ងាត់ (មាត្រា { $article })៖ មិនត្រូវប្រើក្នុងគោលបំណងផ្សេង ឬផ្តល់ជូនអ្នកទទួលផ្សេងឡើយ។
export-made = បង្កើតនៅ{ $at } ដោយ{ $role }នៃភាគី{ $party }។
export-several = { $several }
export-urgent-yes = បន្ទាន់
export-urgent-no = ធម្មតា
export-unavailable = ប្រព័ន្ធនេះមិនអាចបង្កើតឯកសារករណីបានទេ ព្រោះផ្នែករបាយការណ៍មិនទាន់បានដំឡើង។ សូមសួរអ្នកទទួលបន្ទុកប្រព័ន្ធ។ គ្មានឯកសារត្រូវបានបង្កើតទេ។

column-reference = លេខយោង
column-kind = ប្រភេទសំណើ
column-state = ស្ថានភាព
column-requesting = ភាគីស្នើសុំ
column-requested = ភាគីទទួលសំណើ
column-persons = ចំនួនមនុស្ស
column-children = ក្នុងនោះកុមារ
column-logged = ថ្ងៃកត់ត្រា
column-received = ថ្ងៃទទួល
column-due = ថ្ងៃដល់កំណត់
column-since = ថ្ងៃចូលស្ថានភាពនេះ
column-urgency = កម្រិតបន្ទាន់
column-needed-by = ត្រូវការចម្លើយត្រឹមថ្ងៃ
column-first-due = កាលកំណត់មុនពន្យារ
column-channel = មាគ៌ា
column-letter = លេខលិខិតស្នើសុំ
column-letter-day = កាលបរិច្ឆេទលិខិតស្នើសុំ
column-missing = ព័ត៌មាននៅខ្វះ
column-result = លទ្ធផល
column-confirmed = ចំនួនមនុស្សបានបញ្ជាក់
column-answer-letter = លេខលិខិតចម្លើយ
column-grounds = មូលហេតុបដិសេធ
column-refusal-letter = លេខលិខិតបដិសេធ
column-withdrawal = ហេតុផលដកសំណើ

error-unknown-disclosure = គ្មានការបញ្ចេញព័ត៌មានដែលមានលេខនោះទេ។ /ledger បង្ហាញទាំងអស់
error-disclosure-granted = ភាគីម្ខាងទៀតបានយល់ព្រមលើការបញ្ចេញព័ត៌មានដូចគ្នានេះរួចហើយ៖ { $code }។ គ្មានអ្វីត្រូវបានស្នើទេ។
error-consent-outstanding = ភាគីម្ខាងទៀតមិនទាន់បានយល់ព្រមលើ { $code } ទេ។ គ្មានអ្វីត្រូវបានធ្វើទេ។
error-consent-not-given = { $code } មិនបានទទួលការយល់ព្រមទេ។ គ្មានអ្វីត្រូវបានធ្វើទេ។
error-consent-expired = ការយល់ព្រម { $code } បានផុតនៅ{ $last }។ គ្មានអ្វីត្រូវបានធ្វើទេ។
error-consent-withdrawn = ការយល់ព្រម { $code } ត្រូវបានដកវិញ៖ { $at }។ គ្មានអ្វីត្រូវបានធ្វើទេ។
error-not-your-disclosure = ការយល់ព្រម { $code } ផ្តល់ជូនភាគីម្ខាងទៀត។ គ្មានអ្វីត្រូវបាននាំចេញទេ។
error-not-your-consent = ការយល់ព្រម { $code } ជារបស់ភាគីម្ខាងទៀត ហើយមានតែភាគីនោះទេដែលអាចដកវិញ។ គ្មានអ្វីត្រូវបានកែប្រែទេ។
error-other-third-party = ការយល់ព្រម { $code } សម្រាប់ភាគីទីបីផ្សេង៖ { $third }។ គ្មានអ្វីត្រូវបាននាំចេញទេ។
error-other-item = ការយល់ព្រម { $code } សម្រាប់តែករណី { $item }។ គ្មានអ្វីត្រូវបាននាំចេញទេ។
error-other-scope = វិសាលភាពនៃការយល់ព្រម { $code } មានតែប្រភេទ ស្ថានភាព ចំនួន និងកាលបរិច្ឆេទ។ គ្មានអ្វីត្រូវបាននាំចេញទេ។
error-export-empty = គ្មានករណីសម្រាប់ដាក់ក្នុងឯកសារទេ។ គ្មានឯកសារត្រូវបានបង្កើតទេ។
error-export-too-many = មានករណី { $total } លើសពី { $most } ក្នុងមួយឯកសារ។ សូមបន្ថែមឆ្នាំ ឧទាហរណ៍៖ /export own 2026
