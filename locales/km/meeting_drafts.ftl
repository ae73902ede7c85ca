# ការស្នើកិច្ចប្រជុំ តាមសំណួរម្តងមួយៗ
proposal-ask-kind = <b>តើជាកិច្ចប្រជុំប្រភេទណា?</b>
    ចំពោះកិច្ចប្រជុំបន្ទាន់ សូមសរសេរ «កិច្ចប្រជុំបន្ទាន់»។
proposal-ask-occasion = <b>តើកម្មវត្ថុនៃកិច្ចប្រជុំជាអ្វី?</b>
    ព័ត៌មានលម្អិតត្រូវបញ្ជូនតាមមាគ៌ាផ្លូវការ មិនត្រូវសរសេរនៅទីនេះទេ។
proposal-ask-another = <b>មានសំណើប្រជុំបន្ទាន់ { $code } អំពីកម្មវត្ថុនេះ កំពុងរង់ចាំចម្លើយ។ តើស្នើកិច្ចប្រជុំមួយទៀតឬ?</b>
proposal-ask-request = <b>តើកិច្ចប្រជុំនេះពាក់ព័ន្ធនឹងករណីណា?</b>
    សូមចុច ឬសរសេរលេខយោង ឧទាហរណ៍ KH26-7F3KK។ ប្រសិនបើគ្មានករណី សូមរំលង។
proposal-ask-objection = <b>ហេតុអ្វីត្រូវកែប្រែកិច្ចប្រជុំដែលបានព្រមព្រៀង?</b>
proposal-ask-urgency = <b>តើកិច្ចប្រជុំនេះបន្ទាន់កម្រិតណា?</b>
proposal-ask-day = <b>{ $number ->
        [1] នៅថ្ងៃណា?
       *[other] ពេលទី{ $number }៖ នៅថ្ងៃណា?
    }</b>
    សូមចុចថ្ងៃ ឬសរសេរកាលបរិច្ឆេទ (អាចជាមួយម៉ោង) ឧទាហរណ៍ ២៧.១១ ១៤:០០ តាមម៉ោងនៅ{ $place }។
proposal-ask-when = <b>តើប្រជុំនៅពេលណា?</b>
    សូមចុច ឬសរសេរពេលវេលា ឧទាហរណ៍ ថ្ងៃស្អែក ម៉ោង ១០ ព្រឹក តាមម៉ោងនៅ{ $place }។
proposal-ask-time = <b>{ $number ->
        [1] នៅម៉ោងប៉ុន្មាន?
       *[other] ពេលទី{ $number }៖ នៅម៉ោងប៉ុន្មាន?
    }</b>
    សូមចុច ឬសរសេរម៉ោង ឧទាហរណ៍ ១៤:៣០ តាមម៉ោងនៅ{ $place }។
proposal-ask-venue = <b>ថ្ងៃ{ WEEKDAY($at) } { WITHOUT(CAPITALS($at), "ថ្ងៃ") }។ តើនៅទីកន្លែងណា?</b>
    សូមចុច ឬសរសេរទីកន្លែងក្នុងមួយបន្ទាត់។ សូមកុំសរសេរឈ្មោះបុគ្គល។
error-not-a-place = នេះមិនមែនទីកន្លែងប្រជុំទេ។
proposal-ask-host = <b>តើភាគីណាជាម្ចាស់ផ្ទះ?</b>
button-add-time = បន្ថែមពេល

proposal-kind = ប្រភេទកិច្ចប្រជុំ៖ { $kind }
proposal-counters = ពេលវេលាផ្សេងសម្រាប់ { $code } ({ $kind })។ ចម្លើយមុនៗរបស់ភាគីទាំងពីរនឹងលែងមានសុពលភាព។
proposal-changes = ការកែប្រែកិច្ចប្រជុំដែលបានព្រមព្រៀង { $code } ({ $kind })។ ស្ថានភាពនៅដដែល រហូតដល់ភាគីទាំងពីរព្រមព្រៀងលើការកែប្រែ។
proposal-option = <b>ជម្រើសទី{ $number }៖</b> ថ្ងៃ{ WEEKDAY($at) } { WITHOUT(CAPITALS($at), "ថ្ងៃ") } · { $place }
proposal-off =
    { $why ->
        [weekend] ⚠️ មិនមែនជាថ្ងៃធ្វើការនៅប្រទេស{ $party }ទេ ព្រោះត្រូវនឹងចុងសប្តាហ៍។
        [holiday] ⚠️ មិនមែនជាថ្ងៃធ្វើការនៅប្រទេស{ $party }ទេ ព្រោះជា{ $holiday }។
       *[night] ⚠️ ត្រូវនឹងម៉ោងផ្អាកការជូនដំណឹងនៃភាគី{ $party }។
    }
