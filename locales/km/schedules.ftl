# កាលវិភាគ៖ អ្វីដែលអ្នកគ្រប់គ្រងកំណត់សម្រាប់ភាគីខ្លួន និងអ្វីដែលភាគីទាំងពីរកំណត់រួមគ្នា
menu-schedules = កាលវិភាគ
schedules-title = <b>កាលវិភាគ</b>
    ម៉ោងធ្វើការ និងសារ កំណត់ដោយភាគីនីមួយៗ ហើយការកែប្រែមានប្រសិទ្ធភាពភ្លាម។ ចំណុចផ្សេងទៀតមានកាតព្វកិច្ចចំពោះភាគីទាំងពីរ ហើយកែប្រែបានលុះត្រាតែភាគីម្ខាងទៀតយល់ព្រម។
schedules-own = របស់ភាគីយើង៖ ការកែប្រែមានប្រសិទ្ធភាពភ្លាមៗ។
schedules-shared = របស់ភាគីទាំងពីរ៖ ការកែប្រែមានប្រសិទ្ធភាពពេលភាគីម្ខាងទៀតយល់ព្រម។

setting-group-hours = ម៉ោងរបស់ភាគីយើង
setting-group-messages = សាររបស់ភាគីយើង
setting-group-clock = វិធានកាលកំណត់
setting-group-reminders = ការរំលឹកអំពីករណី
setting-group-important = ការជូនដំណឹងសំខាន់
setting-group-urgent = សំណើបន្ទាន់
setting-group-emergency = ស្ថានភាពបន្ទាន់
setting-group-meetings = កិច្ចប្រជុំ
setting-group-plan = ផែនការសកម្មភាព
setting-group-keys = ការព្រមព្រៀងដោយភាគីទាំងពីរ និងកិច្ចព្រមព្រៀង

setting-working-days = ថ្ងៃធ្វើការក្នុងសប្តាហ៍
setting-quiet-hours = ម៉ោងស្ងាត់
setting-digest-time = ម៉ោងផ្ញើសេចក្តីសង្ខេប
setting-digest-day = ថ្ងៃផ្ញើសេចក្តីសង្ខេបប្រចាំសប្តាហ៍
setting-message-hours = រយៈពេលដែលសារនៅក្នុងការសន្ទនា
setting-note-minutes = រយៈពេលដែលកំណត់ចំណាំបិទសម្ងាត់ដែលបានបើកនៅក្នុងការសន្ទនា
setting-near-days = ផ្ញើសារដាច់ដោយឡែក ចាប់ពីមុនកាលកំណត់
setting-own-messages = កាលកំណត់លើសចំនួននេះ ដាក់ក្នុងសារតែមួយ
setting-rule-days = ចំនួនថ្ងៃសម្រាប់ចម្លើយ
setting-rule-unit = ថ្ងៃដែលត្រូវរាប់
setting-rule-roll = ថ្ងៃដល់កំណត់ចំថ្ងៃឈប់សម្រាក
setting-reminder-days = ការរំលឹកមុនដល់កំណត់
setting-reminder-hour = ម៉ោងរំលឹក
setting-receipt-hours = ជូនដំណឹងពេលមិនទាន់បញ្ជាក់ការទទួល ក្រោយ
setting-important-days = ការរំលឹកដែលត្រូវបញ្ជាក់ ចាប់ពីមុនដល់កំណត់
setting-forgotten-days = លើកករណីគ្មានជំហានឡើងវិញ ក្រោយ
setting-important-again = ពេលគ្មានការបញ្ជាក់ ជូនដំណឹងអ្នកដដែលម្តងទៀត ក្រោយ
setting-important-deputy = បន្ទាប់មក អ្នកជំនួស ក្រោយ
setting-important-coordinators = បន្ទាប់មក អ្នកសម្របសម្រួលរបស់យើង ក្រោយ
setting-important-admins = បន្ទាប់មក អ្នកគ្រប់គ្រងរបស់យើង ក្រោយ
setting-important-other-side = បន្ទាប់មក អ្នកសម្របសម្រួលនៃភាគីម្ខាងទៀត ក្រោយ
setting-important-daily = បន្ទាប់មក ម្តងទៀត រៀងរាល់
setting-urgent-again = មិនទាន់បញ្ជាក់ថាបានទទួល៖ ជូនដំណឹងអ្នកប្រចាំការម្តងទៀតក្រោយ
setting-urgent-deputy = បន្ទាប់មក អ្នកជំនួស ក្រោយ
setting-urgent-coordinators = បន្ទាប់មក អ្នកសម្របសម្រួលរបស់យើង ក្រោយ
setting-urgent-admins = បន្ទាប់មក អ្នកគ្រប់គ្រងរបស់យើង ក្រោយ
setting-emergency-again = ពេលគ្មានការបញ្ជាក់ ជូនដំណឹងអ្នកដដែលម្តងទៀត ក្រោយ
setting-emergency-deputy = បន្ទាប់មក អ្នកជំនួស ក្រោយ
setting-emergency-coordinators = បន្ទាប់មក អ្នកសម្របសម្រួលរបស់យើង ក្រោយ
setting-emergency-admins = បន្ទាប់មក អ្នកគ្រប់គ្រងរបស់យើង ក្រោយ
setting-emergency-other-side = បន្ទាប់មក អ្នកសម្របសម្រួលនៃភាគីម្ខាងទៀត ក្រោយ
setting-emergency-daily = បន្ទាប់មក ម្តងទៀត រៀងរាល់
setting-annual-month = ជូនដំណឹងពេលកិច្ចប្រជុំប្រចាំឆ្នាំមិនទាន់ព្រមព្រៀង ចាប់ពី
setting-meeting-days = ការរំលឹកកិច្ចប្រជុំ (ថ្ងៃមុន)
setting-meeting-minutes = ការរំលឹកកិច្ចប្រជុំ (នាទីមុន)
setting-urgent-minutes = ការរំលឹកកិច្ចប្រជុំបន្ទាន់
setting-plan-days = ការរំលឹកសកម្មភាព
setting-plan-overdue-days = ការរំលឹកសកម្មភាពហួសកាលកំណត់ រៀងរាល់
setting-key-days = រយៈពេលរង់ចាំភាគីម្ខាងទៀត
setting-end-days = ការរំលឹកមុនចប់កិច្ចព្រមព្រៀង

