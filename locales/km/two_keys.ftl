# អ្វីដែលត្រូវព្រមព្រៀងដោយភាគីទាំងពីរ និងការពន្យារពេលនៃករណី
button-extend = ស្នើពន្យារពេល
button-extension-agree = ✓ យល់ព្រមពន្យារពេល
button-extension-decline = មិនយល់ព្រមពន្យារពេល
button-extension-withdraw = ដកការស្នើពន្យារពេល

extension-reason-information-awaited = កំពុងរង់ចាំព័ត៌មាន
extension-reason-many-persons = ពាក់ព័ន្ធនឹងមនុស្សច្រើន
extension-reason-court = តុលាការកំពុងចាត់ការ
extension-reason-holidays = ថ្ងៃឈប់សម្រាកសាធារណៈ
extension-reason-other-channel = កំពុងដោះស្រាយតាមមាគ៌ាផ្សេង

extend-until = <b>តើស្នើពន្យារពេលសម្រាប់ { $reference } ដល់ថ្ងៃណា?</b>
    បច្ចុប្បន្ន កាលកំណត់គឺ{ $due }។ សូមចុចលើថ្ងៃមួយ ឬសរសេរកាលបរិច្ឆេទ ឧទាហរណ៍ ១៥ មីនា ២០២៦។
extend-why = <b>តើស្នើពន្យារពេលសម្រាប់ { $reference } ដល់{ $due } ដោយហេតុផលអ្វី?</b>
    ភាគីម្ខាងទៀតនឹងត្រូវបានសួរភ្លាមក្រោយពេលលោកអ្នកជ្រើស។ កាលកំណត់ប្តូរតែពេលភាគីនោះយល់ព្រម។

case-extended = ភាគីទាំងពីរបានព្រមព្រៀងពន្យារពេលពី{ $first } ដល់{ $due }។
case-extension-proposed = <b>ភាគី{ $party }ស្នើពន្យារពេលពី{ $first } ដល់{ $due }។</b> ហេតុផល៖ { $reason }។ កាលកំណត់នៅដដែលរហូតដល់ភាគីម្ខាងទៀតយល់ព្រម។ រង់ចាំចម្លើយដល់{ $ends }។ លេខ { $code }
explain-extended = ភាគីទាំងពីរបានព្រមព្រៀងពន្យារពេលពី{ $first } ដល់{ $due }។

action-extend = ការពន្យារពេលព្រមព្រៀងដោយភាគីទាំងពីរ
recorded-extend = { $reference }៖ កាលកំណត់ត្រូវបានពន្យារ។
recorded-extension-proposed = { $reference }៖ បានស្នើពន្យារពេលទៅភាគីម្ខាងទៀត។ កាលកំណត់នៅដដែលរហូតដល់ភាគីនោះយល់ព្រម។
recorded-extension-agree = { $reference }៖ បានយល់ព្រម កាលកំណត់ត្រូវបានពន្យារ។
recorded-extension-decline = { $reference }៖ បានកត់ត្រាថាមិនយល់ព្រមពន្យារពេល។ កាលកំណត់នៅដដែល។
recorded-extension-withdraw = { $reference }៖ ការស្នើពន្យារពេលត្រូវបានដកវិញ។ កាលកំណត់នៅដដែល។

notice-extend = { $reference }៖ ភាគីទាំងពីរបានព្រមព្រៀងពន្យារពេល។
notice-extension-proposed = 📆 { $reference }៖ ភាគីម្ខាងទៀតស្នើពន្យារពេលដល់{ $due }។ សូមយល់ព្រម ឬមិនយល់ព្រម។
notice-extension-declined = { $reference }៖ ភាគីម្ខាងទៀតមិនយល់ព្រមពន្យារពេលទេ។ កាលកំណត់នៅដដែល។
notice-extension-withdrawn = { $reference }៖ ភាគីម្ខាងទៀតបានដកការស្នើពន្យារពេលវិញ។ កាលកំណត់នៅដដែល។
notice-extension-expired = ⏱ { $reference }៖ ការស្នើពន្យារពេលមិនបានទទួលចម្លើយទាន់ពេលទេ។ កាលកំណត់នៅដដែល។

