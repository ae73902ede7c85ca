# ករណី៖ ព័ត៌មានអំពីករណី បញ្ជី និងប្រវត្តិ
state =
    { $state ->
        [sent] រង់ចាំការបញ្ជាក់ថាបានទទួល
        [received] បានទទួល
        [answered] បានឆ្លើយតប
        [refused] បានបដិសេធ
        [withdrawn] បានដកសំណើវិញ
       *[closed] បានបញ្ចប់ករណី
    }

request-title = <b>{ $reference }</b> { $kind }{ $urgent ->
        [yes] {" "}– <b>បន្ទាន់</b>
       *[no] {""}
    }
request-about = { $kind }{ $urgent ->
        [yes] {" "}· <b>បន្ទាន់</b>
       *[no] {""}
    } · { $persons }
request-parties = { $requesting } → { $requested } · { $persons }
request-period = កាលកំណត់ឆ្លើយតប៖ { $days } ថ្ងៃ គិតពីថ្ងៃទទួល
request-received = បានទទួលនៅ{ $received }។ កាលកំណត់ឆ្លើយតប៖ <b>{ $due } ម៉ោង ២៤:០០ នៅ{ $place }</b> { $days ->
        [0] (ជាថ្ងៃចុងក្រោយ)
       *[other] (នៅសល់ { $days } ថ្ងៃ)
    }។
request-overdue = បានទទួលនៅ{ $received }។ កាលកំណត់ឆ្លើយតប៖ <b>{ $due }</b> (ហួសកាលកំណត់ { $days } ថ្ងៃ)។
outcome = { $result }{ $confirmed ->
        [-1] {""}
       *[other] {" "}({ $confirmed } ក្នុងចំណោម { $persons } នាក់)
    }
request-outcome = លទ្ធផល៖ { $result }។{ $with_letter ->
        [yes] {" "}លិខិតលេខ { $letter }។
       *[no] {""}
    }
request-refusal = មូលហេតុនៃការបដិសេធ៖ { $grounds }។ ហេតុផលមានក្នុងលិខិតលេខ { $letter }។
request-persons = { $children ->
        [0] បុគ្គល { $persons } នាក់ (គ្មានកុមារ)
       *[other] បុគ្គល { $persons } នាក់ (កុមារ { $children } នាក់)
    }
request-letter = លិខិតលេខ { $letter }{ $dated ->
        [yes] {" "}ចុះ{ $day }
       *[no] {""}
    }{ $sent ->
        [yes] {" "}({ $channel })
       *[no] {""}
    }
request-needed-by = ត្រូវការចម្លើយត្រឹម{ $day }
request-repatriation = ថ្ងៃគ្រោងវិលត្រឡប់៖ { $day } · ច្រកឆ្លងដែន៖ { $crossing }
request-assignee = មន្ត្រីទទួលបន្ទុក៖ { $name } ({ $agency }){ $left ->
        [yes] { " " }លែងអាចបន្តទទួលបន្ទុក
       *[no] { "" }
    }
request-statement = { $action }៖ ភាគី{ $party }បានកត់ត្រាតាមលិខិតលេខ { $letter }។ { $verdict }
statement =
    { $verdict ->
        [agreed] ភាគីពាក់ព័ន្ធបានយល់ស្របនៅ{ $at }។
        [objected] <b>ភាគីពាក់ព័ន្ធជំទាស់</b> ({ $at })។
       *[unjudged] ភាគីពាក់ព័ន្ធមិនទាន់បានផ្តល់យោបល់ទេ។
    }

result-confirmed = បានបញ្ជាក់សញ្ជាតិ និងអត្តសញ្ញាណ
result-not-confirmed = មិនអាចបញ្ជាក់សញ្ជាតិ និងអត្តសញ្ញាណបាន
result-partly-confirmed = បញ្ជាក់បានមួយផ្នែក
result-done = បានអនុវត្ត
result-partly-done = បានអនុវត្តមួយផ្នែក
result-not-possible = មិនអាចអនុវត្តបាន

