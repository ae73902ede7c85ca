# ពិនិត្យ ផ្ញើ ដកមកវិញ៖ អ្វីដែលភាគីម្ខាងទៀតនឹងឃើញ។
check-title = <b>{ $act }</b>
    សូមពិនិត្យ។ នឹងផ្ញើទៅ{ $party }។
check-to-approve = <b>{ $act }</b>
    សូមពិនិត្យ។ អ្នកសម្របសម្រួលអនុម័ត មុនផ្ញើទៅ{ $party }។
check-letter-unlike = ⚠️ លេខនេះមិនដូចលេខលិខិតរបស់ភាគីលោកអ្នក (ឧទាហរណ៍ { $example }) ទេ។ សូមពិនិត្យម្តងទៀត។
button-send-to = ផ្ញើទៅ{ $party }
button-change = កែ៖ { $field }
button-take-back = ដកមកវិញ
act-about = { $act } · { $about }
act-leaves = <b>{ $act }</b>
    នឹងផ្ញើទៅ{ $party }នៅ { $at }។ មុនពេលនោះ អាចដកមកវិញបាន។
act-pending = { $act } ({ $name }) នឹងផ្ញើចេញនៅ { $at }។
act-to-approve = { $act } ({ $name }) រង់ចាំការអនុម័តពីអ្នកសម្របសម្រួល។
act-submitted = <b>{ $act }</b>
    បានស្នើអ្នកសម្របសម្រួលឱ្យអនុម័ត។ មុនពេលនោះ អាចដកមកវិញបាន។
act-approved = <b>{ $act }</b>
    { $name } បានអនុម័ត។
act-returned = <b>{ $act }</b>
    { $name } បានប្រគល់ត្រឡប់៖ { $why }
recorded-return-act = បានប្រគល់ត្រឡប់៖ { $act }។ បានជូនដំណឹងដល់អ្នកផ្ញើហើយ។
return-act-why = <b>{ $act }</b>
    តើខ្វះអ្វី? សូមសរសេរក្នុងមួយបន្ទាត់។
notice-act-waits = { $act } របស់{ $name } រង់ចាំការអនុម័តពីលោកអ្នក។
error-act-no-coordinator = សកម្មភាពនេះត្រូវមានការអនុម័តពីអ្នកសម្របសម្រួល ប៉ុន្តែមិនទាន់មានទេ។ សូមស្នើអ្នកគ្រប់គ្រងឱ្យអញ្ជើញម្នាក់។
button-submit-act = ផ្ញើសុំការអនុម័ត
button-approve-act = អនុម័ត និងផ្ញើ
button-return-act = ប្រគល់ត្រឡប់
check-cancelled = មិនបានផ្ញើទេ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។
act-taken-back = បានដកមកវិញ។ { $party }មិនទាន់ឃើញអ្វីទេ។
act-not-sent = <b>មិនបានផ្ញើទេ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។</b>
act-newer-kept = លោកអ្នកកំពុងពិនិត្យ ឬសរសេរអ្វីថ្មីជាងនេះ ដែលបានរក្សាទុក។ ទិន្នន័យនៃ « { $act } » មានដូចខាងក្រោម៖
act-waits-again = <b>{ $act }</b>
    { $name } បានដកការឯកភាពវិញ។ សំណើនេះរង់ចាំការឯកភាពម្តងទៀត។
act-unsent = មិនបានផ្ញើ ក្នុងពេលលោកអ្នកគ្មានសិទ្ធិប្រើប្រាស់៖ { $act }។ សូមផ្ញើម្តងទៀត បើនៅតែត្រូវការ។
act-overtaken = មិនបានផ្ញើ៖ { $act } របស់ { $name }។ ករណីនេះមានការផ្លាស់ប្តូរ ដូច្នេះមិនអាចអនុវត្តបានទៀតទេ។
notice-act-withheld = មិនបានផ្ញើ៖ { $act }។ { $name } បាត់បង់សិទ្ធិចូលប្រើ មុនពេលផ្ញើចេញ។ សូមផ្ញើ បើនៅតែចាំបាច់។
error-act-pending = { $pending } សូមព្យាយាមម្តងទៀតបន្ទាប់ពីនោះ។
error-act-left = គ្មានអ្វីកំពុងរង់ចាំផ្ញើនៅទីនេះទេ៖ បានផ្ញើរួច បានដកវិញ ឬមិនធ្លាប់ផ្ញើ។ សូមបើកករណីនោះ។
field-missing = ព័ត៌មានដែលត្រូវការ
field-result = លទ្ធផល
changed-value = { $before } → { $after }
field-answer-by = កាលបរិច្ឆេទត្រូវឆ្លើយ
field-grounds = មូលហេតុ
field-reason = ហេតុផល
field-due = កាលកំណត់ថ្មី
field-time = ម៉ោង
field-item = ចំណុចរបៀបវារៈ
field-last-day = ថ្ងៃចុងក្រោយ
field-lead = ភាគីដឹកនាំ
field-decision = សេចក្តីសម្រេច
field-since = ចាប់ពី
field-third-party = អ្នកទទួល
field-purpose = គោលបំណង
field-scope = វិសាលភាព
field-until = មានសុពលភាពរហូតដល់
field-difference = ភាពខុសគ្នា
field-proposal = សំណើ
field-activity = សកម្មភាព
meeting-act-accept = ព្រមទទួលពេលវេលា
meeting-act-back = បញ្ជាក់សំណើ
meeting-act-decline = បដិសេធសំណើ
meeting-act-withdraw = ដកសំណើ
meeting-act-cancel = លុបចោលកិច្ចប្រជុំ
meeting-act-held = កត់ត្រាថាបានប្រព្រឹត្តទៅ
meeting-act-missed = កត់ត្រាថាមិនបានប្រព្រឹត្តទៅ
command-approve = ឯកភាពលើអ្វីដែលសហការីចង់ផ្ញើ
command-send = ផ្ញើអ្វីដែលបានពិនិត្យ
