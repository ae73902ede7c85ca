# បន្ទាត់ពាក្យបញ្ជា៖ ជំនួយ ការកំណត់ និងកំហុសនៃការកំណត់
setup-help = ប្រព័ន្ធទំនាក់ទំនងរបស់ភាគីទាំងពីរ តាមរយៈ Telegram។
setup-help-version = បង្ហាញលេខកំណែ។
setup-help-run = ដំណើរការប្រព័ន្ធ រហូតដល់មានបញ្ជាឱ្យឈប់។
setup-help-demo = បង្ហាញដំណើរការនៃសំណើពីរក្នុងបរិស្ថានសាកល្បង រួចបន្តដំណើរការសម្រាប់ការសាកល្បង។ បើប្រើ --once នឹងបញ្ចប់ក្រោយការបង្ហាញ។
setup-help-migrate = ធ្វើបច្ចុប្បន្នភាពមូលដ្ឋានទិន្នន័យទៅកំណែដែលកម្មវិធីនេះត្រូវការ។
setup-help-admin-invite = បង្កើតការអញ្ជើញសម្រាប់អ្នកគ្រប់គ្រងដំបូងរបស់ភាគីមួយ។
setup-help-explain = បង្ហាញពីរបៀបរាប់កាលកំណត់ចាប់ពីកាលបរិច្ឆេទនៃការទទួល។ បើប្រើ --until នឹងបង្ហាញថ្ងៃនីមួយៗរហូតដល់ថ្ងៃនោះ បើប្រើ --json នឹងបង្ហាញ JSON មួយក្នុងមួយបន្ទាត់។
setup-help-doctor = បង្ហាញការកំណត់ និងពិនិត្យថា មូលដ្ឋានទិន្នន័យ និង Bot API អាចប្រើបានឬទេ។
setup-help-profile = ពិនិត្យឯកសារកំណត់នៃកិច្ចព្រមព្រៀង។
setup-help-profile-check = បង្ហាញកំហុសក្នុងឯកសារកំណត់នៃកិច្ចព្រមព្រៀង ឬបើអាចប្រើបាន បង្ហាញអ្វីដែលបានកំណត់។

