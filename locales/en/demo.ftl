# The demonstration in the terminal.
demo-scene = ━━━ Scene { $number } of { $scenes }: { $title }
demo-people-join = the people of both Parties join by invitation
demo-request-is-logged = Sokha logs a verification request
demo-receipt = Li acknowledges receipt, and the 30 days begin
demo-reminders-come = the days pass, and reminders come
demo-case-is-overdue = the last day passes, and the coordinators of both Parties are told
demo-answer-comes = Li answers
demo-case-is-closed = Sokha acknowledges the outcome, and the case is closed
demo-refusal = a second request is refused, and the refusal confirmed
demo-failed = This step did not happen: { $reason }
demo-told = The story has been told.
demo-go-on = The desk goes on until you press Ctrl+C. Open { $url } in a browser to speak as these people and to turn the clock.
