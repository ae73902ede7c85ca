# ប្រតិទិននៃភាគីទាំងពីរ និងអ្វីដែលអ្នកគ្រប់គ្រងប្រព័ន្ធបញ្ជាក់អំពីថ្ងៃ
holidays-title = <b>ថ្ងៃឈប់សម្រាកសាធារណៈនៃប្រទេស{ $party }</b>
holiday-line = ថ្ងៃ{ WEEKDAY($day) } { WITHOUT($day, "ថ្ងៃ") }៖ { $name }
holiday-worked = ថ្ងៃ{ WEEKDAY($day) } { WITHOUT($day, "ថ្ងៃ") } ជាថ្ងៃធ្វើការ។
holidays-next = ខាងលើជាថ្ងៃឈប់សម្រាក { $count } ថ្ងៃបន្ទាប់។
holidays-provisional = ប្រទេសនេះមិនទាន់ប្រកាសថ្ងៃឈប់សម្រាកឆ្នាំ{ $year } ទេ។ ថ្ងៃទាំងនោះជាបណ្តោះអាសន្ន។
button-holidays-of = ថ្ងៃឈប់សម្រាកនៃប្រទេស{ $party }
button-holiday-add = បន្ថែមថ្ងៃឈប់សម្រាក
button-holiday-strike = កំណត់ជាថ្ងៃធ្វើការ
button-holiday-import = បន្ថែមបញ្ជី
button-holidays-published = ឆ្នាំ{ $year } បានប្រកាសហើយ
button-holiday-back = ដកវិញ៖ { $day }
holiday-which-day = <b>តើថ្ងៃណា?</b> សូមសរសេរ ឧទាហរណ៍ ១៥ មីនា ២០២៦។
holiday-which-name = <b>តើថ្ងៃឈប់សម្រាក { $day } មានឈ្មោះអ្វី?</b>
holiday-which-year = <b>តើថ្ងៃឈប់សម្រាកនៃឆ្នាំណា បានប្រកាសហើយ?</b>
holiday-which-list = <b>សូមផ្ញើបញ្ជី៖</b> ថ្ងៃនីមួយៗ និងឈ្មោះ ឧទាហរណ៍
    ១៤/៤/២០២៧ ចូលឆ្នាំខ្មែរ
    ១៥/៤/២០២៧ ចូលឆ្នាំខ្មែរ
act-holidays = ការផ្លាស់ប្តូរថ្ងៃឈប់សម្រាក
recorded-holidays = បានកត់ត្រា { $days } ថ្ងៃ។ { $requests ->
        [0] គ្មានករណីពាក់ព័ន្ធទេ។
       *[other] ករណីពាក់ព័ន្ធ៖ { $requests } ករណី។ កាលកំណត់នៅដដែល។
    }
holidays-recorded =
    { $what ->
        [off]
            ប្រទេស{ $party }មានថ្ងៃឈប់សម្រាកថ្មី៖ { $days }{ $more ->
                [0] ។
               *[other] { " " }និង { $more } ថ្ងៃទៀត។
            }
        [worked]
            នៅប្រទេស{ $party } ថ្ងៃទាំងនេះជាថ្ងៃធ្វើការ៖ { $days }{ $more ->
                [0] ។
               *[other] { " " }និង { $more } ថ្ងៃទៀត។
            }
        [calendar]
            នៅប្រទេស{ $party } ថ្ងៃទាំងនេះត្រឡប់តាមប្រតិទិនដើម៖ { $days }{ $more ->
                [0] ។
               *[other] { " " }និង { $more } ថ្ងៃទៀត។
            }
        [published] ប្រទេស{ $party }បានប្រកាសថ្ងៃឈប់សម្រាកឆ្នាំ{ $year }។
        [weekdays] ថ្ងៃធ្វើការថ្មីនៃប្រទេស{ $party }៖ { $now }។
       *[span] ម៉ោងផ្អាកការជូនដំណឹងថ្មី នៃប្រទេស{ $party }៖ { $now }។
    }
holidays-none-moved = គ្មានករណីពាក់ព័ន្ធទេ
holidays-moved-request = { $reference }៖ កាលកំណត់នៅដដែល ({ $due }) ហើយថ្ងៃធ្វើការចុងក្រោយមុននោះ ត្រូវនឹង{ $last }{ $off ->
        [no] {""}
       *[yes] {" "}ថ្ងៃធ្វើការបន្ទាប់ ត្រូវនឹង{ $next }
    }
holidays-moved-more = { $count } ករណីទៀត
notice-holidays = 🗓 { $what } { $requests }។
notice-holidays-provisional = 🗓 ប្រតិទិនមិនទាន់មានថ្ងៃឈប់សម្រាកឆ្នាំ{ $year } ទេ។ ថ្ងៃទាំងនោះជាបណ្តោះអាសន្ន។ ពេលមានការប្រកាស សូមបញ្ចូលតាម /holidays។
error-holiday-day = សូមសរសេរថ្ងៃ និងឈ្មោះមិនលើសពី ៦០ តួអក្សរ ឧទាហរណ៍ ១៤/៤/២០២៧ ចូលឆ្នាំខ្មែរ។ ទិន្នន័យនៅដដែល។
error-holiday-entry = មិនអាចអានបន្ទាត់ទី{ $number } នៃបញ្ជី៖ «{ $entry }»។ មិនបានកត់ត្រាបញ្ជីទេ។
error-holiday-many = បញ្ជីមួយអាចមានច្រើនបំផុត { $most } ថ្ងៃ។ មិនបានកត់ត្រាបញ្ជីទេ។
error-holiday-off = ប្រទេស{ $party }នឹងគ្មានថ្ងៃធ្វើការពី{ $first } ដល់{ $last }។ អាចឈប់ជាប់គ្នាបានតែ { $most } ថ្ងៃ។ ទិន្នន័យនៅដដែល។
