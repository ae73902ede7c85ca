# ការបង្ហាញក្នុងទែមីណាល់។
demo-scene = ━━━ ឈុតទី { $number } ក្នុងចំណោម { $scenes }៖ { $title }
demo-people-join = មន្ត្រីនៃភាគីទាំងពីរចូលរួមតាមការអញ្ជើញ
demo-request-is-logged = Sokha ចុះបញ្ជីសំណើផ្ទៀងផ្ទាត់មួយ
demo-receipt = Li បញ្ជាក់ការទទួល ហើយការរាប់ ៣០ ថ្ងៃចាប់ផ្តើម
demo-reminders-come = ពេលវេលាកន្លងទៅ ហើយការរំលឹកមកដល់តាមលំដាប់
demo-case-is-overdue = ហួសកាលកំណត់ដោយគ្មានចម្លើយ ហើយអ្នកសម្របសម្រួលនៃភាគីទាំងពីរត្រូវបានជូនដំណឹង
demo-answer-comes = Li ផ្តល់ចម្លើយ
demo-case-is-closed = Sokha បញ្ជាក់ការទទួលលទ្ធផល ហើយករណីត្រូវបានបិទ
demo-refusal = សំណើទីពីរត្រូវបានបដិសេធ ដោយមានការអនុម័តពីអ្នកសម្របសម្រួល
demo-failed = ជំហាននេះមិនបានកើតឡើងទេ៖ { $reason }
demo-told = ការបង្ហាញបានចប់។
demo-go-on = ប្រព័ន្ធទំនាក់ទំនងបន្តដំណើរការនៅ { $url } រហូតដល់ចុច Ctrl+C។ ឧទាហរណ៍ ដើម្បីនិយាយក្នុងនាម Sokha៖
    curl -s -H 'Content-Type: application/json' -d '{"{"}"text": "/cases"{"}"}' { $url }/sandbox/users/{ $user }/say
    curl -s { $url }/sandbox/users/{ $user }/transcript