choice-calendar = ថ្ងៃតាមប្រតិទិន
choice-working = ថ្ងៃធ្វើការ
choice-none = នៅដដែល
choice-next-working-day = រំកិលទៅថ្ងៃធ្វើការបន្ទាប់

value-off = មិនកំណត់
value-number = { $count }
value-days = { $count } ថ្ងៃ
value-hours = { $count } ម៉ោង
value-minutes = { $count } នាទី
value-day-list = { $rungs } ថ្ងៃមុន
value-minute-list = { $rungs } នាទីមុន
value-span = { $start } ដល់ { $end }
value-weekdays = { $days }
value-month = { $month ->
        [1] មករា
        [2] កុម្ភៈ
        [3] មីនា
        [4] មេសា
        [5] ឧសភា
        [6] មិថុនា
        [7] កក្កដា
        [8] សីហា
        [9] កញ្ញា
        [10] តុលា
        [11] វិច្ឆិកា
       *[12] ធ្នូ
    }
value-waiting = { $value } (ការកែប្រែមួយកំពុងរង់ចាំភាគីម្ខាងទៀត)
answer-number = { $number }
weekday-monday = ច័ន្ទ
weekday-tuesday = អង្គារ
weekday-wednesday = ពុធ
weekday-thursday = ព្រហស្បតិ៍
weekday-friday = សុក្រ
weekday-saturday = សៅរ៍
weekday-sunday = អាទិត្យ