withdrawal-settled = បញ្ហានេះបានដោះស្រាយរួច
withdrawal-duplicate = បានផ្ញើពីរដង
withdrawal-mistake = បានផ្ញើដោយច្រឡំ
withdrawal-wish = តាមឆន្ទៈរបស់សាមីខ្លួន
withdrawal-other-channel = បានដោះស្រាយតាមមាគ៌ាផ្សេង

missing-names = ឈ្មោះពេញ និងឈ្មោះផ្សេងទៀតដែលប្រើ
missing-birth = ថ្ងៃខែឆ្នាំកំណើត
missing-documents = ច្បាប់ថតចម្លងឯកសារអត្តសញ្ញាណ
missing-portrait = រូបថត
missing-origin = ស្រុកកំណើត
missing-family = ព័ត៌មានអំពីសាច់ញាតិ
missing-circumstances = កាលៈទេសៈនៃករណី
missing-letter = លិខិតផ្លូវការពេញលេញ

action-log = ការផ្ញើសំណើ
action-record = សំណើតាមលិខិត
action-receive = ការបញ្ជាក់ថាបានទទួល
action-ask = ការសុំព័ត៌មាន
action-supply = ការផ្តល់ព័ត៌មាន
action-assign = ការចាត់មន្ត្រីទទួលបន្ទុក
action-answer = ចម្លើយ
action-draft-refusal = ការរៀបចំសេចក្តីព្រាងបដិសេធ
action-drop-refusal = ការបោះបង់សេចក្តីព្រាងបដិសេធ
action-refuse = ការបដិសេធ
action-withdraw = ការដកសំណើវិញ
action-close = ការបញ្ចប់ករណី
action-agree = ការយល់ស្របនឹងការកត់ត្រាតាមលិខិត
action-object = ការជំទាស់នឹងការកត់ត្រាតាមលិខិត

button-receive-today = បានទទួលថ្ងៃនេះ
button-receive-earlier = បានទទួលមុននេះ…
button-receive-by-letter = កត់ត្រាការទទួលតាមលិខិត
button-ask = សុំព័ត៌មានបន្ថែម
button-supply = បានផ្ញើព័ត៌មាន
button-supply-by-letter = កត់ត្រាព័ត៌មានតាមលិខិត
button-assign = ចាត់មន្ត្រីទទួលបន្ទុក
button-answer = ឆ្លើយតប
button-answer-by-letter = កត់ត្រាចម្លើយតាមលិខិត
button-refuse = បដិសេធ
button-refuse-by-letter = កត់ត្រាការបដិសេធតាមលិខិត
button-withdraw = ដកសំណើវិញ
button-withdraw-by-letter = កត់ត្រាការដកសំណើវិញតាមលិខិត
button-close = បញ្ចប់ករណី
button-close-by-letter = កត់ត្រាការបញ្ចប់ករណីតាមលិខិត
button-agree = យល់ស្រប
button-object = ជំទាស់
button-no-letter = គ្មានលិខិត
button-history = ប្រវត្តិ
button-explain = ពន្យល់កាលកំណត់
button-request = ត្រឡប់ទៅករណី
button-open-request = { $reference }
choice-chosen = ✅ { $label }

receive-when = <b>តើបានទទួលសំណើនៅថ្ងៃណា?</b>
    សូមចុចថ្ងៃ ឬសរសេរកាលបរិច្ឆេទ ឧទាហរណ៍ «ថ្ងៃនេះ»។ ការរាប់ថ្ងៃគិតពីថ្ងៃនោះ។
by-letter-which = <b>តើលិខិតណារបស់ភាគី{ $other_party }បានជូនដំណឹងអំពីចំណាត់ការនេះ?</b> សូមសរសេរលេខលិខិត។
ask-what = <b>តើ { $reference } នៅខ្វះអ្វី?</b>
    សូមជ្រើសរើសមួយ ឬច្រើន រួចបន្ត។ ព័ត៌មានលម្អិតត្រូវបញ្ជូនតាមមាគ៌ាផ្លូវការ។
