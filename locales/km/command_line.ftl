# បន្ទាត់ពាក្យបញ្ជា៖ ជំនួយ ការកំណត់ និងកំហុសនៃការកំណត់
setup-help = ប្រព័ន្ធទំនាក់ទំនងការងារ របស់ភាគីទាំងពីរ តាម Telegram។
setup-help-version = បង្ហាញលេខកំណែ។
setup-help-run = ដំណើរការប្រព័ន្ធ រហូតដល់មានបញ្ជាឱ្យឈប់។
setup-help-demo = បង្ហាញការងាររយៈពេលមួយខែ ក្នុងបរិស្ថានសាកល្បង រួចបន្តដំណើរការសម្រាប់ការសាកល្បង។ ប្រសិនបើប្រើ --once នឹងបញ្ចប់ក្រោយការបង្ហាញ។
setup-help-setup = រៀបចំការចាប់ផ្តើមលើកដំបូង៖ សួរកូដចូលប្រើ (token) បង្កើតសោ មូលដ្ឋានទិន្នន័យ និងការអញ្ជើញដំបូង។ អ្វីដែលមានហើយ រក្សាទុកដដែល។
setup-help-migrate = ធ្វើបច្ចុប្បន្នភាពមូលដ្ឋានទិន្នន័យ ទៅកំណែដែលកម្មវិធីនេះត្រូវការ។
setup-help-admin-invite = បង្កើតការអញ្ជើញ សម្រាប់អ្នកគ្រប់គ្រងប្រព័ន្ធដំបូងនៃភាគីមួយ។
setup-help-explain = បង្ហាញរបៀបរាប់កាលកំណត់ ចាប់ពីថ្ងៃទទួល។ ប្រសិនបើប្រើ --until នឹងបង្ហាញថ្ងៃនីមួយៗរហូតដល់ថ្ងៃនោះ ហើយប្រសិនបើប្រើ --json នឹងបង្ហាញ JSON មួយក្នុងមួយបន្ទាត់។
setup-help-doctor = បង្ហាញការកំណត់ និងពិនិត្យថា មូលដ្ឋានទិន្នន័យ និង Bot API អាចប្រើបានឬទេ។
setup-help-profile = ពិនិត្យឯកសារកំណត់នៃកិច្ចព្រមព្រៀង។
setup-help-profile-check = បង្ហាញកំហុស ក្នុងឯកសារកំណត់នៃកិច្ចព្រមព្រៀង ឬប្រសិនបើអាចប្រើបាន បង្ហាញអ្វីដែលបានកំណត់។