setup-token-missing = { $name } មិនទាន់បានកំណត់ទេ។ សូមកំណត់ជាលេខកូដសម្ងាត់ដែល @BotFather បានផ្តល់សម្រាប់បូត ក្នុងទម្រង់ 123456789:ABC…។
setup-token-wrong = { $name } មិនមែនជាលេខកូដសម្ងាត់របស់បូតទេ។ សូមកំណត់តាមអ្វីដែល @BotFather បានផ្តល់ ក្នុងទម្រង់ 123456789:ABC…។
setup-api-base-wrong = { $name } មិនមែនជាអាសយដ្ឋានទេ។ សូមកំណត់ជាអាសយដ្ឋានដូចជា https://api.telegram.org ឬ http://127.0.0.1:8081។
setup-proxy-wrong = { $name } មិនមែនជាអាសយដ្ឋានប្រូកស៊ី HTTP ទេ។ សូមកំណត់ជាអាសយដ្ឋានដូចជា http://proxy.example:3128 ឬទុកមិនកំណត់។
setup-database-url-wrong = { $name } មិនមែនជាអាសយដ្ឋានមូលដ្ឋានទិន្នន័យទេ។ សូមកំណត់ជា sqlite:///folder/liaison.db ឬ postgresql://user:password@host/database ឬទុកមិនកំណត់ ដើម្បីប្រើឯកសារក្នុងថតទិន្នន័យរបស់អ្នកប្រើ។
setup-smtp-url-wrong = { $name } មិនមែនជាអាសយដ្ឋានម៉ាស៊ីនមេអ៊ីមែលទេ។ សូមកំណត់ជា smtp://user:password@host:587 ឬ smtps://user:password@host:465 ដោយសរសេរតួអក្សរពិសេសជា %40 ជាដើម។ ?starttls=no នៅចុងបញ្ចប់ គឺសម្រាប់ម៉ាស៊ីនមេលើម៉ាស៊ីនតែមួយ។ បើមិនផ្ញើអ៊ីមែលទេ សូមទុកមិនកំណត់។
setup-mail-from-wrong = { $name } មិនមែនជាអាសយដ្ឋានអ៊ីមែលទេ។ សូមកំណត់ជាអាសយដ្ឋានដែលប្រព័ន្ធប្រើសម្រាប់ផ្ញើ ដូចជា desk@example.org។
setup-mail-half = { $name } មិនទាន់បានកំណត់ទេ ខណៈដែល { $other } បានកំណត់ហើយ។ ការផ្ញើអ៊ីមែលត្រូវការទាំងពីរ៖ សូមកំណត់ទាំងពីរ ឬទុកមិនកំណត់ទាំងពីរ។
setup-log-level-wrong = { $name } មិនមែនជាកម្រិតកំណត់ហេតុទេ។ សូមកំណត់ជា DEBUG, INFO, WARNING ឬ ERROR។
setup-webhook-url-wrong = { $name } មិនមែនជាអាសយដ្ឋានទេ។ សូមកំណត់ជាអាសយដ្ឋានដូចជា https://desk.example/updates ឬទុកមិនកំណត់។
setup-webhook-secret-wrong = { $name } មិនមែនជាពាក្យសម្ងាត់ត្រឹមត្រូវទេ។ សូមកំណត់ជាអក្សរ និងលេខពី 32 ទៅ 256 តួដែលគ្មានអ្នកណាទាយបាន ឧទាហរណ៍លទ្ធផលនៃ “openssl rand -hex 32”។
setup-webhook-secret-before-wrong = { $name } មិនមែនជាពាក្យសម្ងាត់ត្រឹមត្រូវទេ។ សូមកំណត់ជាពាក្យសម្ងាត់ដែលបានប្រើពីមុន ឬទុកមិនកំណត់។
setup-webhook-secret-missing = { $name } មិនទាន់បានកំណត់ទេ។ webhook ត្រូវការពាក្យសម្ងាត់៖ សូមកំណត់ជាលទ្ធផលនៃ “openssl rand -hex 32”។
setup-webhook-listen-wrong = { $name } មិនមែនជាម៉ាស៊ីន និងលេខច្រកទេ។ សូមកំណត់ជាតម្លៃដូចជា 127.0.0.1:8080។
setup-webhook-listen-taken = មិនអាចទទួលនៅទីដែលកំណត់ក្នុង { $name } បានទេ ព្រោះអាចមានកម្មវិធីផ្សេងកំពុងប្រើ។ សូមកំណត់លេខច្រកផ្សេង។
setup-health-port-wrong = { $name } មិនមែនជាលេខច្រកទេ។ សូមកំណត់ជាលេខពី 1 ដល់ 65535 ឬទុកមិនកំណត់។
setup-health-port-taken = ច្រកដែលកំណត់ក្នុង { $name } មិនអាចប្រើបានទេ ព្រោះអាចមានកម្មវិធីផ្សេងកំពុងប្រើ។ សូមកំណត់លេខផ្សេង ឬទុកមិនកំណត់។
setup-health-host-wrong = { $name } មិនមែនជាម៉ាស៊ីនទេ។ សូមកំណត់ជាអាសយដ្ឋានរបស់ម៉ាស៊ីននេះ ដូចជា 127.0.0.1 ឬ 0.0.0.0 ឬទុកមិនកំណត់។
setup-health-host-unusable = មិនអាចទទួលនៅម៉ាស៊ីនដែលកំណត់ក្នុង { $name } បានទេ។ សូមកំណត់ជាអាសយដ្ឋានរបស់ម៉ាស៊ីននេះ ដូចជា 127.0.0.1 ឬទុកមិនកំណត់។
setup-sandbox-missing = ការបង្ហាញត្រូវការបរិស្ថានសាកល្បង ដែលមិនត្រូវបានដំឡើងជាមួយប្រព័ន្ធទេ។ ក្នុងថតកូដប្រភព “make run” រៀបចំ និងចាប់ផ្តើមវា ហើយ “pip install ./sandbox” បន្ថែមវា។
setup-port-taken = មិនអាចប្រើច្រក { $port } បានទេ ប្រហែលកម្មវិធីផ្សេងកំពុងប្រើ។ សូមកំណត់ច្រកផ្សេងដោយ --port ឬកុំកំណត់។
setup-heartbeat-url-wrong = { $name } មិនមែនជាអាសយដ្ឋានទេ។ សូមកំណត់ជាអាសយដ្ឋានដូចជា https://watch.example/desk ឬទុកមិនកំណត់។
setup-language-wrong = គ្មានភាសានេះទេ។ សូមជ្រើសរើសមួយក្នុងចំណោម៖ { $languages }។