error-no-letter-here = ជំហាននេះមិនកត់ត្រាលេខលិខិតទេ។
supply-which = <b>តើបានផ្ញើព័ត៌មានតាមលិខិតណា?</b> សូមសរសេរលេខលិខិត។
assign-whom = <b>តើមន្ត្រីណាទទួលបន្ទុកករណីនេះ?</b>
answer-which = <b>តើលទ្ធផលសម្រាប់បុគ្គល { $persons } នាក់មានដូចម្តេច?</b>
answer-how-many = <b>ក្នុងចំណោម { $persons } នាក់ តើបានបញ្ជាក់ប៉ុន្មាននាក់?</b>
answer-letter = <b>តើចម្លើយផ្ញើតាមលិខិតណា?</b> សូមសរសេរលេខលិខិត រួចពិនិត្យ។
refuse-grounds = <b>តើបដិសេធដោយមូលហេតុណានៃមាត្រា { $article }?</b>
    សូមជ្រើសរើសមួយ ឬច្រើន រួចបន្ត។ ការខ្វះព័ត៌មាន មិនមែនជាមូលហេតុទេ អាចសុំព័ត៌មានបន្ថែម ពីភាគី{ $other_party }។
refuse-letter = <b>តើលិខិតណាបញ្ជាក់ហេតុផល?</b> សូមសរសេរលេខលិខិត រួចពិនិត្យ។ ហេតុផលត្រូវជូនដំណឹងដល់ភាគី{ $other_party } (មាត្រា { $article })។
withdraw-why = <b>តើដកសំណើវិញដោយហេតុផលអ្វី?</b>
withdraw-letter = <b>តើលិខិតណាជូនដំណឹងអំពីការដកសំណើវិញ?</b> សូមសរសេរលេខលិខិត រួចពិនិត្យ។

recorded-step =
    { $action ->
        [receive] បានកត់ត្រាការទទួលសំណើហើយ។
        [ask] បានសុំព័ត៌មានបន្ថែម ពីភាគី{ $other_party }។ កាលកំណត់នៅដដែល។
        [supply] បានកត់ត្រាថា បានផ្ញើព័ត៌មានហើយ។
        [assign] បានចាត់មន្ត្រីទទួលបន្ទុកហើយ។
        [answer] បានផ្ញើចម្លើយហើយ។
        [answer_part] បានផ្ញើចម្លើយមួយផ្នែក។ សំណើនៅបន្ត រហូតដល់មានចម្លើយគ្រប់លេខរៀង។
        [refuse] បានផ្ញើការបដិសេធហើយ។
        [withdraw] បានដកសំណើវិញហើយ។
        [close] បានបញ្ចប់ករណីហើយ។
        [return] បានប្រគល់ចម្លើយត្រឡប់ហើយ។
        [inquire] បានសួរភាគី{ $other_party } អំពីវឌ្ឍនភាព។
        [progress] បានរាយការណ៍វឌ្ឍនភាព ជូនភាគី{ $other_party }។
        [agree] បានកត់ត្រាថា ភាគី{ $own_party } យល់ស្របនឹងការកត់ត្រាតាមលិខិត។
        [object] បានកត់ត្រាថា ភាគី{ $own_party } ជំទាស់នឹងការកត់ត្រាតាមលិខិត។
        [approve_safety] ភាគី{ $own_party }បានឯកភាពលើការវិលត្រឡប់។
        [postpone] បានលើកពេលវិលត្រឡប់ហើយ។
        [answer_safety] បានកត់ត្រាចម្លើយលើការពិនិត្យសុវត្ថិភាព។
       *[by_letter] បានកត់ត្រាតាមលិខិតរបស់ភាគី{ $other_party }។
    }

