# តារាងតាមដាន តារាងលទ្ធផលរួមប្រចាំខែ និងសេចក្តីសង្ខេប
menu-board = តារាងតាមដាន

board-title = <b>តារាងតាមដាននៃភាគី{ $party }</b>
board-overdue = ហួសកាលកំណត់៖ { $count }
board-soon = ដល់កំណត់ក្នុងរយៈពេល { $days } ថ្ងៃ៖ { $count }
board-sent = មិនទាន់បានទទួល៖ { $count }
board-forgotten = បានទទួល តែគ្មានជំហានក្នុងរយៈពេល { $days } ថ្ងៃ៖ { $count }
board-unacknowledged = ការជូនដំណឹងដែលមិនទាន់មានអ្នកបញ្ជាក់ការទទួល៖ { $count }
board-unreachable = មន្ត្រីដែលមិនអាចទាក់ទងបាន៖ { $count }
board-clear = ពេលនេះគ្មានអ្វីត្រូវតាមដានទេ។
button-board-overdue = ហួសកាលកំណត់ ({ $count })
button-board-soon = ជិតដល់កំណត់ ({ $count })
button-board-sent = មិនទាន់បានទទួល ({ $count })
button-board-forgotten = គ្មានជំហាន ({ $count })
button-board-unacknowledged = មិនទាន់បញ្ជាក់ ({ $count })
button-board-unreachable = ទាក់ទងមិនបាន ({ $count })
button-scorecard = លទ្ធផលប្រចាំខែ

scorecard-title = <b>តារាងលទ្ធផលរួម ខែ{ $month }</b>
    ភាគីទាំងពីរឃើញតួលេខដូចគ្នា។
scorecard-month = { $month ->
        [1] មករា
        [2] កុម្ភៈ
        [3] មីនា
        [4] មេសា
        [5] ឧសភា
        [6] មិថុនា
        [7] កក្កដា
        [8] សីហា
        [9] កញ្ញា
        [10] តុលា
        [11] វិច្ឆិកា
       *[12] ធ្នូ
    } { $year }
scorecard-party = <b>សំណើផ្ញើជូនភាគី{ $party }</b>
scorecard-received = បានទទួលក្នុងរយៈពេល { $hours } ម៉ោងធ្វើការ៖ { $hit } ក្នុងចំណោម { $total }
scorecard-answered = បានឆ្លើយតបទាន់ពេល៖ { $hit } ក្នុងចំណោម { $total }
scorecard-days = ចំនួនថ្ងៃជាមធ្យមពីការទទួលដល់ចម្លើយ៖ { $average }
scorecard-average = { $whole },{ $tenth }
scorecard-none = –
scorecard-open = កំពុងរង់ចាំចម្លើយ៖ { $count } ក្នុងនោះហួសកាលកំណត់៖ { $overdue }
scorecard-small-print = តាមប្រតិទិននៃភាគីទទួលសំណើ តួលេខប្រចាំខែរាប់បញ្ចូលការទទួលដែលដល់កំណត់ក្នុងខែនោះ គឺ { $hours } ម៉ោងធ្វើការក្រោយការចុះបញ្ជីសំណើ និងចម្លើយ ឬការបដិសេធដែលផ្តល់ក្នុងខែនោះ។ ម៉ោងធ្វើការរាប់ទាំងយប់ទាំងថ្ងៃ តែក្នុងថ្ងៃធ្វើការប៉ុណ្ណោះ។ សំណើតាមលិខិតរាប់ពីពេលកត់ត្រា។ ការបដិសេធរាប់ជាចម្លើយ។ ចំនួនដែលកំពុងរង់ចាំចម្លើយ និងហួសកាលកំណត់ គិតត្រឹមពេលនេះ។
button-scorecard-before = ‹ { $month }
button-scorecard-after = { $month } ›

digest-time = { $tens }{ $ones }:{ $minute_tens }{ $minute_ones }

error-not-a-time = សូមសរសេរម៉ោងពី ០០:០០ ដល់ ២៣:៥៩ ឧទាហរណ៍ ០៨:៣០។
error-not-a-month = សូមសរសេរខែ និងឆ្នាំ ឧទាហរណ៍ មីនា ២០២៦ ឬ 2026-03។
error-month-out-of-range = តារាងលទ្ធផលមានពីខែ{ $earliest } ដល់ខែ{ $latest }។ សូមជ្រើសរើសខែក្នុងចន្លោះនេះ។
