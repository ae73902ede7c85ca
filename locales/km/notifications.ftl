# ការជូនដំណឹងដែលមិនទាន់ជ្រាប និងលទ្ធផល។ ខ្លឹមសារមានក្នុង reminders.ftl
inbox-title = <b>{ $which ->
        [all] ដំណឹងដែលភាគី{ $own_party } មិនទាន់ជ្រាប
       *[mine] ដំណឹងដែលលោកអ្នកមិនទាន់ជ្រាប
    }</b> ({ $total })
inbox-line = { $code }{ $lettered ->
        [yes] {" "}· { $letter }
       *[no] {""}
    } · { $about } · { $at }
inbox-none = { $which ->
        [all] ភាគី{ $own_party }បានជ្រាបដំណឹងទាំងអស់ហើយ។
       *[mine] លោកអ្នកបានជ្រាបដំណឹងទាំងអស់ហើយ។
    }
notices-waiting = 📨 មុននេះ សារមិនអាចទៅដល់លោកអ្នកបានទេ។ នៅមាន { $count } ដំណឹងមិនទាន់ជ្រាប។
notices-waiting-urgent = ⚠️ កិច្ចការបន្ទាន់ ដែលនៅរង់ចាំចំណាត់ការ៖

notice-ask-approve = សូមឯកភាព ឬប្រគល់ត្រឡប់។
notice-ask-approval = សូមយល់ព្រម ឬមិនយល់ព្រម។
notice-ask-held = តើកិច្ចប្រជុំបានប្រព្រឹត្តទៅឬទេ?
notice-ask-attend = សូមបញ្ជាក់ថាលោកអ្នកចូលរួមឬទេ។
notice-ask-emergency = ប្រសិនបើនៅតែចាំបាច់ សូមស្នើម្តងទៀត។
notice-ask-accept = សូមឆ្លើយតប។
notice-ask-status = សូម{ $kind ->
        [unheard] សួរវឌ្ឍនភាព។
       *[other] រាយការណ៍វឌ្ឍនភាព។
    }
notice-ask-agree = សូមយល់ស្រប ឬជំទាស់។
notice-ask-answer = សូមឆ្លើយតបត្រឹមកាលកំណត់។
notice-ask-close = សូមពិនិត្យលទ្ធផល រួចបញ្ចប់ករណី។
notice-ask-supply = សូមផ្ញើព័ត៌មានតាមលិខិតផ្លូវការ រួចកត់ត្រាលេខលិខិត។
notice-ask-extend = សូមយល់ព្រម ឬមិនយល់ព្រម។
notice-ask-safety = សូមឯកភាព ឬលើកពេលវិលត្រឡប់។
notice-ask-safety-answer = សូមឆ្លើយចំណុចដែលនៅសល់ ក្នុងការពិនិត្យសុវត្ថិភាព។
notice-ask-assign = សូមទទួលយក ឬមិនទទួលយកករណីនេះ។
notice-ask-receive = សូមបញ្ជាក់ថ្ងៃទទួលសំណើ។
ack-which = មានដំណឹងច្រើនដែលមិនទាន់ជ្រាប។ សូមជ្រើសរើសមួយ។
recorded-ack = បានកត់ត្រាថា ភាគី{ $own_party }បានជ្រាបដំណឹងនេះហើយ។
recorded-taken = មន្ត្រីរួមការងារឃើញថា លោកអ្នកកំពុងចាត់ការ។ កិច្ចការនេះនៅបន្ត រហូតដល់ធ្វើរួច។
notice-done = ✓ { $who } បានអនុវត្តរួចនៅ{ $at }។
notice-acknowledged = ✓ { $who } បានជ្រាបនៅ{ $at }។
notice-for-others = ⚠️ { $about } រង់ចាំ{ $asks ->
        [approval] ការឯកភាព
        [receive] ការបញ្ជាក់ថាបានទទួល
       *[other] ចម្លើយ
    }ពីភាគី{ $party }។ { $able ->
        [no] បច្ចុប្បន្ន គ្មានអ្នកអាចចាត់ការក្នុងប្រព័ន្ធទេ។
       *[yes] { $names } អាចចាត់ការបាន។
    }
notice-taken-by = 👤 { $who } កំពុងចាត់ការ។
notice-settled = ចាប់ពី{ $at } លែងមានអ្វីត្រូវធ្វើចំពោះដំណឹងនេះទៀតហើយ។
notice-late = ⏱ ដំណឹងនេះមកយឺត { $days ->
        [0] { $hours ->
            [0] { $minutes } នាទី
           *[other] { $hours } ម៉ោង { $minutes } នាទី
        }
       *[other] { $days } ថ្ងៃ { $hours } ម៉ោង
    } ព្រោះប្រព័ន្ធបានផ្អាក។ មិនមែនជាកំហុសរបស់មន្ត្រីណាទេ។
