# ពិនិត្យ ផ្ញើ ដកមកវិញ៖ អ្វីដែលភាគីដៃគូនឹងឃើញ។
check-title = <b>{ $act }</b>
    សូមពិនិត្យ។ នឹងផ្ញើជូនភាគី{ $party }។
check-title-person = <b>{ $act }</b>
    សូមពិនិត្យ។ នឹងផ្ញើជូន { $party }។
check-to-approve = <b>{ $act }</b>
    សូមពិនិត្យ។ អ្នកសម្របសម្រួលត្រូវឯកភាព មុនផ្ញើជូនភាគី{ $party }។
check-letter = ⚠️ { $wrong ->
    [code] { $example } ជាលេខយោងនៃសំណើ មិនមែនលេខលិខិតទេ។
    [used] លេខលិខិតនេះបានប្រើសម្រាប់ { $example } រួចហើយ។
    [name] «{ $example }» ដូចជាឈ្មោះ ឬប្រយោគ មិនដូចលេខលិខិតទេ។
    [number] «{ $example }» គ្មានឆ្នាំ និងគ្មានឈ្មោះស្ថាប័ន មិនដូចលេខលិខិតទាំងមូលទេ។
   *[form] លេខនេះមិនដូចលេខលិខិតរបស់ភាគី{ $party } ទេ (ឧទាហរណ៍ { $example })។
 } សូមពិនិត្យម្តងទៀត។
check-doubtful = មិនទាន់បានផ្ញើទេ។ ប្រសិនបើទិន្នន័យត្រឹមត្រូវ សូមចុច «{ $button }»។ ប្រសិនបើខុស សូមសរសេរទិន្នន័យត្រឹមត្រូវ។
check-denied = មិនទាន់បានផ្ញើទេ។ តើចំណុចណាខុស? សូមចុចប៊ូតុងដើម្បីកែ ឬចុច «បោះបង់»។
check-denied-whole = មិនទាន់បានផ្ញើទេ។ សូមចុច «បោះបង់» ឬសរសេរការងារដែលត្រូវធ្វើជំនួស។
check-blocked = { $own ->
    [yes] មិនទាន់បានផ្ញើទេ។ ដើម្បីផ្ញើកិច្ចការនេះជំនួស សូមដកកិច្ចការមុនមកវិញជាមុន។
   *[no] មិនទាន់បានផ្ញើទេ។ អាចផ្ញើកិច្ចការនេះបាន លុះត្រាតែកិច្ចការមុនផ្ញើចេញហើយ ឬអ្នកផ្ញើដកមកវិញ។
 }
check-overtaken = { $act } បានផ្ញើចេញហើយ។ អ្វីដែលបានពិនិត្យក្រោយមក មិនទាន់បានផ្ញើទេ។
button-send-to = ផ្ញើជូនភាគី{ $party }
button-send-to-person = ផ្ញើជូន { $party }
button-change = កែ៖ { $field }
button-take-back = ដកមកវិញ
button-delete-act = លុប៖ { $act }
button-delete-check = មិនផ្ញើទេ
check-dropped = កិច្ចការមុនមិនទាន់ចប់ ហើយមិនបានផ្ញើទេ៖ { $act }។
act-about = { $act } · { $about }
act-leaves = <b>{ $act }</b>
    នឹងផ្ញើជូនភាគី{ $party }នៅ{ $at }។ មុនពេលនោះ អាចដកមកវិញបាន។
act-unchanged = មិនទាន់បានកែទេ។ សូមដកមកវិញជាមុន រួចទើបកែ។
act-pending = { $act } ({ $name }) នឹងផ្ញើចេញនៅ{ $at } ប្រសិនបើមិនដកមកវិញទេ។
act-to-approve = { $act } ({ $name }) រង់ចាំការឯកភាពពីអ្នកសម្របសម្រួល។
act-submitted = <b>{ $act }</b>
    បានផ្ញើជូនអ្នកសម្របសម្រួល ដើម្បីសុំការឯកភាព។ មុនពេលឯកភាព អាចដកមកវិញបាន។
act-approved = <b>{ $act }</b>
    { $name } បានឯកភាព។
act-returned = <b>{ $act }</b>
    { $name } បានប្រគល់ត្រឡប់៖ { $why }
recorded-return-act = បានប្រគល់ត្រឡប់៖ { $act }។ អ្នកផ្ញើទទួលដំណឹងហើយ។
return-act = ប្រគល់ត្រឡប់៖ { $act }
return-act-why = <b>{ $act }</b>
    តើខ្វះអ្វី? សូមសរសេរក្នុងមួយបន្ទាត់។
notice-act-waits = 🔑 { $act } របស់ { $name } រង់ចាំការឯកភាពពីលោកអ្នក។
error-act-no-coordinator = ត្រូវមានការឯកភាពពីអ្នកសម្របសម្រួល ប៉ុន្តែមិនទាន់មានអ្នកសម្របសម្រួលទេ។ សូមស្នើអ្នកគ្រប់គ្រងប្រព័ន្ធឱ្យអញ្ជើញម្នាក់។
button-submit-act = ផ្ញើសុំការឯកភាព
button-approve-act = ឯកភាព និងផ្ញើ
button-return-act = ប្រគល់ត្រឡប់
check-cancelled = មិនបានផ្ញើទេ។ ទិន្នន័យនៅដដែល។
act-taken-back = បានដកមកវិញ។ ភាគី{ $party }មិនបានឃើញអ្វីទេ។
act-not-sent = <b>មិនបានផ្ញើទេ។</b>
act-newer-kept = លោកអ្នកកំពុងពិនិត្យ ឬសរសេរអ្វីថ្មីជាងនេះ ដែលប្រព័ន្ធបានរក្សាទុក។ ទិន្នន័យនៃ «{ $act }» មានដូចខាងក្រោម៖
act-waits-again = <b>{ $act }</b>
    { $name } បានដកការឯកភាពវិញ។ សំណើនេះរង់ចាំការឯកភាពម្តងទៀត។
