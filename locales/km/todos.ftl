# កិច្ចការត្រូវធ្វើ សារពេលព្រឹក និងកាលកំណត់ដែលជិតដល់
today-title = <b>កិច្ចការត្រូវធ្វើ{ $count ->
        [0] {""}
       *[other] ៖ { $count } កិច្ចការ
    }</b>
today-none = បច្ចុប្បន្ន គ្មានអ្វីរង់ចាំលោកអ្នកទេ។
today-waits = សម្រាប់តាមដាន៖
todo-and-more = { $line } · និង { $count } កិច្ចការទៀត
today-taken = { $line } · { $names } កំពុងចាត់ការ
today-deferred = { $line } · នឹងរំលឹកនៅ{ $day }
today-message = <b>កិច្ចការត្រូវធ្វើ៖</b> { $parts }
today-overdue = ហួសកាលកំណត់ { $count } ករណី
today-due = ជិតដល់កាលកំណត់ { $count } ករណី ({ $count ->
        [1] {""}
       *[other] ដំបូង៖{" "}
    }{ $days ->
        [0] ថ្ងៃនេះ
        [1] ថ្ងៃស្អែក
       *[other] { $days } ថ្ងៃទៀត
    })
today-meeting = កិច្ចប្រជុំថ្ងៃ{ WEEKDAY($day) } { WITHOUT($day, "ថ្ងៃ") }
today-receive = មិនទាន់បញ្ជាក់ថាបានទទួល { $count } ករណី
today-other = មិនទាន់ដល់កំណត់ { $count } កិច្ចការ
today-unread = មិនទាន់ជ្រាប { $count } ដំណឹង
today-put-off = រំលឹកនៅថ្ងៃក្រោយ { $count } កិច្ចការ
command-today = មើលកិច្ចការត្រូវធ្វើ
    .button = កិច្ចការត្រូវធ្វើ

morning-title = <b>{ $count ->
        [0] អរុណសួស្តី។
       *[other] អរុណសួស្តី។ កិច្ចការត្រូវធ្វើ៖ { $count } កិច្ចការ
    }</b>
morning-more = នៅមាន { $count } កិច្ចការទៀត ក្នុងបញ្ជីកិច្ចការទាំងអស់។
due-title = <b>⏰ កាលកំណត់ឆ្លើយតប៖ { $count } ករណី</b>
due-please = សូម{ $act ->
        [todo-receive] បញ្ជាក់ថាបានទទួល
        [todo-safety] ឯកភាព ឬលើកពេលវិលត្រឡប់
        [todo-decide] យល់ព្រម ឬមិនយល់ព្រម
        [todo-approve] ឯកភាព ឬប្រគល់ត្រឡប់
        [todo-meeting-confirm] ឯកភាពលើសំណើប្រជុំ
       *[other] ឆ្លើយតប
    }{ $in_time ->
        [yes] {" "}ត្រឹមម៉ោង ២៤:០០ នៅ{ $place } ក្នុងថ្ងៃដល់កំណត់
       *[no] {""}
    }។
due-others = { $names } អាចធ្វើកិច្ចការនេះបាន។ សូមតាមដានឱ្យបានសម្រេច។
due-no-one = បច្ចុប្បន្នគ្មានមន្ត្រីណាអាចធ្វើកិច្ចការនេះបានទេ។ សូមអញ្ជើញមន្ត្រីដែលអាចធ្វើបាន។

todo-due = { $days ->
        [0] ដល់កំណត់ថ្ងៃនេះ
        [1] ដល់កំណត់ថ្ងៃស្អែក
       *[other] នៅសល់ { $days } ថ្ងៃ
    } ({ $day })
todo-overdue = ហួសកាលកំណត់ { $days } ថ្ងៃ ({ $day })
todo-due-off = { $due } ថ្ងៃធ្វើការចុងក្រោយមុននោះ៖ { $last }
todo-not-due = មិនទាន់មានកាលកំណត់
todo-open-for = { $days ->
        [0] ចាប់ពីថ្ងៃនេះ
       *[other] { $days } ថ្ងៃហើយ
    }
