# កិច្ចប្រជុំ៖ ព័ត៌មាន ជំហាន បញ្ជី ប្រវត្តិ ការជូនដំណឹង និងឯកសារប្រតិទិន

meeting-kind-annual = កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ
    .button = ប្រចាំឆ្នាំ
meeting-kind-emergency = កិច្ចប្រជុំបន្ទាន់
    .button = បន្ទាន់
meeting-kind-difference = កិច្ចពិគ្រោះយោបល់អំពីការខ្វែងគំនិត
    .button = ការខ្វែងគំនិត

meeting-title = <b>{ $code }</b> { $kind }{ $urgent ->
        [yes] {" "}– <b>បន្ទាន់</b>
       *[no] {""}
    }
meeting-cause = 🚨 <b>{ $occasion }</b>
meeting-emergency = 🚨 { $occasion } · { $about }
meeting-state =
    { $state ->
        [agreed] <b>ភាគីទាំងពីរបានព្រមព្រៀង។</b>
        [declined] មិនទទួលយក។ គ្មានកិច្ចប្រជុំតាមសំណើនេះទេ។
        [withdrawn] បានដកសំណើប្រជុំវិញ។ គ្មានកិច្ចប្រជុំតាមសំណើនេះទេ។
        [expired] ផុតសុពលភាព៖ ពេលវេលាដែលបានស្នើទាំងអស់កន្លងផុត ដោយគ្មានការព្រមព្រៀង។
       *[cancelled] <b>បានលុបចោល។</b>
    }
meeting-slot = <b>ពេលវេលា៖ ថ្ងៃ{ WEEKDAY($start) } { WITHOUT(CAPITALS($start), "ថ្ងៃ") }</b>
meeting-over = បានប្រព្រឹត្តទៅ៖ ថ្ងៃ{ WEEKDAY($start) } { WITHOUT(CAPITALS($start), "ថ្ងៃ") }
meeting-held =
    { $answer ->
        [yes] ភាគី{ $party }៖ កិច្ចប្រជុំបានប្រព្រឹត្តទៅ។
        [no] ភាគី{ $party }៖ កិច្ចប្រជុំមិនបានប្រព្រឹត្តទៅទេ។
       *[open] ភាគី{ $party }មិនទាន់កត់ត្រាថា កិច្ចប្រជុំបានប្រព្រឹត្តទៅឬទេ។
    }
meeting-minutes = កំណត់ហេតុ៖ លិខិតលេខ { $letter } របស់ភាគី{ $party }{ $approved ->
        [yes] {" "}(ភាគីទាំងពីរបានព្រមព្រៀង)
        [waits] {" "}(រង់ចាំការព្រមព្រៀងពីភាគីទាំងពីរ)
       *[no] {" "}(មិនមានការព្រមព្រៀងទេ)
    }
meeting-video = តាមប្រព័ន្ធវីដេអូ
meeting-phone = តាមទូរស័ព្ទ
meeting-place = { $place } · ភាគីម្ចាស់ផ្ទះ៖ { $party }
meeting-costs = ការចំណាយ (មាត្រា { $article })៖ ភាគី{ $guest } រ៉ាប់រងចំណាយធ្វើដំណើរអន្តរជាតិ របស់ខ្លួន ភាគី{ $host } រ៉ាប់រងចំណាយក្នុងពេលស្នាក់នៅ លើកលែងតែភាគីទាំងពីរព្រមព្រៀងផ្សេង។
meeting-offer = ភាគី{ $party }ស្នើ៖
meeting-counter = ភាគី{ $party }ស្នើពេលផ្សេង៖
meeting-change = ភាគី{ $party }ស្នើកែប្រែ៖
meeting-time = ថ្ងៃ{ WEEKDAY($at) } { WITHOUT(CAPITALS($at), "ថ្ងៃ") }
meeting-option = { $number }. ថ្ងៃ{ WEEKDAY($at) } { WITHOUT(CAPITALS($at), "ថ្ងៃ") }{ $placed ->
        [yes] {" "}· { $place }
       *[no] {""}
    }{ $chosen ->
        [yes] {" "}– <b>បានទទួលយក</b>
       *[no] {""}
    }
meeting-waits-answer = រង់ចាំចម្លើយពីភាគី{ $party }។
meeting-waits-confirm = អ្នកសម្របសម្រួលនៃភាគី{ $party } ត្រូវឯកភាពផងដែរ។
meeting-telephone = ☎️ ក្នុងមួយម៉ោង មានការស្នើពេលវេលា { $count } លើករួចហើយ៖ សូមព្រមព្រៀងពេលវេលាតាមទូរស័ព្ទ ជាមួយ{ $authority } រួចស្នើ ឬទទួលយកនៅទីនេះ។
attendance =
    { $presence ->
        [yes] { $name } ({ $agency }) ចូលរួម
        [no] { $name } ({ $agency }) មិនចូលរួម
       *[substitute] { $name } ({ $agency }) ចាត់ { $substitute } ជំនួស
    }