requests-title = <b>ករណី៖ { $filter }</b> ({ $more ->
        [yes] លើសពី { $total } ករណី
       *[no] { $total } ករណី
    })
requests-page = ទំព័រ { $page } នៃ { $pages }
requests-line = { $request } · { $requesting } → { $requested } – { $state }{ $standing ->
        [overdue] {" "}· ហួសកាលកំណត់ { $days } ថ្ងៃ
        [running] { $days ->
            [0] {" "}· ដល់កំណត់ថ្ងៃនេះ
           *[other] {" "}· នៅសល់ { $days } ថ្ងៃ
        }
       *[still] {""}
    }
filter-chosen = • { $filter }
filter-open = មិនទាន់ចប់
filter-ours = ភាគី{ $own_party } ត្រូវធ្វើ
filter-overdue = ហួសកាលកំណត់
filter-ended = បានបញ្ចប់
filter-all = ទាំងអស់
filter-soon = ជិតដល់កាលកំណត់
filter-sent = មិនទាន់បានទទួល
filter-forgotten = មិនទាន់ចាត់ការ
filter-left = មន្ត្រីទទួលបន្ទុកបានចាកចេញ
button-previous-page = ‹ មុន
button-next-page = បន្ទាប់ ›

history-title = <b>ប្រវត្តិនៃ { $reference }</b>
history-line = { $action }៖ { $at } · { $who }{ $with_values ->
        [yes] {" "}– { $values }
       *[no] {""}
    }
history-approved = { $author } (ឯកភាពដោយ { $name })
history-role = { $role }នៃភាគី{ $party }
history-bot = ប្រព័ន្ធ
history-letter = លិខិតលេខ { $letter }
history-from-letter = តាមលិខិតលេខ { $letter }

explain-what = <b>តើត្រូវពន្យល់កាលកំណត់ណា?</b>
    សូមសរសេរថ្ងៃទទួល ឧទាហរណ៍ ១០ កញ្ញា ២០២៦ ឬលេខយោងនៃករណី។
explain-not-received = មិនទាន់មានការបញ្ជាក់ថា បានទទួលសំណើនេះទេ។ ការរាប់ថ្ងៃចាប់ផ្តើមពីថ្ងៃទទួល។
explain-needed-by = កិច្ចព្រមព្រៀងមិនកំណត់ចំនួនថ្ងៃ សម្រាប់សំណើប្រភេទនេះទេ។ ភាគីស្នើសុំត្រូវការចម្លើយត្រឹម{ $due }។
button-explain-other = ពន្យល់សម្រាប់ភាគី{ $party }

error-stale = មានការផ្លាស់ប្តូរ ក្រោយពេលបង្ហាញសារនោះ។ ទិន្នន័យនៅដដែល។ ខាងក្រោមជាស្ថានភាពបច្ចុប្បន្ន។
error-already-recorded = បានកត់ត្រារួចហើយ៖ { $at }។ លើកនេះទិន្នន័យនៅដដែល។
error-wrong-state = មិនអាចចាត់ការបែបនេះលើ { $reference } ក្នុងស្ថានភាពបច្ចុប្បន្នបានទេ។ ទិន្នន័យនៅដដែល។ ស្ថានភាព និងអ្វីដែលអាចចាត់ការបាន មាននៅខាងក្រោម។
error-not-your-side = ចំណាត់ការនេះជាសមត្ថកិច្ចរបស់ភាគី{ $other_party }។ ទិន្នន័យនៅដដែល។
error-needs-letter = ចំណាត់ការរបស់ភាគី{ $other_party } កត់ត្រាបាន លុះត្រាតែមានលិខិតជូនដំណឹង។ សូមសរសេរលេខលិខិតនោះ។
error-counts = ចំនួនមិនត្រូវគ្នាទេ។ សំណើនេះពាក់ព័ន្ធនឹងបុគ្គល { $persons } នាក់។ សូមសរសេរម្តងទៀត។
error-answered-by-number = បានឆ្លើយតាមលេខរៀងរួចហើយ៖ { DIGITS($numbers) }។ លទ្ធផលរួមត្រូវស្របនឹងចម្លើយនេះ។ ដើម្បីកែប្រែ សូមឆ្លើយតាមលេខរៀង។
error-numbers-same = គ្មានអ្វីថ្មីទេ។ ចម្លើយតាមលេខរៀងបច្ចុប្បន្ន៖ { $numbers }។ សូមសរសេរលទ្ធផលនៃលេខរៀងផ្សេង ឬលទ្ធផលថ្មី។
error-receipt-range = សំណើនេះបានផ្ញើនៅ{ $first }។ { SAME($first, $last) ->
        [yes] ថ្ងៃទទួល អាចជាថ្ងៃនោះតែប៉ុណ្ណោះ។
       *[no] សូមសរសេរថ្ងៃចាប់ពីថ្ងៃនោះ ដល់{ $last }។
    }
