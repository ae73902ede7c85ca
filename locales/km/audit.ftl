# កំណត់ត្រាសវនកម្ម៖ លេខផ្ទៀងផ្ទាត់ក្នុងសេចក្តីសង្ខេប
audit-openings = ការបើកកំណត់ចំណាំ
audit-note-opened = បានបើកកំណត់ចំណាំទី{ $number }
audit-role = តួនាទីថ្មី៖ { $role }
audit-step = { $step ->
    [person-suspended] បានផ្អាកសិទ្ធិ
    [person-active] បានស្តារសិទ្ធិ
    [person-removed] បានដកមន្ត្រីចេញ
    [person-joined] មន្ត្រីបានចូលរួម
    [person-confirmed] បានបញ្ជាក់មន្ត្រី
    [person-appointed] បានកត់ត្រាការតែងតាំង
    [person-agency] បានប្តូរអង្គភាព
    [absence-put] បានកត់ត្រាអវត្តមាន
    [absence-end] បានបញ្ចប់អវត្តមាន
    [person-lost_word] បានកំណត់ពាក្យសម្រាប់ទូរស័ព្ទបាត់
    [person-email] បានប្តូរអ៊ីមែល
    [person-reachable] អាចទាក់ទងបានវិញ
    [invite-made] បានធ្វើការអញ្ជើញ
    [invite-revoked] បានដកការអញ្ជើញ
    [nomination-asked] បានស្នើអ្នកគ្រប់គ្រងប្រព័ន្ធថ្មី
    [nomination-confirmed] បានបញ្ជាក់អ្នកគ្រប់គ្រងប្រព័ន្ធថ្មី
    [nomination-declined] មិនយល់ព្រមលើអ្នកគ្រប់គ្រងប្រព័ន្ធថ្មី
    [pin-set] បានកំណត់លេខសម្ងាត់
    [pin-confirmed] បានបញ្ជាក់លេខសម្ងាត់
    [pin-duress] បានសរសេរលេខសម្រាប់ពេលត្រូវគេបង្ខំ
    [pin-off] បានលុបលេខសម្ងាត់
    [pin-wrong] លេខសម្ងាត់មិនត្រឹមត្រូវ
    [pin-locked] បានចាក់សោលេខសម្ងាត់
    [pin-passkey] បានប្រើសោចូលប្រើ ជំនួសលេខសម្ងាត់
    [passkey-made] បានបន្ថែមសោចូលប្រើ
    [passkey-removed] បានលុបសោចូលប្រើ
    [page-link] បានបង្កើតតំណភ្ជាប់ចូលគេហទំព័រ
    [page-opened] បានចូលគេហទំព័រ
    [page-ended] បានចាកចេញពីគេហទំព័រ
    [page-calendar] បានបង្កើតអាសយដ្ឋានប្រតិទិន
    [page-calendar_ended] បានបញ្ឈប់អាសយដ្ឋានប្រតិទិន
    [notice-acknowledged] បានជ្រាបការជូនដំណឹង
    [notice-taken] បានបញ្ជាក់ថាកំពុងចាត់ការ
    [note-write] បានសរសេរកំណត់ចំណាំ
    [hold-put] បានចាប់ផ្តើមការរក្សាទុកតាមច្បាប់
    [hold-lift] បានបញ្ចប់ការរក្សាទុកតាមច្បាប់
    [duty-assigned] បានចាត់តាំងអ្នកប្រចាំការ
    [setting-set] បានប្តូរការកំណត់
    [holidays-say] បានប្តូរថ្ងៃឈប់សម្រាក
    [guard-blocked] បានបដិសេធទិន្នន័យផ្ទាល់ខ្លួន
    [export] បាននាំចេញឯកសារ
    [letter] បានបង្កើតលិខិត
    [letter-number] បានយកលេខលិខិត
    [meeting-attend] បានកត់ត្រាការចូលរួម
    [agenda-add] បានបន្ថែមចំណុចក្នុងរបៀបវារៈ
    [agenda-discuss] បានពិភាក្សាចំណុចក្នុងរបៀបវារៈ
    [agenda-carry] បានលើកចំណុចទៅកិច្ចប្រជុំក្រោយ
    [agenda-drop] បានដកចំណុចចេញពីរបៀបវារៈ
    [activity-decide] បានកត់ត្រាសេចក្តីសម្រេចជាសកម្មភាព
    [activity-approved] បានឯកភាពលើសកម្មភាព
    [activity-import] បានបញ្ចូលសកម្មភាពក្នុងផែនការ
    [activity-start] សកម្មភាពកំពុងអនុវត្ត
    [activity-done] សកម្មភាពបានបញ្ចប់
    [activity-move] បានប្តូរថ្ងៃបញ្ចប់សកម្មភាព
    [activity-dropped] បានបោះបង់សកម្មភាព
    [procedure-propose] បានស្នើនីតិវិធី
    [procedure-agree] បានយល់ព្រមលើនីតិវិធី
    [procedure_step-step_done] បានបញ្ចប់ចំណាត់ការតាមនីតិវិធី
    [procedure_step-step_left_out] បានលើកលែងចំណាត់ការតាមនីតិវិធី
    [difference-open] បានលើកឡើងការខ្វែងគំនិត
    [difference-close] បានបញ្ចប់ការខ្វែងគំនិត
    [termination-record] បានកត់ត្រាលិខិតជូនដំណឹងបញ្ចប់
    [termination-withdraw] បានដកលិខិតជូនដំណឹងបញ្ចប់វិញ
    [termination-strike] បានលុបការកត់ត្រា លិខិតជូនដំណឹងបញ្ចប់
    [two_key-propose] បានស្នើសុំការព្រមព្រៀង
    [two_key-agree] បានយល់ព្រមលើការស្នើ
    [two_key-decline] មិនយល់ព្រមលើការស្នើ
    [two_key-withdraw] បានដកការស្នើវិញ
    [two_key-expire] ការស្នើគ្មានចម្លើយទាន់ពេល
    [two_key-settle] ការស្នើលែងត្រូវការ
    [disclosure-propose] បានស្នើផ្តល់ព័ត៌មានដល់ភាគីទីបី
    [disclosure-grant] បានយល់ព្រមផ្តល់ព័ត៌មាន
    [disclosure-withdraw] បានដកការយល់ព្រមផ្តល់ព័ត៌មានវិញ
    [disclosure-expire] ការយល់ព្រមផ្តល់ព័ត៌មានផុតសុពលភាព
   *[other] សកម្មភាពផ្សេង ({ $code })
}
audit-none-before = គ្មានកំណត់ត្រាមុននេះទេ។
audit-head = កូដសវនកម្ម៖ { $head }។ អ្នកដែលរក្សាទុកកូដនេះ អាចបង្ហាញភស្តុតាង អំពីការកែប្រែណាមួយនៅពេលក្រោយ។
