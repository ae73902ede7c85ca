# ការផ្តល់ព័ត៌មានដល់ភាគីទីបី បញ្ជីកត់ត្រា និងឯកសារនាំចេញ (មាត្រា ៩)

disclosure-all-requests = ករណីទាំងអស់
disclosure-one-request = ករណី { $reference }
disclosure-scope-status = ប្រភេទ ស្ថានភាព ចំនួន និងកាលបរិច្ឆេទ
disclosure-scope-record = ព័ត៌មានទាំងអស់ដែលអាចបង្ហាញអំពីករណី
disclosure-state =
    { $state ->
        [proposed] រង់ចាំការយល់ព្រម
        [granted] បានយល់ព្រម
        [declined] មិនយល់ព្រម
        [retracted] បានដកការស្នើវិញ
        [lapsed] មិនបានឆ្លើយទាន់ពេល
        [withdrawn] បានដកការយល់ព្រមវិញ
       *[expired] ផុតសុពលភាព
    }

history-disclosure =
    { $state ->
        [proposed] ការស្នើផ្តល់ព័ត៌មាន { $code }
        [granted] ការយល់ព្រមផ្តល់ព័ត៌មាន { $code }
        [declined] ការមិនយល់ព្រមផ្តល់ព័ត៌មាន { $code }
        [retracted] ការដកសំណើផ្តល់ព័ត៌មានវិញ { $code }
        [withdrawn] ការដកការយល់ព្រមវិញ { $code }
       *[lapsed] សំណើផ្តល់ព័ត៌មានគ្មានចម្លើយទាន់ពេល { $code }
    }

disclosure-title = <b>ការផ្តល់ព័ត៌មានដល់ភាគីទីបី { $code }</b>៖ { $state }
disclosure-parties = ភាគីម្ចាស់ព័ត៌មាន៖ ភាគី{ $providing } · ភាគីផ្តល់ព័ត៌មានបន្ត៖ ភាគី{ $disclosing }
disclosure-until = រហូតដល់ចប់{ $last }
disclosure-letter = ការយល់ព្រមជាលាយលក្ខណ៍អក្សរ៖ លិខិតលេខ { $letter } ចុះ{ $day }
disclosure-standing =
    { $state ->
        [proposed] ភាគី{ $party }មិនទាន់បានយល់ព្រមទេ៖ { $proposal } រង់ចាំចម្លើយដល់{ $ends }។ ប្រសិនបើគ្មានការយល់ព្រម មិនត្រូវផ្តល់ព័ត៌មានឡើយ។
        [granted] ភាគី{ $party }បានយល់ព្រមនៅ{ $at }។
        [declined] ភាគី{ $party }មិនយល់ព្រមនៅ{ $at }។ មិនត្រូវផ្តល់ព័ត៌មានឡើយ។
        [retracted] ភាគីស្នើបានដកសំណើវិញនៅ{ $at }។ មិនត្រូវផ្តល់ព័ត៌មានឡើយ។
        [lapsed] សំណើរង់ចាំចម្លើយដល់{ $ends } ប៉ុន្តែមិនបានទទួលចម្លើយទេ។ មិនត្រូវផ្តល់ព័ត៌មានឡើយ។
        [withdrawn] ភាគី{ $party }បានដកការយល់ព្រមវិញនៅ{ $at }។ មិនត្រូវផ្តល់ព័ត៌មានទៀតឡើយ។
       *[expired] ការយល់ព្រមបានផុតសុពលភាពនៅ{ $last }។ មិនត្រូវផ្តល់ព័ត៌មានទៀតឡើយ។
    }
button-disclosure-withdraw = ដកការយល់ព្រមវិញ
recorded-disclosure-withdrawn = បានដកការយល់ព្រម { $code } វិញ ចាប់ពីពេលនេះ។ ប្រព័ន្ធជូនដំណឹងដល់ភាគី{ $other_party }។

disclosures-title = <b>ការផ្តល់ព័ត៌មានដល់ភាគីទីបី</b> (មាត្រា { $article })៖ { $total } លើក
disclosures-line = { $code } { $item } → { $third } ដល់{ $last }៖ { $state }

