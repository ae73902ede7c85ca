# The demonstration in the terminal.
demo-scene = ━━━ Scene { $number } of { $scenes }: { $title }
demo-people-join = the people of both Parties join by invitation
demo-request-is-logged = Sokha logs a verification request
demo-receipt = Li acknowledges receipt, and the 30 days begin
demo-reminders-come = the days pass, and reminders come
demo-case-is-overdue = the due date passes, and the coordinators of both Parties are notified
demo-answer-comes = Li answers
demo-case-is-closed = Sokha acknowledges the outcome, and the case is closed
demo-refusal = a second request is refused, and the refusal confirmed
demo-correction = Li has taken the wrong number, and corrects the answer
demo-urgent = at night an urgent request reaches Li, who is on duty
demo-emergency = an emergency meeting is proposed in three presses and accepted with one
demo-annual = the annual consultation is agreed
demo-left = two requests and a meeting are left for you
demo-failed = This step failed: { $reason }
demo-told = All scenes have been played.
demo-go-on = The bot runs until you press Ctrl+C. Open { $url } in a browser to use the phones of these people and to move the clock.