setup-token-missing = { $name } មិនទាន់បានកំណត់ទេ។ សូមកំណត់ជាកូដចូលប្រើ (token) ដែល @BotFather បានផ្តល់សម្រាប់បូត ក្នុងទម្រង់ 123456789:ABC…។
setup-token-wrong = { $name } មិនមែនជាកូដចូលប្រើរបស់បូត (token) ទេ។ សូមកំណត់តាមអ្វីដែល @BotFather បានផ្តល់ ក្នុងទម្រង់ 123456789:ABC…។
setup-api-base-wrong = { $name } មិនមែនជាអាសយដ្ឋានទេ។ សូមកំណត់ជាអាសយដ្ឋានដូចជា https://api.telegram.org ឬ http://127.0.0.1:8081។
setup-api-base-open = { $name } មិនបានអ៊ិនគ្រីប ហើយចង្អុលទៅម៉ាស៊ីនផ្សេង ដូច្នេះអ្នកដទៃអាចអានកូដចូលប្រើ (token) បាន។ សូមប្រើ https:// ឬកំណត់ { $other } ជា true ប្រសិនបើបណ្តាញជារបស់ខ្លួន។
setup-setting-unknown = { $name } មិនមែនជាការកំណត់របស់ប្រព័ន្ធទេ។ សូមកែឈ្មោះ ឬដកចេញ។ បញ្ជីការកំណត់ទាំងអស់ មាននៅក្នុង សៀវភៅណែនាំ។
setup-file-unreadable = មិនអាចអាន { $name } ជាឯកសារការកំណត់បានទេ។ សូមកែផ្លូវឯកសារ ខ្លឹមសារ (TOML) ឬសិទ្ធិអានឯកសារ។
setup-file-open = { $name } មានព័ត៌មានសម្ងាត់ ហើយអ្នកដទៃអាចអានបាន។ សូមដកសិទ្ធិរបស់ពួកគេ (chmod 600) ឬដាក់ព័ត៌មានសម្ងាត់ ក្នុងឯកសារដាច់ដោយឡែក។
setup-proxy-wrong = { $name } មិនមែនជាអាសយដ្ឋានប្រូកស៊ី HTTP ទេ។ សូមកំណត់ជាអាសយដ្ឋានដូចជា http://proxy.example:3128 ឬទុកមិនកំណត់។
setup-database-url-wrong = { $name } មិនមែនជាអាសយដ្ឋានមូលដ្ឋានទិន្នន័យទេ។ សូមកំណត់ជា sqlite:///folder/liaison.db ឬ postgresql://user:password@host/database ឬទុកមិនកំណត់ ដើម្បីប្រើឯកសារ ក្នុងថតទិន្នន័យរបស់អ្នកប្រើ។
setup-smtp-url-wrong = { $name } មិនមែនជាអាសយដ្ឋានម៉ាស៊ីនមេអ៊ីមែលទេ។ សូមកំណត់ជា smtp://user:password@host:587 ឬ smtps://user:password@host:465 ដោយសរសេរតួអក្សរពិសេសជា %3A ជាដើម។ ?starttls=no នៅចុងបញ្ចប់ សម្រាប់ម៉ាស៊ីនមេលើម៉ាស៊ីនតែមួយ។ ប្រសិនបើមិនផ្ញើអ៊ីមែលទេ សូមទុកមិនកំណត់។
setup-mail-from-wrong = { $name } មិនមែនជាអាសយដ្ឋានអ៊ីមែលទេ។ សូមកំណត់ជាអាសយដ្ឋាន ដែលប្រព័ន្ធប្រើសម្រាប់ផ្ញើ ដូចជា desk@example.org។
setup-mail-half = { $name } មិនទាន់បានកំណត់ទេ ប៉ុន្តែ { $other } បានកំណត់ហើយ។ ការផ្ញើអ៊ីមែលត្រូវការទាំងពីរ៖ សូមកំណត់ទាំងពីរ ឬទុកមិនកំណត់ទាំងពីរ។
setup-log-level-wrong = { $name } មិនមែនជាកម្រិតកំណត់ហេតុទេ។ សូមកំណត់ជា DEBUG, INFO, WARNING ឬ ERROR។
setup-webhook-url-wrong = { $name } មិនមែនជាអាសយដ្ឋាន https ទេ។ សូមកំណត់ជាអាសយដ្ឋានដូចជា https://desk.example/updates ឬទុកមិនកំណត់។
setup-webhook-secret-wrong = { $name } មិនមែនជាពាក្យសម្ងាត់ត្រឹមត្រូវទេ។ សូមកំណត់ជាអក្សរ និងលេខពី ៣២ ទៅ ២៥៦ តួ ដែលគ្មានអ្នកណាទាយបាន ឧទាហរណ៍ លទ្ធផលនៃ «openssl rand -hex 32»។
setup-webhook-secret-before-wrong = { $name } មិនមែនជាពាក្យសម្ងាត់ត្រឹមត្រូវទេ។ សូមកំណត់ជាពាក្យសម្ងាត់ដែលបានប្រើពីមុន ឬទុកមិនកំណត់។
setup-webhook-secret-missing = { $name } មិនទាន់បានកំណត់ទេ។ webhook ត្រូវការពាក្យសម្ងាត់៖ សូមកំណត់ជាលទ្ធផលនៃ «openssl rand -hex 32»។
setup-webhook-listen-wrong = { $name } មិនមែនជាម៉ាស៊ីន និងលេខច្រកទេ។ សូមកំណត់ជាតម្លៃដូចជា 127.0.0.1:8080។
setup-webhook-listen-taken = មិនអាចទទួលនៅទីដែលកំណត់ក្នុង { $name } បានទេ ព្រោះអាចមានកម្មវិធីផ្សេងកំពុងប្រើ។ សូមកំណត់លេខច្រកផ្សេង។
setup-health-port-wrong = { $name } មិនមែនជាលេខច្រកទេ។ សូមកំណត់ជាលេខពី ១ ដល់ ៦៥៥៣៥ ឬទុកមិនកំណត់។
setup-health-port-taken = មិនអាចប្រើច្រកដែលកំណត់ក្នុង { $name } បានទេ ព្រោះអាចមានកម្មវិធីផ្សេងកំពុងប្រើ។ សូមកំណត់លេខផ្សេង ឬទុកមិនកំណត់។
setup-health-host-wrong = { $name } មិនមែនជាម៉ាស៊ីនទេ។ សូមកំណត់ជាអាសយដ្ឋានរបស់ម៉ាស៊ីននេះ ដូចជា 127.0.0.1 ឬ 0.0.0.0 ឬទុកមិនកំណត់។
setup-health-host-unusable = មិនអាចទទួលនៅម៉ាស៊ីនដែលកំណត់ក្នុង { $name } បានទេ។ សូមកំណត់ជាអាសយដ្ឋានរបស់ម៉ាស៊ីននេះ ដូចជា 127.0.0.1 ឬទុកមិនកំណត់។
setup-sandbox-missing = ការបង្ហាញត្រូវការបរិស្ថានសាកល្បង ដែលមិនបានដំឡើងជាមួយប្រព័ន្ធទេ។ ក្នុងថតកូដប្រភព ពាក្យបញ្ជា «make run» រៀបចំ និងចាប់ផ្តើមបរិស្ថាននេះ ហើយ «pip install ./sandbox» បន្ថែមក្នុងការដំឡើង។
setup-port-taken = មិនអាចប្រើច្រក { $port } បានទេ ព្រោះអាចមានកម្មវិធីផ្សេងកំពុងប្រើ។ សូមកំណត់ច្រកផ្សេងដោយ --port ឬកុំកំណត់។
setup-heartbeat-url-wrong = { $name } មិនមែនជាអាសយដ្ឋានទេ។ សូមកំណត់ជាអាសយដ្ឋានដូចជា https://watch.example/desk ឬទុកមិនកំណត់។
setup-language-wrong = គ្មានភាសានេះទេ។ សូមជ្រើសរើសមួយក្នុងចំណោម៖ { $languages }។

