# Notifications and reminders that the bot sends by itself.
notice-log = 📨 { $reference }: new request.
notice-record = 📨 { $reference }: a request from a letter was recorded.
notice-receive = ✓ { $reference }: receipt is confirmed.
notice-ask = ❓ { $reference }: information needed.
notice-supply = 📨 { $reference }: { $other_party } has sent the information by letter { $letter }. When it has arrived, reply to the request.
notice-assign = 👤 { $reference } is assigned to you.
notice-answer = ✅ { $reference }: { $other_party } has replied.
notice-refuse = ⛔ { $reference }: { $other_party } has refused the request.
notice-withdraw = ✗ { $reference }: { $party } has withdrawn the request.
notice-withdraw-letter = ✗ { $reference }: { $party } has withdrawn the request by letter { $letter }.
notice-close = ✓ { $reference }: { $other_party } has closed the request.
notice-agree = ✓ { $reference }: { $other_party } agrees with what was recorded from its letter.
notice-object = ⚠️ { $reference }: { $other_party } objects to what was recorded from its letter.
notice-statements = 📨 { $reference }: something was recorded from a letter of { $own_party }.
notice-inquire = ❓ { $reference }: { $other_party } asks about progress.
notice-progress = ⏳ { $reference }: { $progress }
