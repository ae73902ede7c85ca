# របៀបវារៈ និងសេចក្តីសម្រេចនៃកិច្ចប្រជុំ
agenda-title = <b>របៀបវារៈនៃ { $code }</b> ({ $kind })៖ { $total } ចំណុច
agenda-line = ចំណុចទី{ $item }៖ { $title } – ស្នើដោយភាគី{ $party }{ $with_request ->
        [yes] {" "}· { $request }
       *[no] {""}
    }{ $mark ->
        [discussed] {" "}– ✓ បានពិភាក្សា
        [dropped] {" "}– បានដកចេញ
        [carried] {" "}– បានលើកទៅកិច្ចប្រជុំបន្ទាប់
       *[open] { $carried ->
            [0] {""}
           *[other] {" "}– បានលើកទៅបន្ត { $carried } ដង
        }
    }
agenda-topic =
    { $topic ->
        [overdue] សំណើហួសកាលកំណត់
        [refused] សំណើដែលបានបដិសេធ
        [objected] សំណើដែលមានការជំទាស់
        [returned] សំណើដែលចម្លើយបានប្រគល់ត្រឡប់
        [difference] ការខ្វែងគំនិត
        [consent] ការយល់ព្រមដែលជិតផុតកំណត់
       *[activity] សកម្មភាពហួសកាលកំណត់
    }{ $with_code ->
        [yes] {" "}{ $code }
       *[no] {""}
    }
agenda-draft-title = <b>សេចក្តីព្រាងរបៀបវារៈនៃ { $code }</b>៖ { $total } ចំណុច
    ភាគីទាំងពីរឃើញចំណុចដូចគ្នា។
agenda-draft-line = { $number }. { $point }{ $on_agenda ->
        [yes] {" "}– ✓ មានក្នុងរបៀបវារៈ
        [carried] {" "}– បានលើកមកពីមុន
       *[no] {""}
    }
agenda-decisions = <b>សេចក្តីសម្រេច៖</b>
minutes-title = <b>កំណត់ហេតុនៃ { $code }</b> ({ $kind }){ $approved ->
        [yes] {" "}– ភាគីទាំងពីរបានព្រមព្រៀង
       *[no] {" "}– មិនទាន់ព្រមព្រៀង
    }
minutes-present = អ្នកចូលរួមនៃភាគី{ $party }៖ { $people }
minutes-person = { $role } ({ $agency })
minutes-decision = { $number }. { $title } – { $lead } ត្រឹម{ $last }{ $approved ->
        [yes] {""}
       *[no] {" "}– មិនទាន់ព្រមព្រៀង
    }
minutes-sign = តំណាង{ $authority }
minutes-sign-by = ឈ្មោះ មុខតំណែង កាលបរិច្ឆេទ និងហត្ថលេខា
recorded-minutes-file = ប្រព័ន្ធនឹងផ្ញើកំណត់ហេតុនៃ { $code }។
agenda-what = <b>តើត្រូវដាក់ចំណុចអ្វីក្នុងរបៀបវារៈនៃ { $code }?</b>
    សូមសរសេរក្នុងមួយបន្ទាត់ ដោយគ្មានឈ្មោះ ឬព័ត៌មានផ្ទាល់ខ្លួន។ អាចសរសេរលេខយោងនៃករណីនៅខាងដើម។
agenda-added = បានដាក់ចំណុចទី{ $item } ក្នុងរបៀបវារៈ។ ភាគីទាំងពីរអាចមើលបាន។

recorded-agenda =
    { $action ->
        [discuss] បានកត់ត្រាថា បានពិភាក្សាចំណុចទី{ $item }។
        [carry] បានលើកចំណុចទី{ $item } ទៅកិច្ចប្រជុំប្រភេទនេះលើកក្រោយ។
       *[drop] បានដកចំណុចទី{ $item } ចេញពីរបៀបវារៈ។
    }

