# កិច្ចប្រជុំ៖ ព័ត៌មាន ជំហាន បញ្ជី ប្រវត្តិ ការជូនដំណឹង និងឯកសារប្រតិទិន
menu-meetings = កិច្ចប្រជុំ
menu-emergency = ⚠️ កិច្ចប្រជុំបន្ទាន់

meeting-kind-annual = កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ
meeting-kind-emergency = កិច្ចប្រជុំបន្ទាន់
meeting-kind-difference = កិច្ចពិគ្រោះយោបល់អំពីភាពខុសគ្នា

meeting-title = <b>{ $code }</b> { $kind }{ $urgent ->
        [yes] {" "}– <b>បន្ទាន់</b>
       *[no] {""}
    }
meeting-cause = 🚨 <b>{ $occasion }</b>
meeting-state-agreed = <b>ភាគីទាំងពីរបានព្រមព្រៀង។</b>
meeting-state-declined = មិនទទួលយក។ សំណើនេះគ្មានកិច្ចប្រជុំទេ។
meeting-state-withdrawn = បានដកសំណើវិញ។ សំណើនេះគ្មានកិច្ចប្រជុំទេ។
meeting-state-expired = ផុតកំណត់៖ ពេលវេលាដែលបានស្នើទាំងអស់កន្លងផុតហើយ ដោយគ្មានការព្រមព្រៀង។
meeting-state-cancelled = <b>បានលុបចោល។</b>
meeting-objection = ហេតុផល៖ { $objection }
meeting-occasion = មូលហេតុនៃកិច្ចប្រជុំ៖ { $occasion }
meeting-case = ករណី៖ { $reference }
meeting-slot = <b>ពេលវេលា៖ { CAPITALS($start) } (ថ្ងៃ{ WEEKDAY($day) })</b>
meeting-over = បានប្រព្រឹត្តទៅ៖ { CAPITALS($start) } (ថ្ងៃ{ WEEKDAY($day) })
meeting-held-open = ភាគី{ $party } មិនទាន់កត់ត្រាថា កិច្ចប្រជុំបានប្រព្រឹត្តទៅឬអត់។
meeting-held-yes = ភាគី{ $party }៖ កិច្ចប្រជុំបានប្រព្រឹត្តទៅ។
meeting-held-no = ភាគី{ $party }៖ កិច្ចប្រជុំមិនបានប្រព្រឹត្តទៅទេ។
meeting-minutes = កំណត់ហេតុ៖ លិខិតលេខ { $letter } របស់ភាគី{ $party }{ $approved ->
        [yes] {" "}ភាគីទាំងពីរបានឯកភាព
       *[no] {" "}មិនទាន់មានការឯកភាពពីភាគីទាំងពីរ
    }
meeting-venue = { $venue }
meeting-video = តាមវីដេអូ
meeting-host = ភាគីម្ចាស់ផ្ទះ៖ { $party }
meeting-place = { $place } · ភាគីម្ចាស់ផ្ទះ៖ { $party }
meeting-costs = ការចំណាយ (មាត្រា { $article })៖ ភាគី{ $guest }ទទួលបន្ទុកចំណាយធ្វើដំណើរអន្តរជាតិរបស់ខ្លួន ភាគី{ $host }ទទួលបន្ទុកចំណាយក្នុងពេលស្នាក់នៅ លើកលែងតែភាគីទាំងពីរព្រមព្រៀងផ្សេង។
meeting-offer = ភាគី{ $party }ស្នើ៖
meeting-change = ភាគី{ $party }ស្នើសុំកែប្រែ។ គ្មានអ្វីផ្លាស់ប្តូរទេ រហូតដល់ភាគីទាំងពីរព្រមព្រៀង។
meeting-option = { $number }. ថ្ងៃ{ WEEKDAY($day) } { CAPITALS($at) }{ $placed ->
        [yes] {" "}· { $place }
       *[no] {""}
    }{ $chosen ->
        [yes] {" "}– <b>បានទទួលយក</b>
       *[no] {""}
    }