setting-how-days = ចំនួនថ្ងៃពី { $low } ដល់ { $high }
setting-how-hours = ចំនួនម៉ោងពី { $low } ដល់ { $high }
setting-how-minutes = ចំនួននាទីពី { $low } ដល់ { $high }
setting-how-number = ចំនួនពី { $low } ដល់ { $high }
setting-how-day-list = ចំនួនថ្ងៃពី { $high } ដល់ { $low } ដោយចាប់ពីឆ្ងាយបំផុត ឧទាហរណ៍ 15 7 3 1
setting-how-minute-list = ចំនួននាទីពី { $high } ដល់ { $low } ដោយចាប់ពីឆ្ងាយបំផុត ឧទាហរណ៍ 120 15
setting-how-hour = ម៉ោងគត់ពី { $low } ដល់ { $high } ឧទាហរណ៍ 9
setting-how-time = ម៉ោង ឧទាហរណ៍ 08:30
setting-how-span = ម៉ោងគត់ពីរពី { $low } ដល់ { $high } ឧទាហរណ៍ 20-7
setting-how-weekdays = លេខពី { $low } (ច័ន្ទ) ដល់ { $high } (អាទិត្យ) ឬឈ្មោះថ្ងៃ ឧទាហរណ៍ 1-5
setting-how-weekday = លេខពី 1 (ច័ន្ទ) ដល់ 7 (អាទិត្យ) ឬឈ្មោះថ្ងៃ
setting-how-month = ខែពី { $low } ដល់ { $high } ឬឈ្មោះខែ
setting-how-choice = ជម្រើសមួយខាងក្រោម

setting-line = { $name }៖ <b>{ $value }</b>
setting-title = <b>{ $name }</b>
setting-value = បច្ចុប្បន្ន៖ <b>{ $value }</b>
setting-default = តម្លៃដើម៖ { $value }
setting-never-set = មិនធ្លាប់ត្រូវបានកែប្រែទេ។
setting-set = កែប្រែចុងក្រោយ៖ { $at }។
setting-set-by = កែប្រែចុងក្រោយដោយ { $who } { $at }។
setting-set-by-other = កែប្រែចុងក្រោយដោយមានការយល់ព្រមពីភាគី{ $party } { $at }។
setting-set-both = កំណត់ចុងក្រោយ៖ ស្នើដោយ{ $proposed } យល់ព្រមដោយ{ $agreed } { $at }។
setting-type = ដើម្បីកែប្រែ សូមសរសេរ{ $how }។
setting-again = « { $typed } » ក៏មិនអាចទទួលយកបានដែរ។ តម្លៃដែលអាចប្រើបាន៖ { $how }។ ឧទាហរណ៍ តម្លៃបច្ចុប្បន្ន៖ { $now }។
setting-proposed = ការកែប្រែមួយត្រូវបានស្នើ ហើយកំពុងរង់ចាំភាគីម្ខាងទៀត៖ { $code }។
setting-change = { $name }៖ { $before } → <b>{ $after }</b>
setting-preview = មិនទាន់មានអ្វីត្រូវបានកែប្រែទេ។ លោកអ្នករៀបនឹងកំណត់៖
setting-shared-how = ភាគីម្ខាងទៀតនឹងត្រូវបានសួរ ហើយអ្វីដែលមានស្រាប់នៅដដែលរហូតដល់ភាគីនោះយល់ព្រម។
button-set-setting = ✓ កំណត់
button-propose-setting = ✓ ស្នើទៅភាគីម្ខាងទៀត
button-default-setting = ត្រឡប់ទៅតម្លៃដើម
button-undo-setting = ដកការកែប្រែចុងក្រោយវិញ
setting-set-now = បានកំណត់។ { $what }
setting-proposed-now = បានស្នើទៅភាគីម្ខាងទៀត លេខ { $code }។ { $what }

meaning-cases = ក្នុងចំណោមករណីមិនទាន់បិទចំនួន { $count } មាន { $moved } ដែលម៉ោងរំលឹកនឹងប្តូរ។ ការប្តូរដំបូង៖ { $next }។
meaning-cases-same = { $count ->
        [0] គ្មានករណីមិនទាន់បិទទេ។
       *[other] ករណីមិនទាន់បិទចំនួន { $count }៖ ការរំលឹកបន្ទាប់នៅដដែល។
    }
meaning-clock = { $count ->
        [0] គ្មានកាលកំណត់កំពុងរាប់ទេ។
       *[other] កាលកំណត់កំពុងរាប់ចំនួន { $count } នៅដដែល។
    }
meaning-clock-sent = { $count ->
        [0] វិធាននេះអនុវត្តចំពោះសំណើដែលទទួលចាប់ពីពេលនោះ។
       *[other] វិធាននេះអនុវត្តចំពោះសំណើដែលទទួលចាប់ពីពេលនោះ រួមទាំងសំណើចំនួន { $count } ដែលបានផ្ញើ តែមិនទាន់បានទទួល។
    }