error-day-passed = { $day } បានកន្លងផុតហើយ។ សូមសរសេរថ្ងៃនេះ ឬថ្ងៃក្រោយ។
error-no-ground = ការបដិសេធត្រូវមានមូលហេតុ យ៉ាងតិចមួយតាមកិច្ចព្រមព្រៀង។ សូមជ្រើសរើស។
error-not-an-answer = លទ្ធផលនេះមិនមែនសម្រាប់សំណើប្រភេទនេះទេ។ សូមជ្រើសរើសលទ្ធផលខាងក្រោម។
error-not-your-request = មន្ត្រីផ្សេងទទួលបន្ទុកករណីនេះ។ អ្នកសម្របសម្រួលនៃភាគី{ $own_party } អាចចាត់មន្ត្រីជាថ្មី។

request-clock = បានទទួលនៅ{ $received }។ កាលកំណត់ឆ្លើយតប៖ { $due }។
error-recorded-by-colleague = { $reference }៖ { $who } បានកត់ត្រារួចហើយនៅ{ $at }។ មិនចាំបាច់ធ្វើម្តងទៀតទេ។
progress-in-progress = កំពុងចាត់ការ
progress-province = បានស្នើអាជ្ញាធរខេត្តពិនិត្យ
progress-other-authority = បានស្នើអាជ្ញាធរផ្សេងពិនិត្យ
progress-more-time = ត្រូវការពេលបន្ថែម
progress-letter = លិខិតឆ្លើយតបកំពុងផ្ញើ
progress-which = <b>តើវឌ្ឍនភាពនៃ { $reference } ដល់ណាហើយ?</b>
request-progress = វឌ្ឍនភាពនៅ{ $at }៖ { $progress }
request-inquired = ភាគីស្នើសុំបានសួរអំពីវឌ្ឍនភាពនៅ{ $at }
action-inquire = ការសួរវឌ្ឍនភាព
action-progress = ការរាយការណ៍វឌ្ឍនភាព
button-inquire = សួរវឌ្ឍនភាព
button-progress = រាយការណ៍វឌ្ឍនភាព
error-already-inquired = ភាគី{ $own_party }បានសួររួចហើយ៖ { $at }។ មិនទាន់មានចម្លើយទេ។ អាចសួរម្តងទៀត ចាប់ពី{ $until }។

