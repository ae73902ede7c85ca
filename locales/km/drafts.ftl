# ការចុះបញ្ជីសំណើ តាមសំណួរម្តងមួយៗ
draft-progress = ជំហានទី { $step } នៃ { $steps }
draft-ask-kind = <b>តើសំណើនេះជាប្រភេទអ្វី?</b>
draft-ask-urgency = <b>តើសំណើនេះមានកម្រិតបន្ទាន់យ៉ាងណា?</b>
draft-ask-persons = <b>តើសំណើនេះពាក់ព័ន្ធនឹងមនុស្សប៉ុន្មាននាក់?</b>
    សូមចុច ឬសរសេរចំនួន។ សូមកុំសរសេរឈ្មោះ។
draft-ask-children = <b>ក្នុងនោះ តើមានកុមារប៉ុន្មាននាក់?</b>
draft-ask-letter = <b>តើលិខិតផ្លូវការមានលេខយោងអ្វី?</b>
    ឧទាហរណ៍ 123/26 MoI។ ព័ត៌មានអំពីបុគ្គលត្រូវដាក់ក្នុងលិខិត មិនត្រូវសរសេរនៅទីនេះទេ។
draft-ask-letter-day = <b>តើលិខិតចុះកាលបរិច្ឆេទណា?</b>
    ឧទាហរណ៍ ១៥ មីនា ២០២៦ ឬ 2026-03-15។
draft-ask-channel = <b>តើលិខិតបញ្ជូនតាមមាគ៌ាណា?</b>
draft-ask-received-on = <b>តើភាគីរបស់លោកអ្នកបានទទួលលិខិតនៅថ្ងៃណា?</b>
    ការរាប់ថ្ងៃគិតពីថ្ងៃនោះ។
draft-ask-needed-by = <b>តើត្រូវការចម្លើយត្រឹមថ្ងៃណា?</b>
    ឧទាហរណ៍ ១៥ មីនា ២០២៦ ឬ 2026-03-15។
draft-ask-planned-on = <b>តើការវិលត្រឡប់គ្រោងធ្វើនៅថ្ងៃណា?</b>
    ឧទាហរណ៍ ១៥ មីនា ២០២៦ ឬ 2026-03-15។
draft-ask-crossing = <b>តើនឹងឆ្លងដែនតាមច្រកណា?</b>
draft-ask-safety-voluntary = <b>ការពិនិត្យសុវត្ថិភាព។</b> តើការវិលត្រឡប់ធ្វើឡើងដោយស្ម័គ្រចិត្តឬទេ?
draft-ask-safety-retrafficking-risk = <b>ការពិនិត្យសុវត្ថិភាព។</b> តើបានពិនិត្យហានិភ័យនៃការជួញដូរសាជាថ្មីឬទេ?
draft-ask-safety-guardian = <b>ការពិនិត្យសុវត្ថិភាព។</b> តើមានអាណាព្យាបាលសម្រាប់កុមារម្នាក់ៗឬទេ?
draft-ask-safety-medical = <b>ការពិនិត្យសុវត្ថិភាព។</b> តើបានរៀបចំតាមតម្រូវការវេជ្ជសាស្ត្រឬទេ?
draft-ask-safety-interpreter = <b>ការពិនិត្យសុវត្ថិភាព។</b> តើបានរៀបចំអ្នកបកប្រែឬទេ?

field-kind = ប្រភេទ
field-urgency = កម្រិតបន្ទាន់
field-persons = ចំនួនមនុស្ស
field-children = ក្នុងនោះកុមារ
field-letter = លេខយោងលិខិត
field-letter-day = កាលបរិច្ឆេទលិខិត
field-channel = មាគ៌ា
field-received-on = ថ្ងៃទទួល
field-needed-by = ត្រូវការចម្លើយត្រឹម
field-planned-on = ថ្ងៃគ្រោងវិលត្រឡប់
field-crossing = ច្រកឆ្លងដែន
field-safety-voluntary = ការវិលត្រឡប់ដោយស្ម័គ្រចិត្ត
field-safety-retrafficking-risk = បានពិនិត្យហានិភ័យនៃការជួញដូរសាជាថ្មី
field-safety-guardian = មានអាណាព្យាបាលសម្រាប់កុមារម្នាក់ៗ
field-safety-medical = បានរៀបចំតាមតម្រូវការវេជ្ជសាស្ត្រ
field-safety-interpreter = បានរៀបចំអ្នកបកប្រែ
field-occasion = កម្មវត្ថុ
field-objection = ហេតុផល
field-case = សំណើ
field-option-day = ជម្រើសទី { $number }៖ ថ្ងៃ
field-option-time = ជម្រើសទី { $number }៖ ម៉ោង
field-option-venue = ជម្រើសទី { $number }៖ ទីកន្លែង
field-option-more = ក្រោយជម្រើសទី { $number }
field-host = ភាគីម្ចាស់ផ្ទះ