todo-request = { $reference }{ $lettered ->
        [yes] {" "}· { $letter }
       *[no] {""}
    } · { $kind }{ $urgent ->
        [yes] {" "}· បន្ទាន់
       *[no] {""}
    }
todo-receive = 📨 { $request } · មិនទាន់បញ្ជាក់ថាបានទទួល · { $due }
todo-answer = ⏰ { $request } · កាលកំណត់ឆ្លើយតប៖ { $due }
todo-assign = 👤 { $request } · រង់ចាំចាត់តាំងមន្ត្រីទទួលបន្ទុក · កាលកំណត់ឆ្លើយតប៖ { $due }
todo-take = { $request } · រង់ចាំលោកអ្នកទទួលបន្ទុកបន្ត
todo-approve = 🔑 { $act } · រង់ចាំការឯកភាព · កាលកំណត់ឆ្លើយតប៖ { $due }
todo-returned = ↩️ { $act } · បានប្រគល់ត្រឡប់៖ សូមកែ រួចផ្ញើម្តងទៀត · កាលកំណត់ឆ្លើយតប៖ { $due }
todo-review = { $request } · មានការកត់ត្រាជំនួសតាមលិខិត៖ យល់ស្រប ឬជំទាស់
todo-supply = { $request } · ត្រូវផ្តល់ព័ត៌មានបន្ថែម
todo-progress = { $request } · ភាគី{ $other_party }សួរអំពីវឌ្ឍនភាព
todo-safety = ⚠️ { $request } · ការពិនិត្យសុវត្ថិភាព៖ ត្រូវឯកភាព ឬលើកពេល · { $due }
todo-close = { $state ->
    [refused] ⛔ { $request } · ភាគី{ $other_party }បានបដិសេធ រង់ចាំបញ្ចប់ករណី ឬស្នើម្តងទៀត
   *[answered] ✅ { $request } · មានចម្លើយហើយ រង់ចាំបញ្ចប់ករណី
    }
todo-wait-approve = { $request } · រង់ចាំការឯកភាព ពីអ្នកសម្របសម្រួល · កាលកំណត់ឆ្លើយតប៖ { $due }
todo-wait-supply = { $request } · រង់ចាំព័ត៌មានបន្ថែមពីភាគី{ $other_party }
todo-wait-receipt = { $request } · ភាគី{ $other_party }មិនទាន់បញ្ជាក់ថាបានទទួល · { $due }
todo-wait-reply = { $request } · រង់ចាំចម្លើយពីភាគី{ $other_party } · { $due }
todo-wait-safety = { $request } · ការពិនិត្យសុវត្ថិភាព៖ រង់ចាំការសម្រេចពីភាគី{ $other_party } · { $due }
todo-step = 📋 { $request } · { $step } · { $due }
todo-wait-step = { $request } · ភាគី{ $other_party }៖ { $step } · { $due }
todo-decide = 🔑 { $code } · ការព្រមព្រៀងរបស់ភាគីទាំងពីរ រង់ចាំការសម្រេច៖ { $matter } · ដល់{ $ends }
todo-decide-by = 🔑 { $code } · ការព្រមព្រៀងរបស់ភាគីទាំងពីរ រង់ចាំការសម្រេច៖ { $matter } · ដល់{ $ends } · { $due }
todo-wait-decide = { $code } · ការព្រមព្រៀងរបស់ភាគីទាំងពីរ រង់ចាំការសម្រេចពីភាគី{ $other_party }៖ { $matter } · ដល់{ $ends }
todo-meeting-answer = { $code } · { $kind } · ពេលដំបូង { $first } · សំណើប្រជុំរង់ចាំចម្លើយ
todo-meeting-confirm = { $code } · { $kind } · ពេលដំបូង { $first } · សំណើប្រជុំរង់ចាំការឯកភាព ពីអ្នកសម្របសម្រួល
todo-meeting-wait = { $code } · { $kind } · ពេលដំបូង { $first } · រង់ចាំចម្លើយពីភាគី{ $other_party }
todo-meeting-back = { $code } · { $kind } · ពេលដំបូង { $first } · អ្នកសម្របសម្រួល មិនទាន់ឯកភាពលើសំណើប្រជុំ
todo-meeting-again = { $code } · { $kind } · មិនបានព្រមព្រៀងទាន់ពេល៖ ប្រសិនបើនៅតែត្រូវប្រជុំ សូមស្នើម្តងទៀត
todo-meeting-attend = { $code } · { $kind } · ថ្ងៃ{ WEEKDAY($at) } { WITHOUT(CAPITALS($at), "ថ្ងៃ") } · រង់ចាំការបញ្ជាក់ថាចូលរួមឬទេ
todo-meeting-held = { $code } · { $kind } · ត្រូវកត់ត្រាថាបានប្រជុំឬទេ
todo-meeting-disputed = { $code } · { $kind } · ភាគីទាំងពីរកត់ត្រាខុសគ្នា៖ ត្រូវកត់ត្រាឡើងវិញ ឬកំណត់ពេលថ្មី
todo-meeting-record = { $code } · { $kind } · ត្រូវកត់ត្រាសេចក្តីសម្រេច
todo-activity-due = ⏰ សកម្មភាពលេខ { $number } · បញ្ចប់នៅ{ $last }
todo-activity-overdue = ⚠️ សកម្មភាពលេខ { $number } · ហួសថ្ងៃបញ្ចប់ { $last }

