# ផែនការសកម្មភាព។ ឈ្មោះសកម្មភាពបង្ហាញតាមភាសាដែលបានផ្តល់។
-reader = អ្នកអាន
    .language = km
activity-words = { -reader.language ->
        [km] { $km }
        [zh] { $zh }
       *[en] { $en }
    }
activity-title = <b>សកម្មភាពលេខ { $number }</b>៖ { $title }
activity-lead = ភាគីដឹកនាំ៖ { $lead }
activity-lead-both = ភាគីទាំងពីរ
activity-period = { SAME($first, $last) ->
        [yes] កាលបរិច្ឆេទ៖ { $first }
       *[no] រយៈពេល៖ { $first } ដល់{ $last }
    }
activity-last = ត្រូវបញ្ចប់ត្រឹម{ $last }
activity-status = ស្ថានភាព៖ { $standing } (កត់ត្រា៖ { $at })
activity-source = សម្រេចដោយកិច្ចប្រជុំ { $code }
activity-overdue = { $state } <b>ហួសកាលកំណត់ { $days } ថ្ងៃ</b>
activity-state-proposed = បានកត់ត្រា មិនទាន់មានការឯកភាពពីភាគីទាំងពីរ
activity-state-planned = បានគ្រោងទុក
activity-state-under-way = កំពុងអនុវត្ត
activity-state-done = បានបញ្ចប់
activity-state-dropped = ភាគីទាំងពីរបានបោះបង់

plan-title-open = <b>ផែនការសកម្មភាព៖ នៅត្រូវអនុវត្ត { $total }</b>
plan-title-all = <b>ផែនការសកម្មភាព៖ ទាំងអស់ { $total }</b>
plan-line = { $number }. { $title } – { $lead } ត្រឹម{ $last }៖ { $standing }
plan-none = គ្មានសកម្មភាពទេ។

recorded-activity-start = បានកត់ត្រាថា សកម្មភាពលេខ { $number } កំពុងអនុវត្ត។
recorded-activity-done = បានកត់ត្រាថា សកម្មភាពលេខ { $number } បានបញ្ចប់។

button-activity-start = ▶ កំពុងអនុវត្ត
button-activity-done = ✓ បានបញ្ចប់
button-open-activity = សកម្មភាពលេខ { $number }
button-plan = ផែនការសកម្មភាព
button-plan-open = នៅត្រូវអនុវត្ត
button-plan-all = ទាំងអស់
menu-plan = ផែនការសកម្មភាព

button-activity-move = ប្តូរថ្ងៃចុងក្រោយ
button-activity-drop = ស្នើបោះបង់
activity-until = <b>តើសកម្មភាពលេខ { $number } ត្រូវបញ្ចប់ត្រឹមថ្ងៃណា?</b>
    បច្ចុប្បន្នត្រូវបញ្ចប់ត្រឹម{ $last }។ សូមសរសេរកាលបរិច្ឆេទ ឧទាហរណ៍ ១៥ មីនា ២០២៦។ ភាគីម្ខាងទៀតនឹងត្រូវបានសួរភ្លាម ហើយថ្ងៃនេះប្តូរតែពេលភាគីនោះយល់ព្រម។
recorded-activity-proposed = បានស្នើទៅភាគីម្ខាងទៀត៖ { $code }។ សកម្មភាពលេខ { $number } នៅដដែលរហូតដល់ភាគីនោះយល់ព្រម។
approval-activity-moved = សកម្មភាពលេខ { $number }៖ ត្រូវបញ្ចប់ត្រឹម { $before } → { $after }
approval-activity-dropped = សកម្មភាពលេខ { $number } (ត្រូវបញ្ចប់ត្រឹម{ $last }) → បោះបង់
approval-decision = សេចក្តីសម្រេចនៃ { $code } សកម្មភាពលេខ { $number }
approval-minutes = កំណត់ហេតុនៃ { $code }
error-same-last-day = សកម្មភាពលេខ { $number } ត្រូវបញ្ចប់ត្រឹមថ្ងៃនោះរួចហើយ។


error-unknown-activity = ផែនការគ្មានសកម្មភាពលេខនេះទេ។ សកម្មភាពទាំងអស់មានក្នុង /plan
error-stale-activity = សកម្មភាពលេខ { $number } មានការផ្លាស់ប្តូរហើយ។ គ្មានអ្វីត្រូវបានកត់ត្រាទេ។ ខាងក្រោមជាស្ថានភាពបច្ចុប្បន្ន។
error-activity-recorded = សកម្មភាពលេខ { $number } ត្រូវបានកត់ត្រារួចហើយ៖ { $at }។
error-activity-ended = សកម្មភាពលេខ { $number } បានបញ្ចប់រួចហើយ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។
error-activity-not-approved = សកម្មភាពលេខ { $number } មិនទាន់មានការឯកភាពពីភាគីទាំងពីរទេ។ ទិន្នន័យនៅដដែល។
error-not-leading = សកម្មភាពលេខ { $number } ដឹកនាំដោយភាគីម្ខាងទៀត។ មានតែភាគីនោះទេដែលអាចកត់ត្រាវឌ្ឍនភាពបាន។

setup-help-import-plan = បញ្ចូលសកម្មភាពក្នុងឯកសារទៅក្នុងផែនការសកម្មភាព។ សកម្មភាពដែលមានរួចហើយ មិនត្រូវបានបញ្ចូលម្តងទៀតទេ។
setup-help-import-holidays = បញ្ចូលថ្ងៃឈប់សម្រាកពីឯកសារទៅក្នុងប្រតិទិននៃភាគីមួយ
setup-plan-imported = { $added ->
        [0] គ្មានសកម្មភាពណាត្រូវបានបញ្ចូលក្នុងផែនការទេ
       *[other] បានបញ្ចូលសកម្មភាព { $added } ក្នុងផែនការសកម្មភាព
    }{ $known ->
        [0] ។
       *[other] {" "}ហើយសកម្មភាព { $known } មានរួចហើយ។
    }
error-plan-unreadable = មិនអាចអានឯកសារផែនការសកម្មភាពបានទេ៖ { $path }។
error-plan-syntax = ឯកសារផែនការសកម្មភាពមិនមែនជា TOML ត្រឹមត្រូវទេ៖ { $path } ({ $detail })។
error-plan-missing = គ្មានសកម្មភាពណាត្រូវបានបញ្ចូលទេ៖ ឯកសារផែនការសកម្មភាពខ្វះវាល { $field }។
error-plan-unknown-field = គ្មានសកម្មភាពណាត្រូវបានបញ្ចូលទេ៖ ឯកសារផែនការសកម្មភាពមានវាលដែលមិនស្គាល់៖ { $field }។
error-plan-value = គ្មានសកម្មភាពណាត្រូវបានបញ្ចូលទេ៖ ឯកសារផែនការសកម្មភាពមានតម្លៃដែលប្រើមិនបាន៖ { $field } = { $value }។