meeting-waits-answer = រង់ចាំចម្លើយពីភាគី{ $party }។
meeting-waits-both = រង់ចាំចម្លើយពីភាគី{ $party } និងការបញ្ជាក់ពីអ្នកសម្របសម្រួលនៃភាគី{ $own }។
meeting-waits-confirm = រង់ចាំការបញ្ជាក់ពីអ្នកសម្របសម្រួលនៃភាគី{ $party }។
meeting-coming = { $party }៖ { $people }
attendance-yes = { $name } ({ $agency }) ចូលរួម
attendance-no = { $name } ({ $agency }) មិនចូលរួម
attendance-substitute = { $name } ({ $agency }) ចាត់អ្នកជំនួស

occasion-yearly = ការពិគ្រោះយោបល់ប្រចាំឆ្នាំ
occasion-at-risk = មានបុគ្គលស្ថិតក្នុងគ្រោះថ្នាក់
occasion-found = រកឃើញជនរងគ្រោះត្រូវការជំនួយបន្ទាន់
occasion-return = ត្រូវរៀបចំមាតុភូមិនិវត្តន៍
occasion-suspects = ជនសង្ស័យអាចគេច ឬភស្តុតាងអាចបាត់
occasion-stalled = ករណីមិនមានដំណើរការទៅមុខ
occasion-interpretation = ការបកស្រាយកិច្ចព្រមព្រៀង
occasion-implementation = ការអនុវត្តកិច្ចព្រមព្រៀង
occasion-other = មូលហេតុផ្សេង តាមមាគ៌ាផ្លូវការ

objection-time = ពេលវេលាមិនសមស្រប
objection-venue = ទីកន្លែងមិនសមស្រប
objection-preparation = ត្រូវការពេលរៀបចំបន្ថែម
objection-settled = បញ្ហាត្រូវបានដោះស្រាយ
objection-other-channel = បន្តតាមមាគ៌ាផ្សេង

meeting-why-decline = ហេតុអ្វីបានជាមិនទទួលយក { $code }?
meeting-why-withdraw = ហេតុអ្វីបានជាដកសំណើ { $code } វិញ?
meeting-why-cancel = ហេតុអ្វីបានជាលុបចោលកិច្ចប្រជុំ { $code }?
attend-who = តើនរណាចូលរួម { $code } ជំនួសលោកអ្នក?
attend-nobody = គ្មានមន្ត្រីផ្សេងទៀតនៃភាគីរបស់លោកអ្នក អាចចូលរួម { $code } ជំនួសលោកអ្នកបានទេ។

recorded-meeting-accept = បានទទួលយកក្នុងនាមភាគីរបស់លោកអ្នក។
recorded-meeting-back = បានបញ្ជាក់ក្នុងនាមភាគីរបស់លោកអ្នក។
recorded-meeting-decline = មិនបានទទួលយកក្នុងនាមភាគីរបស់លោកអ្នក។
recorded-meeting-withdraw = បានដកវិញ។
recorded-meeting-cancel = បានលុបចោល។
recorded-meeting-attend = បានកត់ត្រា។
recorded-meeting-held = បានកត់ត្រាជូនភាគីរបស់លោកអ្នក។
recorded-meeting-minutes = បានកត់ត្រាកំណត់ហេតុនៃ { $code }។ កំណត់ហេតុនេះមានសុពលភាព ពេលភាគីម្ខាងទៀតឯកភាព។

button-accept-option = ✓ ទទួលយកជម្រើសទី { $number }
button-back-proposal = ✓ បញ្ជាក់ក្នុងនាមភាគីយើង
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
button-meeting-history = ប្រវត្តិ
button-calendar-file = ឯកសារប្រតិទិន
button-open-meeting = បើក { $code }
button-meetings-coming = ខាងមុខ
button-meetings-open = បានស្នើ
button-meetings-past = កន្លងមក
button-emergency = ⚠️ កិច្ចប្រជុំបន្ទាន់
button-propose = ស្នើកិច្ចប្រជុំ