urgency-routine = ធម្មតា
urgency-urgent = បន្ទាន់
check-yes = បាទ/ចាស
check-no = ទេ
check-not-applicable = មិនពាក់ព័ន្ធ

draft-line = { $question }៖ { $answer }
draft-check-new = <b>សូមពិនិត្យ។ សំណើនេះនឹងផ្ញើជូនភាគី{ $party }៖</b>
draft-check-record = <b>សូមពិនិត្យ។ សំណើរបស់ភាគី{ $party }ដែលបានទទួលតាមលិខិត៖</b>
draft-delivery = { $to ->
        [all] { $off ->
            [no] ភាគី{ $party }នឹងទទួលដំណឹងភ្លាមៗ។
           *[yes] ពេលនេះភាគី{ $party }មិនធ្វើការ ហើយនឹងទទួលដំណឹងនៅ { $at }។
        }
        [duty] { $off ->
            [no] ភាគី{ $party }នឹងទទួលដំណឹងភ្លាមៗ ជាពិសេសអ្នកប្រចាំការ។
           *[yes] ពេលនេះភាគី{ $party }មិនធ្វើការ។ អ្នកប្រចាំការនឹងទទួលដំណឹងភ្លាមៗ ហើយអ្នកដទៃទាំងអស់នៅ { $at }។
        }
       *[coordinators] { $off ->
            [no] ភាគី{ $party }នឹងទទួលដំណឹងភ្លាមៗ។
           *[yes] ពេលនេះភាគី{ $party }មិនធ្វើការ។ អ្នកសម្របសម្រួលនឹងទទួលដំណឹងភ្លាមៗ ហើយអ្នកដទៃទាំងអស់នៅ { $at }។
        }
    }
waits-draft = លោកអ្នកមានសំណើមួយដែលមិនទាន់បំពេញចប់។ តើត្រូវបន្ត ឬចាប់ផ្តើមថ្មី?
draft-cancelled = សេចក្តីព្រាងត្រូវបានបោះបង់។ គ្មានអ្វីត្រូវបានផ្ញើទេ។
button-resume-draft = បន្តសេចក្តីព្រាង
button-delete-draft = លុបសេចក្តីព្រាង
button-afresh = ចាប់ផ្តើមថ្មី

request-sent = បានផ្ញើសំណើ { $reference }។
request-sent-alone = បានកត់ត្រាសំណើ { $reference }។ ភាគីម្ខាងទៀតមិនទាន់មានមន្ត្រីក្នុងប្រព័ន្ធទេ។ សូមផ្ញើលិខិត រួចកត់ត្រានៅទីនេះនូវអ្វីដែលភាគីនោះឆ្លើយតបតាមលិខិត។
request-recorded = បានកត់ត្រាសំណើ { $reference }។ ការរាប់ថ្ងៃបានចាប់ផ្តើម។

error-not-skipped = សំណួរនេះត្រូវតែឆ្លើយ។
error-date-range = សូមសរសេរកាលបរិច្ឆេទចាប់ពី{ $first } ដល់{ $last }។
error-draft-expired = សេចក្តីព្រាងនេះលែងប្រើបានហើយ។ សូមប្រើ /menu ដើម្បីបន្ត។
error-not-a-letter = សូមសរសេរលេខយោងលិខិត មិនលើសពី { $most } តួអក្សរ ដោយមានលេខ។ ឈ្មោះ លេខឯកសារអត្តសញ្ញាណ និងលេខទូរស័ព្ទ មិនត្រូវសរសេរនៅទីនេះទេ។
error-letter-like-a-document = លេខជាប់គ្នាលើសពី { $most } ខ្ទង់ មើលទៅដូចជាលេខឯកសារអត្តសញ្ញាណ ឬលេខទូរស័ព្ទ។ សូមសរសេរលេខលិខិតដោយមានសញ្ញា / និងឆ្នាំ ឬជាទម្រង់ខ្លីជាងនេះ។

draft-press = សូមប្រើប៊ូតុងខាងក្រោម។ អ្វីដែលសរសេរនៅទីនេះ មិនប្តូរអ្វីទេ។
draft-overtaken = ចម្លើយមួយមិនត្រូវនឹងស្ថានភាពទៀតទេ ព្រោះថ្ងៃបានកន្លងទៅ។ សូមឆ្លើយម្តងទៀត។