action-correct = ការកែតម្រូវ
action-return = ការប្រគល់ចម្លើយត្រឡប់
button-correct = កែតម្រូវចម្លើយ
button-correct-refusal = កែតម្រូវការបដិសេធ
button-correct-sent = កែតម្រូវទិន្នន័យ
button-return = ប្រគល់ចម្លើយត្រឡប់
notice-correct = ✏️ { $reference }៖ ភាគី{ $party }បានកែតម្រូវចម្លើយ៖ { $change }។
notice-correct-refusal = ✏️ { $reference }៖ ភាគី{ $party }បានកែតម្រូវការបដិសេធ៖ { $change }។
notice-correct-sent = ✏️ { $reference }៖ ភាគី{ $party } បានកែតម្រូវទិន្នន័យ ដែលបានផ្ញើ៖ { $change }។
notice-return = ↩️ { $reference }៖ ភាគី{ $other_party }បានប្រគល់ចម្លើយត្រឡប់ ព្រោះមិនគ្រប់គ្រាន់។ ខ្វះ៖ { $missing }។
correct-present = ការកែតម្រូវ · { $reference }។ បានផ្ញើមុន៖ { $now }។
correct-which = <b>តើត្រូវកែតម្រូវអ្វី?</b>
correct-value = <b>{ $field }៖ តើទិន្នន័យត្រឹមត្រូវជាអ្វី?</b> បច្ចុប្បន្ន៖ { $now }
recorded-correct = បានផ្ញើការកែតម្រូវ៖ { $change }។
error-refusal-not-returned = ការបដិសេធ មិនអាចប្រគល់ត្រឡប់បានទេ។ អាចស្នើម្តងទៀត ឬលើកឡើងការខ្វែងគំនិត។
return-what = <b>តើចម្លើយនៃ { $reference } ខ្វះអ្វីខ្លះ?</b>
error-nothing-to-correct = { $reference } មានចម្លើយ ឬការបដិសេធនេះរួចហើយ។ សូមសរសេរលទ្ធផល មូលហេតុ ឬលិខិតលេខផ្សេង។
error-reply-not-complete = { $reference } មិនទាន់មានចម្លើយពេញលេញ។ ដើម្បីកែតម្រូវ សូមឆ្លើយតាមលេខរៀងម្តងទៀត។ ប្រសិនបើថ្ងៃទទួលកត់ត្រាខុស សូមសរសេរ «ថ្ងៃទទួលខុស» ដើម្បីឱ្យអ្នកសម្របសម្រួលស្នើពន្យារពេល។
error-closed-for-correction = { $reference } បានបញ្ចប់ហើយ មិនអាចកែតម្រូវ ឬប្រគល់ត្រឡប់បានទៀតទេ។ ទិន្នន័យនៅដដែល។ សូមផ្ញើលិខិតផ្លូវការ ឬសំណើថ្មី។

request-follows = បន្តពី { $reference }
request-followed = មានសំណើបន្ត { $reference } ({ $kind })៖ { $at }
button-next = ធ្វើសំណើបន្ត
button-ask-again = ស្នើម្តងទៀត

request-safety-open = ⚠️ ការពិនិត្យសុវត្ថិភាព៖ អ្នកសម្របសម្រួលនៃភាគី{ $parties } ត្រូវឯកភាព ឬលើកពេល។
request-safety-undecided = ⚠️ ការពិនិត្យសុវត្ថិភាព៖ អ្នកសម្របសម្រួលនៃភាគី{ $parties } មិនបានសម្រេច មុនពេលឆ្លើយតបទេ។
request-safety-approved = ភាគី{ $party }បានឯកភាព ក្រោយការពិនិត្យសុវត្ថិភាព៖ { $reason }។
safety-reason-agreed = សាមីខ្លួនយល់ព្រមវិលត្រឡប់ហើយ
safety-reason-guardian = អាណាព្យាបាល ឬអាជ្ញាធរ ទទួលបន្ទុកកុមារម្នាក់ៗ
    .button = កុមារមានអ្នកទទួលបន្ទុក
safety-reason-letter = មានចម្លើយតាមលិខិតហើយ
safety-reason-court = តុលាការ ឬអាជ្ញាធរ បានសម្រេច
safety-which = <b>ការពិនិត្យសុវត្ថិភាពនៃ { $reference }៖ ហេតុអ្វីអាចវិលត្រឡប់បាន?</b>
    ចំណុចដែលនៅសល់៖ { $checks }។
