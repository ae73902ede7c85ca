# ទិដ្ឋភាពទូទៅ តារាងលទ្ធផលរួមប្រចាំខែ និងរបាយការណ៍សង្ខេប

overview-title = <b>ទិដ្ឋភាពទូទៅនៃភាគី{ $party }</b>
overview-requests =
    { $list ->
        [overdue] ហួសកាលកំណត់
        [soon] ដល់កំណត់ក្នុងរយៈពេល { $days } ថ្ងៃ
        [forgotten] បានទទួល តែមិនទាន់ចាត់ការក្នុងរយៈពេល { $days } ថ្ងៃ
       *[sent] មិនទាន់បានទទួល
    }៖ { $count } ករណី{ $count ->
        [0] {""}
       *[other] {" "}(ភាគី{ $own_party } { $ours } ករណី · ភាគី{ $other_party } { $theirs } ករណី)
    }
overview-unacknowledged = ការជូនដំណឹងមិនទាន់បញ្ចប់៖ { $count } ដំណឹង
overview-unreachable = មន្ត្រីដែលមិនអាចទាក់ទងបាន៖ { $count } នាក់
overview-clear = បច្ចុប្បន្ន គ្មានអ្វីត្រូវតាមដានទេ។
button-overview =
    { $list ->
        [overdue] ហួសកាលកំណត់ ({ $count })
        [soon] ជិតដល់កាលកំណត់ ({ $count })
        [sent] មិនទាន់បានទទួល ({ $count })
        [forgotten] មិនទាន់ចាត់ការ ({ $count })
        [unacknowledged] មិនទាន់បញ្ចប់ ({ $count })
        [unreachable] ទាក់ទងមិនបាន ({ $count })
        [proposals] សំណើប្រជុំ ({ $count })
       *[meetings] កិច្ចប្រជុំ ({ $count })
    }
button-scorecard = លទ្ធផលប្រចាំខែ

scorecard-title = <b>តារាងលទ្ធផលរួម { $month }</b>
    ភាគីទាំងពីរឃើញតួលេខដូចគ្នា។
scorecard-party = <b>សំណើផ្ញើជូនភាគី{ $party }</b>
scorecard-received = បានទទួលក្នុងរយៈពេល { $hours } ម៉ោងធ្វើការ៖ { $hit } ករណី ក្នុងចំណោម { $total } ករណី
scorecard-answered = បានឆ្លើយតបទាន់ពេល៖ { $hit } ករណី ក្នុងចំណោម { $total } ករណី
scorecard-days = ចំនួនថ្ងៃជាមធ្យម ពីថ្ងៃទទួលដល់ថ្ងៃឆ្លើយតប៖ { $average }
scorecard-average = { $whole },{ $tenth }
scorecard-none = –
scorecard-open = រង់ចាំចម្លើយ៖ { $count } ករណី ក្នុងនោះហួសកាលកំណត់៖ { $overdue } ករណី
scorecard-small-print = តួលេខប្រចាំខែ គិតតាមប្រតិទិននៃភាគីទទួលសំណើ ហើយរាប់ការទទួលដែលដល់កំណត់ក្នុងខែនោះ ({ $hours } ម៉ោងធ្វើការ ក្រោយការចុះបញ្ជីសំណើ) ចម្លើយ និងការបដិសេធ។ ថ្ងៃធ្វើការ ១ ថ្ងៃ រាប់ជា ២៤ ម៉ោងធ្វើការ។ សំណើតាមលិខិតរាប់ពីពេលកត់ត្រា។ ការបដិសេធរាប់ជាចម្លើយ។ ចំនួនដែលរង់ចាំចម្លើយ និងហួសកាលកំណត់ គិតត្រឹមពេលនេះ។

