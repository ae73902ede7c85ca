# អ្វីដែលត្រូវព្រមព្រៀងដោយភាគីទាំងពីរ និងការពន្យារពេលនៃករណី
button-extend = ស្នើពន្យារពេល
button-extension-agree = យល់ព្រមពន្យារពេល
button-extension-decline = មិនពន្យារពេល
button-extension-withdraw = ដកសំណើពន្យារពេលវិញ

extension-reason-information-awaited = កំពុងរង់ចាំព័ត៌មាន
extension-reason-many-persons = ពាក់ព័ន្ធនឹងបុគ្គលច្រើននាក់
extension-reason-court = តុលាការកំពុងចាត់ការ
extension-reason-holidays = ថ្ងៃឈប់សម្រាកសាធារណៈ
extension-reason-other-channel = កំពុងដោះស្រាយតាមមាគ៌ាផ្សេង
extension-reason-wrong-receipt = ថ្ងៃទទួលកត់ត្រាខុស
extension-reason-verifying = ការផ្ទៀងផ្ទាត់មិនទាន់ចប់

extend-until = <b>តើស្នើពន្យារពេលសម្រាប់ { $reference } ដល់ថ្ងៃណា?</b>
    ថ្ងៃទទួលដែលបានកត់ត្រា មិនផ្លាស់ប្តូរទេ ហើយកាលកំណត់ ផ្លាស់ប្តូរបានតែដោយការពន្យារ ដែលភាគីទាំងពីរយល់ព្រម។
    កាលកំណត់បច្ចុប្បន្ន៖ { $due }។ សូមចុចថ្ងៃ ឬសរសេរកាលបរិច្ឆេទ ឧទាហរណ៍ ១៥ មីនា ២០២៦។
extend-why = <b>តើស្នើពន្យារពេលសម្រាប់ { $reference } ដល់{ $due } ដោយហេតុផលអ្វី?</b>
    ក្រោយពេលជ្រើសរើស ប្រព័ន្ធនឹងសុំការយល់ព្រម ពីភាគី{ $other_party } ភ្លាម។ កាលកំណត់ប្តូរតែពេលភាគីនោះយល់ព្រម។

request-extended = ភាគីទាំងពីរបានព្រមព្រៀងពន្យារពេលពី{ $first } ដល់{ $due }។
request-extension-proposed = <b>ភាគី{ $party }ស្នើពន្យារពេល៖ { $first } → { $due }</b> ({ $code })។ ហេតុផល៖ { $reason }។ រង់ចាំចម្លើយដល់{ $ends }។

action-extend = ការពន្យារពេលព្រមព្រៀងដោយភាគីទាំងពីរ
history-extension =
    { $state ->
        [proposed] ការស្នើពន្យារពេល
        [declined] ការមិនយល់ព្រមពន្យារពេល
        [withdrawn] ការដកសំណើពន្យារពេលវិញ
        [overtaken] សំណើពន្យារពេលលែងត្រូវការទៀត
       *[expired] សំណើពន្យារពេលគ្មានចម្លើយទាន់ពេល
    }
recorded-extension-proposed = បានស្នើពន្យារពេលទៅភាគី{ $other_party }។ កាលកំណត់នៅដដែល រហូតដល់ភាគីនោះយល់ព្រម។
recorded-extension =
    { $action ->
        [agree] បានយល់ព្រម និងពន្យារកាលកំណត់។
        [decline] បានកត់ត្រាថាមិនយល់ព្រមពន្យារពេល។ កាលកំណត់នៅដដែល។
       *[withdraw] បានដកសំណើពន្យារពេលវិញ។ កាលកំណត់នៅដដែល។
    }

