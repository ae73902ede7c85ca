# ការកំណត់៖ អ្វីដែលអ្នកគ្រប់គ្រងប្រព័ន្ធកំណត់សម្រាប់ភាគីខ្លួន និងអ្វីដែលភាគីទាំងពីរកំណត់រួមគ្នា
settings-title = <b>ការកំណត់</b>
    ភាគីនីមួយៗកំណត់ម៉ោងធ្វើការ និងសារដោយខ្លួនឯង។ ការកំណត់ផ្សេងទៀតចងភាគីទាំងពីរ ហើយកែប្រែបានតែពេលភាគីទាំងពីរព្រមព្រៀង។
settings-own = របស់ភាគី{ $own_party }៖ ភាគីនេះអាចកែប្រែដោយខ្លួនឯង។
settings-shared = របស់ភាគីទាំងពីរ៖ ការកែប្រែមានប្រសិទ្ធភាព ពេលភាគីទាំងពីរព្រមព្រៀង។

setting-group-hours = ម៉ោងធ្វើការ
setting-group-messages = សារ
setting-group-clock = វិធានកាលកំណត់
setting-group-reminders = ការរំលឹកអំពីករណី
setting-group-important = កិច្ចការដែលគ្មានអ្នកធ្វើ
setting-group-urgent = សំណើបន្ទាន់
setting-group-emergency = ករណីអាសន្ន
setting-group-meetings = កិច្ចប្រជុំ
setting-group-plan = ផែនការសកម្មភាព
setting-group-keys = ការព្រមព្រៀងរបស់ភាគីទាំងពីរ

setting-working-days = ថ្ងៃធ្វើការក្នុងសប្តាហ៍
setting-quiet-hours = ម៉ោងផ្អាកការជូនដំណឹង
setting-digest-time = ម៉ោងផ្ញើរបាយការណ៍សង្ខេប
setting-digest-day = ថ្ងៃផ្ញើរបាយការណ៍ប្រចាំសប្តាហ៍
setting-message-hours = រយៈពេលរក្សាសារក្នុងការសន្ទនា
setting-note-minutes = រយៈពេលបើកកំណត់ចំណាំ
setting-near-days = ផ្ញើសារដាច់ដោយឡែក មុនកាលកំណត់
setting-own-messages = សារដាច់ដោយឡែក ច្រើនបំផុតក្នុងមួយព្រឹក
setting-rule-days = ចំនួនថ្ងៃសម្រាប់ចម្លើយ
setting-rule-unit = ថ្ងៃដែលត្រូវរាប់
setting-rule-roll = ថ្ងៃដល់កំណត់ត្រូវថ្ងៃឈប់សម្រាក
setting-reminder-days = ការរំលឹកមុនដល់កំណត់
setting-reminder-hour = ម៉ោងរំលឹកអំពីការបញ្ចប់កិច្ចព្រមព្រៀង
    .button = ម៉ោងរំលឹក
setting-receipt-hours = មិនទាន់ទទួល៖ ជូនដំណឹងក្រោយ
setting-watch-days = សំណើរបស់ខ្លួន៖ ការរំលឹកមុនដល់កំណត់
    .button = សំណើរបស់ខ្លួន៖ កាលកំណត់
setting-watch-hours = សំណើរបស់ខ្លួន៖ គ្មានការឆ្លើយតប ក្រោយ
setting-proposal-days = ការរំលឹកមុនផុតពេលរង់ចាំការព្រមព្រៀង
setting-close-days = រំលឹកឱ្យបញ្ចប់ ចូលរួម កត់ត្រា ឬជ្រាប រៀងរាល់
setting-important-days = ការរំលឹកដែលត្រូវជ្រាប ចាប់ពី
setting-forgotten-days = មិនទាន់ចាត់ការ៖ ជូនដំណឹងក្រោយ
setting-important-deputy = កិច្ចការ៖ អ្នកជំនួសឃើញ ក្រោយ
setting-important-coordinators = កិច្ចការ៖ អ្នកសម្របសម្រួលឃើញដែរ ក្រោយ
setting-important-admins = កិច្ចការ៖ អ្នកគ្រប់គ្រងប្រព័ន្ធឃើញដែរ ក្រោយ
setting-urgent-again = បន្ទាន់ កម្រិតទី១៖ អ្នកប្រចាំការម្តងទៀត ក្រោយ
setting-urgent-deputy = បន្ទាន់ កម្រិតទី២៖ អ្នកជំនួស ក្រោយ
setting-urgent-coordinators = បន្ទាន់ កម្រិតទី៣៖ អ្នកសម្របសម្រួល ក្រោយ
setting-urgent-admins = បន្ទាន់ កម្រិតទី៤៖ អ្នកគ្រប់គ្រងប្រព័ន្ធ ក្រោយ
setting-urgent-other-side = បន្ទាន់ កម្រិតទី៥៖ អ្នកសម្របសម្រួល ភាគីស្នើសុំ ក្រោយ
    .button = បន្ទាន់ កម្រិតទី៥៖ ភាគីស្នើសុំ