proposal-not-in-turn = ⚠️ កិច្ចប្រជុំពិគ្រោះយោបល់ប្រចាំឆ្នាំ ធ្វើឆ្លាស់គ្នាក្នុងប្រទេសទាំងពីរ។ ឆ្នាំនោះជាវេនភាគី{ $party }ធ្វើជាម្ចាស់ផ្ទះ។
proposal-check =
    { $purpose ->
        [emergency] <b>សូមពិនិត្យ។ សំណើនេះនឹងផ្ញើជូនភាគី{ $party }ភ្លាម ទោះម៉ោងណាក៏ដោយ៖</b>
        [propose] <b>សូមពិនិត្យ។ សំណើនេះនឹងផ្ញើជូនភាគី{ $party }៖</b>
        [change] <b>សូមពិនិត្យ។ ការកែប្រែនេះនឹងផ្ញើជូនភាគី{ $party }៖</b>
       *[counter] <b>សូមពិនិត្យ។ ពេលវេលាទាំងនេះនឹងផ្ញើជូនភាគី{ $party }៖</b>
    }
waits-proposal = លោកអ្នកមានសេចក្តីព្រាងសំណើប្រជុំមួយ ដែលមិនទាន់បានផ្ញើ។
waits-emergencydraft = លោកអ្នកមានសេចក្តីព្រាងសំណើប្រជុំបន្ទាន់មួយ ដែលមិនទាន់បានផ្ញើ។
proposal-sent =
    { $how ->
        [new] បានផ្ញើសំណើប្រជុំហើយ។
        [counter] បានផ្ញើពេលវេលាផ្សេងហើយ។
        [second] ភាគី{ $other_party }បានស្នើកិច្ចប្រជុំបែបនេះមុន។ ប្រព័ន្ធបានផ្ញើសំណើរបស់លោកអ្នក ជាពេលវេលាផ្សេង។
       *[alone] បានកត់ត្រាសំណើប្រជុំហើយ។ ភាគី{ $party }មិនទាន់មានមន្ត្រីក្នុងប្រព័ន្ធទេ។ សូមផ្ញើតាមមាគ៌ាផ្លូវការផងដែរ។
    }

button-resume-proposal = បន្តសេចក្តីព្រាងប្រជុំ
button-delete-proposal = លុបសេចក្តីព្រាងប្រជុំ
button-resume-emergencydraft = បន្តសេចក្តីព្រាង ប្រជុំបន្ទាន់
button-delete-emergencydraft = លុបសេចក្តីព្រាង ប្រជុំបន្ទាន់
button-day-yesterday = ម្សិលមិញ
button-day-today = ថ្ងៃនេះ
button-day-tomorrow = ថ្ងៃស្អែក
button-day-other = ថ្ងៃផ្សេង…
button-in-an-hour = ១ ម៉ោងទៀត
button-reading = { $day }
button-morning = { $time }
button-afternoon = { $time }
button-today-at = ថ្ងៃនេះ { $time }
button-tomorrow-at = ថ្ងៃស្អែក { $time }
button-earlier-month = ‹ { $month }
button-later-month = { $month } ›

grid-blank = ·
month-of-year = ខែ{ $month } ឆ្នាំ{ $year }
month =
    { $number ->
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
    }
weekday-short =
    { $day ->
        [monday] ច
        [tuesday] អ
        [wednesday] ព
        [thursday] ព្រ
        [friday] សុ
        [saturday] ស
       *[sunday] អា
    }

error-meeting-time = ពេលវេលានេះបានកន្លងផុត ឬហួសពីមួយឆ្នាំខាងមុខ៖ { CAPITALS($at) }។
error-one-time = សូមសរសេរពេលវេលាតែមួយ។ នៅពេលពិនិត្យ អាចបន្ថែមពេលវេលាផ្សេងទៀតបាន។
error-option-count = សំណើប្រជុំមួយមានជម្រើសពី ១ ដល់ { $most } ហើយជម្រើសនីមួយៗត្រូវខុសគ្នា។