meaning-hours = សេចក្តីសង្ខេបបន្ទាប់៖ { $at }។ { $count ->
        [0] គ្មានការជូនដំណឹងរង់ចាំការបញ្ជាក់ទេ។
       *[other] ការជូនដំណឹងចំនួន { $count } ដែលរង់ចាំការបញ្ជាក់នឹងត្រូវរៀបចំឡើងវិញ។
    } កាលកំណត់នៅដដែល។
meaning-messages = វាអនុវត្តចំពោះសារដែលមានក្នុងការសន្ទនារបស់ភាគីយើងរួចហើយផងដែរ។ កាតថ្មីបំផុតនៅដដែល តែគ្មានខ្លឹមសារទៀតទេ។ កាលកំណត់នៅដដែល។
meaning-notes = វាអនុវត្តចំពោះកំណត់ចំណាំដែលបើកចាប់ពីពេលនោះ។ កំណត់ចំណាំដែលកំពុងបើកត្រូវដកតាមពេលដើម។
meaning-near = { $count ->
        [0] ថ្ងៃនេះ គ្មានករណីណាមានកាលកំណត់ជិតដល់តាមការកំណត់នេះទេ។
       *[other] ថ្ងៃនេះ { $count } ករណី មានកាលកំណត់ជិតដល់តាមការកំណត់នេះ។
    } { $together ->
        [yes] បើដល់ក្នុងព្រឹកតែមួយ ត្រូវដាក់ក្នុងសារតែមួយ។
       *[no] ករណីនីមួយៗ មានសារដាច់ដោយឡែក។
    }
meaning-escalation = វាអនុវត្តចំពោះការជូនដំណឹងចាប់ពីពេលនោះ។ { $count ->
        [0] គ្មានការជូនដំណឹងរបស់ភាគីយើងរង់ចាំការបញ្ជាក់ទេ។
       *[other] ការជូនដំណឹងរបស់ភាគីយើងចំនួន { $count } ដែលរង់ចាំការបញ្ជាក់រក្សាជំហានដដែល។
    }
meaning-meetings = { $count ->
        [0] គ្មានកិច្ចប្រជុំខាងមុខទេ។ ការកែប្រែអនុវត្តចំពោះកិច្ចប្រជុំដែលព្រមព្រៀងក្រោយនោះ។
       *[other] កិច្ចប្រជុំខាងមុខចំនួន { $count } នឹងត្រូវរៀបចំការរំលឹកឡើងវិញ។ ពេលវេលាប្រជុំនៅដដែល។
    }
meaning-plan = { $count ->
        [0] គ្មានសកម្មភាពមិនទាន់បញ្ចប់ទេ។ ការកែប្រែអនុវត្តចំពោះសកម្មភាពក្រោយនោះ។
       *[other] សកម្មភាពមិនទាន់បញ្ចប់ចំនួន { $count } នឹងត្រូវរៀបចំការរំលឹកឡើងវិញ។ ថ្ងៃចុងក្រោយនៅដដែល។
    }
meaning-approvals = វាអនុវត្តចំពោះការស្នើចាប់ពីពេលនោះ។ { $count ->
        [0] គ្មានការស្នើរង់ចាំទេ។
       *[other] ការស្នើចំនួន { $count } ដែលរង់ចាំរក្សារយៈពេលដដែល។
    }
meaning-end = { $count ->
        [0] គ្មានការជូនដំណឹងបញ្ចប់កំពុងរាប់ថ្ងៃទេ។ ការកែប្រែអនុវត្តចំពោះការជូនដំណឹងដែលកត់ត្រាក្រោយនោះ។
       *[other] ការជូនដំណឹងបញ្ចប់មួយកំពុងរាប់ថ្ងៃ៖ ការរំលឹកនឹងត្រូវរៀបចំឡើងវិញ ហើយថ្ងៃចុងក្រោយនៅដដែល។
    }

