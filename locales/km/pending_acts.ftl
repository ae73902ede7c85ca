# ពិនិត្យ ផ្ញើ ដកមកវិញ៖ អ្វីដែលភាគីម្ខាងទៀតនឹងឃើញ។
check-title = <b>{ $act }</b>
    សូមពិនិត្យ។ នឹងផ្ញើទៅ{ $party }។
check-letter-unlike = ⚠️ លេខនេះមិនដូចលេខលិខិតរបស់ភាគីលោកអ្នក (ឧទាហរណ៍ { $example }) ទេ។ សូមពិនិត្យម្តងទៀត។
button-send-to = ផ្ញើទៅ{ $party }
button-change = កែ៖ { $field }
button-take-back = ដកមកវិញ
act-about = { $act } · { $about }
act-leaves = <b>{ $act }</b>
    នឹងផ្ញើទៅ{ $party }នៅ { $at }។ មុនពេលនោះ អាចដកមកវិញបាន។
act-taken-back = បានដកមកវិញ។ { $party }មិនទាន់ឃើញអ្វីទេ។
act-not-sent = <b>មិនបានផ្ញើទេ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។</b>
error-act-pending = សកម្មភាពមួយទៀតលើឯកសារនេះកំពុងត្រូវផ្ញើ នៅ { $at }។ សូមព្យាយាមម្តងទៀតបន្ទាប់ពីនោះ។
error-act-left = សកម្មភាពនេះបានផ្ញើរួចហើយ ឬត្រូវបានដកមកវិញ។ សូមបើកឯកសារនោះ។
field-missing = ព័ត៌មានដែលត្រូវការ
field-result = លទ្ធផល
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
meeting-act-accept = ព្រមទទួលពេលវេលា
meeting-act-back = បញ្ជាក់សំណើ
meeting-act-decline = បដិសេធសំណើ
meeting-act-withdraw = ដកសំណើ
meeting-act-cancel = លុបចោលកិច្ចប្រជុំ
meeting-act-held = កត់ត្រាថាបានប្រព្រឹត្តទៅ
meeting-act-missed = កត់ត្រាថាមិនបានប្រព្រឹត្តទៅ