setup-database-url = LIAISON_DATABASE_URL មិនមែនជាអាសយដ្ឋានឯកសារ SQLite ឬមូលដ្ឋានទិន្នន័យ PostgreSQL ទេ។ សូមកំណត់ជា sqlite:///folder/liaison.db (សញ្ញា / បួនសម្រាប់ផ្លូវពីថតឫស) ឬ postgresql://user:password@host/database។
setup-database-unreachable = មូលដ្ឋានទិន្នន័យមិនឆ្លើយតប ឬមិនអនុញ្ញាតឱ្យអ្នកប្រើនេះចូលទេ ({ $code })។ សូមពិនិត្យថាវាកំពុងដំណើរការ ហើយ LIAISON_DATABASE_URL មានម៉ាស៊ីន ច្រក អ្នកប្រើ ពាក្យសម្ងាត់ និងឈ្មោះត្រឹមត្រូវ។
setup-database-locked = មូលដ្ឋានទិន្នន័យត្រូវបានចាក់សោដោយកម្មវិធីមួយទៀត ({ $code })។ សូមរង់ចាំឱ្យកម្មវិធីនោះបញ្ចប់ រួចសាកល្បងម្តងទៀត។
setup-database-refused = មូលដ្ឋានទិន្នន័យមិនអនុញ្ញាតឱ្យអ្នកប្រើនេះធ្វើដូច្នេះទេ ({ $code })។ សូមពិនិត្យថា LIAISON_DATABASE_URL ជាទីដែលអ្នកប្រើនេះអាចអាន និងសរសេរបាន។
setup-database-full = មិនមានទំហំទំនេរសម្រាប់មូលដ្ឋានទិន្នន័យទៀតទេ ({ $code })។ សូមបង្កើនទំហំទំនេរ រួចសាកល្បងម្តងទៀត។
setup-database-unsafe = PostgreSQL មិនរក្សាទុកទិន្នន័យដោយសុវត្ថិភាពទេ៖ { $setting } គឺ off។ សូមកំណត់ជា on។
setup-unsafe-database-wrong = { $name } មិនមែនជា true ឬ false ទេ។ សូមកុំកំណត់វា៖ វាសម្រាប់តែការសាកល្បងប៉ុណ្ណោះ។
setup-folder-unwritable = មិនអាចសរសេរមូលដ្ឋានទិន្នន័យក្នុង { $folder } បានទេ។ សូមផ្តល់សិទ្ធិសរសេរដល់អ្នកប្រើនេះ ឬកំណត់ទីតាំងផ្សេងក្នុង LIAISON_DATABASE_URL។
setup-database-owned = «liaison run» មួយទៀតកំពុងប្រើមូលដ្ឋានទិន្នន័យ { $file }។ សូមបញ្ឈប់វាជាមុន ឬកំណត់ឯកសារផ្សេងក្នុង LIAISON_DATABASE_URL។
setup-database-missing = មូលដ្ឋានទិន្នន័យមិនទាន់មានតារាងទេ។ សូមដំណើរការ «liaison migrate» ជាមុន។
setup-database-incomplete = មូលដ្ឋានទិន្នន័យមានតារាង ប៉ុន្តែគ្មានកំណែតែមួយដែលត្រូវនឹងតារាងទេ ដូចក្រោយការស្តារដែលត្រូវបានរំខាន ហើយវានៅដដែល។ សូមស្តារការបម្រុងទុកទៅទីតាំងទទេ ឬកំណត់ទីតាំងថ្មីក្នុង LIAISON_DATABASE_URL។
setup-database-foreign = មូលដ្ឋានទិន្នន័យ { $name } ជារបស់កម្មវិធីផ្សេង ហើយវានៅដដែល។ សូមកំណត់មូលដ្ឋានទិន្នន័យផ្សេងក្នុង LIAISON_DATABASE_URL។
setup-database-driver = មិនទាន់បានដំឡើងកម្មវិធីបញ្ជា PostgreSQL ទេ។ សូមដំឡើងកម្មវិធីនេះជាមួយផ្នែកបន្ថែម «postgres»។
setup-database-older = មូលដ្ឋានទិន្នន័យមានកំណែ { $found } ហើយកម្មវិធីនេះត្រូវការកំណែ { $wanted }។ សូមដំណើរការ «liaison migrate»។
setup-database-newer = មូលដ្ឋានទិន្នន័យមានកំណែ { $found } ដែលកម្មវិធីនេះមិនស្គាល់ (កំណែរបស់កម្មវិធីនេះគឺ { $wanted })។ បើកម្មវិធីកំណែថ្មីបានបង្កើតវា សូមដំឡើងកម្មវិធីនោះ។ បើមិនដូច្នេះទេ សូមកំណត់មូលដ្ឋានទិន្នន័យផ្សេងក្នុង LIAISON_DATABASE_URL។
setup-database-different = រចនាសម្ព័ន្ធរបស់មូលដ្ឋានទិន្នន័យមិនត្រូវនឹងកំណែ { $version } ទេ ព្រោះ { $name } បាត់ ឬខុសគ្នា ហើយវានៅដដែល។ សូមស្តារការបម្រុងទុកទៅទីតាំងទទេ ឬកំណត់ទីតាំងថ្មីក្នុង LIAISON_DATABASE_URL។
setup-database-too-new = មូលដ្ឋានទិន្នន័យបានក្លាយជាថ្មីពេកសម្រាប់កម្មវិធីនេះ ដែលមានកំណែ { $wanted }។ សូមដំឡើងកម្មវិធីថ្មីជាង។
setup-database-pragma = SQLite មិនអាចធានាសុវត្ថិភាពទិន្នន័យនៅទីនេះបានទេ៖ { $pragma } គឺ { $found }។ សូមដាក់មូលដ្ឋានទិន្នន័យនៅលើថាសក្នុងម៉ាស៊ីន។