postpone-to = <b>តើលើកពេលវិលត្រឡប់នៃ { $reference } ទៅថ្ងៃណា?</b>
action-approve-safety = ការឯកភាពឱ្យវិលត្រឡប់
action-postpone = ការលើកពេលវិលត្រឡប់
button-safety = សម្រេចលើការពិនិត្យសុវត្ថិភាព
button-postpone = លើកពេល…
action-answer-safety = ការឆ្លើយការពិនិត្យសុវត្ថិភាព
button-answer-safety = ឆ្លើយការពិនិត្យសុវត្ថិភាព
safety-answer = <b>ការពិនិត្យសុវត្ថិភាពនៃ { $reference }៖ តើលោកអ្នកឆ្លើយចំណុចណា?</b>
notice-answer-safety = ✓ { $reference }៖ មានចម្លើយលើចំណុចមួយ នៃការពិនិត្យសុវត្ថិភាព។
error-nothing-to-decide = ការពិនិត្យសុវត្ថិភាពនៃសំណើនេះ គ្មានអ្វីដែលភាគី{ $own_party } ត្រូវសម្រេចទេ។ សូមមើលតាម /request។
notice-safety = ⚠️ { $reference }៖ ការពិនិត្យសុវត្ថិភាព នៅមានចំណុចមិនទាន់ដោះស្រាយ។
notice-approve-safety = ✓ { $reference }៖ ភាគី{ $other_party }បានឯកភាពលើការវិលត្រឡប់ ក្រោយការពិនិត្យសុវត្ថិភាព។
notice-postpone = 📆 { $reference }៖ ភាគី{ $other_party }បានលើកពេលវិលត្រឡប់។ ការឯកភាពពីមុនលែងមានសុពលភាព។

request-numbers = តាមលេខរៀងក្នុងលិខិត៖ { DIGITS($numbers) }។
numbers-confirmed = បានបញ្ជាក់ (លេខរៀង { DIGITS($numbers) })
numbers-not-confirmed = មិនអាចបញ្ជាក់បាន (លេខរៀង { DIGITS($numbers) })
numbers-unknown = រង់ចាំចម្លើយ (លេខរៀង { DIGITS($numbers) })
numbers-which = <b>តើលទ្ធផលសម្រាប់បុគ្គល { $persons } នាក់ម្នាក់ៗ តាមលេខរៀងក្នុងលិខិត មានដូចម្តេច?</b>
    សូមចុចលេខរហូតដល់ត្រឹមត្រូវ ឬសរសេរ ឧទាហរណ៍ { $example }។ សូមកុំសរសេរឈ្មោះ។
numbers-which-of-many = <b>តើលទ្ធផលសម្រាប់បុគ្គល { $persons } នាក់ម្នាក់ៗ តាមលេខរៀងក្នុងលិខិត មានដូចម្តេច?</b>
    សូមជ្រើសរើសមួយផ្នែក ឬសរសេរ ឧទាហរណ៍ { $example }។ អ្នកនៅសល់ អាចឆ្លើយតាមលិខិតផ្សេង។ កុំសរសេរឈ្មោះ។
numbers-range = { $first }–{ $last }
button-numbers-all = ទាំងអស់៖ { $said }
numbers-said = { $number }៖ { $said }
numbers-counted = { $said } { $count } នាក់
numbers-word-confirmed = បានបញ្ជាក់
numbers-word-not-confirmed = មិនអាចបញ្ជាក់
numbers-word-unknown = រង់ចាំចម្លើយ
button-by-number = តាមលេខរៀង…
action-answer-part = ចម្លើយមួយផ្នែក
notice-answer-part = 📨 { $reference }៖ ភាគី{ $other_party }បានឆ្លើយតប សម្រាប់បុគ្គលមួយចំនួន។
notice-answer-part-letter = 📨 { $reference }៖ ភាគី{ $other_party }បានឆ្លើយតប សម្រាប់បុគ្គលមួយចំនួន។ លិខិតលេខ { $letter }។