setup-database-url = LIAISON_DATABASE_URL មិនមែនជាអាសយដ្ឋានឯកសារ SQLite ឬមូលដ្ឋានទិន្នន័យ PostgreSQL ទេ។ សូមកំណត់ជា sqlite:///folder/liaison.db (សញ្ញា / បួន សម្រាប់ផ្លូវពីថតឫស) ឬ postgresql://user:password@host/database។
setup-database-unreachable = មូលដ្ឋានទិន្នន័យមិនឆ្លើយតប ឬមិនអនុញ្ញាតឱ្យអ្នកប្រើនេះចូលទេ ({ $code })។ សូមពិនិត្យថា មូលដ្ឋានទិន្នន័យកំពុងដំណើរការ ហើយ LIAISON_DATABASE_URL មានម៉ាស៊ីន ច្រក អ្នកប្រើ ពាក្យសម្ងាត់ និងឈ្មោះត្រឹមត្រូវ។
setup-database-locked = កម្មវិធីមួយទៀតកំពុងប្រើមូលដ្ឋានទិន្នន័យ ({ $code })។ សូមរង់ចាំឱ្យកម្មវិធីនោះបញ្ចប់ រួចព្យាយាមម្តងទៀត។
setup-database-refused = មូលដ្ឋានទិន្នន័យ មិនអនុញ្ញាតឱ្យអ្នកប្រើនេះធ្វើដូច្នេះទេ ({ $code })។ សូមពិនិត្យថា LIAISON_DATABASE_URL ជាទីដែលអ្នកប្រើនេះអាចអាន និងសរសេរបាន។
setup-database-full = គ្មានទំហំទំនេរ សម្រាប់មូលដ្ឋានទិន្នន័យទៀតទេ ({ $code })។ សូមបង្កើនទំហំទំនេរ រួចព្យាយាមម្តងទៀត។
setup-database-unsafe = PostgreSQL មិនរក្សាទុកទិន្នន័យដោយសុវត្ថិភាពទេ៖ { $setting } = off។ សូមកំណត់ជា on។
setup-unencrypted-api-wrong = { $name } ត្រូវជា true ឬ false។ សូមកុំកំណត់ លើកលែងតែ Bot API នៅក្នុងបណ្តាញរបស់លោកអ្នក។
setup-unsafe-database-wrong = { $name } មិនមែនជា true ឬ false ទេ។ សូមទុកមិនកំណត់៖ ការកំណត់នេះសម្រាប់តែការសាកល្បងប៉ុណ្ណោះ។
setup-folder-unwritable = មិនអាចសរសេរឯកសារមូលដ្ឋានទិន្នន័យ { $file } បានទេ។ សូមកំណត់ឈ្មោះឯកសារ មិនមែនថតទេ ក្នុង LIAISON_DATABASE_URL ហើយផ្តល់សិទ្ធិសរសេរក្នុងថតនោះ ដល់អ្នកប្រើនេះ។
setup-database-owned = «liaison run» មួយទៀតកំពុងប្រើមូលដ្ឋានទិន្នន័យ { $file }។ សូមបញ្ឈប់កម្មវិធីនោះជាមុន ឬកំណត់ឯកសារផ្សេងក្នុង LIAISON_DATABASE_URL។
setup-database-missing = មូលដ្ឋានទិន្នន័យមិនទាន់មានតារាងទេ។ សូមវាយពាក្យបញ្ជា «liaison migrate» ជាមុន។
setup-database-incomplete = មូលដ្ឋានទិន្នន័យមានតារាង ប៉ុន្តែគ្មានកំណែដែលត្រូវនឹងតារាងទេ ដូចពេលការស្តារអាក់ខាន។ មូលដ្ឋានទិន្នន័យនៅដដែល។ សូមស្តារការបម្រុងទុកទៅទីតាំងទទេ ឬកំណត់ទីតាំងថ្មីក្នុង LIAISON_DATABASE_URL។
setup-database-foreign = មូលដ្ឋានទិន្នន័យ { $name } ជារបស់កម្មវិធីផ្សេង។ មូលដ្ឋានទិន្នន័យនៅដដែល។ សូមកំណត់មូលដ្ឋានទិន្នន័យផ្សេងក្នុង LIAISON_DATABASE_URL។
setup-database-driver = មិនទាន់បានដំឡើងកម្មវិធីបញ្ជា PostgreSQL ទេ។ សូមដំឡើងកម្មវិធីនេះជាមួយផ្នែកបន្ថែម «postgres»។
setup-database-older = មូលដ្ឋានទិន្នន័យមានកំណែ { $found } ប៉ុន្តែកម្មវិធីនេះត្រូវការកំណែ { $wanted }។ សូមវាយពាក្យបញ្ជា «liaison migrate»។
setup-database-newer = មូលដ្ឋានទិន្នន័យមានកំណែ { $found } ដែលកម្មវិធីនេះមិនស្គាល់ (កំណែរបស់កម្មវិធីនេះ៖ { $wanted })។ ប្រសិនបើកម្មវិធីកំណែថ្មីបានបង្កើត សូមដំឡើងកម្មវិធីនោះ។ ប្រសិនបើមិនដូច្នេះទេ សូមកំណត់មូលដ្ឋានទិន្នន័យផ្សេងក្នុង LIAISON_DATABASE_URL។
setup-database-different = រចនាសម្ព័ន្ធរបស់មូលដ្ឋានទិន្នន័យ មិនត្រូវនឹងកំណែ { $version } ទេ ព្រោះ { $name } បាត់ ឬខុសគ្នា។ មូលដ្ឋានទិន្នន័យនៅដដែល។ សូមស្តារការបម្រុងទុកទៅទីតាំងទទេ ឬកំណត់ទីតាំងថ្មីក្នុង LIAISON_DATABASE_URL។
setup-database-too-new = មូលដ្ឋានទិន្នន័យថ្មីពេកសម្រាប់កម្មវិធីនេះ ដែលមានកំណែ { $wanted }។ សូមដំឡើងកម្មវិធីថ្មីជាងនេះ។
setup-database-pragma = SQLite មិនអាចធានាសុវត្ថិភាពទិន្នន័យ នៅទីនេះបានទេ៖ { $pragma } = { $found }។ សូមដាក់មូលដ្ឋានទិន្នន័យលើថាសក្នុងម៉ាស៊ីន។