button-todo-receive = បញ្ជាក់ថាបានទទួល { $reference }
button-todo-answer = ឆ្លើយតប { $reference }
button-todo-approve = បើក៖ { $act }
button-todo-assign = ចាត់តាំង { $reference }
button-todo-supply = ផ្តល់ព័ត៌មាន { $reference }
button-todo-progress = រាយការណ៍ { $reference }
button-todo-safety = ពិនិត្យសុវត្ថិភាព { $reference }
button-todo-step = ចំណាត់ការទី{ $number } { $reference }
button-todo-close = បើកចម្លើយ { $reference }
button-todo-wait = សួរអំពី { $reference }
button-today = កិច្ចការទាំងអស់
button-unread = មិនទាន់បញ្ចប់ ({ $count })
button-all-seen = បានជ្រាបទាំងអស់
button-defer = រំលឹកនៅថ្ងៃ…
button-take-todo = ខ្ញុំកំពុងចាត់ការ

all-seen = { $count ->
        [0] គ្មានដំណឹងត្រូវសម្គាល់ថាបានជ្រាបទេ។ ដំណឹងដែលត្រូវចាត់ការ នឹងបញ្ចប់នៅពេលចាត់ការរួច។
       *[other] បានជ្រាប { $count } ដំណឹង។
    }
defer-until = សូមជ្រើសរើសថ្ងៃដែលត្រូវរំលឹក។
deferred = ប្រព័ន្ធនឹងរំលឹកនៅថ្ងៃ{ WEEKDAY($day) } { WITHOUT($day, "ថ្ងៃ") }៖ { $line }
deferred-day-off = ថ្ងៃ{ WEEKDAY($day) } { WITHOUT($day, "ថ្ងៃ") } ជាថ្ងៃឈប់សម្រាក។ ប្រព័ន្ធនឹងរំលឹកនៅថ្ងៃ{ WEEKDAY($next) } { WITHOUT($next, "ថ្ងៃ") }៖ { $line }
taken = មន្ត្រីរួមការងារឃើញហើយថា លោកអ្នកកំពុងចាត់ការ៖ { $line }
error-unknown-todo = កិច្ចការនេះមិនមានក្នុងបញ្ជីទេ។ សូមមើលតាម /today។
error-not-deferred = កិច្ចការនេះបន្ទាន់ ឬដល់កំណត់ថ្ងៃនេះ ដូច្នេះមិនអាចទុករំលឹកថ្ងៃក្រោយបានទេ។ សូមចាត់ការភ្លាម ឬឱ្យមន្ត្រីផ្សេងចាត់ការ។
command-defer = រំលឹកកិច្ចការនៅថ្ងៃក្រោយ
command-take = បញ្ជាក់ថាកំពុងចាត់ការ