attendance-other = អ្នកផ្សេង

occasion-yearly = ការពិគ្រោះយោបល់ប្រចាំឆ្នាំ
occasion-at-risk = មានបុគ្គលស្ថិតក្នុងគ្រោះថ្នាក់
occasion-found = រកឃើញជនរងគ្រោះត្រូវការជំនួយបន្ទាន់
occasion-return = ត្រូវរៀបចំមាតុភូមិនិវត្តន៍
occasion-suspects = ជនសង្ស័យអាចគេច ឬភស្តុតាងអាចបាត់
occasion-stalled = ករណីមិនមានដំណើរការទៅមុខ
occasion-interpretation = ការបកស្រាយកិច្ចព្រមព្រៀង
occasion-implementation = ការអនុវត្តកិច្ចព្រមព្រៀង
occasion-other = កម្មវត្ថុផ្សេង (ជូនតាមមាគ៌ាផ្លូវការ)

objection-time = ពេលវេលាមិនសមស្រប
objection-venue = ទីកន្លែងមិនសមស្រប
objection-preparation = ត្រូវការពេលរៀបចំបន្ថែម
objection-settled = បញ្ហាបានដោះស្រាយរួច
objection-other-channel = បន្តតាមមាគ៌ាផ្សេង

meeting-why =
    { $action ->
        [decline] <b>ហេតុអ្វីមិនទទួលយក { $code }?</b>
        [withdraw] <b>ហេតុអ្វីដកសំណើប្រជុំ { $code } វិញ?</b>
       *[cancel] <b>ហេតុអ្វីលុបចោលកិច្ចប្រជុំ { $code }?</b>
    }
attend-question = <b>តើលោកអ្នកចូលរួម { $code } ឬទេ?</b>
attend-not-agreed = ភាគីទាំងពីរមិនទាន់ព្រមព្រៀងលើ { $code } ទេ។ ក្រោយព្រមព្រៀងរួច ប្រព័ន្ធនឹងសួរអំពីការចូលរួម។
attend-who = <b>តើអ្នកណាចូលរួម { $code } ជំនួសលោកអ្នក?</b>
attend-own = នេះជាចម្លើយរបស់លោកអ្នកតែម្នាក់។ { $names } ត្រូវឆ្លើយដោយខ្លួនឯង។
attend-nobody = ភាគី{ $own_party } គ្មានមន្ត្រីផ្សេងដែលអាចចូលរួម { $code } ជំនួសលោកអ្នកទេ។

recorded-meeting =
    { $step ->
        [accept] បានទទួលយកក្នុងនាមភាគី{ $own_party }។
        [back] បានឯកភាពក្នុងនាមភាគី{ $own_party }។
        [decline] មិនទទួលយកក្នុងនាមភាគី{ $own_party }។
        [withdraw] បានដកសំណើប្រជុំវិញ។
        [cancel] បានលុបចោលកិច្ចប្រជុំ។
        [attend] បានកត់ត្រា។
       *[held] បានកត់ត្រាក្នុងនាមភាគី{ $own_party }។
    }
recorded-meeting-minutes = បានកត់ត្រាកំណត់ហេតុនៃ { $code }។ កំណត់ហេតុនេះមានសុពលភាព ពេលភាគី{ $other_party } យល់ព្រម។

button-accept-option = ✓ ទទួលយកទី{ $number }
button-back-proposal = ✓ ឯកភាពលើសំណើប្រជុំ
button-counter = ស្នើពេលផ្សេង
button-change-meeting = ប្តូរពេលវេលា
button-decline = មិនទទួលយក
button-retract = ដកសំណើប្រជុំវិញ
button-calloff = លុបចោលកិច្ចប្រជុំ
button-attend-yes = ចូលរួម
button-attend-no = មិនចូលរួម
button-attend-substitute = ចាត់អ្នកជំនួស
button-held-yes = បានប្រជុំ
button-held-no = មិនបានប្រជុំ
button-minutes = កត់ត្រាកំណត់ហេតុ
button-agenda = របៀបវារៈ
button-calendar-file = ឯកសារប្រតិទិន
button-meetings-coming = ខាងមុខ
button-meetings-open = បានស្នើ
button-meetings-past = កន្លងមក
button-propose = ស្នើកិច្ចប្រជុំ