setup-migrated = មូលដ្ឋានទិន្នន័យ { $place } មានកំណែ { $version }។
setup-invited = ការអញ្ជើញឱ្យចូលរួមក្នុងភាគី{ $party } សម្រាប់បុគ្គលម្នាក់ ក្នុងរយៈពេល { $hours } ម៉ោង។ ការអញ្ជើញមុន សម្រាប់តួនាទីដដែល ដែលមិនទាន់ប្រើ អស់សុពលភាព។ អ្នកដែលបើកតំណភ្ជាប់នេះក្នុង Telegram នឹងបានចូលរួម៖
setup-invited-by-hand = ការអញ្ជើញឱ្យចូលរួមក្នុងភាគី{ $party } សម្រាប់បុគ្គលម្នាក់ ក្នុងរយៈពេល { $hours } ម៉ោង។ ការអញ្ជើញមុន សម្រាប់តួនាទីដដែល ដែលមិនទាន់ប្រើ អស់សុពលភាព។ Bot API មិនបានប្រាប់ឈ្មោះបូតទេ ដូច្នេះគ្មានតំណភ្ជាប់។ អ្នកដែលផ្ញើបន្ទាត់នេះទៅបូត នឹងបានចូលរួម៖

setup-token-question = កូដចូលប្រើ (token) របស់បូត ពី @BotFather (មិនបង្ហាញពេលវាយ)
setup-token-saved = បានរក្សាទុកកូដចូលប្រើ (token) ក្នុង { $file }។
setup-token-unsaved = មិនអាចរក្សាទុកកូដចូលប្រើ (token) ក្នុង { $file } បានទេ។ សូមផ្តល់សិទ្ធិសរសេរ ដល់អ្នកប្រើនេះ ឬកំណត់ LIAISON_TOKEN។
setup-people-there = ភាគី{ $party } មានសមាជិករួចហើយ ដូច្នេះមិនបានបង្កើតការអញ្ជើញទេ។
setup-left = នៅត្រូវធ្វើ៖
setup-left-heartbeat = កំណត់ { $name } ជាអាសយដ្ឋាន ដែលជូនដំណឹង ពេលប្រព័ន្ធឈប់ហៅអាសយដ្ឋាននោះ។
setup-left-run = ចាប់ផ្តើមប្រព័ន្ធ ដោយ «liaison run»។
setup-botfather = { $setting ->
        [can-join-groups] បិទ «Allow Groups» របស់បូតនេះ នៅ @BotFather។
        [can-read-all-group-messages] បើក «Group Privacy» របស់បូតនេះ នៅ @BotFather។
       *[supports-inline-queries] បិទ «Inline Mode» របស់បូតនេះ នៅ @BotFather។
    }