decide-who = <b>តើភាគីណាត្រូវអនុវត្តសេចក្តីសម្រេចនៃ { $code }?</b>
decide-until = <b>តើត្រូវបញ្ចប់ត្រឹមថ្ងៃណា?</b>
    សូមចុចថ្ងៃ ឬសរសេរកាលបរិច្ឆេទ ឧទាហរណ៍ ១៥ មីនា ២០២៦។
decide-what = <b>តើ { $code } បានសម្រេចអ្វី?</b>
    សូមសរសេរក្នុងមួយបន្ទាត់ ដោយគ្មានឈ្មោះ ឬព័ត៌មានផ្ទាល់ខ្លួន។
error-minutes-content = ខ្លឹមសារកំណត់ហេតុ ស្ថិតក្នុងលិខិត។ នៅទីនេះ សូមសរសេរតែលេខលិខិត។ សេចក្តីសម្រេច ត្រូវកត់ត្រាតាម /decide។
minutes-which = <b>តើលិខិតដែលមានកំណត់ហេតុនៃ { $code } មានលេខអ្វី?</b>
recorded-decision = បានកត់ត្រាសេចក្តីសម្រេចជាសកម្មភាពលេខ { $number }។ សេចក្តីសម្រេចនេះចូលក្នុងផែនការសកម្មភាព ពេលភាគី{ $other_party } យល់ព្រម។

button-agenda-add = បន្ថែមក្នុងរបៀបវារៈ
button-agenda-draft = ព្រាងរបៀបវារៈ
button-agenda-draft-add = បន្ថែមចំណុចទី{ $number }
button-agenda-minutes = កំណត់ហេតុ
button-agenda-discuss = ✓ បានពិភាក្សាចំណុចទី{ $item }
button-agenda-carry = លើកទៅក្រោយ៖ ទី{ $item }
button-agenda-drop = ដកចំណុចទី{ $item } ចេញ
button-decide = កត់ត្រាសេចក្តីសម្រេច

error-not-a-title = សូមសរសេរមួយបន្ទាត់ មិនលើសពី { $most } តួអក្សរ ដោយគ្មានតំណភ្ជាប់ ឬលេខវែង។
error-item-ended = ចំណុចទី{ $item } បានកត់ត្រារួចហើយ៖ បានពិភាក្សា លើកទៅក្រោយ ឬដកចេញ។
error-agenda-closed = { $code } បានបញ្ចប់ ឬមិនប្រព្រឹត្តទៅទៀតទេ។ សូមប្រើរបៀបវារៈនៃកិច្ចប្រជុំបន្ទាប់៖ /meetings។
error-meeting-not-over = { $code } មិនទាន់បញ្ចប់ទេ។ សូមកត់ត្រាលទ្ធផល ក្រោយពេលកិច្ចប្រជុំបានប្រព្រឹត្តទៅ។
error-meeting-not-held =
    { $disputed ->
        [yes] ភាគីទាំងពីរបានកត់ត្រាខុសគ្នាអំពី { $code }។ សូមផ្ទៀងផ្ទាត់ថា កិច្ចប្រជុំបានប្រព្រឹត្តទៅឬទេ រួចកែតម្រូវកំណត់ត្រាដែលខុស។
       *[no] សូមកត់ត្រាជាមុនក្នុងសារអំពី { $code } ថា កិច្ចប្រជុំបានប្រព្រឹត្តទៅ។ ទិន្នន័យនៅដដែល។
    }
error-minutes-approved = ភាគីទាំងពីរបានព្រមព្រៀងលើកំណត់ហេតុនៃ { $code } រួចហើយ។ ទិន្នន័យនៅដដែល។
error-decision-approved = ភាគីទាំងពីរបានព្រមព្រៀងលើសេចក្តីសម្រេចនៃ { $code } ដូច្នេះកិច្ចប្រជុំបានប្រព្រឹត្តទៅហើយ។ ទិន្នន័យនៅដដែល។
