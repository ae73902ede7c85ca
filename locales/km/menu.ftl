# ម៉ឺនុយ និងជំនួយ
menu-title = <b>ប្រព័ន្ធទំនាក់ទំនងការងារ</b>
    លោកអ្នកជា{ $role }នៃភាគី{ $party }។ សូមជ្រើសរើសការងារ។
menu-new = សំណើថ្មី
menu-record = កត់ត្រាសំណើតាមលិខិត
menu-requests = បញ្ជីករណី
menu-people = បញ្ជីមន្ត្រី
menu-invite = អញ្ជើញមន្ត្រី
menu-explain = ពន្យល់កាលកំណត់
menu-language = ភាសា
menu-help = ជំនួយ

button-more = ច្រើនទៀត…
menu-more = សូមជ្រើសរើសផ្នែក។
menu-group = <b>{ $group }</b>
menu-group-work = តាមដានការងារ
menu-group-requests = សំណើ
menu-group-meetings = កិច្ចប្រជុំ និងសកម្មភាព
menu-group-agreement = កិច្ចព្រមព្រៀង
menu-group-people = មន្ត្រី និងប្រចាំការ
menu-group-settings = គណនី និងការកំណត់

target-none = <b>{ $does }</b>
    បច្ចុប្បន្ន គ្មានអ្វីត្រូវអនុវត្តទេ។ សូមបើកម៉ឺនុយតាម /menu។
target-which = <b>{ $does }</b>
    សូមជ្រើសរើស ឬសរសេរលេខ។
target-request = { $lettered ->
        [yes] { $letter } · { $reference }
       *[no] { $reference }
    }{ $standing ->
        [overdue] {" "}· ហួសកាលកំណត់ { $days } ថ្ងៃ
        [running] { $days ->
            [0] {" "}· ដល់កំណត់ថ្ងៃនេះ
           *[other] {" "}· នៅសល់ { $days } ថ្ងៃ
        }
       *[still] {""}
    }
target-meeting = { $day } · { $code } · { $kind }
target-activity = { $number }. { $title }

help-title = <b>តួនាទីរបស់ប្រព័ន្ធនេះ</b>
    ប្រព័ន្ធនេះបញ្ជូនសំណើ រវាងអាជ្ញាធរមានសមត្ថកិច្ច នៃភាគីទាំងពីរ រាប់ថ្ងៃ និងរំលឹកទាន់ពេល។ ឈ្មោះ ឯកសារ និងរូបថត មិនត្រូវបញ្ជូនតាមប្រព័ន្ធនេះឡើយ គឺត្រូវបញ្ជូនតាមលិខិតផ្លូវការ។
help-words = សូមសរសេរការងារដែលលោកអ្នកចង់ធ្វើ ឧទាហរណ៍ «{ $first }» ឬ «{ $second }» ឬសរសេរលេខលិខិត ឬលេខយោង ឬចុចប៊ូតុង។

language-choose = សូមជ្រើសរើសភាសា។

cancelled = បានបញ្ឈប់។ មិនបានកត់ត្រាអ្វីទេ។
cancel-which = គ្មានសំណួរកំពុងរង់ចាំទេ។ តើត្រូវធ្វើដូចម្តេចចំពោះសេចក្តីព្រាង?

button-menu = ម៉ឺនុយ
button-back = ត្រឡប់ក្រោយ
button-cancel = បោះបង់
button-change-answers = កែប្រែ
button-continue = បន្ត
button-open = បើក { $code }
button-skip = រំលង

answer = { $value }
not-stated = មិនបានបញ្ជាក់
unanswered = មិនបានឆ្លើយ

error-not-understood = ប្រព័ន្ធមិនយល់ន័យទេ។
error-nothing-found = ប្រព័ន្ធរកមិនឃើញសំណើ ដែលមានលេខនេះទេ។
left-over = ផ្នែកនេះ មិនទាន់បានចាត់ការទេ។ សូមសរសេរម្តងទៀត ក្រោយជំហាននេះ។
error-none-of-these = ប្រព័ន្ធរកមិនឃើញសំណើ តាមប្រភេទ ឬតាមពេលនេះទេ។
error-write-what = សូមសរសេរលេខលិខិត លេខយោង ឬការងារដែលត្រូវធ្វើ ឧទាហរណ៍ «សំណើថ្មី» ឬ /new។
error-did-you-mean = តើលោកអ្នកចង់៖
found-requests = { $more ->
        [yes] មានសំណើច្រើនដែលមាន «{ $words }»។ ខាងក្រោមជាសំណើចុងក្រោយ។ សូមសរសេរលេខលិខិត ឬលេខយោងឱ្យវែងជាងនេះ។
       *[no] សំណើដែលមាន «{ $words }»៖
    }
error-unknown-command = គ្មានពាក្យបញ្ជានេះទេ។ សូមជ្រើសរើសពីម៉ឺនុយ។
error-button = ប៊ូតុងនេះលែងប្រើបានហើយ។ សូមបើកម៉ឺនុយតាម /menu។
error-edited = ការកែសារចាស់មិនប្តូរអ្វីដែលបានកត់ត្រាទេ។ សូមសរសេរសារថ្មី។
error-forwarded = ប្រព័ន្ធមិនអនុវត្ត តាមសារដែលបញ្ជូនបន្តទេ។ សូមសរសេរពាក្យបញ្ជាដោយខ្លួនឯង។
error-only-text = ប្រព័ន្ធទទួលតែសារជាអក្សរ។ ឯកសារ រូបថត សំឡេង លេខទំនាក់ទំនង និងទីតាំង ត្រូវបញ្ជូនតាមមាគ៌ាផ្លូវការ។ ប្រព័ន្ធមិនបានរក្សាទុកទេ ហើយកំពុងលុបសារនោះ ប៉ុន្តែសារបានទៅដល់ Telegram រួចហើយ។
error-quoted = «{ $typed }»៖ { $why }
error-not-a-choice = ចម្លើយនេះមិនមានក្នុងជម្រើសទេ។ សូមជ្រើសរើសម្តងទៀត។
error-not-of-choices = ចម្លើយនេះមិនមានក្នុងជម្រើសទេ។ ជម្រើស៖ { $choices }។
error-for-colleagues = ការងារនេះ មិនស្ថិតក្នុងតួនាទីរបស់លោកអ្នកទេ សូមប្រាប់មិត្តរួមការងារដែលមានសិទ្ធិ៖ { $names }។
error-not-your-role = ការងារនេះ មិនស្ថិតក្នុងតួនាទីរបស់លោកអ្នកទេ សូមប្រាប់មិត្តរួមការងារដែលមានសិទ្ធិ។ កិច្ចការដែលលោកអ្នកអាចធ្វើបាន មាននៅ /menu

waiting-requests = មាន { $count } ករណី រង់ចាំចំណាត់ការពីភាគី{ $own_party }។
error-nothing-to-cancel = គ្មានអ្វីត្រូវបញ្ឈប់ទេ។