meetings-title =
    { $which ->
        [coming] <b>កិច្ចប្រជុំខាងមុខ៖ { $total } កិច្ចប្រជុំ</b>
        [open] <b>រង់ចាំការព្រមព្រៀង៖ { $total } សំណើប្រជុំ</b>
       *[past] <b>កិច្ចប្រជុំ និងសំណើប្រជុំកន្លងមក៖ { $total } លើក</b>
    }
meetings-line = { $code } · { $kind } · { $state } · { CAPITALS($at) }
meetings-annual-open = កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ{ $year }៖ ភាគី{ $host }ជាម្ចាស់ផ្ទះ។ ភាគីទាំងពីរ មិនទាន់ព្រមព្រៀងកាលបរិច្ឆេទទេ។
meetings-annual-agreed = កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ{ $year }៖ ភាគី{ $host }ជាម្ចាស់ផ្ទះ { CAPITALS($at) } ({ $code })។
meeting-status =
    { $state ->
        [proposed] បានស្នើ
        [agreed] បានព្រមព្រៀង
        [declined] មិនទទួលយក
        [withdrawn] បានដកវិញ
        [expired] ផុតសុពលភាព
       *[cancelled] បានលុបចោល
    }

history-meeting = ការស្នើប្រជុំ { $code }
meeting-action =
    { $action ->
        [propose] ស្នើ
        [counter] ស្នើពេលផ្សេង
        [back] អ្នកសម្របសម្រួលឯកភាព
        [accept] ទទួលយកជម្រើសមួយ
        [decline] មិនទទួលយក
        [withdraw] ដកវិញ
        [cancel] លុបចោល
        [expire] ផុតសុពលភាព
        [held] កិច្ចប្រជុំបានប្រព្រឹត្តទៅ
        [missed] កិច្ចប្រជុំមិនបានប្រព្រឹត្តទៅ
        [minutes] បានកត់ត្រាកំណត់ហេតុ
       *[approve_minutes] យល់ព្រមលើកំណត់ហេតុ
    }

notice-meeting-propose = 📅 ភាគី{ $other_party }ស្នើកិច្ចប្រជុំមួយ៖ { $kind } { $code }។
notice-meeting-emergency = ភាគី{ $other_party }ស្នើ{ $kind } { $code }។
notice-meeting-own = បានស្នើ{ $kind } { $code } ទៅភាគី{ $party }។
notice-meeting-own-counter = បានស្នើពេលផ្សេងសម្រាប់{ $kind } { $code } ទៅភាគី{ $party }។
notice-meeting-counter = 📅 ភាគី{ $other_party }ស្នើពេលផ្សេងសម្រាប់ { $code } ({ $kind })។
notice-meeting-change = 📅 ភាគី{ $other_party }ស្នើកែប្រែកិច្ចប្រជុំ { $code } ({ $kind })។
notice-meeting-back = 📅 ជនបង្គោលនៃភាគី{ $own_party } បានស្នើ { $code } ({ $kind })។
notice-meeting-back-counter = 📅 ជនបង្គោលនៃភាគី{ $own_party } បានស្នើពេលផ្សេងសម្រាប់ { $code } ({ $kind })។
notice-meeting-chosen = 📅 ភាគី{ $other_party }បានទទួលយកពេលវេលាមួយសម្រាប់ { $code } ({ $kind })។
notice-meeting-agreed = ✓ ភាគីទាំងពីរបានព្រមព្រៀងលើកិច្ចប្រជុំ { $code } ({ $kind })។
notice-meeting-decline = ✗ ភាគី{ $party } មិនទទួលយក { $code } ({ $kind }) ទេ។
notice-meeting-withdraw = ✗ ភាគី{ $party }បានដកសំណើប្រជុំ { $code } ({ $kind }) វិញ។
notice-meeting-cancel = ✗ បានលុបចោលកិច្ចប្រជុំ { $code } ({ $kind })។
notice-meeting-expire = ⏱ ភាគីទាំងពីរមិនបានព្រមព្រៀងទាន់ពេលលើ { $code } ({ $kind }) ទេ៖ ពេលវេលាដែលបានស្នើទាំងអស់បានកន្លងផុត។
notice-meeting-expire-unapproved = ⏱ ភាគីទាំងពីរមិនបានព្រមព្រៀងលើ { $code } ({ $kind }) ទេ៖ ភាគី{ $party }បានទទួលយក ប៉ុន្តែអ្នកសម្របសម្រួលនៃភាគី{ $by } មិនបានឯកភាពទាន់ពេលទេ។
notice-meeting-coming = 📅 { $kind } { $code }៖ { $days ->
        [0] { $hours ->
            [0] { $minutes ->
                [0] បានចាប់ផ្តើមហើយ
               *[other] { $minutes } នាទីទៀត
            }
           *[other] { $minutes ->
                [0] { $hours } ម៉ោងទៀត
               *[other] { $hours } ម៉ោង { $minutes } នាទីទៀត
            }
        }
        [1] ថ្ងៃស្អែក
       *[other] { $days } ថ្ងៃទៀត
    }។ ថ្ងៃ{ WEEKDAY($at) } { WITHOUT(CAPITALS($at), "ថ្ងៃ") }។