setup-doctor-set = { $name } = { $value }
setup-doctor-unset = { $name } មិនបានកំណត់ ហើយមិនចាំបាច់កំណត់ទេ។
setup-doctor-secret = { $name } បានកំណត់ហើយ ប៉ុន្តែមិនបង្ហាញទេ។
setup-doctor-agreement = កិច្ចព្រមព្រៀង៖ { $name }
setup-doctor-standby = PostgreSQL គ្មានម៉ាស៊ីនបម្រុងដែលរក្សាទុកស្របគ្នាទេ៖ ប្រសិនបើម៉ាស៊ីនខូច ទិន្នន័យនឹងបាត់បង់។ សូមកំណត់ synchronous_standby_names ប្រសិនបើត្រូវការពារករណីនេះ។
setup-doctor-database = អាចប្រើមូលដ្ឋានទិន្នន័យបាន។ កំណែ៖ { $version }។
setup-doctor-api = Bot API ឆ្លើយតប។ ឈ្មោះបូត៖ @{ $username }។
setup-doctor-api-silent = មិនអាចប្រើ Bot API បានទេ ({ $code })។ សូមពិនិត្យ LIAISON_TOKEN LIAISON_API_BASE និង LIAISON_PROXY។
setup-doctor-mail = អាចប្រើម៉ាស៊ីនមេអ៊ីមែល { $host } បាន។
setup-doctor-mail-silent = មិនអាចប្រើម៉ាស៊ីនមេអ៊ីមែលបានទេ ({ $code })។ សូមពិនិត្យ LIAISON_SMTP_URL។