setup-migrated = មូលដ្ឋានទិន្នន័យមានកំណែ { $version }។
setup-invited = ការអញ្ជើញឱ្យចូលរួមក្នុងភាគី{ $party } សម្រាប់មនុស្សម្នាក់ ក្នុងរយៈពេល { $hours } ម៉ោង។ អ្នកដែលបើកតំណភ្ជាប់នេះក្នុង Telegram នឹងបានចូលរួម៖
setup-invited-by-hand = Bot API មិនបានប្រាប់ឈ្មោះបូតទេ ដូច្នេះមិនមានតំណភ្ជាប់ទេ។ សូមឱ្យអ្នកដែលត្រូវបានអញ្ជើញផ្ញើបន្ទាត់នេះទៅបូត៖

setup-doctor-set = { $name } គឺ { $value }
setup-doctor-unset = { $name } មិនបានកំណត់ ហើយមិនចាំបាច់កំណត់ទេ។
setup-doctor-secret = { $name } បានកំណត់ហើយ ប៉ុន្តែមិនបង្ហាញទេ។
setup-doctor-agreement = កិច្ចព្រមព្រៀង៖ { $name }
setup-doctor-standby = PostgreSQL មិនមានម៉ាស៊ីនបម្រុងដែលរក្សាទុកស្របគ្នាទេ៖ អ្វីដែលបានរក្សាទុកនឹងបាត់បង់ជាមួយម៉ាស៊ីននោះ។ សូមកំណត់ synchronous_standby_names ប្រសិនបើប្រព័ន្ធត្រូវតែរួចផុតពីករណីនេះ។
setup-doctor-database = មូលដ្ឋានទិន្នន័យអាចប្រើបាន និងមានកំណែ { $version }។
setup-doctor-api = Bot API ឆ្លើយតប ហើយបូតគឺ @{ $username }។
setup-doctor-api-silent = Bot API មិនអាចប្រើបានទេ ({ $code })។ សូមពិនិត្យ LIAISON_TOKEN, LIAISON_API_BASE និង LIAISON_PROXY។
setup-doctor-mail = ម៉ាស៊ីនមេអ៊ីមែល { $host } អាចប្រើបាន។
setup-doctor-mail-silent = ម៉ាស៊ីនមេអ៊ីមែលមិនអាចប្រើបានទេ ({ $code })។ សូមពិនិត្យ LIAISON_SMTP_URL។

