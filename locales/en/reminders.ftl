# What the desk tells unasked.
notice-log = 📨 { $reference }: a new request has arrived.
notice-record = 📨 { $reference }: a request that came by letter has been recorded.
notice-receive = { $reference }: receipt is confirmed.
notice-ask = { $reference }: information is asked for.
notice-supply = { $reference }: the information has been sent.
notice-assign = { $reference } has been assigned to you.
notice-answer = ✅ { $reference } has been answered.
notice-refuse = { $reference } has been refused.
notice-withdraw = { $reference } has been withdrawn by the requesting Party.
notice-close = { $reference } has been closed.
notice-agree = { $reference }: the other Party agrees with what was stated by letter.
notice-object = { $reference }: the other Party objects to what was stated by letter.
notice-statements = { $reference }: something was stated for your Party from its letter.
notice-inquire = { $reference }: the other Party asks about progress.
notice-progress = { $reference }: { $progress }