notice-meeting-record = 📅 ពេលវេលានៃ{ $kind } { $code } បានកន្លងផុតហើយ។
notice-meeting-missed = ✗ ភាគី{ $party }បានកត់ត្រាថា { $code } ({ $kind }) មិនបានប្រព្រឹត្តទៅទេ។
notice-meeting-missed-differs = ⚠️ ភាគី{ $party }បានកត់ត្រាថា { $code } មិនបានប្រព្រឹត្តទៅទេ ខុសពីភាគី{ $own_party }ដែលបានកត់ត្រាថា បានប្រព្រឹត្តទៅ។
notice-meeting-held-differs = ⚠️ ភាគី{ $party }បានកត់ត្រាថា { $code } បានប្រព្រឹត្តទៅ ខុសពីភាគី{ $own_party }ដែលបានកត់ត្រាថា មិនបានប្រព្រឹត្តទៅទេ។
notice-meeting-substitute = 📅 { $name } ស្នើឱ្យលោកអ្នកចូលរួម { $code } ({ $kind }) ក្នុងនាមជាអ្នកជំនួស៖ { $when } · { $place }។
notice-agenda-draft = 📋 { $code }៖ សេចក្តីព្រាងរបៀបវារៈ នៃកិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ នៅ{ $day } រួចរាល់ហើយ មាន { $count } ចំណុច។ សូមជ្រើសរើសចំណុចសម្រាប់របៀបវារៈ។
notice-annual-missing = 📅 ភាគីទាំងពីរមិនទាន់ព្រមព្រៀងកាលបរិច្ឆេទ សម្រាប់កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ{ $year } ទេ។ ភាគី{ $host }ជាម្ចាស់ផ្ទះ។ សូមស្នើកាលបរិច្ឆេទ៖ /propose។

calendar-title = { $kind } { $code }
calendar-caption = 📎 { $code } សម្រាប់ប្រតិទិនរបស់លោកអ្នក
calendar-sent = ប្រព័ន្ធនឹងផ្ញើឯកសារប្រតិទិន។

overview-proposals = សំណើប្រជុំដែលមិនទាន់ព្រមព្រៀង៖ { $count } សំណើ
overview-meetings = កិច្ចប្រជុំខាងមុខ៖ { $count } កិច្ចប្រជុំ
error-unknown-code = គ្មានលេខនេះទេ។ សូមពិនិត្យតួអក្សរនីមួយៗ ឬជ្រើសរើសតាម { $list }។

error-not-binding = មានតែអ្នកសម្របសម្រួលទេ ដែលអាចសម្រេចក្នុងនាមភាគី{ $own_party }៖ { $names }។ ទិន្នន័យនៅដដែល។
error-unknown-option = សូមជ្រើសរើសជម្រើសមួយក្នុងចំណោម៖ { DIGITS($options) }។
error-option-passed = ពេលវេលានៃជម្រើសនេះបានកន្លងផុត។ សូមជ្រើសរើសជម្រើសផ្សេង ឬស្នើពេលផ្សេង។
error-own-proposal = ភាគី{ $own_party }បានស្នើរួចហើយ។ ភាគី{ $other_party } ត្រូវឆ្លើយតប។
error-already-accepted = ភាគី{ $own_party }បានទទួលយកជម្រើសនេះរួចហើយ។ ភាគី{ $other_party } ត្រូវបញ្ជាក់។
error-proposal-open = ភាគី{ $own_party }មានសំណើប្រជុំបែបនេះរួចហើយ៖ { $code }។
error-annual-agreed = ភាគីទាំងពីរ បានព្រមព្រៀងលើកិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំនេះ រួចហើយ៖ { $code }។ អាចកែប្រែនៅទីនោះ។
error-annual-year = កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ{ $year } ត្រូវធ្វើក្នុងឆ្នាំនោះ។ សូមជ្រើសរើសពេលវេលាក្នុងឆ្នាំនោះ។
error-no-reason = សូមបញ្ជាក់ហេតុផលនៃការកែប្រែ។