setting-emergency-again = អាសន្ន កម្រិតទី១៖ អ្នកទទួលដដែលម្តងទៀត ក្រោយ
    .button = អាសន្ន កម្រិតទី១៖ អ្នកទទួលដដែល
setting-emergency-deputy = អាសន្ន កម្រិតទី២៖ អ្នកជំនួស ក្រោយ
setting-emergency-coordinators = អាសន្ន កម្រិតទី៣៖ អ្នកសម្របសម្រួល ក្រោយ
setting-emergency-admins = អាសន្ន កម្រិតទី៤៖ អ្នកគ្រប់គ្រងប្រព័ន្ធ ក្រោយ
setting-emergency-other-side = អាសន្ន កម្រិតទី៥៖ អ្នកសម្របសម្រួល នៃភាគីទាំងពីរ ក្រោយ
    .button = អាសន្ន កម្រិតទី៥៖ ភាគីទាំងពីរ
setting-emergency-daily = អាសន្ន កម្រិតទី៦៖ ម្តងទៀត រយៈពេលយូរបំផុត
    .button = អាសន្ន កម្រិតទី៦៖ ម្តងទៀត
setting-annual-month = ជូនដំណឹងអំពីការពិគ្រោះយោបល់ប្រចាំឆ្នាំ ចាប់ពី
setting-meeting-days = ការរំលឹកកិច្ចប្រជុំ (ថ្ងៃមុន)
setting-meeting-minutes = ការរំលឹកកិច្ចប្រជុំ (នាទីមុន)
setting-urgent-minutes = ការរំលឹកកិច្ចប្រជុំបន្ទាន់
setting-plan-days = ការរំលឹកសកម្មភាព
setting-plan-overdue-days = ការរំលឹកសកម្មភាពហួសកាលកំណត់ រៀងរាល់
setting-key-days = រយៈពេលរង់ចាំការព្រមព្រៀង
setting-end-days = ការរំលឹកមុនចប់កិច្ចព្រមព្រៀង

choice-calendar = ថ្ងៃតាមប្រតិទិន
choice-working = ថ្ងៃធ្វើការ
choice-none = នៅដដែល
choice-next-working-day = រំកិលទៅថ្ងៃធ្វើការបន្ទាប់

value-off = មិនកំណត់
value-counted =
    { $unit ->
        [days] { $count } ថ្ងៃ
        [hours] { $count } ម៉ោង
       *[minutes] { $count } នាទី
    }
value-list =
    { $unit ->
        [day_list] { $rungs } ថ្ងៃមុន
       *[minute_list] { $rungs } នាទីមុន
    }
value-and-that-day = { $value } និងនៅថ្ងៃនោះ
value-span = { $start } ដល់ { $end }
value-waiting = { $value } (ការកែប្រែមួយរង់ចាំការព្រមព្រៀង)
weekday-monday = ចន្ទ
weekday-tuesday = អង្គារ
weekday-wednesday = ពុធ
weekday-thursday = ព្រហស្បតិ៍
weekday-friday = សុក្រ
weekday-saturday = សៅរ៍
weekday-sunday = អាទិត្យ

