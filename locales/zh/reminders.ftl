# 系统主动发出的通知与提醒
notice-log = 📨 { $reference }：收到新请求。
notice-record = 📨 { $reference }：已登记来函请求。
notice-receive = ✓ { $reference }：已登记收悉。
notice-ask = ❓ { $reference }：{ $other_party }请{ $own_party }补充信息。
notice-supply = 📨 { $reference }：{ $other_party }已发出补充信息，公函：{ $letter }。收到公函后，即可答复。
notice-assign = 👤 { $reference }：已指派您承办。
notice-answer = ✅ { $reference }：已答复。
notice-refuse = ⛔ { $reference }：请求已被拒绝。
notice-withdraw = ✗ { $reference }：{ $party }已撤回请求。
notice-withdraw-letter = ✗ { $reference }：{ $party }已撤回请求，公函：{ $letter }。
notice-close = ✓ { $reference }：已办结。
notice-agree = ✓ { $reference }：{ $other_party }认可据函登记的事项。
notice-object = ⚠️ { $reference }：{ $other_party }对据函登记的事项提出异议。
notice-statements = 📨 { $reference }：{ $other_party }据{ $own_party }公函代为登记了有关事项。
notice-inquire = ❓ { $reference }：{ $other_party }询问办理进展。
notice-progress = ⏳ { $reference }：{ $progress }
