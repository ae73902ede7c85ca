# នីតិវិធីប្រតិបត្តិស្តង់ដារ៖ កំណែនានា និងចំណាត់ការក្នុងសំណើមួយ។
procedure-none = <b>នីតិវិធីប្រតិបត្តិស្តង់ដារ</b>
    មិនទាន់មាននីតិវិធីចូលជាធរមានទេ។ ភាគីទាំងពីរ ត្រូវព្រមព្រៀងជាមុន។
procedure-title = <b>នីតិវិធីប្រតិបត្តិស្តង់ដារ កំណែទី{ $version }</b>៖ { $total } ចំណុច { $agreed ->
        [yes] ភាគីទាំងពីរបានព្រមព្រៀង
       *[no] បានស្នើ មិនទាន់មានការព្រមព្រៀង
    }៖ { $at }
procedure-line = { $step }
    { $kind } · { $who } · { $when }{ $gated ->
        [yes] {" "}· { $gate }
       *[no] {""}
    }
procedure-step = { $number }. { $title }
procedure-who = { $side ->
        [requesting] ភាគីស្នើសុំ
       *[requested] ភាគីទទួលសំណើ
    } ({ $role })
procedure-when = { $order ->
        [on] ថ្ងៃតែមួយនឹង{ $event }
        [after] { $days } ថ្ងៃ ក្រោយ{ $event }
       *[before] { $days } ថ្ងៃ មុន{ $event }
    }
procedure-event-sent = ការផ្ញើសំណើ
procedure-event-received = ការទទួលសំណើ
procedure-event-answered = ចម្លើយ
procedure-event-planned = ថ្ងៃគ្រោងវិលត្រឡប់
procedure-event-step = ចំណាត់ការទី{ $number }
procedure-of-request = <b>{ $reference } · នីតិវិធី កំណែទី{ $version }</b>៖ បានបញ្ចប់ ឬលើកលែង { $settled } ក្នុង { $total } ចំណុច
procedure-state-line = { $step }៖ { $state }
procedure-open-steps = ចំណាត់ការលេខ { $numbers } នៃនីតិវិធី មិនទាន់បញ្ចប់ទេ។
approval-procedure = នីតិវិធីប្រតិបត្តិស្តង់ដារ { $before ->
        [0] កំណែទី{ $version }
       *[other] កំណែទី{ $before } → កំណែទី{ $version }
    } មាន { $count } ចំណុច
history-procedure = អនុវត្តនីតិវិធី កំណែទី{ $version }

step-title = <b>{ $step }</b>
step-who = { $party } ({ $role })
step-done = បានបញ្ចប់ { $at }
step-done-by-act = បានបញ្ចប់
step-left-out = បានលើកលែង៖ { $reason }
step-due = ត្រូវបញ្ចប់ត្រឹម{ $day }
step-waits = មិនទាន់មានកាលកំណត់
step-not-done = មិនបានបញ្ចប់
step-not-done-by = មិនបានបញ្ចប់ (កាលកំណត់៖ { $day })
step-early = មិនទាន់ដល់ពេល សម្រាប់ចំណាត់ការនេះទេ។ កំណត់ពេល៖ { $term }។
step-not-received = ភាគីទទួលសំណើ មិនទាន់បានបញ្ជាក់ថា បានទទួលសំណើនេះទេ។
step-which = <b>តើចំណាត់ការណានៃ { $reference }?</b>
step-why = <b>តើលើកលែងដោយហេតុផលអ្វី?</b>
    { $step }
action-step-done = បញ្ចប់ចំណាត់ការតាមនីតិវិធី
action-step-left-out = លើកលែងចំណាត់ការតាមនីតិវិធី
recorded-step-done = បានកត់ត្រាថា បានបញ្ចប់៖ { $step }
recorded-step-done-after-all = បានកត់ត្រាថា បានបញ្ចប់៖ { $step }។ ប្រព័ន្ធនឹងជូនដំណឹងដល់ភាគី{ $other_party }។
recorded-step-skip = បានកត់ត្រាថា បានលើកលែង៖ { $step }។ ប្រព័ន្ធនឹងជូនដំណឹងដល់ភាគី{ $other_party }។
notice-step-left-out = 📋 { $reference }៖ ភាគី{ $other_party } បានលើកលែង៖ { $step } ({ $reason })។
notice-step-done-after-all = 📋 { $reference }៖ ភាគី{ $other_party } បានបញ្ចប់ចំណាត់ការ ដែលបានលើកលែងពីមុន៖ { $step }។

omission-not-needed = មិនចាំបាច់ក្នុងករណីនេះ
omission-done-before = បានបញ្ចប់ក្នុងសំណើមុន
omission-other-authority = អាជ្ញាធរផ្សេងទទួលបន្ទុក
omission-not-possible = មិនអាចធ្វើបាន
gate-consent = ការយល់ព្រមពីជនរងគ្រោះម្នាក់ៗ
gate-guardian = អាណាព្យាបាលសម្រាប់កុមារម្នាក់ៗ
gate-medical = សុខភាពអាចធ្វើដំណើរ
gate-travel-document = ឯកសារធ្វើដំណើរ
gate-escort = អ្នករួមដំណើរ
gate-reception = ការទទួលជនរងគ្រោះ
field-steps = ចំណាត់ការ
field-step = ចំណាត់ការ
field-by = អ្នកទទួលបន្ទុក
field-term = រយៈពេល
field-gate = លក្ខខណ្ឌ

button-step = លេខ { $number }
button-step-done = ✓ បានបញ្ចប់
button-step-skip = លើកលែង…
button-procedure = នីតិវិធី
button-request-procedure = នីតិវិធី៖ នៅសល់ { $count } ចំណុច
button-procedure-import = ស្នើនីតិវិធីគំរូ

error-step-over = ចំណាត់ការទី{ $number } នៃ { $reference } មិនអាចកត់ត្រាបានទេ។ ទិន្នន័យនៅដដែល។
error-step-safety = ការពិនិត្យសុវត្ថិភាព មិនទាន់ដោះស្រាយលក្ខខណ្ឌនៃចំណាត់ការទី{ $number } ទេ។ សូមសម្រេចជាមុន៖ /safety { $reference }
error-no-procedure = ពេល { $reference } ចាប់ផ្តើម មិនទាន់មាននីតិវិធីចូលជាធរមានទេ។ /procedure បង្ហាញនីតិវិធីបច្ចុប្បន្ន។