button-earlier-year = ‹ { $year }
button-later-year = { $year } ›
report-title = <b>របាយការណ៍ប្រចាំឆ្នាំ{ $year }</b> (ក្នុងវង់ក្រចក៖ ឆ្នាំ{ $before })
report-requests = សំណើ៖ { $requests } ({ $requests_before }) ករណី · ពន្យារពេល៖ { $extensions } ({ $extensions_before }) ដង · បដិសេធ៖ { $refusals } ({ $refusals_before }) ករណី
report-in-time = បានឆ្លើយតបទាន់ពេល៖ { $hit } ករណី ក្នុងចំណោម { $total } ករណី ({ $hit_before } ក្នុងចំណោម { $total_before } ករណី) · ហួសកាលកំណត់ ហើយមិនទាន់មានចម្លើយ៖ { $unanswered } ករណី ({ $unanswered_before })
report-days = ចំនួនថ្ងៃឆ្លើយតប៖ មេដ្យាន { $median } ({ $median_before }) · ភាគរយទី៩០ { $most } ({ $most_before })
report-meetings = កិច្ចប្រជុំដែលបានធ្វើ៖ { $count } លើក ({ $before })
report-plan = សកម្មភាពដែលបានធ្វើរួច៖ { $done } ក្នុងចំណោម { $total } សកម្មភាព ({ $done_before } ក្នុងចំណោម { $total_before }) · ហួសកាលកំណត់៖ { $overdue }
report-small-print = ភាគីទាំងពីរឃើញតួលេខដូចគ្នា គិតតាមប្រតិទិននៃភាគីទទួលសំណើ។ តួលេខប្រចាំឆ្នាំ រាប់ការចុះបញ្ជី ចម្លើយ ការបដិសេធ និងការពន្យារពេល ក្នុងឆ្នាំនោះ ហើយការបដិសេធរាប់ជាចម្លើយ។ ចម្លើយពាក់កណ្តាល មិនលើសចំនួនថ្ងៃមេដ្យាន ហើយចម្លើយប្រាំបួនភាគដប់ មិនលើសភាគរយទី៩០។ សំណើហួសកាលកំណត់ ដែលមិនទាន់មានចម្លើយ រាប់ក្នុងឆ្នាំចុះបញ្ជី គិតត្រឹមពេលនេះ។
report-of-year = <b>របាយការណ៍ប្រចាំឆ្នាំ{ $year }</b>
report-of-plan = ផែនការសកម្មភាព
report-year = ឆ្នាំ{ $year }
report-all = គ្រប់ប្រភេទ
report-until = គិតត្រឹម{ $at }។
report-figure-requests = សំណើ
report-figure-unanswered = សំណើក្នុងឆ្នាំនោះ ដែលហួសកាលកំណត់ ហើយមិនទាន់មានចម្លើយ
report-figure-replies = ចម្លើយ
report-figure-in-time = ចម្លើយទាន់ពេល
report-figure-percent = ចម្លើយទាន់ពេល (%)
report-figure-median = ចំនួនថ្ងៃ ពីថ្ងៃទទួលដល់ថ្ងៃឆ្លើយតប៖ មេដ្យាន
report-figure-most = ចំនួនថ្ងៃ ពីថ្ងៃទទួលដល់ថ្ងៃឆ្លើយតប៖ ភាគរយទី៩០
report-figure-extensions = ការពន្យារពេល
report-figure-refusals = ការបដិសេធ
report-figure-grounds = ការបដិសេធ តាមមូលហេតុ
report-figure-meetings = កិច្ចប្រជុំដែលបានធ្វើ
report-figure-activities = សកម្មភាពដែលត្រូវបញ្ចប់ក្នុងឆ្នាំ
report-figure-done = ក្នុងនោះបានធ្វើរួច
report-figure-overdue = ក្នុងនោះហួសកាលកំណត់
field-figure = តួលេខ
field-counted = ប្រភេទ ឬមូលហេតុ
button-pdf = PDF ជា{ $language }
recorded-report = ប្រព័ន្ធនឹងផ្ញើរបាយការណ៍ឆ្នាំ{ $year }។

digest-time = { $tens }{ $ones }:{ $minute_tens }{ $minute_ones }

error-not-a-time = សូមសរសេរម៉ោងពី ០០:០០ ដល់ ២៣:៥៩ ឧទាហរណ៍ ០៨:៣០។
error-not-a-month = សូមសរសេរខែ និងឆ្នាំ ឧទាហរណ៍ មីនា ២០២៦។
error-month-out-of-range = តារាងលទ្ធផលមានពី{ $earliest } ដល់{ $latest }។ សូមជ្រើសរើសខែក្នុងរយៈពេលនេះ។
error-year-out-of-range = { $single ->
        [yes] មានតែរបាយការណ៍ឆ្នាំ{ $latest } ឧទាហរណ៍៖ /report { $latest }
       *[no] របាយការណ៍មានពីឆ្នាំ{ $earliest } ដល់ឆ្នាំ{ $latest }។ សូមជ្រើសរើសឆ្នាំក្នុងរយៈពេលនេះ ឧទាហរណ៍៖ /report { $latest }
    }