setup-profile-usable = { $name }៖ ឯកសារកំណត់អាចប្រើបាន។
setup-profile-party = { $code } គឺ{ $party }៖ { $authority } តំបន់ម៉ោង { $zone } ភាសា { $language } ថ្ងៃឈប់សម្រាករបស់ { $holidays }។
setup-profile-languages = ភាសា៖ { $languages }។ ករណីមានភាពខុសគ្នា ត្រូវយកភាសានេះជាគោល៖ { $prevailing }។
setup-profile-clock = ការផ្ទៀងផ្ទាត់ (មាត្រា { $article })៖ { $unit ->
        [working] { $days } ថ្ងៃធ្វើការ
       *[calendar] { $days } ថ្ងៃតាមប្រតិទិន
    } ក្រោយការទទួល{ $roll ->
        [next_working_day] {" "}ហើយបើថ្ងៃចុងក្រោយមិនមែនជាថ្ងៃធ្វើការ ត្រូវយកថ្ងៃធ្វើការបន្ទាប់។
       *[none] {" "}ទោះថ្ងៃចុងក្រោយជាថ្ងៃធ្វើការឬមិនមែនក៏ដោយ។
    }
setup-profile-reminders = ការរំលឹក៖ { $days } ថ្ងៃមុនថ្ងៃដល់កំណត់ នៅម៉ោង { $hour }:00។
setup-profile-escalation = លំដាប់រាយការណ៍នៃ{ $priority ->
        [emergency] ការជូនដំណឹងបន្ទាន់
        [urgent] សំណើបន្ទាន់
       *[important] ការជូនដំណឹងសំខាន់
    } គិតជានាទី៖ { $steps }។
setup-profile-word = { $field }៖ គ្មានអត្ថបទ { $missing } ជាភាសា { $languages } ទេ។
setup-profile-messages = { $field }៖ ភាសា { $language } ខ្វះអត្ថបទរបស់ប្រព័ន្ធចំនួន { $count } ក្នុងនោះមាន { $missing }។
setup-profile-holidays = { $field }៖ មិនស្គាល់ថ្ងៃឈប់សម្រាករបស់ { $country } ទេ។
setup-profile-rungs = { $field }៖ ជំហាននីមួយៗមានយ៉ាងច្រើនម្តង តាមលំដាប់ again, deputy, coordinators, admins, other_side, daily ហើយរយៈពេលគិតជាម៉ោងគត់ ឬនាទីគត់ក្នុងករណីបន្ទាន់។
setup-profile-setting = { $field }៖ { $why }
setup-profile-together = { $why }