setting-how =
    { $type ->
        [days] ចំនួនថ្ងៃពី { $low } ដល់ { $high }
        [hours] ចំនួនម៉ោងពី { $low } ដល់ { $high }
        [minutes] ចំនួននាទីពី { $low } ដល់ { $high }
        [number] ចំនួនពី { $low } ដល់ { $high }
        [day_list] ចំនួនថ្ងៃពី { $high } ដល់ { $low } ដោយចាប់ពីឆ្ងាយបំផុត ឧទាហរណ៍ ១៥ ៧ ៣ ១
        [minute_list] ចំនួននាទីពី { $high } ដល់ { $low } ដោយចាប់ពីឆ្ងាយបំផុត ឧទាហរណ៍ ១២០ ១៥
        [hour] ម៉ោងគត់ពី { $low } ដល់ { $high } ឧទាហរណ៍ ៩
        [time] ម៉ោងពេលព្រឹក ពី { $low } ដល់ { $high } ឧទាហរណ៍ ០៨:៣០
        [span] ម៉ោងគត់ពីរពី { $low } ដល់ { $high } ឧទាហរណ៍ ២០-៧
        [weekdays] លេខពី { $low } (ចន្ទ) ដល់ { $high } (អាទិត្យ) ឬឈ្មោះថ្ងៃ ឧទាហរណ៍ ១-៥
        [weekday] លេខពី ១ (ចន្ទ) ដល់ ៧ (អាទិត្យ) ឬឈ្មោះថ្ងៃ
        [month] ខែពី { $low } ដល់ { $high } ឬឈ្មោះខែ
       *[choice] ជម្រើសមួយខាងក្រោម
    }

setting-line = { $name }៖ <b>{ $value }</b>
setting-value = បច្ចុប្បន្ន៖ <b>{ $value }</b>
setting-default = តម្លៃដើម៖ { $value }
setting-never-set = មិនធ្លាប់កែប្រែទេ។
setting-set = កែប្រែចុងក្រោយ៖ { $at }។
setting-set-by = កែប្រែចុងក្រោយដោយ { $who } { $at }។
setting-set-both = កំណត់ចុងក្រោយ៖ ស្នើដោយ{ $proposed } យល់ព្រមដោយ{ $agreed } នៅ{ $at }។
setting-which = <b>តើជាការកំណត់មួយណា?</b>
setting-type = ដើម្បីកែប្រែ សូមសរសេរ{ $how }។
setting-again = តម្លៃនេះប្រើមិនបាន។ តម្លៃដែលអាចប្រើបាន៖ { $how }។ តម្លៃបច្ចុប្បន្ន៖ { $now }។
setting-proposed = មានសំណើកែប្រែមួយ រង់ចាំការព្រមព្រៀង៖ { $code }។
setting-change = { $name }៖ { $before } → <b>{ $after }</b>
setting-preview = <b>មិនទាន់បានកែប្រែទេ។</b> លោកអ្នករៀបនឹងកំណត់៖
setting-shared-how = ប្រព័ន្ធនឹងសុំការយល់ព្រម ពីភាគី{ $other_party }។ ស្ថានភាពនៅដដែល រហូតដល់ភាគីនោះយល់ព្រម។
button-sure-setting = ✓ កំណត់
act-setting = ការកែប្រែ «{ $name }»
button-default-setting = ត្រឡប់ទៅតម្លៃដើម
button-undo-setting = ដកការកែប្រែវិញ
setting-set-now = បានកំណត់។ { $what }
notice-own-setting = ⚙️ { $name } បានប្តូរការកំណត់។ { $change }
setting-proposed-now = បានស្នើទៅភាគី{ $other_party } លេខកូដ { $code }។ { $what }

meaning-requests = ក្នុងចំណោម { $count } ករណីដែលកំពុងដំណើរការ ម៉ោងរំលឹកនៃ { $moved } ករណីនឹងប្តូរ។ ការប្តូរដំបូង៖ { $next }។
meaning-requests-same = { $count ->
        [0] គ្មានករណីកំពុងដំណើរការទេ។
       *[other] ការរំលឹកបន្ទាប់នៃ { $count } ករណីដែលកំពុងដំណើរការ នៅដដែល។
    }
meaning-clock = { $count ->
        [0] គ្មានកាលកំណត់ឆ្លើយតប ដែលកំពុងដំណើរការទេ។
       *[other] កាលកំណត់ឆ្លើយតបនៃ { $count } ករណី មិនប្រែប្រួលទេ។
    }
meaning-clock-sent = { $count ->
        [0] វិធាននេះអនុវត្តចំពោះសំណើ ដែលទទួលចាប់ពីពេលនោះ។
       *[other] វិធាននេះអនុវត្តចំពោះសំណើ ដែលទទួលចាប់ពីពេលនោះ រួមទាំង { $count } សំណើដែលបានផ្ញើ តែមិនទាន់បានទទួល។
    }
