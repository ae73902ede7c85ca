# អ្វីដែលប្រព័ន្ធជូនដំណឹងដោយខ្លួនឯង
notice-log = 📨 { $reference }៖ ភាគី{ $other_party }បានផ្ញើសំណើថ្មី។
notice-record = 📨 { $reference }៖ បានកត់ត្រាសំណើដែលបានទទួលតាមលិខិត។
notice-receive = ✓ { $reference }៖ ភាគី{ $other_party }បានបញ្ជាក់ថាបានទទួលសំណើហើយ។
notice-ask = ❓ { $reference }៖ ភាគី{ $other_party }សុំព័ត៌មានបន្ថែម។
notice-supply = 📨 { $reference }៖ ភាគី{ $other_party }បានផ្ញើព័ត៌មានបន្ថែម តាមលិខិតលេខ { $letter } ហើយ។ សូមឆ្លើយតប ក្រោយទទួលលិខិត។
notice-assign = 👤 { $reference }៖ លោកអ្នកទទួលបន្ទុកករណីនេះ។
notice-answer = ✅ { $reference }៖ មានចម្លើយហើយ។
notice-refuse = ⛔ { $reference }៖ ភាគី{ $other_party }បានបដិសេធសំណើ។
notice-withdraw = ✗ { $reference }៖ ភាគី{ $party }បានដកសំណើវិញ។
notice-withdraw-letter = ✗ { $reference }៖ ភាគី{ $party }បានដកសំណើវិញ តាមលិខិតលេខ { $letter }។
notice-close = ✓ { $reference }៖ ភាគី{ $other_party }បានបញ្ចប់ករណី។
notice-agree = ✓ { $reference }៖ ភាគី{ $other_party } យល់ស្របនឹងការកត់ត្រាតាមលិខិត។
notice-object = ⚠️ { $reference }៖ ភាគី{ $other_party } ជំទាស់នឹងការកត់ត្រាតាមលិខិត។
notice-statements = 📨 { $reference }៖ ភាគី{ $other_party }បានកត់ត្រាជំនួសភាគី{ $own_party } តាមលិខិតដែលបានទទួល។
notice-inquire = ❓ { $reference }៖ ភាគី{ $other_party }សួរអំពីវឌ្ឍនភាព។
notice-progress = ⏳ { $reference }៖ { $progress }