notice-extend = ✓ { $reference }៖ ភាគីទាំងពីរបានព្រមព្រៀងពន្យារពេល។
extension-over = { $reference }៖ សំណើពន្យារពេល លែងរង់ចាំចម្លើយហើយ។
notice-extension-proposed = 📆 { $reference }៖ ភាគី{ $other_party }ស្នើពន្យារពេល។
notice-extension-declined = ✗ { $reference }៖ ភាគី{ $other_party } មិនយល់ព្រមពន្យារពេលទេ។ កាលកំណត់នៅដដែល។
notice-extension-withdrawn = ✗ { $reference }៖ ភាគី{ $other_party }បានដកសំណើពន្យារពេលវិញ។ កាលកំណត់នៅដដែល។
notice-extension-expired = ⏱ { $reference }៖ សំណើពន្យារពេល មិនបានទទួលចម្លើយទាន់ពេលទេ។ កាលកំណត់នៅដដែល។

error-approval-pending = មានសំណើរង់ចាំចម្លើយរួចហើយ៖ { $code }។ ទិន្នន័យនៅដដែល។
error-approval-ended = { $code } លែងរង់ចាំចម្លើយហើយ។ ទិន្នន័យនៅដដែល។ ខាងក្រោមជាស្ថានភាពបច្ចុប្បន្ន។
error-other-partys-approval = ភាគី{ $other_party }បានស្នើ { $code } ហើយមានតែភាគីនោះទេ ដែលអាចដកវិញ។ សូមយល់ព្រម ឬមិនយល់ព្រម។
error-no-approver = ត្រូវមានការព្រមព្រៀងពីភាគីទាំងពីរ ប៉ុន្តែភាគី{ $party }មិនទាន់មានមន្ត្រី ដែលអាចយល់ព្រមក្នុងប្រព័ន្ធទេ។ ទិន្នន័យនៅដដែល។

approvals-title = <b>ការព្រមព្រៀងរបស់ភាគីទាំងពីរ</b>
approval-line = { $code } ស្នើដោយភាគី{ $party }៖ { $matter }។ រង់ចាំចម្លើយដល់{ $ends }
approval-title = <b>{ $code }</b> ស្នើដោយភាគី{ $party }៖
approval-extension = { $reference }៖ កាលកំណត់ { $before } → { $after }
approval-open = រង់ចាំចម្លើយដល់{ $ends }។
approval-ended =
    { $state ->
        [agreed] { $who } បានយល់ព្រមនៅ{ $at }៖ មានប្រសិទ្ធភាពហើយ។
        [declined] { $who } មិនយល់ព្រមនៅ{ $at }។ ស្ថានភាពនៅដដែល។
        [withdrawn] { $who } បានដកវិញនៅ{ $at }។ ស្ថានភាពនៅដដែល។
       *[expired] មិនបានទទួលចម្លើយទាន់ពេល ({ $at })។ ស្ថានភាពនៅដដែល។
    }
button-approval-agree = យល់ព្រម
button-approval-decline = មិនយល់ព្រម
button-approval-withdraw = ដកការស្នើវិញ
recorded-approval =
    { $action ->
        [agree] បានយល់ព្រម៖ { $code } មានប្រសិទ្ធភាពចាប់ពីពេលនេះ។
        [decline] បានកត់ត្រាថាមិនយល់ព្រម { $code }។ ស្ថានភាពនៅដដែល។
       *[withdraw] បានដក { $code } វិញ។ ស្ថានភាពនៅដដែល។
    }
notice-approval-proposed = 🔑 { $code }៖ ភាគី{ $other_party } សុំការយល់ព្រមពីភាគី{ $own_party }។
notice-approval-agreed = ✓ { $code }៖ ភាគីទាំងពីរបានព្រមព្រៀង។
notice-approval-declined = ✗ { $code }៖ ភាគី{ $other_party } មិនយល់ព្រម។
notice-approval-withdrawn = ✗ { $code }៖ ភាគី{ $other_party }បានដកការស្នើវិញ។
notice-approval-expired = ⏱ { $code } មិនបានទទួលចម្លើយទាន់ពេល។
