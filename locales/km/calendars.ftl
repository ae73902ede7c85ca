# ប្រតិទិននៃភាគីទាំងពីរ និងអ្វីដែលអ្នកគ្រប់គ្រងបញ្ជាក់អំពីថ្ងៃ
menu-holidays = ថ្ងៃឈប់សម្រាក
holiday = { $name }
holidays-title = <b>ថ្ងៃឈប់សម្រាកសាធារណៈនៃ{ $party }</b>
holiday-line = { $day } (ថ្ងៃ{ WEEKDAY($day) })៖ { $name }
holiday-worked = { $day } (ថ្ងៃ{ WEEKDAY($day) }) ជាថ្ងៃធ្វើការ។
holidays-next = ខាងលើជាថ្ងៃឈប់សម្រាក { $count } ថ្ងៃបន្ទាប់។
holidays-provisional = ថ្ងៃឈប់សម្រាកឆ្នាំ { $year } មិនទាន់បានប្រកាសទេ ដូច្នេះថ្ងៃទាំងនោះជាបណ្តោះអាសន្ន។
button-holidays-of = ថ្ងៃឈប់សម្រាកនៃ{ $party }
button-holiday-add = បន្ថែមថ្ងៃឈប់សម្រាក
button-holiday-strike = កំណត់ជាថ្ងៃធ្វើការ
button-holiday-import = បន្ថែមបញ្ជី
button-holidays-published = ឆ្នាំ { $year } បានប្រកាសហើយ
button-holiday-back = ដកវិញ៖ { $day }
holiday-which-day = <b>ថ្ងៃណា?</b> សូមសរសេរ ឧទាហរណ៍ ១៥ មីនា ២០២៦។
holiday-which-name = <b>ថ្ងៃឈប់សម្រាក { $day } មានឈ្មោះអ្វី?</b>
holiday-which-list = <b>សូមផ្ញើបញ្ជី៖</b> ថ្ងៃនីមួយៗ និងឈ្មោះ ឧទាហរណ៍
    2027-04-14 ចូលឆ្នាំខ្មែរ
    2027-04-15 ចូលឆ្នាំខ្មែរ
recorded-holidays = បានកត់ត្រា { $days } ថ្ងៃ។ { $cases ->
        [0] គ្មានករណីមិនទាន់បិទពាក់ព័ន្ធទេ។
       *[other] ករណីមិនទាន់បិទពាក់ព័ន្ធ៖ { $cases }។ កាលកំណត់នៅដដែល។
    }
holidays-recorded-off = { $party }មានថ្ងៃឈប់សម្រាកថ្មី៖ { $days }{ $more ->
        [0] ។
       *[other] {" "}និង { $more } ថ្ងៃទៀត។
    }
holidays-recorded-worked = នៅ{ $party } ថ្ងៃទាំងនេះជាថ្ងៃធ្វើការ៖ { $days }{ $more ->
        [0] ។
       *[other] {" "}និង { $more } ថ្ងៃទៀត។
    }
holidays-recorded-calendar = នៅ{ $party } ថ្ងៃទាំងនេះត្រឡប់តាមប្រតិទិនដើម៖ { $days }{ $more ->
        [0] ។
       *[other] {" "}និង { $more } ថ្ងៃទៀត។
    }
holidays-recorded-published = { $party }បានប្រកាសថ្ងៃឈប់សម្រាកឆ្នាំ { $year }។
holidays-recorded-week = ថ្ងៃធ្វើការរបស់{ $party }ឥឡូវគឺ{ $days }។
holidays-none-moved = គ្មានករណីមិនទាន់បិទពាក់ព័ន្ធទេ
holidays-moved-case = { $reference }៖ កាលកំណត់នៅដដែល{ $due } ថ្ងៃធ្វើការចុងក្រោយមុននោះឥឡូវគឺ{ $last }
holidays-moved-more = { $count } ករណីទៀត
notice-holidays = 🗓 { $what } { $cases }។
notice-holidays-provisional = 🗓 ថ្ងៃឈប់សម្រាកឆ្នាំ { $year } មិនទាន់មានក្នុងប្រតិទិនទេ ដូច្នេះថ្ងៃទាំងនោះជាបណ្តោះអាសន្ន។ សូមបញ្ចូលក្នុង /holidays ពេលបានប្រកាស។
setup-holidays-imported = បានកត់ត្រាថ្ងៃឈប់សម្រាកនៃ{ $party }ចំនួន { $count } ថ្ងៃ។ ករណីមិនទាន់បិទពាក់ព័ន្ធ៖ { $cases }។
error-holiday-day = សូមសរសេរថ្ងៃ និងឈ្មោះមិនលើសពី ៦០ តួ ឧទាហរណ៍ 2027-04-14 ចូលឆ្នាំខ្មែរ។ គ្មានអ្វីត្រូវបានកែប្រែទេ។
error-holiday-entry = មិនអាចអានបន្ទាត់ទី { $number } នៃបញ្ជី៖ «{ $entry }»។ បញ្ជីទាំងមូលមិនត្រូវបានកត់ត្រាទេ។
error-holiday-many = បញ្ជីមួយអាចមានច្រើនបំផុត { $most } ថ្ងៃ។ បញ្ជីទាំងមូលមិនត្រូវបានកត់ត្រាទេ។
error-holiday-off = { $party }នឹងគ្មានថ្ងៃធ្វើការពី{ $first } ដល់{ $last }។ អាចឈប់ជាប់គ្នាតែ { $most } ថ្ងៃ។ គ្មានអ្វីត្រូវបានកែប្រែទេ។
error-holiday-recorded = { $day } គឺដូច្នេះរួចហើយ។ គ្មានអ្វីត្រូវបានកែប្រែទេ។
error-holiday-file = មិនអាចអានបញ្ជី៖ { $path }។
