# ការចុះបញ្ជីសំណើ តាមសំណួរម្តងមួយៗ
draft-progress = ជំហានទី { $step }
draft-follows = បន្តពី { $reference }៖ ប្រព័ន្ធបានបំពេញជាមុន នូវទិន្នន័យដែលមានស្រាប់ ហើយអាចកែបាននៅពេលពិនិត្យ។
draft-ask-kind = <b>តើសំណើនេះជាប្រភេទអ្វី?</b>
draft-ask-urgency = <b>តើសំណើនេះបន្ទាន់កម្រិតណា?</b>
draft-ask-persons = <b>តើសំណើនេះពាក់ព័ន្ធនឹងបុគ្គលប៉ុន្មាននាក់?</b>
    សូមចុច ឬសរសេរចំនួន។ សូមកុំសរសេរឈ្មោះ។
draft-ask-children = <b>ក្នុងនោះ តើមានកុមារប៉ុន្មាននាក់?</b>
draft-ask-letter = <b>តើលិខិតផ្លូវការមានលេខអ្វី?</b>
    ឧទាហរណ៍ ១២៣/២៦ ក.ម។ ព័ត៌មានអំពីបុគ្គលត្រូវដាក់ក្នុងលិខិត មិនត្រូវសរសេរនៅទីនេះទេ។
draft-ask-letter-day = <b>តើលិខិតចុះថ្ងៃណា?</b>
    ឧទាហរណ៍ ១៥ មីនា ២០២៦។
draft-ask-channel = <b>តើលិខិតផ្ញើតាមមាគ៌ាណា?</b>
draft-ask-received-on = <b>តើភាគី{ $own_party }បានទទួលលិខិតនៅថ្ងៃណា?</b>
    ការរាប់ថ្ងៃគិតពីថ្ងៃនោះ។
draft-ask-needed-by = <b>តើត្រូវការចម្លើយត្រឹមថ្ងៃណា?</b>
    ឧទាហរណ៍ ១៥ មីនា ២០២៦។
draft-ask-planned-on = <b>តើគ្រោងវិលត្រឡប់នៅថ្ងៃណា?</b>
    ឧទាហរណ៍ ១៥ មីនា ២០២៦។
draft-ask-crossing = <b>តើនឹងឆ្លងដែនតាមច្រកណា?</b>
draft-ask-assistance = <b>តើស្នើសុំជំនួយប្រភេទណាខ្លះ?</b> សូមជ្រើសរើសមួយ ឬច្រើន រួចបន្ត។
draft-ask-safety-voluntary = <b>ការពិនិត្យសុវត្ថិភាព។</b> តើការវិលត្រឡប់ធ្វើឡើងដោយស្ម័គ្រចិត្តឬទេ?
draft-ask-safety-retrafficking-risk = <b>ការពិនិត្យសុវត្ថិភាព។</b> តើបានពិនិត្យ ហានិភ័យនៃការជួញដូរម្តងទៀតឬទេ?
draft-ask-safety-guardian = <b>ការពិនិត្យសុវត្ថិភាព។</b> តើមានអាណាព្យាបាលសម្រាប់កុមារម្នាក់ៗឬទេ?
draft-ask-safety-medical = <b>ការពិនិត្យសុវត្ថិភាព។</b> តើបានរៀបចំតាមតម្រូវការវេជ្ជសាស្ត្រឬទេ?
draft-ask-safety-interpreter = <b>ការពិនិត្យសុវត្ថិភាព។</b> តើបានរៀបចំអ្នកបកប្រែឬទេ?

field-kind = ប្រភេទ
field-urgency = កម្រិតបន្ទាន់
field-persons = ចំនួនបុគ្គលពាក់ព័ន្ធ
field-children = ក្នុងនោះកុមារ
field-letter = លិខិតលេខ
field-letter-day = ចុះថ្ងៃទី
field-channel = មាគ៌ា
field-received-on = ថ្ងៃទទួល
field-needed-by = ត្រូវការចម្លើយត្រឹម
field-planned-on = ថ្ងៃគ្រោងវិលត្រឡប់
field-crossing = ច្រកឆ្លងដែន
field-assistance = ប្រភេទជំនួយ
field-safety-voluntary = ការវិលត្រឡប់ដោយស្ម័គ្រចិត្ត
field-safety-retrafficking-risk = បានពិនិត្យហានិភ័យនៃការជួញដូរម្តងទៀត
field-safety-guardian = មានអាណាព្យាបាលសម្រាប់កុមារម្នាក់ៗ
field-safety-medical = បានរៀបចំតាមតម្រូវការវេជ្ជសាស្ត្រ
field-safety-interpreter = បានរៀបចំអ្នកបកប្រែ
field-open-points = ចំណុចមិនទាន់ដោះស្រាយ
field-occasion = កម្មវត្ថុ
field-another = កិច្ចប្រជុំមួយទៀត
field-objection = ហេតុផល
field-request = សំណើ
field-option-day = ជម្រើសទី { $number }៖ ថ្ងៃ
field-option-time = ជម្រើសទី { $number }៖ ម៉ោង
field-option-venue = ជម្រើសទី { $number }៖ ទីកន្លែង
field-option-more = ក្រោយជម្រើសទី { $number }
field-host = ភាគីម្ចាស់ផ្ទះ