disclose-what = <b>តើស្នើផ្តល់ព័ត៌មានអ្វី?</b>
    សូមចុច «ករណីទាំងអស់» ឬសរសេរលេខយោងនៃករណីមួយ។ ប្រព័ន្ធនឹងសុំការយល់ព្រមពីភាគី{ $other_party }។
disclose-ask-third-party = <b>តើផ្តល់ព័ត៌មានជូនភាគីទីបីណា?</b>
    សូមជ្រើសរើសភាគីទីបី។
disclose-ask-purpose = <b>តើក្នុងគោលបំណងអ្វី?</b>
    ភាគីទីបីមិនត្រូវប្រើក្នុងគោលបំណងផ្សេងឡើយ។
disclose-ask-scope = <b>តើផ្តល់ព័ត៌មានក្នុងវិសាលភាពណា?</b>
    ប្រព័ន្ធនេះមិនផ្តល់ឈ្មោះ ឯកសារ និងកំណត់ចំណាំដល់ភាគីទីបីជាដាច់ខាត។
disclose-until = <b>តើអនុញ្ញាតឱ្យផ្តល់ព័ត៌មានរហូតដល់ថ្ងៃណា?</b>
    សូមចុចថ្ងៃ ឬសរសេរកាលបរិច្ឆេទ ឧទាហរណ៍ ៣១ ធ្នូ ២០២៦។ រាប់ទាំងថ្ងៃនោះ តាមកាលបរិច្ឆេទនៅប្រទេស{ $other_party }។
disclose-letter-day = <b>តើលិខិតយល់ព្រមរបស់ភាគី{ $other_party } ចុះថ្ងៃណា?</b>
    សូមចុច «ថ្ងៃនេះ» ឬសរសេរកាលបរិច្ឆេទ ឧទាហរណ៍ «ម្សិលមិញ»។
disclose-which-letter = <b>តើលិខិតយល់ព្រមចុះ{ $day } មានលេខអ្វី?</b>
    លោកអ្នកនឹងស្នើផ្តល់{ $item } ជូន៖ { $third }។ គោលបំណង៖ { $purpose }។ វិសាលភាព៖ { $scope }។ រហូតដល់ចប់{ $last }។
approval-disclosure = ផ្តល់{ $item } ជូន { $third } រហូតដល់{ $last } · គោលបំណង៖ { $purpose } · វិសាលភាព៖ { $scope } · លិខិតលេខ { $letter } ចុះ{ $day }
notice-disclosure-withdrawn = ⛔ ភាគី{ $party }បានដកការយល់ព្រម { $code } វិញ។ មិនត្រូវផ្តល់ព័ត៌មាន តាមការយល់ព្រមនេះទៀតឡើយ។
notice-disclosure-expired = ⏱ ការយល់ព្រមរបស់ភាគី{ $party } ក្នុង { $code } បានផុតសុពលភាព។ មិនត្រូវផ្តល់ព័ត៌មាន តាមការយល់ព្រមនេះទៀតឡើយ។

export-which = <b>នាំចេញករណី</b>
    ឯកសារសម្រាប់អាជ្ញាធររបស់ខ្លួន មិនត្រូវការការយល់ព្រមទេ។ សម្រាប់ភាគីទីបី ត្រូវមាន ការយល់ព្រមជាមុនជាលាយលក្ខណ៍អក្សរ ពីភាគី{ $other_party } (មាត្រា { $article })។