notice-after-outage = ⏱ ប្រព័ន្ធបានផ្អាកចាប់ពី{ $start } ដល់{ $end }។ ប្រសិនបើលោកអ្នកបានចុចប៊ូតុងក្នុងពេលនោះ សូមចុចម្តងទៀត។
notice-of-other = ⏱ គិតត្រឹម{ $at } ភាគី{ $party }មិនទាន់បាន{ $asks ->
        [no] ជ្រាបដំណឹងនេះ
        [receive] បញ្ជាក់ថាបានទទួលសំណើនេះ
       *[other] ឆ្លើយតបដំណឹងនេះ
    }ទេ៖ «{ $about }»
notice-of-unreachable = ⚠️ គិតត្រឹម{ $at } ប្រព័ន្ធមិនអាចទាក់ទងជនបង្គោល ឬអ្នកសម្របសម្រួលនៃភាគី{ $party }បានទេ៖ «{ $about }» ត្រូវទាក់ទងតាមទូរស័ព្ទទៅ{ $authority }។

escalation =
    { $step ->
        [again] ជូនដំណឹងម្តងទៀត៖{" "}
        [deputy] ជូនដំណឹងលោកអ្នក ក្នុងឋានៈអ្នកជំនួស៖{" "}
        [coordinators] ជូនដំណឹងលោកអ្នក ក្នុងឋានៈអ្នកសម្របសម្រួល៖{" "}
        [admins] ជូនដំណឹងលោកអ្នក ក្នុងឋានៈអ្នកគ្រប់គ្រងប្រព័ន្ធ៖{" "}
        [daily] រំលឹកបន្ត៖{" "}
       *[step] {""}
    }ចាប់តាំងពី{ $since } { $step ->
        [admins] ភាគី{ $own_party }{" "}
       *[step] {""}
    }មិនទាន់មាន{ $asks ->
        [no] អ្នកជ្រាប
        [approval] ការឯកភាព
        [receive] ការបញ្ជាក់ថាបានទទួល
       *[other] ចម្លើយ
    }ទេ។

notice-status-suspended = ⛔ អ្នកគ្រប់គ្រងប្រព័ន្ធបានផ្អាកសិទ្ធិរបស់ { $name } ({ $agency })។
notice-status-removed = ⛔ អ្នកគ្រប់គ្រងប្រព័ន្ធបានដក { $name } ({ $agency }) ចេញពីប្រព័ន្ធ។
notice-status-active = ✓ { $name } ({ $agency }) អាចប្រើប្រព័ន្ធនេះឡើងវិញបានហើយ។
notice-unreachable = ⚠️ មិនអាចទាក់ទង { $name } ({ $agency }) បានទេ៖ Telegram លែងបញ្ជូនសារទៅដល់។ សូមទាក់ទងតាមទូរស័ព្ទ ហើយពិនិត្យថាមន្ត្រីណាទទួលបន្ទុកបន្ត។

button-acknowledge = ✓ បានជ្រាប
button-details = ព័ត៌មានលម្អិត
record-changed = មានការផ្លាស់ប្តូរនៅ{ $at }។
record-changed-by = { $who } បានចាត់ការនៅ{ $at }។
button-inbox-all = ទាំងអស់របស់ភាគី
button-inbox-mine = តែរបស់ខ្ញុំ

error-not-your-notice = មានតែអ្នកដែលទទួលដំណឹងនេះ ឬអ្នកសម្របសម្រួលនៃភាគី{ $own_party } ដែលអាចសម្គាល់ថាបានជ្រាប។
error-nothing-to-acknowledge = ដំណឹងនេះលែងមានអ្វីត្រូវធ្វើទៀតហើយ។

delivery-queued = ការជូនដំណឹងភាគី{ $party }៖ ចាប់ពី{ $at } { $why ->
        [night] ព្រោះបានផ្ញើក្រៅម៉ោងធ្វើការនៅទីនោះ
        [day-off] ព្រោះបានផ្ញើក្នុងថ្ងៃឈប់សម្រាកនៅទីនោះ
       *[sending] កំពុងផ្ញើ
    }។
delivery-unreachable = បច្ចុប្បន្ន Telegram មិនអាចផ្ញើដល់ជនបង្គោល ឬអ្នកសម្របសម្រួលនៃភាគី{ $party }បានទេ។{ $urgent ->
        [no] {""}
       *[yes] {" "}សូមទាក់ទងតាមទូរស័ព្ទទៅ{ $authority }។
    }
delivery-sent = { $later ->
        [no] បានជូនដំណឹងដល់មន្ត្រី { $count } នាក់នៃភាគី{ $party } នៅ{ $at }
       *[yes] បានជូនដំណឹងដល់ភាគី{ $party } ជាលើកដំបូងនៅ{ $at } មកទល់ពេលនេះ ដល់មន្ត្រី { $count } នាក់
    }{ $asks ->
        [no] {""}
       *[yes] {""} តែមិនទាន់ជ្រាបទេ
    }។
delivery-others = មន្ត្រីផ្សេងទៀតនៃភាគី{ $party } នឹងទទួលដំណឹងនៅ{ $at }។
