# អ្វីដែលប្រព័ន្ធជូនដំណឹងដោយខ្លួនឯង
notice-log = 📨 { $reference }៖ មានសំណើថ្មីមួយ។
notice-record = 📨 { $reference }៖ សំណើដែលបានទទួលតាមលិខិតត្រូវបានកត់ត្រា។
notice-receive = { $reference }៖ ការទទួលត្រូវបានបញ្ជាក់។
notice-ask = { $reference }៖ មានការសុំព័ត៌មាន។
notice-supply = { $reference }៖ ព័ត៌មានដែលបានសុំត្រូវបានផ្ញើ។
notice-assign = { $reference }៖ ករណីនេះត្រូវបានប្រគល់ជូនលោកអ្នកទទួលបន្ទុក។
notice-answer = ✅ { $reference }៖ មានចម្លើយហើយ។
notice-refuse = { $reference }៖ សំណើត្រូវបានបដិសេធ។
notice-withdraw = { $reference }៖ ភាគីស្នើសុំបានដកសំណើវិញ។
notice-close = { $reference }៖ ករណីត្រូវបានបិទ។
notice-agree = { $reference }៖ ភាគីម្ខាងទៀតយល់ស្របនឹងការកត់ត្រាតាមលិខិត។
notice-object = { $reference }៖ ភាគីម្ខាងទៀតជំទាស់នឹងការកត់ត្រាតាមលិខិត។
notice-statements = { $reference }៖ ភាគីម្ខាងទៀតបានកត់ត្រាជំនួសភាគីរបស់លោកអ្នក តាមលិខិតដែលបានទទួល។
notice-inquire = { $reference }៖ ភាគីស្នើសុំសួរអំពីដំណើរការ។
notice-progress = { $reference }៖ { $progress }