setup-profile-usable = { $name }៖ អាចប្រើឯកសារកំណត់បាន។
setup-profile-party = { $code } ជាភាគី{ $party }៖ { $authority } តំបន់ម៉ោង { $zone } ភាសា { $language } ថ្ងៃឈប់សម្រាកនៃ { $holidays }។
setup-profile-languages = ភាសា៖ { $languages }។ ប្រសិនបើមានន័យខុសគ្នា ត្រូវយកភាសានេះជាគោល៖ { $prevailing }។
setup-profile-clock = ការផ្ទៀងផ្ទាត់ (មាត្រា { $article })៖ { $unit ->
        [working] { $days } ថ្ងៃធ្វើការ
       *[calendar] { $days } ថ្ងៃតាមប្រតិទិន
    } ក្រោយការទទួល{ $roll ->
        [next_working_day] {" "}ហើយប្រសិនបើថ្ងៃចុងក្រោយមិនមែនជាថ្ងៃធ្វើការ ត្រូវយកថ្ងៃធ្វើការបន្ទាប់។
       *[none] {" "}ទោះថ្ងៃចុងក្រោយជាថ្ងៃធ្វើការ ឬមិនមែនក៏ដោយ។
    }
setup-profile-reminders = ការរំលឹក៖ { $days } ថ្ងៃមុនកាលកំណត់ នៅម៉ោង { $hour }:០០។
setup-profile-escalation = លំដាប់រាយការណ៍នៃ{ $priority ->
        [emergency] ការជូនដំណឹងបន្ទាន់
        [urgent] សំណើបន្ទាន់
       *[important] ការជូនដំណឹងសំខាន់
    } គិតជានាទី៖ { $steps }។
setup-profile-word = { $field }៖ គ្មានអត្ថបទ { $missing } ជាភាសា { $languages } ទេ។
setup-profile-messages = { $field }៖ ភាសា { $language } ខ្វះ { $count } អត្ថបទ ក្នុងនោះមាន { $missing }។
setup-profile-holidays = { $field }៖ មិនស្គាល់ថ្ងៃឈប់សម្រាកនៃ { $country } ទេ។
setup-profile-rungs = { $field }៖ ថ្នាក់នីមួយៗមានយ៉ាងច្រើនម្តង តាមលំដាប់ again, deputy, coordinators, admins, other_side, daily ហើយរយៈពេលគិតជាម៉ោងគត់ ឬនាទីគត់ក្នុងករណីបន្ទាន់។