error-unknown-setting = គ្មានការកំណត់ឈ្មោះនោះទេ។ គ្មានអ្វីត្រូវបានកែប្រែទេ។ ខាងក្រោមជាកាលវិភាគទាំងអស់។
error-setting-value = មិនអាចកំណត់ដូច្នេះបានទេ។ សូមសរសេរ{ $how }។
error-setting-order = ការរំលឹកត្រូវរៀបពីឆ្ងាយទៅជិត ហើយមិនត្រូវដដែលគ្នា ឧទាហរណ៍ 15 7 3 1។
error-setting-never = ការរំលឹក { $days } ថ្ងៃមុននឹងមិនមកដល់ទេ ព្រោះរយៈពេលមានតែ { $clock } ថ្ងៃ។
error-setting-near = { $party } នឹងគ្មានសាររំលឹកដាច់ដោយឡែកមុនកាលកំណត់ទេ។ សូមរក្សាទុកយ៉ាងតិចមួយ ក្នុងរយៈពេល { $days } ថ្ងៃមុនកាលកំណត់។
error-setting-never-working = { $working } ថ្ងៃធ្វើការស្មើប្រហែល { $clock } ថ្ងៃ ដូច្នេះការរំលឹក { $days } ថ្ងៃមុននឹងមកមុនថ្ងៃទទួល។
error-setting-meeting = កិច្ចប្រជុំអាចកំណត់ទុកមុនបានត្រឹម { $most } ថ្ងៃ ដូច្នេះការរំលឹក { $days } ថ្ងៃមុននឹងមិនមកដល់ទេ។
error-setting-quiet = ម៉ោង { $start } ដល់ { $end } ជាម៉ោងស្ងាត់នៃភាគី{ $party }។
error-setting-window = អ្នកសម្របសម្រួលអាចដឹងតែក្រោយ { $span } ថ្ងៃ អំពីអ្វីដែលត្រូវបញ្ជាក់ក្នុង { $days } ថ្ងៃ។
error-setting-escalation = ថ្នាក់ចុងក្រោយនឹងដឹងតែក្រោយ { $hours } ម៉ោងធ្វើការ ហើយរយៈពេលសម្រាប់ចម្លើយគឺ { $days } ថ្ងៃ។
error-setting-emergency = ក្នុងស្ថានភាពបន្ទាន់ គ្រប់ថ្នាក់ត្រូវដឹងក្នុងរយៈពេល { $hours } ម៉ោង។
error-setting-coordinators = អ្វីដែលគ្មានអ្នកបញ្ជាក់ត្រូវរាយការណ៍ទៅអ្នកសម្របសម្រួល ដូច្នេះមិនអាចលុបជំហាននេះបានទេ។
error-setting-no-recipient = ស្ថានភាពបន្ទាន់ដែលគ្មានអ្នកបញ្ជាក់ត្រូវមានអ្នកផ្សេងដឹង៖ អ្នកសម្របសម្រួល អ្នកគ្រប់គ្រង ឬភាគីម្ខាងទៀត។
error-setting-urgent = សំណើបន្ទាន់ដែលមិនទាន់បញ្ជាក់ថាបានទទួល ត្រូវរាយការណ៍ទៅអ្នកសម្របសម្រួល ឬអ្នកគ្រប់គ្រងផងដែរ។
error-setting-week = ក្នុងមួយសប្តាហ៍ត្រូវមានថ្ងៃធ្វើការយ៉ាងតិច { $least } ថ្ងៃ។
error-setting-last = ជំហានចុងក្រោយត្រូវជូនដំណឹងម្តងហើយម្តងទៀតតាមរយៈពេលកំណត់ ដូច្នេះមិនអាចលុបចេញបានទេ។
error-setting-same = បច្ចុប្បន្នគឺដូច្នេះរួចហើយ។ គ្មានអ្វីត្រូវបានកែប្រែទេ។
error-setting-rejected = ការស្នើនេះលែងអាចមានប្រសិទ្ធភាព ហើយគ្មានអ្វីត្រូវបានកែប្រែទេ។ { $why }
error-stale-setting = មានអ្នកផ្សេងបានកែប្រែមុន។ អ្វីដែលលោកអ្នកបានជ្រើស មិនត្រូវបានកត់ត្រាទេ។ ខាងក្រោមជាស្ថានភាពបច្ចុប្បន្ន។
error-nothing-to-undo = ការកំណត់នេះមិនធ្លាប់ត្រូវបានកែប្រែ ដូច្នេះគ្មានអ្វីត្រូវដកវិញទេ។
error-not-your-party = ចំណុចនេះជារបស់ភាគីម្ខាងទៀត។ អ្នកគ្រប់គ្រងនៃភាគីនោះជាអ្នកកែប្រែ។ គ្មានអ្វីត្រូវបានកែប្រែទេ។