error-extension-passed = ថ្ងៃដែលបានស្នើ ({ $due }) បានកន្លងហើយ មិនអាចយល់ព្រមបានទៀតទេ។ សូមស្នើថ្ងៃក្រោយ។ គ្មានអ្វីត្រូវបានកែប្រែទេ។
error-unknown-approval = គ្មានការស្នើដែលមានលេខនោះនៅទីនេះទេ។ គ្មានអ្វីត្រូវបានកែប្រែទេ។ ខាងក្រោមជាអ្វីដែលកំពុងរង់ចាំចម្លើយ។
error-approval-pending = មានការស្នើកំពុងរង់ចាំចម្លើយរួចហើយ៖ { $code }។ គ្មានអ្វីត្រូវបានស្នើបន្ថែមទេ។
error-approval-ended = { $code } លែងមានសុពលភាពហើយ។ គ្មានអ្វីត្រូវបានកែប្រែទេ។ ខាងក្រោមជាស្ថានភាពបច្ចុប្បន្ន។
error-already-decided = បានកត់ត្រារួចហើយសម្រាប់ { $code }៖ { $at }។
error-decided-by-colleague = មន្ត្រីម្នាក់ទៀតបានកត់ត្រាមុន ({ $at })។ អ្វីដែលលោកអ្នកបានជ្រើស មិនត្រូវបានកត់ត្រាទេ។
error-own-approval = ភាគីរបស់លោកអ្នកបានស្នើ { $code }។ ភាគីម្ខាងទៀតត្រូវយល់ព្រម។
error-other-partys-approval = ភាគីម្ខាងទៀតបានស្នើ { $code } ហើយមានតែភាគីនោះទេដែលអាចដកវិញ។ លោកអ្នកអាចយល់ព្រម ឬមិនយល់ព្រម។
error-no-approver = ចំណុចនេះត្រូវព្រមព្រៀងដោយភាគីទាំងពីរ ប៉ុន្តែភាគី{ $party }មិនទាន់មានអ្នកដែលអាចយល់ព្រមក្នុងប្រព័ន្ធនេះទេ។ គ្មានអ្វីត្រូវបានស្នើទេ។

menu-keys = រង់ចាំការព្រមព្រៀង
approvals-title = <b>អ្វីដែលត្រូវព្រមព្រៀងដោយភាគីទាំងពីរ</b>
approvals-none = គ្មានអ្វីរង់ចាំទេ។
approval-line = { $code } ស្នើដោយភាគី{ $party }៖ { $matter }។ រង់ចាំចម្លើយដល់{ $ends }
approval-title = <b>{ $code }</b> ស្នើដោយភាគី{ $party }៖
approval-extension = { $reference }៖ កាលកំណត់ { $before } → { $after }
approval-open = មានប្រសិទ្ធភាពពេលភាគីទាំងពីរព្រមព្រៀង។ រង់ចាំចម្លើយដល់{ $ends }។
approval-agreed = { $who } បានយល់ព្រមនៅ{ $at }៖ មានប្រសិទ្ធភាពហើយ។
approval-declined = { $who } មិនបានយល់ព្រមនៅ{ $at }។ អ្វីដែលមានស្រាប់នៅដដែល។
approval-withdrawn = { $who } បានដកវិញនៅ{ $at }។ អ្វីដែលមានស្រាប់នៅដដែល។
approval-expired = មិនបានទទួលចម្លើយទាន់ពេល ({ $at })។ អ្វីដែលមានស្រាប់នៅដដែល។
approval-by = { $name }
button-open-approval = បើក { $code }
button-approval-agree = ✓ យល់ព្រម
button-approval-decline = មិនយល់ព្រម
button-approval-withdraw = ដកការស្នើវិញ
recorded-approval-agree = បានយល់ព្រម៖ { $code } មានប្រសិទ្ធភាពចាប់ពីពេលនេះ។
recorded-approval-decline = បានកត់ត្រាថាមិនយល់ព្រម { $code }។ អ្វីដែលមានស្រាប់នៅដដែល។
recorded-approval-withdraw = { $code } ត្រូវបានដកវិញ។ អ្វីដែលមានស្រាប់នៅដដែល។
notice-approval-proposed = 🔑 { $code }៖ ភាគីម្ខាងទៀតស្នើ៖ { $matter }។ សូមយល់ព្រម ឬមិនយល់ព្រម។
notice-approval-agreed = { $code }៖ ភាគីទាំងពីរបានព្រមព្រៀង៖ { $matter }។ មានប្រសិទ្ធភាពចាប់ពីពេលនេះ។
notice-approval-declined = { $code }៖ ភាគីម្ខាងទៀតមិនយល់ព្រម៖ { $matter }។ អ្វីដែលមានស្រាប់នៅដដែល។
notice-approval-withdrawn = { $code }៖ ភាគីម្ខាងទៀតបានដកការស្នើវិញ៖ { $matter }។ អ្វីដែលមានស្រាប់នៅដដែល។
notice-approval-expired = ⏱ { $code } មិនបានទទួលចម្លើយទាន់ពេល៖ { $matter }។ អ្វីដែលមានស្រាប់នៅដដែល។