act-unsent = មិនបានផ្ញើ ក្នុងពេលលោកអ្នកគ្មានសិទ្ធិប្រើ៖ { $act }។ ប្រសិនបើនៅចាំបាច់ សូមផ្ញើម្តងទៀត។
act-overtaken = មិនបានផ្ញើ៖ { $act } ({ $name })។ { $change }{ $acts ->
        [some] {" សូមជ្រើសរើសកិច្ចការបន្ទាប់ខាងក្រោម។"}
        [none] {" ប្រសិនបើនៅតែចាំបាច់ សូមផ្ញើលិខិតផ្លូវការ ឬស្នើជាថ្មី។"}
       *[unknown] {""}
    }
notice-act-withheld = ⚠️ មិនបានផ្ញើ៖ { $act }។ { $name } លែងមានសិទ្ធិធ្វើកិច្ចការនេះ។ ប្រសិនបើនៅចាំបាច់ សូមផ្ញើ។
error-check-changed = ខ្លឹមសារនេះបានផ្លាស់ប្តូរហើយ។ មិនទាន់បានផ្ញើទេ សូមពិនិត្យម្តងទៀត។
error-act-sent = { $name } បានផ្ញើកិច្ចការនេះរួចហើយ។ មិនចាំបាច់ធ្វើម្តងទៀតទេ។
error-act-pending = { $pending } ចំណាត់ការរបស់លោកអ្នកមិនបានផ្ញើទេ។ មុនពេលនោះ អ្នកផ្ញើអាចដកមកវិញបាន។ ក្រោយពេលនោះ សូមជ្រើសរើសចំណាត់ការដែលនៅអាចធ្វើបាន។
error-act-left = គ្មានអ្វីរង់ចាំផ្ញើទេ៖ បានផ្ញើ បានដកមកវិញ ឬមិនធ្លាប់ផ្ញើ។ សូមបើកករណី ឬកិច្ចប្រជុំនោះ។ ប្រសិនបើមិនអាចកែតម្រូវបានទៀត សូមផ្ញើលិខិតផ្លូវការ។
act-not-on-its-way = គ្មានអ្វីរង់ចាំផ្ញើ ដែលត្រូវដកមកវិញទេ។
act-of-others = លោកអ្នកគ្មានអ្វីដែលអាចដកមកវិញបានទេ។ មានតែមន្ត្រីដែលបានផ្ញើប៉ុណ្ណោះ ទើបអាចដកវិញបាន៖
field-note = កំណត់ចំណាំ
field-missing = ព័ត៌មានដែលត្រូវការ
field-result = លទ្ធផល
changed-value = { $before } → { $after }
field-answer-by = កាលកំណត់ឆ្លើយតប
field-grounds = មូលហេតុ
field-information = លិខិតផ្តល់ព័ត៌មាន
field-withdrawal-letter = លិខិតដកសំណើ
field-reason = ហេតុផល
field-due = កាលកំណត់ថ្មី
field-time = ម៉ោង
field-attendance = ការចូលរួម
field-substitute = អ្នកជំនួស
field-place = ទីកន្លែង
field-item = ចំណុចរបៀបវារៈ
field-last-day = ថ្ងៃចុងក្រោយ
field-terminates = ភាគីដែលបញ្ចប់
field-lead = ភាគីដឹកនាំ
field-decision = សេចក្តីសម្រេច
field-since = ចាប់ពី
field-agency = អង្គភាព
field-disclosed = ព័ត៌មានដែលផ្តល់
field-stated = បានកត់ត្រា
field-third-party = អ្នកទទួល
field-purpose = គោលបំណង
field-scope = វិសាលភាព
field-until = មានសុពលភាពរហូតដល់
field-difference = ការខ្វែងគំនិត
field-proposal = ការស្នើ
field-change = ការផ្លាស់ប្តូរ
field-activity = សកម្មភាព
meeting-act-accept = ទទួលយកពេលវេលា
meeting-act-back = ឯកភាពលើសំណើប្រជុំ
meeting-act-decline = មិនទទួលយកសំណើប្រជុំ
meeting-act-withdraw = ដកសំណើប្រជុំវិញ
meeting-act-cancel = លុបចោលកិច្ចប្រជុំ
meeting-act-held = កត់ត្រាថាបានប្រជុំ
meeting-act-missed = កត់ត្រាថាមិនបានប្រជុំ
meeting-act-attend = ឆ្លើយអំពីការចូលរួម
command-approve = ឯកភាពលើអ្វីដែលរង់ចាំផ្ញើ
command-send = ផ្ញើអ្វីដែលបានពិនិត្យ
command-takeback = ដកអ្វីដែលបានផ្ញើមកវិញ