meetings-title-coming = <b>កិច្ចប្រជុំខាងមុខ៖ { $total }</b>
meetings-title-open = <b>សំណើដែលរង់ចាំការព្រមព្រៀង៖ { $total }</b>
meetings-title-past = <b>កិច្ចប្រជុំ និងសំណើកន្លងមក៖ { $total }</b>
meetings-none = មិនមានទេ។
meetings-line = { $code } · { $kind } · { $state } · { CAPITALS($at) }
meetings-annual-open = កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ { $year }៖ ភាគី{ $host }ជាម្ចាស់ផ្ទះ។ មិនទាន់ព្រមព្រៀងកាលបរិច្ឆេទនៅឡើយទេ។
meetings-annual-agreed = កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ { $year }៖ ភាគី{ $host }ជាម្ចាស់ផ្ទះ { CAPITALS($at) } ({ $code })។
meeting-status-proposed = បានស្នើ
meeting-status-agreed = បានព្រមព្រៀង
meeting-status-declined = មិនបានទទួលយក
meeting-status-withdrawn = បានដកវិញ
meeting-status-expired = ផុតកំណត់
meeting-status-cancelled = បានលុបចោល

meeting-history-title = <b>ប្រវត្តិនៃ { $code }</b>
meeting-event = { $at }៖ { $action } ({ $party })
meeting-nobody = ប្រព័ន្ធ
meeting-action-propose = ស្នើ
meeting-action-counter = សំណើតបវិញ
meeting-action-back = អ្នកសម្របសម្រួលបញ្ជាក់
meeting-action-accept = ទទួលយកជម្រើសមួយ
meeting-action-decline = មិនទទួលយក
meeting-action-withdraw = ដកវិញ
meeting-action-cancel = លុបចោល
meeting-action-expire = ផុតកំណត់
meeting-action-held = កិច្ចប្រជុំបានប្រព្រឹត្តទៅ
meeting-action-missed = កិច្ចប្រជុំមិនបានប្រព្រឹត្តទៅ
meeting-action-minutes = បានកត់ត្រាកំណត់ហេតុ
meeting-action-approve-minutes = បានឯកភាពលើកំណត់ហេតុ

notice-meeting-propose = 📅 ភាគីម្ខាងទៀតស្នើកិច្ចប្រជុំមួយ៖ { $kind } { $code }។
notice-meeting-emergency = 🚨 { $occasion }៖ ភាគីម្ខាងទៀតស្នើ{ $kind } { $code }។
notice-meeting-own = 🚨 { $occasion }៖ បានស្នើ{ $kind } { $code } ទៅភាគី{ $party }។
notice-meeting-counter = 📅 ភាគីម្ខាងទៀតស្នើពេលវេលាផ្សេងសម្រាប់ { $code } ({ $kind })។
notice-meeting-change = 📅 ភាគីម្ខាងទៀតស្នើសុំកែប្រែកិច្ចប្រជុំដែលបានព្រមព្រៀង { $code } ({ $kind })។
notice-meeting-back = 📅 ជនបង្គោលនៃភាគីរបស់លោកអ្នកបានស្នើ { $code } ({ $kind })។
notice-meeting-chosen = 📅 ភាគីម្ខាងទៀតបានទទួលយកពេលវេលាមួយសម្រាប់ { $code } ({ $kind })។
notice-meeting-agreed = ✓ កិច្ចប្រជុំ { $code } ({ $kind }) បានព្រមព្រៀងហើយ។
notice-meeting-decline = ភាគីម្ខាងទៀតមិនបានទទួលយក { $code } ({ $kind }) ទេ។
notice-meeting-withdraw = ភាគីម្ខាងទៀតបានដកសំណើ { $code } ({ $kind }) វិញ។
notice-meeting-cancel = ✗ កិច្ចប្រជុំ { $code } ({ $kind }) ត្រូវបានលុបចោល។
notice-meeting-expire = ⏱ ភាគីទាំងពីរមិនបានព្រមព្រៀងទាន់ពេលលើ { $code } ({ $kind }) ទេ៖ ពេលវេលាដែលបានស្នើទាំងអស់បានកន្លងផុត។
notice-meeting-coming = 📅 { $kind } { $code }៖ { $days ->
        [0] { $hours ->
            [0] ក្នុងរយៈពេល { $minutes } នាទីទៀត
           *[other] { $minutes ->
                [0] ក្នុងរយៈពេល { $hours } ម៉ោងទៀត
               *[other] ក្នុងរយៈពេល { $hours } ម៉ោង { $minutes } នាទីទៀត
            }
        }
        [1] ថ្ងៃស្អែក
       *[other] ក្នុងរយៈពេល { $days } ថ្ងៃទៀត
    }។ { CAPITALS($at) } (ថ្ងៃ{ WEEKDAY($day) })។
