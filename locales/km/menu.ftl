# ម៉ឺនុយ និងជំនួយ
menu-title = <b>ប្រព័ន្ធទំនាក់ទំនង</b>
    លោកអ្នកជា{ $role }នៃភាគី{ $party }។ សូមជ្រើសរើសការងារដែលត្រូវធ្វើ។
menu-new = សំណើថ្មី
menu-record = កត់ត្រាសំណើតាមលិខិត
menu-cases = បញ្ជីករណី
menu-people = បញ្ជីមន្ត្រី
menu-invite = អញ្ជើញមន្ត្រី
menu-explain = ពន្យល់កាលកំណត់
menu-language = ភាសា
menu-help = ជំនួយ

button-more = ច្រើនទៀត…
menu-more = សូមជ្រើសរើសផ្នែក។
menu-group = <b>{ $group }</b>
menu-group-work = ទិដ្ឋភាពទូទៅ
menu-group-requests = សំណើ
menu-group-meetings = កិច្ចប្រជុំ និងសកម្មភាព
menu-group-agreement = កិច្ចព្រមព្រៀង
menu-group-people = មន្ត្រី និងប្រចាំការ
menu-group-settings = ការកំណត់

target-none = <b>{ $does }</b>
    បច្ចុប្បន្ន គ្មានអ្វីត្រូវអនុវត្តទេ។
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
    ប្រព័ន្ធនេះបញ្ជូនសំណើរវាងអាជ្ញាធរមានសមត្ថកិច្ចនៃភាគីទាំងពីរ រាប់ថ្ងៃ និងរំលឹកទាន់ពេល។ ឈ្មោះ ឯកសារ និងរូបថត មិនត្រូវបញ្ជូនតាមប្រព័ន្ធនេះឡើយ គឺត្រូវបញ្ជូនជាមួយលិខិតផ្លូវការ។
    ការងារទាំងអស់អាចធ្វើបានតាមប៊ូតុងក្នុង /menu។ លោកអ្នកក៏អាចសរសេរពាក្យបញ្ជាខាងក្រោមបានដែរ៖
help-line = { $command } – { $does }
help-end = ពាក្យបញ្ជាដែលពាក់ព័ន្ធនឹងករណី អាចសរសេរលេខយោងបន្ទាប់ ឧទាហរណ៍ /case KH26-7F3K9។ បើគ្មានលេខយោង ប្រព័ន្ធបង្ហាញករណីឱ្យជ្រើសរើស។

language-choose = សូមជ្រើសរើសភាសា។

cancelled = បានបញ្ឈប់។ គ្មានអ្វីត្រូវបានកត់ត្រាទេ។
cancel-which = គ្មានសំណួរកំពុងរង់ចាំទេ។ សូមជ្រើសរើសចំពោះសេចក្តីព្រាង។

button-menu = ម៉ឺនុយ
button-back = ត្រឡប់ក្រោយ
button-cancel = បោះបង់
button-change-answers = កែប្រែ
button-continue = បន្ត
button-skip = រំលង

answer = { $value }
not-stated = មិនបានបំពេញ
unanswered = មិនបានឆ្លើយ

error-not-understood = ប្រព័ន្ធនេះប្រើប៊ូតុង និងពាក្យបញ្ជា។ សូមជ្រើសរើសពីម៉ឺនុយ។
error-unknown-command = គ្មានពាក្យបញ្ជានេះទេ។ សូមជ្រើសរើសពីម៉ឺនុយ។
error-button = ប៊ូតុងនេះលែងប្រើបានហើយ។ សូមបើកម៉ឺនុយតាម /menu។
error-edited = ការកែសារដែលបានផ្ញើ មិនធ្វើឱ្យអ្វីដែលបានកត់ត្រាប្រែប្រួលទេ។ សូមសរសេរសារថ្មី។
error-forwarded = ប្រព័ន្ធមិនអនុវត្តតាមសារដែលបញ្ជូនបន្តទេ។ សូមសរសេរពាក្យបញ្ជាដោយខ្លួនឯង។
error-only-text = ប្រព័ន្ធទទួលតែសារជាអក្សរប៉ុណ្ណោះ។ ឯកសារ រូបថត សំឡេង លេខទំនាក់ទំនង និងទីតាំង ត្រូវបញ្ជូនតាមមាគ៌ាផ្លូវការ។ អ្វីដែលលោកអ្នកបានផ្ញើមិនត្រូវបានរក្សាទុក ហើយកំពុងត្រូវលុប ប៉ុន្តែបានទៅដល់ Telegram រួចហើយ។
error-not-a-choice = ចម្លើយនេះមិនមានក្នុងជម្រើសទេ។ សូមជ្រើសរើសម្តងទៀត។
error-not-your-role = ជំហាននេះមិនស្ថិតក្នុងតួនាទីរបស់លោកអ្នកទេ។

waiting-cases = មានករណីចំនួន { $count } កំពុងរង់ចាំជំហានពីភាគីរបស់លោកអ្នក។
error-nothing-to-cancel = គ្មានអ្វីត្រូវបញ្ឈប់ទេ។
