# លិខិតផ្លូវការ៖ ឯកសារ PDF និងការបើកតាមកូដ។
button-letter = លិខិត (PDF)
button-letter-open = បើកលិខិត
button-letter-in = ជា{ $language }
button-letter-word = ឯកសារ Word (DOCX)
button-next-number = យកលេខលិខិតបន្ទាប់
letter-request = សំណើ
letter-notice = ការជូនដំណឹងជាមុន អំពីមាតុភូមិនិវត្តន៍
    .button = ការជូនដំណឹងជាមុន
letter-receipt = ការបញ្ជាក់ថាបានទទួល
    .button = ការទទួល
letter-ask = ការសុំព័ត៌មានបន្ថែម
letter-supply = ការផ្តល់ព័ត៌មាន
letter-reply = ចម្លើយ
letter-part = ចម្លើយមួយផ្នែក
letter-refusal = ការបដិសេធ
letter-extension = ការពន្យារពេល
letter-invitation = លិខិតអញ្ជើញប្រជុំ
letter-consent = ការយល់ព្រមផ្តល់ព័ត៌មាន
    .button = ការយល់ព្រម
letters-title = <b>លិខិតអំពី { $code }</b>
letters-by-hand = ឈ្មោះ និងព័ត៌មានលម្អិត មិនមានក្នុងឯកសារទេ។ សូមសរសេរដោយដៃ។
letters-none = បច្ចុប្បន្ន លោកអ្នកមិនមានលិខិត ដែលត្រូវសរសេរទេ។
letter-title = <b>លិខិត</b>៖ { $act } { $code }
recorded-letter = កំពុងផ្ញើលិខិត៖ { $act } { $code }។
letter-scanned =
    { $numbered ->
        [yes] លិខិតដែលបានស្កេន៖ { $act } លេខ { $number }
        [gone] លិខិតដែលបានស្កេន៖ { $act }។ លេខលើលិខិតនេះ លែងមានក្នុងកំណត់ត្រាហើយ។
       *[no] លិខិតដែលបានស្កេន៖ { $act }
    }
letter-extended = ពី{ $before } ដល់{ $after }
letter-link = https://t.me/{ $bot }?start={ $code }
error-unknown-letter = កូដនេះ មិនមែនជាកូដលិខិត ដែលលោកអ្នកអាចបើកបានទេ។ សូមស្កេនម្តងទៀត ឬស្វែងរកតាមលេខលិខិត។
error-number-taken = លេខលិខិតបានដាក់រួចហើយ។ សូមបន្តក្នុងសារចុងក្រោយ។
error-no-such-letter = បច្ចុប្បន្ន គ្មានលិខិតបែបនេះ អំពី { $code } ទេ។ សូមសរសេរ /letter { $code } ដើម្បីមើលលិខិតដែលមាន។
error-no-documents =
    { $none ->
        [yes] សេវានេះ មិនអាចបង្កើតឯកសារបានទេ។ អ្នកដំណើរការ ត្រូវដំឡើងផ្នែកបន្ថែម «documents» និងពុម្ពអក្សរ។
       *[no] សេវានេះ គ្មានពុម្ពអក្សរ សម្រាប់ឯកសារជា{ $language } ទេ។ អ្នកដំណើរការ ត្រូវដំឡើងពុម្ពអក្សរ។
    }
