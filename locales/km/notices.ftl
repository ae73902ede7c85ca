# ការជូនដំណឹងដែលរង់ចាំការបញ្ជាក់ការទទួល និងលទ្ធផល។ ខ្លឹមសារមានក្នុង reminders.ftl
inbox-title = <b>{ $which ->
        [all] ការជូនដំណឹងដែលមិនទាន់មានអ្នកជ្រាប
       *[mine] ការជូនដំណឹងដែលលោកអ្នកមិនទាន់បានជ្រាប
    }</b> ({ $total })
inbox-line = លេខ { $code } · { $about } ពេលជូនដំណឹង៖ { $at }។
inbox-none = { $which ->
        [all] ការជូនដំណឹងទាំងអស់ បានជ្រាបហើយ។
       *[mine] លោកអ្នកបានជ្រាបការជូនដំណឹងទាំងអស់ហើយ។
    }
notices-waiting = មុននេះ សារមិនអាចទៅដល់លោកអ្នកបានទេ។ ការជូនដំណឹងចំនួន { $count } មិនទាន់បានជ្រាប។

notice-please = សូមចុច «បានជ្រាប»។
notice-ask-approve = សូមឯកភាព ឬប្រគល់ត្រឡប់។
notice-ask-key = សូមយល់ព្រម ឬមិនយល់ព្រម។
notice-ask-held = តើកិច្ចប្រជុំបានប្រព្រឹត្តទៅឬទេ?
notice-ask-accept = សូមឆ្លើយតប។
notice-ask-status = សូមរាយការណ៍អំពីដំណើរការ។
notice-ask-agree = សូមយល់ស្រប ឬជំទាស់។
notice-ask-answer = សូមឆ្លើយម្តងទៀត កាលកំណត់នៅដដែល។
notice-ask-close = សូមពិនិត្យលទ្ធផល រួចបញ្ចប់ករណី។
notice-ask-supply = សូមផ្ញើព័ត៌មានតាមលិខិតផ្លូវការ រួចកត់ត្រាលេខលិខិត។
notice-ask-extend = សូមយល់ព្រម ឬមិនយល់ព្រម។
notice-ask-safety = សូមឯកភាព ឬលើកពេលវិលត្រឡប់។
notice-ask-assign = សូមទទួលបន្ទុក ឬបដិសេធ។
notice-ask-receive = សូមបញ្ជាក់ថ្ងៃដែលបានទទួល។
ack-which = មានការជូនដំណឹងច្រើនមិនទាន់បានជ្រាប។ សូមជ្រើសរើសមួយ។
recorded-ack = បានសម្គាល់ថាបានជ្រាប។
recorded-taken = សហការីឃើញថាលោកអ្នកកំពុងចាត់ការ។ កិច្ចការនេះនៅតែត្រូវអនុវត្ត។
notice-done = ✓ { $who } បានអនុវត្តរួចនៅ{ $at }។
notice-acknowledged = ✓ { $who } បានជ្រាបនៅ{ $at }។
notice-for-others = ⚠️ { $about } រង់ចាំចម្លើយពី{ $party }។ { $names } អាចផ្តល់ចម្លើយបាន។
notice-taken-by = 👤 { $who } កំពុងចាត់ការ តាំងពី { $at }។
notice-settled = ចាប់ពី{ $at } លែងមានអ្វីត្រូវធ្វើចំពោះការជូនដំណឹងនេះទៀតហើយ។
notice-late = ⏱ ការជូនដំណឹងនេះមកយឺត { $days ->
        [0] { $hours ->
            [0] { $minutes } នាទី
           *[other] { $hours } ម៉ោង { $minutes } នាទី
        }
       *[other] { $days } ថ្ងៃ { $hours } ម៉ោង
    } ព្រោះប្រព័ន្ធមិនបានដំណើរការ។ គ្មាននរណាម្នាក់ត្រូវទទួលខុសត្រូវចំពោះរយៈពេលនោះទេ។
notice-after-outage = ⏱ ប្រព័ន្ធមិនបានដំណើរការចាប់ពី{ $start } ដល់{ $end }។ ប្រសិនបើលោកអ្នកបានចុចប៊ូតុងក្នុងអំឡុងពេលនោះ សូមចុចម្តងទៀត។
notice-of-other = ភាគី{ $party }មិនទាន់បានជ្រាបការជូនដំណឹងនេះទេ៖ «{ $about }»