notice-meeting-record = { $kind } { $code } បានចប់ហើយ។
notice-meeting-missed = ភាគី{ $party } បានកត់ត្រាថា { $code } ({ $kind }) មិនបានប្រព្រឹត្តទៅទេ។
notice-meeting-substitute = សូមលោកអ្នកចូលរួម { $code } ({ $kind }) ក្នុងនាមជាអ្នកជំនួស។
notice-annual-missing = មិនទាន់ព្រមព្រៀងកាលបរិច្ឆេទសម្រាប់កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ { $year } នៅឡើយទេ។ ភាគី{ $host }ជាម្ចាស់ផ្ទះ។ សូមស្នើកាលបរិច្ឆេទ៖ /propose

calendar-title = { $kind } { $code }
calendar-caption = 📎 { $code } សម្រាប់ប្រតិទិនរបស់លោកអ្នក
calendar-sent = ឯកសារប្រតិទិននឹងផ្ញើជូន។

board-proposals = សំណើកិច្ចប្រជុំដែលមិនទាន់ព្រមព្រៀង៖ { $count }
board-meetings = កិច្ចប្រជុំខាងមុខ៖ { $count }
button-board-proposals = សំណើប្រជុំ ({ $count })
button-board-meetings = កិច្ចប្រជុំ ({ $count })

error-unknown-meeting = គ្មានកិច្ចប្រជុំដែលមានលេខកូដនេះទេ។ សូមពិនិត្យឡើងវិញ។ /meetings បង្ហាញលេខកូដ។
error-stale-meeting = { $code } មានការផ្លាស់ប្តូរហើយ។ មិនបានកត់ត្រាអ្វីទេ។ សូមពិនិត្យស្ថានភាពបច្ចុប្បន្ន។
error-meeting-state = ស្ថានភាពបច្ចុប្បន្ននៃកិច្ចប្រជុំនេះមិនអនុញ្ញាតឱ្យធ្វើជំហាននេះទេ។ មិនមានអ្វីផ្លាស់ប្តូរទេ។
error-not-binding = មានតែអ្នកសម្របសម្រួលនៃភាគីរបស់លោកអ្នកទេ ដែលអាចសម្រេចក្នុងនាមភាគី។ មិនមានអ្វីផ្លាស់ប្តូរទេ។
error-unknown-option = សូមជ្រើសរើសជម្រើសមួយក្នុងចំណោម៖ { $options }។
error-option-passed = ពេលវេលានៃជម្រើសនេះបានកន្លងផុត។ សូមជ្រើសរើសផ្សេង ឬស្នើពេលផ្សេង។
error-own-proposal = ភាគីរបស់លោកអ្នកបានបញ្ជាក់សំណើនេះរួចហើយ។ ភាគីម្ខាងទៀតត្រូវឆ្លើយតប។
error-already-accepted = ភាគីរបស់លោកអ្នកបានទទួលយកជម្រើសនេះរួចហើយ។ ភាគីម្ខាងទៀតត្រូវបញ្ជាក់។
error-already-taken = លោកអ្នកបានកត់ត្រារួចហើយ នៅ{ $at }។
error-taken-by-colleague = សហការីបានកត់ត្រារួចហើយ នៅ{ $at }។ អ្វីដែលលោកអ្នកបានជ្រើស មិនត្រូវបានកត់ត្រាទេ។
error-proposal-open = ភាគីរបស់លោកអ្នកមានសំណើបែបនេះរួចហើយ៖ { $code }។
error-annual-agreed = កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំនេះត្រូវបានព្រមព្រៀងរួចហើយ៖ { $code }។ អាចកែប្រែនៅទីនោះ។
error-annual-year = កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ { $year } ត្រូវធ្វើក្នុងឆ្នាំនោះ។ សូមជ្រើសរើសពេលវេលាក្នុងឆ្នាំនោះ។
error-no-reason = សូមបញ្ជាក់ហេតុផលនៃការកែប្រែ។