urgency-routine = ធម្មតា
urgency-urgent = បន្ទាន់
check-yes = មាន/បាន
check-no = ទេ
check-not-applicable = មិនពាក់ព័ន្ធ

draft-line = { $question }៖ { $answer }
draft-check-new = <b>សូមពិនិត្យ។ សំណើនេះនឹងផ្ញើជូនភាគី{ $party }៖</b>
draft-check-record = <b>សូមពិនិត្យ។ សំណើរបស់ភាគី{ $party }ដែលបានទទួលតាមលិខិត៖</b>
draft-delivery = { $to ->
        [all] { $off ->
            [no] ភាគី{ $party }នឹងទទួលដំណឹងភ្លាម ក្រោយផ្ញើចេញ។
           *[yes] បច្ចុប្បន្ន ភាគី{ $party }មិនធ្វើការ ហើយនឹងទទួលដំណឹងនៅ{ $at }។
        }
        [duty] { $off ->
            [no] ភាគី{ $party }នឹងទទួលដំណឹងភ្លាម ក្រោយផ្ញើចេញ ជាពិសេសអ្នកប្រចាំការ។
           *[yes] បច្ចុប្បន្ន ភាគី{ $party }មិនធ្វើការ។ អ្នកប្រចាំការនឹងទទួលដំណឹងភ្លាម ក្រោយផ្ញើចេញ ហើយមន្ត្រីផ្សេងនៅ{ $at }។
        }
       *[coordinators] { $off ->
            [no] ភាគី{ $party }នឹងទទួលដំណឹងភ្លាម ក្រោយផ្ញើចេញ។
           *[yes] បច្ចុប្បន្ន ភាគី{ $party }មិនធ្វើការ។ អ្នកសម្របសម្រួលនឹងទទួលដំណឹងភ្លាម ក្រោយផ្ញើចេញ ហើយមន្ត្រីផ្សេងនៅ{ $at }។
        }
    }
draft-safety-open = ⚠️ មិនទាន់ដោះស្រាយ៖ { $checks }។ អ្នកសម្របសម្រួលនៃភាគីទាំងពីរ ត្រូវឯកភាព ឬលើកពេល។
waits-draft = លោកអ្នកមានសំណើមួយ ដែលមិនទាន់បំពេញចប់។ តើត្រូវបន្ត ឬចាប់ផ្តើមថ្មី?
draft-cancelled = បានលុបសេចក្តីព្រាង។ ប្រព័ន្ធមិនបានផ្ញើអ្វីទេ។
button-resume-draft = បន្តសេចក្តីព្រាង
button-delete-draft = លុបសេចក្តីព្រាង
button-begin-again = ចាប់ផ្តើមថ្មី

request-sent = បានផ្ញើសំណើ { $reference }។
request-sent-alone = បានកត់ត្រាសំណើ { $reference }។ ភាគី{ $other_party } មិនទាន់មានមន្ត្រីក្នុងប្រព័ន្ធទេ។ សូមផ្ញើលិខិត រួចកត់ត្រានៅទីនេះនូវចម្លើយតាមលិខិត។
request-recorded = បានកត់ត្រាសំណើ { $reference }។ ការរាប់ថ្ងៃបានចាប់ផ្តើម។

error-not-skipped = សំណួរនេះត្រូវតែឆ្លើយ។ សូមជ្រើសរើស ឬសរសេរចម្លើយ។
error-date-range = សូមសរសេរកាលបរិច្ឆេទចាប់ពី{ $first } ដល់{ $last }។
error-draft-expired = សេចក្តីព្រាងនេះលែងប្រើបានហើយ៖ បានផ្ញើ បានលុប ឬបានជំនួស។ សូមបន្តតាម /menu។
error-not-a-letter = សូមសរសេរលេខលិខិត មិនលើសពី { $most } តួអក្សរ ដោយមានលេខ។ ឈ្មោះ លេខអត្តសញ្ញាណ និងលេខទូរស័ព្ទ មិនត្រូវសរសេរនៅទីនេះទេ។
error-letter-like-a-document = លេខជាប់គ្នាលើសពី { $most } ខ្ទង់ ដូចលេខអត្តសញ្ញាណ ឬលេខទូរស័ព្ទ។ សូមសរសេរលេខលិខិតដោយមានសញ្ញា / និងឆ្នាំ ឬឱ្យខ្លីជាងនេះ។

draft-press = សូមប្រើប៊ូតុងខាងក្រោម។ អក្សរដែលសរសេរនៅទីនេះ មិនប្តូរអ្វីទេ។
again = { $wrong }
    ចម្លើយនេះនៅមិនទាន់ត្រឹមត្រូវ។ { $kind ->
        [day] សូមសរសេរថ្ងៃ ដូចជា { $day } ឬចុចប៊ូតុងមួយ។
       *[other] សូមសរសេរតែអ្វីដែលសំណួរសួរ ឬចុចប៊ូតុងមួយ។
    }
draft-overtaken = ចម្លើយមួយលែងត្រូវ ព្រោះថ្ងៃបានកន្លងទៅ។ សូមឆ្លើយម្តងទៀត។