escalation-again = ជូនដំណឹងម្តងទៀត៖ ចាប់តាំងពី{ $since } មិនទាន់មាន{ $asks ->
        [no] អ្នកបានជ្រាប
       *[yes] ចម្លើយ
    }ទេ។
escalation-deputy = ជូនដំណឹងដល់លោកអ្នកក្នុងតួនាទីជាអ្នកជំនួស៖ ចាប់តាំងពី{ $since } មិនទាន់មាន{ $asks ->
        [no] អ្នកបានជ្រាប
       *[yes] ចម្លើយ
    }ទេ។
escalation-coordinators = ជូនដំណឹងដល់លោកអ្នកក្នុងតួនាទីជាអ្នកសម្របសម្រួល៖ ចាប់តាំងពី{ $since } មិនទាន់មាន{ $asks ->
        [no] អ្នកបានជ្រាប
       *[yes] ចម្លើយ
    }ទេ។
escalation-admins = ជូនដំណឹងដល់លោកអ្នកក្នុងតួនាទីជាអ្នកគ្រប់គ្រង៖ ចាប់តាំងពី{ $since } មិនទាន់មានមន្ត្រីណានៃភាគីរបស់លោកអ្នក{ $asks ->
        [no] បានជ្រាប
       *[yes] ឆ្លើយតប
    }ទេ។
escalation-daily = ជូនដំណឹងរៀងរាល់ថ្ងៃ៖ ចាប់តាំងពី{ $since } មិនទាន់មាន{ $asks ->
        [no] អ្នកបានជ្រាប
       *[yes] ចម្លើយ
    }ទេ។

notice-status-suspended = សិទ្ធិរបស់ { $name } ({ $agency }) ត្រូវបានផ្អាកដោយអ្នកគ្រប់គ្រង។
notice-status-removed = { $name } ({ $agency }) ត្រូវបានដកចេញពីប្រព័ន្ធដោយអ្នកគ្រប់គ្រង។
notice-status-active = { $name } ({ $agency }) អាចប្រើប្រព័ន្ធនេះឡើងវិញបានហើយ។
notice-unreachable = ⚠️ មិនអាចទាក់ទង { $name } ({ $agency }) បានទេ៖ Telegram លែងអាចបញ្ជូនសារទៅដល់។ សូមទាក់ទងតាមទូរស័ព្ទ ហើយពិនិត្យថាមន្ត្រីណានឹងទទួលបន្ទុកបន្ត។

menu-inbox = ការជូនដំណឹង
button-acknowledge = ✓ បានជ្រាប
button-details = ព័ត៌មានលម្អិត
record-changed = បានផ្លាស់ប្តូរនៅ{ $at }។
record-changed-by = { $who } បានផ្លាស់ប្តូរនៅ{ $at }។
record-changed-by-other = ភាគី{ $party } ({ $role }) បានផ្លាស់ប្តូរនៅ{ $at }។
button-open-notice = បើកលេខ { $code }
button-inbox-all = ទាំងអស់របស់ភាគី
button-inbox-mine = តែរបស់ខ្ញុំ

error-unknown-notice = គ្មានការជូនដំណឹងនេះទេ។ ការជូនដំណឹងដែលមិនទាន់បានជ្រាប មានក្នុង /inbox។
error-not-your-notice = មានតែអ្នកដែលបានទទួលការជូនដំណឹងនេះ ឬអ្នកសម្របសម្រួលនៃភាគីតែមួយប៉ុណ្ណោះ ដែលអាចសម្គាល់ថាបានជ្រាប។
error-nothing-to-acknowledge = ការជូនដំណឹងនេះលែងមានអ្វីត្រូវធ្វើទៀតហើយ។
error-already-acknowledged = ការជូនដំណឹងនេះបានសម្គាល់ថាបានជ្រាបហើយ នៅ{ $at }។

delivery-queued = ប្រព័ន្ធនឹងជូនដំណឹងដល់ភាគី{ $party }នៅ{ $at }។
delivery-sent = បានជូនដំណឹងដល់ភាគី{ $party }ចំនួន { $count } នាក់នៅ{ $at } តែមិនទាន់បានជ្រាបទេ។
delivery-seen = ភាគី{ $party } ({ $role }) បានជ្រាបនៅ{ $at }។