export-no-consents = បច្ចុប្បន្ន គ្មានការយល់ព្រមសម្រាប់ផ្តល់ព័ត៌មានទេ។
export-line = { $code }៖ { $item } → { $third } ដល់{ $last }
button-export = បង្កើតឯកសារ
button-export-own = សម្រាប់អាជ្ញាធររបស់ខ្លួន
button-export-under = តាម { $code }
recorded-export = ប្រព័ន្ធនឹងផ្ញើឯកសារ។ ក្នុងនោះមាន៖ { $total } ករណី។
export-title = <b>ករណីនាំចេញពីប្រព័ន្ធទំនាក់ទំនងការងារ</b>៖ { $total } ករណី
export-for-own = សម្រាប់តែ{ $authority }ប៉ុណ្ណោះ។
export-for-third = សម្រាប់៖ { $third }។ គោលបំណង៖ { $purpose }។
export-consent = ការយល់ព្រម { $code } របស់ភាគី{ $party } លើ{ $item }៖ លិខិតលេខ { $letter } ចុះ{ $day } រហូតដល់ចប់{ $last }។
export-contains =
    { $scope ->
        [status] អាចមាន៖ លេខយោង ប្រភេទសំណើ ស្ថានភាព ភាគី ចំនួនបុគ្គល និងកាលបរិច្ឆេទ។
       *[record] អាចមាន៖ លេខយោង ប្រភេទសំណើ ស្ថានភាព ភាគី ចំនួនបុគ្គល កាលបរិច្ឆេទ កម្រិតបន្ទាន់ មាគ៌ា លេខលិខិត ព្រមទាំងព័ត៌មាននៅខ្វះ លទ្ធផល មូលហេតុបដិសេធ និងហេតុផលដកសំណើវិញ តាមបញ្ជីកំណត់។
    }
export-never-contains = គ្មានជួរឈរសម្រាប់ឈ្មោះ ឯកសារ អាសយដ្ឋាន រូបថត ព័ត៌មានសុខភាព ឬកំណត់ចំណាំទេ។
export-no-other-use = ត្រូវរក្សាការសម្ងាត់ (មាត្រា { $article })៖ មិនត្រូវប្រើក្នុងគោលបំណងផ្សេង ឬផ្តល់ជូនអ្នកទទួលផ្សេងឡើយ។
export-made = បង្កើតនៅ{ $at } ដោយ{ $role }នៃភាគី{ $party }។
button-file = សំណុំឯកសារ (PDF)
recorded-file = កំពុងផ្ញើសំណុំឯកសារនៃ { $reference }។
file-title = <b>សំណុំឯកសារនៃសំណើ { $reference }</b>
file-request = សំណើ
file-due-date = កាលកំណត់
file-procedure = នីតិវិធីប្រតិបត្តិស្តង់ដារ
file-steps = ដំណើរការ និងលិខិត
file-audit-code = ពាក្យបញ្ជា «liaison audit verify --head» ជាមួយកូដសវនកម្ម បញ្ជាក់ថា កំណត់ត្រារហូតដល់ពេលនោះ មិនត្រូវគេកែប្រែទេ។ កូដសវនកម្ម៖ { $code }

field-reference = លេខយោង
field-state = ស្ថានភាព
field-requesting = ភាគីស្នើសុំ
field-requested = ភាគីទទួលសំណើ
field-logged = ថ្ងៃកត់ត្រា
field-due-on = កាលកំណត់
field-state-since = ថ្ងៃចូលស្ថានភាពនេះ
field-first-due = កាលកំណត់មុនពន្យារ
field-request-letter = លេខលិខិតស្នើសុំ
field-request-letter-day = ថ្ងៃចុះលិខិតស្នើសុំ
field-confirmed = ចំនួនបុគ្គលបានបញ្ជាក់
field-answer-letter = លេខលិខិតចម្លើយ
field-refusal-letter = លេខលិខិតបដិសេធ
field-withdrawal = ហេតុផលដកសំណើវិញ

error-disclosure-granted = ភាគី{ $other_party } បានយល់ព្រមលើការផ្តល់ព័ត៌មានដូចគ្នា រួចហើយ៖ { $code }។ ទិន្នន័យនៅដដែល។
error-not-your-disclosure = ការយល់ព្រម { $code } សម្រាប់ភាគី{ $other_party }។ មិនបាននាំចេញឯកសារទេ។
error-not-covered = ការយល់ព្រម { $code } សម្រាប់តែ{ $item } ជូន { $third }៖ { $scope }។ មិនបាននាំចេញឯកសារទេ។
error-export-empty = គ្មានករណីសម្រាប់ដាក់ក្នុងឯកសារទេ។ មិនបានបង្កើតឯកសារទេ។
error-export-too-many = មាន { $total } ករណី ប៉ុន្តែឯកសារមួយមានច្រើនបំផុត { $most } ករណី។ សូមបន្ថែមឆ្នាំ ឧទាហរណ៍៖ /export own ២០២៦