meaning-hours = របាយការណ៍សង្ខេបបន្ទាប់៖ { $at }។ { $count ->
        [0] គ្មានដំណឹងមិនទាន់ជ្រាបទេ។
       *[other] ប្រព័ន្ធនឹងរៀបចំ { $count } ដំណឹងដែលមិនទាន់ជ្រាបឡើងវិញ។
    } កាលកំណត់នៅដដែល។
meaning-messages = ការកំណត់នេះអនុវត្តចំពោះសារចាស់ ក្នុងការសន្ទនារបស់ភាគី{ $own_party } ផងដែរ។ សារព័ត៌មានករណីថ្មីបំផុតនៅដដែល តែគ្មានខ្លឹមសារទៀតទេ។ កាលកំណត់នៅដដែល។
meaning-notes = ការកំណត់នេះអនុវត្តចំពោះកំណត់ចំណាំ ដែលបើកចាប់ពីពេលនោះ។ ប្រព័ន្ធលុបកំណត់ចំណាំដែលកំពុងបើក តាមពេលដើម។
meaning-near = { $count ->
        [0] ថ្ងៃនេះ គ្មានករណីណាជិតដល់កាលកំណត់ តាមការកំណត់នេះទេ។
       *[other] ថ្ងៃនេះ { $count } ករណីជិតដល់កាលកំណត់តាមការកំណត់នេះ។
    } { $together ->
        [yes] ប្រសិនបើដល់ក្នុងព្រឹកតែមួយ ប្រព័ន្ធដាក់ក្នុងសារតែមួយ។
       *[no] ករណីនីមួយៗមានសារដាច់ដោយឡែក។
    }
meaning-todos = ការកំណត់នេះ អនុវត្តចំពោះកិច្ចការដែលមានស្រាប់ដែរ។
meaning-escalation = ការកំណត់នេះ អនុវត្តចំពោះការជូនដំណឹងចាប់ពីពេលនោះ។ { $count ->
        [0] ភាគី{ $own_party } គ្មានដំណឹងមិនទាន់ជ្រាបទេ។
       *[other] { $count } ដំណឹងដែលភាគី{ $own_party } មិនទាន់ជ្រាប នៅតាមលំដាប់ដដែល។
    }
meaning-meetings = { $count ->
        [0] គ្មានកិច្ចប្រជុំខាងមុខទេ។ ការកែប្រែអនុវត្តចំពោះកិច្ចប្រជុំ ដែលព្រមព្រៀងក្រោយនោះ។
       *[other] ប្រព័ន្ធនឹងរៀបចំការរំលឹកនៃ { $count } កិច្ចប្រជុំខាងមុខឡើងវិញ។ ពេលវេលាប្រជុំនៅដដែល។
    }
meaning-plan = { $count ->
        [0] គ្មានសកម្មភាពមិនទាន់បញ្ចប់ទេ។ ការកែប្រែអនុវត្តចំពោះសកម្មភាពក្រោយនោះ។
       *[other] ប្រព័ន្ធនឹងរៀបចំការរំលឹកនៃ { $count } សកម្មភាពឡើងវិញ។ ថ្ងៃចុងក្រោយនៅដដែល។
    }
meaning-approvals = ការកំណត់នេះអនុវត្តចំពោះសំណើចាប់ពីពេលនោះ។ { $count ->
        [0] គ្មានសំណើរង់ចាំការព្រមព្រៀងទេ។
       *[other] { $count } សំណើដែលរង់ចាំ នៅតាមរយៈពេលដដែល។
    }
meaning-end = { $count ->
        [0] មិនមានលិខិតជូនដំណឹងបញ្ចប់ ដែលកំពុងមានអានុភាពទេ។ ការកែប្រែអនុវត្ត ចំពោះលិខិតជូនដំណឹងក្រោយនោះ។
       *[other] កិច្ចព្រមព្រៀង កំពុងស្ថិតក្នុងរយៈពេលមុនបញ្ចប់៖ ប្រព័ន្ធនឹងរៀបចំការរំលឹកឡើងវិញ ហើយថ្ងៃចុងក្រោយនៅដដែល។
    }

