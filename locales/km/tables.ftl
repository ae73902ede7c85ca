# តារាង ប្រតិទិន និងក្រាហ្វិកនៃគេហទំព័រ
table-letter = លិខិតលេខ
table-kind = ប្រភេទ
table-parties = ពីភាគី → ជូនភាគី
table-turn = ភាគីត្រូវធ្វើបន្ត
table-state = ស្ថានភាព
table-due = កាលកំណត់
table-handler = មន្ត្រីទទួលបន្ទុក
table-logged = ថ្ងៃកត់ត្រា
request-direction = { $requesting } → { $requested }
time-left = { $standing ->
        [overdue] ហួសកាលកំណត់ { $days } ថ្ងៃ
       *[running] { $days ->
            [0] ដល់កំណត់ថ្ងៃនេះ
           *[other] នៅសល់ { $days } ថ្ងៃ
        }
    }
web-find = ស្វែងរកតាមលេខលិខិត លេខយោង ទីកន្លែង ប្រភេទ ឬខែ
web-search = ស្វែងរក
web-found = { $total ->
        [0] រកមិនឃើញករណីទេ។
       *[other] { $more ->
            [yes] រកឃើញលើសពី { $total } ករណី។ ខាងក្រោមជាករណីចុងក្រោយ។
           *[no] រកឃើញ { $total } ករណី។
        }
    }
web-first = តារាងនេះមាន { $most } ករណីដំបូងនៃបញ្ជី។ សូមស្វែងរកករណីផ្សេង។
web-pages = ទំព័រនៃបញ្ជីនេះ
web-printed = { $reference } · ភាគី{ $party } · គិតត្រឹម { $at } · ម៉ោងទាំងអស់ គិតតាមម៉ោងនៅ{ $place } (UTC{ $offset })
calendar-time = { $kind } ({ $state })៖ { $at }
calendar-off = ថ្ងៃឈប់សម្រាកនៃភាគី{ $party }
field-month = ខែ
plot-answered = បានឆ្លើយតបទាន់ពេល
plot-days = ចំនួនថ្ងៃជាមធ្យម ពីថ្ងៃទទួលដល់ថ្ងៃឆ្លើយតប
plot-rate = { $hit } ករណី ក្នុងចំណោម { $total } ករណី ({ $percent } %)
