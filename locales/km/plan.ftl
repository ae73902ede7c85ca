# ផែនការសកម្មភាព។ ឈ្មោះសកម្មភាពបង្ហាញតាមភាសាដែលបានផ្តល់។
-reader = អ្នកអាន
    .language = km
activity-words = { -reader.language ->
        [km] { $km }
        [zh] { $zh }
       *[en] { $en }
    }
activity-title = <b>សកម្មភាពលេខ { $number }</b>៖ { $title }
activity-lead-both = ភាគីទាំងពីរ
activity-period = { SAME($first, $last) ->
        [yes] កាលបរិច្ឆេទ៖ { $first }
       *[no] រយៈពេល៖ { $first } ដល់{ $last }
    }
activity-last = ត្រូវបញ្ចប់ត្រឹម{ $last }
activity-status = ស្ថានភាព៖ { $standing } (កត់ត្រា៖ { $at })
activity-source = សម្រេចដោយកិច្ចប្រជុំ { $code }
activity-overdue = { $state } <b>ហួសកាលកំណត់ { $days } ថ្ងៃ</b>
activity-state =
    { $state ->
        [proposed] បានកត់ត្រា រង់ចាំការព្រមព្រៀងពីភាគីទាំងពីរ
        [planned] បានគ្រោងទុក
        [under_way] កំពុងអនុវត្ត
        [done] បានបញ្ចប់
       *[dropped] ភាគីទាំងពីរបានបោះបង់
    }
activity-step =
    { $step ->
        [start] កំពុងអនុវត្ត
        [done] បានបញ្ចប់
        [approved] បានយល់ព្រម
        [move] បានប្តូរថ្ងៃចុងក្រោយ
       *[drop] បានបោះបង់
    }

plan-title =
    { $which ->
        [open] <b>ផែនការសកម្មភាព៖ នៅត្រូវអនុវត្ត { $total } សកម្មភាព</b>
       *[all] <b>ផែនការសកម្មភាព៖ ទាំងអស់ { $total } សកម្មភាព</b>
    }
plan-line = { $number }. { $title } – { $lead } ត្រឹម{ $last }៖ { $standing }

recorded-activity =
    { $action ->
        [start] បានកត់ត្រាថា សកម្មភាពលេខ { $number } កំពុងអនុវត្ត។
       *[done] បានកត់ត្រាថា សកម្មភាពលេខ { $number } បានបញ្ចប់។
    }

button-activity-start = ▶ កំពុងអនុវត្ត
button-activity-done = ✓ បានបញ្ចប់
button-open-activity = សកម្មភាពលេខ { $number }
button-plan-open = នៅត្រូវអនុវត្ត
button-plan-all = ទាំងអស់

button-activity-move = ប្តូរថ្ងៃចុងក្រោយ
button-activity-drop = ស្នើបោះបង់
activity-until = <b>តើសកម្មភាពលេខ { $number } ត្រូវបញ្ចប់ត្រឹមថ្ងៃណា?</b>
    បច្ចុប្បន្ន ត្រូវបញ្ចប់ត្រឹម{ $last }។ សូមសរសេរកាលបរិច្ឆេទ ឧទាហរណ៍ ១៥ មីនា ២០២៦។ ប្រព័ន្ធនឹងសុំការយល់ព្រម ពីភាគី{ $other_party } ភ្លាម ហើយថ្ងៃនេះប្តូរតែពេលភាគីនោះយល់ព្រម។
approval-activity-moved = សកម្មភាពលេខ { $number }៖ ត្រូវបញ្ចប់ត្រឹម { $before } → { $after }
approval-activity-dropped = សកម្មភាពលេខ { $number } (ត្រូវបញ្ចប់ត្រឹម{ $last }) → បោះបង់
button-plan-import = ស្នើផែនការតាមកំណត់ហេតុ
approval-plan = ផែនការតាមកំណត់ហេតុ៖ { $count } សកម្មភាព
approval-decision = សេចក្តីសម្រេចនៃ { $code } សកម្មភាពលេខ { $number }
approval-minutes = កំណត់ហេតុនៃ { $code }

error-activity-ended = សកម្មភាពលេខ { $number } បានបញ្ចប់រួចហើយ។ ទិន្នន័យនៅដដែល។
error-activity-not-approved = សកម្មភាពលេខ { $number } មិនទាន់មានការព្រមព្រៀងពីភាគីទាំងពីរទេ។ ទិន្នន័យនៅដដែល។