error-unknown-setting = គ្មានការកំណត់ឈ្មោះនោះទេ។ ទិន្នន័យនៅដដែល។ ខាងក្រោមជាការកំណត់ទាំងអស់។
error-setting-value = មិនអាចកំណត់ដូច្នេះបានទេ។ សូមសរសេរ{ $how }។
error-setting-order = ការរំលឹកត្រូវរៀបពីឆ្ងាយទៅជិត ហើយមិនត្រូវដដែលគ្នា ឧទាហរណ៍ ១៥ ៧ ៣ ១។
error-setting-never = ការរំលឹក { $days } ថ្ងៃមុន នឹងមិនមកដល់ទេ ព្រោះរយៈពេលមានតែ { $clock } ថ្ងៃ។ សូមសរសេរចំនួនតិចជាងនេះ។
error-setting-near = ភាគី{ $party }នឹងគ្មានសាររំលឹកដាច់ដោយឡែក មុនកាលកំណត់ទេ។ សូមទុកយ៉ាងតិចមួយ ក្នុងរយៈពេល { $days } ថ្ងៃមុនកាលកំណត់។
error-setting-nearest = សូមទុកការរំលឹកយ៉ាងតិចមួយ ក្នុងរយៈពេល { $count } { $unit ->
        [minutes] នាទីមុន
       *[days] ថ្ងៃមុន
    }។
error-setting-quiet = រំលឹកនៅម៉ោង { $hour } មិនបានទេ៖ ភាគី{ $party } ផ្អាកពីម៉ោង { $start } ដល់ { $end }។
error-setting-quiet-long = ម៉ោងផ្អាកការជូនដំណឹង អាចមានយ៉ាងច្រើន { $most } ម៉ោងក្នុងមួយថ្ងៃ។
error-setting-quiet-open = ម៉ោងផ្អាកការជូនដំណឹង មិនអាចរាប់បញ្ចូល ចន្លោះម៉ោង { $start } ដល់ { $end } ទេ។
error-setting-window = អ្នកសម្របសម្រួលនឹងដឹងតែក្រោយ { $span } ថ្ងៃ អំពីអ្វីដែលត្រូវជ្រាបក្នុងរយៈពេល { $days } ថ្ងៃ។
error-setting-wait = ការរំលឹកចុងក្រោយនឹងមកដល់តែក្រោយ { $hours } ម៉ោងធ្វើការ ប៉ុន្តែរយៈពេលឆ្លើយតបមានតែ { $days } ថ្ងៃ។ សូមសរសេររយៈពេលខ្លីជាង។
error-setting-emergency = ក្នុងករណីអាសន្ន គ្រប់ថ្នាក់ត្រូវដឹងក្នុងរយៈពេល { $hours } ម៉ោង។
error-setting-coordinators = ដំណឹងដែលគ្មានអ្នកជ្រាប ត្រូវរាយការណ៍ទៅអ្នកសម្របសម្រួល។ មិនអាចលុបថ្នាក់នេះបានទេ។
error-setting-no-recipient = ក្នុងករណីអាសន្ន ប្រសិនបើគ្មានអ្នកជ្រាប ត្រូវជូនដំណឹងដល់អ្នកសម្របសម្រួល អ្នកគ្រប់គ្រងប្រព័ន្ធ ឬភាគីដៃគូ។
error-setting-urgent = សំណើបន្ទាន់ដែលមិនទាន់បញ្ជាក់ថាបានទទួល ត្រូវរាយការណ៍ទៅអ្នកសម្របសម្រួល ឬអ្នកគ្រប់គ្រងប្រព័ន្ធផងដែរ។
error-setting-week = ក្នុងមួយសប្តាហ៍ត្រូវមានថ្ងៃធ្វើការយ៉ាងតិច { $least } ថ្ងៃ។
error-setting-last = ថ្នាក់ចុងក្រោយ ត្រូវទទួលដំណឹងម្តងហើយម្តងទៀត តាមរយៈពេលកំណត់។ មិនអាចលុបចេញបានទេ។
error-setting-same = បានកំណត់ដូច្នេះរួចហើយ។ ទិន្នន័យនៅដដែល។
error-setting-rejected = សំណើនេះលែងអាចអនុវត្តបាន។ ទិន្នន័យនៅដដែល។ { $why }
error-nothing-to-undo = ការកំណត់នេះមិនធ្លាប់កែប្រែ ដូច្នេះគ្មានអ្វីត្រូវដកវិញទេ។
error-not-your-party = ការកំណត់នេះជារបស់ភាគី{ $other_party } ហើយមានតែអ្នកគ្រប់គ្រងប្រព័ន្ធនៃភាគីនោះទេ ដែលអាចកែប្រែបាន។ ទិន្នន័យនៅដដែល។
